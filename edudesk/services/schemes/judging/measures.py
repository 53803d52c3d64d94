"""Adding up what was selected: records, sums, distinct values, shares and days served."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from edudesk.services.calendar import days_between
from edudesk.services.schemes.judging.items import Item, Run
from edudesk.services.schemes.judging.keys import Keys
from edudesk.services.schemes.judging.numbers import PLACES, ends_of, number_of
from edudesk.services.schemes.judging.selection import select
from edudesk.services.schemes.judging.serving import Service
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Counted, Near, Owed
from edudesk.services.schemes.scheme import Leaf, Measure

ONE, NONE, HUNDRED, TENTH = Decimal(1), Decimal(0), Decimal(100), Decimal("0.1")


@dataclass(frozen=True)
class Tally:
    """What the records of one selection come to, on the day asked and with what is planned."""

    value: Decimal
    planned: Decimal
    counted: tuple[Counted, ...]
    near: tuple[Near, ...] = ()
    note: Owed | None = None  # why there is no figure


def by_days(measure: Measure) -> bool:
    """Return whether a measure splits days at the edge of a period."""
    return measure.sort == "served" or (measure.sort in {"sum", "average"} and measure.unit == "day")


class Scale:
    """Measures the records of one leaf in one period."""

    def __init__(self, world: World, leaf: Leaf, span: Span, basis: Basis) -> None:
        self.world = world
        self.leaf = leaf
        self.measure = leaf.measure
        self.span = span
        self.basis = basis
        self._keys = Keys(world, leaf.select, span)
        self.service = Service(self.measure, span, world.facts.special_days)

    def keys(self, item: Item, of: str, run: Run | None = None) -> frozenset[str]:
        """Return what a record touches: subjects, members, people, lines and so on."""
        return self._keys.of(item, of, run or item.hoped)

    def weigh(self, items: Sequence[Item], only: tuple[str, str] = ("", "")) -> Tally:
        """Return what the records come to; linked records of one event count once (decision 8).

        ``only`` asks for one item alone, such as a person's days or a stage's share.
        """
        match self.measure.sort:
            case "served":
                return self._served(items, only[1] if only[0] == "person" else "")
            case "distinct":
                return self._distinct(items)
            case "share":
                return self._share(items, only)
            case "average":
                return self._average(items)
        amount = self._amounts()
        done = _once(items, lambda item: amount(item, item.done), planned=False)
        hoped = _once(items, lambda item: amount(item, item.hoped), planned=True)
        counted = tuple(Counted(item.record, item.id, value) for item, value in done.kept if value)
        near = [Near(item.record, item.id, "same-event") for item in done.doubled]
        near += [Near(item.record, item.id, self._empty()) for item, value in done.kept if not value]
        value = sum((each.amount for each in counted), NONE)
        planned = sum((value for _, value in hoped.kept), NONE)
        return Tally(value, max(value, planned), counted, tuple(near))

    def _empty(self) -> str:
        return "not-enough-days" if by_days(self.measure) else "no-units"

    def _amounts(self) -> Callable[[Item, Run | None], Decimal]:
        return self._units if self.measure.unit else lambda _item, run: ONE if run else NONE

    def _served(self, items: Sequence[Item], person: str) -> Tally:
        wanted = person or (self.basis.id if self.basis.sort == "person" else "")

        def people(item: Item) -> frozenset[str]:
            found = self.keys(item, "person")
            return found & {wanted} if wanted else found

        done = self.service.amounts(items, lambda item: item.done, people)
        hoped = self.service.amounts(items, lambda item: item.hoped, people)
        counted = tuple(Counted(*key, amount) for key, amount in done.items() if amount)
        near = tuple(
            Near(
                item.record,
                item.id,
                "same-days" if self.service.length(item, item.done) else "not-enough-days",
            )
            for item in items
            if item.done and not done.get((item.record, item.id))
        )
        value = sum(done.values(), NONE)
        return Tally(value, max(value, sum(hoped.values(), NONE)), counted, near)

    def _units(self, item: Item, run: Run | None) -> Decimal:
        if run is None:
            return NONE
        wanted = self.measure.unit
        rates = {**self.measure.convert, wanted: ONE}
        amount = sum((item.units[unit] * rate for unit, rate in rates.items() if unit in item.units), NONE)
        if wanted == "day":
            inside = self.span.part(*run, item.moved_to)
            return min(amount, Decimal(days_between(*inside))) if inside else NONE
        return amount

    def _distinct(self, items: Sequence[Item]) -> Tally:
        done: dict[str, str] = {}
        hoped: set[str] = set()
        counted: dict[tuple[str, str], Decimal] = defaultdict(lambda: NONE)
        for item in sorted(items, key=lambda item: (item.first, item.id)):
            hoped |= self.keys(item, self.measure.of)
            for key in sorted(self.keys(item, self.measure.of, item.done) if item.done else ()):
                counted[item.record, item.id] += ONE if key not in done else NONE
                done.setdefault(key, item.id)
        found = tuple(Counted(record, name, amount) for (record, name), amount in counted.items())
        return Tally(Decimal(len(done)), Decimal(len(hoped)), found)

    # -- shares and averages

    def _share(self, items: Sequence[Item], only: tuple[str, str]) -> Tally:
        counted = tuple(Counted(item.record, item.id, ONE) for item in items if item.done)
        number = self.measure.whole_number
        if number is not None:
            whole = number_of(self.world, number, self.span, self.basis)
            if isinstance(whole, Owed):
                return Tally(NONE, NONE, (), note=whole)
            done, hoped = self._parts(items, None)
            return self._shares(done, hoped, whole, counted)
        assert self.measure.whole is not None
        found = select(self.world, self.measure.whole, self.span, self.basis).items
        if only[0]:
            found = tuple(item for item in found if only[1] in self._whole_keys(item, only[0]))
        if self.measure.unit:
            return self._shares(*self._summed(items), self._summed(found)[0], counted)
        held = [self._whole_keys(item, self.measure.of) for item in found if item.done]
        base = frozenset[str]().union(*held)
        done, hoped = self._parts(items, base)
        return self._shares(done, hoped, Decimal(len(base)), counted)

    def _whole_keys(self, item: Item, of: str) -> frozenset[str]:
        assert self.measure.whole is not None
        return Keys(self.world, self.measure.whole, self.span).of(item, of, item.done or item.hoped)

    def _parts(self, items: Sequence[Item], base: frozenset[str] | None) -> tuple[Decimal, Decimal]:
        """Return what a share counts, done and hoped for; but for records only what is in the whole."""
        of = self.measure.of
        if self.measure.unit:
            return self._summed(items)
        done = {key for item in items if item.done for key in self.keys(item, of, item.done)}
        hoped = done | {key for item in items for key in self.keys(item, of)}
        if base is not None and of != "record":
            done, hoped = done & base, hoped & base
        return Decimal(len(done)), Decimal(len(hoped))

    def _summed(self, items: Sequence[Item]) -> tuple[Decimal, Decimal]:
        done = _once(items, lambda item: self._units(item, item.done), planned=False)
        hoped = _once(items, lambda item: self._units(item, item.hoped), planned=True)
        return sum((value for _, value in done.kept), NONE), sum((value for _, value in hoped.kept), NONE)

    def _average(self, items: Sequence[Item]) -> Tally:
        if self.leaf.select.record in {"exchange", "stay"}:
            return self._average_days(items)
        held = [item for item in items if item.done]
        done, hoped = self._summed(items)
        among = len({key for item in held for key in self.keys(item, self.measure.of, item.done)})
        later = len({key for item in items for key in self.keys(item, self.measure.of)})
        counted = tuple(Counted(item.record, item.id, self._units(item, item.done)) for item in held)
        value, planned = _mean(done, among), _mean(hoped, later)
        return Tally(value, max(value, planned), counted)

    def _average_days(self, items: Sequence[Item]) -> Tally:
        """Return the days served divided by the people (members, subjects, stays) that served them."""
        served = self._served(items, "")
        done = {key for item in items if item.done for key in self.keys(item, self.measure.of, item.done)}
        hoped = done | {key for item in items for key in self.keys(item, self.measure.of)}
        value, planned = _mean(served.value, len(done)), _mean(served.planned, len(hoped))
        return Tally(value, max(value, planned), served.counted, served.near)

    def _shares(self, done: Decimal, hoped: Decimal, whole: Decimal, counted: tuple[Counted, ...]) -> Tally:
        if not whole:
            return Tally(NONE, NONE, counted, note=Owed("scheme.note.no-whole"))
        value, planned = (self._tenths(HUNDRED * part / whole) for part in (done, max(done, hoped)))
        return Tally(value, planned, counted)

    def _tenths(self, value: Decimal) -> Decimal:
        """Return one decimal; nothing is met, and nothing is missed, by rounding."""
        near, ends = value.quantize(TENTH), ends_of(self.world, self.leaf.bound, self.span, self.basis)
        if isinstance(ends, Owed):
            return near
        exact, low, high = value.quantize(PLACES), ends.low, ends.high
        # A third is asked for as 100 ÷ 3, which no single decimal tells.
        if low is not None and (exact < low) != (near < low):
            return value.quantize(TENTH, ROUND_FLOOR) if exact < low else low
        if high is not None and (exact > high) != (near > high):
            return value.quantize(TENTH, ROUND_CEILING) if exact > high else high
        return near


def _mean(amount: Decimal, among: int) -> Decimal:
    return (amount / among).quantize(TENTH, ROUND_FLOOR) if among else NONE


@dataclass(frozen=True)
class _Once:
    kept: tuple[tuple[Item, Decimal], ...]
    doubled: tuple[Item, ...]


def _once(items: Iterable[Item], amount: Callable[[Item], Decimal], *, planned: bool) -> _Once:
    """Return one record per event, the one that adds most, and the records it stands for."""
    groups: dict[str, list[tuple[Item, Decimal]]] = defaultdict(list)
    for item in items:
        if item.done or planned:
            groups[item.event or f"{item.record}:{item.id}"].append((item, amount(item)))
    kept, doubled = [], []
    for group in groups.values():
        first, *others = sorted(group, key=lambda pair: (-pair[1], pair[0].id))
        kept.append(first)
        doubled += [item for item, _ in others]
    kept.sort(key=lambda pair: (pair[0].first, pair[0].id))
    return _Once(tuple(kept), tuple(doubled))
