"""Attendance sheets to sign, of one activity or of several in one PDF, and how a signed one comes back."""
# ruff: noqa: PLC0415 - who only files a scan does without the libraries that draw

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.attaching import Attachment, TakenIn, enter_all
from edudesk.services.calendar import TermCode, term_of
from edudesk.services.changes import change
from edudesk.services.disk.writing import write_file
from edudesk.services.facts import collect_facts
from edudesk.services.records import Record, get, get_many
from edudesk.services.status import chosen_community, term_status
from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.reports.document import Document
    from edudesk.services.reports.work import TermWork

SIGNED = "sign-in"
"""The kind of evidence that a signed sheet is."""


def print_sheets(
    archive: Archive, record_ids: Sequence[RecordId], path: Path, *, today: date, texts: Texts
) -> Path:
    """Write the sheets of these activities, planned or held, to be signed: names are there, signatures not.

    Errors are those of choosing a community and its scheme, and of writing.
    """
    from edudesk.services.reports.pdf import draw_pdfs
    from edudesk.services.reports.profiles import SHEET

    found = get_many(archive, record_ids)
    works: dict[tuple[str, TermCode], TermWork] = {}
    documents = [_sheet(archive, found[one], works, today, texts) for one in record_ids if one in found]
    data, _pages = draw_pdfs(documents, SHEET)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, data)
    return path


def file_signed(
    archive: Archive,
    record_id: RecordId,
    taken: Sequence[tuple[Attachment, TakenIn]],
    actual: int | None,
    now: datetime,
) -> str:
    """Lay signed sheets with their activity and say how many were there, in one change; return its id.

    Without ``actual`` the number that the activity has stays as it is.
    """
    with change(archive, "activity.sign-in", now, subject=get(archive, record_id).title) as writing:
        if actual is not None:
            writing.edit(record_id, {"actual": actual})
        enter_all(writing, taken)
    return writing.change_id


def _sheet(
    archive: Archive,
    record: Record,
    works: "dict[tuple[str, TermCode], TermWork]",
    today: date,
    texts: Texts,
) -> "Document":
    from edudesk.services.reports.attendance import attendance_sheet
    from edudesk.services.reports.collecting import activity_facts, attendees
    from edudesk.services.reports.work import term_work

    content: Any = record.content
    community = chosen_community(archive, content.get("community_id"))
    told = content.get("term")
    terms = collect_facts(archive, community.id).terms
    term = TermCode.parse(told) if told else term_of(content["starts_on"], terms)
    key = (community.id, term)
    if key not in works:
        works[key] = term_work(archive, term_status(archive, community, term, today), texts, today)
    work = works[key]
    return attendance_sheet(activity_facts(work, record), attendees(work, record), work.frame)
