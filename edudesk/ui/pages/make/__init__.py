"""The generic form: a new record of any type, or a change to one."""

from edudesk.ui.pages.make.page import MakePage

__all__ = ["MakePage"]
