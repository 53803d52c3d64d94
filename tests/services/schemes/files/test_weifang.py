"""Character education every month, English festival, language village, teachers known in three years."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import PersonFact
from tests.services.schemes.making import EAST, EAST_ONLY, OURS, SPRING, activity, figures

from .making import achieved, at, having, judge, paper
from .whole import YEAR_END, spoilt, standing

NAME = "weifang"
judged = judge(NAME)
MONTHS = (date(2025, 9, 9), date(2025, 10, 10), date(2025, 11, 11), date(2025, 12, 12), date(2026, 1, 13))
COMMUNITY = {"basis": "community"}
OVER = date(2028, 9, 1)  # the three years from September 2025 are over


def lesson(day: date, periods: int = 2, *schools: str):
    return activity(
        f"lesson-{day}",
        kinds=("character-lesson",),
        starts_on=day,
        units={"period": Decimal(periods)},
        schools=at(*(schools or (OURS, EAST))),
    )


def round_table(day: date, *schools: str):
    return activity(
        f"activity-{day}",
        kinds=("character-activity",),
        starts_on=day,
        schools=at(*(schools or (OURS, EAST))),
    )


def test_a_term_as_a_person_adds_it_up():
    facts = having(
        EAST_ONLY,
        [lesson(day) for day in MONTHS],
        [round_table(day) for day in MONTHS[:4]],
        [paper("results-volume", date(2025, 12, 20), handed=False)],
        [achieved("honour", "city", date(2025, 11, 1), "p-dean", "p-vice")],
    )
    # Two schools, five months: 2 periods in each month for each school: 5 × 2 × 2 = 20. An activity in four
    # months for each of the two: 8 of 10. The festival and the village come in spring and summer. Known
    # teachers: 146 of 1095 days have passed, so of six 0 would keep pace; two are there.
    assert standing(NAME, facts) == {
        "known-national": (0, 1, "on-track"),
        "known-province": (0, 2, "on-track"),
        "known-city": (2, 6, "on-track"),
        "character-lessons": (20, 20, "met"),
        "character-activities": (8, 10, "missed"),
        "results-volume": (1, 1, "met"),
    }


@pytest.mark.parametrize(
    ("periods", "value", "state"), [(1, 9, "missed"), (2, 10, "met"), (3, 10, "exceeded")]
)
def test_two_periods_in_every_month(periods, value, state):
    facts = having(EAST_ONLY, [lesson(day) for day in MONTHS[1:]], [lesson(MONTHS[0], periods)])
    found = judged("character-lessons", facts, COMMUNITY)
    assert figures(found)[:2] == (value, 10)
    assert (found.state == "missed") is (state == "missed")


def test_each_school_teaches_its_own_lessons_unless_the_community_counts_them_together():
    ours = having(EAST_ONLY, [lesson(day, 2, OURS) for day in MONTHS])
    ours = replace(ours, activities=tuple(replace(one, host_id=OURS) for one in ours.activities))
    assert figures(judged("character-lessons", ours)) == (10, 20, "missed")
    assert judged("character-lessons", ours, COMMUNITY).state == "met"


def test_one_month_never_stands_for_another():
    twice = having(EAST_ONLY, [lesson(day) for day in MONTHS[1:]], [lesson(date(2025, 12, 1))])
    found = judged("character-lessons", twice, COMMUNITY)
    assert [int(part.value) for part in found.parts] == [0, 2, 2, 4, 2]
    assert found.state == "missed"


def test_what_does_not_count_in_september():
    for record in (*spoilt(round_table(MONTHS[0])), activity(kinds=("campus-culture",), starts_on=MONTHS[0])):
        facts = having(EAST_ONLY, [round_table(day) for day in MONTHS[1:]], [replace(record, id="x")])
        assert judged("character-activities", facts, COMMUNITY).value == 4


@pytest.mark.parametrize(
    ("rule", "kind", "day", "setting", "held"),
    [
        ("english-festival", "english-festival", date(2026, 5, 1), {}, True),
        ("english-festival", "english-festival", date(2026, 4, 15), {}, True),
        ("english-festival", "english-festival", date(2026, 4, 14), {}, False),
        ("english-festival", "english-festival", date(2026, 4, 14), {"festival-first": "04-10"}, True),
        ("english-festival", "english-festival", date(2026, 5, 15), {}, True),
        ("english-festival", "english-festival", date(2026, 5, 16), {}, False),
        ("english-festival", "english-festival", date(2026, 5, 16), {"festival-last": "05-20"}, True),
        ("english-festival", "campus-culture", date(2026, 5, 1), {}, False),
        ("language-village", "language-village", date(2026, 7, 20), {}, True),
        ("language-village", "language-village", date(2026, 8, 31), {}, True),
        ("language-village", "language-village", date(2026, 6, 30), {}, False),
        ("language-village", "language-village", date(2026, 6, 30), {"village-first": "06-25"}, True),
        ("language-village", "language-village", date(2026, 8, 20), {"village-last": "08-15"}, False),
    ],
)
def test_festival_and_village_have_their_season(rule, kind, day, setting, held):
    facts = having(EAST_ONLY, [activity(kinds=(kind,), starts_on=day)])
    found = judged(rule, facts, setting, today=YEAR_END, term=SPRING)
    assert (found.state == "met") is held
    assert found.target == 1


@pytest.mark.parametrize(
    ("rule", "level", "setting", "asked"),
    [
        ("known-national", "national", "national-teachers", 1),
        ("known-province", "province", "province-teachers", 2),
        ("known-city", "city", "city-teachers", 6),
    ],
)
def test_known_teachers_in_three_years(rule, level, setting, asked):
    people = [f"教师{number}" for number in range(asked)]
    facts = having(EAST_ONLY, [achieved("honour", level, date(2027, 3, 1), *people)])
    at_the_end = {"today": OVER, "term": replace(SPRING, start_year=2027)}
    found = judged(rule, facts, **at_the_end)
    assert (figures(found), found.warning) == ((asked, asked, "met"), True)
    assert judged(rule, facts, {setting: asked + 1}, **at_the_end).state == "missed"
    assert judged(rule, facts, {setting: 0}, **at_the_end).state == "not-applicable"
    other = having(EAST_ONLY, [achieved("honour", "school", date(2027, 3, 1), *people)])
    late = having(EAST_ONLY, [achieved("honour", level, date(2028, 9, 1), *people)])
    papers = having(EAST_ONLY, [achieved("paper", level, date(2027, 3, 1), *people)])
    for facts in (other, late, papers):
        assert judged(rule, facts, **at_the_end).state == "missed"


def test_known_teachers_may_be_told_by_the_roster():
    known = PersonFact("honour", "master", level="national")
    people = tuple(replace(one, facts=(*one.facts, known)) for one in EAST_ONLY.people[:1])
    facts = replace(EAST_ONLY, people=people)
    assert judged("known-national", facts).value == 0
    assert judged("known-national", facts, {"known-by": "honour"}).value == 1
    assert judged("known-province", facts, {"known-by": "honour"}).value == 0


@pytest.mark.parametrize(
    ("day", "setting", "spring", "state"),
    [
        (date(2025, 12, 31), "calendar", False, "met"),
        (date(2026, 1, 1), "calendar", False, "missed"),
        (date(2026, 7, 8), "school-year", True, "met"),
        (date(2026, 7, 9), "school-year", True, "missed"),
    ],
)
def test_a_volume_of_results_a_year(day, setting, spring, state):
    facts = having(EAST_ONLY, [paper("results-volume", day, handed=False)])
    term = {"term": SPRING} if spring else {}
    assert judged("results-volume", facts, {"volume-year": setting}, today=YEAR_END, **term).state == state
