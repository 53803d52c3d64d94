"""The papers of exchanged teachers as PDF, in the term that a stay lies in."""

from datetime import date
from pathlib import Path

from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.exchanging.grid import term_of_day
from edudesk.services.exchanging.stay import stay_of
from edudesk.services.listing.viewing import VIEWED
from edudesk.services.packages.names import safe_name
from edudesk.services.reports.making import KINDS, make_report
from edudesk.services.status import communities
from edudesk.texts import Texts


def paper_of(
    archive: Archive, kind: str, stay_id: RecordId, term: TermCode | None, *, today: date, texts: Texts
) -> Path:
    """Make a paper of one stay, or of the term where none is named; return its path.

    A stay's paper is made in the term of its first day where the one looked at does not hold it.
    """
    stay = stay_of(archive, stay_id) if stay_id else None
    wanted = term
    community = stay.record.content.get("community_id") if stay else None
    if stay is not None and stay.first is not None:
        last = stay.last or max(today, stay.first)
        held = {term_of_day(stay, stay.first), term_of_day(stay, last)}
        wanted = term if term in held else term_of_day(stay, stay.first)
    if community is None:
        community = next((one.id for one in communities(archive)), None)
    name = KINDS[kind].name(texts.language)
    title = f"{stay.name}{name}" if stay else f"{wanted or ''}{name}"
    path = archive.derived / VIEWED / f"{safe_name(title)}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    make_report(
        archive,
        kind,
        str(wanted or ""),
        path,
        today=today,
        texts=texts,
        community_id=community,
        record_id=stay_id or None,
    )
    return path
