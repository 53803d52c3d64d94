"""What limits bound: partners, members, lengths of agreements, apprentices at one time, unlike partners."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from edudesk.services.schemes.facts import AgreementFacts, PairFacts
from edudesk.services.schemes.judging.membership import Membership, in_force
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis
from edudesk.services.schemes.scheme import Limit, SchoolTest

ONE_DAY = timedelta(days=1)
MONTHS, LONGEST_MONTH = 12, 31
NONE, TENTH = Decimal(0), Decimal("0.1")


@dataclass(frozen=True)
class Count:
    """What a limit bounds for one school, person, or the community.

    ``ids`` are the schools or pairs counted here: what is counted travels, and partners elsewhere are
    nobody's business.
    """

    basis: Basis
    value: Decimal
    ids: tuple[str, ...] = ()
    longest: Decimal | None = None  # of a length: with the days beyond its full years or months


def counts_of(world: World, limit: Limit, span: Span) -> list[Count]:
    """Return what a limit bounds, for everybody whom it is about in a period."""
    match limit.sort:
        case "agreement-years":
            return list(_lengths(world, MONTHS))
        case "agreement-months":
            return list(_lengths(world, 1))
        case "pairs":
            return list(_at_one_time(world, limit, span))
        case "same":
            return list(_unlike(world, limit, span))
    test = limit.count or SchoolTest()
    return list(
        _members(world, test, span) if limit.each is None else _partners(world, limit.each, test, span)
    )


def _school(world: World, school: str) -> Basis:
    return Basis("school", school, world.label("member", school))


# -- partners


def _members(world: World, test: SchoolTest, span: Span) -> Iterator[Count]:
    counted = world.membership.members(span, test)
    if world.membership.members(span):
        yield Count(COMMUNITY, Decimal(len(counted)), counted)


def _partners(world: World, each: SchoolTest, test: SchoolTest, span: Span) -> Iterator[Count]:
    """Return every school with the number of its partners; it may have them in several communities."""
    for school in world.membership.members(span, each):
        here = tuple(_bound(world.membership, each, test, school, span))
        everywhere = {*here}.union(*(_bound(other, each, test, school, span) for other in world.elsewhere))
        yield Count(_school(world, school), Decimal(len(everywhere)), here)


def _bound(members: Membership, each: SchoolTest, test: SchoolTest, school: str, span: Span) -> Iterable[str]:
    """Return the partners of a school in one community; agreements tell its own from those of others.

    They are those of the helped school: a helper without any is no partner of who signed with another.
    """
    if school not in members.members(span, each):
        return
    side = members.side_in(school, span)
    alike = [one for one in members.members(span) if members.side_in(one, span) == side]
    helpers = members.members(span, SchoolTest(sides=("helper",)))
    for other in members.members(span, test):
        if side == "helped" and other in helpers:
            if other in members.bound(school, helpers, span):
                yield other
            continue
        rivals = tuple(one for one in alike if one != other)
        if other != school and school in members.bound(other, rivals, span):
            yield other


def _unlike(world: World, limit: Limit, span: Span) -> Iterator[Count]:
    """Return every helper with the number of its partners of another stage or location."""
    helpers = world.membership.members(span, limit.each or SchoolTest())
    pairings = world.pairings(span)
    for helper in helpers:
        partners = [one.helped_id for one in pairings if one.helper_id == helper]
        unlike = tuple(one for one in partners if _differ(world, limit.of, helper, one))
        if partners:
            yield Count(_school(world, helper), Decimal(len(unlike)), unlike)


def _differ(world: World, of: str, helper: str, partner: str) -> bool:
    """Return whether two schools differ; what nobody entered does not."""
    values = [getattr(world.schools[one], of) if one in world.schools else "" for one in (helper, partner)]
    return all(values) and values[0] != values[1]


# -- agreements


def _lengths(world: World, unit: int) -> Iterator[Count]:
    for agreement in world.facts.agreements:
        months = _whole_months(agreement)
        if months is not None:
            yield Count(COMMUNITY, Decimal(months // unit), longest=_longest(agreement, unit))


def _whole_months(agreement: AgreementFacts) -> int | None:
    """Return the full months; an agreement that ends a day before its anniversary has them in full."""
    first, last = agreement.starts_on or agreement.signed_on, agreement.ends_on
    if first is None or last is None:
        return None
    end = last + ONE_DAY
    return MONTHS * (end.year - first.year) + end.month - first.month - (end.day < first.day)


def _longest(agreement: AgreementFacts, unit: int) -> Decimal:
    """Return the length of which no day is left out; one that ends on its anniversary is no longer."""
    first, last = agreement.starts_on or agreement.signed_on, agreement.ends_on
    assert first is not None
    assert last is not None
    months = MONTHS * (last.year - first.year) + last.month - first.month
    exact = (months + Decimal(last.day - first.day) / LONGEST_MONTH) / unit
    return max(exact, NONE).quantize(TENTH, ROUND_CEILING)


# -- mentor pairs


def _at_one_time(world: World, limit: Limit, span: Span) -> Iterator[Count]:
    """Return for every mentor (apprentice) the most apprentices (mentors) they have on one day."""
    running = [
        pair
        for pair in world.facts.pairs
        if pair.starts_on
        and in_force(pair.starts_on, pair.ends_on, span.first, span.period.last)
        and (not limit.kinds or pair.kind in limit.kinds)
    ]
    for person in dict.fromkeys(one for pair in running for one in _of(pair, limit.of)):
        own = [pair for pair in running if person in _of(pair, limit.of)]
        days = {max(pair.starts_on or date.min, span.first) for pair in own}
        most = max(({*_others_on(own, limit.of, day)} for day in days), key=len)
        ids = tuple(pair.id for pair in own)
        yield Count(Basis("person", person, world.label("person", person)), Decimal(len(most)), ids)


def _of(pair: PairFacts, role: str) -> tuple[str, ...]:
    return pair.mentors if role == "mentor" else pair.apprentices


def _others_on(pairs: Iterable[PairFacts], role: str, day: date) -> Iterator[str]:
    for pair in pairs:
        if in_force(pair.starts_on, pair.ends_on, day, day):
            yield from _of(pair, "apprentice" if role == "mentor" else "mentor")
