"""The plans of a community: those of a term by their level, and the words of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from edudesk.models.base import RecordId
from edudesk.models.contents import Content, empty
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.belonging import belongs, term_days
from edudesk.services.calendar import TermCode, TermStyle, write_term
from edudesk.services.changes import change
from edudesk.services.planning.shifting import Calendar
from edudesk.services.records import Record

LEVELS = LONG, YEAR, TERM, MONTH = ("long-term", "year", "term", "month")
"""From the widest to the narrowest, as ``plan-level`` has them."""


@dataclass(frozen=True)
class Section:
    """One section as it was written."""

    heading: str = ""
    body: str = ""


@dataclass(frozen=True)
class PlanView:
    """One plan: what names it, for when it is, its words, and whether it is ours to change."""

    id: RecordId
    title: str
    level: str
    community_id: RecordId | None
    school_year: int | None
    term: str
    month: str
    author: str
    dated: date | None
    sections: tuple[Section, ...]
    ours: bool

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The place among the plans of a term: the term's own first, then from wide to narrow."""
        rank = {TERM: 0, MONTH: 1, YEAR: 2, LONG: 3}
        return rank.get(self.level, len(rank)), self.school_year or 0, self.month, self.id


@dataclass(frozen=True)
class NewPlan:
    """What a plan that is begun is for; ``headings`` are proposed and stand empty."""

    level: str
    title: str
    term: TermCode
    month: str = ""
    community_id: RecordId | None = None
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """What was written: the record, and the change that takes it back."""

    id: RecordId
    change_id: str


def plans_in(
    archive: Archive, community_id: RecordId | None, code: TermCode, calendar: Calendar
) -> tuple[PlanView, ...]:
    """Return the plans of a community that belong to a term, the term's own first."""
    days = term_days(calendar.term(code), calendar.terms)
    found = [
        view(archive, one)
        for one in records.all_of(archive, "plan")
        if one.content.get("community_id") == community_id and belongs("plan", one.content, days)
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def running_plan(
    archive: Archive,
    community_id: RecordId | None,
    day: date,
    calendar: Calendar,
    *,
    meant: RecordId | None = None,
) -> RecordId | None:
    """Return the one plan of ours that a day falls to: the term's own, else the only one; ``meant`` first."""
    term = calendar.term_at(day)
    if term is None:
        return None
    found = [
        one
        for one in plans_in(archive, community_id, term.code, calendar)
        if one.ours and one.month in {"", f"{day:%Y-%m}"}
    ]
    if any(one.id == meant for one in found):
        return meant
    of_term = [one.id for one in found if one.level == TERM] or [one.id for one in found]
    return of_term[0] if len(of_term) == 1 else None


def view(archive: Archive, record: Record) -> PlanView:
    """Return a plan as it is now."""
    content = record.content
    level = content.get("level") or (TERM if content.get("term") else "")
    return PlanView(
        record.id,
        record.title,
        level,
        content.get("community_id"),
        content.get("school_year"),
        content.get("term") or "",
        content.get("month") or "",
        content.get("author") or "",
        content.get("dated"),
        tuple(
            Section(row.get("heading") or "", row.get("body") or "") for row in content.get("sections", ())
        ),
        record.owner_id == archive.holder_id,
    )


def sections_content(sections: Sequence[Section]) -> list[dict[str, str]]:
    """Return sections as rows of a plan's content; one with neither heading nor words is none."""
    rows = ({"heading": one.heading.strip(), "body": one.body.rstrip()} for one in sections)
    return [{name: value for name, value in row.items() if value} for row in rows if any(row.values())]


def begin_plan(archive: Archive, new: NewPlan, now: datetime) -> Made:
    """Write a new plan with empty headings in one change."""
    with change(archive, "plan.create", now, subject=new.title) as writing:
        made = writing.create("plan", content_of(archive, new, now))
    return Made(made, writing.change_id)


def content_of(archive: Archive, new: NewPlan, now: datetime) -> Content:
    """Return the content of a plan that is begun."""
    times: dict[str, dict[str, Any]] = {
        TERM: {"term": str(new.term)},
        MONTH: {"month": new.month},
        YEAR: {"school_year": new.term.start_year},
    }
    content: dict[str, Any] = {
        "title": new.title,
        "level": new.level,
        "community_id": new.community_id,
        "school_id": archive.holder_id,
        "dated": now.astimezone().date(),
        "author": archive.fact("author"),
        "sections": sections_content([Section(heading) for heading in new.headings]),
        **times.get(new.level, {}),
    }
    return {name: value for name, value in content.items() if not empty(value)}


def retitled(title: str, old: TermCode, new: TermCode) -> str:
    """Return a title of one term for another: the term as the district writes it, or else its years."""
    for style in TermStyle:
        before = write_term(old, style)
        if before in title:
            return title.replace(before, write_term(new, style))
    years = new.start_year - old.start_year
    marks = {str(old.start_year + at): str(old.start_year + at + years) for at in (0, 1)}
    first, second = marks
    # The later year first becomes a mark of its own: 2025 must not become 2026 and then 2027.
    return title.replace(second, "\0").replace(first, marks[first]).replace("\0", marks[second])
