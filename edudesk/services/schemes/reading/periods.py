"""Reading by which days a rule is judged, and for whom one by one."""

from edudesk.services.schemes.reading.days import read_days
from edudesk.services.schemes.reading.people import read_people, read_school_test
from edudesk.services.schemes.reading.selects import read_selection
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import Words
from edudesk.services.schemes.scheme import (
    Condition,
    Cycle,
    InEvery,
    Joined,
    OnlyIf,
    Per,
    PeriodSpec,
    SchoolTest,
)

PERIODS = (
    *("term", "month", "week", "quarter", "school-year", "calendar-year", "cycle", "window", "stay", "until"),
    *("phase", "before-term", "last-years", "ever"),
)
BASES = ("community", "partner", "school", "person", "pair", "subject", "line", "stage", "post")
VALUED = ("subject", "line", "stage")
A_WEEKS_DAYS, A_MONTHS_DAYS = 3, 10
MOST_PARTS, LIFETIME = 400, 30
A_YEARS = {"week": 53, "month": 12, "quarter": 4, "term": 2, "school-year": 1, "calendar-year": 1}
"""So many parts of each sort has a year."""


def spread(table: Table, field: str, first: str, default: str | None = None) -> Table:
    """Return a field's table; a plain word stands for the table with that word alone."""
    raw = table.raw(field)
    whole = raw if isinstance(raw, dict) else {first: default if raw is None else raw}
    return Table(whole, f"{table.place}.{field}", table.problems)


def read_phase(table: Table, words: Words) -> str:
    """Return the phase that is named; one without days can be shown but not judged by."""
    named = table.text("phase")
    if named in words.dayless:
        table.report("scheme.phase-without-days", "phase", value=named)
        return named
    return table.one_of("phase", words.phases or ("-",))


def read_period(
    inner: Table, words: Words, known: tuple[str, ...] = PERIODS, *, has_cycle: bool = True
) -> PeriodSpec:
    """Return the days by which a rule is judged."""
    if inner.raw("sort") is None:
        inner.report("scheme.missing", "sort")
    sort = inner.one_of("sort", known, "term") if inner.raw("sort") is not None else "term"
    window, dated = sort == "window", "on" in inner
    least_days, working = read_days(inner, "least_days", A_WEEKS_DAYS if sort == "week" else A_MONTHS_DAYS, 1)
    spec = PeriodSpec(
        sort,
        inner.month_day("first", required=window),
        inner.month_day("last", required=window or (sort == "until" and not dated)),
        inner.day("on"),
        least_days,
        inner.words("exchange_forms", words.of("exchange-form")),
        inner.whole("days", 0, 1, 366),
        inner.whole("years", 0, 1, 100),
        read_phase(inner, words),
        working,
    )
    needed = {"before-term": ("days", spec.days), "last-years": ("years", spec.years)}
    field, value = needed.get(sort, ("phase", spec.phase) if sort == "phase" else ("sort", True))
    if not value:
        inner.report("scheme.missing", field)
    if not has_cycle and (sort == "cycle" or (sort == "until" and not dated)):
        inner.report("scheme.no-cycle", "sort")
    inner.finish()
    return spec


def read_per(inner: Table, words: Words, known: tuple[str, ...] = BASES) -> Per:
    """Return for whom a rule holds one by one."""
    each, schools = inner.one_of("each", known, "community"), inner.table("schools")
    posts = inner.words("posts", words.of("post"))
    if each == "post" and not posts:
        inner.report("scheme.missing", "posts")
    per = Per(
        each,
        read_school_test(schools, words) if schools else SchoolTest(),
        posts,
        read_selection(inner, "among", words) if each == "person" else None,
        tuple(read_people(table, words) for table in inner.tables("people")) if each == "person" else (),
        inner.words("values", words.of(each)) if each in VALUED else (),
    )
    inner.finish()
    return per


def too_many_parts(spec: PeriodSpec, condition: Condition, cycle: Cycle | None) -> bool:
    """Return whether a period may have more parts than are judged one by one."""
    match condition:
        case InEvery():
            years = _years(spec, cycle)
            inner = too_many_parts(spec, condition.condition, cycle)
            return inner or years * A_YEARS[condition.part] > MOST_PARTS
        case Joined():
            return any(too_many_parts(spec, one, cycle) for one in condition.conditions)
        case OnlyIf():
            return any(too_many_parts(spec, one, cycle) for one in (condition.premise, condition.then))
    return False


def _years(spec: PeriodSpec, cycle: Cycle | None) -> int:
    """Return how many years a period may last."""
    match spec.sort:
        case "last-years":
            return spec.years
        case "ever":
            return LIFETIME
        case "cycle" | "until" if cycle and cycle.first and cycle.last:
            return cycle.last.year - cycle.first.year + 1
        case "cycle" | "until" if cycle:
            return cycle.years + -(-cycle.months // 12)
    return 1
