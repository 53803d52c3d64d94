"""Reading what somebody gains: recognition, and money by rule."""

from decimal import Decimal

from edudesk.services.schemes.reading.conditions import read_condition, read_leaf
from edudesk.services.schemes.reading.numbers import read_number
from edudesk.services.schemes.reading.people import read_people, read_school_test
from edudesk.services.schemes.reading.rules import Reader
from edudesk.services.schemes.reading.selects import read_selection
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.scheme import Allowance, Leaf, Recognition, SchoolTest, Tier

PERIODS = ("term", "school-year", "calendar-year", "cycle", "window", "phase", "last-years", "until", "ever")
PAID_TO = ("person", "school", "pair")
PAID_EACH = ("month", "day", "week", "term", "school-year", "calendar-year", "record", "once")
PAID_IN = ("school-year", "term", "calendar-year", "cycle")
PAID_FOR = {"person": ("exchange", "stay"), "pair": ("pair",)}
MONTHS = frozenset(range(1, 13))


def read_recognition(reader: Reader, table: Table) -> Recognition:
    """Return what a person is recognised for."""
    identity, name, sentence = reader.head(table)
    condition, time = table.table("condition"), table.table("time")
    if (condition is None) == (time is None):
        table.report("scheme.missing" if condition is None else "scheme.two-bounds", "condition")
    rule = Recognition(
        identity,
        name,
        sentence,
        table.label("gives"),
        reader.period(table, PERIODS, "ever"),
        reader.applies(table),
        read_selection(table, "among", reader.words),
        tuple(read_people(test, reader.words) for test in table.tables("people")),
        read_condition(condition, reader.words) if condition else None,
        _time(reader, time) if time else None,
        table.words("documents", reader.words.of("document-kind")),
    )
    table.finish()
    return rule


def _time(reader: Reader, table: Table) -> Leaf:
    """Return the time that is served; it has no bound of its own."""
    leaf = read_leaf(table, reader.words, bounded=False)
    if leaf.measure.sort != "served":
        table.report("scheme.not-yet", "measure", what=f"time / {leaf.measure.sort}")
    return leaf


def read_allowance(reader: Reader, table: Table) -> Allowance:
    """Return who is paid how much for what."""
    identity, name, sentence = reader.head(table)
    to = table.one_of("to", PAID_TO, "person")
    schools = table.table("schools") if to == "school" else None
    rule = Allowance(
        identity,
        name,
        sentence,
        to,
        read_school_test(schools, reader.words) if schools else SchoolTest(),
        read_selection(table, "select", reader.words),
        _tiers(reader, table),
        table.one_of("each", PAID_EACH, "month"),
        table.whole("least_days", 1, 1),
        _months(table),
        table.number("most_units"),
        read_number(table, "most", reader.words),
        reader.period(table, PAID_IN, "school-year"),
        reader.applies(table),
        table.words("unless", reader.words.of("document-kind")),
    )
    _check(table, rule)
    table.finish()
    return rule


def _check(table: Table, rule: Allowance) -> None:
    known = PAID_FOR.get(rule.to)
    if rule.select is None and rule.to == "person":
        table.report("scheme.missing", "select")
    if rule.select and known and rule.select.record not in known:
        table.report("scheme.not-yet", "select", what=f"{rule.to} / {rule.select.record}")
    if rule.each == "record" and rule.select is None:
        table.report("scheme.missing", "select")
    if rule.months and rule.each != "month":
        table.report("scheme.not-yet", "months", what=rule.each)


def _tiers(reader: Reader, table: Table) -> tuple[Tier, ...]:
    plain, given = read_number(table, "amount", reader.words), table.tables("tiers")
    if (plain is None) == (not given):
        table.report("scheme.two-bounds" if given else "scheme.missing", "amount")
    if plain is not None:
        return (Tier(plain, SchoolTest(), SchoolTest()),)
    return tuple(_tier(reader, one) for one in given)


def _tier(reader: Reader, table: Table) -> Tier:
    origin, host, people = table.table("from"), table.table("to"), table.table("people")
    amount = read_number(table, "amount", reader.words)
    if amount is None:
        table.report("scheme.missing", "amount")
    tier = Tier(
        Decimal(0) if amount is None else amount,
        read_school_test(origin, reader.words) if origin else SchoolTest(),
        read_school_test(host, reader.words) if host else SchoolTest(),
        read_people(people, reader.words) if people else None,
    )
    table.finish()
    return tier


def _months(table: Table) -> tuple[int, ...]:
    months = table.entries("months")
    if any(isinstance(month, bool) or month not in MONTHS for month in months):
        table.wrong_type("months", "list of months")
        return ()
    return tuple(months)
