"""Reading what the pairing itself must keep."""

from edudesk.services.schemes.reading.numbers import read_bound
from edudesk.services.schemes.reading.people import read_school_test
from edudesk.services.schemes.reading.rules import Reader
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.scheme import Limit

PERIODS = ("term", "school-year", "cycle")
SORTS = {
    "count": "partners",
    "agreement_years": "agreement-years",
    "agreement_months": "agreement-months",
    "mentor_pairs": "pairs",
    "same": "same",
}
"""The field that says what is bounded, and the sort of limit it makes."""


def read_limit(reader: Reader, table: Table) -> Limit:
    """Return who may pair with how many or whom, for how long, and how many apprentices a mentor may have."""
    identity, name, sentence = reader.head(table)
    each, count = table.table("each"), table.table("count")
    given = [field for field in SORTS if field in table and table.raw(field) is not False]
    if len(given) != 1:
        table.report("scheme.two-bounds" if given else "scheme.missing", given[1] if given else "count")
    sort = SORTS[given[0]] if given else "partners"
    for flag in ("agreement_years", "agreement_months"):
        table.flag(flag)
    limit = Limit(
        identity,
        name,
        sentence,
        read_school_test(each, reader.words) if each else None,
        read_school_test(count, reader.words) if count else None,
        read_bound(table, reader.words),
        table.one_of("effect", ("warn", "block"), "block") == "block",
        reader.period(table, PERIODS, "term"),
        sort,
        _of(table, sort),
        table.words("kinds", reader.words.of("pair-kind")) if sort == "pairs" else (),
        reader.applies(table),
    )
    table.finish()
    return limit


def _of(table: Table, sort: str) -> str:
    """Return whose pairs are counted, or what must be the same."""
    if sort == "pairs":
        return table.one_of("mentor_pairs", ("mentor", "apprentice"), "mentor")
    return table.one_of("same", ("stage", "location"), "stage") if sort == "same" else ""
