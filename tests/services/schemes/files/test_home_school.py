"""Parents' schools and committees, a lesson a month, practice by stage, forms of starting grades."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.schemes.making import EAST, EAST_ONLY, OURS, SPRING, activity, figures

from .making import at, having, judge, paper
from .whole import IN_HOLIDAY, YEAR_END, spoilt, standing

NAME = "home-school"
judged = judge(NAME)
LEVELS = ("committee-school", "committee-grade", "committee-class")
MONTHS = (date(2025, 9, 9), date(2025, 10, 10), date(2025, 11, 11), date(2025, 12, 12), date(2026, 1, 13))
# A primary school, and a kindergarten in the east.
BASE = replace(
    EAST_ONLY,
    schools=tuple(replace(one, stage="preschool") if one.id == EAST else one for one in EAST_ONLY.schools),
)


def of(school: str, kind: str, day: date = date(2025, 9, 20)):
    return paper(kind, day, f"{kind}-{school}", handed=False, school_id=school)


def at_school(school: str, kind: str, day: date = date(2025, 10, 15), identity: str = "x"):
    return activity(identity, kinds=(kind,), starts_on=day, host_id=school, schools=at(school), people=())


def test_a_term_as_a_person_adds_it_up():
    facts = having(
        BASE,
        [of(one, "parents-school") for one in (OURS, EAST)],
        [of(OURS, kind) for kind in LEVELS],
        [of(EAST, "committee-school"), of(OURS, "parents-questionnaire"), of(OURS, "family-form")],
        [at_school(OURS, "parents-lesson", day, f"o{day}") for day in MONTHS],
        [at_school(EAST, "parents-lesson", day, f"e{day}") for day in MONTHS[:3]],
        [at_school(OURS, "family-practice", identity="p"), at_school(EAST, "family-practice", identity="q")],
    )
    # Both have a parents' school. Committees: 3 levels at ours, 1 of 3 in the east. Lessons: 5 + 3 of 10
    # school months. Practice: ours once of once, the kindergarten once of twice. The forms are those of our
    # own school.
    found = standing(NAME, facts)
    assert found["parents-school"] == (2, 2, "met")
    assert found["committees"][:2] == (4, 6)
    assert found["monthly-lesson"] == (8, 10, "missed")
    assert found["practice-school"] == (1, 1, "met")
    assert found["practice-kindergarten"] == (1, 2, "missed")
    assert found["questionnaire"] == (1, 1, "met")
    assert found["family-form"] == (1, 1, "met")


def test_every_school_has_a_parents_school_once_and_for_good():
    long_ago = having(BASE, [of(OURS, "parents-school", date(2021, 3, 1)), of(EAST, "parents-school")])
    assert judged("parents-school", long_ago).state == "met"
    one = having(BASE, [of(OURS, "parents-school")])
    assert figures(judged("parents-school", one))[:2] == (1, 2)
    assert judged("parents-school", one).state != "met"


def test_committees_are_formed_each_school_year_or_once():
    schools = (OURS, EAST)
    now = having(BASE, [of(one, kind) for one in schools for kind in LEVELS])
    before = having(BASE, [of(one, kind, date(2024, 9, 20)) for one in schools for kind in LEVELS])
    assert figures(judged("committees", now)) == (6, 6, "met")
    assert judged("committees", before).value == 0
    assert figures(judged("committees", before, {"committees": "ever"})) == (6, 6, "met")
    fewer = having(BASE, [of(one, kind) for one in schools for kind in LEVELS[:2]])
    assert figures(judged("committees", fewer, today=YEAR_END, term=SPRING)) == (4, 6, "missed")


@pytest.mark.parametrize(("days", "months"), [(10, 5), (18, 4), (31, 2)])
def test_a_month_with_few_school_days_asks_for_no_lesson(days, months):
    # The term has 30, 31, 30, 31 and 23 days in its five months.
    assert judged("monthly-lesson", BASE, {"lesson-days": days}).target == 2 * months + (
        2 if days == 18 else 0
    )


def test_a_month_asks_for_a_lesson_of_its_own():
    lessons = [at_school(OURS, "parents-lesson", day, f"o{day}") for day in MONTHS[1:]]
    found = judged("monthly-lesson", having(BASE, lessons))
    assert (found.warning, int(found.value)) == (True, 4)
    for record in spoilt(at_school(OURS, "parents-lesson", MONTHS[0])):
        assert judged("monthly-lesson", having(BASE, lessons, [record])).value == 4
    second = at_school(OURS, "parents-lesson", date(2025, 10, 20))
    assert judged("monthly-lesson", having(BASE, lessons, [second])).value == 4
    whole = having(BASE, lessons, [at_school(OURS, "parents-lesson", MONTHS[0])])
    assert judged("monthly-lesson", whole).value == 5


@pytest.mark.parametrize(
    ("school", "rule", "count", "state"),
    [
        (OURS, "practice-school", 0, "missed"),
        (OURS, "practice-school", 1, "met"),
        (OURS, "practice-school", 2, "exceeded"),
        (EAST, "practice-kindergarten", 1, "missed"),
        (EAST, "practice-kindergarten", 2, "met"),
        (EAST, "practice-kindergarten", 3, "exceeded"),
        (OURS, "practice-kindergarten", 2, "missed"),
    ],
)
def test_practice_once_at_school_and_twice_at_the_kindergarten(school, rule, count, state):
    done = [at_school(school, "family-practice", identity=f"x{number}") for number in range(count)]
    assert judged(rule, having(BASE, done)).state == state


def test_what_is_no_practice_of_the_term():
    practice = at_school(OURS, "family-practice")
    for record in spoilt(practice):
        assert judged("practice-school", having(BASE, [record])).state == "missed"
    holiday = having(BASE, [replace(practice, starts_on=IN_HOLIDAY)])
    assert judged("practice-school", holiday, today=YEAR_END).state == "met"


@pytest.mark.parametrize("rule", ["questionnaire", "family-form"])
@pytest.mark.parametrize(
    ("day", "days", "state"),
    [(date(2025, 10, 1), 30, "met"), (date(2025, 10, 2), 30, "missed"), (date(2025, 10, 2), 31, "met")],
)
def test_forms_of_starting_grades_lie_there_after_thirty_days(rule, day, days, state):
    kind = {"questionnaire": "parents-questionnaire"}.get(rule, rule)
    assert judged(rule, having(BASE, [of(OURS, kind, day)]), {"form-days": days}).state == state
    assert judged(rule, having(BASE, [of(EAST, kind, day)]), {"form-days": days}).state == "missed"
