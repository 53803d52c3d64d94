"""What is known of the text of a file, kept by the SHA-256 of its bytes."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from edudesk.services.evidence.derived import DerivedFiles

_RECIPE = "text-1"


class State(StrEnum):
    """What came of reading a file."""

    READ = "read"
    NONE = "none"  # sound, but without text that we can read
    LOCKED = "locked"  # needs a password
    BROKEN = "broken"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"


@dataclass(frozen=True)
class FileText:
    """The text of a file, shortened where it is very long; empty unless it was read."""

    state: State
    text: str = ""


class TextCache:
    """Texts in the archive's folder ``derived``; deleting any of it loses nothing."""

    def __init__(self, derived: Path) -> None:
        self._files = DerivedFiles(derived)

    def get(self, sha256: str) -> FileText | None:
        """Return what is kept of a file, if it is."""
        kept = self._files.get(sha256, _RECIPE)
        if kept is None:
            return None
        told = json.loads(kept)
        return FileText(State(told["state"]), told["text"])

    def keep(self, sha256: str, text: FileText) -> None:
        """Keep the text of a file; where there is no room it will be read again."""
        with suppress(OSError):
            self._files.keep(sha256, _RECIPE, json.dumps(asdict(text), ensure_ascii=False).encode())
