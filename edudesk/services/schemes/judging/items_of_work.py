"""What is done as items: activities, exchanges, pairs, donations, requests, duties."""

from datetime import date

from edudesk.services.schemes.facts import (
    ActivityFacts,
    DonationFacts,
    DutyFacts,
    ExchangeFacts,
    PairFacts,
    Participant,
    RequestFacts,
)
from edudesk.services.schemes.judging.items import (
    CANCELLED,
    EVERY_FORM,
    NOT_YET,
    PLANNED,
    PLANNED_PAST,
    Item,
    Run,
)


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
        grade=facts.rating,
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
        grade=facts.grade,
        post=facts.post,
        weekly_periods=facts.weekly_periods,
        confirmed=facts.host_confirmed,
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
        completion=facts.completion,
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


def duty_item(facts: DutyFacts, today: date, first: date) -> Item:
    """Return a place in the leading group, from ``first`` where nobody wrote since when."""
    since = facts.since or min(first, facts.until or first)
    until = max(facts.until or today, since)
    begun = since <= today
    who = facts.person_id or facts.name
    return Item(
        "duty",
        f"{facts.duty}:{who}:{facts.school_id or ''}:{facts.since or ''}",
        since,
        until,
        (since, until) if begun else None,
        (since, until),
        "" if begun else PLANNED,
        kinds=(facts.duty,),
        schools=frozenset({facts.school_id} if facts.school_id else ()),
        people=(Participant(facts.person_id, facts.name),),
    )
