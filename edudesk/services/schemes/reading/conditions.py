"""Reading a rule's condition: select, measure and bound, alone or joined."""

from decimal import Decimal

from edudesk.services.schemes.reading.selects import read_select
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import Words
from edudesk.services.schemes.scheme import (
    Bound,
    Condition,
    Every,
    Joined,
    Leaf,
    Measure,
    OnlyIf,
    Select,
)

ITEMS = ("subject", "member", "person", "line")
UNDATED = ("person", "school")
HUNDRED = Decimal(100)


def read_condition(table: Table, words: Words) -> Condition:
    """Return the condition that ``table`` describes."""
    for joint in ("all", "any"):
        if joint in table:
            parts = tuple(read_condition(part, words) for part in table.tables(joint))
            if not parts:
                table.report("scheme.missing", joint)
            table.finish()
            return Joined(joint == "all", parts)
    premise, then = table.table("only_if"), table.table("then")
    if premise and then:
        table.finish()
        return OnlyIf(read_condition(premise, words), read_condition(then, words))
    return _leaf(table, words)


def _leaf(table: Table, words: Words) -> Leaf:
    selected, measured, covered = table.table("select"), table.table("measure"), table.raw("every")
    if selected is None:
        table.report("scheme.missing", "select")
    select = read_select(selected, words) if selected else Select()
    measure = _measure(measured, words) if measured else Measure()
    every = _every(table, covered, words)
    name = table.label("name") if "name" in table else None
    leaf = Leaf(select, measure, _bound(table, every), every, name)
    _check_fit(table, leaf)
    table.finish()
    return leaf


def _check_fit(table: Table, leaf: Leaf) -> None:
    """Refuse what the evaluator could not judge."""
    select, measure = leaf.select, leaf.measure
    if measure.sort == "served" and select.record not in {"exchange", "stay"}:
        table.report("scheme.not-yet", "measure", what=f"served / {select.record}")
    if measure.sort == "sum" and select.record not in {"activity", "donation"}:
        table.report("scheme.not-yet", "measure", what=f"sum / {select.record}")
    if measure.sort == "share" and leaf.every:
        table.report("scheme.not-yet", "every", what="share / every")
    if select.record in UNDATED and measure.sort in {"sum", "served"}:
        table.report("scheme.not-yet", "measure", what=f"{measure.sort} / {select.record}")
    if measure.sort == "share" and leaf.bound.at_least is not None and leaf.bound.at_least > HUNDRED:
        table.report("scheme.impossible", "at_least", low=leaf.bound.at_least, high=HUNDRED)


def _measure(table: Table, words: Words) -> Measure:
    sort = table.one_of("sort", ("records", "sum", "distinct", "share", "served"), "records")
    convert = table.rates("convert")
    whole = table.table("whole")
    measure = Measure(
        sort,
        table.one_of("unit", words.of("unit"), "day" if sort == "served" else ""),
        convert,
        table.one_of("of", ("record", *ITEMS), "record" if sort == "share" else ""),
        table.one_of("days", ("natural", "working"), "natural") == "working",
        read_select(whole, words) if whole else None,
    )
    for field, missing in (("unit", not measure.unit), ("of", not measure.of), ("whole", whole is None)):
        if missing and (sort, field) in {("sum", "unit"), ("distinct", "of"), ("share", "whole")}:
            table.report("scheme.missing", field)
    for unit in sorted(set(convert) - set(words.of("unit"))):
        table.report("scheme.unknown-word", "convert", value=unit, guess="")
    if sort == "served" and measure.unit not in {"day", "week"}:
        table.report("scheme.not-yet", "unit", what=f"served / {measure.unit}")
    table.finish()
    return measure


def _every(leaf: Table, raw: object, words: Words) -> Every | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        return Every(leaf.one_of("every", ITEMS))
    table = leaf.table("every")
    assert table is not None
    each = table.one_of("each", ITEMS)
    values = table.words("values", words.of(each)) if each in {"line", "subject"} else table.words("values")
    every = Every(each, values, table.flag("found"), table.whole("items"))
    if every.found and every.values:
        table.report("scheme.two-bounds", "found")
    if every.values and every.items > len(every.values):
        table.report("scheme.impossible", "items", low=every.items, high=len(every.values))
    table.finish()
    return every


def _bound(table: Table, every: Every | None) -> Bound:
    between = table.raw("between")
    low, high, exactly = table.number("at_least"), table.number("at_most"), table.number("exactly")
    given = [low is not None or high is not None, exactly is not None, between is not None]
    if sum(given) > 1:
        table.report("scheme.two-bounds", "between" if between is not None else "exactly")
    if between is not None:
        low, high = table.pair("between")
    if exactly is not None:
        low = high = exactly
    if low is not None and high is not None and low > high:
        table.report(
            "scheme.impossible", "between" if between is not None else "at_least", low=low, high=high
        )
    if not any(given):
        if every is None:
            table.report("scheme.missing", "at_least")
        low = Decimal(1)
    return Bound(low, high)


def read_bound(table: Table) -> Bound:
    """Return the bound of a limit."""
    return _bound(table, None)
