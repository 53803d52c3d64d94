"""Rong'an: 跟岗, for how many, how long, who fits, their mentors and their lessons."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.facts import PersonFact
from tests.services.schemes.making import figures

from .making import by, having, pair
from .rongan import BASE, SHADOWS, autumn, lesson, ready, sent, shadow, young
from .whole import spoilt


@pytest.mark.parametrize(
    ("count", "least", "most", "state"),
    [
        (2, 3, 5, "missed"),
        (3, 3, 5, "met"),
        (5, 3, 5, "met exceeded"),
        (6, 3, 5, "missed"),
        (6, 3, 6, "met exceeded"),
        (3, 4, 5, "missed"),
    ],
)
def test_a_township_school_sends_three_to_five(count, least, most, state):
    facts = having(BASE, [shadow(f"e{number}") for number in range(1, count + 1)])
    found = ready("teachers-shadowing", facts, {"shadow-least": least, "shadow-most": most})
    assert found.value == count
    assert found.state in state


def test_leaders_on_shadowing_are_counted_apart():
    facts = having(BASE, SHADOWS[:2], [shadow("e-vice"), shadow("e-dean")])
    assert ready("teachers-shadowing", facts).value == 2
    assert ready("leaders-shadowing", facts).state == "met"
    assert figures(ready("leaders-shadowing", having(BASE, [shadow("e-dean")])))[:2] == (1, 2)
    each_year = {"leaders-shadow-period": "school-year"}
    assert ready("leaders-shadowing", having(BASE, [shadow("e-dean")]), each_year).state == "missed"
    other_way = [sent("p-vice", "", form="shadowing"), sent("p-dean", "", form="shadowing")]
    assert ready("leaders-shadowing", having(BASE, other_way), each_year).value == 0


@pytest.mark.parametrize(
    ("last", "months", "value"), [((2027, 4, 30), 20, 3), ((2027, 4, 29), 20, 2), ((2027, 4, 29), 19, 3)]
)
def test_shadowing_lasts_two_years(last, months, value):
    facts = having(BASE, SHADOWS[:2], [shadow("e3", date(*last))])
    assert ready("teachers-shadowing", facts, {"shadow-months": months}).value == value


# On 1 September 2025: born in September 1989 is 35 on the first of that month's eve, in August 1989 is 36.
@pytest.mark.parametrize(
    ("birth", "limit", "fits"),
    [
        (date(1990, 5, 1), 35, True),
        (date(1989, 10, 1), 35, True),
        (date(1989, 8, 1), 35, False),
        (date(1989, 8, 1), 36, True),
        (None, 35, True),
    ],
)
def test_shadowing_is_for_those_of_thirty_five_or_less(birth, limit, fits):
    facts = replace(BASE, people=(*BASE.people, young("e9", birth)), exchanges=(shadow("e9"),))
    found = ready("shadowing-teachers", facts, {"shadow-age": limit})
    assert (found.value, found.target) == (int(fits), 1)
    assert found.warning


def test_who_has_served_before_does_not_fit_unless_a_general_teacher_whose_service_ended():
    served = young("e9", service="2021年支教1年")
    assert (
        ready(
            "shadowing-teachers", replace(BASE, people=(*BASE.people, served), exchanges=(shadow("e9"),))
        ).value
        == 0
    )
    old = young("e9", date(1970, 1, 1))
    general = replace(old, facts=(*old.facts, PersonFact("honour", "general-served")))
    assert (
        ready(
            "shadowing-teachers", replace(BASE, people=(*BASE.people, old), exchanges=(shadow("e9"),))
        ).value
        == 0
    )
    assert (
        ready(
            "shadowing-teachers", replace(BASE, people=(*BASE.people, general), exchanges=(shadow("e9"),))
        ).value
        == 1
    )


def test_each_has_a_backbone_mentor_of_first_grade_or_above():
    base = having(BASE, SHADOWS[:1])
    assert ready("shadowing-mentors", having(base, [pair("m", "p-b1", "e1")])).state == "met"
    for mentor in ("p-b3", "p-plain", "e2"):  # second grade; no backbone; of the own school
        assert ready("shadowing-mentors", having(base, [pair("m", mentor, "e1")])).state == "missed", mentor
    plain = having(base, [pair("m", "p-plain", "e1")])
    assert ready("shadowing-mentors", plain, {"backbone": "any"}).state == "met"
    assert ready("shadowing-mentors", having(base, [pair("m", "p-b1", "e2")])).state == "missed"
    assert ready("shadowing-mentors", BASE).state == "not-applicable"


def test_each_on_shadowing_gives_an_open_lesson_a_term():
    base = having(BASE, SHADOWS)
    assert figures(autumn("shadowing-lessons", having(base, [lesson("e1")]))) == (1, 3, "missed")
    whole = having(base, [lesson("e1"), lesson("e2"), lesson("e3")])
    assert figures(autumn("shadowing-lessons", whole)) == (3, 3, "met")
    assert ready("shadowing-lessons", whole).value == 0  # those were in the autumn
    listened = replace(lesson("e3"), people=by("e3", role="listener"))
    for record in (*spoilt(lesson("e3")), listened, replace(lesson("e3"), kinds=("same-lesson",))):
        facts = having(base, [lesson("e1"), lesson("e2"), record])
        assert autumn("shadowing-lessons", facts).value == 2
