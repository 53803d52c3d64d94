"""总结: words of one's own, and figures, tables and pictures that stay tied to the records."""

from edudesk.ui.pages.summary.page import SummaryPage

__all__ = ["SummaryPage"]
