"""Invented facts for the rules' tests: one urban primary school, two township ones, a term."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from edudesk.services.calendar import Term, TermCode
from edudesk.services.schemes.facts import (
    ActivityFacts,
    AgreementFacts,
    CommunityFacts,
    DomainEntry,
    ExchangeFacts,
    Facts,
    MemberFacts,
    Participant,
    PersonFact,
    PersonFacts,
    SchoolFacts,
    SchoolPart,
)
from edudesk.services.schemes.results import RuleResult

SCHEMES = Path(__file__).resolve().parents[3] / "resources" / "schemes"
AUTUMN, SPRING = TermCode(2025, 1), TermCode(2025, 2)
END = date(2026, 1, 23)
AFTER = date(2026, 1, 24)
MID = date(2025, 11, 10)
OURS, EAST, WEST = "s-ours", "s-east", "s-west"


def scheme_text(name: str) -> str:
    return (SCHEMES / f"{name}.toml").read_text(encoding="utf-8")


def person(identity: str, school: str = OURS, **facts: str) -> PersonFacts:
    dated = tuple(PersonFact(fact, value) for fact, value in facts.items())
    return PersonFacts(identity, identity, (PersonFact("school", school), *dated))


PEOPLE = (
    person("p-dean", post="director"),
    person("p-vice", post="vice-principal"),
    person("p-teacher", post="teacher", subject="maths"),
    person("p-backbone", honour="backbone", subject="chinese"),
    person("p-backbone-2", honour="subject-leader", subject="maths"),
    person("p-east", EAST, honour="backbone", subject="maths"),
    person("p-east-plain", EAST, subject="maths"),
)

FACTS = Facts(
    CommunityFacts("c", "青禾小学结对共同体", since=date(2025, 9, 1)),
    schools=(
        SchoolFacts(OURS, "青禾小学", "青禾", "primary", "urban", ours=True),
        SchoolFacts(EAST, "东岭镇中心小学", "东岭", "primary", "township"),
        SchoolFacts(WEST, "西塘镇中心小学", "西塘", "primary", "township"),
    ),
    members=(MemberFacts(OURS, "lead"), MemberFacts(EAST, "member"), MemberFacts(WEST, "member")),
    domains=(DomainEntry("subject", "chinese"), DomainEntry("subject", "maths")),
    agreements=(
        AgreementFacts(
            "a-1", date(2025, 9, 20), date(2025, 9, 1), date(2030, 8, 31), parties=(OURS, EAST, WEST)
        ),
    ),
    terms=(
        Term(AUTUMN, date(2025, 9, 1), END),
        Term(SPRING, date(2026, 2, 23), date(2026, 7, 8)),
    ),
    people=PEOPLE,
)
# One partner, so that a figure can be read at a glance.
EAST_ONLY = replace(FACTS, members=FACTS.members[:2])


def activity(identity: str = "x", **changes: object) -> ActivityFacts:
    """A held guidance visit by the dean at the eastern school, unless told otherwise."""
    usual = ActivityFacts(
        identity,
        "held",
        date(2025, 10, 15),
        kinds=("guidance",),
        host_id=EAST,
        schools=(SchoolPart(OURS, "helper"), SchoolPart(EAST, "helped")),
        people=(Participant("p-dean"),),
        evidence_count=1,
        evidence_kinds=frozenset({"record", "photo"}),
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def visits(count: int, **changes: object) -> tuple[ActivityFacts, ...]:
    return tuple(activity(f"v{number}", **changes) for number in range(count))


def stay(identity: str, person_id: str, first: date, last: date, *, back: bool = False) -> ExchangeFacts:
    ends = (EAST, OURS) if back else (OURS, EAST)
    return ExchangeFacts(identity, *ends, state="held", person_id=person_id, real_from=first, real_to=last)


def figures(result: RuleResult) -> tuple[Any, ...]:
    """Return value, target and state, to be compared with plain numbers."""
    return result.value, result.target, result.state
