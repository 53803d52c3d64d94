"""Rong'an: planning together, lessons brought, training, projects."""

from datetime import date

import pytest

from edudesk.services.calendar import Term, TermCode
from tests.services.schemes.making import OURS, activity, figures

from .making import achieved, by, having, paper
from .rongan import BASE, autumn, ready, subject
from .whole import IN_SPRING, spoilt


@pytest.mark.parametrize(
    ("kind", "term_rule", "year_rule"),
    [
        ("collective-planning", "collective-planning", "planning-subjects"),
        ("sent-lesson", "sent-lessons", "sent-subjects"),
    ],
)
def test_once_a_term_and_every_subject_in_the_year(kind, term_rule, year_rule):
    chinese, maths = subject(kind, "chinese"), subject(kind, "maths", IN_SPRING)
    one = having(BASE, [chinese])
    assert autumn(term_rule, one).state == "met"
    assert ready(term_rule, one).state == "missed"
    assert figures(ready(year_rule, one)) == (1, 2, "missed")
    assert figures(ready(year_rule, having(BASE, [chinese, maths]))) == (2, 2, "met")
    for record in spoilt(chinese):
        assert autumn(term_rule, having(BASE, [record])).state == "missed"
    again = subject(kind, "chinese", date(2025, 11, 20))
    assert autumn(term_rule, having(BASE, [chinese, again])).state == "exceeded"


def test_an_online_lesson_stands_in_only_with_a_statement():
    online = subject("sent-lesson", "maths", form="online", host_id=None)
    assert autumn("sent-lessons", having(BASE, [online])).state == "missed"
    statement = paper("no-visit", date(2025, 10, 20), handed=False, about_id=online.id)
    facts = having(BASE, [online], [statement])
    assert autumn("sent-lessons", facts).state == "met"
    assert ready("sent-subjects", facts).value == 1
    other = paper("no-visit", date(2025, 10, 20), handed=False, about_id="something")
    assert autumn("sent-lessons", having(BASE, [online], [other])).state == "missed"
    at_home = subject("sent-lesson", "maths", host_id=OURS)
    assert autumn("sent-lessons", having(BASE, [at_home])).state == "missed"


# The autumn term begins on 1 September: the thirty days before it begin on 2 August.
@pytest.mark.parametrize(
    ("day", "days", "state"),
    [
        (date(2025, 8, 2), 30, "met"),
        (date(2025, 8, 1), 30, "missed"),
        (date(2025, 8, 1), 31, "met"),
        (date(2025, 8, 31), 30, "met"),
        (date(2025, 9, 1), 30, "missed"),
    ],
)
def test_training_comes_before_the_term(day, days, state):
    training = activity("t", kinds=("training",), starts_on=day)
    facts = having(
        BASE, [training], terms=(*BASE.terms, Term(TermCode(2024, 2), date(2025, 2, 17), date(2025, 7, 5)))
    )
    assert autumn("term-training", facts, {"training-days": days}).state == state


@pytest.mark.parametrize(
    ("came", "share", "asked", "state"),
    [(7, 87.5, 100, "missed"), (8, 100, 100, "met"), (7, 87.5, 87, "exceeded")],
)
def test_all_teachers_of_the_joint_school_are_trained(came, share, asked, state):
    everybody = ("e-vice", "e-dean", "e1", "e2", "e3", "e4", "e5", "e6")
    training = activity("t", kinds=("training",), starts_on=date(2025, 8, 28), people=by(*everybody[:came]))
    facts = having(BASE, [training])
    found = autumn("training-everybody", facts, {"training-share": asked})
    assert (float(found.value), found.state) == (share, state)
    assert autumn("training-everybody", facts, {"training-share": 0}).state == "not-applicable"


def test_one_teacher_applies_for_a_project_of_the_county_or_above():
    for kind, level, met in (
        ("project-application", "county", True),
        ("project", "province", True),
        ("project", "school", False),
        ("paper", "county", False),
    ):
        found = ready("projects", having(BASE, [achieved(kind, level, IN_SPRING, "e1")]))
        assert (found.state == "met", found.warning) == (met, True)
    assert (
        ready("projects", having(BASE, [achieved("project", "county", date(2024, 5, 1), "e1")])).state
        == "missed"
    )
