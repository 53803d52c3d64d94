"""Qinnan: exchanged teachers, their days, their directions and their subjects."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import Participant, SchoolPart
from edudesk.services.schemes.results import State

from .making import EAST, EAST_ONLY, END, MID, OURS, SPRING, activity, figures, stay
from .qinnan import exchanges, result


@pytest.mark.parametrize(("days", "state"), [(4, State.MISSED), (5, State.MET), (6, State.EXCEEDED)])
def test_days_of_all_exchanged_teachers_add_up_to_ten(days, state):
    found = result("exchange-days", exchanges(days=days))
    assert figures(found) == (2 * days, 10, state)


@pytest.mark.parametrize(("days", "state"), [(9, State.MISSED), (10, State.MET), (11, State.MET)])
def test_each_exchanged_teacher_stays_ten_days_by_a_setting(days, state):
    found = result("exchange-days", exchanges(days=days), settings={"exchange-count": "person"})
    assert found.state is state
    assert found.target == 2


def test_days_are_split_at_the_edge_of_the_term_and_only_served_days_count():
    early = stay("x", "p-backbone", date(2025, 8, 28), date(2025, 9, 5))
    facts = replace(EAST_ONLY, exchanges=(early,))
    assert result("exchange-days", facts).value == 5
    assert result("exchange-days", facts, date(2025, 9, 3)).value == 3
    assert result("exchange-days", facts, date(2025, 9, 3)).planned == 5


def test_an_activity_inside_an_exchange_adds_no_days():
    inside = activity(
        "in",
        kinds=("secondment",),
        starts_on=date(2025, 10, 14),
        ends_on=date(2025, 10, 16),
        people=(Participant("p-backbone"),),
        exchange_id="x1",
    )
    facts = exchanges(back=False)
    found = result("exchange-days", replace(facts, activities=(inside,)))
    assert found.value == 5
    assert [near.reason for near in found.near] == ["inside-exchange"]
    outside = replace(inside, exchange_id=None, starts_on=date(2025, 11, 4), ends_on=date(2025, 11, 6))
    assert result("exchange-days", replace(facts, activities=(outside,))).value == 8


def test_a_day_of_one_person_counts_once_and_two_people_serve_two():
    overlapping = (
        stay("x1", "p-backbone", date(2025, 10, 13), date(2025, 10, 17)),
        stay("x2", "p-backbone", date(2025, 10, 16), date(2025, 10, 20)),
        stay("x3", "p-backbone", date(2025, 10, 14), date(2025, 10, 15)),
    )
    found = result("exchange-days", replace(EAST_ONLY, exchanges=overlapping))
    assert found.value == 8
    assert [(near.id, near.reason) for near in found.near] == [("x3", "same-days")]
    two = activity(
        kinds=("visiting-teaching",),
        ends_on=date(2025, 10, 17),
        people=(Participant("p-backbone"), Participant("p-backbone-2"), Participant("p-east")),
    )
    both = result("exchange-days", replace(EAST_ONLY, activities=(two,)))
    assert (int(both.value), [int(one.amount) for one in both.counted]) == (6, [6])


def test_the_host_schools_own_teachers_are_not_exchanged():
    visit = activity(kinds=("visiting-teaching",), people=(Participant("p-backbone"), Participant("p-east")))
    ways = result("exchange-both-ways", replace(EAST_ONLY, activities=(visit,)))
    assert figures(ways) == (1, 2, State.MISSED)
    home = replace(visit, people=(Participant("p-east"),))
    found = result("exchange-days", replace(EAST_ONLY, activities=(home,)))
    assert [near.reason for near in found.near] == ["nobody-travelled"]


def test_a_stay_without_a_real_end_counts_to_its_planned_end():
    open_stay = replace(stay("x", "p-backbone", date(2025, 10, 13), END), real_to=None)
    planned = replace(open_stay, planned_to=date(2025, 10, 17))
    assert result("exchange-days", replace(EAST_ONLY, exchanges=(planned,)), MID).value == 5
    assert result("exchange-days", replace(EAST_ONLY, exchanges=(open_stay,)), MID).value == 29


def test_a_stay_that_has_not_reached_the_term_is_hoped_for_only():
    early = stay("x", "p-backbone", date(2025, 8, 20), date(2025, 9, 5))
    found = result("exchange-both-ways", replace(EAST_ONLY, exchanges=(early,)), date(2025, 8, 28))
    assert (int(found.value), int(found.planned)) == (0, 1)


def test_days_of_a_stay_moved_to_the_next_term_count_there():
    visit = activity(
        kinds=("visiting-teaching",),
        starts_on=date(2026, 2, 9),
        ends_on=date(2026, 2, 10),
        people=(Participant("p-backbone"),),
        term=SPRING,
    )
    facts = replace(EAST_ONLY, activities=(visit,))
    assert result("exchange-days", facts).value == 0
    assert result("exchange-days", facts, date(2026, 3, 1), term=SPRING).value == 2


def test_a_teacher_without_the_honour_counts_only_by_a_setting():
    facts = replace(
        EAST_ONLY, exchanges=(stay("x", "p-east-plain", date(2025, 10, 1), date(2025, 10, 20), back=True),)
    )
    assert result("exchange-days", facts).value == 0
    assert result("exchange-days", facts).near[0].reason == "person-honour"
    assert result("exchange-days", facts, settings={"backbone": "any"}).value == 20


def test_exchange_goes_both_ways():
    assert result("exchange-both-ways", exchanges()).state is State.MET
    one_way = result("exchange-both-ways", exchanges(back=False))
    assert figures(one_way) == (1, 2, State.MISSED)


def test_every_subject_of_the_list_is_covered():
    assert result("exchange-subjects", exchanges()).value == 2
    one = result("exchange-subjects", exchanges(back=False))
    assert figures(one)[:2] == (1, 2)
    assert one.owed[0].code == "scheme.owed.items-overdue"
    each_way = result("exchange-subjects", exchanges(), settings={"exchange-subjects": "each-way"})
    assert each_way.state is State.MISSED


def test_without_a_list_of_subjects_the_rule_asks_for_one():
    found = result("exchange-subjects", replace(exchanges(), domains=()))
    assert found.state is State.NOT_APPLICABLE
    assert found.note is not None
    assert found.note.code == "scheme.note.no-list"


def test_a_stay_without_its_formal_document_counts_and_is_a_gap():
    found = result("exchange-days", exchanges())
    assert found.value == 10
    assert {gap.kinds for gap in found.gaps} == {("formal-document",)}


def test_part_of_a_week_counts_its_days_a_week():
    part = replace(stay("x", "p-backbone", date(2025, 10, 13), date(2025, 10, 24)), days_per_week=Decimal(3))
    assert result("exchange-days", replace(EAST_ONLY, exchanges=(part,))).value == 6


def test_the_subject_of_a_companion_who_does_not_count_is_not_covered():
    visit = activity(
        kinds=("visiting-teaching",), people=(Participant("p-backbone"), Participant("p-teacher"))
    )
    assert result("exchange-subjects", replace(EAST_ONLY, activities=(visit,))).value == 1


def test_the_pairing_tells_the_direction_even_when_the_record_names_odd_sides():
    visit = activity(
        kinds=("visiting-teaching",),
        schools=(SchoolPart(OURS, "helped"), SchoolPart(EAST, "helped")),
        people=(Participant("p-backbone"),),
    )
    assert result("exchange-both-ways", replace(EAST_ONLY, activities=(visit,))).value == 1


def test_days_of_exchange_can_be_working_days_by_a_setting():
    facts = replace(EAST_ONLY, exchanges=(stay("x", "p-backbone", date(2025, 10, 13), date(2025, 10, 26)),))
    assert result("exchange-days", facts).value == 14
    assert result("exchange-days", facts, settings={"exchange-day": "working"}).value == 10


def test_a_stay_of_few_days_takes_nothing_from_a_longer_one_on_the_same_days():
    few = activity(
        kinds=("visiting-teaching",),
        starts_on=date(2025, 10, 13),
        ends_on=date(2025, 10, 17),
        people=(Participant("p-backbone"),),
        units={"day": Decimal(2)},
    )
    full = stay("y", "p-backbone", date(2025, 10, 13), date(2025, 10, 17))
    assert result("exchange-days", replace(EAST_ONLY, activities=(few,))).value == 2
    assert result("exchange-days", replace(EAST_ONLY, activities=(few,), exchanges=(full,))).value == 5
