"""A scheme file looked through more deeply than reading does: what can never be, and what is worth a look."""

from edudesk.services.schemes.checking.whole import Findings, look_through

__all__ = ["Findings", "look_through"]
