"""Qinnan: guidance visits and joint activities, what counts among them and why not, and who is asked."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.facts import Participant, SchoolPart
from edudesk.services.schemes.results import State

from .making import (
    AFTER,
    EAST,
    EAST_ONLY,
    END,
    FACTS,
    MID,
    OURS,
    PEOPLE,
    SPRING,
    WEST,
    activity,
    figures,
    person,
    visits,
)
from .qinnan import guidance, result


@pytest.mark.parametrize(
    ("count", "state"), [(0, State.MISSED), (2, State.MISSED), (3, State.MET), (4, State.EXCEEDED)]
)
def test_three_guidance_visits_are_asked_for(count, state):
    found = guidance(*visits(count))
    assert figures(found) == (count, 3, state)
    assert len(found.counted) == count


def test_each_partner_needs_its_own_visits_and_the_figure_adds_what_counts():
    west = visits(5, host_id=WEST, schools=(SchoolPart(OURS), SchoolPart(WEST)))
    west = tuple(replace(each, id=f"w{each.id}") for each in west)
    found = result("guidance-visits", replace(FACTS, activities=(*visits(2), *west)))
    assert figures(found) == (5, 6, State.MISSED)
    assert [int(part.value) for part in found.parts] == [2, 5]
    assert {near.reason for near in found.parts[0].near} == {"other-partner"}
    assert not found.near


def test_partners_can_be_counted_together_by_a_setting():
    found = result("guidance-visits", replace(FACTS, activities=visits(3)), settings={"basis": "community"})
    assert figures(found) == (3, 3, State.MET)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"starts_on": date(2025, 8, 20)}, "other-period"),
        ({"form": "online"}, "not-on-site"),
        ({"host_id": OURS}, "not-at-partner"),
        ({"people": (Participant("p-teacher"),)}, "person-experience"),
        ({"people": (Participant(name="来宾"),)}, "no-qualified-person"),
        ({"people": ()}, "nobody-entered"),
        ({"state": "cancelled"}, "cancelled"),
        ({"state": "planned", "starts_on": date(2026, 1, 5)}, "planned-past"),
        ({"term": SPRING}, "moved-to-other-term"),
    ],
)
def test_a_visit_that_does_not_count_says_why(changes, reason):
    found = guidance(*visits(2), activity("odd", **changes))
    assert found.value == 2
    assert [(near.id, near.reason) for near in found.near] == [("odd", reason)]


def test_an_activity_of_another_kind_is_not_even_near():
    assert guidance(activity(kinds=("lecture",))).near == ()


def test_a_deleted_activity_does_not_exist():
    found = guidance(activity(deleted=True))
    assert (int(found.value), found.near) == (0, ())


def test_a_planned_visit_is_a_second_tally():
    planned = activity("plan", state="planned", starts_on=date(2025, 12, 1))
    found = guidance(*visits(2), planned, today=MID)
    assert (int(found.value), int(found.planned), found.state) == (2, 3, State.ON_TRACK)
    assert found.near[0].reason == "planned"


def test_a_held_visit_after_the_day_asked_has_not_happened_yet():
    found = guidance(*visits(2), activity("later", starts_on=date(2025, 12, 1)), today=MID)
    assert (int(found.value), int(found.planned)) == (2, 3)


def test_two_records_of_one_event_count_once_and_both_are_shown():
    found = guidance(activity("mine", event="e"), activity("theirs", event="e"))
    assert found.value == 1
    assert [near.reason for near in found.near] == ["same-event"]


def test_a_holiday_visit_counts_in_the_term_before_unless_it_is_moved():
    holiday = activity(starts_on=date(2026, 2, 1))
    assert guidance(holiday, today=date(2026, 2, 2)).value == 1
    moved = replace(holiday, term=SPRING)
    assert guidance(moved, today=date(2026, 2, 2)).value == 0
    assert guidance(moved, today=date(2026, 3, 2), term=SPRING).value == 1


def test_a_post_held_in_earlier_years_is_experience_and_a_later_one_is_not():
    old = person("p-old")
    earlier = replace(PEOPLE[0].facts[1], fact="post", value="class-teacher", until=date(2020, 7, 1))
    later = replace(earlier, since=date(2025, 11, 1), until=None)
    for fact, expected in ((earlier, 1), (later, 0)):
        facts = replace(EAST_ONLY, people=(replace(old, facts=(*old.facts, fact)),))
        visit = activity(people=(Participant("p-old"),))
        assert result("guidance-visits", replace(facts, activities=(visit,))).value == expected


def test_what_is_owed_early_is_on_track_and_late_is_at_risk():
    assert guidance(today=date(2025, 9, 10)).state is State.ON_TRACK
    assert guidance(today=date(2026, 1, 10)).state is State.AT_RISK
    assert guidance(today=END).state is State.AT_RISK
    assert guidance(today=AFTER).state is State.MISSED


@pytest.mark.parametrize(("count", "state"), [(1, State.MISSED), (2, State.MET), (3, State.EXCEEDED)])
def test_two_joint_activities_at_the_partner(count, state):
    facts = replace(EAST_ONLY, activities=visits(count, kinds=("lecture",)))
    assert result("joint-activities", facts).state is state


def test_one_culture_activity():
    facts = replace(EAST_ONLY, activities=(activity(kinds=("campus-culture",), host_id=OURS),))
    assert result("campus-culture", facts).state is State.MET
    assert result("campus-culture", EAST_ONLY).state is State.MISSED


def test_a_school_that_joins_later_is_counted_by_the_side_it_has_in_the_community():
    members = (replace(EAST_ONLY.members[0], since=date(2025, 9, 20)), EAST_ONLY.members[1])
    facts = replace(EAST_ONLY, members=members, activities=visits(3, starts_on=date(2025, 9, 10)))
    assert result("guidance-visits", facts).state is State.MET


def test_who_joins_in_the_holiday_after_a_term_owes_nothing_for_it():
    later = replace(FACTS.members[2], since=date(2026, 2, 1))
    facts = replace(FACTS, members=(*FACTS.members[:2], later))
    assert result("guidance-visits", facts).target == 3
    assert result("guidance-visits", facts, date(2026, 3, 1), term=SPRING).target == 6


def test_the_latest_role_holds_whatever_the_order_of_the_rows():
    left = replace(FACTS.members[1], since=date(2025, 11, 1))
    before = replace(left, role="village", since=None, until=date(2025, 10, 31))
    for rows in ((left, before), (before, left)):
        assert result("guidance-visits", replace(FACTS, members=(FACTS.members[0], *rows))).target == 3


def test_limits_block_or_warn():
    found = result("partners", FACTS)
    assert (*figures(found), found.warning) == (2, 2, State.MET, False)
    third = replace(FACTS.members[2], school_id="s-north")
    assert result("partners", replace(FACTS, members=(*FACTS.members, third))).state is State.MISSED
    village = result("village-schools", EAST_ONLY)
    assert (village.state, village.warning) == (State.MISSED, True)


def test_a_helped_school_sees_the_same_pairing_from_its_side():
    schools = tuple(replace(one, ours=one.id == EAST) for one in FACTS.schools)
    found = result("guidance-visits", replace(FACTS, schools=schools, activities=visits(3)))
    assert figures(found)[:2] == (3, 3)
    assert found.parts[0].basis.label.zh == "青禾"


def test_a_partner_that_left_before_the_term_is_asked_for_nothing():
    gone = replace(FACTS.members[2], until=date(2025, 8, 31))
    found = result("guidance-visits", replace(FACTS, members=(*FACTS.members[:2], gone)))
    assert found.target == 3
