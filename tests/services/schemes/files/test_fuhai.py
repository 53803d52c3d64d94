"""One leading school with two or three others of the same stage; adviser principals, pledge and plans."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.facts import MemberFacts, SchoolFacts
from tests.services.schemes.making import EAST, EAST_ONLY, FACTS, OURS, SPRING, figures, person

from .making import duties, having, judge, paper
from .whole import YEAR_END, standing

NAME = "fuhai"
judged = judge(NAME)
HEAD = person("p-head", post="principal")
BASE = replace(FACTS, people=(*FACTS.people, HEAD))
ADVISER = duties(OURS, adviser_principal="p-head")


def with_schools(count: int, stage: str = "primary"):
    schools = tuple(SchoolFacts(f"k{number}", f"校{number}", stage=stage) for number in range(count))
    members = (FACTS.members[0], *(MemberFacts(school.id, "member") for school in schools))
    return replace(FACTS, schools=(FACTS.schools[0], *schools), members=members, agreements=())


def test_a_year_as_a_person_adds_it_up():
    facts = having(
        BASE, ADVISER, [paper("pledge", date(2025, 9, 20), handed=False), paper("plan", date(2025, 9, 30))]
    )
    # One lead, two bundled schools, all primary. One adviser. The pledge and the year's plan came in time;
    # the plan of the whole cycle was due sixty days after 1 September and is missing.
    assert standing(NAME, facts) == {
        "one-lead": (1, 1, "met"),
        "partners": (2, 3, "met"),
        "same-stage": (0, 0, "met"),
        "adviser-principal": (1, 1, "met"),
        "adviser-is-principal": (1, 1, "met"),
        "pledge": (1, 1, "met"),
        "cycle-plan": (0, 1, "missed"),
        "year-plan": (1, 1, "met"),
    }


@pytest.mark.parametrize(("count", "state"), [(1, "missed"), (2, "met"), (3, "met exceeded"), (4, "missed")])
def test_a_lead_has_two_or_three_weak_schools(count, state):
    found = judged("partners", with_schools(count))
    assert found.state in state
    assert not found.warning


def test_there_is_one_lead():
    second = replace(FACTS, members=(*FACTS.members[:2], replace(FACTS.members[2], role="lead")))
    assert judged("one-lead", FACTS).state == "met"
    assert judged("one-lead", second).state == "missed"


def test_all_are_of_one_stage():
    assert judged("same-stage", with_schools(2)).state == "met"
    assert judged("same-stage", with_schools(2, "junior")).state == "missed"
    assert judged("same-stage", with_schools(2, "")).state == "met"  # nobody entered it


def test_the_urban_principal_advises():
    assert judged("adviser-principal", BASE, today=YEAR_END, term=SPRING).state == "missed"
    assert judged("adviser-principal", having(BASE, ADVISER)).state == "met"
    each = {"adviser": "each"}
    assert figures(judged("adviser-principal", having(BASE, ADVISER), each))[:2] == (1, 2)
    two = having(BASE, ADVISER, duties(EAST, adviser_principal="p-head"))
    assert judged("adviser-principal", two, each).state == "met"
    over = tuple(replace(duty, until=date(2025, 8, 31)) for duty in ADVISER)
    assert judged("adviser-principal", having(BASE, over), today=YEAR_END, term=SPRING).value == 0


def test_an_adviser_who_is_no_principal_of_the_lead_is_named():
    assert judged("adviser-is-principal", having(BASE, ADVISER)).state == "met"
    for who in ("p-dean", "p-east"):
        found = judged("adviser-is-principal", having(BASE, duties(OURS, adviser_principal=who)))
        assert (found.value, found.target, found.warning) == (0, 1, True)


@pytest.mark.parametrize(
    ("rule", "kind", "day", "setting", "state"),
    [
        ("pledge", "pledge", date(2025, 10, 31), {}, "met"),  # the sixtieth day after 1 September
        ("pledge", "pledge", date(2025, 11, 1), {}, "missed"),
        ("pledge", "pledge", date(2025, 11, 1), {"start-days": 61}, "met"),
        ("cycle-plan", "development-plan", date(2025, 10, 31), {}, "met"),
        ("cycle-plan", "development-plan", date(2025, 11, 1), {}, "missed"),
        ("year-plan", "plan", date(2025, 10, 1), {}, "met"),
        ("year-plan", "plan", date(2025, 10, 2), {}, "missed"),
        ("year-plan", "programme", date(2025, 10, 2), {"plan-days": 31}, "met"),
    ],
)
def test_papers_lie_in_the_archive_by_their_day(rule, kind, day, setting, state):
    assert judged(rule, having(EAST_ONLY, [paper(kind, day, handed=False)]), setting).state == state


def test_the_cycle_may_have_other_years():
    late = date(2027, 2, 1)
    paper_of_the_first_cycle = having(FACTS, [paper("pledge", date(2025, 9, 20))])
    found = judged("pledge", paper_of_the_first_cycle, {"cycle-years": 1}, today=late, term=SPRING)
    assert found.state in ("met", "not-applicable")
