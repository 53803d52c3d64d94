"""How much is paid: so many units at the rate of each, up to a most."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from edudesk.services.calendar import (
    CalendarYears,
    Months,
    SchoolYears,
    Sort,
    Terms,
    Weeks,
)
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.numbers import number_of
from edudesk.services.schemes.judging.paying import ONE_DAY, Payee
from edudesk.services.schemes.judging.persons import passes
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Owed, Period
from edudesk.services.schemes.scheme import Allowance, SchoolTest, Tier

ONE, NONE = Decimal(1), Decimal(0)


@dataclass
class Reckoning:
    """The units at each rate, what each record brings, and the number that is missing to reckon it."""

    units: dict[Decimal, Decimal] = field(default_factory=dict)
    brought: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    missing: Owed | None = None

    @property
    def total(self) -> Decimal:
        """The money of all units, nothing cut off."""
        return sum((rate * units for rate, units in self.units.items()), NONE)


class Reckoner:
    """Reckons what somebody is paid by one rule in one period."""

    def __init__(self, world: World, rule: Allowance, span: Span) -> None:
        self.world = world
        self.rule = rule
        self.span = span

    def reckon(self, payee: Payee, *, planned: bool) -> Reckoning:
        """Return what is paid so far, or with ``planned`` once everything lasts as it is planned."""
        found = Reckoning()
        left = self.rule.most_units
        for item, units in self._units(payee, planned=planned):
            rate = self._rate(payee, item)
            if isinstance(rate, Owed):
                found.missing = rate
                continue
            counted = units if left is None else min(units, left)
            if not rate or not counted:
                continue
            left = None if left is None else left - counted
            found.units[rate] = found.units.get(rate, NONE) + counted
            key = (item.record, item.id)
            found.brought[key] = found.brought.get(key, NONE) + rate * counted
        return found

    # -- units

    def _units(self, payee: Payee, *, planned: bool) -> Iterator[tuple[Item, Decimal]]:
        """Give the units in the order of their days, each with the record that it is paid for."""
        each, least = self.rule.each, self.rule.least_days

        def days(of: Payee, span: Span) -> list[tuple[Item, Decimal]]:
            return list(of.days(self.world, span, lambda item: item.hoped if planned else item.done))

        match each:
            case "day":
                yield from days(payee, self.span)
            case "record":
                for item in payee.items:
                    if (
                        sum((count for _, count in days(Payee(payee.basis, (item,)), self.span)), NONE)
                        >= least
                    ):
                        yield item, ONE
            case _:
                for span in [self.span] if each == "once" else self._buckets():
                    found = days(payee, span)
                    if sum((count for _, count in found), NONE) >= least:
                        # Of two stays in one month the longer one says the rate.
                        yield max(found, key=lambda pair: pair[1])[0], ONE

    def _buckets(self) -> Iterator[Span]:
        """Give the months, weeks, terms or years of the period, cut to it."""
        terms = self.world.facts.terms
        sorts: dict[str, Sort] = {
            "month": Months(),
            "week": Weeks(),
            "term": Terms(terms),
            "school-year": SchoolYears(terms),
            "calendar-year": CalendarYears(),
        }
        day = self.span.first
        while day <= self.span.reach:
            window = sorts[self.rule.each].ending_from(day)
            assert window is not None
            last = min(window.last, self.span.reach)
            if not self.rule.months or day.month in self.rule.months:
                yield Span(Period(day, last, window.label), last)
            day = window.last + ONE_DAY

    # -- rates

    def _rate(self, payee: Payee, item: Item) -> Decimal | Owed:
        tier = next((tier for tier in self.rule.tiers if self._fits(tier, payee, item)), None)
        return NONE if tier is None else number_of(self.world, tier.amount, self.span, payee.basis)

    def _fits(self, tier: Tier, payee: Payee, item: Item) -> bool:
        ends = ((item.from_id, tier.origin), (item.to_id or item.host, tier.host))
        if not all(self._is_of(school, test, item) for school, test in ends):
            return False
        test, own = tier.people, payee.basis.sort == "person"
        people = [one for one in item.people if not own or (one.person_id or one.name) == payee.basis.id]
        return test is None or any(passes(self.world, test, item, one, item.day) for one in people)

    def _is_of(self, school: str | None, test: SchoolTest, item: Item) -> bool:
        if test == SchoolTest():
            return True
        members = self.world.membership
        return bool(school) and members.fits(school or "", members.role_on(school or "", item.first), test)
