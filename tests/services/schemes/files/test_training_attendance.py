"""Every teacher in the training, a sign-in book each session, a reflection of 2,000 characters."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.schemes.making import AUTUMN, EAST, EAST_ONLY, SPRING, activity, figures, person

from .making import by, entered, having, judge, paper
from .whole import IN_HOLIDAY, YEAR_END, spoilt, standing

NAME = "training-attendance"
judged = judge(NAME)
PEOPLE = ("a", "b", "c", "d")
BASE = replace(EAST_ONLY, people=(person("a"), person("b"), person("c", EAST), person("d", EAST)))
TERM = {"when": "term"}


def session(*people: str, identity: str = "s", **changes):
    return activity(
        identity, kinds=("training",), people=by(*people), evidence_kinds=frozenset({"sign-in"}), **changes
    )


def words(who: str, count: int | None, day: date = date(2026, 1, 20), **changes):
    return paper(
        "reflection", day, f"r-{who}", handed=False, person_id=who, characters=count, term=AUTUMN, **changes
    )


def test_a_term_as_a_person_adds_it_up():
    second = replace(session("c", identity="t"), evidence_kinds=frozenset({"photo"}))
    facts = having(BASE, [session("a", "b"), second], [words("a", 2000), words("b", 1999), words("c", 2500)])
    # Three of four teachers came: 75 %. Of two sessions one has a sign-in book. Three reflections, of which
    # one is a character short, and d wrote none: 2 of 4.
    found = standing(NAME, facts, TERM)
    assert (found["everybody"], found["reflection"]) == ((75, 100, "missed"), (2, 4, "missed"))
    assert found["sign-in"][:2] == (1, 2)


@pytest.mark.parametrize(("came", "value", "state"), [(3, 75, "missed"), (4, 100, "met")])
def test_every_teacher_of_the_roster_comes(came, value, state):
    facts = having(BASE, [session(*PEOPLE[:came])])
    assert figures(judged("everybody", facts, TERM)) == (value, 100, state)
    year = judged("everybody", facts, today=YEAR_END, term=SPRING)
    assert figures(year) == (value, 100, state)


def test_a_school_year_has_two_terms_to_come():
    facts = having(BASE, [session("a", "b"), session("c", "d", identity="t", starts_on=date(2026, 3, 10))])
    assert judged("everybody", facts, today=YEAR_END, term=SPRING).state == "met"
    assert judged("everybody", facts, TERM).value == 50


@pytest.mark.parametrize(("teachers", "value"), [(4, 100), (5, 80), (8, 50)])
def test_the_number_of_teachers_may_be_entered(teachers, value):
    facts = having(BASE, [session(*PEOPLE)], [entered("teachers", teachers, None)])
    found = judged("everybody", facts, {**TERM, "teachers": "figure"})
    assert found.value == value
    assert judged("everybody", BASE, {**TERM, "teachers": "figure"}).state == "not-applicable"


def test_what_is_no_training_of_the_term():
    whole = session(*PEOPLE)
    for record in (*spoilt(whole), replace(whole, kinds=("lecture",))):
        assert judged("everybody", having(BASE, [record]), TERM).value == 0
    holiday = having(BASE, [replace(whole, starts_on=IN_HOLIDAY)])
    assert judged("everybody", holiday, TERM, today=YEAR_END).value == 100


@pytest.mark.parametrize(
    ("count", "setting", "state"),
    [
        (1999, 2000, "missed"),
        (2000, 2000, "met"),
        (2001, 2000, "met"),
        (1500, 1500, "met"),
        (None, 2000, "met"),
    ],
)
def test_a_reflection_has_two_thousand_characters(count, setting, state):
    facts = having(replace(BASE, people=(person("a"),)), [words("a", count)])
    assert judged("reflection", facts, {**TERM, "characters": setting}).state == state


@pytest.mark.parametrize(("day", "days", "state"), [(23, 0, "met"), (24, 0, "missed"), (24, 1, "met")])
def test_reflections_lie_there_at_the_end_of_the_term(day, days, state):
    facts = having(replace(BASE, people=(person("a"),)), [words("a", 2000, date(2026, 1, day))])
    assert judged("reflection", facts, {**TERM, "reflection-days": days}, today=YEAR_END).state == state


def test_by_school_year_the_reflection_has_until_summer():
    facts = having(
        replace(BASE, people=(person("a"),)), [replace(words("a", 2000, date(2026, 7, 8)), term=None)]
    )
    assert judged("reflection", facts, today=YEAR_END, term=SPRING).state == "met"
    assert judged("reflection", facts).state == "not-applicable"
