"""交接给接任的人: what to look at, where the archive lies, the sheet, and the new name."""

from edudesk.ui.pages.succession.page import SuccessionPage

__all__ = ["SuccessionPage"]
