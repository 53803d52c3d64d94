"""Reading what a scheme says of itself: roles, types, words, the cycle, phases and figures."""

from collections.abc import Mapping
from datetime import date

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.scheme import Cycle, Figure, Phase, Role, Word

_OWN_VOCABULARIES = ("line",)
MOST_YEARS = 100


def read_roles(root: Table) -> tuple[Role, ...]:
    """Return what the parties are called."""
    return tuple(_role(table) for table in root.tables("roles"))


def _role(table: Table) -> Role:
    side = table.one_of("side", ("helper", "helped", "other"), "other")
    role = Role(table.text("code", required=True), side, table.label("name"))
    table.finish()
    return role


def read_words(root: Table, field: str) -> tuple[Word, ...]:
    """Return codes with their names."""
    return tuple(_word(table) for table in root.tables(field))


def _word(table: Table) -> Word:
    word = Word(table.text("code", required=True), table.label("name"))
    table.finish()
    return word


def read_vocabulary(table: Table | None) -> Mapping[str, tuple[Word, ...]]:
    """Return the words that a scheme adds."""
    if table is None:
        return {}
    known = (*VOCABULARIES, *_OWN_VOCABULARIES)
    added = {code: read_words(table, code) for code in known if code in table}
    table.finish()
    return added


def read_cycle(table: Table | None) -> Cycle | None:
    """Return the runs of years or months, or the one run between two dates."""
    if table is None:
        return None
    first, last = table.day("first"), table.day("last")
    fixed, months = first is not None or last is not None, "months" in table
    cycle = Cycle(
        0 if fixed or months else table.whole("years", 1, 1, MOST_YEARS),
        None if fixed else table.month_day("starts"),
        0 if fixed else table.whole("months", 0, 1, 12 * MOST_YEARS),
        first,
        last,
    )
    if fixed:
        _check_run(table, first, last, "first", "last")
    table.finish()
    return cycle


def read_phases(root: Table) -> tuple[Phase, ...]:
    """Return the steps of the work."""
    return tuple(_phase(table) for table in root.tables("phases"))


def _phase(table: Table) -> Phase:
    yearly, once = ("first" in table or "last" in table), ("on_first" in table or "on_last" in table)
    phase = Phase(
        table.text("id", required=True),
        table.label("name"),
        table.text("sentence"),
        table.month_day("first", required=yearly),
        table.month_day("last", required=yearly),
        table.day("on_first"),
        table.day("on_last"),
    )
    if yearly and once:
        table.report("scheme.two-bounds", "on_first")
    if once:
        _check_run(table, phase.on_first, phase.on_last, "on_first", "on_last")
    table.finish()
    return phase


def has_days(phase: Phase) -> bool:
    """Return whether a phase can be a rule's period."""
    return bool((phase.first and phase.last) or (phase.on_first and phase.on_last))


def _check_run(table: Table, first: date | None, last: date | None, *fields: str) -> None:
    for field, day in zip(fields, (first, last), strict=True):
        if day is None and table.raw(field) is None:
            table.report("scheme.missing", field)
    if first and last and first > last:
        table.report("scheme.impossible", fields[0], low=first.isoformat(), high=last.isoformat())


def read_figures(root: Table) -> tuple[Figure, ...]:
    """Return the numbers that schools enter."""
    return tuple(_figure(table) for table in root.tables("figures"))


def _figure(table: Table) -> Figure:
    figure = Figure(
        table.text("id", required=True),
        table.label("name"),
        table.label("unit"),
        table.one_of("of", ("school", "community"), "school"),
        table.one_of("period", ("school-year", "term", "always"), "school-year"),
        table.text("sentence"),
    )
    table.finish()
    return figure
