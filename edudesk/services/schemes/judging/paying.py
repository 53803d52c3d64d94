"""Who is paid an allowance, and on how many days of a run of days they did what it is paid for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from edudesk.services.schemes.judging.items import Item, Run
from edudesk.services.schemes.judging.selection import select
from edudesk.services.schemes.judging.serving import Service
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis
from edudesk.services.schemes.scheme import Allowance, Measure, Select
from edudesk.texts import Label

ONE_DAY = timedelta(days=1)
DAYS = Measure("served", "day")
RunOf = Callable[[Item], Run | None]


@dataclass(frozen=True)
class Payee:
    """A person, school or pair with the records that they are paid for, in their order."""

    basis: Basis
    items: tuple[Item, ...]

    def days(self, world: World, span: Span, run_of: RunOf) -> Iterator[tuple[Item, Decimal]]:
        """Give for each record the days that it adds in a run of days: no day counts twice."""
        if self.basis.sort == "person":
            service = Service(DAYS, span, world.facts.special_days)
            served = service.amounts(self.items, run_of, lambda _item: frozenset({self.basis.id}))
            yield from ((item, served.get((item.record, item.id), Decimal(0))) for item in self.items)
            return
        known: set[date] = set()
        for item in self.items:
            run = run_of(item)
            inside = span.part(*run, item.moved_to) if run else None
            days = _each(inside) - known if inside else set()
            known |= days
            yield item, Decimal(len(days))


def _each(run: Run) -> set[date]:
    return {run[0] + passed * ONE_DAY for passed in range((run[1] - run[0]).days + 1)}


def payees_of(world: World, rule: Allowance, span: Span) -> Iterator[Payee]:
    """Give everybody whom a rule may pay in a period, people and schools by the order of their lists."""
    match rule.to:
        case "school":
            for school in world.membership.members(span, rule.schools):
                basis = Basis("school", school, world.label("member", school))
                yield Payee(basis, _of_school(world, rule.select, span, basis))
        case "pair":
            for item in _ordered(world, rule.select or Select("pair"), span, COMMUNITY):
                names = [world.label("person", one.person_id or one.name) for one in item.people]
                label = Label("、".join(name.zh for name in names), ", ".join(name.en for name in names))
                yield Payee(Basis("pair", item.id, label), (item,))
        case _:
            yield from _people(world, rule.select or Select("exchange"), span)


def _people(world: World, wanted: Select, span: Span) -> Iterator[Payee]:
    items: dict[str, list[Item]] = {}
    for item in _ordered(world, wanted, span, COMMUNITY):
        for who in dict.fromkeys(one.person_id or one.name for one in item.people):
            items.setdefault(who, []).append(item)
    places = {one: place for place, one in enumerate(world.people)}
    for who in sorted(filter(None, items), key=lambda one: (places.get(one, len(places)), one)):
        yield Payee(Basis("person", who, world.label("person", who)), tuple(items[who]))


def _ordered(world: World, wanted: Select, span: Span, basis: Basis) -> tuple[Item, ...]:
    found = select(world, wanted, span, basis, by_days=True).items
    return tuple(sorted(found, key=lambda item: (item.first, item.id)))


def _of_school(world: World, wanted: Select | None, span: Span, basis: Basis) -> tuple[Item, ...]:
    """Return the records of a school; without a selection it is paid for every day of the period."""
    if wanted is not None:
        return _ordered(world, wanted, span, basis)
    run, today = (span.first, span.reach), world.today
    done = (span.first, min(today, span.reach)) if span.first <= today else None
    school = frozenset({basis.id})
    return (Item("school", basis.id, *run, done, run, schools=school, host=basis.id, to_id=basis.id),)
