"""Small pictures of originals for the screen."""

from collections.abc import Callable

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.archive import Archive
from edudesk.services.evidence import THUMBNAIL_RECIPE, Decoder, DerivedFiles, rendition
from edudesk.services.evidence import thumbnail as made_from
from edudesk.services.evidence.decoding import RENDITION_EDGE
from edudesk.services.evidence.renditions import best

_LARGEST = 200 << 20
"""Bytes; what is larger is a film, and no picture to be read whole."""


def thumbnail(archive: Archive, sha256: str, decoder: Decoder | None = None) -> bytes | None:
    """Return an upright JPEG of at most 512 pixels, kept among the derived files; None when there is none.

    With ``decoder`` a missing one is made again from the original, which takes up to seconds; without, only
    what is kept is looked up (under a millisecond). None too for what is no picture or cannot be read.
    """
    if decoder is None:
        return DerivedFiles(archive.derived).get(best(archive, sha256).sha256, THUMBNAIL_RECIPE)
    return _made(archive, sha256, THUMBNAIL_RECIPE, lambda original: made_from(original, decoder))


def screen_picture(archive: Archive, sha256: str, decoder: Decoder) -> bytes | None:
    """Return an upright JPEG for the whole screen, kept among the derived files; None when there is none."""
    return _made(
        archive, sha256, f"screen-{RENDITION_EDGE}", lambda original: rendition(original, decoder=decoder)
    )


def _made(archive: Archive, sha256: str, recipe: str, made: Callable[[bytes], bytes]) -> bytes | None:
    source = best(archive, sha256).sha256

    def make() -> bytes:
        with archive.store.open(source) as original:
            if original.seek(0, 2) > _LARGEST:
                raise UserError("evidence.picture_too_large", name=sha256[:12])
            original.seek(0)
            return made(original.read())

    try:
        return DerivedFiles(archive.derived).get_or_make(source, recipe, make)
    except (UserError, EnvironmentProblem):
        return None
