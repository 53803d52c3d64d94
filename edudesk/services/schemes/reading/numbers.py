"""Reading the numbers that rules are bounded by: plain ones, figures, counts, and what is made of them."""

from decimal import Decimal
from typing import Any

from edudesk.services.schemes.reading.people import SIDES
from edudesk.services.schemes.reading.selects import read_select
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import Words
from edudesk.services.schemes.scheme import Bound, CountNumber, FigureNumber, Number, Reckoned, Select
from edudesk.texts import Label

RECKONING = ("plus", "times", "less", "over")
SORTS = ("figure", "count", *RECKONING)
COUNTED = ("record", "subject", "member", "person", "line", "kind", "stage", "day", "month")
DEEPEST, MOST_NUMBERS = 8, 20
NUMBERS = Label("数", "numbers")
NONE = Decimal(0)


def is_number(raw: object) -> bool:
    """Return whether a field's value is written as a number and not as a selection."""
    return isinstance(raw, int | Decimal) or (isinstance(raw, dict) and not set(SORTS).isdisjoint(raw))


def read_number(table: Table, field: str, words: Words) -> Number | None:
    """Return the number in a field, None when it is absent."""
    raw = table.raw(field)
    return None if raw is None else _number(table, field, raw, words)


def read_bound(table: Table, words: Words, *, needed: bool = True) -> Bound:
    """Return the least and most that a table asks for; where none is ``needed`` at least 1 stands for it."""
    between = table.raw("between")
    low, high = read_number(table, "at_least", words), read_number(table, "at_most", words)
    exactly = read_number(table, "exactly", words)
    given = [low is not None or high is not None, exactly is not None, between is not None]
    if sum(given) > 1:
        table.report("scheme.two-bounds", "between" if between is not None else "exactly")
    if between is not None:
        low, high = _pair(table, between, words)
    if exactly is not None:
        low = high = exactly
    if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
        field = "between" if between is not None else "at_least"
        table.report("scheme.impossible", field, low=low, high=high)
    if not any(given):
        if needed:
            table.report("scheme.missing", "at_least")
        low = Decimal(1)
    return Bound(low, high)


def _pair(table: Table, raw: object, words: Words) -> tuple[Number | None, Number | None]:
    if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 - the least and the most
        table.wrong_type("between", "two numbers")
        return None, None
    low, high = (_number(table, "between", one, words) for one in raw)
    return low, high


def _number(table: Table, field: str, raw: Any, words: Words, depth: int = 1) -> Number | None:
    if not isinstance(raw, dict):
        return table.as_number(field, raw)
    inner = Table(raw, f"{table.place}.{field}", table.problems)
    if depth > DEEPEST:
        inner.report("scheme.too-deep", field, most=DEEPEST)
        return NONE
    sort = next((name for name in SORTS if name in raw), "")
    match sort:
        case "figure":
            found: Number = _figure(inner, words)
        case "count":
            found = _count(inner, words)
        case "":
            inner.report("scheme.missing", "figure")
            return NONE
        case _:
            found = _reckoned(inner, sort, words, depth)
    inner.finish()
    return found


def _figure(table: Table, words: Words) -> FigureNumber:
    return FigureNumber(
        table.one_of("figure", words.figures or ("-",)),
        table.one_of("side", SIDES),
        table.whole("back", most=10),
    )


def _count(table: Table, words: Words) -> CountNumber:
    inner = table.table("count")
    of = table.one_of("of", COUNTED, "record")
    return CountNumber(read_select(inner, words) if inner else Select(), of)


def _reckoned(table: Table, sort: str, words: Words, depth: int) -> Reckoned:
    entries = table.entries(sort)
    if len(entries) > MOST_NUMBERS:
        table.report("scheme.too-many", sort, what=NUMBERS, limit=MOST_NUMBERS)
    parts = [_number(table, sort, one, words, depth + 1) for one in entries]
    if len(parts) < 1 or (sort in {"less", "over"} and len(parts) != 2):  # noqa: PLR2004 - one and the other
        table.wrong_type(sort, "two numbers")
    rounded = table.one_of("round", ("up", "down", "nearest"))
    return Reckoned(sort, tuple(NONE if part is None else part for part in parts), rounded)
