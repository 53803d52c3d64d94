"""Last year's plan for this year: its words, and its rows on the same weekday of the same week."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from edudesk.models.activity import Activity
from edudesk.models.base import RecordId
from edudesk.models.contents import Content, empty
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import Term, TermCode
from edudesk.services.changes import change
from edudesk.services.listing.query import present
from edudesk.services.planning.plans import (
    MONTH,
    TERM,
    YEAR,
    Made,
    NewPlan,
    PlanView,
    content_of,
    retitled,
    sections_content,
    view,
)
from edudesk.services.planning.schedule import CANCELLED, planned
from edudesk.services.planning.shifting import Calendar, shift, week_of

_TAKEN = (
    *("topic", "kinds", "form", "host_id", "place", "subjects", "lines", "grade", "schools"),
    *("responsible", "starts_at", "ends_at", "community_id"),
)
"""What a row takes along: what was planned, and nothing of what then happened."""
_MONTHS = 12


@dataclass(frozen=True)
class CopiedRow:
    """A row of the old plan and where it stands in the new one; ``moved`` says why on another weekday."""

    id: RecordId
    topic: str
    old: date
    old_week: int
    new: date
    week: int
    moved: str
    cancelled: bool


@dataclass(frozen=True)
class Copy:
    """A plan as it would be taken over: nothing of it is written yet."""

    source: PlanView
    new: NewPlan
    rows: tuple[CopiedRow, ...]
    without_day: int = 0


def sources(
    archive: Archive, community_id: RecordId | None, level: str, code: TermCode, month: str = ""
) -> tuple[PlanView, ...]:
    """Return the earlier plans of the same level: the same term of last year first, then the newest."""
    found = [
        view(archive, one)
        for one in records.all_of(archive, "plan")
        if one.content.get("community_id") == community_id and (one.content.get("level") or TERM) == level
    ]
    present_key = _key(level, code, month)
    earlier = [one for one in found if (key := _key_of(one)) and key < present_key]
    earlier.sort(key=lambda one: _key_of(one) or "", reverse=True)
    likely = _key(level, TermCode(code.start_year - 1, code.number), _month_before(month, _MONTHS))
    return tuple(sorted(earlier, key=lambda one: _key_of(one) != likely))


def preview(archive: Archive, source: PlanView, new: NewPlan, calendar: Calendar) -> Copy:
    """Return what taking a plan over would write."""
    rows, without_day = [], 0
    for record in _rows_of(archive, source.id):
        day = record.get("planned_on") or record.get("starts_on")
        terms = _terms(day, source, new, calendar) if day else None
        if day is None or terms is None:
            without_day += 1
            continue
        old, fresh = terms
        moved = shift(day, old, fresh, calendar)
        rows.append(
            CopiedRow(
                record["id"],
                record["topic"],
                day,
                week_of(old.starts_on, day),
                moved.day,
                week_of(fresh.starts_on, moved.day),
                moved.moved,
                record["state"] == CANCELLED,
            )
        )
    return Copy(source, new, tuple(sorted(rows, key=lambda row: (row.new, row.id))), without_day)


def take(
    archive: Archive,
    copy: Copy,
    chosen: Collection[RecordId],
    now: datetime,
    into: RecordId | None = None,
) -> Made:
    """Write the copy with the rows chosen, as one change: into a plan that is there, or as a new one.

    Of a plan that is there, sections that hold words stay; the others are taken over.
    """
    old = records.get_many(archive, [row.id for row in copy.rows if row.id in chosen])
    with change(archive, "plan.copy", now, subject=copy.new.title) as writing:
        if into is None:
            content = dict(content_of(archive, copy.new, now))
            content["sections"] = sections_content(copy.source.sections)
            plan_id = writing.create("plan", content)
        else:
            plan_id = into
            writing.edit(into, {"sections": _joined(records.get(archive, into).content, copy.source)})
        for row in copy.rows:
            if row.id in old:
                writing.create("activity", planned(_content(old[row.id].content, row), plan_id))
    return Made(plan_id, writing.change_id)


def new_title(source: PlanView, code: TermCode, month: str) -> str:
    """Return the title of a plan for another time."""
    if source.level == MONTH and source.month and month:
        (year, number), (other, then) = source.month.split("-"), month.split("-")
        title = source.title.replace(f"{year}年{int(number)}月", f"{other}年{int(then)}月")
        return title if title != source.title else source.title.replace(f"{int(number)}月", f"{int(then)}月")
    old = code_of(source)
    return retitled(source.title, old, code) if old else source.title


def code_of(plan: PlanView) -> TermCode | None:
    """Return the term that a plan is for; of a year its first one."""
    if plan.term:
        return TermCode.parse(plan.term)
    return TermCode(plan.school_year, 1) if plan.school_year else None


def _joined(content: Content, source: PlanView) -> list[dict[str, str]]:
    own = [dict(row) for row in content.get("sections", ())]
    written = {str(row.get("heading") or "") for row in own if row.get("body")}
    taken = sections_content([one for one in source.sections if one.heading not in written])
    headings = {row.get("heading") for row in taken}
    return [row for row in own if row.get("body") or row.get("heading") not in headings] + taken


def _content(old: Content, row: CopiedRow) -> Content:
    content = {name: old[name] for name in _TAKEN if not empty(old.get(name))}
    lasted = (old["ends_on"] - old["starts_on"]) if old.get("ends_on") and old.get("starts_on") else None
    return {**content, "starts_on": row.new, **({"ends_on": row.new + lasted} if lasted else {})}


def _rows_of(archive: Archive, plan_id: RecordId) -> Sequence[Content]:
    columns = (Activity.id, Activity.topic, Activity.state, Activity.starts_on, Activity.planned_on)
    with archive.read() as connection:
        chosen = select(*columns).where(Activity.plan_id == plan_id, present(Activity.id))
        return [dict(row._mapping) for row in connection.execute(chosen)]  # noqa: SLF001 - a documented name


def _terms(day: date, source: PlanView, new: NewPlan, calendar: Calendar) -> tuple[Term, Term] | None:
    """Return the spans in whose weeks the old and the new day lie."""
    if new.level == MONTH:
        old = _month_span(source.month or f"{day:%Y-%m}", new.term)
        return old, _month_span(new.month, new.term)
    found = calendar.term(TermCode.parse(source.term)) if source.term else calendar.term_at(day)
    if found is None:
        return None
    if new.level == YEAR:
        years = new.term.start_year - (source.school_year or found.code.start_year)
        return found, calendar.term(TermCode(found.code.start_year + years, found.code.number))
    return found, calendar.term(new.term)


def _month_span(month: str, code: TermCode) -> Term:
    """Return a month whose weeks are counted from its first Monday."""
    first = date(int(month[:4]), int(month[5:7]), 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    monday = first + timedelta(days=(7 - first.weekday()) % 7)
    return Term(code, monday, last)


def _key(level: str, code: TermCode, month: str) -> str:
    return {TERM: str(code), MONTH: month, YEAR: str(code.start_year)}.get(level, "9999")


def _key_of(plan: PlanView) -> str:
    by_level = {TERM: plan.term, MONTH: plan.month, YEAR: str(plan.school_year or "")}
    return by_level.get(plan.level, f"{plan.dated or ''}")


def _month_before(month: str, count: int) -> str:
    if not month:
        return ""
    place = int(month[:4]) * _MONTHS + int(month[5:7]) - 1 - count
    return f"{place // _MONTHS:04}-{place % _MONTHS + 1:02}"
