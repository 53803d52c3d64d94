"""Photos for the page, decoded in the worker and kept beside the archive, so that each is decoded once."""

from io import BytesIO

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.archive import Archive
from edudesk.services.evidence import Decoder, DerivedFiles
from edudesk.services.evidence.renditions import best
from edudesk.services.records import Record
from edudesk.services.reports.collecting import photo_facts
from edudesk.services.reports.facts import PhotoFacts
from edudesk.services.reports.profiles import LONGEST_SIDE

_RECIPE = f"page-{LONGEST_SIDE}"


class Photographs:
    """Gives the pictures of one archive as upright JPEGs; hand in the ``decoder`` of a batch."""

    def __init__(self, archive: Archive, decoder: Decoder) -> None:
        self.archive = archive
        self._store = archive.store
        self._derived = DerivedFiles(archive.derived)
        self._decoder = decoder

    def upright(self, evidence: Record) -> bytes | None:
        """Return a picture at print size without metadata, or None when it is missing or cannot be read."""
        found, name = best(self.archive, evidence.content["sha256"]), evidence.content["name"]

        def decode() -> bytes:
            with self._store.open(found.sha256) as file:
                return self._decoder.scale(file.read(), LONGEST_SIDE, name)

        try:
            picture = self._derived.get_or_make(found.sha256, _RECIPE, decode)
        except (UserError, EnvironmentProblem):
            return None
        turned = (evidence.content.get("turned") or 0) % 360
        return _turned(picture, turned) if turned else picture

    def is_kept(self, evidence: Record) -> bool:
        """Return whether the picture was decoded before."""
        return self._derived.has(best(self.archive, evidence.content["sha256"]).sha256, _RECIPE)

    def photo(self, evidence: Record) -> PhotoFacts:
        """Return a picture for a page; one that cannot be read is empty, and its place there says so."""
        return photo_facts(evidence, self.upright(evidence) or b"")


def _turned(picture: bytes, degrees: int) -> bytes:
    """Turn a JPEG clockwise, as the person did on the screen."""
    from PIL import Image  # noqa: PLC0415 - a look beforehand turns nothing

    out = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        image.rotate(-degrees, expand=True).save(out, "JPEG", quality=90)
    return out.getvalue()
