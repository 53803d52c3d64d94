# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""Each way of reckoning a score, on the edge and one to each side of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import AssessmentFacts, Facts, ScoreLine
from edudesk.services.schemes.reading import read_scheme

from .making import AUTUMN, EAST, FACTS, OURS, SPRING, WEST, activity, visits
from .scoring import (
    TWO,
    evaluation,
    figure,
    formula,
    missing,
    part,
    parts,
    said,
    scored,
    sheet,
    table,
    value,
    with_,
)

OPEN = None


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
