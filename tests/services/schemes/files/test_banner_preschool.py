"""A4: two or three rural partners, help at a chosen rhythm, volumes of their own, spot checks."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from edudesk.services.schemes.facts import DocumentFacts, MemberFacts, SchoolFacts
from edudesk.services.schemes.results import State
from tests.services.schemes.making import EAST, FACTS, MID, OURS, SPRING, WEST, activity, figures

from .making import at, by, having, held, judge, of_stage, paper, scores, sheet

JUDGE = judge("banner-preschool")
BANNER = of_stage(FACTS, "preschool")
MONTHS = [date(2025, 9, 16), date(2025, 10, 21), date(2025, 11, 18), date(2025, 12, 16), date(2026, 1, 13)]


def helped(day: date, place: str = EAST, kind: str = "guidance", **changes: Any):
    return activity(
        f"{kind}-{day}-{place}",
        starts_on=day,
        kinds=(kind,),
        host_id=place,
        schools=at(OURS, place),
        **changes,
    )


# By hand: East is helped in each of the term's five months, West in three of them.
TERM = having(BANNER, [helped(day) for day in MONTHS], [helped(day, WEST) for day in MONTHS[:3]])


@pytest.mark.parametrize(
    ("settings", "value", "target", "state"),
    [
        ({}, 8, 10, State.MISSED),  # once a month for each: 5 + 3
        ({"rhythm": "term"}, 2, 2, State.EXCEEDED),
        ({"rhythm": "term", "activities": 4}, 7, 8, State.MISSED),  # 4 of East's 5, 3 of West's
        ({"rhythm": "school-year", "activities": 3}, 6, 6, State.MET),
    ],
)
def test_help_is_counted_at_the_rhythm_that_was_chosen(settings, value, target, state):
    assert figures(JUDGE("activities", TERM, settings)) == (value, target, state)


def test_the_week_is_a_rhythm_too_and_no_number_asks_nothing():
    # The term has 21 weeks, Monday to Sunday, from 1 September to 23 January.
    weekly = JUDGE("activities", TERM, {"rhythm": "week"})
    assert (int(weekly.value), int(weekly.target)) == (8, 42)
    assert JUDGE("activities", TERM, {"activities": 0}).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    "changes",
    [{"state": "planned"}, {"deleted": True}, {"people": by("p-east")}, {"starts_on": date(2025, 8, 30)}],
)
def test_help_is_held_in_time_and_by_the_demonstration_kindergarten(changes):
    facts = having(BANNER, [replace(helped(MONTHS[0]), **changes)])
    assert JUDGE("activities", facts, {"rhythm": "term"}).value == 0


def test_the_cycle_is_two_school_years():
    plan = having(BANNER, [paper("plan", date(2025, 9, 20), handed=False)])
    assert JUDGE("plan", plan).state is State.MET
    late = having(BANNER, [paper("plan", date(2025, 10, 2), handed=False)])
    assert JUDGE("plan", late).state is State.MISSED
    assert JUDGE("plan", late, {"plan-days": 31}).state is State.MET


@pytest.mark.parametrize(
    ("count", "state"), [(1, State.MISSED), (2, State.MET), (3, State.MET), (4, State.MISSED)]
)
def test_two_or_three_rural_partners(count, state):
    schools = tuple(
        SchoolFacts(f"k{n}", f"k{n}", stage="preschool", location="village") for n in range(count)
    )
    facts = replace(
        BANNER,
        schools=(*BANNER.schools, *schools),
        members=(BANNER.members[0], *(MemberFacts(school.id, "member") for school in schools)),
        agreements=(),
    )
    found = JUDGE("partners", facts)
    assert (int(found.parts[0].value), found.state, found.warning) == (count, state, True)


def test_a_partner_in_town_is_none_of_the_rural_ones():
    town = replace(BANNER, schools=(*BANNER.schools[:2], replace(BANNER.schools[2], location="urban")))
    assert JUDGE("partners", town).parts[0].value == 1
    unknown = replace(BANNER, schools=(*BANNER.schools[:2], replace(BANNER.schools[2], location="")))
    assert JUDGE("partners", unknown).parts[0].value == 2


def filed(*ids: str):
    return [DocumentFacts(f"volume-{one}", "volume-list", MID, about_id=one) for one in ids]


def test_a_volume_for_each_kind_or_for_each_activity():
    work = (*held(3, "guidance"), *held(1, "lecture"))
    facts = having(BANNER, work, filed("guidance-0", "lecture-0"))
    assert figures(JUDGE("volumes", facts)) == (100, 100, State.MET)  # both kinds
    assert figures(JUDGE("volumes", facts, {"volumes": "record"})) == (50, 100, State.MISSED)  # 2 of 4
    half = having(BANNER, work, filed("guidance-0"))
    assert figures(JUDGE("volumes", half)) == (50, 100, State.MISSED)
    assert figures(JUDGE("volumes", having(half, filed("lecture-0")), term=SPRING))[2] is State.NOT_APPLICABLE


def test_the_spot_check_is_entered_for_each_kindergarten():
    facts = having(BANNER, [sheet("spot-check", {"spot-check": 92}, EAST)])
    assert scores("banner-preschool", "spot-check", facts) == {OURS: None, EAST: 92, WEST: None}


def test_every_activity_has_plan_measures_record_and_summary():
    four = frozenset({"plan", "measures", "record", "summary"})
    whole, lacking = held(2, "guidance", evidence_kinds=four)
    facts = having(BANNER, [whole, replace(lacking, evidence_kinds=four - {"measures"})])
    found = JUDGE("activity-papers", facts)
    assert (int(found.value), int(found.target), found.gaps[0].kinds) == (1, 2, ("measures",))
