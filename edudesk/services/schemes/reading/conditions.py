"""Reading a rule's condition: select, measure and bound, alone or joined."""

from decimal import Decimal

from edudesk.services.schemes.reading.measures import read_every, read_measure
from edudesk.services.schemes.reading.numbers import read_bound, read_number
from edudesk.services.schemes.reading.selects import read_selection
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import Words
from edudesk.services.schemes.scheme import (
    Added,
    Addend,
    Bound,
    Condition,
    InEvery,
    Joined,
    Leaf,
    Measure,
    OnlyIf,
    Select,
    leaves_of,
)
from edudesk.texts import Label

DEEPEST, MOST_LEAVES = 8, 60
LEAVES = Label("条件", "conditions")
PARTS = ("week", "month", "quarter", "term", "school-year", "calendar-year")
WITH_UNITS = ("activity", "donation")
NOTHING = Joined(every_one=True, conditions=())
ONE, HUNDRED = Decimal(1), Decimal(100)


def read_condition(table: Table, words: Words, depth: int = 1) -> Condition:
    """Return the condition that ``table`` describes."""
    if depth > DEEPEST:
        table.report("scheme.too-deep", "condition", most=DEEPEST)
        return NOTHING
    condition = _read(table, words, depth)
    if depth == 1 and sum(1 for _ in leaves_of(condition)) > MOST_LEAVES:
        table.report("scheme.too-many", "condition", what=LEAVES, limit=MOST_LEAVES)
    return condition


def _read(table: Table, words: Words, depth: int) -> Condition:
    for joint in ("all", "any"):
        if joint in table:
            return _joined(table, joint, words, depth)
    if "in_every" in table:
        return _in_every(table, words, depth)
    if "add" in table:
        return read_added(table, words)
    premise, then = table.table("only_if"), table.table("then")
    if premise and then:
        table.finish()
        return OnlyIf(read_condition(premise, words, depth + 1), read_condition(then, words, depth + 1))
    return read_leaf(table, words)


def _joined(table: Table, joint: str, words: Words, depth: int) -> Joined:
    parts = tuple(read_condition(part, words, depth + 1) for part in table.tables(joint))
    if not parts:
        table.report("scheme.missing", joint)
    least = table.whole("at_least", 1, 1) if joint == "any" else 1
    if parts and least > len(parts):
        table.report("scheme.impossible", "at_least", low=least, high=len(parts))
    table.finish()
    return Joined(joint == "all", parts, least)


def _in_every(table: Table, words: Words, depth: int) -> InEvery:
    part, least = table.one_of("in_every", PARTS, "term"), table.whole("at_least", most=400)
    inner = table.table("condition")
    if inner is None:
        table.report("scheme.missing", "condition")
    table.finish()
    return InEvery(part, read_condition(inner, words, depth + 1) if inner else NOTHING, least)


def read_added(table: Table, words: Words, *, bounded: bool = True) -> Added:
    """Return the sum of several leaves; without a bound it is only stated."""
    addends = tuple(_addend(part, words) for part in table.tables("add"))
    if not addends:
        table.report("scheme.missing", "add")
    name = table.label("name") if "name" in table else None
    added = Added(addends, read_bound(table, words) if bounded else Bound(), name)
    table.finish()
    return added


def _addend(table: Table, words: Words) -> Addend:
    times, most = table.number("times"), read_number(table, "most", words)
    return Addend(read_leaf(table, words, bounded=False), ONE if times is None else times, most)


def read_leaf(table: Table, words: Words, *, bounded: bool = True) -> Leaf:
    """Return a selection with its measure and bound; one that is not ``bounded`` is only counted."""
    select, measured = read_selection(table, "select", words), table.table("measure")
    if table.raw("select") is None:
        table.report("scheme.missing", "select")
    select = select or Select()
    measure = read_measure(measured, words) if measured else Measure()
    every = read_every(table, select.record, words) if bounded else None
    bound = read_bound(table, words, needed=every is None) if bounded else Bound()
    leaf = Leaf(select, measure, bound, every, table.label("name") if "name" in table else None)
    _check_fit(table, leaf)
    table.finish()
    return leaf


def _check_fit(table: Table, leaf: Leaf) -> None:
    """Refuse what has no meaning: days of what is no stay, units of what has none, more than a whole."""
    measure, record = leaf.measure, leaf.select.record
    if measure.sort == "served" and record not in {"exchange", "stay"}:
        table.report("scheme.not-yet", "measure", what=f"served / {record}")
    stayed = measure.sort == "average" and measure.unit == "day" and record in {"exchange", "stay"}
    if (measure.sort in {"sum", "average"} or _of_sums(measure)) and record not in WITH_UNITS and not stayed:
        table.report("scheme.not-yet", "measure", what=f"{measure.sort} / {record}")
    low, part = leaf.bound.at_least, measure.sort == "share" and measure.whole_number is None
    if part and not measure.unit and isinstance(low, Decimal) and low > HUNDRED:
        table.report("scheme.impossible", "at_least", low=low, high=HUNDRED)


def _of_sums(measure: Measure) -> bool:
    return measure.sort == "share" and bool(measure.unit)
