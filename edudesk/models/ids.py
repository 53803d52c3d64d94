"""Ids that sort by the time they were made."""

import secrets
import threading
import time
import uuid

_VARIABLE = 74  # bits of a version 7 UUID that are neither time nor version nor variant
_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a new UUID of version 7 (RFC 9562), greater than every one this process made before."""
    global _last  # noqa: PLW0603 - the one counter of the process, under its lock
    with _lock:
        fresh = (time.time_ns() // 1_000_000 << _VARIABLE) | secrets.randbits(_VARIABLE)
        # Within one millisecond, or when the clock was set back, count on from the last one.
        _last = max(fresh, _last + 1 + secrets.randbits(32))
        number = _last
    low = number & ((1 << 62) - 1)
    high = number >> 62 & 0xFFF
    moment = number >> _VARIABLE
    return str(uuid.UUID(int=moment << 80 | 0x7 << 76 | high << 64 | 0x2 << 62 | low))
