# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""What is wrong with an assessment table is said all at once, each with its place."""

import pytest

from edudesk.services.schemes.reading import check_scheme
from edudesk.texts import Texts

from .scoring import part, parts, table


def problems(body: str, of: str = "lead") -> set[tuple[str, str]]:
    return {(found.code, found.place) for found in check_scheme(table(body, of))}


def nested(depth: int) -> str:
    """Return a part with so many parts below it, one in the other."""
    inner = part(f"n{depth}", "points = 100, entered = true")
    for level in range(depth - 1, 0, -1):
        inner = part(f"n{level}", f"points = 100, parts = [{inner}]")
    return parts(inner)


STEP = '[[assessments.steps]]\nid = "s"\nname = {{ zh = "步", en = "Step" }}\n{}\n'
FOUND = [
    ("", "scheme.no-method", "assessments[t]"),
    ('entered = true\nrule = "visits"\n', "scheme.two-methods", "assessments[t]"),
    ('rule = "visit"\n', "scheme.no-such-rule-guess", "assessments[t]"),
    ('rule = "xyz"\n', "scheme.no-such-rule", "assessments[t]"),
    ('figure = "marks"\n', "scheme.no-such-figure-guess", "assessments[t]"),
    ('score = { id = "nothing" }\n', "scheme.no-such-score", "assessments[t]"),
    ('ratio = { score = "nothing", lead = 7, member = 3 }\n', "scheme.no-such-score", "assessments[t]"),
    ('points = 5\ndeduct = { each = 1, owed = "xyz" }\n', "scheme.no-such-rule", "assessments[t]"),
    ("points = 5\ndeduct = { each = 1 }\n", "scheme.no-method", "assessments[t].deduct"),
    ('points = 5\ndeduct = { each = 1, entered = true, owed = "visits" }\n', "scheme.two-methods", "assessments[t].deduct"),
    ("points = 5\ndeduct = { entered = true }\n", "scheme.missing", "assessments[t].deduct"),
    ("points = 5\ndeduct = { each = 1, to = 6, entered = true }\n", "scheme.more-points", "assessments[t]"),
    (parts(part("a", "deduct = { each = 1, entered = true }")), "scheme.missing", "assessments[t].parts[a]"),
    (parts(part("a", "weight = 70, entered = true"), part("b", "weight = 20, entered = true")), "scheme.weights", "assessments[t]"),
    (parts(part("a", "weight = 70, entered = true"), part("b", "points = 30, entered = true")), "scheme.weight-missing", "assessments[t]"),
    (parts(part("a", "points = 60, entered = true"), part("b", "points = 30, entered = true")), "scheme.points", "assessments[t]"),
    (parts(part("a", "entered = true")), "scheme.points-missing", "assessments[t]"),
    (parts(part("a", "points = 50, entered = true"), part("a", "points = 50, entered = true")), "scheme.twice", "assessments[t]"),
    (nested(8), "scheme.parts-too-deep", "assessments[t].parts[n1].parts[n2].parts[n3].parts[n4].parts[n5].parts[n6].parts[n7]"),
    (parts(*(part(f"p{one}", "points = 0.25, entered = true") for one in range(400))), "scheme.parts-too-many", "assessments[t]"),
    ('levels = { of = { figure = "mark" }, table = [{ at_least = 80, points = 8 }, { at_least = 90, points = 10 }] }\n', "scheme.levels-falling", "assessments[t].levels"),
    ('points = 9\nlevels = { of = { figure = "mark" }, table = [{ at_least = 80, points = 10 }] }\n', "scheme.more-points", "assessments[t]"),
    ('rank = { figure = "rank", bands = [{ to = 8, points = 8 }, { to = 3, points = 10 }] }\n', "scheme.bands-rising", "assessments[t].rank"),
    ('rank = { figure = "rank" }\n', "scheme.missing", "assessments[t].rank"),
    ('ratio = { score = "s", lead = 0, member = 3 }\n' + STEP.format("entered = true"), "scheme.not-positive", "assessments[t].ratio"),
    ('better = { of = ["s", "x"], else = "s", when = { rise = { figure = "rank", places = 5 } } }\n' + STEP.format("entered = true"), "scheme.no-such-score", "assessments[t]"),
    ('score = { id = "s" }\n' + STEP.format('score = { id = "t" }'), "scheme.score-circle", "assessments[t]"),
    ('score = { id = "s", of = "members" }\n' + STEP.format('score = { id = "s", of = "lead" }'), "scheme.score-circle", "assessments[t]"),
    ("entered = { term = 3 }\n", "scheme.too-large", "assessments[t].entered"),
    ("entered = false\n", "scheme.bad-value", "assessments[t]"),
    ('entered = true\ngrades = [{ at_least = 60, name = { zh = "合格", en = "Pass" } }, { at_least = 90, name = { zh = "优秀", en = "Excellent" } }]\n', "scheme.levels-falling", "assessments[t]"),
    ("entered = true\nteacher = true\n", "scheme.unknown-field", "assessments[t]"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code", "place"), FOUND)
def test_what_is_wrong_is_said_with_its_place(body: str, code: str, place: str):
    assert (code, place) in problems(body)


@pytest.mark.parametrize(("body", "code", "place"), FOUND)
def test_every_problem_has_its_words(body: str, code: str, place: str):
    for language in ("zh", "en"):
        assert all(Texts(language).problem(found) for found in check_scheme(table(body)))


def test_the_sum_of_the_weights_is_told():
    body = parts(part("a", "weight = 70, entered = true"), part("b", "weight = 20, entered = true"))
    (found,) = check_scheme(table(body))
    assert Texts("zh").problem(found) == "assessments[t]: parts 的权重合计 90，应为 100。"


def test_alternatives_for_types_of_community_are_summed_apart():
    """Fused: 60 + 40; cooperative: 60 + 40; together they would make 140."""
    body = parts(
        part("a", "points = 60, entered = true"),
        part("b", 'points = 40, entered = true, applies = { types = ["fused"] }'),
        part("c", 'points = 40, entered = true, applies = { types = ["loose"] }'),
    )
    assert problems(body) == set()
    assert {code for code, _ in problems(body.replace('"loose"', '"fused"'))} == {"scheme.points"}


def test_the_full_score_may_be_what_the_parts_make():
    body = parts(part("a", "points = 60, entered = true"), part("b", "points = 30, entered = true"))
    assert problems(f'points = "parts"\n{body}') == set()
    assert problems('points = "parts"\nentered = true\n') == {("scheme.missing", "assessments[t]")}


def test_a_bonus_is_outside_the_sum():
    body = parts(
        part("a", "points = 100, entered = true"), part("b", "points = 5, bonus = true, entered = true")
    )
    assert problems(body) == set()


def test_the_community_has_no_figure_of_a_school():
    assert problems('figure = "mark"\n', "community") == {("scheme.school-figure", "assessments[t]")}
    assert problems('figure = "count"\n', "community") == set()
    step = STEP.format('figure = "mark"')
    assert problems(f'score = {{ id = "s", of = "members" }}\n{step}', "community") == set()


def test_a_score_of_a_term_asks_which_term():
    other = '\n[[assessments]]\nid = "u"\nname = { zh = "表", en = "T" }\nsentence = "考核。"\nof = "school"\nperiod = "term"\nentered = true\n'
    assert problems('score = { id = "u" }\n' + other) == {("scheme.which-term", "assessments[t]")}
    assert problems('score = { id = "u", term = 2 }\n' + other) == set()


def test_the_old_name_of_the_section_is_guessed():
    found = check_scheme(table("entered = true\n").replace("[[assessments]]", "[assessment]"))
    assert ("scheme.unknown-field-guess", "assessments") in {
        (one.code, one.parameters["guess"]) for one in found
    }


def test_a_teacher_cannot_be_scored():
    assert ("scheme.unknown-word", "assessments[t]") in problems("entered = true\n", "teacher")
