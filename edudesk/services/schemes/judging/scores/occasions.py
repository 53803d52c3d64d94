"""For which days and for whom a score is reckoned."""

from dataclasses import dataclass
from datetime import date, timedelta

from edudesk.services.calendar import (
    TermCode,
    YearlyWindow,
    full_terms,
    term_of,
    term_reach,
    windows_ending_in,
)
from edudesk.services.schemes.judging.membership import Pairing
from edudesk.services.schemes.judging.periods import spans, term_days, term_span
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis
from edudesk.services.schemes.scheme import Applies, PeriodSpec, SchoolTest
from edudesk.services.schemes.scheme.scoring import Assessment

ANY = SchoolTest()
LONGEST_BREAK = timedelta(days=370)
NEARLY = timedelta(days=92)
SIDES = {"lead": ("helper",), "member": ("helped",), "school": ()}


@dataclass(frozen=True)
class Occasion:
    """The days of a score, with the school year and term of the sheets it is entered in."""

    span: Span
    year: int
    term: TermCode | None = None


def occasion_of(world: World, table: Assessment, code: TermCode) -> Occasion | None:
    """Return the period of a table that is shown in a term; None where it has none.

    A table that is ``held`` on days of the term is made on the period that ended before them, or on the
    one that is nearly over by then.
    """
    if table.period == "term":
        return of_term(world, code)
    if table.held:
        term = term_days(world.facts, code)
        made = windows_ending_in(YearlyWindow(*table.held), *term_reach(term, world.facts.terms))
        latest = _latest(world, table, code)
        nearly = latest and made and timedelta(0) <= latest.span.period.last - made[-1].last <= NEARLY
        if made and not nearly and (before := _ended_before(world, table, made[-1].first)):
            return before
    return _latest(world, table, code)


def _latest(world: World, table: Assessment, code: TermCode) -> Occasion | None:
    found = spans(PeriodSpec(table.period), world.scheme, world.facts, code)
    return _occasion(world, found[-1]) if found else None


def _occasion(world: World, span: Span) -> Occasion:
    return Occasion(span, term_of(span.period.last, world.facts.terms).start_year)


def _ended_before(world: World, table: Assessment, day: date) -> Occasion | None:
    """Return the last period that ended before a day, within a year of it."""
    terms = full_terms(world.facts.terms, day.year - 2, day.year)
    codes = [term.code for term in terms if day - LONGEST_BREAK <= term.ends_on < day]
    for code in reversed(codes):
        for span in reversed(spans(PeriodSpec(table.period), world.scheme, world.facts, code)):
            if span.period.last < day:
                return _occasion(world, span)
    return None


def of_term(world: World, code: TermCode) -> Occasion:
    """Return a term as the days of a score."""
    return Occasion(term_span(world.facts, code), code.start_year, code)


def terms_of(world: World, occasion: Occasion) -> tuple[TermCode, ...]:
    """Return the terms of an occasion that have begun: what later ones ask for is not asked for yet."""
    if occasion.term:
        return (occasion.term,)
    first, last = occasion.span.first, occasion.span.period.last
    terms = full_terms(world.facts.terms, first.year - 1, last.year)
    return (
        tuple(term.code for term in terms if first <= term.ends_on <= last and term.starts_on <= world.today)
        or tuple(term.code for term in terms if first <= term.ends_on <= last)[:1]
    )


# -- for whom


def school(world: World, school_id: str) -> Basis:
    """Return a school as the one that is scored."""
    return Basis("school", school_id, world.label("member", school_id))


def scored(world: World, table: Assessment, occasion: Occasion) -> tuple[Basis, ...]:
    """Return who gets a score in a period."""
    if table.of == "community":
        return (COMMUNITY,) if world.membership.members(occasion.span) else ()
    test = SchoolTest(sides=SIDES[table.of])
    return tuple(school(world, one) for one in world.membership.members(occasion.span, test))


def others(world: World, who: Basis, of: str, occasion: Occasion) -> tuple[Basis, ...]:
    """Return those whose score goes into somebody's: of the community every one, of a school its partners."""
    if of == "own":
        return (who,)
    if of == "community":
        return (COMMUNITY,)
    side = "helper" if of == "lead" else "helped"
    members = world.membership
    if who.sort == "school":
        pairings = members.pairings(occasion.span)
        leads = {one.helper_id for one in pairings if who.id in (one.helper_id, one.helped_id)}
        near = [one for one in pairings if one.helper_id in leads]
        ids = [one.helper_id if side == "helper" else one.helped_id for one in near]
    else:
        ids = list(members.members(occasion.span, SchoolTest(sides=(side,))))
    return tuple(school(world, one) for one in dict.fromkeys(ids))


def applies(world: World, asked: Applies | None, who: Basis, occasion: Occasion) -> bool:
    """Return whether a table or part holds for a school, or for the community."""
    if asked is None:
        return True
    if asked.types and world.scheme.type_code(world.facts.community.type) not in asked.types:
        return False
    if (asked.helper, asked.helped) == (ANY, ANY):
        return True
    span, members = occasion.span, world.membership

    def fits(pairing: Pairing) -> bool:
        ends = ((pairing.helper_id, asked.helper), (pairing.helped_id, asked.helped))
        return all(members.fits(one, members.role(one, span), test) for one, test in ends)

    own = who.sort == "school"
    pairings = [one for one in members.pairings(span) if not own or who.id in (one.helper_id, one.helped_id)]
    return any(fits(one) for one in pairings)
