"""Ids that sort by the time they were made."""

import secrets
import time
import uuid


def new_id(milliseconds: int | None = None) -> str:
    """Return a new UUID of version 7 (RFC 9562); ``milliseconds`` since 1970 for tests."""
    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    value = (moment & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
