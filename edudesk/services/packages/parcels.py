"""Evidence as it leaves: the original, a copy without its place or reduced, or the word why it does not."""

import hashlib
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.archive import Archive
from edudesk.services.evidence import Decoder, DerivedFiles
from edudesk.services.evidence.decoding import QUALITY
from edudesk.services.evidence.renditions import best_rendition
from edudesk.services.evidence.signatures import HEAD, by_signature
from edudesk.services.jobs import Job
from edudesk.services.packages.editions import FULL, Edition
from edudesk.services.packages.films import FilmPlaces, film_places
from edudesk.services.packages.holding import held_back
from edudesk.services.packages.stripping import Undecided, without_place
from edudesk.services.records import Record

State = Literal["original", "rendition", "missing", "damaged", "unreadable", "left-out", "held-back"]
"""What leaves; or why nothing does: not here, spoiled, its place stays in it, too large, not to be sent."""
_PICTURES = frozenset({"jpeg", "png", "heic", "webp"})
_LARGEST_PICTURE = 256 << 20
_FULL_SIZE = 1 << 16
"""Longer than the edge of any picture: re-encoding must not reduce it."""
_CUT, _ENCODED, _REDUCED = "cut", "without-place", "email-"
"""The place cut out of the bytes; a JPEG made anew in full size, or reduced, kept among the derived files."""
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Parcel:
    """One original as it leaves; ``sha256`` and ``size`` are of what travels, empty when nothing does.

    ``unreadable`` is a picture whose place cannot be taken out, so that it must stay. ``source`` is the file
    of the store that it is made of: the original, or a copy that was received of it; without ``recipe`` it
    leaves as it is, but for ``places``, which are blanked in a film while it is copied. ``jpeg`` says that it
    is one, whatever its name says.
    """

    original: str
    state: State
    sha256: str = ""
    size: int = 0
    source: str = ""
    recipe: str = ""
    jpeg: bool = False
    places: FilmPlaces = ()

    @property
    def travels(self) -> bool:
        """Whether there is a file to send."""
        return self.state in ("original", "rendition")

    @property
    def reduced(self) -> bool:
        """Whether it is a smaller picture than what it was made of."""
        return self.recipe.startswith(_REDUCED)


class Parcels:
    """Examines the originals of one archive and gives what of them may leave."""

    def __init__(self, archive: Archive, decoder: Decoder, edition: Edition = FULL) -> None:
        self._archive, self._store = archive, archive.store
        self._derived = DerivedFiles(archive.derived)
        self._decoder, self._edition = decoder, edition
        self._examined = {sha256: Parcel(sha256, "held-back") for sha256 in held_back(archive)}

    def examine(self, evidence: Collection[Record], job: Job) -> Mapping[str, Parcel]:
        """Return a parcel for each original; each is read to its end once and compared."""
        known = self._examined
        for record in evidence:
            content = record.content
            job.step(0, 0, content["name"])
            if content["sha256"] not in known:
                known[content["sha256"]] = self._parcel(content["sha256"], bool(content.get("located")))
        return {one.content["sha256"]: known[one.content["sha256"]] for one in evidence}

    def _parcel(self, original: str, located: bool) -> Parcel:  # noqa: FBT001 - what the record says
        condition = self._store.check(original)
        if condition == "sound":
            return self._stripped(original, located)
        copy = best_rendition(self._archive, original)
        if copy is None or self._store.check(copy.sha256) != "sound":
            return Parcel(original, condition)
        found = self._stripped(copy.sha256, located=False)  # nobody sends a place
        return replace(found, original=original, state="rendition", jpeg=found.jpeg or copy.jpeg)

    def _stripped(self, source: str, located: bool) -> Parcel:  # noqa: FBT001
        """Return a file of the store as it leaves when it is an original."""
        with self._store.open(source) as file:
            head = file.read(HEAD)
            file.seek(0)
            if places := film_places(file):
                return _with_places(source, file, places)
            size = file.seek(0, 2)
            if size > _LARGEST_PICTURE or not (located or _may_be_picture(head)):
                return _as_it_is(source, size)
            file.seek(0)
            content = file.read()
        whole = self._picture(source, content, located)
        reducible = self._edition.edge and by_signature(head) in _PICTURES
        return self._reduced(whole, content) if reducible else whole

    def _picture(self, source: str, content: bytes, located: bool) -> Parcel:  # noqa: FBT001
        try:
            stripped, recipe = without_place(content), _CUT
        except Undecided:
            if not located:
                return _as_it_is(source, len(content))
            try:
                stripped, recipe = self._made(source, _ENCODED, content), _ENCODED
            except (UserError, EnvironmentProblem):
                return Parcel(source, "unreadable")
        if stripped is content:
            return _as_it_is(source, len(content))
        sha256 = hashlib.sha256(stripped).hexdigest()
        encoded = recipe == _ENCODED
        return Parcel(source, "rendition", sha256, len(stripped), source, recipe, jpeg=encoded)

    def _reduced(self, whole: Parcel, content: bytes) -> Parcel:
        """Return a picture as a smaller JPEG, where that is smaller and the picture can be read."""
        recipe = f"{_REDUCED}{self._edition.edge}-{self._edition.quality}"
        source = whole.source or whole.original
        try:
            made = self._made(source, recipe, content)
        except (UserError, EnvironmentProblem):
            return whole
        if whole.travels and len(made) >= whole.size:
            return whole
        return Parcel(
            source, "rendition", hashlib.sha256(made).hexdigest(), len(made), source, recipe, jpeg=True
        )

    def _made(self, source: str, recipe: str, content: bytes) -> bytes:
        """Return a JPEG made anew of a picture, with nothing in it but pixels."""
        edge, quality = (
            (self._edition.edge, self._edition.quality) if recipe != _ENCODED else (_FULL_SIZE, QUALITY)
        )
        return self._derived.get_or_make(
            source, recipe, lambda: self._decoder.scale(content, edge, source, quality)
        )

    def path(self, parcel: Parcel) -> Path:
        """Return where a file lies that leaves as it is."""
        return self._store.path(parcel.source)

    def content(self, parcel: Parcel) -> bytes:
        """Return the bytes of a copy that is made by a recipe."""
        with self._store.open(parcel.source) as file:
            content = file.read()
        cut = parcel.recipe == _CUT
        return without_place(content) if cut else self._made(parcel.source, parcel.recipe, content)

    def copy_film(self, parcel: Parcel, target: Path) -> None:
        """Write a film's copy without its places."""
        with self._store.open(parcel.source) as file, target.open("wb") as copy:
            shutil.copyfileobj(file, copy, _CHUNK)
            for start, blank in parcel.places:
                copy.seek(start)
                copy.write(blank)


def _may_be_picture(head: bytes) -> bool:
    return head.startswith((b"\xff\xd8", b"\x89PNG")) or head[4:8] == b"ftyp" or head[8:12] == b"WEBP"


def _as_it_is(source: str, size: int) -> Parcel:
    return Parcel(source, "original", source, size, source)


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
    return Parcel(original, "rendition", digest.hexdigest(), at, original, places=places)
