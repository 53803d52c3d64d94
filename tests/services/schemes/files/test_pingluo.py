"""Two schools bundled: six lines, a seminar and a seconded manager a term, a forum a year, plans."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.schemes.making import (
    AUTUMN,
    EAST,
    EAST_ONLY,
    FACTS,
    OURS,
    SPRING,
    activity,
    figures,
    person,
)

from .making import away, by, having, judge, pair, paper
from .whole import IN_HOLIDAY, IN_SPRING, YEAR_END, spoilt, standing

NAME = "pingluo"
judged = judge(NAME)
LINES = ("management", "plans", "talents", "activities", "resources", "information")
PRINCIPAL = person("p-east-head", EAST, post="principal")
BASE = replace(EAST_ONLY, people=(*EAST_ONLY.people, PRINCIPAL))
SEMINAR = activity("seminar", kinds=("seminar",), people=by("p-dean", "p-east-head"), lines=("management",))
STAY = away("stay", "p-east-head", date(2025, 10, 13), date(2025, 10, 17), "post", from_id=EAST, to_id=OURS)


def test_a_term_as_a_person_adds_it_up():
    facts = having(
        BASE,
        [SEMINAR, STAY, pair("m", "p-backbone", "p-east")],
        [paper("programme", date(2025, 9, 20), handed=False), paper("plan", date(2025, 9, 20), handed=False)],
    )
    # The programme came on day 19 of the year: in time (30). The plan came on 20 September: the term began on
    # the 1st, so the 15th was its day: missed. One pair has no plan. One seminar, one manager. Of the year
    # 146 days of 365 have passed: two of six lines would keep pace, one does not; of one forum nothing is
    # asked yet.
    assert standing(NAME, facts) == {
        "six-lines": (1, 6, "at-risk"),
        "management-seminar": (1, 1, "met"),
        "seconded-manager": (1, 1, "met"),
        "principals-forum": (0, 1, "on-track"),
        "programme": (1, 1, "met"),
        "action-plan": (0, 1, "missed"),
        "mentor-plan": (0, 1, "missed"),
    }


@pytest.mark.parametrize(("covered", "state"), [(5, "missed"), (6, "met")])
def test_all_six_lines_in_a_year(covered, state):
    done = [activity(line, kinds=("other",), lines=(line,)) for line in LINES[:covered]]
    found = judged("six-lines", having(BASE, done), today=YEAR_END, term=SPRING)
    assert figures(found) == (covered, 6, state)
    assert found.warning
    twice = judged("six-lines", having(BASE, done), {"line-activities": 2}, today=YEAR_END, term=SPRING)
    assert twice.value == 0
    assert judged("six-lines", having(BASE, done), {"line-activities": 0}).state == "not-applicable"


def test_both_leaderships_sit_in_the_seminar():
    alone = replace(SEMINAR, people=by("p-dean"))
    teachers = replace(SEMINAR, people=by("p-dean", "p-east"))
    assert judged("management-seminar", having(BASE, [SEMINAR])).state == "met"
    for record in (alone, teachers, *spoilt(SEMINAR), replace(SEMINAR, kinds=("forum",))):
        assert judged("management-seminar", having(BASE, [record])).state == "missed"
    assert judged("management-seminar", having(BASE, [alone]), {"leadership": "any"}).state == "met"
    holiday = having(BASE, [replace(SEMINAR, starts_on=IN_HOLIDAY)])
    assert judged("management-seminar", holiday, today=YEAR_END).state == "met"
    two = replace(SEMINAR, id="second", starts_on=date(2025, 11, 3))
    assert judged("management-seminar", having(BASE, [SEMINAR, two])).state == "exceeded"


def test_a_second_partner_is_owed_a_seminar_of_its_own():
    facts = replace(FACTS, people=BASE.people)
    assert figures(judged("management-seminar", having(facts, [SEMINAR])))[:2] == (1, 2)


def test_the_weaker_school_seconds_a_manager_each_term():
    assert judged("seconded-manager", having(BASE, [STAY])).state == "met"
    teacher = replace(STAY, person_id="p-east")
    other_way = away("stay", "p-dean", date(2025, 10, 13), date(2025, 10, 17), "post")
    planned = replace(STAY, state="planned", real_from=None, real_to=None)
    spring = replace(STAY, real_from=IN_SPRING, real_to=IN_SPRING, planned_to=IN_SPRING)
    for record in (teacher, other_way, planned, spring, replace(STAY, state="cancelled")):
        assert judged("seconded-manager", having(BASE, [record])).state == "missed", record
    assert judged("seconded-manager", having(BASE, [spring]), term=SPRING, today=YEAR_END).state == "met"


def test_a_forum_a_year():
    forum = activity("f", kinds=("forum",), starts_on=date(2025, 10, 20))
    facts = having(BASE, [forum])
    assert judged("principals-forum", facts, today=YEAR_END, term=SPRING).state == "met"
    assert judged("principals-forum", BASE, today=YEAR_END, term=SPRING).state == "missed"
    by_calendar = {"forum-year": "calendar-year"}
    assert (
        judged("principals-forum", facts, by_calendar).state == "met"
    )  # the year 2025 ended in the autumn term
    assert judged("principals-forum", facts, by_calendar, today=YEAR_END, term=SPRING).value == 0


@pytest.mark.parametrize(
    ("rule", "kind", "day", "setting", "state"),
    [
        ("programme", "programme", date(2025, 10, 1), {}, "met"),  # the thirtieth day
        ("programme", "programme", date(2025, 10, 2), {}, "missed"),
        ("programme", "programme", date(2025, 10, 2), {"programme-days": 31}, "met"),
        ("action-plan", "activity-plan", date(2025, 9, 15), {}, "met"),  # the fourteenth
        ("action-plan", "activity-plan", date(2025, 9, 16), {}, "missed"),
        ("action-plan", "plan", date(2025, 9, 16), {"plan-days": 15}, "met"),
    ],
)
def test_plans_lie_in_the_archive_by_their_day(rule, kind, day, setting, state):
    assert judged(rule, having(BASE, [paper(kind, day, handed=False)]), setting).state == state


def test_every_pair_has_a_plan_at_the_start_of_the_term():
    pairs = [
        pair("m", "p-backbone", "p-east", date(2025, 9, 1)),
        pair("n", "p-backbone-2", "p-east-plain", date(2025, 9, 1)),
    ]
    plan = paper("mentor-plan", date(2025, 9, 10), handed=False, about_id="m", term=AUTUMN)
    facts = having(BASE, pairs, [plan])
    assert figures(judged("mentor-plan", facts)) == (1, 2, "missed")
    assert judged("mentor-plan", facts, {"mentor-plan-per": "community"}).state == "met"
    assert judged("mentor-plan", BASE).state == "not-applicable"
