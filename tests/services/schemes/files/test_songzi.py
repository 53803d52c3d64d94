"""3+N: three fields as one, four liaison bodies, moves, the yearly report's figures, four scores, money."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.services.schemes.making import (
    EAST,
    EAST_ONLY,
    FACTS,
    OURS,
    SPRING,
    activity,
    figures,
    person,
)

from .making import away, duties, entered, having, held, judge, pair, paper, sheet
from .whole import IN_SPRING, YEAR_END, score, spoilt, standing

NAME = "songzi"
judged = judge(NAME)
AS_ONE = ("teaching-management", "teacher-training", "course-resources")
BODIES = duties(
    OURS,
    administration_liaison="p-dean",
    research_liaison="p-vice",
    teacher_liaison="p-teacher",
    pupil_liaison="p-backbone",
)
# Twenty township teachers in the east, five of ours in the town.
EASTERN = tuple(person(f"e{number}", EAST) for number in range(20))
BASE = replace(EAST_ONLY, people=(*(person(f"o{number}") for number in range(5)), *EASTERN))
BY_YEAR = {"move-year": "school-year"}


def of_type(code: str, facts=BASE):
    return replace(facts, community=replace(facts.community, type=code))


def gone(number: int, day: date = date(2025, 10, 8), **changes):
    """A township teacher of the east who goes to the town for a month."""
    return away(
        f"gone{number}",
        f"e{number}",
        day,
        day.replace(day=28),
        "rotation",
        from_id=EAST,
        to_id=OURS,
        **changes,
    )


def come(number: int, day: date = date(2025, 10, 8)):
    return away(f"come{number}", f"o{number}", day, day.replace(day=28), "rotation")


def spring(rule: str, facts, settings=None):
    return judged(rule, facts, settings, today=YEAR_END, term=SPRING)


def test_a_year_as_a_person_adds_it_up():
    facts = having(
        of_type("county-built"),
        [activity(f"l-{line}", kinds=("other",), lines=(line,)) for line in (*AS_ONE, "feature")],
        BODIES,
        held(1, "seminar"),
        held(2, "joint-research", units={"attendance": Decimal(30)}),
        held(1, "pupil-exchange"),
        [gone(0), gone(1), come(0)],
        [pair("m", "o1", "e3")],
        [away("s", "e4", date(2025, 11, 3), date(2025, 11, 14), "shadowing", from_id=EAST, to_id=OURS)],
        [activity("course", kinds=("shadowing",), people=(), units={"attendance": Decimal(12)})],
        [entered("moves-elsewhere", 96, None)],
        [paper("charter", date(2025, 9, 5), handed=False), paper("plan", date(2025, 9, 5), handed=False)],
    )
    # The calendar year 2025 ends in the autumn term. Township teachers: e0, e1, e4 of twenty went: 15 %.
    # Moves between town and country: gone 2, come 1, shadowing 1 = 4; with 96 elsewhere the 100 are reached.
    # The three-year plan was due on 31 October and is missing.
    assert standing(NAME, facts) == {
        "three-as-one": (3, 3, "met"),
        "features": (1, 1, "met"),
        "leader-meetings": (1, 1, "met"),
        "teacher-meetings": (2, 1, "exceeded"),
        "pupil-meetings": (1, 1, "met"),
        "liaison-bodies": (4, 4, "met"),
        "township-moves": (15, 10, "exceeded"),
        "county-moves": (4, 4, "met"),
        "charter": (1, 1, "met"),
        "three-year-plan": (0, 1, "missed"),
        "year-plan": (1, 1, "met"),
    }
    # What the yearly report states: four teachers exchanged, two research sessions with sixty attendances,
    # one pair, twelve attendances of a 跟岗 course and one stay on 跟岗.
    stated = {
        "urban-rural-exchange": 4,
        "research-sessions": 2,
        "research-attendance": 60,
        "mentor-pairs": 1,
        "shadowing-attendance": 12,
        "shadowing-stays": 1,
    }
    assert {rule: int(judged(rule, facts).value) for rule in stated} == stated
    assert all(judged(rule, facts).owed == () for rule in stated)


@pytest.mark.parametrize(("count", "share", "state"), [(1, 5, "missed"), (2, 10, "met"), (3, 15, "exceeded")])
def test_a_tenth_of_the_township_teachers_moves(count, share, state):
    facts = having(of_type("county-built"), [gone(number) for number in range(count)])
    assert figures(judged("township-moves", facts)) == (share, 10, state)
    assert judged("township-moves", facts).warning
    assert figures(spring("township-moves", facts, BY_YEAR)) == (share, 10, state)


def test_who_does_not_move_in_the_year():
    facts = of_type("county-built")
    planned = replace(gone(0), state="planned", real_from=None, real_to=None)
    for record in (come(0), planned, replace(gone(0), state="cancelled"), gone(0, date(2026, 3, 3))):
        assert judged("township-moves", having(facts, [record])).value == 0, record


def test_township_teachers_may_be_those_of_the_member_schools():
    # The eastern school has no place entered, so nothing excludes it; a lead in a town is no township school
    # to the setting "helped", but it is one by its place.
    in_town = replace(
        of_type("town-fused"),
        schools=tuple(replace(one, location="town") for one in EAST_ONLY.schools),
    )
    facts = having(in_town, [gone(0), gone(1), come(0)])
    assert judged("township-moves", facts).value == 12  # three of 25
    assert judged("township-moves", facts, {"township": "helped"}).value == 10  # two of 20


@pytest.mark.parametrize(
    ("elsewhere", "goal", "state"),
    [(97, 100, "missed"), (98, 100, "met"), (99, 100, "exceeded"), (98, 101, "missed")],
)
def test_the_county_reaches_its_hundred_moves(elsewhere, goal, state):
    facts = having(of_type("county-built"), [gone(0), come(0)], [entered("moves-elsewhere", elsewhere, None)])
    found = judged("county-moves", facts, {"county-moves": goal})
    assert figures(found) == (2, goal - elsewhere, state)
    assert judged("county-moves", facts, {"county-moves": 0}).state == "not-applicable"
    assert judged("county-moves", replace(facts, figures=())).state == "not-applicable"
    assert (
        judged("county-moves", replace(facts, community=of_type("town-fused").community)).state
        == "not-applicable"
    )


def test_each_type_states_its_own_exchanges():
    records = [gone(0), gone(1), come(0)]
    town = having(of_type("town-fused"), records)
    assert int(judged("township-exchange", town).value) == 3
    assert int(judged("urban-rural-exchange", having(of_type("county-built"), records)).value) == 3
    assert judged("urban-rural-exchange", town).value == 0


@pytest.mark.parametrize(("covered", "state"), [(2, "missed"), (3, "met")])
def test_three_fields_as_one(covered, state):
    facts = having(BASE, [activity(line, kinds=("other",), lines=(line,)) for line in AS_ONE[:covered]])
    assert figures(spring("three-as-one", facts)) == (covered, 3, state)
    assert spring("three-as-one", facts, {"line-activities": 2}).value == 0


@pytest.mark.parametrize(
    ("rule", "setting", "kind", "lines"),
    [
        ("leader-meetings", "leader-meetings", "seminar", ()),
        ("teacher-meetings", "teacher-meetings", "teachers-meeting", ()),
        ("pupil-meetings", "pupil-meetings", "pupil-exchange", ()),
        ("features", "feature-activities", "other", ("feature",)),
    ],
)
def test_regular_meetings_have_the_number_that_is_set(rule, setting, kind, lines):
    facts = having(BASE, held(2, kind, lines=lines))
    last = {"today": YEAR_END} | ({"term": SPRING} if rule == "features" else {})
    for number, state in ((1, "exceeded"), (2, "met"), (3, "missed"), (0, "not-applicable")):
        assert judged(rule, facts, {setting: number}, **last).state == state
    one = held(1, kind, lines=lines)[0]
    day = {"starts_on": date(2026, 9, 2)} if rule == "features" else {"starts_on": IN_SPRING}
    for record in spoilt(one, **day):
        assert judged(rule, having(BASE, [record]), **last).value == 0


@pytest.mark.parametrize("left_out", range(4))
def test_four_liaison_bodies(left_out):
    fewer = [duty for number, duty in enumerate(BODIES) if number != left_out]
    assert spring("liaison-bodies", having(BASE, BODIES)).state == "met"
    assert figures(spring("liaison-bodies", having(BASE, fewer))) == (3, 4, "missed")


@pytest.mark.parametrize(
    ("rule", "kind", "day", "setting", "state"),
    [
        ("charter", "charter", date(2025, 10, 31), {}, "met"),  # the sixtieth day after 1 September
        ("charter", "charter", date(2025, 11, 1), {}, "missed"),
        ("charter", "charter", date(2025, 11, 1), {"charter-days": 61}, "met"),
        ("three-year-plan", "development-plan", date(2025, 10, 31), {}, "met"),
        ("three-year-plan", "development-plan", date(2025, 11, 1), {}, "missed"),
        ("year-plan", "plan", date(2025, 10, 1), {}, "met"),
        ("year-plan", "plan", date(2025, 10, 2), {}, "missed"),
        ("year-plan", "programme", date(2025, 10, 2), {"plan-days": 31}, "met"),
    ],
)
def test_charter_and_plans_are_compulsory(rule, kind, day, setting, state):
    assert judged(rule, having(BASE, [paper(kind, day, handed=False)]), setting).state == state


def test_schools_led_by_the_spill_over_are_stated():
    third = replace(FACTS, members=(*FACTS.members[:2], replace(FACTS.members[2], role="spill-over")))
    assert int(judged("spill-over", third).value) == 1


# ---- scores and money

MARKS = {"work": 24, "running": 20, "features-score": 22.5, "public": 18}


def test_four_scores_make_the_assessment():
    facts = having(BASE, [sheet("union", MARKS, None)])
    # 24 + 20 + 22.5 + 18 = 84.5
    assert score(NAME, "union", facts) == Decimal("84.5")
    less = {name: mark for name, mark in MARKS.items() if name != "public"}
    assert score(NAME, "union", having(BASE, [sheet("union", less, None)])) is None


def test_the_four_may_have_other_points():
    other = {"work-points": 40, "running-points": 30, "feature-points": 20, "public-points": 10}
    marks = {"work": 38, "running": 25, "features-score": 20, "public": 9}
    assert score(NAME, "union", having(BASE, [sheet("union", marks, None)]), other) == 92


def test_quality_is_half_balance_and_half_growth():
    facts = having(BASE, [entered("balance-index", 82, None), entered("growth-index", 91, None)])
    # 82 × 50 % + 91 × 50 % = 86.5
    assert score(NAME, "quality", facts) == Decimal("86.5")
    assert score(NAME, "quality", having(BASE, [entered("balance-index", 82, None)])) is None


def test_money_is_base_and_award():
    facts = having(
        BASE,
        [entered("base-money", 30000), entered("award-money", 5000)],
        [entered("base-money", 20000, EAST), entered("award-money", 0, EAST)],
    )
    assert spring("base", facts).value == 50000
    assert spring("award", facts).value == 5000
