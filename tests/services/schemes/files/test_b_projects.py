"""B10 and B12: a project and an event, paper by paper, counted by hand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import ActivityFacts, DomainEntry, Facts
from tests.services.schemes.making import (
    EAST_ONLY,
    SPRING,
    activity,
    figures,
)

from .making import entered, having, judge, paper
from .whole import YEAR_END, standing

# ---- B10: a project for children left behind

B10 = "left-behind-children-project"
# Two people of the team; September to November 2025.
TEAM = (DomainEntry("person", "p-teacher"), DomainEntry("person", "p-backbone"))
PROJECT = replace(EAST_ONLY, domains=TEAM)
DAYS = {"first-day": "2025-09-01", "last-day": "2025-11-30"}
OUTPUTS = (
    "survey-report",
    "team-summary",
    "research-report",
    "paper",
    "help-plan",
    "case-file",
    "photo-album",
    "slides",
    "film",
    "press-cutting",
)
LAST = date(2025, 12, 30)  # thirty days after the end


def project(rule: str, facts: Facts, **settings: int):
    """Return how a rule stands; an underline in a setting stands for a hyphen."""
    chosen = {name.replace("_", "-"): value for name, value in settings.items()}
    return judge(B10)(rule, facts, {**DAYS, **chosen})


def prepared(count: int) -> list[ActivityFacts]:
    return [activity(f"s{step}", lines=(f"preparation-{step}",)) for step in range(1, count + 1)]


def log(day: date, name: str = ""):
    return paper("team-log", day, f"log-{day}{name}", handed=False)


def test_the_project_is_done_when_every_paper_lies_there():
    logs = [log(date(2025, 10, 8) + timedelta(days=day)) for day in range(4)]
    papers = [paper(kind, date(2025, 11, 20), handed=False) for kind in OUTPUTS]
    ready = [paper(kind, date(2025, 9, 5), handed=False) for kind in ("budget", "safety-rules")]
    own = [
        paper("reflection", date(2025, 11, 25), f"r-{who}", handed=False, person_id=who)
        for who in ("p-teacher", "p-backbone")
    ]
    days = [entered("project-days", 4, None, None)]
    found = standing(B10, having(PROJECT, prepared(9), logs, papers, ready, own, days), DAYS)
    assert found.pop("preparation") == (9, 9, "met")
    assert found.pop("team-log") == (4, 4, "met")
    assert found.pop("reflection") == (2, 2, "met")
    assert found.pop("activity-papers") == (9, 9, "met")
    assert found.keys() == {*OUTPUTS, "budget", "safety-rules"}
    assert set(found.values()) == {(1, 1, "met")}


def test_a_project_is_not_asked_for_again():
    assert not standing(B10, PROJECT, DAYS, today=YEAR_END, term=SPRING)


@pytest.mark.parametrize(("count", "state"), [(8, "missed"), (9, "met")])
def test_nine_preparation_steps(count, state):
    assert figures(project("preparation", having(PROJECT, prepared(count)))) == (count, 9, state)
    twice = having(PROJECT, prepared(count), [activity("again", lines=("preparation-1",))])
    assert project("preparation", twice).value == count


@pytest.mark.parametrize("day", [date(2025, 8, 31), date(2025, 12, 1)])
def test_a_step_outside_of_the_project_is_none(day):
    late = activity(lines=("preparation-9",), starts_on=day)
    assert project("preparation", having(PROJECT, prepared(8), [late])).value == 8


@pytest.mark.parametrize(("days", "state"), [(2, "exceeded"), (3, "met"), (4, "missed")])
def test_the_team_log_is_kept_every_day(days, state):
    dated = [date(2025, 10, 8), date(2025, 10, 9), date(2025, 10, 10)]
    logs = [*map(log, dated), log(dated[0], "b")]
    facts = having(PROJECT, logs, [entered("project-days", days, None, None)])
    assert figures(project("team-log", facts)) == (3, days, state)
    assert project("team-log", having(PROJECT, logs)).state.value == "not-applicable"  # days not entered


@pytest.mark.parametrize("kind", OUTPUTS)
def test_an_output_lies_there_within_thirty_days(kind):
    for day, state in ((LAST, "met"), (LAST + timedelta(days=1), "missed")):
        found = project(kind, having(PROJECT, [paper(kind, day, handed=False)]))
        assert (found.period.last, found.state.value) == (LAST, state)
    assert figures(project(kind, PROJECT)) == (0, 1, "missed")


@pytest.mark.parametrize("kind", ["budget", "safety-rules"])
def test_budget_and_safety_rules_come_first(kind):
    # Thirty days after 1 September is 1 October.
    for day, state in ((date(2025, 10, 1), "met"), (date(2025, 10, 2), "missed")):
        assert project(kind, having(PROJECT, [paper(kind, day, handed=False)])).state.value == state


def test_three_case_files_may_be_asked_for():
    files = [paper("case-file", date(2025, 11, day), handed=False) for day in (1, 2)]
    assert figures(project("case-file", having(PROJECT, files), case_files=3)) == (2, 3, "missed")
    assert project("case-file", PROJECT, case_files=0).state.value == "not-applicable"


def test_a_reflection_of_each_of_the_team():
    one = having(PROJECT, [paper("reflection", date(2025, 11, 25), handed=False, person_id="p-teacher")])
    assert figures(project("reflection", one)) == (1, 2, "missed")


# ---- B12: a single event

B12 = "single-event"
EVENT = activity("event", kinds=("event",), starts_on=date(2025, 11, 20), units={"attendance": Decimal(200)})
BEFORE = ("run-sheet", "department-duties", "material-list", "budget")


def test_an_event_with_all_its_papers():
    papers = [paper(kind, date(2025, 11, 13), handed=False, about_id="event") for kind in BEFORE]
    money = [entered("spent", 6000, None), entered("per-head", 30, None)]
    found = standing(B12, having(EAST_ONLY, [EVENT], papers, money), today=YEAR_END, term=SPRING)
    assert found["event"] == (1, 1, "met")
    assert found["guests"][::2] == (200, "met")
    assert found["per-head"] == (200, 200, "met")  # 6000 yuan at 30 a head are enough for 200
    autumn = standing(B12, having(EAST_ONLY, [EVENT], papers, money))
    assert {autumn[kind] for kind in BEFORE} == {(1, 1, "met")}
    assert autumn["activity-papers"] == (1, 1, "met")


@pytest.mark.parametrize("kind", BEFORE)
def test_the_papers_are_ready_seven_days_before(kind):
    for day, state in ((date(2025, 11, 13), "met"), (date(2025, 11, 14), "missed")):
        facts = having(EAST_ONLY, [EVENT], [paper(kind, day, handed=False, about_id="event")])
        assert judge(B12)(kind, facts).state.value == state
    assert judge(B12)(kind, having(EAST_ONLY, [EVENT])).state.value == "missed"


@pytest.mark.parametrize(("guests", "state"), [(179, "missed"), (180, "met"), (220, "met"), (221, "missed")])
def test_about_two_hundred_guests(guests, state):
    came = replace(EVENT, units={"attendance": Decimal(guests)})
    found = judge(B12)("guests", having(EAST_ONLY, [came]), today=YEAR_END, term=SPRING)
    assert found.state.value == state


@pytest.mark.parametrize(
    ("spent", "state"), [(5999, "met"), (6000, "met"), (6001, "missed"), (None, "not-applicable")]
)
def test_the_budget_is_kept_by_the_head(spent, state):
    money = [entered("per-head", 30, None), *([entered("spent", spent, None)] if spent else [])]
    found = judge(B12)("per-head", having(EAST_ONLY, [EVENT], money), today=YEAR_END, term=SPRING)
    assert found.state.value == state
