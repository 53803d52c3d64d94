"""Reading who may be sent, mentor or hold a duty."""

from edudesk.services.schemes.reading.conditions import read_condition
from edudesk.services.schemes.reading.people import read_people
from edudesk.services.schemes.reading.rules import Reader
from edudesk.services.schemes.reading.selects import read_selection
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.scheme import Eligibility, Select

RECORDS = ("exchange", "stay", "pair", "duty", "activity")
PERIODS = ("term", "school-year", "calendar-year", "cycle", "window", "phase", "last-years", "until", "ever")


def read_eligibility(reader: Reader, table: Table) -> Eligibility:
    """Return whom of which records a test is asked of."""
    identity, name, sentence = reader.head(table)
    select, condition = read_selection(table, "select", reader.words), table.table("condition")
    if select is None:
        table.report("scheme.missing", "select")
    rule = Eligibility(
        identity,
        name,
        sentence,
        select or Select("exchange"),
        table.words("roles", reader.words.of("activity-role")),
        tuple(read_people(test, reader.words) for test in table.tables("who")),
        table.whole("after_months", most=120),
        read_condition(condition, reader.words) if condition else None,
        reader.exempt(table),
        table.one_of("effect", ("warn", "block"), "warn") == "block",
        reader.period(table, PERIODS, "term"),
        reader.applies(table),
    )
    if rule.select.record not in RECORDS:
        table.report("scheme.not-yet", "select", what=rule.select.record)
    if not rule.who and rule.condition is None:
        table.report("scheme.missing", "who")
    if rule.after_months and rule.select.record not in {"exchange", "stay"}:
        table.report("scheme.not-yet", "after_months", what=rule.select.record)
    table.finish()
    return rule
