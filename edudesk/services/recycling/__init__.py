"""Deleting into the recycle bin and bringing back, with what belongs together; nothing is ever erased."""

from edudesk.services.recycling.bin import Binned, delete_records, in_the_bin, restore
from edudesk.services.recycling.hanging import Hanging, Use, say_hanging, what_hangs

__all__ = [
    "Binned",
    "Hanging",
    "Use",
    "delete_records",
    "in_the_bin",
    "restore",
    "say_hanging",
    "what_hangs",
]
