"""Numbers that rules are bounded by: figures that were entered, counts, and what is made of them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import FigureFacts
from edudesk.services.schemes.reading import check_scheme
from edudesk.services.schemes.results import State
from edudesk.texts import Texts

from .making import AFTER, AUTUMN, EAST, EAST_ONLY, FACTS, MID, OURS, SPRING, WEST, activity, visits
from .own import own, shown

FIGURES = """
[[figures]]
id = "teachers"
name = { zh = "教师数", en = "Teachers" }
unit = { zh = "人", en = "people" }
[[figures]]
id = "classes"
name = { zh = "班级数", en = "Classes" }
unit = { zh = "个", en = "classes" }
of = "community"
period = "term"
[[figures]]
id = "quota"
name = { zh = "编制数", en = "Posts" }
unit = { zh = "个", en = "posts" }
period = "always"
"""


def figure(code: str, value: float, school: str | None = OURS, **more: Any) -> FigureFacts:
    when: dict[str, Any] = (
        {} if code == "quota" else {"term": AUTUMN} if code == "classes" else {"school_year": 2025}
    )
    return FigureFacts(f"{code}-{school}-{value}", code, school, value=Decimal(value), **{**when, **more})


def rule(bound: str, per: str = "community") -> str:
    body = f'period = "term"\nper = "{per}"\ncondition = {{ select = {{ kinds = ["guidance"] }}, {bound} }}\n'
    return own("quotas", body) + FIGURES


def asked(bound: str, *figures: FigureFacts, facts=EAST_ONLY, per="community", term=AUTUMN):
    found = shown(rule(bound, per), replace(facts, figures=figures, activities=visits(3)), AFTER, term)
    return found.target, found.state


def test_a_figure_is_the_number_that_is_asked_for():
    number = "at_least = { figure = 'teachers' }"
    for entered, state in ((4, State.MISSED), (3, State.MET), (2, State.EXCEEDED)):
        assert asked(number, figure("teachers", entered)) == (entered, state)


def test_a_figure_that_is_not_entered_makes_the_rule_not_applicable_and_is_named():
    for others in ((), (figure("teachers", 2, EAST),), (figure("teachers", 2, school_year=2024),)):
        found = shown(rule("at_least = { figure = 'teachers' }"), replace(EAST_ONLY, figures=others))
        assert found.state is State.NOT_APPLICABLE
        assert say_owed(Texts("zh"), found.note) == "请先填“教师数”，这一条要用它来算。"


def test_a_figure_of_the_year_before_is_asked_for_with_back():
    number = "at_least = { figure = 'teachers', back = 1 }"
    assert asked(number, figure("teachers", 4, school_year=2024), figure("teachers", 9))[0] == 4


def test_a_figure_of_a_pairing_is_the_helpers_or_that_of_its_side():
    entered = (figure("teachers", 5), figure("teachers", 2, EAST), figure("teachers", 7, WEST))
    assert asked("at_least = { figure = 'teachers' }", *entered, facts=FACTS, per="partner")[0] == 10
    helped = "at_least = { figure = 'teachers', side = 'helped' }"
    assert asked(helped, *entered, facts=FACTS, per="partner")[0] == 9
    assert asked(helped, *entered)[0] == 2  # the only helped school
    assert asked(helped, *entered, facts=FACTS)[1] is State.NOT_APPLICABLE  # which of the two?
    assert asked("at_least = { figure = 'teachers' }", *entered, facts=FACTS, per="school")[0] == 14


def test_a_figure_of_the_community_and_a_term():
    number = "at_least = { figure = 'classes' }"
    assert asked(number, figure("classes", 3, None))[0] == 3
    assert asked(number, figure("classes", 3, None), term=SPRING)[1] is State.NOT_APPLICABLE
    before = "at_least = { figure = 'classes', back = 1 }"
    assert asked(before, figure("classes", 3, None), term=SPRING)[0] == 3
    assert asked(before, figure("classes", 4, None, term=TermCode(2024, 2)))[0] == 4
    assert asked("at_least = { figure = 'quota' }", figure("quota", 6))[0] == 6


@pytest.mark.parametrize(
    ("number", "target"),
    [
        ("{ plus = [{ figure = 'teachers' }, 2] }", "25"),
        ("{ less = [{ figure = 'teachers' }, 20] }", "3"),
        ("{ less = [20, { figure = 'teachers' }] }", "0"),
        ("{ times = [{ figure = 'teachers' }, 0.1], round = 'up' }", "3"),
        ("{ times = [{ figure = 'teachers' }, 0.1], round = 'down' }", "2"),
        ("{ times = [{ figure = 'teachers' }, 0.1], round = 'nearest' }", "2"),
        ("{ times = [{ figure = 'teachers' }, 0.1] }", "2.3"),
        ("{ over = [{ figure = 'teachers' }, 3] }", "7.666667"),
        ("{ plus = [{ times = [2, 3] }, { over = [9, 3] }, 1] }", "10"),
    ],
)
def test_numbers_are_reckoned_of_others(number, target):
    assert asked(f"at_least = {number}", figure("teachers", 23))[0] == Decimal(target)


def test_nothing_is_divided_by_nothing():
    number = "at_least = { over = [3, { figure = 'teachers' }] }"
    assert asked(number, figure("teachers", 0))[1] is State.NOT_APPLICABLE


def test_a_count_of_records_is_a_number():
    number = "at_least = { count = { record = 'person' } }"
    assert asked(number)[0] == len(EAST_ONLY.people)
    per_ten = "at_least = { times = [{ count = { record = 'person' } }, 0.1], round = 'up' }"
    assert asked(per_ten) == (1, State.EXCEEDED)
    subjects = "at_least = { count = { record = 'person' }, of = 'subject' }"
    assert asked(subjects)[0] == 2


def test_what_is_planned_does_not_raise_what_is_asked():
    text = rule("at_least = { count = { kinds = ['lecture'] } }")
    lectures = (
        activity("l1", kinds=("lecture",)),
        activity("l2", kinds=("lecture",), state="planned", starts_on=AFTER),
    )
    assert shown(text, replace(EAST_ONLY, activities=lectures), MID).target == 1


def test_a_most_and_a_range_may_be_numbers():
    most = "at_most = { plus = [{ figure = 'quota' }, 2] }"
    assert asked(most, figure("quota", 1)) == (3, State.MET)
    assert asked(most, figure("quota", 0)) == (2, State.MISSED)
    between = "between = [1, { figure = 'quota' }]"
    assert asked(between, figure("quota", 3))[1] is State.MET
    assert asked(between, figure("quota", 2))[1] is State.MISSED
    assert asked("exactly = { figure = 'quota' }", figure("quota", 3))[1] is State.MET


def test_a_share_may_be_of_a_figure():
    text = rule("at_least = 10, measure = { sort = 'share', of = 'person', whole = { figure = 'teachers' } }")
    for teachers, value, state in ((10, 10, State.MET), (11, Decimal("9.1"), State.MISSED)):
        facts = replace(EAST_ONLY, figures=(figure("teachers", teachers),), activities=visits(3))
        found = shown(text, facts)
        assert (found.value, found.state) == (value, state)
    assert shown(text, EAST_ONLY).note.code == "scheme.note.no-figure"


def test_the_most_that_a_leaf_adds_may_be_a_figure():
    body = "add = [{ select = { kinds = ['guidance'] }, most = { figure = 'quota' } }], at_least = 3"
    text = own("quotas", f'period = "term"\ncondition = {{ {body} }}\n') + FIGURES
    for entered, value in ((2, 2), (5, 3)):
        facts = replace(EAST_ONLY, figures=(figure("quota", entered),), activities=visits(3))
        assert shown(text, facts).value == value
    assert shown(text, replace(EAST_ONLY, activities=visits(3))).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("{ figure = 'pupils' }", "scheme.unknown-word"),
        ("{ over = [1] }", "scheme.wrong-type"),
        ("{ plus = [] }", "scheme.wrong-type"),
        ("{ plus = 3 }", "scheme.wrong-type"),
        ("{ minus = [1, 2] }", "scheme.missing"),
        ("{ plus = [1, 2], times = [3] }", "scheme.unknown-field"),
        ("{ figure = 'teachers', back = 99 }", "scheme.too-large"),
        (f"{{ plus = [{', '.join(['1'] * 21)}] }}", "scheme.too-many"),
        ("{ plus = [" * 9 + "1" + "] }" * 9, "scheme.too-deep"),
        ("1e400", "scheme.too-large"),
        ("1e-40", "scheme.too-small"),
    ],
)
def test_a_number_that_means_nothing_is_refused(number, code):
    assert code in {problem.code for problem in check_scheme(rule(f"at_least = {number}"))}
