"""From an exchange and its activities to what the papers of one exchanged teacher are told."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.archive import Archive
from edudesk.services.exchanging.kinds import WorkKind, unit_label
from edudesk.services.exchanging.months import MonthNote, month_label, months_of
from edudesk.services.exchanging.steps import confirmations
from edudesk.services.records import Record
from edudesk.services.reports.collecting_people import one_exchange
from edudesk.services.reports.masking import masked_phone
from edudesk.services.reports.stays import MonthFacts, StayFacts, WordsFacts, WorkSum
from edudesk.services.reports.work import TermWork

_MOST_OFFERED = 12


def stay_facts(archive: Archive, work: TermWork, today: date, record_id: RecordId | None) -> StayFacts:
    """Return one stay; the only one of the term where none is named. ``report.record`` offers them."""
    record = _chosen(work, record_id)
    found = months_of(archive, record.id, today)
    person = work.people.get(record.content.get("person_id") or "")
    about = person.content if person else {}
    months = tuple(_month(work, note) for note in found.notes)
    return StayFacts(
        one_exchange(work, record, today),
        about.get("birth_month") or "",
        about.get("teaching_since") or "",
        masked_phone(about.get("phone") or ""),
        work.word("post", record.content.get("post")),
        months,
        _altogether(months),
        sum((note.counted.lessons for note in found.notes), Decimal(0)),
        tuple(
            WordsFacts(
                one.by,
                work.school(one.school_id) or one.school,
                one.dated,
                VOCABULARIES["grade"].label(one.grade)(work.language),
                one.body,
            )
            for one in confirmations(archive, record.id)
        ),
    )


def _chosen(work: TermWork, record_id: RecordId | None) -> Record:
    found = work.records["exchange"]
    for record in found:
        if record.id == record_id or (record_id is None and len(found) == 1):
            return record
    if not found:
        raise UserError("report.nothing", name=work.frame.term)
    offered = (f"{one.id} {one.title}" for one in found[:_MOST_OFFERED])
    raise UserError("report.record", known="\n".join(offered))


def _month(work: TermWork, note: MonthNote) -> MonthFacts:
    return MonthFacts(
        month_label(note.month)(work.language),
        note.days,
        note.periods,
        note.body,
        tuple(_sum(work, kind, amount) for kind, amount in note.counted.kinds),
        note.counted.lessons,
    )


def _sum(work: TermWork, kind: WorkKind, amount: Decimal) -> WorkSum:
    return WorkSum(kind.label(work.language), unit_label(kind.unit)(work.language), amount)


def _altogether(months: Iterable[MonthFacts]) -> tuple[WorkSum, ...]:
    sums: dict[tuple[str, str], Decimal] = {}
    for one in (each for month in months for each in month.work):
        sums[one.name, one.unit] = sums.get((one.name, one.unit), Decimal(0)) + one.amount
    return tuple(WorkSum(*key, amount) for key, amount in sums.items())
