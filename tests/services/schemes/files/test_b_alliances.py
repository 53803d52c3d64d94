"""B5–B7: an alliance by agreement, a community of compulsory schools, an integration, counted by hand."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.schemes.making import (
    EAST,
    EAST_ONLY,
    FACTS,
    OURS,
    SPRING,
    WEST,
    activity,
    figures,
)

from .making import at, both_sides_lead, given, having, held, judge, on_line, paper
from .making import sheet as filled
from .whole import YEAR_END, score, standing

GROUP = both_sides_lead()


# ---- B5: an alliance by agreement

B5 = "alliance-by-agreement"


def test_a_term_of_an_alliance_by_agreement():
    rules = [paper(kind, date(2025, 10, 1), handed=False) for kind in ("meeting-rules", "inspection-rules")]
    facts = having(
        EAST_ONLY,
        held(1, "platform-work"),
        held(2, "open-lesson"),
        held(1, "alliance-meeting"),
        GROUP,
        [*rules, paper("report", date(2026, 1, 23))],
    )
    found = standing(B5, facts)
    assert found["leading-group"] == (3, 3, "met")
    assert found["agreement-term"][2] in {"met", "exceeded"}  # September 2025 to August 2030
    assert found["platform"] == (1, 1, "met")
    assert found["teacher-activities"] == (2, 1, "exceeded")
    assert found["pupil-activities"] == (0, 1, "missed")
    assert found["meetings"] == (1, 1, "met")
    assert found["meeting-rules"] == (1, 1, "met")
    assert found["reporting-rules"] == (0, 1, "missed")
    assert found["inspection-rules"] == (1, 1, "met")
    assert found["reports"] == (1, 1, "met")
    assert found["inspections"][:2] == (0, 1)


def test_the_report_comes_by_the_terms_end():
    for day, state in ((date(2026, 1, 23), "met"), (date(2026, 1, 24), "missed")):
        facts = having(EAST_ONLY, [paper("report", day, handed=False)])
        assert judge(B5)("reports", facts, today=date(2026, 1, 25)).state.value == state
    assert judge(B5)("reports", EAST_ONLY, {"reports": 0}).state.value == "not-applicable"


def test_the_quality_of_each_school_is_one_number():
    facts = having(EAST_ONLY, [filled("quality", {"quality": 88}, EAST)])
    assert score(B5, "quality", facts, school=EAST) == 88
    assert score(B5, "quality", facts, school=OURS) is None
    assert score(B5, "quality", facts, {"quality-points": 80}, school=EAST) == 80


# ---- B6: a development community of compulsory schools

B6 = "compulsory-development-community"


def principals(day: date, *schools: str):
    return activity(f"p-{day}", kinds=("principals-meeting",), starts_on=day, schools=at(*schools), people=())


def test_every_school_takes_part_in_the_principals_meeting():
    facts = having(FACTS, [principals(date(2025, 10, 15), OURS, EAST)])
    assert figures(judge(B6)("principals-meeting", facts)) == (2, 3, "missed")  # West was not there
    assert figures(judge(B6)("principals-meeting", facts, {"meeting-basis": "community"})) == (1, 1, "met")
    whole = having(facts, [principals(date(2025, 12, 15), OURS, EAST, WEST)])
    assert figures(judge(B6)("principals-meeting", whole)) == (3, 3, "met")


@pytest.mark.parametrize(
    ("day", "value"), [(date(2025, 9, 30), 1), (date(2025, 10, 1), 1), (date(2026, 1, 1), 0)]
)
def test_meetings_of_a_quarter_stay_in_it(day, value):
    facts = having(FACTS, [principals(day, OURS)])
    chosen = {"meeting-period": "quarter", "meeting-basis": "community"}
    assert figures(judge(B6)("principals-meeting", facts, chosen))[:2] == (value, 2)


def test_contributions_are_stated_school_by_school():
    day = date(2025, 10, 9)
    facts = replace(FACTS, donations=(given("a", 3000, day), given("b", 500, day, EAST, OURS)))
    found = judge(B6)("contributions", facts)
    assert {part.basis.id: int(part.value) for part in found.parts} == {OURS: 3000, EAST: 500, WEST: 0}


def test_the_plan_of_resources_comes_within_thirty_days():
    for day, state in ((date(2025, 10, 1), "met"), (date(2025, 10, 2), "missed")):
        facts = having(FACTS, [paper("resource-plan", day, handed=False)])
        assert judge(B6)("resource-plan", facts).state.value == state


# ---- B7: integration of a county's schools

B7 = "county-integration"
FIELDS = ("resources", "facilities", "courses", "culture")


@pytest.mark.parametrize("count", [0, 3, 4])
def test_four_integrations_have_activities(count):
    facts = having(EAST_ONLY, [on_line(line) for line in FIELDS[:count]])
    found = judge(B7)("four-integrations", facts, today=YEAR_END, term=SPRING)
    assert figures(found) == (count, 4, "met" if count == 4 else "missed")


def test_every_step_is_monitored_within_the_cycle():
    facts = having(EAST_ONLY, [on_line(f"monitor-{step}") for step in (1, 2, 3)], held(3, "inspection"))
    assert figures(judge(B7)("monitoring", facts)) == (3, 4, "on-track")
    assert judge(B7)("monitoring", having(facts, [on_line("monitor-4")])).state.value == "met"
    assert judge(B7)("monitoring", facts, {"monitorings": 0}).state.value == "not-applicable"
    # With one year for all four steps, the fourth is missed in September.
    over = judge(B7)("monitoring", facts, {"cycle-years": 1}, today=YEAR_END, term=SPRING)
    assert figures(over) == (3, 4, "missed")
