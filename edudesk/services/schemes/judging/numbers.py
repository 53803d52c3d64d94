"""The numbers that rules are bounded by: plain ones, figures that were entered, counts, sums of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import reduce
from operator import add, mul

from edudesk.services.calendar import SchoolYears, TermCode, full_terms, term_of
from edudesk.services.schemes.facts import FigureFacts
from edudesk.services.schemes.judging.keys import Keys
from edudesk.services.schemes.judging.selection import select
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Owed
from edudesk.services.schemes.scheme import (
    Bound,
    CountNumber,
    Figure,
    FigureNumber,
    Number,
    Reckoned,
    SchoolTest,
)

NONE = Decimal(0)
PLACES, LONGEST = Decimal("0.000001"), 15
ROUNDINGS = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "nearest": ROUND_HALF_UP}


@dataclass(frozen=True)
class Ends:
    """A bound with its numbers worked out; None does not bind."""

    low: Decimal | None = None
    high: Decimal | None = None


def ends_of(world: World, bound: Bound, span: Span, basis: Basis) -> Ends | Owed:
    """Return a bound in plain numbers, else the note that says what is missing for it."""
    found: list[Decimal | None] = []
    for number in (bound.at_least, bound.at_most):
        value = None if number is None else number_of(world, number, span, basis)
        if isinstance(value, Owed):
            return value
        found.append(value)
    return Ends(*found)


def number_of(world: World, number: Number, span: Span, basis: Basis) -> Decimal | Owed:
    """Return a number for the one asked in a period, else the note that says what is missing for it."""
    match number:
        case Decimal():
            return number
        case FigureNumber():
            return _figure(world, number, span, basis)
        case CountNumber():
            items = [item for item in select(world, number.select, span, basis).items if item.done]
            keys = Keys(world, number.select, span)
            found = (keys.of(item, number.of, item.done) for item in items)
            return Decimal(len(frozenset[str]().union(*found)))
        case Reckoned():
            values = [number_of(world, one, span, basis) for one in number.numbers]
            known = [value for value in values if isinstance(value, Decimal)]
            if len(known) < len(values):
                return next(value for value in values if isinstance(value, Owed))
            return _reckoned(number, known)


def _reckoned(number: Reckoned, values: list[Decimal]) -> Decimal | Owed:
    match number.how:
        case "plus":
            value = reduce(add, values, NONE)
        case "times":
            value = reduce(mul, values, Decimal(1))
        case "less":
            value = max(values[0] - values[1], NONE)
        case _:
            if not values[1]:
                return Owed("scheme.note.no-whole")
            value = values[0] / values[1]
    if number.rounded:
        return value.to_integral_value(ROUNDINGS[number.rounded])
    whole = value.to_integral_value()  # without the needless zero of 60 × 0.4
    exact = value == whole or value.adjusted() > LONGEST
    return whole if exact else value.quantize(PLACES).normalize()


# -- figures


def _figure(world: World, number: FigureNumber, span: Span, basis: Basis) -> Decimal | Owed:
    figure = next(one for one in world.scheme.figures if one.id == number.figure)
    school = None if figure.of == "community" else _school(world, number, span, basis)
    if figure.of == "community" or school:
        found = entered(world, figure, school, span, number.back)
        if found is not None:
            return found.value
    return Owed("scheme.note.no-figure", {"figure": figure.name})


def entered(
    world: World, figure: Figure, school: str | None, span: Span, back: int = 0
) -> FigureFacts | None:
    """Return what was entered for a figure of a school (None: of the community) in the period's last year.

    ``back`` so many years, or terms, before it.
    """
    day, terms = span.period.last, world.facts.terms
    year = SchoolYears(terms).ending_from(day).first.year
    known = [one for one in world.facts.figures if one.code == figure.id and one.school_id == school]
    match figure.period:
        case "school-year":
            wanted = (one for one in known if one.school_year == year - back)
        case "term":
            code = _before(world, span.term or term_of(day, terms), back)
            wanted = (one for one in known if one.term is not None and one.term == code)
        case _:
            wanted = (one for one in known if not back)
    return _latest(wanted)


def _latest(found: Iterable[FigureFacts]) -> FigureFacts | None:
    return max(found, key=lambda one: (one.school_year or 0, one.term or _NO_TERM, one.id), default=None)


_NO_TERM = TermCode(1950, 1)


def _before(world: World, code: TermCode, back: int) -> TermCode | None:
    if not back:
        return code
    years = -(-back // 2) + 1
    earlier = [term.code for term in full_terms(world.facts.terms, code.start_year - years, code.start_year)]
    earlier = [one for one in earlier if one < code]
    return earlier[-back] if len(earlier) >= back else None


def _school(world: World, number: FigureNumber, span: Span, basis: Basis) -> str | None:
    """Return whose figure is meant: the school asked, else ours, else the only one of the side asked for."""
    if basis.sort == "partner":
        return basis.helped_id if number.side == "helped" else basis.helper_id
    if basis.sort == "school":
        return basis.id
    asked = world.held(basis.id, "school", span.period.last) if basis.sort == "person" else []
    members = world.membership
    candidates = [*asked, *sorted(world.ours)]
    if number.side:
        candidates = [one for one in candidates if members.side_in(one, span) == number.side]
        alone = members.members(span, SchoolTest(sides=(number.side,)))
        candidates += alone if len(alone) == 1 else ()
    return next(iter(candidates), None)
