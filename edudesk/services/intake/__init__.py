"""收照片: a folder, a stick or a camera looked through by day, and what is chosen put to an activity."""

from edudesk.services.intake.looking import Day, Found, Looked, look_through
from edudesk.services.intake.places import Place, camera_places
from edudesk.services.intake.proposing import Proposal, proposals, propose
from edudesk.services.intake.putting import Lot, put_to

__all__ = [
    "Day",
    "Found",
    "Looked",
    "Lot",
    "Place",
    "Proposal",
    "camera_places",
    "look_through",
    "proposals",
    "propose",
    "put_to",
]
