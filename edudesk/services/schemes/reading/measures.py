"""Reading what is added up over the selected records, and for which items the bound holds one by one."""

from edudesk.services.schemes.reading.numbers import COUNTED, is_number, read_number
from edudesk.services.schemes.reading.selects import read_selection
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import KINDS, Words
from edudesk.services.schemes.scheme import Every, Measure

SORTS = ("records", "sum", "distinct", "share", "served", "average")
SERVED = ("day", "week", "month", "year")
YUAN = "yuan"  # the unit of donations
AVERAGED = ("record", "person", "member", "subject")
ITEMS = ("subject", "member", "person", "line", "kind", "stage")
NEEDED = {
    "sum": ("unit",),
    "distinct": ("of",),
    "share": ("whole",),
    "average": ("unit", "of"),
}


def read_measure(table: Table, words: Words) -> Measure:
    """Return what is added up."""
    sort = table.one_of("sort", SORTS, "records")
    convert = table.rates("convert")
    units = (*words.of("unit"), YUAN)
    known = {"share": COUNTED, "average": AVERAGED}.get(sort, COUNTED[1:])
    raw = table.raw("whole")
    number = read_number(table, "whole", words) if is_number(raw) else None
    measure = Measure(
        sort,
        table.one_of("unit", SERVED if sort == "served" else units, "day" if sort == "served" else ""),
        convert,
        table.one_of("of", known, "record" if sort == "share" else ""),
        table.one_of("days", ("natural", "working"), "natural") == "working",
        None if number is not None else read_selection(table, "whole", words),
        number,
    )
    given = {"unit": measure.unit, "of": measure.of, "whole": raw is not None}
    for field in NEEDED.get(sort, ()):
        if not given[field]:
            table.report("scheme.missing", field)
    for unit in sorted(set(convert) - set(units)):
        table.report("scheme.unknown-word", "convert", value=unit, guess="")
    table.finish()
    return measure


def read_every(leaf: Table, record: str, words: Words) -> Every | None:
    """Return for which items a leaf's bound holds one by one, None for the records together."""
    raw = leaf.raw("every")
    if raw is None:
        return None
    if isinstance(raw, str):
        return Every(leaf.one_of("every", ITEMS))
    table = leaf.table("every")
    assert table is not None
    each = table.one_of("each", ITEMS)
    vocabulary = KINDS.get(record, "activity-kind") if each == "kind" else each
    listed = each in {"line", "subject", "kind", "stage"}
    values = table.words("values", words.of(vocabulary)) if listed else table.words("values")
    every = Every(each, values, table.flag("found"), table.whole("items"))
    if every.found and every.values:
        table.report("scheme.two-bounds", "found")
    if every.values and every.items > len(every.values):
        table.report("scheme.impossible", "items", low=every.items, high=len(every.values))
    table.finish()
    return every
