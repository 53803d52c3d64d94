"""What was handed in, from the records that every package leaves behind."""

from edudesk.models.contents import Content
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode, term_label
from edudesk.services.handing.view import Acknowledged, Sent
from edudesk.services.packages.check_code import check_codes
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
            check_code=check_codes(one.content.get("manifest_hash") or ""),
            edition=editions.label(one.content["edition"])(texts.language),
            receipts=tuple(_acknowledged(row, texts) for row in one.content.get("receipts", ())),
            paper=one.content.get("receipt") or "",
        )
        for one in found
    ]
    return tuple(sorted(told, key=lambda one: (one.built_at, one.id), reverse=True))


def _acknowledged(row: Content, texts: Texts) -> Acknowledged:
    return Acknowledged(
        receiver=row["receiver"],
        state=row["state"],
        words=VOCABULARIES["receipt-state"].label(row["state"])(texts.language),
        stated_at=row["received_at"],
        signature=VOCABULARIES["signature-state"].label(row.get("signature", "none"))(texts.language),
    )
