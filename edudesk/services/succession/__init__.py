"""The archive handed to a successor: what is still open, the sheet that both sign, and the new name."""

from edudesk.services.succession.guide import (
    Guide,
    Point,
    check_archive,
    guide,
    hand_over,
)
from edudesk.services.succession.sheet import write_sheet

__all__ = ["Guide", "Point", "check_archive", "guide", "hand_over", "write_sheet"]
