"""记一次活动: one page to tell of an activity, from top to bottom."""

from edudesk.ui.pages.record.page import RecordPage

__all__ = ["RecordPage"]
