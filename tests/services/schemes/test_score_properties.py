# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""What holds of every score, whatever was entered."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import AssessmentFacts, ScoreLine
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import ScoreNode

from .making import AFTER, AUTUMN, OURS, visits
from .scoring import TWO, figure, part, parts, table

SCHEME = read_scheme(
    table(
        parts(
            part("given", "points = 30, entered = true"),
            part("faults", "points = 20, deduct = { each = 1.5, entered = true }"),
            part("online", 'points = 10, deduct = { each = 3, to = 1, select = { forms = ["online"] } }'),
            part("things", "points = 10, collect = { each = 0.7, entered = true }"),
            part("rule", 'points = 20, rule = "visits"'),
            part("level", 'points = 10, levels = { of = { figure = "mark" }, table = [{ at_least = 90, points = 10 }, { at_least = 60, points = 3 }] }'),
            part("extra", "points = 5, bonus = true, entered = true"),
        )
    )
)  # fmt: skip
NUMBERS = st.decimals(0, 200, places=2)


def result(lines: tuple[ScoreLine, ...], mark: Decimal, onsite: int, online: int) -> ScoreNode:
    sheet = AssessmentFacts("sheet", "t", OURS, 2025, lines=lines)
    seen = (*visits(onsite), *(replace(one, id=f"o-{one.id}") for one in visits(online, form="online")))
    facts = replace(TWO, activities=seen, assessments=(sheet,), figures=(figure("mark", OURS, str(mark)),))
    (score,) = evaluate(SCHEME, facts, AUTUMN, AFTER).scores
    return score.node


def all_nodes(node: ScoreNode) -> list[ScoreNode]:
    return [node, *(one for inner in node.inputs for one in all_nodes(inner))]


COUNTS = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 6), st.integers(0, 6))


@given(NUMBERS, NUMBERS, NUMBERS, COUNTS)
@settings(max_examples=60, deadline=None)
def test_a_score_lies_between_nothing_and_its_points_and_no_deduction_raises_it(
    given_: Decimal, extra: Decimal, mark: Decimal, counts: tuple[int, int, int, int]
):
    faults, things, onsite, online = counts

    def lines(count: int) -> tuple[ScoreLine, ...]:
        return (
            ScoreLine("given", given_),
            ScoreLine("faults", count=Decimal(count)),
            ScoreLine("things", count=Decimal(things)),
            ScoreLine("extra", extra),
        )

    node = result(lines(faults), mark, onsite, online)
    assert node.value is not None
    for one in all_nodes(node):
        bonus = 5 if one is node else 0
        assert one.value is not None
        assert 0 <= one.value <= (one.points or 0) + bonus
    assert node.value == sum((one.value or 0 for one in node.inputs), Decimal(0))
    worse = result(lines(faults + 1), mark, onsite, online)
    assert worse.value is not None
    assert worse.value <= node.value


@given(st.sets(st.sampled_from(["given", "faults", "things"])))
def test_a_score_is_open_exactly_while_something_asked_is_missing(entered: set[str]):
    known = {
        "given": ScoreLine("given", Decimal(20)),
        "faults": ScoreLine("faults", count=Decimal(1)),
        "things": ScoreLine("things", count=Decimal(1)),
    }
    node = result(tuple(known[name] for name in entered), Decimal(90), 4, 0)
    assert (node.value is None) == (len(entered) < len(known))
    assert len(node.missing) == len(known) - len(entered)
