# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""Scores by deducting and collecting, by levels, ranks and samples, and from others' scores."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import AssessmentFacts, ScoreLine

from .making import EAST, OURS, WEST, activity, visits
from .scoring import OPEN, TWO, figure, formula, missing, said, scored, sheet, table, value, with_

# -- deducting and collecting


@pytest.mark.parametrize(("faults", "expected"), [(0, 10), (1, 8), (4, 2), (5, 0), (6, 0)])
def test_deductions_stop_at_nothing(faults: int, expected: int):
    """10 − 2 for each fault."""
    text = table("points = 10\ndeduct = { each = 2, entered = true }\n")
    assert value(text, with_(TWO, sheet({"t": f"{faults}x"}))) == expected


def test_deductions_stop_where_the_scheme_says():
    text = table("points = 10\ndeduct = { each = 3, to = 4, entered = true }\n")
    node = scored(text, with_(TWO, sheet({"t": "5x"}))).node
    assert said(node) == (Decimal(4), "10 − 3×5，扣到 4 为止")


def test_each_record_may_cost_points():
    """Two online guidances cost 5 each."""
    text = table(
        'points = 50\ndeduct = { each = 5, select = { kinds = ["guidance"], forms = ["online"] } }\n'
    )
    node = scored(
        text, replace(TWO, activities=(*visits(1), *(activity(one, form="online") for one in "ab")))
    ).node
    assert node.value == 40
    assert [one.id for one in node.counted] == ["a", "b"]


@pytest.mark.parametrize(("held", "expected"), [(4, 10), (3, 8), (0, 2)])
def test_what_is_owed_of_a_rule_costs_points(held: int, expected: int):
    text = table('points = 10\ndeduct = { each = 2, owed = "visits" }\n')
    assert value(text, replace(TWO, activities=visits(held))) == expected


@pytest.mark.parametrize(("things", "expected"), [(0, 0), (3, 6), (5, 10), (6, 10)])
def test_collecting_stops_at_the_points(things: int, expected: int):
    text = table("points = 10\ncollect = { each = 2, entered = true }\n")
    assert value(text, with_(TWO, sheet({"t": f"{things}x"}))) == expected


def test_a_number_that_was_not_entered_leaves_a_deduction_open():
    node = scored(table("points = 10\ndeduct = { each = 2, entered = true }\n"), TWO).node
    assert node.value is None
    assert missing(node) == ["青禾：在“考核自查”的《表》里填“表”的数量（2025—2026学年）"]


def test_what_each_costs_may_be_a_figure():
    """Of 10 points 0.5 for each of 4 faults."""
    text = table('points = 10\ndeduct = { each = { figure = "mark" }, entered = true }\n')
    faults = sheet({"t": "4x"})
    assert value(text, with_(TWO, faults, figure("mark", OURS, 0.5))) == 8
    node = scored(text, with_(TWO, faults)).node
    assert node.value is None
    assert len(node.missing) == 1
    assert [one.sort for one in node.entries] == ["count", "figure"]


def test_a_figure_below_nothing_gives_nothing():
    assert value(table('figure = "mark"\n'), with_(TWO, figure("mark", OURS, -3))) == 0


# -- levels, ranks, samples, figures

LEVELS = 'points = 10\nlevels = { of = { figure = "mark" }, table = [{ at_least = 90, points = 10 }, { at_least = 80, points = 8 }] }\n'


@pytest.mark.parametrize(("mark", "expected"), [(100, 10), (91, 10), (90, 10), (89, 8), (80, 8), (79, 0)])
def test_levels_one_more_exact_and_one_less(mark: int, expected: int):
    assert value(table(LEVELS), with_(TWO, figure("mark", OURS, mark))) == expected


def test_levels_of_records_of_scores_and_of_numbers():
    steps = "table = [{ at_least = 3, points = 100 }, { at_least = 1, points = 50 }]"
    of_records = table(f'levels = {{ of = {{ select = {{ kinds = ["guidance"] }} }}, {steps} }}\n')
    assert value(of_records, replace(TWO, activities=visits(2))) == 50
    entered = table(f"levels = {{ of = {{ entered = true }}, {steps} }}\n")
    assert value(entered, with_(TWO, sheet({"t": "3x"}))) == 100
    step = '\n[[assessments.steps]]\nid = "s"\nname = { zh = "步", en = "Step" }\nentered = true\n'
    of_score = table(f'levels = {{ of = {{ score = "s" }}, {steps} }}\n{step}')
    assert value(of_score, with_(TWO, sheet({"s": 0.5}))) == 0
    assert value(of_score, TWO) is OPEN


@pytest.mark.parametrize(("rank", "expected"), [(1, 10), (3, 10), (4, 6), (8, 6), (9, 0)])
def test_rank_bands(rank: int, expected: int):
    text = table(
        'points = 10\nrank = { figure = "rank", bands = [{ to = 3, points = 10 }, { to = 8, points = 6 }] }\n'
    )
    assert value(text, with_(TWO, figure("rank", OURS, rank))) == expected


@pytest.mark.parametrize(("rank", "expected"), [(3, 10), (4, 6), (8, 6), (9, 0)])
def test_rank_bands_in_per_cent(rank: int, expected: int):
    """Of 16 schools the first 20 % are the first 3 (3.2), the first 50 % the first 8."""
    text = table(
        'points = 10\nrank = { figure = "rank", per_cent_of = "count", bands = [{ to = 20, points = 10 }, { to = 50, points = 6 }] }\n'
    )
    facts = with_(TWO, figure("rank", OURS, rank), figure("count", None, 16))
    assert value(text, facts) == expected
    assert value(text, with_(TWO, figure("rank", OURS, rank))) is OPEN


def samples(*scores: int) -> AssessmentFacts:
    return replace(sheet({}), lines=tuple(ScoreLine("t", Decimal(score)) for score in scores))


def test_samples_are_averaged_and_their_number_is_said():
    """20 % of 16 records are 3.2, so 4 are asked for; (80+90+70)÷3 = 80."""
    text = table('sample = { rate = 20, least = 3, whole = { kinds = ["guidance"] } }\n')
    facts = replace(TWO, activities=visits(16))
    node = scored(text, with_(facts, samples(80, 90, 70))).node
    assert node.value == 80
    assert formula(node) == "(80 + 90 + 70)÷3 = 80（已抽 3 个，应抽 4 个）"
    assert missing(node) == ["青禾：“表”已抽 3 个，应抽 4 个（2025—2026学年）"]
    assert missing(scored(text, with_(facts, samples(80, 90, 70, 80))).node) == []
    assert scored(text, facts).node.value is OPEN


def test_a_figure_counts_itself_at_most_the_points():
    text = table('points = 10\nfigure = "mark"\n')
    assert value(text, with_(TWO, figure("mark", OURS, 9.5))) == Decimal("9.50")
    assert value(text, with_(TWO, figure("mark", OURS, 11))) == 10


# -- others' scores


@pytest.mark.parametrize(("mean", "expected"), [("mean", 75), ("sum", 100), ("least", 70), ("most", 80)])
def test_members_scores_are_joined_as_the_scheme_says(mean: str, expected: int):
    """80 and 70: the mean is 75, the sum 150 (at most 100 points), the least 70, the most 80."""
    step = '\n[[assessments.steps]]\nid = "s"\nname = { zh = "步", en = "Step" }\nfigure = "mark"\n'
    text = table(f'score = {{ id = "s", of = "members", mean = "{mean}" }}\n{step}')
    facts = with_(TWO, figure("mark", EAST, 80), figure("mark", WEST, 70))
    assert value(text, facts) == expected


def test_a_members_score_may_take_from_its_leads():
    step = '\n[[assessments.steps]]\nid = "s"\nname = { zh = "步", en = "Step" }\nfigure = "mark"\n'
    text = table(f'score = {{ id = "s", of = "lead" }}\n{step}', of="member")
    assert value(text, with_(TWO, figure("mark", OURS, 88)), school=WEST) == 88


def test_a_condition_may_be_the_exception():
    steps = "".join(
        f'\n[[assessments.steps]]\nid = "{name}"\nname = {{ zh = "步", en = "Step" }}\nentered = true\n'
        for name in "ab"
    )
    text = table(
        'better = { of = ["a", "b"], else = "a", when = { select = { kinds = ["guidance"] }, at_least = 2 } }\n'
        + steps
    )
    facts = with_(TWO, sheet({"a": 70, "b": 90}))
    assert value(text, replace(facts, activities=visits(1))) == 70
    assert value(text, replace(facts, activities=visits(2))) == 90
