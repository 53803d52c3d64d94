"""Evidence as it leaves: the original, a copy without its place, or the plain word that the file is gone."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.archive import Archive
from edudesk.services.evidence import Decoder, DerivedFiles
from edudesk.services.jobs import Job
from edudesk.services.packages.films import FilmPlaces, film_places
from edudesk.services.packages.stripping import Undecided, without_place
from edudesk.services.records import Record

State = Literal["original", "rendition", "missing", "damaged", "unreadable"]
_HEAD = 16
_LARGEST_PICTURE = 256 << 20
_FULL_SIZE = 1 << 16
"""Longer than the edge of any picture: re-encoding must not reduce it."""
_RECIPE = "without-place"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Parcel:
    """One original as it leaves; ``sha256`` and ``size`` are of what travels, empty when nothing does.

    ``unreadable`` is a picture whose place cannot be taken out, so that it must stay. ``suffix`` replaces the
    name's when the copy is of another kind; ``places`` are blanked in a film while it is copied.
    """

    original: str
    state: State
    sha256: str = ""
    size: int = 0
    suffix: str = ""
    places: FilmPlaces = ()

    @property
    def travels(self) -> bool:
        """Whether there is a file to send."""
        return self.state in ("original", "rendition")


class Parcels:
    """Examines the originals of one archive and gives what of them may leave."""

    def __init__(self, archive: Archive, decoder: Decoder) -> None:
        self._store = archive.store
        self._derived = DerivedFiles(archive.derived)
        self._decoder = decoder

    def examine(self, evidence: Iterable[Record], job: Job) -> Mapping[str, Parcel]:
        """Return a parcel for each original; every one is read to its end and compared with its hash."""
        found: dict[str, Parcel] = {}
        for record in evidence:
            content = record.content
            job.step(0, 0, content["name"])
            if content["sha256"] not in found:
                found[content["sha256"]] = self._parcel(content["sha256"], bool(content.get("located")))
        return found

    def _parcel(self, original: str, located: bool) -> Parcel:  # noqa: FBT001 - what the record says
        condition = self._store.check(original)
        if condition != "sound":
            return Parcel(original, condition)
        with self._store.open(original) as file:
            head = file.read(_HEAD)
            file.seek(0)
            if places := film_places(file):
                return _with_places(original, file, places)
            size = file.seek(0, 2)
            if size > _LARGEST_PICTURE or not (located or _may_be_picture(head)):
                return Parcel(original, "original", original, size)
            file.seek(0)
            return self._picture(original, file.read(), located)

    def _picture(self, original: str, content: bytes, located: bool) -> Parcel:  # noqa: FBT001
        try:
            stripped, suffix = without_place(content), ""
        except Undecided:
            if not located:
                return Parcel(original, "original", original, len(content))
            try:
                stripped, suffix = self._encoded(original, content), ".jpg"
            except (UserError, EnvironmentProblem):
                return Parcel(original, "unreadable")
        if stripped is content:
            return Parcel(original, "original", original, len(content))
        return Parcel(original, "rendition", hashlib.sha256(stripped).hexdigest(), len(stripped), suffix)

    def _encoded(self, original: str, content: bytes) -> bytes:
        return self._derived.get_or_make(
            original, _RECIPE, lambda: self._decoder.scale(content, _FULL_SIZE, original)
        )

    def path(self, parcel: Parcel) -> Path:
        """Return where an original lies that leaves as it is."""
        return self._store.path(parcel.original)

    def content(self, parcel: Parcel) -> bytes:
        """Return the bytes of a picture's copy without its place."""
        with self._store.open(parcel.original) as file:
            content = file.read()
        return self._encoded(parcel.original, content) if parcel.suffix else without_place(content)

    def copy_film(self, parcel: Parcel, target: Path) -> None:
        """Write a film's copy without its places."""
        with self._store.open(parcel.original) as file, target.open("wb") as copy:
            shutil.copyfileobj(file, copy, _CHUNK)
            for start, blank in parcel.places:
                copy.seek(start)
                copy.write(blank)


def _may_be_picture(head: bytes) -> bool:
    return head.startswith((b"\xff\xd8", b"\x89PNG")) or head[4:8] == b"ftyp"


def _with_places(original: str, file: BinaryIO, places: FilmPlaces) -> Parcel:
    digest, at = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(_CHUNK):
        piece = bytearray(chunk)
        for start, blank in places:
            first, last = max(start, at), min(start + len(blank), at + len(piece))
            if first < last:
                piece[first - at : last - at] = blank[first - start : last - start]
        digest.update(piece)
        at += len(piece)
    return Parcel(original, "rendition", digest.hexdigest(), at, places=places)
