"""Reading the assessment tables of a scheme: who is scored, the parts of the score, grades and vetoes."""

from decimal import Decimal
from itertools import pairwise

from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.reading.conditions import read_condition
from edudesk.services.schemes.reading.rules import Reader
from edudesk.services.schemes.reading.scoring_methods import METHODS, read_method
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.scheme import SchoolTest
from edudesk.services.schemes.scheme.scoring import (
    Assessment,
    ByRule,
    Collect,
    Deduct,
    Entered,
    Grade,
    Levels,
    Method,
    Rank,
    ScorePart,
    Sum,
    Veto,
    parts_of,
)
from edudesk.texts import Label

OF = ("school", "lead", "member", "community")
PERIODS = ("school-year", "term", "calendar-year", "cycle")
MOST_PARTS = 300
DEEPEST = 8
HUNDRED = Decimal(100)
ANY = SchoolTest()


def read_assessment(reader: Reader, table: Table) -> Assessment:
    """Return one table by which schools or the community are scored."""
    identity, name, sentence = reader.head(table)
    of = table.one_of("of", OF)
    if not of:
        table.report("scheme.missing", "of")
    period = table.one_of("period", PERIODS, "school-year")
    if period == "cycle" and not reader.has_cycle:
        table.report("scheme.no-cycle", "period")
    # Left out the full score is 100, and parts that make less are a slip; "parts" takes what they make,
    # so that the points of each can be a setting.
    together = table.raw("points") == "parts"
    points = None if together else table.number("points")
    points = HUNDRED if points is None and not together else points
    whole = _part(reader, table, (identity, name, sentence), points, 1)
    if together and whole.points is None:
        table.report("scheme.missing", "parts")
    steps = tuple(_read_part(reader, step, 2) for step in table.tables("steps"))
    assessment = Assessment(
        identity,
        name,
        sentence,
        of,
        reader.applies(table),
        period,
        whole,
        steps,
        _grades(table),
        tuple(_veto(reader, veto) for veto in table.tables("veto")),
        _held(table),
        table.flag("shown", default=True),
    )
    if sum(1 for _ in parts_of(assessment)) > MOST_PARTS:
        table.report("scheme.parts-too-many", "parts", most=MOST_PARTS)
    _check_own_ids(table, assessment)
    table.finish()
    return assessment


def _read_part(reader: Reader, table: Table, depth: int) -> ScorePart:
    named = (table.text("id", required=True), table.label("name"), table.text("sentence"))
    part = _part(reader, table, named, table.number("points"), depth)
    table.finish()
    return part


def _part(
    reader: Reader,
    table: Table,
    named: tuple[str, Label, str],
    points: Decimal | None,
    depth: int,
) -> ScorePart:
    method = _method(reader, table, depth)
    top = depth == 1
    weight = None if top else table.number("weight")
    if weight is not None and not 0 < weight <= HUNDRED:
        table.report(
            "scheme.too-large" if weight else "scheme.too-small", "weight", value=weight, most=100, least=1
        )
    part = ScorePart(
        *named,
        _made_of(method) if points is None else points,
        method,
        weight,
        bonus=False if top else table.flag("bonus"),
        applies=None if top or "applies" not in table else reader.applies(table),
        times=_factor(table),
        most=table.number("most"),
    )
    _check_points(reader, table, part)
    return part


def _factor(table: Table) -> Decimal:
    times = table.number("times")
    return Decimal(1) if times is None else times


def _made_of(method: Method) -> Decimal | None:
    """Return the points that unweighted parts make together, None where one of them has none."""
    if not isinstance(method, Sum):
        return None
    points = [part.points for part in method.parts if not part.bonus]
    weighted = any(part.weight is not None for part in method.parts)
    if weighted or None in points or not points:
        return None
    return sum((each for each in points if each is not None), Decimal(0))


def _method(reader: Reader, table: Table, depth: int) -> Method:
    given = [name for name in METHODS if name in table]
    if len(given) != 1:
        code = "scheme.two-methods" if given else "scheme.no-method"
        table.report(code, given[-1] if given else "parts", known=", ".join(METHODS))
        for name in given:
            table.raw(name)
        return Entered()
    if given != ["parts"]:
        return read_method(reader, table, given[0])
    if depth >= DEEPEST:
        table.report("scheme.parts-too-deep", "parts", most=DEEPEST)
        return Sum(())
    parts = tuple(_read_part(reader, inner, depth + 1) for inner in table.tables("parts"))
    if not parts:
        table.report("scheme.missing", "parts")
    return Sum(parts)


# -- points and weights


def _check_points(reader: Reader, table: Table, part: ScorePart) -> None:
    match part.method:
        case Sum(parts) if parts:
            _check_sum(reader, table, part, parts)
        case Deduct(to=least):
            if part.points is None:
                table.report("scheme.missing", "points")
            elif least > part.points:
                table.report("scheme.more-points", "deduct", value=least, points=part.points)
        case Levels(table=steps) | Rank(bands=steps) if part.points is not None:
            for step in steps:
                if step.points > part.points:
                    field = "levels" if isinstance(part.method, Levels) else "rank"
                    table.report("scheme.more-points", field, value=step.points, points=part.points)
        case ByRule() if part.points is None:
            table.report("scheme.missing", "points")
        case Collect() if part.points is None and part.most is None:
            table.report("scheme.missing", "points")


def _check_sum(reader: Reader, table: Table, whole: ScorePart, parts: tuple[ScorePart, ...]) -> None:
    """Check that weights make 100, else points those of the whole, for each type of community."""
    asked = [part for part in parts if not part.bonus]
    weighted = [part for part in asked if part.weight is not None]
    if weighted and len(weighted) < len(asked):
        missing = next(part for part in asked if part.weight is None)
        table.report("scheme.weight-missing", "parts", value=missing.id)
        return
    if not weighted and whole.points is None:
        return
    for part in asked if not weighted else ():
        if part.points is None:
            table.report("scheme.points-missing", "parts", value=part.id)
            return
    wanted = HUNDRED if weighted else whole.points
    assert wanted is not None
    for kind in reader.types or ("",):
        low, high = _range([part for part in asked if _for_type(part, kind)], weighted=bool(weighted))
        if not low <= wanted <= high:
            found = low if low > wanted else high
            table.report("scheme.weights" if weighted else "scheme.points", "parts", sum=found, wanted=wanted)
            return


def _for_type(part: ScorePart, kind: str) -> bool:
    return part.applies is None or not part.applies.types or kind in part.applies.types


def _range(parts: list[ScorePart], *, weighted: bool) -> tuple[Decimal, Decimal]:
    """Return the least and the most that parts make: those for some schools only may be left out."""
    sizes = [(part, (part.weight if weighted else part.points) or Decimal(0)) for part in parts]
    always = sum((size for part, size in sizes if not _for_some_schools(part)), Decimal(0))
    return always, sum((size for _, size in sizes), Decimal(0))


def _for_some_schools(part: ScorePart) -> bool:
    applies = part.applies
    return applies is not None and (applies.helper, applies.helped) != (ANY, ANY)


# -- the table as a whole


def _check_own_ids(table: Table, assessment: Assessment) -> None:
    names = [part.id for part in parts_of(assessment)] + [veto.id for veto in assessment.vetoes]
    for twice in sorted({name for name in names if name and names.count(name) > 1}):
        table.report("scheme.twice", "id", value=twice)


def _grades(table: Table) -> tuple[Grade, ...]:
    grades = []
    for row in table.tables("grades"):
        least = row.number("at_least")
        if row.raw("at_least") is None:
            row.report("scheme.missing", "at_least")
        grades.append(Grade(least or Decimal(0), row.label("name")))
        row.finish()
    for better, worse in pairwise(grades):
        if worse.at_least >= better.at_least:
            table.report("scheme.levels-falling", "grades", value=worse.at_least)
    return tuple(grades)


def _veto(reader: Reader, table: Table) -> Veto:
    condition = table.table("condition")
    veto = Veto(
        table.text("id", required=True),
        table.label("name"),
        table.text("sentence", required=True),
        read_condition(condition, reader.words) if condition else None,
        table.number("at_most") or Decimal(0),
    )
    table.finish()
    return veto


def _held(table: Table) -> tuple[MonthDay, MonthDay] | None:
    inner = table.table("held")
    if inner is None:
        return None
    first, last = inner.month_day("first", required=True), inner.month_day("last", required=True)
    inner.finish()
    return (first, last) if first and last else None
