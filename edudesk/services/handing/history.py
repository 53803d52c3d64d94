"""What was handed in, from the records that every package leaves behind."""

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode, term_label
from edudesk.services.handing.view import Sent
from edudesk.services.packages.check_code import check_code
from edudesk.texts import Texts


def sent_packages(archive: Archive, texts: Texts) -> tuple[Sent, ...]:
    """Return every hand-over that is not in the recycle bin, the newest first."""
    with archive.read() as connection:
        found = records.all_of(connection, "handover")
        communities = {one.id: one.title for one in records.all_of(connection, "community")}
    editions = VOCABULARIES["edition"]
    told = [
        Sent(
            id=one.id,
            name=str(one.content["name"]),
            term=term_label(TermCode.parse(one.content["term"]))(texts.language),
            community=communities.get(one.content["community_id"], ""),
            built_at=one.content["built_at"],
            handed_to=one.content.get("handed_to") or "",
            gaps=one.content.get("gaps"),
            check_code=check_code(one.content["manifest_hash"]) if one.content.get("manifest_hash") else "",
            edition=editions.label(one.content["edition"])(texts.language),
        )
        for one in found
    ]
    return tuple(sorted(told, key=lambda one: (one.built_at, one.id), reverse=True))
