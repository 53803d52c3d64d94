"""A9: April to December; a week of teaching, a carer, backbone teachers, the research week, a second tier."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from edudesk.services.calendar import SpecialDays, SpecialRange
from edudesk.services.schemes.facts import CommunityFacts, MemberFacts, Participant, SchoolFacts
from edudesk.services.schemes.results import State
from tests.services.schemes.making import (
    EAST,
    FACTS,
    MID,
    OURS,
    PEOPLE,
    SPRING,
    WEST,
    activity,
    figures,
    person,
)

from .making import at, away, by, having, held, judge, of_stage

JUDGE = judge("county-demo-kindergarten")
VILLAGE = "s-village"
MON, FRI = date(2025, 10, 13), date(2025, 10, 17)
KINDERGARTENS = replace(
    of_stage(FACTS, "preschool"),
    community=CommunityFacts("c", "实验幼儿园结对", since=date(2025, 3, 1)),
    members=(*FACTS.members, MemberFacts(VILLAGE, "village")),
    people=(*PEOPLE, person("p-carer", post="carer")),
)
KINDERGARTENS = replace(
    KINDERGARTENS, schools=(*KINDERGARTENS.schools, SchoolFacts(VILLAGE, "小河村幼儿班", stage="preschool"))
)
CARE = ("safety", "health", "disinfection")


def cared(*lines: str, place: str = EAST, who: str = "p-carer", **changes: Any):
    return activity(
        f"care-{place}",
        starts_on=date(2025, 11, 4),
        lines=lines,
        host_id=place,
        schools=at(OURS, place),
        people=by(who),
        **changes,
    )


def tiered(school: str, *lines: str):
    """A central kindergarten (not we) guides a village class."""
    return activity(f"tier-{school}", host_id=VILLAGE, schools=at(school, VILLAGE), lines=lines, people=())


def invited(place: str, **changes: Any):
    guests = by("p-east") if place == EAST else (Participant(name="客人", side="helped"),)
    usual = activity(
        f"week-{place}",
        starts_on=date(2025, 5, 12),
        kinds=("research-week",),
        host_id=OURS,
        schools=at(OURS, place),
        people=guests,
    )
    return replace(usual, **changes)


# One year's work, counted by hand, with two partners:
# a teacher is away at East from Monday to Friday (5 working days: one week) and nobody at West;
# backbone teacher 1 a week at East, backbone teacher 2 four days at West;
# the carer covers all three fields at East and two of them at West;
# both partners were at the research week in May; East has helped the village with rules and safety.
YEAR = having(
    KINDERGARTENS,
    [
        away("t-1", "p-teacher", MON, FRI, "secondment"),
        away("b-1", "p-backbone", MON, FRI, "secondment"),
        away("b-2", "p-backbone-2", MON, date(2025, 10, 16), "secondment", to_id=WEST),
        cared(*CARE),
        cared("safety", "health", place=WEST),
        invited(EAST),
        invited(WEST),
        tiered(EAST, "rules", "safety"),
    ],
)


@pytest.mark.parametrize(
    ("rule", "value", "target", "state"),
    [
        # East: one person with a week, of one asked. West: backbone 2 has four days, no week.
        ("teaching-week", 1, 2, State.MISSED),
        ("carer", 3, 4, State.MISSED),  # two conditions each: East both, West the carer but not every field
        ("backbone-week", 1, 2, State.MISSED),  # backbone 1 alone has a week
        ("research-week", 2, 2, State.MET),
        ("second-tier", 2, 6, State.MISSED),  # two members, three fields each
        ("partners", 2, 2, State.MET),
    ],
)
def test_a_year_as_a_person_counts_it(rule, value, target, state):
    assert figures(JUDGE(rule, YEAR)) == (value, target, state)


def test_the_period_is_the_one_from_april_to_december():
    period = JUDGE("teaching-week", YEAR).period
    assert period is not None
    assert (period.first, period.last) == (date(2025, 4, 1), date(2025, 12, 31))
    # In the spring the next one is only beginning: nothing is missed yet.
    spring = JUDGE("teaching-week", YEAR, today=date(2026, 5, 1), term=SPRING)
    assert spring.period is not None
    assert (spring.period.first, spring.value, spring.state) == (date(2026, 4, 1), 0, State.ON_TRACK)
    other = JUDGE("teaching-week", YEAR, {"from": "03-15", "until": "11-30"}).period
    assert other is not None
    assert (other.first, other.last) == (date(2025, 3, 15), date(2025, 11, 30))


@pytest.mark.parametrize(
    ("last", "person", "together"),
    [(date(2025, 10, 16), 0, 0), (FRI, 1, 1), (date(2025, 10, 20), 1, 1)],
)
def test_a_week_is_five_working_days(last, person, together):
    facts = having(KINDERGARTENS, [away("t", "p-teacher", MON, last, "secondment")])
    assert JUDGE("teaching-week", facts).parts[0].value == person
    found = JUDGE("teaching-week", facts, {"week-count": "sum"}).parts[0]
    assert (found.value >= 1) == bool(together)


def test_two_teachers_make_the_week_only_when_they_are_counted_together():
    shared = [
        away("t", "p-teacher", MON, date(2025, 10, 15), "secondment"),
        away("d", "p-dean", date(2025, 10, 16), FRI, "secondment"),
    ]
    facts = having(KINDERGARTENS, shared)
    assert JUDGE("teaching-week", facts).parts[0].value == 0
    assert JUDGE("teaching-week", facts, {"week-count": "sum"}).parts[0].value == 1


def test_a_holiday_is_no_working_day():
    off = SpecialDays((SpecialRange(FRI, FRI, works=False),))
    facts = replace(having(KINDERGARTENS, [away("t", "p-teacher", MON, FRI, "secondment")]), special_days=off)
    assert JUDGE("teaching-week", facts).parts[0].value == 0


@pytest.mark.parametrize(
    "changes", [{"state": "planned"}, {"state": "cancelled"}, {"from_id": EAST, "to_id": OURS}]
)
def test_what_is_planned_given_up_or_goes_the_other_way_is_no_week_of_ours(changes):
    stay = away("t", "p-teacher", MON, FRI, "secondment", planned_from=MON)
    assert JUDGE("teaching-week", having(KINDERGARTENS, [replace(stay, **changes)])).value == 0


def test_a_planned_week_is_hoped_for():
    stay = away("t", "p-teacher", date(2025, 12, 1), date(2025, 12, 5), "secondment", state="planned")
    stay = replace(stay, planned_from=date(2025, 12, 1), real_from=None, real_to=None)
    found = JUDGE("teaching-week", having(KINDERGARTENS, [stay]), today=MID).parts[0]
    assert (found.value, found.planned, found.state) == (0, 1, State.ON_TRACK)


def test_only_a_carer_counts_as_one():
    teacher = having(KINDERGARTENS, [cared(*CARE, who="p-teacher")])
    assert JUDGE("carer", teacher).parts[0].value == 0
    gone = having(KINDERGARTENS, [cared(*CARE, deleted=True)])
    assert JUDGE("carer", gone).parts[0].value == 0


def test_two_backbone_teachers_in_all_or_for_each_partner():
    pair = [
        away("b-1", "p-backbone", MON, FRI, "secondment"),
        away("b-2", "p-backbone-2", MON, FRI, "secondment", to_id=WEST),
    ]
    facts = having(KINDERGARTENS, pair)
    assert figures(JUDGE("backbone-week", facts)) == (2, 2, State.MET)
    # Each partner has one of its two: 1 + 1 of 4.
    assert figures(JUDGE("backbone-week", facts, {"backbone-count": "each"})) == (2, 4, State.MISSED)
    plain = having(KINDERGARTENS, [away("t", "p-teacher", MON, FRI, "secondment")])
    assert JUDGE("backbone-week", plain).value == 0
    assert JUDGE("backbone-week", plain, {"backbone": "any"}).value == 1


@pytest.mark.parametrize(
    "changes",
    [{"host_id": EAST}, {"starts_on": date(2025, 3, 31)}, {"people": by("p-dean")}, {"state": "planned"}],
)
def test_a_research_week_is_ours_in_the_period_and_with_guests(changes):
    assert JUDGE("research-week", having(KINDERGARTENS, [invited(EAST, **changes)])).parts[0].value == 0
    twice = {"research-weeks": 2}
    assert figures(JUDGE("research-week", YEAR, twice)) == (2, 4, State.MISSED)


def test_the_second_tier_is_a_reminder_and_may_be_left_out():
    whole = having(KINDERGARTENS, [tiered(one, "rules", "safety", "routine") for one in (EAST, WEST)])
    found = JUDGE("second-tier", whole)
    assert (figures(found), found.warning) == ((6, 6, State.MET), True)
    assert JUDGE("second-tier", whole, {"second-tier": 0}).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(("asked", "state"), [(1, State.MISSED), (2, State.MET), (3, State.MISSED)])
def test_the_demonstration_kindergarten_has_two_partners(asked, state):
    assert JUDGE("partners", KINDERGARTENS, {"partners": asked}).state is state


def test_every_activity_has_its_four_papers():
    papers = frozenset({"plan", "record", "summary", "link"})
    whole, lacking = held(2, "guidance", evidence_kinds=papers)
    facts = having(KINDERGARTENS, [whole, replace(lacking, evidence_kinds=papers - {"link"})])
    found = JUDGE("activity-papers", facts)
    assert (found.value, found.target) == (1, 2)
    assert found.gaps[0].kinds == ("publicity",)  # or a link; the first of them is named
