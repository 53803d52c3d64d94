"""Reading how one part of a score is reckoned: entered, by a rule, by what is counted, by other scores."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from edudesk.services.schemes.reading.conditions import read_condition
from edudesk.services.schemes.reading.measures import read_measure
from edudesk.services.schemes.reading.numbers import RECKONING, read_number
from edudesk.services.schemes.reading.rules import Reader
from edudesk.services.schemes.reading.selects import read_selection
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.scheme.conditions import Condition, Measure, Number
from edudesk.services.schemes.scheme.scoring import (
    Better,
    ByFigure,
    ByRule,
    Collect,
    Deduct,
    Entered,
    Levels,
    Method,
    Quantity,
    Rank,
    Ratio,
    Rise,
    Sample,
    ScoreOf,
    Step,
)

OF = ("own", "lead", "members", "community")
RISING = ("own", "any-member", "all-members", "lead")
MEANS = ("mean", "sum", "least", "most")
NONE, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def read_method(reader: Reader, table: Table, name: str) -> Method:
    """Return the method that stands in the field ``name`` of a part; ``parts`` is read elsewhere."""
    return _METHODS[name](reader, table)


def _inner(table: Table, field: str) -> Table:
    return table.table(field) or Table({}, f"{table.place}.{field}", table.problems)


def _entered(_reader: Reader, table: Table) -> Method:
    if isinstance(table.raw("entered"), dict):
        inner = _inner(table, "entered")
        entered = Entered(_term(inner))
        inner.finish()
        return entered
    if not table.flag("entered"):
        table.report("scheme.bad-value", "entered", wanted="true")
    return Entered()


def _term(table: Table) -> int:
    return table.whole("term", 0, 1, 2)


def _rule(_reader: Reader, table: Table) -> Method:
    return ByRule(table.text("rule", required=True), table.flag("whole"))


def _deduct(reader: Reader, table: Table) -> Method:
    inner = _inner(table, "deduct")
    deduct = Deduct(_each(reader, inner), _quantity(reader, inner), inner.number("to") or NONE)
    inner.finish()
    return deduct


def _collect(reader: Reader, table: Table) -> Method:
    inner = _inner(table, "collect")
    collect = Collect(_each(reader, inner), _quantity(reader, inner))
    inner.finish()
    return collect


def _each(reader: Reader, table: Table) -> Number:
    if table.raw("each") is None:
        table.report("scheme.missing", "each")
        return ONE
    number = read_number(table, "each", reader.words)
    return ONE if number is None else number


def _quantity(
    reader: Reader, table: Table, known: tuple[str, ...] = ("select", "owed", "entered")
) -> Quantity:
    """Return what is counted: exactly one of the ``known`` ways."""
    given = [name for name in known if name in table]
    if len(given) != 1:
        code = "scheme.two-methods" if given else "scheme.no-method"
        table.report(code, given[-1] if given else known[0], known=", ".join(known))
    selected, measured = read_selection(table, "select", reader.words), table.table("measure")
    if measured and not selected:
        table.report("scheme.missing", "select")
    measure = read_measure(measured, reader.words) if measured else Measure()
    return Quantity(
        selected,
        measure if selected else None,
        table.text("figure") if "figure" in known else "",
        table.text("score") if "score" in known else "",
        table.text("owed") if "owed" in known else "",
        table.flag("entered"),
    )


def _levels(reader: Reader, table: Table) -> Method:
    inner = _inner(table, "levels")
    of = inner.table("of")
    if of is None:
        inner.report("scheme.missing", "of")
    if of and any(how in of for how in RECKONING):
        quantity = Quantity(number=read_number(inner, "of", reader.words))
        of = None
    else:
        quantity = _quantity(reader, of, ("figure", "select", "score", "entered")) if of else Quantity()
    if of:
        of.finish()
    steps = _steps(inner, "table", "at_least")
    _in_order(inner, "table", [step.edge for step in steps], falling=True)
    inner.finish()
    return Levels(quantity, steps)


def _rank(_reader: Reader, table: Table) -> Method:
    inner = _inner(table, "rank")
    bands = _steps(inner, "bands", "to")
    _in_order(inner, "bands", [step.edge for step in bands], falling=False)
    rank = Rank(inner.text("figure", required=True), bands, inner.text("per_cent_of"))
    inner.finish()
    return rank


def _steps(table: Table, field: str, edge: str) -> tuple[Step, ...]:
    steps = []
    for row in table.tables(field):
        found = {name: row.number(name) for name in (edge, "points")}
        for name in (name for name in found if row.raw(name) is None):
            row.report("scheme.missing", name)
        row.finish()
        steps.append(Step(found[edge] or NONE, found["points"] or NONE))
    if not steps:
        table.report("scheme.missing", field)
    return tuple(steps)


def _in_order(table: Table, field: str, edges: list[Decimal], *, falling: bool) -> None:
    for first, second in pairwise(edges):
        if (first <= second) if falling else (first >= second):
            table.report("scheme.levels-falling" if falling else "scheme.bands-rising", field, value=second)


def _sample(reader: Reader, table: Table) -> Method:
    inner = _inner(table, "sample")
    whole = read_selection(inner, "whole", reader.words)
    rate = inner.number("rate")
    if rate is not None and not NONE < rate <= HUNDRED:
        inner.report(
            "scheme.too-large" if rate else "scheme.too-small", "rate", value=rate, most=100, least=1
        )
    if rate is not None and whole is None:
        inner.report("scheme.missing", "whole")
    sample = Sample(rate or NONE, inner.whole("least", 1, 1), whole)
    inner.finish()
    return sample


def _figure(_reader: Reader, table: Table) -> Method:
    return ByFigure(table.text("figure", required=True))


def _score(_reader: Reader, table: Table) -> Method:
    inner = _inner(table, "score")
    score = ScoreOf(
        inner.text("id", required=True),
        inner.one_of("of", OF, "own"),
        inner.one_of("mean", MEANS, "mean"),
        _term(inner),
    )
    inner.finish()
    return score


def _ratio(_reader: Reader, table: Table) -> Method:
    inner = _inner(table, "ratio")
    numbers = {name: inner.number(name) for name in ("lead", "member")}
    for name, number in numbers.items():
        if number is None and inner.raw(name) is None:
            inner.report("scheme.missing", name)
        elif number == 0:
            inner.report("scheme.not-positive", name)
    ratio = Ratio(inner.text("score", required=True), numbers["lead"] or ONE, numbers["member"] or ONE)
    inner.finish()
    return ratio


def _better(reader: Reader, table: Table) -> Method:
    inner = _inner(table, "better")
    of, when = inner.words("of"), inner.table("when")
    if not of:
        inner.report("scheme.missing", "of")
    otherwise = inner.text("else", required=when is not None)
    if when is None and otherwise:
        inner.report("scheme.missing", "when")
    better = Better(of, otherwise, _when(reader, when) if when else None)
    inner.finish()
    return better


def _when(reader: Reader, table: Table) -> Rise | Condition:
    rise = table.table("rise")
    if rise is None:
        return read_condition(table, reader.words)
    held = Rise(
        rise.text("figure", required=True),
        rise.whole("places", 1, 1),
        table.one_of("of", RISING, "own"),
    )
    rise.finish()
    table.finish()
    return held


_METHODS: dict[str, Callable[[Reader, Table], Method]] = {
    "entered": _entered,
    "rule": _rule,
    "deduct": _deduct,
    "collect": _collect,
    "levels": _levels,
    "rank": _rank,
    "sample": _sample,
    "figure": _figure,
    "score": _score,
    "ratio": _ratio,
    "better": _better,
}
METHODS = ("parts", *_METHODS)
