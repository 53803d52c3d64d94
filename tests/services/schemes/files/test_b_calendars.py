"""B8, B9, B11: phases, themes and quarters, counted by hand at the edges of their days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.schemes.facts import DonationFacts, Facts
from tests.services.schemes.making import (
    AFTER,
    EAST,
    EAST_ONLY,
    FACTS,
    OURS,
    SPRING,
    WEST,
    activity,
    figures,
)

from .making import at, duties, having, held, judge, paper
from .whole import YEAR_END, spoilt

# ---- B8: an experimental primary school's community in three phases

B8 = "experimental-primary-phases"


@pytest.mark.parametrize(("day", "state"), [(date(2026, 3, 20), "met"), (date(2026, 3, 21), "missed")])
def test_the_programme_comes_by_20_march(day, state):
    facts = having(EAST_ONLY, [paper("programme", day, handed=False)])
    assert judge(B8)("programme", facts, today=YEAR_END, term=SPRING).state.value == state


def test_before_20_march_a_missing_programme_is_not_missed():
    for day, state in ((date(2026, 3, 20), "at-risk"), (date(2026, 3, 21), "missed")):
        assert judge(B8)("programme", EAST_ONLY, today=day, term=SPRING).state.value == state


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 3, 20), 0),
        (date(2026, 3, 31), 0),  # between the first and the second phase
        (date(2026, 4, 1), 1),
        (date(2026, 7, 20), 1),  # the summer lies inside
    ],
)
def test_the_second_phase_begins_on_1_april(day, value):
    facts = having(EAST_ONLY, [activity(starts_on=day)])
    assert judge(B8)("activities", facts, today=YEAR_END, term=SPRING).value == value


@pytest.mark.parametrize(("day", "value"), [(date(2025, 12, 10), 1), (date(2025, 12, 11), 0)])
def test_the_second_phase_ends_on_10_december(day, value):
    found = judge(B8)("activities", having(EAST_ONLY, [activity(starts_on=day)]))
    assert figures(found) == (value, 1, "met" if value else "missed")
    assert found.period.last == date(2025, 12, 10)


@pytest.mark.parametrize(
    ("asked", "state"), [(2, "exceeded"), (3, "met"), (4, "missed"), (0, "not-applicable")]
)
def test_activities_of_the_second_phase_are_as_many_as_is_set(asked, state):
    facts = having(EAST_ONLY, held(3, "joint-research"))
    assert judge(B8)("activities", facts, {"activities": asked}).state.value == state


def test_the_summary_comes_after_10_december():
    for day, state in ((date(2025, 12, 31), "met"), (date(2026, 1, 1), "missed")):
        facts = having(EAST_ONLY, [paper("year-summary", day, handed=False)])
        assert judge(B8)("summary", facts).state.value == state
    early = having(EAST_ONLY, [paper("year-summary", date(2025, 12, 20), handed=False)])
    assert judge(B8)("summary", early, {"end-day": "12-19"}).state.value == "missed"


# ---- B9: an English research group

B9 = "english-research-group"
THEMES = [date(2025, 9, 10), date(2025, 10, 22), date(2025, 11, 19), date(2025, 12, 17), date(2026, 1, 14)]


def theme(day: date, **changes: Any):
    usual = activity(f"t-{day}", kinds=("theme-research",), starts_on=day, subjects=("english",))
    return replace(usual, **changes)


@pytest.mark.parametrize(("count", "state"), [(0, "missed"), (4, "missed"), (5, "met")])
def test_a_theme_a_month_from_september_to_january(count, state):
    facts = having(FACTS, [theme(day) for day in THEMES[:count]])
    assert figures(judge(B9)("monthly-theme", facts)) == (count, 5, state)


def test_two_in_a_month_do_not_stand_for_the_next():
    edge = having(FACTS, [theme(date(2025, 9, 30)), theme(date(2025, 9, 1)), theme(date(2025, 11, 1))])
    assert judge(B9)("monthly-theme", edge).value == 2
    more = having(FACTS, [theme(day) for day in THEMES], [theme(date(2026, 1, 15))])
    assert figures(judge(B9)("monthly-theme", more)) == (5, 5, "met")


def test_the_theme_is_of_english_unless_the_group_does_not_say_so():
    facts = having(FACTS, [theme(THEMES[0], subjects=("maths",)), theme(THEMES[1], subjects=())])
    assert judge(B9)("monthly-theme", facts).value == 0
    assert judge(B9)("monthly-theme", facts, {"subject": "any"}).value == 2


def test_nothing_is_asked_in_spring_nor_of_a_short_january():
    assert judge(B9)("monthly-theme", FACTS, today=YEAR_END, term=SPRING).state.value == "not-applicable"
    assert judge(B9)("plan", FACTS, today=YEAR_END, term=SPRING).state.value == "not-applicable"
    # 23 days of January lie in the term.
    assert judge(B9)("monthly-theme", FACTS, {"month-days": 23}).target == 5
    assert judge(B9)("monthly-theme", FACTS, {"month-days": 24}).target == 4


def test_what_is_no_theme_of_its_month():
    for record in spoilt(theme(THEMES[0])):
        assert judge(B9)("monthly-theme", having(FACTS, [record])).value == 0


# ---- B11: party branches

B11 = "party-branch-pairing"


def education(day: date, host: str = EAST, **changes: Any):
    return activity(f"e-{day}-{host}", kinds=("party-education",), starts_on=day, host_id=host, **changes)


@pytest.mark.parametrize(
    ("days", "value"),
    [
        ((date(2025, 9, 30),), 1),
        ((date(2025, 10, 1), date(2025, 12, 31)), 1),
        ((date(2025, 9, 30), date(2025, 12, 31)), 2),
        ((date(2025, 9, 30), date(2026, 1, 1)), 1),  # January is of the next quarter
    ],
)
def test_party_education_each_quarter(days, value):
    facts = having(EAST_ONLY, [education(day) for day in days])
    found = judge(B11)("party-education", facts)
    assert figures(found) == (value, 2, "met" if value == 2 else "missed")


@pytest.mark.parametrize(
    ("hosts", "state"),
    [
        ((), "not-applicable"),
        ((EAST,), "not-applicable"),  # nobody's turn is over yet
        ((EAST, OURS), "not-applicable"),
        ((EAST, EAST), "missed"),
        ((EAST, EAST, OURS), "met"),
        ((EAST, EAST, OURS, OURS), "met exceeded"),
        ((OURS, OURS, OURS, EAST), "missed"),
    ],
)
def test_branches_host_it_in_turn(hosts, state):
    held_in = [education(date(2025, 9 + number, 10), host) for number, host in enumerate(hosts)]
    found = judge(B11)("in-turn", having(EAST_ONLY, held_in), today=AFTER)
    assert found.state.value in state, (found.value, found.target)


@pytest.mark.parametrize(
    ("rule", "day", "value"),
    [
        ("meeting-december", date(2025, 11, 30), 0),
        ("meeting-december", date(2025, 12, 1), 1),
        ("meeting-december", date(2025, 12, 31), 1),
        ("meeting-december", date(2026, 1, 1), 0),
        ("meeting-june", date(2026, 5, 31), 0),
        ("meeting-june", date(2026, 6, 1), 1),
        ("meeting-june", date(2026, 6, 30), 1),
        ("meeting-june", date(2026, 7, 1), 0),
    ],
)
def test_joint_meetings_in_june_and_december(rule, day, value):
    facts = having(EAST_ONLY, [activity(kinds=("branch-meeting",), starts_on=day)])
    place = {"term": SPRING, "today": YEAR_END} if rule == "meeting-june" else {}
    assert figures(judge(B11)(rule, facts, **place)) == (value, 1, "met" if value else "missed")


def test_every_partner_has_its_activity_day():
    east = [
        activity(f"d-{day}", kinds=("branch-day",), starts_on=day)
        for day in (date(2025, 9, 9), date(2025, 11, 5))
    ]
    west = activity(
        "w",
        kinds=("branch-day",),
        host_id=WEST,
        schools=at(OURS, WEST),
        starts_on=date(2025, 12, 3),
        people=(),
    )
    assert figures(judge(B11)("branch-day", having(FACTS, east, [west]))) == (3, 4, "missed")


def test_every_branch_has_a_liaison():
    year = {"today": YEAR_END, "term": SPRING}
    ours = having(EAST_ONLY, duties(OURS, liaison="p-dean"))
    assert figures(judge(B11)("liaison", ours, **year)) == (1, 2, "missed")
    assert judge(B11)("liaison", having(ours, duties(EAST, liaison="p-east")), **year).state.value == "met"
    assert judge(B11)("liaison", having(EAST_ONLY, duties(EAST, leader="p-east")), **year).value == 0


def checked(*days: date) -> Facts:
    papers = [paper("progress-check", day, handed=False, school_id=OURS) for day in days]
    return having(EAST_ONLY, papers)


@pytest.mark.parametrize(
    ("days", "months"),
    [
        ((date(2025, 9, 28), date(2025, 10, 31)), [9, 10]),
        ((date(2025, 10, 5),), [9]),  # five days after the month is in time
        ((date(2025, 10, 6),), [10]),
        ((date(2025, 11, 29), date(2026, 2, 5)), [11, 1]),
        ((), []),
    ],
)
def test_the_liaison_checks_every_month(days, months):
    found = judge(B11)("monthly-check", checked(*days), today=date(2026, 2, 6))
    assert found.target == 5  # September to January
    done = [part.period.last.month for part in found.parts if part.period and part.value]
    assert done == [month % 12 + 1 for month in months]  # each is due in the month after


@pytest.mark.parametrize(
    ("sums", "support", "state"),
    [
        ((4999,), "five", "missed"),
        ((5000,), "five", "met"),
        ((3000, 2001), "five", "exceeded"),
        ((5000,), "ten", "missed"),
        ((5000, 5000), "ten", "met"),
        ((), "none", "not-applicable"),
    ],
)
def test_money_for_each_pair(sums, support, state):
    given = tuple(
        DonationFacts(f"d{number}", date(2025, 10, 9), OURS, EAST, Decimal(one))
        for number, one in enumerate(sums)
    )
    facts = replace(EAST_ONLY, donations=given)
    assert judge(B11)("support", facts, {"support": support}).state.value == state
    next_year = replace(facts, donations=tuple(replace(one, dated=date(2026, 1, 1)) for one in given))
    assert judge(B11)("support", next_year, {"support": support}).value == 0
