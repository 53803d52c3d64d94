"""Days and weeks that people served on their stays; a day of one person counts once."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from edudesk.services.calendar import SpecialDays
from edudesk.services.schemes.judging.items import Item, Run
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.scheme import Measure

NONE = Decimal(0)
ONE_DAY = timedelta(days=1)
TENTH = Decimal("0.1")
SCHOOL_DAYS_A_WEEK = 5
DAYS = {"week": (7, SCHOOL_DAYS_A_WEEK), "month": (30, 22), "year": (360, 264)}
"""So many natural, and working, days make one."""
Key = tuple[str, str]


@dataclass(frozen=True)
class Service:
    """Measures stays in one period, in days, weeks, months or years, natural or working."""

    measure: Measure
    span: Span
    special: SpecialDays

    def length(self, item: Item, run: Run | None) -> Decimal:
        """Return how many days a stay lasts in the period, for one person."""
        return self._count(item, self._days(item, run))

    def amounts(
        self,
        items: Sequence[Item],
        run_of: Callable[[Item], Run | None],
        people_of: Callable[[Item], frozenset[str]],
    ) -> Mapping[Key, Decimal]:
        """Return by record what its people serve: never more in all than the days they were anywhere."""
        days: dict[str, frozenset[date]] = defaultdict(frozenset)
        claimed: dict[str, Decimal] = defaultdict(lambda: NONE)
        reached: dict[str, Decimal] = defaultdict(lambda: NONE)
        amounts: dict[Key, Decimal] = defaultdict(lambda: NONE)
        for item in sorted(items, key=lambda item: (item.first, item.id)):
            stay = self._days(item, run_of(item))
            for person in sorted(people_of(item) if stay else ()):
                days[person] |= stay
                claimed[person] += self._count(item, stay)
                total = min(claimed[person], self._plain(days[person]))
                amounts[item.record, item.id] += self._in_unit(total) - self._in_unit(reached[person])
                reached[person] = total
        return amounts

    def _days(self, item: Item, run: Run | None) -> frozenset[date]:
        inside = self.span.part(*run, item.moved_to) if run else None
        if inside is None:
            return frozenset()
        return frozenset(inside[0] + passed * ONE_DAY for passed in range((inside[1] - inside[0]).days + 1))

    def _in_unit(self, days: Decimal) -> Decimal:
        if self.measure.unit == "day":
            return days
        return (days / DAYS[self.measure.unit][self.measure.working]).quantize(TENTH, ROUND_FLOOR)

    def _plain(self, days: frozenset[date]) -> Decimal:
        return Decimal(sum(map(self.special.works, days)) if self.measure.working else len(days))

    def _count(self, item: Item, days: frozenset[date]) -> Decimal:
        count = self._plain(days)
        if item.weekly is not None:
            working = Decimal(sum(map(self.special.works, days)))
            count = (working * item.weekly / SCHOOL_DAYS_A_WEEK).to_integral_value("ROUND_FLOOR")
        if item.record == "activity" and "day" in item.units:
            count = min(count, item.units["day"])
        return count
