"""Reading which records a rule looks at."""

from decimal import Decimal

from edudesk.services.schemes.reading.days import read_days
from edudesk.services.schemes.reading.people import SIDES, read_people, read_school_test
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import KINDS, Words
from edudesk.services.schemes.scheme import PeopleTest, SchoolTest, Select
from edudesk.services.schemes.scheme.selecting import MOST_NESTED, RECORDS

DIRECTIONS = ("lead-to-member", "member-to-lead", "mutual")
PARTS = ("takes-part", "host", "from", "to")

_TRIPS = frozenset({"exchange", "stay"})
_VISITS = frozenset({"activity", *_TRIPS})
_WITH_PEOPLE = frozenset({*_VISITS, "pair", "achievement", "document", "duty", "person"})
_SCHOOLS = frozenset({"school", "roster-school"})
_FITS = {
    "kinds": frozenset({"activity", "stay", "pair", "achievement", "document", "duty", "request"}),
    "exchange_forms": _TRIPS,
    "forms": frozenset({"activity", "stay"}),
    "host": _VISITS,
    "direction": frozenset({*_VISITS, "donation"}),
    "lines": frozenset({"activity", "stay"}),
    "subjects": frozenset({*_VISITS, "pair", "request", "person"}),
    "people": _WITH_PEOPLE,
    "schools": frozenset(RECORDS) - {"community"},
    "part": frozenset({*_VISITS, "donation"}),
    "states": frozenset({"request"}),
    "acts_as": frozenset({"activity", "pair"}),
    "least_days": _TRIPS,
    "least_months": frozenset({*_TRIPS, "pair"}),
    "most_months": frozenset({*_TRIPS, "pair"}),
    "posts_held": _TRIPS,
    "least_weekly_periods": _TRIPS,
    "confirmed": _TRIPS,
    "grades": _VISITS,
    "levels": frozenset({"achievement"}),
    "level_at_least": frozenset({"achievement"}),
    "completions": frozenset({"pair"}),
    "types": frozenset({"community"}),
    "evidence": frozenset({*_VISITS, "pair", "donation"}),
    "documents": frozenset(RECORDS) - {"document", "duty", "roster-school", "community"},
    "among": frozenset({*_WITH_PEOPLE, *_SCHOOLS}),
}
"""For which records a field is asked at all; elsewhere it would be believed and never tested."""


def read_selection(parent: Table, field: str, words: Words, depth: int = 1) -> Select | None:
    """Return the selection in a field, None when it is absent; of a list what one of its tables takes."""
    if not isinstance(parent.raw(field), list):
        inner = parent.table(field)
        return read_select(inner, words, depth) if inner else None
    either = tuple(read_select(table, words, depth) for table in parent.tables(field))
    if not either:
        parent.report("scheme.missing", field)
        return None
    if any(select.record != either[0].record for select in either):
        parent.report("scheme.other-record", field)
    return Select(either[0].record, either=either)


def read_select(table: Table, words: Words, depth: int = 1) -> Select:
    """Return which records count."""
    record = table.one_of("record", RECORDS, "activity")
    for field in table.fields():
        if record in RECORDS and record not in _FITS.get(field, RECORDS):
            table.report("scheme.not-of-record", field, record=record)
    if depth > MOST_NESTED:
        table.report("scheme.select-too-deep", "", limit=MOST_NESTED)
        return Select(record)
    schools = table.table("schools")
    least_days, working = read_days(table, "least_days")
    select = Select(
        record,
        table.words("kinds", words.of(KINDS.get(record, "activity-kind"))),
        table.words("exchange_forms", words.of("exchange-form")),
        table.words("forms", ("onsite", "online")),
        table.one_of("host", SIDES),
        table.one_of("direction", DIRECTIONS),
        table.words("lines", words.of("line")),
        table.words("subjects", words.of("subject")),
        _people(table, words, depth),
        read_school_test(schools, words) if schools else SchoolTest(),
        table.words("states", words.of("request-state")),
        least_days,
        table.one_of("part", PARTS, "takes-part"),
        table.words("evidence", words.of("evidence-kind")),
        *_months(table),
        table.words("posts_held", words.of("post")),
        _some(table.number("least_weekly_periods")),
        table.flag("confirmed"),
        table.words("grades", words.of("grade")),
        table.words("levels", words.of("level")),
        table.one_of("level_at_least", words.of("level")),
        table.words("completions", words.of("completion")),
        table.words("types", words.of("type")),
        table.words("documents", words.of("document-kind")),
        read_selection(table, "among", words, depth + 1),
        _excluded(table, record, words, depth),
        table.words("acts_as", words.of("activity-role")),
        working,
    )
    table.finish()
    return select


def _people(table: Table, words: Words, depth: int) -> tuple[PeopleTest, ...]:
    return tuple(read_people(people, words, depth) for people in table.tables("people"))


def _some(number: Decimal | None) -> Decimal | None:
    return number or None


def _months(table: Table) -> tuple[int | None, int | None]:
    """Return the least and the most months; 0, as a setting that is not filled in, asks for nothing."""
    least, most = table.whole("least_months") or None, table.whole("most_months") or None
    if least is not None and most is not None and least > most:
        table.report("scheme.impossible", "least_months", low=least, high=most)
    return least, most


def _excluded(table: Table, record: str, words: Words, depth: int) -> tuple[Select, ...]:
    """Return what does not count; a single table stands for a list of one."""
    raw = table.raw("except")
    inner = table.table("except") if isinstance(raw, dict) else None
    tables = (inner,) if inner else table.tables("except")
    excluded = tuple(read_select(each, words, depth + 1) for each in tables)
    if any(select.record != record for select in excluded):
        table.report("scheme.other-record", "except")
    return excluded
