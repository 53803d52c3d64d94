"""考核自查: the indicators with their scores, what is entered, what shows it, and how it was reckoned."""

from edudesk.ui.pages.assess.page import AssessPage

__all__ = ["AssessPage"]
