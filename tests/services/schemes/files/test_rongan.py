"""Rong'an: a term as a person adds it up, and the people who are sent."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.schemes.making import FACTS, OURS, SPRING, activity, figures

from .making import achieved, by, having
from .rongan import (
    BASE,
    CYCLE,
    MENTORS,
    NAME,
    ONE_YEAR_LEFT,
    SHADOWS,
    TEAM,
    autumn,
    judged,
    lesson,
    ready,
    sent,
    shadow,
    subject,
)
from .whole import IN_HOLIDAY, YEAR_END, spoilt, standing


def test_a_term_as_a_person_adds_it_up():
    facts = having(
        BASE,
        TEAM,
        SHADOWS,
        MENTORS,
        [shadow("e-vice"), shadow("e-dean")],
        [activity("head", people=by("p-head"))],
        [lesson("e1"), lesson("e2")],
        [subject("collective-planning", "chinese"), subject("sent-lesson", "maths")],
        [activity("training", kinds=("training",), starts_on=date(2025, 8, 28), people=by("e1", "e2", "e3"))],
        [achieved("project-application", "county", date(2025, 12, 1), "e1")],
    )
    found = standing(NAME, facts, CYCLE)
    # The principal came once. One vice principal, one middle leader and two backbone teachers are there, all
    # with a post. Three of three to five are on 跟岗, each with a mentor of first grade or above; two of them
    # have given their lesson. One planning, of two subjects one in the year; one visit with a lesson, of two
    # subjects one. Before the term eight teachers of the east should have been trained, three were: 37.5 %.
    assert found["principal-visits"] == (1, 1, "met")
    assert found["sent-people"] == (3, 3, "met")
    assert found["leaders-posts"] == (100, 100, "met")
    assert found["teachers-posts"] == (100, 100, "met")
    assert found["leaders-shadowing"] == (2, 2, "met")
    assert found["teachers-shadowing"][::2] == (3, "met")
    assert found["shadowing-teachers"] == (3, 3, "met")
    assert found["shadowing-mentors"] == (3, 3, "met")
    assert found["shadowing-lessons"] == (2, 3, "missed")
    assert found["collective-planning"] == (1, 1, "met")
    assert found["planning-subjects"][:2] == (1, 2)
    assert found["sent-lessons"] == (1, 1, "met")
    assert found["sent-subjects"][:2] == (1, 2)
    assert found["term-training"] == (1, 1, "met")
    assert found["training-everybody"][:2] == (37.5, 100)
    assert found["projects"] == (1, 1, "met")


def test_the_principal_guides_on_site_once_a_term():
    visit = activity("head", people=by("p-head"))
    assert autumn("principal-visits", having(BASE, [visit])).state == "met"
    for record in (
        *spoilt(visit),
        replace(visit, people=by("p-vice")),
        replace(visit, form="online"),
        replace(visit, host_id=OURS),
        replace(visit, kinds=("lecture",)),
    ):
        assert autumn("principal-visits", having(BASE, [record])).state == "missed", record
    holiday = having(BASE, [replace(visit, starts_on=IN_HOLIDAY)])
    assert autumn("principal-visits", holiday, today=YEAR_END).state == "met"
    two = replace(FACTS, people=BASE.people)
    assert figures(autumn("principal-visits", having(two, [visit])))[:2] == (1, 2)


@pytest.mark.parametrize("left_out", range(4))
def test_a_team_of_four_is_sent(left_out):
    assert ready("sent-people", having(BASE, TEAM)).state == "met"
    fewer = [one for number, one in enumerate(TEAM) if number != left_out]
    found = ready("sent-people", having(BASE, fewer))
    assert figures(found) == (2, 3, "missed")


def test_backbone_teachers_are_told_by_their_honour_or_sent_all_the_same():
    team = (*TEAM[:3], sent("p-plain", "class-teacher"))
    assert ready("sent-people", having(BASE, team)).state == "missed"
    assert ready("sent-people", having(BASE, team), {"backbone": "any"}).state == "met"
    leaders = (*TEAM[:3], sent("p-head", "principal"))
    assert ready("sent-people", having(BASE, leaders), {"backbone": "any"}).state == "missed"


@pytest.mark.parametrize(
    ("last", "months", "met"),
    [
        (date(2026, 6, 30), 10, True),  # ten whole months: re-chosen after a year
        (date(2026, 6, 29), 10, False),
        (date(2026, 6, 29), 9, True),
        (date(2026, 8, 31), 12, True),
        (date(2026, 8, 30), 12, False),
    ],
)
def test_somebody_sent_stays_a_school_year_at_least(last, months, met):
    team = (*TEAM[:3], sent("p-b2", "research-leader", last))
    found = ready("sent-people", having(BASE, team), {"sent-months": months})
    assert (found.state == "met") is met


def test_those_sent_hold_a_post():
    team = (*TEAM[:3], sent("p-b2", ""))
    assert ready("teachers-posts", having(BASE, team)).value == 50
    for post in ("class-teacher", "planning-leader", "research-leader", "grade-leader"):
        team = (*TEAM[:3], sent("p-b2", post))
        assert ready("teachers-posts", having(BASE, team)).state == "met"
    leaders = (sent("p-vice", "principal"), sent("p-dean", "grade-leader"))
    assert ready("leaders-posts", having(BASE, leaders)).value == 50
    assert ready("leaders-posts", BASE).state == "not-applicable"
    assert ready("teachers-posts", BASE).state == "not-applicable"


def test_a_cycle_lies_between_its_two_days():
    facts = having(BASE, [shadow("e-vice"), shadow("e-dean")])
    period = ready("leaders-shadowing", facts).period
    assert (period.first, period.last) == (date(2025, 9, 1), date(2027, 8, 31))
    # The document's own cycle was over in August 2024.
    assert judged("leaders-shadowing", facts, today=ONE_YEAR_LEFT, term=SPRING).state == "not-applicable"
