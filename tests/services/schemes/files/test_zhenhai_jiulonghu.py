"""A3: no numbers of its own, a leading group in each school, monthly reports, a bundled score."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.facts import Participant
from edudesk.services.schemes.results import State
from tests.services.schemes.making import (
    EAST,
    EAST_ONLY,
    MID,
    OURS,
    PEOPLE,
    SPRING,
    activity,
    figures,
    person,
)

from .making import by, duties, having, held, judge, pair, paper, scores, sheet

JUDGE = judge("zhenhai-jiulonghu")
SUMMER = date(2026, 9, 20)
GROUP = {
    "leader": "p-head",
    "deputy": "p-vice",
    "daily_work": "p-dean",
    "it_head": "p-it",
    "research_leader": "p-backbone",
}
SCHOOLS = replace(EAST_ONLY, people=(*PEOPLE, person("p-head", post="principal")))


def test_no_number_is_asked_until_the_school_sets_one():
    for rule in ("sync-lessons", "sync-lines", "online-study", "study-lines", "pairs", "festival-visits"):
        assert JUDGE(rule, SCHOOLS).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(("asked", "state"), [(2, State.EXCEEDED), (3, State.MET), (4, State.MISSED)])
@pytest.mark.parametrize(
    ("rule", "kind"), [("sync-lessons", "sync-lesson"), ("online-study", "online-study")]
)
def test_the_number_that_was_set_is_asked_of_each_term(rule, kind, asked, state):
    facts = having(SCHOOLS, held(3, kind), held(1, kind, "planned", state="planned"))
    assert figures(JUDGE(rule, facts, {rule: asked})) == (3, asked, state)
    assert JUDGE(rule, facts, {rule: asked}, term=SPRING, today=SUMMER).value == 0


@pytest.mark.parametrize(
    ("rule", "kind", "lines"),
    [
        ("sync-lines", "sync-lesson", ("same-lesson", "same-homework", "same-tutoring", "same-test")),
        ("study-lines", "online-study", ("planning", "diagnosis", "theme")),
    ],
)
def test_all_fields_of_a_synchronous_lesson_and_all_forms_of_study(rule, kind, lines):
    records = [activity(f"{line}", kinds=(kind,), lines=(line,)) for line in lines]
    assert figures(JUDGE(rule, having(SCHOOLS, records), {rule: 1})) == (len(lines), len(lines), State.MET)
    lacking = JUDGE(rule, having(SCHOOLS, records[1:]), {rule: 1})
    assert (int(lacking.value), lacking.state) == (len(lines) - 1, State.MISSED)


@pytest.mark.parametrize(("asked", "state"), [(1, State.EXCEEDED), (2, State.MET), (3, State.MISSED)])
def test_mentor_pairs(asked, state):
    facts = having(
        SCHOOLS, [pair("m-1", "p-backbone", "p-east"), pair("m-2", "p-backbone-2", "p-east-plain")]
    )
    assert JUDGE("pairs", facts, {"pairs": asked}, today=SUMMER, term=SPRING).state is state


def test_each_visits_the_other_at_its_festivals():
    away = held(1, "campus-culture", "away", people=by("p-dean"))
    home = held(1, "campus-culture", "home", host_id=OURS, people=by("p-east"))
    facts = having(SCHOOLS, away, home)
    asked = {"festival-visits": 1}
    assert figures(JUDGE("festival-visits", facts, asked, today=SUMMER, term=SPRING)) == (2, 2, State.MET)
    one_way = JUDGE("festival-visits", having(SCHOOLS, away), asked, today=SUMMER, term=SPRING)
    assert figures(one_way) == (1, 2, State.MISSED)
    group = replace(home[0], people=(Participant(name="学生", side="helped", count=20),))
    assert (
        JUDGE("festival-visits", having(SCHOOLS, away, [group]), asked, today=SUMMER, term=SPRING).value == 2
    )


def test_each_school_has_its_leading_group():
    whole = having(SCHOOLS, duties(OURS, **GROUP))
    found = JUDGE("leading-group", whole, today=SUMMER, term=SPRING)
    assert [(int(part.value), int(part.target)) for part in found.parts] == [
        (5, 5),
        (0, 5),
    ]  # East has none yet
    for duty in GROUP:
        lacking = having(SCHOOLS, duties(OURS, **{name: who for name, who in GROUP.items() if name != duty}))
        assert JUDGE("leading-group", lacking).parts[0].value == 4
    # The leader is the principal, not the dean.
    assert (
        JUDGE("leading-group", having(SCHOOLS, duties(OURS, **{**GROUP, "leader": "p-dean"}))).parts[0].value
        == 4
    )
    gone = [replace(one, until=date(2025, 8, 1)) for one in duties(OURS, **GROUP)]
    assert JUDGE("leading-group", having(SCHOOLS, gone)).parts[0].value == 0


def test_a_report_for_every_month_of_the_term():
    # Five months end in the term, January's on the 31st; each report is due five days after.
    ends = [date(2025, 9, 30), date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31)]
    reports = [paper("month-report", day, handed=False) for day in ends]
    whole = JUDGE("month-report", having(SCHOOLS, reports), today=date(2026, 2, 20))
    assert (int(whole.value), int(whole.target), whole.state) == (5, 5, State.MET)
    lacking = JUDGE("month-report", having(SCHOOLS, reports[:-1]), today=date(2026, 2, 20))
    assert (int(lacking.value), lacking.state) == (4, State.MISSED)


def test_days_of_grace_are_settings():
    late = having(SCHOOLS, [paper("month-report", date(2025, 10, 6), handed=False)])
    assert (
        JUDGE("month-report", late, today=date(2025, 10, 10)).parts[0].state is State.MISSED
    )  # due on 5 October
    assert (
        JUDGE("month-report", late, {"month-days": 6}, today=date(2025, 10, 10)).parts[0].state is State.MET
    )
    # The school year ends with the spring term, on 8 July.
    year = having(SCHOOLS, [paper("year-summary", date(2026, 7, 18), handed=False, school_year=2025)])
    assert JUDGE("summary", year, today=SUMMER, term=SPRING).state is State.MISSED
    assert JUDGE("summary", year, {"summary-days": 10}, today=SUMMER, term=SPRING).state is State.MET


@pytest.mark.parametrize("rule", ["programme", "plan"])
def test_programme_and_plan_of_the_year(rule):
    # 1 September and thirty days: 1 October.
    for day, state in ((date(2025, 10, 1), State.MET), (date(2025, 10, 2), State.MISSED)):
        assert JUDGE(rule, having(SCHOOLS, [paper(rule, day, handed=False)])).state is state
    later = having(SCHOOLS, [paper(rule, date(2025, 10, 2), handed=False)])
    assert JUDGE(rule, later, {"year-days": 31}).state is State.MET
    assert JUDGE(rule, SCHOOLS, today=date(2025, 9, 5)).state is State.ON_TRACK


def test_summary_and_cases_end_the_year():
    made = [paper("year-summary", date(2026, 7, 5), handed=False, school_year=2025)]
    made += [paper("case-study", date(2026, 7, 6), "case", handed=False, school_year=2025)]
    facts = having(SCHOOLS, made)
    assert JUDGE("summary", facts, today=SUMMER, term=SPRING).state is State.MET
    assert JUDGE("cases", facts, today=SUMMER, term=SPRING).state is State.MET
    assert figures(JUDGE("cases", facts, {"cases": 2}, today=SUMMER, term=SPRING)) == (1, 2, State.MISSED)


def test_material_is_filed():
    whole, lacking = held(2, "sync-lesson", evidence_kinds=frozenset({"record", "slides"}))
    facts = having(SCHOOLS, [whole, replace(lacking, evidence_kinds=frozenset({"record"}))])
    assert int(JUDGE("filed", facts).value) == 1


@pytest.mark.parametrize(("share", "score"), [("s60", 86), ("s70", 87), ("s80", 88)])
def test_the_members_progress_is_most_of_the_cores_score(share, score):
    # East's progress 90, the core's own work 80: 0.6 × 90 + 0.4 × 80 = 86, and so on.
    facts = having(SCHOOLS, [sheet("progress", {"progress": 90}, EAST), sheet("bundled", {"own-work": 80})])
    assert scores("zhenhai-jiulonghu", "bundled", facts, {"member-share": share}) == {OURS: score}
    assert scores("zhenhai-jiulonghu", "progress", facts) == {EAST: 90}


def test_without_the_members_progress_there_is_no_score():
    facts = having(SCHOOLS, [sheet("bundled", {"own-work": 80})])
    assert scores("zhenhai-jiulonghu", "bundled", facts) == {OURS: None}
    assert JUDGE("month-report", SCHOOLS, today=MID).state is not State.MET
