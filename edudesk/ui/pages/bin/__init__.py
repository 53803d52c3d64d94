"""回收站: what was deleted, and the way back."""

from edudesk.ui.pages.bin.page import BinPage

__all__ = ["BinPage"]
