"""What is written, signed and listed as items: achievements, papers, agreements, schools, communities."""

from collections.abc import Iterable
from datetime import date

from edudesk.services.schemes.facts import (
    AchievementFacts,
    AgreementFacts,
    CommunityFacts,
    DocumentFacts,
    Participant,
)
from edudesk.services.schemes.judging.items import PLANNED, Item, Run


def achievement_item(facts: AchievementFacts, today: date) -> Item | None:
    """Return an achievement, None when nobody wrote the day."""
    if facts.dated is None:
        return None
    day = (facts.dated, facts.dated)
    reached = facts.dated <= today
    return Item(
        "achievement",
        facts.id,
        *day,
        day if reached else None,
        day,
        "" if reached else PLANNED,
        kinds=(facts.kind,),
        schools=frozenset({facts.school_id} if facts.school_id else ()),
        people=tuple(Participant(person, person) for person in facts.people),
        level=facts.level,
    )


def document_item(facts: DocumentFacts, today: date, people: tuple[Participant, ...]) -> Item | None:
    """Return a paper of these people, by its date, else the day it was handed in; None without either."""
    written = facts.dated or facts.handed_on
    if written is None:
        return None
    day = (written, written)
    there = written <= today
    return Item(
        "document",
        facts.id,
        *day,
        day if there else None,
        day,
        "" if there else PLANNED,
        facts.term,
        (facts.kind,),
        schools=frozenset({facts.school_id} if facts.school_id else ()),
        people=people,
        about_id=facts.about_id,
        pair_id=facts.about_id,
    )


def agreement_item(facts: AgreementFacts, today: date, members: Iterable[str]) -> Item | None:
    """Return an agreement, None when nobody wrote its first day; one without parties binds all members."""
    first = facts.starts_on or facts.signed_on
    if first is None:
        return None
    last = max(facts.ends_on or today, first)
    begun = first <= today
    return Item(
        "agreement",
        facts.id,
        first,
        last,
        (first, last) if begun else None,
        (first, last),
        "" if begun else PLANNED,
        schools=frozenset(facts.parties or members),
    )


def community_item(facts: CommunityFacts, today: date, run: Run, members: Iterable[str]) -> Item:
    """Return a community, which lasts over the whole ``run`` where nobody wrote its days."""
    first = facts.since or min(run[0], facts.until or run[0])
    last = max(facts.until or run[1], first)
    begun = first <= today or facts.since is None
    return Item(
        "community",
        facts.id,
        first,
        last,
        (first, last) if begun else None,
        (first, last),
        "" if begun else PLANNED,
        schools=frozenset(members),
        type=facts.type,
    )


def school_item(record: str, school: str, run: Run) -> Item:
    """Return a school, as a member or as one of the archive."""
    return Item(record, school, *run, run, run, schools=frozenset({school}), host=school)
