"""Invented facts for the tests of the scheme files that come with the program."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import (
    AchievementFacts,
    ActivityFacts,
    AssessmentFacts,
    DocumentFacts,
    DonationFacts,
    DutyFacts,
    ExchangeFacts,
    Facts,
    FigureFacts,
    PairFacts,
    Participant,
    SchoolPart,
    ScoreLine,
    SettingValue,
)
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import RuleResult
from edudesk.services.schemes.scheme import Scheme
from tests.services.schemes.making import AFTER, AUTUMN, EAST, OURS, SPRING, activity, scheme_text

FIRST = date(2025, 9, 8)  # a Monday in the autumn term
SUMMER = date(2026, 9, 10)  # the school year is over


@cache
def shipped(name: str) -> Scheme:
    return read_scheme(scheme_text(name))


def judge(name: str) -> Callable[..., Any]:
    """Return a function that tells how a rule of this scheme stands after the autumn term."""

    def result(
        rule: str,
        facts: Facts,
        settings: Mapping[str, SettingValue] | None = None,
        *,
        today: date = AFTER,
        term: TermCode = AUTUMN,
    ) -> RuleResult:
        return evaluate(shipped(name), facts, term, today, settings).result(rule)

    return result


def of_stage(facts: Facts, stage: str) -> Facts:
    """Return the same community with schools of another stage."""
    return replace(facts, schools=tuple(replace(school, stage=stage) for school in facts.schools))


def held(
    count: int, kind: str, prefix: str = "", *, every: int = 7, **changes: Any
) -> tuple[ActivityFacts, ...]:
    """Return so many held activities of a kind, one every so many days from the term's second week on."""
    first = changes.pop("starts_on", FIRST)
    return tuple(
        activity(
            f"{prefix or kind}-{number}",
            starts_on=first + timedelta(days=every * number),
            kinds=(kind,),
            **changes,
        )
        for number in range(count)
    )


def at(*schools: str) -> tuple[SchoolPart, ...]:
    return tuple(SchoolPart(school) for school in schools)


def by(*people: str, role: str = "") -> tuple[Participant, ...]:
    return tuple(Participant(one, role=role) for one in people)


def away(
    identity: str, person_id: str, first: date, last: date, form: str = "short", **changes: Any
) -> ExchangeFacts:
    """Return a stay of ours at the eastern school, unless told otherwise."""
    usual = ExchangeFacts(
        identity, OURS, EAST, form, "held", person_id, real_from=first, real_to=last, planned_to=last
    )
    return replace(usual, **changes)


def paper(
    kind: str, dated: date, identity: str = "", *, handed: bool = True, **changes: Any
) -> DocumentFacts:
    """Return a paper that was handed in on the day it bears, unless it only lies in the archive."""
    usual = DocumentFacts(identity or f"{kind}-{dated}", kind, dated, dated if handed else None)
    return replace(usual, **changes)


def entered(
    code: str, value: float, school: str | None = OURS, year: int | None = 2025, term: TermCode | None = None
) -> FigureFacts:
    return FigureFacts(f"{code}-{school}-{year}-{term}", code, school, year, term, Decimal(str(value)))


def sheet(
    table: str,
    scores: Mapping[str, float],
    school: str | None = OURS,
    part: str = "review",
    *,
    year: int = 2025,
    term: TermCode | None = None,
) -> AssessmentFacts:
    """Return a filled-in table: points by indicator."""
    lines = tuple(ScoreLine(indicator, Decimal(str(score))) for indicator, score in scores.items())
    return AssessmentFacts(
        f"{table}-{school}-{part}-{year}-{term}", table, school, year, term, part, lines=lines
    )


def pair(identity: str, mentor: str, apprentice: str, first: date = FIRST, **changes: Any) -> PairFacts:
    return replace(PairFacts(identity, first, mentors=(mentor,), apprentices=(apprentice,)), **changes)


def duties(school: str, **people: str) -> tuple[DutyFacts, ...]:
    """Return who holds which duty of the leading group; an underline in a duty stands for a hyphen."""
    return tuple(
        DutyFacts(duty.replace("_", "-"), person, school_id=school) for duty, person in people.items()
    )


def both_sides_lead() -> tuple[DutyFacts, ...]:
    """Return a leading group in which we lead and somebody of the eastern school sits."""
    return (*duties(OURS, leader="p-dean"), *duties(EAST, member="p-east"))


def on_line(line: str, day: date = date(2025, 10, 15)) -> ActivityFacts:
    return activity(line, lines=(line,), starts_on=day)


def given(identity: str, value: int, day: date, from_id: str = OURS, to_id: str = EAST) -> DonationFacts:
    return DonationFacts(identity, day, from_id, to_id, Decimal(value))


def achieved(kind: str, level: str, dated: date, *people: str, school: str | None = None) -> AchievementFacts:
    return AchievementFacts(f"{kind}-{level}-{dated}", kind, level, dated, school, people)


def having(facts: Facts, *records: Iterable[Any], **changes: Any) -> Facts:
    """Return the facts with further records, each put where records of its sort lie."""
    places = {
        ActivityFacts: "activities",
        ExchangeFacts: "exchanges",
        DocumentFacts: "documents",
        FigureFacts: "figures",
        AssessmentFacts: "assessments",
        PairFacts: "pairs",
        DutyFacts: "duties",
        AchievementFacts: "achievements",
        DonationFacts: "donations",
    }
    added: dict[str, Any] = {}
    for record in (one for some in records for one in some):
        place = places[type(record)]
        added[place] = (*added.get(place, getattr(facts, place)), record)
    return replace(facts, **added, **changes)


def scores(
    name: str,
    table: str,
    facts: Facts,
    settings: Mapping[str, SettingValue] | None = None,
    *,
    today: date = SUMMER,
    term: TermCode = SPRING,
) -> dict[str, Any]:
    """Return the score that each school (the community) has in a table at the end of the school year."""
    found = evaluate(shipped(name), facts, term, today, settings).scores
    return {score.basis.id: score.node.value for score in found if score.assessment_id == table}
