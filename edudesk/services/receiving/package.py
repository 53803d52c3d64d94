"""A package that was opened: what it says of itself, its revisions and its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from edudesk.models.base import RecordId
from edudesk.services.keys import Signer

Row = Mapping[str, Any]
"""A row of the revision table without ``sequence`` and ``change_id``."""
_TRAVELLING = ("original", "rendition")


@dataclass(frozen=True)
class Sender:
    """Who made a package: the archive, the school or bureau it belongs to, the person."""

    archive_id: str
    holder_id: RecordId
    author: str


@dataclass(frozen=True)
class PackagedFile:
    """What became of one original, in the words of the format; ``sha256`` and ``size`` are of what travels.

    ``path`` is from the package's folder, empty where nothing travels in this package.
    """

    evidence_id: RecordId
    original: str
    state: str
    path: str = ""
    sha256: str = ""
    size: int = 0
    recipe: str = ""

    @property
    def travels(self) -> bool:
        """Whether the file lies in this package."""
        return self.state in _TRAVELLING and bool(self.path)


@dataclass(frozen=True)
class Package:
    """A verified package; ``manifest_hash`` stands for the whole, ``signer`` put a signature that holds."""

    path: Path
    name: str
    sender: Sender
    community_id: RecordId
    term: str
    edition: str
    made_at: datetime
    manifest_hash: str
    signer: Signer | None
    records: Mapping[RecordId, tuple[Row, ...]]
    """Every record with its heads, the one that is shown first."""
    files: tuple[PackagedFile, ...]
    results: Mapping[str, Any]
    """The sender's term as it stood: rules and gaps, see :mod:`~edudesk.services.receiving.results`."""
    password: str | None = field(repr=False, default=None)
    """What opens it again, where it is sealed."""
