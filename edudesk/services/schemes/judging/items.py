"""Records of every sort in one shape, with what is done and what is hoped for on the day asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import (
    NOTHING,
    ActivityFacts,
    DonationFacts,
    ExchangeFacts,
    PairFacts,
    Participant,
    RequestFacts,
)

Run = tuple[date, date]
PLANNED, PLANNED_PAST, CANCELLED, NOT_YET = "planned", "planned-past", "cancelled", "not-yet"
EVERY_FORM = frozenset({"onsite", "online"})


@dataclass(frozen=True, eq=False)
class Item:
    """One record as a rule sees it. ``done`` are the days held, ``hoped`` those held or still planned."""

    record: str
    id: str
    first: date
    last: date
    done: Run | None
    hoped: Run | None
    standing: str = ""  # why it is not done
    moved_to: TermCode | None = None
    kinds: tuple[str, ...] = ()
    forms: frozenset[str] = EVERY_FORM
    host: str | None = None
    schools: frozenset[str] = frozenset()
    sides: Mapping[str, str] = field(default_factory=dict)  # school id to the side named in the record
    people: tuple[Participant, ...] = ()
    subjects: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    units: Mapping[str, Decimal] = field(default_factory=lambda: NOTHING)
    event: str = ""
    exchange_id: str | None = None
    pair_id: str | None = None
    evidence: frozenset[str] = frozenset()
    from_id: str | None = None
    to_id: str | None = None
    weekly: Decimal | None = None  # days a week
    state: str = ""


def activity_item(facts: ActivityFacts, today: date) -> Item:
    """Return an activity as a rule sees it on ``today``."""
    first, last = facts.starts_on, facts.last_day
    done: Run | None = None
    hoped: Run | None = (first, last)
    standing = ""
    match facts.state:
        case "held" if first <= today:
            done = (first, min(last, today))
        case "held":
            standing = NOT_YET
        case "planned" if last >= today:
            standing, hoped = PLANNED, (max(first, today), last)
        case "planned":
            standing, hoped = PLANNED_PAST, None
        case _:
            standing, hoped = CANCELLED, None
    named = {part.school_id: part.side for part in facts.schools}
    hosts = frozenset({facts.host_id} if facts.host_id else ())
    return Item(
        "activity",
        facts.id,
        first,
        last,
        done,
        hoped,
        standing,
        facts.term,
        facts.kinds,
        EVERY_FORM if facts.form == "mixed" else frozenset({facts.form}),
        facts.host_id,
        hosts | named.keys(),
        named,
        facts.people,
        facts.subjects,
        facts.lines,
        facts.units,
        facts.event or "",
        facts.exchange_id,
        facts.pair_id,
        facts.evidence_kinds,
    )


def exchange_item(facts: ExchangeFacts, today: date) -> Item | None:
    """Return a stay, None when it has no day at all."""
    begun = facts.state == "held"
    first = (facts.real_from if begun else None) or facts.planned_from or facts.real_from
    if first is None:
        return None
    # Without a real end a stay lasts until its planned one, without either until today.
    end = (facts.real_to if begun else None) or facts.planned_to or (today if begun else first)
    last = max(first, end)
    done, hoped, standing = _stay_days(facts.state, first, last, today)
    return Item(
        "exchange",
        facts.id,
        first,
        last,
        done,
        hoped,
        standing,
        kinds=(facts.form,),
        host=facts.to_id,
        schools=frozenset(school for school in (facts.from_id, facts.to_id) if school),
        people=(Participant(facts.person_id, facts.name),),
        subjects=facts.subjects,
        evidence=facts.evidence_kinds | ({"formal-document"} if facts.document_attached else set()),
        from_id=facts.from_id,
        to_id=facts.to_id,
        weekly=facts.days_per_week,
    )


def _stay_days(state: str, first: date, last: date, today: date) -> tuple[Run | None, Run | None, str]:
    if state == "cancelled":
        return None, None, CANCELLED
    if state == "held" and first <= today:
        return (first, min(last, today)), (first, last), ""
    if last < today:
        return None, None, PLANNED_PAST
    return None, (max(first, today), last), NOT_YET if state == "held" else PLANNED


def pair_item(facts: PairFacts, today: date) -> Item | None:
    """Return a mentor pair, None when it has no first day."""
    if facts.starts_on is None:
        return None
    last = facts.ends_on or max(today, facts.starts_on)
    begun = facts.starts_on <= today
    return Item(
        "pair",
        facts.id,
        facts.starts_on,
        last,
        (facts.starts_on, last) if begun else None,
        (facts.starts_on, last),
        "" if begun else PLANNED,
        kinds=(facts.kind,),
        people=tuple(
            Participant(person, person, role=role)
            for role, people in (("mentor", facts.mentors), ("apprentice", facts.apprentices))
            for person in people
        ),
        subjects=(facts.subject,) if facts.subject else (),
        pair_id=facts.id,
        evidence=facts.evidence_kinds,
    )


def donation_item(facts: DonationFacts, today: date) -> Item:
    """Return a donation; its value in yuan is the unit "yuan"."""
    day = (facts.dated, facts.dated)
    given = facts.dated <= today
    return Item(
        "donation",
        facts.id,
        *day,
        day if given else None,
        day,
        "" if given else PLANNED,
        schools=frozenset(school for school in (facts.from_id, facts.to_id) if school),
        units={"yuan": facts.value},
        evidence=facts.evidence_kinds,
        from_id=facts.from_id,
        to_id=facts.to_id,
    )


def request_item(facts: RequestFacts, today: date) -> Item | None:
    """Return a request, None when nobody wrote the day."""
    if facts.asked_on is None or facts.asked_on > today:
        return None
    day = (facts.asked_on, facts.asked_on)
    return Item(
        "request",
        facts.id,
        *day,
        day,
        day,
        kinds=facts.kinds,
        schools=frozenset({facts.school_id} if facts.school_id else ()),
        subjects=facts.subjects,
        state=facts.state,
    )
