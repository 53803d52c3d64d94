"""What a backup says of itself: every file with size and SHA-256, and what was already amiss."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from edudesk.errors import UserError
from edudesk.services.safety.disk import Held, write_whole

NAME = "backup.json"
DATABASE_COPY = "edudesk-backup.db"
"""Not the archive's own name, so that a backup is never opened and changed by mistake."""
FORMAT = "edudesk-backup"
VERSION = 1
_PATHS = re.compile(
    r"edudesk-backup\.db|evidence/[0-9a-f]{2}/[0-9a-f]{62}|journal/[0-9]{6}\.jsonl"
    r"|drafts/[0-9a-z-]{1,60}\.(json|damaged)"
)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Manifest:
    """The content of ``backup.json``.

    ``files`` maps a path in the backup to what it holds. ``damaged`` and ``missing`` name the evidence
    (by SHA-256 of the original) that was so when the backup was made. ``apart`` when the evidence lies in
    the archive in whose folder the backup was put, and not in the backup.
    """

    archive_id: str | None
    holder: str
    made_at: str
    schema: int
    records: int
    revisions: int
    apart: bool
    files: Mapping[str, Held]
    damaged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        """The size of all files together."""
        return sum(file.size for file in self.files.values())

    def originals(self) -> Mapping[str, Held]:
        """Return the evidence files by the SHA-256 of their original."""
        return {
            path.removeprefix("evidence/").replace("/", ""): file
            for path, file in self.files.items()
            if path.startswith("evidence/")
        }

    def drafts(self) -> Mapping[str, Held]:
        """Return the files of unsaved work by their paths."""
        return {path: file for path, file in self.files.items() if path.startswith("drafts/")}


def evidence_path(sha256: str) -> str:
    """Return where a backup keeps an original."""
    return f"evidence/{sha256[:2]}/{sha256[2:]}"


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``backup.json`` into a backup."""
    plain = {"format": FORMAT, "version": VERSION} | asdict(manifest)
    write_whole(folder / NAME, json.dumps(plain, ensure_ascii=False, indent=1).encode())


def read_manifest(folder: Path) -> Manifest:
    """Read ``backup.json``; UserError ``backup.none``, ``backup.newer`` or ``backup.damaged``."""
    path = folder / NAME
    if not path.is_file():
        raise UserError("backup.none", path=folder)
    try:
        plain = json.loads(path.read_bytes())
        if plain["format"] != FORMAT:
            raise UserError("backup.none", path=folder)
        if plain["version"] > VERSION:
            raise UserError("backup.newer", path=folder)
        return _manifest(plain)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise UserError("backup.damaged", path=folder, name=NAME, count=1) from error


def _manifest(plain: Mapping[str, Any]) -> Manifest:
    return Manifest(
        archive_id=_text(plain["archive_id"]),
        holder=str(plain["holder"]),
        made_at=str(plain["made_at"]),
        schema=int(plain["schema"]),
        records=int(plain["records"]),
        revisions=int(plain["revisions"]),
        apart=bool(plain["apart"]),
        files={
            _fitting(_PATHS, path): Held(int(file["size"]), _fitting(_SHA256, file["sha256"]))
            for path, file in plain["files"].items()
        },
        damaged=tuple(_fitting(_SHA256, name) for name in plain["damaged"]),
        missing=tuple(_fitting(_SHA256, name) for name in plain["missing"]),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _fitting(form: re.Pattern[str], value: str) -> str:
    if not form.fullmatch(value):
        raise ValueError(value)
    return value
