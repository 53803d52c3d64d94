"""Tell all that is known of one file before it is taken in; a bad one is refused with one plain sentence."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from edudesk.errors import Problem
from edudesk.services.evidence.dates import NOT_TAKEN, Taken, taken
from edudesk.services.evidence.decoding import RENDITION_EDGE, THUMBNAIL_EDGE, Decoder, Picture
from edudesk.services.evidence.kinds import Family, Kind, family
from edudesk.services.evidence.naming import display_name
from edudesk.services.evidence.recognising import recognise
from edudesk.services.evidence.sources import size_of

THUMBNAIL_RECIPE = f"thumbnail-{THUMBNAIL_EDGE}"


@dataclass(frozen=True)
class Examined:
    """What a file is. Size in bytes; the rest is of pictures, else 0, "" or False.

    ``width`` and ``height`` are upright pixels, ``orientation`` is EXIF's 1-8, ``perceptual_hash`` has 16
    hexadecimal digits ("" for a blank picture), ``thumbnail`` is an upright JPEG by ``THUMBNAIL_RECIPE``.
    ``findings`` are warnings (password, macros, wrong suffix); they do not prevent taking the file in.
    """

    kind: Kind
    size: int
    name: str
    width: int = 0
    height: int = 0
    orientation: int = 1
    taken: Taken = NOT_TAKEN
    gps: bool = False
    perceptual_hash: str = ""
    thumbnail: bytes = field(default=b"", repr=False)
    findings: tuple[Problem, ...] = ()


def examine(path: Path, decoder: Decoder | None = None) -> Examined:
    """Examine the file at ``path``; a batch hands in its own ``decoder``.

    Raises what :func:`~edudesk.services.evidence.recognising.recognise` and :meth:`Decoder.study` raise.
    """
    found = recognise(path)
    name = display_name(path)
    size = size_of(path, name)
    if family(found.kind) is not Family.PICTURE:
        told = taken("", name) if family(found.kind) is Family.RECORDING else NOT_TAKEN
        return Examined(found.kind, size, name, taken=told, findings=found.findings)
    with _one(decoder) as own:
        seen = own.study(path, name)
    return Examined(
        found.kind,
        size,
        name,
        width=seen.width,
        height=seen.height,
        orientation=seen.orientation,
        taken=taken(seen.exif_time, name),
        gps=seen.gps,
        perceptual_hash=seen.perceptual_hash,
        thumbnail=seen.thumbnail,
        findings=found.findings,
    )


def thumbnail(picture: Picture, decoder: Decoder | None = None) -> bytes:
    """Return an upright JPEG of a picture (path or content) for the screen, long edge at most 512 pixels."""
    return rendition(picture, THUMBNAIL_EDGE, decoder)


def rendition(picture: Picture, edge: int = RENDITION_EDGE, decoder: Decoder | None = None) -> bytes:
    """Return an upright JPEG for reports and packages, without GPS or any EXIF; ``edge`` is in pixels."""
    name = display_name(picture) if isinstance(picture, Path) else "?"
    with _one(decoder) as own:
        return own.scale(picture, edge, name)


@contextlib.contextmanager
def _one(decoder: Decoder | None) -> Iterator[Decoder]:
    if decoder is not None:
        yield decoder
        return
    with Decoder() as own:
        yield own
