"""Adding up what was selected: records, sums, distinct values, shares and days served."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from edudesk.services.calendar import days_between
from edudesk.services.schemes.judging.items import Item, Run
from edudesk.services.schemes.judging.participants import qualified, subjects_of
from edudesk.services.schemes.judging.periods import Span
from edudesk.services.schemes.judging.selection import select
from edudesk.services.schemes.judging.serving import Service
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Counted, Near
from edudesk.services.schemes.scheme import Leaf, Measure

ONE, NONE, HUNDRED = Decimal(1), Decimal(0), Decimal(100)


@dataclass(frozen=True)
class Tally:
    """What the records of one selection come to, on the day asked and with what is planned."""

    value: Decimal
    planned: Decimal
    counted: tuple[Counted, ...]
    near: tuple[Near, ...] = ()


def by_days(measure: Measure) -> bool:
    """Return whether a measure splits days at the edge of a period."""
    return measure.sort == "served" or (measure.sort == "sum" and measure.unit == "day")


class Scale:
    """Measures the records of one leaf in one period."""

    def __init__(self, world: World, leaf: Leaf, span: Span, basis: Basis) -> None:
        self.world = world
        self.leaf = leaf
        self.measure = leaf.measure
        self.span = span
        self.basis = basis
        self.service = Service(self.measure, span, world.facts.special_days)

    def keys(self, item: Item, of: str) -> frozenset[str]:
        """Return what a record touches: subjects, members, people or lines."""
        match of:
            case "subject":
                return subjects_of(self.world, item, self.leaf.select.people)
            case "member":
                return item.schools
            case "person":
                return qualified(self.world, self.leaf.select.people, item)
            case "line":
                return frozenset(item.lines)
        return frozenset({item.event or f"{item.record}:{item.id}"})

    def weigh(self, items: Sequence[Item], person: str = "") -> Tally:
        """Return what the records come to; linked records of one event count once (decision 8).

        ``person`` asks for one person's days alone.
        """
        match self.measure.sort:
            case "served":
                return self._served(items, person)
            case "distinct":
                return self._distinct(items)
            case "share":
                return self._share(items)
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
        return self._units if self.measure.sort == "sum" else lambda _item, run: ONE if run else NONE

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
            keys = self.keys(item, self.measure.of)
            hoped |= keys
            for key in sorted(keys if item.done else ()):
                counted[item.record, item.id] += ONE if key not in done else NONE
                done.setdefault(key, item.id)
        found = tuple(Counted(record, name, amount) for (record, name), amount in counted.items())
        return Tally(Decimal(len(done)), Decimal(len(hoped)), found)

    def _share(self, items: Sequence[Item]) -> Tally:
        assert self.measure.whole is not None
        whole = select(self.world, self.measure.whole, self.span, self.basis).items
        of = self.measure.of
        base = {key for item in whole if item.done for key in self.keys(item, of)}
        done = {key for item in items if item.done for key in self.keys(item, of)}
        hoped = {key for item in items for key in self.keys(item, of)}
        if of in {"person", "member", "subject", "line"}:
            done, hoped = done & base, hoped & base
        counted = tuple(Counted(item.record, item.id, ONE) for item in items if item.done)
        return Tally(_percent(len(done), len(base)), _percent(len(hoped), len(base)), counted)


def _percent(part: int, whole: int) -> Decimal:
    return (HUNDRED * part / whole).quantize(Decimal("0.1")) if whole else NONE


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
