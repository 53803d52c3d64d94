"""The first start: five questions that end in an archive."""

from edudesk.ui.pages.start.page import StartPage

__all__ = ["StartPage"]
