# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""Scores that are entered, added up, weighted, or come from a rule, on the edge and one to each side of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import AssessmentFacts, ScoreLine
from edudesk.services.schemes.reading import read_scheme

from .making import AUTUMN, EAST, OURS, SPRING, WEST, activity, visits
from .scoring import OPEN, TWO, formula, missing, part, parts, said, scored, sheet, table, value, with_

# -- entered


def test_the_reviewers_score_goes_before_the_schools_own():
    text = table("entered = true\n")
    own, review = sheet({"t": 95}), sheet({"t": 91}, part_="review")
    assert value(text, with_(TWO, own)) == 95
    assert value(text, with_(TWO, own, review)) == 91
    assert formula(scored(text, with_(TWO, own, review)).node) == "91（考评）"


def test_a_reviewer_who_gave_no_score_leaves_the_own_one():
    note = AssessmentFacts("r", "t", OURS, 2025, None, "review", lines=(ScoreLine("t", note="看过"),))
    assert value(table("entered = true\n"), with_(TWO, sheet({"t": 95}), note)) == 95


def test_what_nobody_entered_is_open_and_not_nothing():
    node = scored(table("entered = true\n"), TWO).node
    assert node.value is None
    assert missing(node) == ["青禾：在“考核自查”的《表》里填“表”的得分（2025—2026学年）"]
    assert [(one.sort, one.sheet, one.id, one.school_id) for one in node.entries] == [
        ("score", "t", "t", OURS)
    ]


def test_a_score_above_the_points_counts_as_the_points():
    node = scored(table("points = 10\nentered = true\n"), with_(TWO, sheet({"t": 12}))).node
    assert said(node) == (Decimal(10), "12（自评）；最多计 10")


def test_a_sheet_of_another_year_or_term_does_not_answer():
    other = replace(sheet({"t": 95}), school_year=2024)
    term = sheet({"t": 95}, term=AUTUMN)
    assert value(table("entered = true\n"), with_(TWO, other, term)) is OPEN
    assert value(table("entered = { term = 1 }\n"), with_(TWO, other, term)) == 95


# -- sums


def test_points_add_up():
    text = table(parts(part("a", "points = 60, entered = true"), part("b", "points = 40, entered = true")))
    node = scored(text, with_(TWO, sheet({"a": 55.5, "b": 40}))).node
    assert said(node) == (Decimal("95.5"), "55.5 + 40 = 95.5")


def test_weights_take_their_share():
    """80×70% + 90×30% = 56 + 27 = 83."""
    text = table(parts(part("a", "weight = 70, entered = true"), part("b", "weight = 30, entered = true")))
    node = scored(text, with_(TWO, sheet({"a": 80, "b": 90}))).node
    assert said(node) == (Decimal(83), "70%×80 + 30%×90 = 83")


def test_a_bonus_is_added_beyond_the_points_and_never_asked_for():
    text = table(
        parts(
            part("a", "points = 100, entered = true"),
            part("extra", "points = 5, bonus = true, entered = true"),
        )
    )
    assert value(text, with_(TWO, sheet({"a": 98}))) == 98
    assert missing(scored(text, with_(TWO, sheet({"a": 98}))).node) == []
    assert value(text, with_(TWO, sheet({"a": 98, "extra": 7}))) == 103


def test_parts_of_parts_add_up():
    inner = part(
        "a",
        f"points = 60, {parts(part('a1', 'points = 20, entered = true'), part('a2', 'points = 40, entered = true')).strip()}",
    )
    text = table(parts(inner, part("b", "points = 40, entered = true")))
    assert value(text, with_(TWO, sheet({"a1": 18, "a2": 33, "b": 39}))) == 90


def test_a_factor_and_a_most():
    """90×0.1 = 9, at most 8."""
    text = table(parts(part("a", "points = 100, times = 0.1, most = 8, entered = true")))
    assert value(text, with_(TWO, sheet({"a": 90}))) == 8


def test_thirds_add_up_to_a_whole():
    """One of three visits gives a third of 10 three times: exactly 10, and 10 is excellent."""
    text = table(
        "points = 30\n"
        + parts(*(part(name, 'points = 10, rule = "visits"') for name in "abc"))
        + 'grades = [{ at_least = 10, name = { zh = "优秀", en = "Excellent" } }]\n'
    ).replace("at_least = 4", "at_least = 3")
    done = scored(text, replace(TWO, activities=visits(1)))
    assert done.node.value == 10
    assert done.grade is not None


# -- by a rule


@pytest.mark.parametrize(("held", "expected"), [(0, 0), (3, 15), (4, 20), (5, 20)])
def test_a_rule_gives_the_share_in_which_it_is_met(held: int, expected: int):
    """20 points × 3/4 = 15; more than asked gives no more."""
    text = table(parts(part("a", 'points = 20, rule = "visits"'), part("b", "points = 80, entered = true")))
    facts = with_(replace(TWO, activities=visits(held)), sheet({"b": 0}))
    assert value(text, facts) == expected


@pytest.mark.parametrize(("held", "expected"), [(3, 0), (4, 100), (5, 100)])
def test_all_or_nothing(held: int, expected: int):
    assert value(table('rule = "visits"\nwhole = true\n'), replace(TWO, activities=visits(held))) == expected


def test_in_the_second_term_the_rules_of_both_terms_count():
    """Autumn 4 of 4, spring 2 of 4: 6/8 of 100; on a day in the autumn only the autumn is asked for."""
    spring = tuple(
        activity(f"s{day}", starts_on=activity().starts_on.replace(2026, 3, day)) for day in (2, 3)
    )
    facts = replace(TWO, activities=(*visits(4), *spring))
    text = table('rule = "visits"\n')
    assert value(text, facts, term=AUTUMN) == 100
    (late,) = evaluate(read_scheme(text), facts, SPRING, date(2026, 7, 20)).scores
    assert late.node.value == 75
    assert formula(late.node) == "100×6/8 = 75（按完成比例）"


def test_a_rule_that_asks_nothing_gives_its_points_to_the_others():
    """Of 100 points 20 fall away: 60×100÷80 = 75."""
    rule = """
[[quotas]]
id = "elsewhere"
name = { zh = "别处", en = "Elsewhere" }
sentence = "协作型才要求。"
period = "term"
applies = { types = ["loose"] }
condition = { select = {}, at_least = 1 }
"""
    text = (
        table(parts(part("a", 'points = 20, rule = "elsewhere"'), part("b", "points = 80, entered = true")))
        + rule
    )
    node = scored(text, with_(TWO, sheet({"b": 60}))).node
    assert said(node) == (Decimal(75), "60×1.25 = 75")
    assert node.inputs[0].left_out


def test_a_member_is_scored_by_what_it_took_part_in():
    facts = replace(
        TWO, activities=(*visits(3), activity("w", host_id=WEST, schools=(activity().schools[0],)))
    )
    text = table('rule = "visits"\n', of="member")
    assert value(text, facts, school=EAST) == 75
    assert value(text, facts, school=WEST) == 25
