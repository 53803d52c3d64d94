"""What became of a record, version by version, and what was done in the archive."""

from edudesk.ui.pages.history.page import HistoryPage

__all__ = ["HistoryPage"]
