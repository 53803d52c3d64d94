"""Reading what a scheme asks for besides numbers: documents, evidence with activities, limits on pairing."""

from edudesk.services.schemes.reading.conditions import read_bound
from edudesk.services.schemes.reading.rules import Reader
from edudesk.services.schemes.reading.selects import read_school_test
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.scheme import DocumentRule, Due, EvidenceNeed, Limit

BASES = ("community", "partner", "school")
LIMIT_PERIODS = ("term", "school-year", "cycle")
DUE = ("first-year", "every-year", "term-start", "term-end", "agreement-end", "activity", "exchange")
OF_RECORDS = ("activity", "exchange")


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
    )
    if not rule.kinds:
        table.report("scheme.missing", "kinds")
    table.finish()
    return rule


def _due(reader: Reader, table: Table) -> Due:
    sort = table.one_of("sort", DUE)
    if not sort:
        table.report("scheme.missing", "sort")
    days, working = _days(table)
    due = Due(
        sort,
        table.month_day("day", required=sort in {"first-year", "every-year"}),
        days,
        working,
        table.flag("before") if sort in OF_RECORDS else False,
        table.words("kinds", reader.words.of("activity-kind")) if sort == "activity" else (),
        table.words("exchange_forms", reader.words.of("exchange-form")) if sort == "exchange" else (),
    )
    if sort == "first-year" and not reader.has_cycle:
        table.report("scheme.no-cycle", "sort")
    table.finish()
    return due


def _days(table: Table) -> tuple[int, bool]:
    """Return a number of days and whether working ones: ``5`` or ``{ number = 5, working = true }``."""
    if not isinstance(table.raw("days"), dict):
        return table.whole("days"), False
    inner = table.table("days")
    assert inner is not None
    days = (inner.whole("number"), inner.flag("working"))
    inner.finish()
    return days


def read_evidence(reader: Reader, table: Table) -> EvidenceNeed:
    """Return which papers an activity needs."""
    identity, name, sentence = reader.head(table)
    known = reader.words.of("evidence-kind")
    needs = []
    for need in table.entries("needs"):
        entry = Table({"needs": need if isinstance(need, list) else [need]}, table.place, table.problems)
        needs.append(entry.words("needs", known))
    if not needs:
        table.report("scheme.missing", "needs")
    kinds = table.words("kinds", reader.words.of("activity-kind"))
    table.finish()
    return EvidenceNeed(identity, name, sentence, kinds, tuple(needs))


def read_limit(reader: Reader, table: Table) -> Limit:
    """Return who may pair with how many, or for how many years."""
    identity, name, sentence = reader.head(table)
    each, count, years = table.table("each"), table.table("count"), table.flag("agreement_years")
    if (count is None) == (not years):
        table.report("scheme.missing", "count")
    limit = Limit(
        identity,
        name,
        sentence,
        read_school_test(each, reader.words) if each else None,
        read_school_test(count, reader.words) if count else None,
        read_bound(table),
        table.one_of("effect", ("warn", "block"), "block") == "block",
        reader.period(table, LIMIT_PERIODS, "term"),
    )
    table.finish()
    return limit
