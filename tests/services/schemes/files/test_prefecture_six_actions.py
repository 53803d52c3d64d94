"""Six actions: seminars, a leader of every school away for a week, research, bulletins, reports."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.facts import MemberFacts, SchoolFacts
from tests.services.schemes.making import (
    AUTUMN,
    EAST,
    EAST_ONLY,
    FACTS,
    MID,
    OURS,
    WEST,
    activity,
    figures,
    person,
)

from .making import away, having, held, judge, paper
from .whole import IN_HOLIDAY, IN_SPRING, YEAR_END, spoilt, standing

NAME = "prefecture-six-actions"
judged = judge(NAME)
LINES = ("management", "training", "quality", "culture", "projects", "assessment")
RESERVE, DIRECTOR = person("p-reserve", EAST, post="reserve"), person("p-west", WEST, post="director")
BASE = replace(FACTS, people=(*FACTS.people, RESERVE, DIRECTOR))
FIRST, LAST = date(2025, 10, 13), date(2025, 10, 19)  # seven days
OUT = away("out", "p-dean", FIRST, LAST, "post")
BACK = away("back", "p-reserve", FIRST, LAST, "post", from_id=EAST, to_id=OURS)
ROUND = away("round", "p-west", FIRST, LAST, "post", from_id=WEST, to_id=EAST)
REPORTS = [paper("report", date(2025, 11, 2), about_id=one) for one in ("out", "back", "round")]


def seminars(count: int):
    return held(count, "seminar", lines=("management",))


def research(count: int, subject: str):
    return held(count, "joint-research", subject, lines=("training",), subjects=(subject,))


def test_a_term_as_a_person_adds_it_up():
    facts = having(
        BASE,
        seminars(2),
        research(1, "chinese"),
        research(1, "maths"),
        [OUT, BACK, ROUND],
        REPORTS,
        [paper("bulletin", date(2025, month, 5)) for month in (10, 11, 12)],
        [paper("plan", date(2025, 9, 10), term=AUTUMN)],
    )
    # Two seminars (1–2), two research activities, all four in a line. Each of three schools sent a leader for
    # seven days, and each report came on the fourteenth day. Bulletins: September, October and November have
    # one, those of December and January have none. The written report was due on the last day of the term and
    # is missing.
    assert standing(NAME, facts, today=YEAR_END) == {
        "partners": (2, 3, "met"),
        "management-seminars": (2, 1, "met"),
        "seconded-leaders": (3, 3, "met"),
        "research": (2, 2, "met"),
        "six-actions": (100, 100, "met"),
        "bulletin": (3, 5, "missed"),
        "secondment-report": (3, 3, "met"),
        "plan": (1, 1, "met"),
        "term-report": (0, 1, "missed"),
    }


@pytest.mark.parametrize(("count", "state"), [(0, "missed"), (1, "met"), (2, "met exceeded"), (3, "missed")])
def test_one_or_two_seminars(count, state):
    facts = having(BASE, seminars(count))
    assert judged("management-seminars", facts).state in state
    least = judged("management-seminars", facts, {"seminars": "least"}).state
    assert (least in ("met", "exceeded")) is (count > 0)


def test_what_is_no_seminar_of_the_term():
    one = seminars(1)[0]
    for record in (*spoilt(one), replace(one, kinds=("lecture",))):
        assert judged("management-seminars", having(BASE, [record])).value == 0
    holiday = having(BASE, [replace(one, starts_on=IN_HOLIDAY)])
    assert judged("management-seminars", holiday, today=YEAR_END).state == "met"


@pytest.mark.parametrize(
    ("last", "days", "value"), [(18, 7, 0), (19, 7, 1), (20, 7, 1), (17, 5, 1), (16, 5, 0)]
)
def test_a_leader_is_away_for_a_week(last, days, value):
    stay = replace(OUT, real_to=date(2025, 10, last), planned_to=date(2025, 10, last))
    found = judged("seconded-leaders", having(BASE, [stay]), {"week-days": days})
    assert figures(found)[:2] == (value, 3)


def test_every_school_sends_one_who_is_a_leader():
    found = judged("seconded-leaders", having(BASE, [OUT, BACK]))
    assert [(part.basis.id, int(part.value)) for part in found.parts] == [(OURS, 1), (EAST, 1), (WEST, 0)]
    teacher = replace(OUT, person_id="p-teacher")
    spring = replace(OUT, real_from=IN_SPRING, real_to=date(2026, 3, 16), planned_to=None)
    planned = replace(OUT, state="planned", real_from=None, real_to=None)
    for record in (teacher, spring, planned, replace(OUT, state="cancelled")):
        assert judged("seconded-leaders", having(BASE, [record])).value == 0, record


@pytest.mark.parametrize(
    ("chinese", "maths", "together", "each"),
    [(1, 0, "missed", 0), (2, 0, "met", 1), (1, 1, "met", 0), (2, 1, "exceeded", 1), (2, 2, "exceeded", 2)],
)
def test_two_research_activities_in_sum_or_for_each_subject(chinese, maths, together, each):
    facts = having(BASE, research(chinese, "chinese"), research(maths, "maths"))
    assert judged("research", facts).state == together
    by_subject = judged("research", facts, {"research": "subject"})
    assert figures(by_subject)[:2] == (each, 2)
    assert (by_subject.state == "met") is (each == 2)


def test_every_activity_belongs_to_one_of_the_six_lines():
    assert judged("six-actions", BASE).state == "not-applicable"
    done = having(BASE, [activity(line, lines=(line,)) for line in LINES])
    assert judged("six-actions", done).state == "met"
    stray = having(done, [activity("stray")])
    # Six of seven: 85.7 %.
    assert (float(judged("six-actions", stray).value), judged("six-actions", stray).state) == (85.7, "missed")


@pytest.mark.parametrize(
    ("rule", "kind", "day", "setting", "state"),
    [
        ("plan", "plan", date(2025, 9, 15), {}, "met"),
        ("plan", "plan", date(2025, 9, 16), {}, "missed"),
        ("plan", "programme", date(2025, 9, 16), {"plan-days": 15}, "met"),
        ("term-report", "term-summary", date(2026, 1, 23), {}, "met"),
        ("term-report", "term-summary", date(2026, 1, 24), {}, "missed"),
        ("term-report", "term-summary", date(2026, 1, 24), {"summary-days": 1}, "met"),
    ],
)
def test_the_bureau_gets_plan_and_report(rule, kind, day, setting, state):
    facts = having(BASE, [paper(kind, day, term=AUTUMN)])
    assert judged(rule, facts, setting, today=date(2026, 2, 10)).state == state


@pytest.mark.parametrize(("day", "days", "in_time"), [(10, 10, True), (11, 10, False), (11, 11, True)])
def test_a_bulletin_goes_out_ten_days_after_the_month(day, days, in_time):
    # September's bulletin; one that comes later is October's.
    facts = having(BASE, [paper("bulletin", date(2025, 10, day))])
    months = judged("bulletin", facts, {"bulletin-days": days}, today=YEAR_END).parts
    assert (months[0].state == "met") is in_time
    assert len(months) == 5


@pytest.mark.parametrize(("day", "days", "state"), [(2, 14, "met"), (3, 14, "missed"), (3, 15, "met")])
def test_a_seconded_leader_reports_within_two_weeks(day, days, state):
    # The week ended on 19 October.
    facts = having(BASE, [OUT], [paper("report", date(2025, 11, day), about_id="out")])
    assert judged("secondment-report", facts, {"report-days": days}).state == state


def test_a_visit_shorter_than_a_week_owes_no_report():
    short = replace(OUT, real_to=date(2025, 10, 14), planned_to=date(2025, 10, 14))
    assert judged("secondment-report", having(BASE, [short]), today=MID).state == "not-applicable"


def test_a_lead_has_two_or_three_weak_schools():
    assert judged("partners", EAST_ONLY).state == "missed"
    assert judged("partners", FACTS).state == "met"
    more = [SchoolFacts(f"k{number}", f"校{number}", stage="primary") for number in range(2)]
    members = [MemberFacts(school.id, "member") for school in more]
    wide = replace(FACTS, schools=(*FACTS.schools, *more), agreements=())
    assert judged("partners", replace(wide, members=(*FACTS.members, members[0]))).state in (
        "met",
        "exceeded",
    )
    assert judged("partners", replace(wide, members=(*FACTS.members, *members))).state == "missed"
