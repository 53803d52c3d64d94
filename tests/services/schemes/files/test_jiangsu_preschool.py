"""A13: an activity and an inspection each month, three kinds of guidance a term, two papers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from edudesk.services.schemes.results import State
from tests.services.schemes.making import AUTUMN, EAST, FACTS, MID, OURS, SPRING, WEST, activity, figures

from .making import at, by, having, judge, of_stage, paper, scores, sheet

JUDGE = judge("jiangsu-preschool")
AREA = of_stage(FACTS, "preschool")
SUMMER = date(2026, 9, 10)
DAYS = [date(2025, 9, 16), date(2025, 10, 21), date(2025, 11, 18), date(2025, 12, 16), date(2026, 1, 13)]


def inspected(day: date, place: str = EAST, **changes: Any):
    return activity(
        f"i-{day}-{place}",
        starts_on=day,
        kinds=("inspection",),
        host_id=place,
        schools=at(OURS, place),
        **changes,
    )


def guided(kind: str, place: str = EAST, **changes: Any):
    learners = by("p-east") if place == EAST else by("p-west")
    return activity(
        f"{kind}-{place}", kinds=(kind,), host_id=place, schools=at(OURS, place), people=learners, **changes
    )


# The term has five months that ask: September (22 school days) to January (23 days); the holiday of late
# January and February adds none. By hand: East is inspected in all five, West in September and October.
TERM = having(
    AREA,
    [inspected(day) for day in DAYS],
    [inspected(day, WEST) for day in DAYS[:2]],
    [activity(f"a-{day}", starts_on=day, kinds=("area-activity",)) for day in DAYS[:4]],
    [guided("activity-guidance"), guided("research-guidance")],
)


@pytest.mark.parametrize(
    ("rule", "settings", "value", "target", "state"),
    [
        ("inspection", {}, 7, 10, State.MISSED),
        ("inspection", {"inspection-basis": "group"}, 5, 5, State.MET),  # once a month for all of them
        ("area-activity", {}, 4, 5, State.MISSED),
        ("guidance", {}, 2, 3, State.MISSED),
    ],
)
def test_a_term_as_a_person_counts_it(rule, settings, value, target, state):
    assert figures(JUDGE(rule, TERM, settings)) == (value, target, state)


def test_the_monthly_activity_is_in_principle_so_it_reminds():
    assert JUDGE("area-activity", TERM).warning
    assert not JUDGE("inspection", TERM).warning


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "planned"},
        {"deleted": True},
        {"people": by("p-east")},  # nobody of the leading kindergarten
        {"kinds": ("guidance",)},
    ],
)
def test_an_inspection_is_held_by_the_leading_kindergarten(changes):
    facts = having(AREA, [replace(inspected(DAYS[0]), **changes)])
    assert JUDGE("inspection", facts).value == 0


def test_two_inspections_of_a_month_do_not_stand_for_the_next():
    facts = having(AREA, [inspected(date(2025, 9, 2)), inspected(date(2025, 9, 30))])
    assert JUDGE("inspection", facts).value == 1


def test_a_day_of_the_holiday_is_no_month_of_its_own():
    holiday = having(AREA, [inspected(date(2026, 2, 10))])
    assert JUDGE("inspection", holiday, {"inspection-basis": "group"}).value == 0


def test_the_month_that_runs_is_not_missed_yet():
    now = JUDGE("inspection", TERM, {"inspection-basis": "group"}, today=MID)
    assert now.state in {State.ON_TRACK, State.AT_RISK, State.MET}


def test_the_inspection_leaves_written_guidance():
    with_paper = inspected(DAYS[0], evidence_kinds=frozenset({"written-guidance"}))
    feedback = inspected(DAYS[1], evidence_kinds=frozenset({"feedback"}))
    facts = having(AREA, [with_paper, feedback, inspected(DAYS[2])])
    found = JUDGE("written-guidance", facts)
    assert (int(found.value), int(found.target)) == (2, 3)


def test_three_kinds_of_guidance_for_the_group_or_for_each_member():
    whole = having(TERM, [guided("project-guidance")])
    assert figures(JUDGE("guidance", whole)) == (3, 3, State.MET)
    # For each member: East has three, West none.
    each = JUDGE("guidance", whole, {"guidance-basis": "member"})
    assert figures(each) == (3, 6, State.MISSED)
    assert figures(JUDGE("guidance", TERM, term=SPRING, today=date(2026, 7, 20))) == (0, 3, State.MISSED)


@pytest.mark.parametrize(
    ("rule", "kind", "due", "term"),
    [
        ("area-plan", "plan", date(2025, 9, 10), AUTUMN),
        ("year-review", "year-summary", date(2026, 7, 31), SPRING),
    ],
)
def test_papers_have_their_day(rule, kind, due, term):
    day_after = date.fromordinal(due.toordinal() + 1)
    for handed, state in ((due, State.MET), (day_after, State.MISSED)):
        facts = having(AREA, [paper(kind, due, handed_on=handed)])
        found = JUDGE(rule, facts, today=SUMMER, term=term)
        assert found.period.last == due
        assert found.state is state
    lying = having(AREA, [paper(kind, due, handed=False)])
    assert JUDGE(rule, lying, today=SUMMER, term=term).state is State.MISSED


def test_the_area_is_assessed_once_a_year():
    facts = having(AREA, [sheet("yearly", {"yearly": 88}, None)])
    assert list(scores("jiangsu-preschool", "yearly", facts).values()) == [88]
    assert list(scores("jiangsu-preschool", "yearly", AREA).values()) == [None]
