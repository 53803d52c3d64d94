"""别的记录: what schools ask for, what was given, what came of it."""

from edudesk.ui.pages.others.page import OthersPage

__all__ = ["OthersPage"]
