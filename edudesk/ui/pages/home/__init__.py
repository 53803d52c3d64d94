"""首页: the term at a glance, every figure a way to the records behind it."""

from edudesk.ui.pages.home.page import HomePage

__all__ = ["HomePage"]
