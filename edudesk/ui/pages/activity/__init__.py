"""活动: the list of a term's activities with the detail of one beside it."""

from edudesk.ui.pages.activity.page import ActivityPage

__all__ = ["ActivityPage"]
