"""From mentor pairs, exchanges and the roster to what their lists are told."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from edudesk.services.belonging import lasting
from edudesk.services.calendar import days_between
from edudesk.services.records import Record
from edudesk.services.reports.facts import ExchangeFacts, PairFacts, PairMember, PersonFacts
from edudesk.services.reports.work import TermWork
from edudesk.texts import Label

_ATTACHED = Label("已附", "attached")
_GIVEN = Label("已出具", "given")
_BACKBONE = frozenset({"special-grade", "master", "subject-leader", "backbone", "expert"})


def pair_facts(work: TermWork) -> tuple[PairFacts, ...]:
    """Return the mentor pairs of the term with the sessions held in it."""
    sessions = Counter(one.content.get("pair_id") for one in work.held)
    return tuple(_pair(work, record, sessions[record.id]) for record in work.records["mentor-pair"])


def _pair(work: TermWork, record: Record, sessions: int) -> PairFacts:
    content = record.content
    begun, ended = lasting(content)
    return PairFacts(
        mentors=_members(work, content, "mentor", begun),
        apprentices=_members(work, content, "apprentice", begun),
        kind=work.word("pair-kind", content.get("kind")),
        subject=work.word("subject", content.get("subject")),
        starts_on=begun,
        ends_on=ended,
        goals=content.get("goals", ""),
        sessions=sessions,
        completion=work.word("completion", content.get("completion")),
    )


def _members(
    work: TermWork, content: Mapping[str, Any], part: str, day: date | None
) -> tuple[PairMember, ...]:
    return tuple(
        PairMember(
            work.person(row.get("person_id"), row.get("name")),
            work.school(work.school_of(row.get("person_id"), day)),
            _joined(work.said(row.get("person_id"), "title", day)),
            _joined(work.said(row.get("person_id"), "honour", day)),
        )
        for row in content.get("people", ())
        if row["part"] == part
    )


def exchange_facts(work: TermWork, today: date) -> tuple[ExchangeFacts, ...]:
    """Return the exchanges of the term that were not cancelled; days count up to ``today``."""
    found = (one for one in work.records["exchange"] if one.content["state"] != "cancelled")
    return tuple(one_exchange(work, record, today) for record in found)


def one_exchange(work: TermWork, record: Record, today: date) -> ExchangeFacts:
    """Return one exchange; days count up to ``today``."""
    content, person_id = record.content, record.content.get("person_id")
    begun, ended = lasting(content)
    held = content["state"] == "held"
    person = work.people.get(person_id or "")
    return ExchangeFacts(
        name=work.person(person_id, content["name"]),
        sex=work.word("sex", person.content.get("sex")) if person else "",
        title=_joined(work.said(person_id, "title", begun)),
        honour=_joined(work.said(person_id, "honour", begun)),
        subjects=work.words("subject", content.get("subjects", ())),
        form=work.word("exchange-form", content.get("form")),
        from_school=work.school(content.get("from_id")),
        to_school=work.school(content.get("to_id")),
        starts_on=begun,
        ends_on=ended,
        planned_only=not held,
        days=Decimal(days_between(begun, min(ended or today, today))) if held and begun else None,
        weekly_periods=content.get("weekly_periods"),
        document=_document(work, record),
        confirmation=_confirmation(work, record),
        backbone=any(row.get("value") in _BACKBONE for row in work.on_day(person_id, "honour", begun)),
    )


def _document(work: TermWork, record: Record) -> str:
    papers = work.evidence.get(record.id, ())
    attached = any(paper.content["kind"] == "formal-document" for paper in papers)
    return str(record.content.get("document_number") or (_ATTACHED(work.language) if attached else ""))


def _confirmation(work: TermWork, record: Record) -> str:
    found = [one for one in work.opinions.get(record.id, ()) if one.content["kind"] == "host-confirmation"]
    return str(found[-1].content.get("grade") or _GIVEN(work.language)) if found else ""


def roster_facts(work: TermWork, today: date) -> tuple[PersonFacts, ...]:
    """Return the people of the community's schools as they are on ``today``, school by school."""
    schools = [row["school_id"] for row in work.status.community.content.get("members", ())]
    place = {school_id: number for number, school_id in enumerate(schools)}
    found = [(work.school_of(one.id, today), one) for one in work.people.values()]
    ours = [(place[school_id], one) for school_id, one in found if school_id in place]
    return tuple(_person(work, one, today) for _, one in sorted(ours, key=lambda each: (each[0], each[1].id)))


def _person(work: TermWork, record: Record, today: date) -> PersonFacts:
    content = record.content
    return PersonFacts(
        name=content["name"],
        school=work.school(work.school_of(record.id, today)),
        sex=work.word("sex", content.get("sex")),
        birth_month=content.get("birth_month", ""),
        title=_joined(work.said(record.id, "title", today)),
        honours=work.said(record.id, "honour", today),
        post=_joined(work.said(record.id, "post", today)),
        subjects=work.said(record.id, "subject", today),
        teaching_since=content.get("teaching_since", ""),
        phone=content.get("phone", ""),
        id_number=content.get("id_number", ""),
        note=content.get("note", ""),
    )


def _joined(words: tuple[str, ...]) -> str:
    return "、".join(words)
