"""Evidence: originals kept byte for byte, and what is read from them; files only, but for ``renditions``."""

from edudesk.services.evidence.dates import Taken
from edudesk.services.evidence.decoding import Decoder
from edudesk.services.evidence.derived import DerivedFiles
from edudesk.services.evidence.examining import THUMBNAIL_RECIPE, Examined, examine, rendition, thumbnail
from edudesk.services.evidence.kinds import Family, Kind, family
from edudesk.services.evidence.likeness import alike
from edudesk.services.evidence.naming import display_name
from edudesk.services.evidence.store import EvidenceStore, Stored

__all__ = [
    "THUMBNAIL_RECIPE",
    "Decoder",
    "DerivedFiles",
    "EvidenceStore",
    "Examined",
    "Family",
    "Kind",
    "Stored",
    "Taken",
    "alike",
    "display_name",
    "examine",
    "family",
    "rendition",
    "thumbnail",
]
