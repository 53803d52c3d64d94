# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""Vetoes and grades of a score, for which school and of which year it is."""

from dataclasses import replace

import pytest

from edudesk.services.schemes.facts import Facts

from .making import EAST, FACTS, OURS, SPRING, WEST, visits
from .scoring import TWO, evaluation, formula, scored, sheet, table, value, with_

# -- vetoes and grades

VETO = """entered = true
grades = [{ at_least = 90, name = { zh = "优秀", en = "Excellent" } }, { at_least = 60, name = { zh = "合格", en = "Pass" } }]
[[assessments.veto]]
id = "accident"
name = { zh = "发生安全责任事故", en = "An accident" }
sentence = "发生安全责任事故的，不得评为合格。"
at_most = 59
"""


def test_an_entered_veto_holds_the_score_down():
    facts = with_(TWO, sheet({"t": 95, "accident": "1x"}))
    result = scored(table(VETO), facts)
    assert result.node.value == 59
    assert result.grade is None
    assert formula(result.node) == "发生安全责任事故，得 59"
    assert len(result.vetoes) == 1
    assert value(table(VETO), with_(TWO, sheet({"t": 40, "accident": "1x"}))) == 40


def test_a_veto_that_was_not_entered_does_not_apply():
    assert value(table(VETO), with_(TWO, sheet({"t": 95}))) == 95
    assert value(table(VETO), with_(TWO, sheet({"t": 95, "accident": "0x"}))) == 95


def test_a_veto_may_have_a_condition_and_make_a_score_nothing():
    veto = 'entered = true\nveto = [{ id = "v", name = { zh = "否决", en = "Veto" }, sentence = "没有指导的，不得分。", condition = { select = { kinds = ["guidance"] }, at_most = 0 } }]\n'
    facts = with_(TWO, sheet({"t": 95}))
    assert value(table(veto), facts) == 0
    assert value(table(veto), replace(facts, activities=visits(1))) == 95


@pytest.mark.parametrize(
    ("score", "grade"),
    [("90", "优秀"), ("89.995", "优秀"), ("89.99", "合格"), ("60", "合格"), ("59.99", None)],
)
def test_grades_go_by_the_score_as_it_is_shown(score: str, grade: str | None):
    found = scored(table(VETO), with_(TWO, sheet({"t": score}))).grade
    assert (found.zh if found else None) == grade


# -- for whom


def test_each_school_gets_the_tables_of_its_side():
    for of, expected in (
        ("school", {OURS, EAST, WEST}),
        ("lead", {OURS}),
        ("member", {EAST, WEST}),
        ("community", {""}),
    ):
        found = evaluation(table("entered = true\n", of=of), TWO).scores
        assert {one.basis.id for one in found} == expected


def test_a_table_for_another_type_of_community_gives_no_score():
    text = table('entered = true\napplies = { types = ["fused"] }\n')
    assert evaluation(text, TWO).scores == ()
    fused: Facts = replace(TWO, community=replace(FACTS.community, type="fused"))
    assert len(evaluation(text, fused).scores) == 1


def test_an_assessment_made_in_spring_is_about_the_year_before():
    """Of the calendar year, made in February and March: in the spring of 2026 it is about 2025."""
    text = table('entered = true\nperiod = "calendar-year"\nheld = { first = "02-01", last = "03-31" }\n')
    (spring,) = evaluation(text, TWO, SPRING).scores
    assert spring.period.label.zh == "2025年"
    (plain,) = evaluation(table('entered = true\nperiod = "calendar-year"\n'), TWO, SPRING).scores
    assert plain.period.label.zh == "2026年"


def test_an_assessment_made_when_the_year_is_nearly_over_is_about_that_year():
    """Of the school year, made in June and July: in the spring term of 2026 it is about 2025–2026."""
    text = table('entered = true\nheld = { first = "06-01", last = "07-31" }\n')
    (spring,) = evaluation(text, TWO, SPRING).scores
    assert spring.period.label.zh.startswith("2025")
    assert spring.period.last.year == 2026
