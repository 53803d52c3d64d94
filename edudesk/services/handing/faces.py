"""The pictures that will leave, to be looked at for pupils' faces before; each can be held back."""

from dataclasses import dataclass
from datetime import date

from edudesk.models.base import RecordId
from edudesk.services.handing.checking import Asking, look_ahead
from edudesk.services.reports.collecting import is_picture
from edudesk.services.status import TermStatus


@dataclass(frozen=True)
class OutgoingPicture:
    """One picture of a package to be: ``sha256`` finds its small picture; ``held`` is not to be sent."""

    evidence_id: RecordId
    sha256: str
    name: str
    about: str
    taken_on: date | None
    held: bool


def outgoing_pictures(asking: Asking, status: TermStatus) -> tuple[OutgoingPicture, ...]:
    """Return the pictures that a community's package would hold, and those held back, by their activities.

    :func:`~edudesk.services.packages.holding.hold_back` keeps the choice.
    """
    contents = look_ahead(asking, status).contents
    found = []
    for one in contents.evidence.values():
        parcel, taken = contents.parcels[one.content["sha256"]], one.content.get("taken_at")
        if is_picture(one) and (parcel.travels or parcel.state == "held-back"):
            about = contents.about[one.content["about_id"]].title
            picture = OutgoingPicture(
                one.id,
                parcel.original,
                one.content.get("caption") or one.content["name"],
                about,
                taken.date() if taken else None,
                parcel.state == "held-back",
            )
            found.append(picture)
    return tuple(found)
