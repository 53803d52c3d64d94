"""Reading which papers are due, from whom and when."""

from edudesk.services.schemes.reading.days import read_days
from edudesk.services.schemes.reading.periods import read_phase
from edudesk.services.schemes.reading.rules import Reader
from edudesk.services.schemes.reading.selects import read_select
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.scheme import DocumentRule, Due, Per, Select

BASES = ("community", "partner", "school", "person", "pair")
OF_DAYS = frozenset({"first-year", "every-year"})
OF_CYCLE = frozenset({"first-year", "cycle-start", "cycle-end"})
OF_RECORDS = frozenset({"activity", "exchange"})
WITH_BEFORE = OF_RECORDS | {"cycle-start", "cycle-end", "agreement-start"}
DUE = (
    "first-year",
    "every-year",
    "on",
    "month-end",
    "quarter-end",
    "term-start",
    "term-end",
    "school-year-start",
    "school-year-end",
    "cycle-start",
    "cycle-end",
    "agreement-start",
    "agreement-end",
    "phase-end",
    "activity",
    "exchange",
    "pair",
)


def read_document(reader: Reader, table: Table) -> DocumentRule:
    """Return what is handed in, and when."""
    identity, name, sentence = reader.head(table)
    due = table.table("due")
    if due is None:
        table.report("scheme.missing", "due")
    rule = DocumentRule(
        identity,
        name,
        sentence,
        table.words("kinds", reader.words.of("document-kind")),
        _due(reader, due) if due else Due("term-end"),
        reader.per(table, BASES),
        table.flag("handed", default=True),
        table.label("to", required=False),
        reader.applies(table),
        table.whole("remind", 14),
        table.whole("number", 1),
        table.flag("standing"),
        table.whole("least_characters", most=1_000_000),
        reader.in_terms(table),
        reader.exempt(table),
    )
    if not rule.kinds:
        table.report("scheme.missing", "kinds")
    _check_basis(table, rule.per, rule.due)
    table.finish()
    return rule


def _check_basis(table: Table, per: Per, due: Due) -> None:
    """Refuse a paper of each pair that is asked for with each of other records."""
    if (due.sort in OF_RECORDS and per.each == "pair") or (due.sort == "pair" and per.each == "person"):
        table.report("scheme.not-yet", "per", what=f"{per.each} / {due.sort}")


def _due(reader: Reader, table: Table) -> Due:
    sort = table.one_of("sort", DUE)
    if not sort:
        table.report("scheme.missing", "sort")
    days, working = read_days(table, "days")
    due = Due(
        sort,
        table.month_day("day", required=True) if sort in OF_DAYS else None,
        days,
        working,
        table.flag("before") if sort in WITH_BEFORE else False,
        table.words("kinds", reader.words.of("activity-kind")) if sort == "activity" else (),
        table.words("exchange_forms", reader.words.of("exchange-form")) if sort == "exchange" else (),
        table.day("on") if sort == "on" else None,
        read_phase(table, reader.words) if sort == "phase-end" else "",
        at_end=table.flag("at_end") if sort == "pair" else False,
        select=_select(reader, table, sort) if sort in OF_RECORDS else None,
    )
    for field, missing in (("on", due.on is None), ("phase", not due.phase)):
        if missing and sort in {field, f"{field}-end"}:
            table.report("scheme.missing", field)
    if sort in OF_CYCLE and not reader.has_cycle:
        table.report("scheme.no-cycle", "sort")
    table.finish()
    return due


def _select(reader: Reader, table: Table, sort: str) -> Select | None:
    """Return which activities or exchanges ask for a paper; of no other record."""
    raw = table.raw("select")
    if raw is None:
        return None
    whole = {"record": sort, **raw} if isinstance(raw, dict) else raw
    select = read_select(Table(whole, f"{table.place}.select", table.problems), reader.words)
    if select.record != sort:
        table.report("scheme.not-yet", "select", what=f"{sort} / {select.record}")
    return select
