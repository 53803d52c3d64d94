"""Help on order: requests, matching, three fields, summaries within seven days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import RequestFacts
from tests.services.schemes.making import AFTER, EAST, EAST_ONLY, FACTS, SPRING, WEST, activity, figures

from .making import at, having, held, judge, of_stage, paper
from .whole import IN_HOLIDAY, YEAR_END, spoilt, standing

NAME = "preschool-on-order"
judged = judge(NAME)
KINDERGARTENS = of_stage(FACTS, "preschool")
ONE = of_stage(EAST_ONLY, "preschool")


def asked(identity: str, state: str, school: str = EAST, day: date = date(2025, 9, 15)) -> RequestFacts:
    return RequestFacts(identity, day, state, school)


def help_at(school: str, line: str, identity: str):
    return activity(
        identity, kinds=("sent-lesson",), host_id=school, schools=at("s-ours", school), lines=(line,)
    )


def test_a_year_as_a_person_adds_it_up():
    # Two kindergartens are helped. East: two visits, West: one. Three requests, of which one is still open.
    facts = replace(
        KINDERGARTENS,
        requests=(asked("r1", "accepted"), asked("r2", "closed", WEST), asked("r3", "open")),
        activities=(
            help_at(EAST, "teaching", "a"),
            help_at(EAST, "health", "b"),
            help_at(WEST, "health", "c"),
        ),
    )
    facts = having(facts, [paper("activity-summary", date(2025, 10, 22), about_id="a")])
    # No number of requests is set: nothing is asked. Matched: 2 of 3 = 66.7 %. Both were helped: 2 of 2.
    # Fields: teaching and health, not management: 2 of 3. No inspection: 0 of 1. One summary of three.
    assert standing(NAME, facts, today=YEAR_END, term=SPRING) == {
        "requests-matched": (Decimal("66.7"), 100, "missed"),
        "town-help": (2, 2, "met"),
        "three-fields": (2, 3, "missed"),
        "inspection": (0, 1, "missed"),
    }
    # The summaries belong to the autumn, when the activities were: a has its paper, b and c have none.
    assert standing(NAME, facts)["activity-summary"] == (1, 3, "missed")


@pytest.mark.parametrize(
    ("states", "setting", "value", "state"),
    [
        (("accepted", "answered"), "accepted", 100, "exceeded met"),
        (("accepted", "open"), "accepted", 50, "missed"),
        (("accepted", "answered"), "answered", 50, "missed"),
        (("closed", "answered"), "answered", 100, "exceeded met"),
        ((), "accepted", 0, "not-applicable"),
    ],
)
def test_every_request_is_matched(states, setting, value, state):
    filed = tuple(asked(f"r{number}", one) for number, one in enumerate(states))
    facts = replace(ONE, requests=filed)
    found = judged("requests-matched", facts, {"matched": setting}, today=YEAR_END, term=SPRING)
    assert found.value == value
    assert found.state.value in state


@pytest.mark.parametrize(("schools", "value", "state"), [((EAST,), 1, "missed"), ((EAST, WEST), 2, "met")])
def test_a_school_may_set_how_many_requests_are_filed(schools, value, state):
    filed = tuple(asked(f"r-{school}", "open", school) for school in schools)
    facts = replace(KINDERGARTENS, requests=filed)
    found = judged("requests", facts, {"requests": 1}, today=YEAR_END, term=SPRING)
    assert figures(found) == (value, 2, state)
    assert judged("requests", facts).state.value == "not-applicable"


@pytest.mark.parametrize(("count", "state"), [(0, "missed"), (1, "missed"), (2, "met"), (3, "exceeded")])
def test_help_within_the_town_is_counted_for_each_pairing(count, state):
    facts = having(ONE, held(count, "guidance"))
    assert judged("town-help", facts, {"town-help": 2}, today=YEAR_END, term=SPRING).state.value == state


def test_what_does_not_count_as_help():
    good = help_at(EAST, "health", "x")
    elsewhere = replace(good, host_id="s-ours", people=())
    last_year = replace(good, starts_on=date(2025, 6, 3))
    spoiled = (*spoilt(good, starts_on=date(2026, 9, 2)), elsewhere, last_year)
    for record in spoiled:
        found = judged("town-help", having(ONE, [record]), today=YEAR_END, term=SPRING)
        assert figures(found) == (0, 1, "missed"), record
    holiday = having(ONE, [replace(good, starts_on=IN_HOLIDAY)])
    assert judged("town-help", holiday, today=YEAR_END, term=SPRING).value == 1


@pytest.mark.parametrize(("handed", "days", "state"), [(22, 7, "met"), (23, 7, "missed"), (23, 8, "met")])
def test_a_summary_is_handed_in_within_seven_days(handed, days, state):
    # The activity was on 15 October: the seventh day after it is the 22nd.
    facts = having(
        ONE, [help_at(EAST, "health", "a"), paper("activity-summary", date(2025, 10, handed), about_id="a")]
    )
    assert judged("activity-summary", facts, {"summary-days": days}).state.value == state


def test_an_inspection_a_year():
    march = activity(kinds=("inspection",), starts_on=date(2026, 3, 3))
    october = activity(kinds=("inspection",), starts_on=date(2025, 10, 3))
    for record, by_year, state in (
        (march, "school-year", "met"),
        (october, "school-year", "met"),
        (march, "calendar-year", "met"),
        (october, "calendar-year", "at-risk on-track"),  # the year 2026 runs until December
    ):
        facts = having(ONE, [record])
        found = judged("inspection", facts, {"inspection-year": by_year}, today=YEAR_END, term=SPRING)
        assert found.state.value in state


def test_fields_count_only_when_a_number_is_set():
    facts = having(ONE, [help_at(EAST, line, line) for line in ("teaching", "management", "health")])
    assert judged("three-fields", facts, today=AFTER, term=SPRING).value == 3
    assert judged("three-fields", facts, {"field-activities": 2}, today=AFTER, term=SPRING).value == 0
    assert judged("three-fields", facts, {"field-activities": 0}).state.value == "not-applicable"
