"""What an activity counts in besides quotas: statistics, and the nearest indicator of a score."""

from dataclasses import replace
from decimal import Decimal

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import Basis, Counted, Owed, ScoreNode, ScoreResult
from edudesk.services.standing.besides import Besides, counted_besides
from edudesk.texts import Label
from tests.services.schemes.making import AFTER, AUTUMN, FACTS, visits
from tests.services.schemes.own import own


def test_statistics_and_indicators_name_what_they_counted():
    body = 'period = "term"\ncondition = { select = { kinds = ["guidance"] } }\n'
    scheme, held = read_scheme(own("statistics", body)), visits(2)
    found = evaluate(scheme, replace(FACTS, activities=held), AUTUMN, AFTER)
    first, second = held[0].id, held[1].id

    def node(name: str, points: int | None, *inputs: ScoreNode, counted: tuple[str, ...] = ()) -> ScoreNode:
        full = None if points is None else Decimal(points)
        one = tuple(Counted("activity", key, Decimal(1)) for key in counted)
        return ScoreNode(name, Label(name, name), full, None, Owed("x"), inputs, one)

    step = node("折算", None, counted=(first,))
    table = node("总分", 100, node("送教", 20, step), node("教研", 10))
    period = found.results[0].period
    assert period is not None
    score = ScoreResult("a", Label("考核表", "Table"), "", Basis("school"), period, table)
    scored = replace(found, score=lambda: (score,))
    besides = counted_besides([scored], "zh")
    assert besides == {first: Besides(("一条",), ("送教",)), second: Besides(("一条",))}
