"""The hand-over slip of a package: from its record to what the layout is told."""

from datetime import date
from pathlib import Path

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode, term_label
from edudesk.services.packages.check_code import check_codes
from edudesk.services.records import Record, all_of, get
from edudesk.services.reports.facts import Frame
from edudesk.services.reports.handover_slip import SlipFacts, handover_slip
from edudesk.services.reports.profiles import SHEET
from edudesk.services.reports.rendering import Rendered, render
from edudesk.texts import Texts


def write_slip(
    archive: Archive, handover_id: RecordId | None, path: Path, *, today: date, texts: Texts
) -> Rendered:
    """Write the slip of a package as .pdf, .docx or .xlsx; without an id that of the newest.

    Errors: ``report.handover`` where nothing was handed over yet or the id is of no package, and those of
    rendering.
    """
    language = texts.language
    record = _chosen(archive, handover_id)
    said = record.content
    checksum = said.get("manifest_hash") or ""
    facts = SlipFacts(
        name=record.title,
        receiver=said.get("handed_to") or "",
        edition=VOCABULARIES["edition"].label(said["edition"])(language),
        made_at=said["built_at"],
        gaps=said.get("gaps"),
        check_code=check_codes(checksum),
        checksum=checksum,
    )
    frame = Frame(
        holder=get(archive, archive.holder_id).title,
        community=get(archive, said["community_id"]).title,
        term=term_label(TermCode.parse(said["term"]))(language),
        made_on=today,
        language=language,
    )
    return render(handover_slip(facts, frame), SHEET, path)


def _chosen(archive: Archive, handover_id: RecordId | None) -> Record:
    found = sorted(all_of(archive, "handover"), key=lambda one: (one.content["built_at"], one.id))
    if handover_id is None and found:
        return found[-1]
    for record in found:
        if record.id == handover_id:
            return record
    raise UserError("report.handover", known="\n".join(f"{one.id} {one.title}" for one in found))
