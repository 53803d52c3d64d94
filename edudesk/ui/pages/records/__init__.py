"""The records behind a figure, of whatever types, with the sheet of each."""

from edudesk.ui.pages.records.page import RecordsPage

__all__ = ["RecordsPage"]
