"""Which records a rule selects, and why the others nearly did."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from edudesk.services.schemes.judging.bearing import bears_on
from edudesk.services.schemes.judging.items import PLANNED, Item
from edudesk.services.schemes.judging.participants import qualified
from edudesk.services.schemes.judging.record_tests import RecordTests, SideTests, Test
from edudesk.services.schemes.judging.serving import Service
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Near
from edudesk.services.schemes.scheme import Measure, Select
from edudesk.texts import Label

FEW = 2
"""So many tests a record may fail and still be near."""
PLAIN = {
    "cancelled": 0,
    "planned-past": 0,
    "inside-exchange": 1,
    "nobody-travelled": 2,
    "other-partner": 3,
    "other-basis": 3,
    "moved-to-other-term": 4,
    "other-period": 4,
    "not-on-site": 5,
    "not-online": 5,
    "not-at-partner": 6,
    "other-direction": 7,
}
"""The plainest reasons; of two the plainer is told."""
SCHOOLS = frozenset({"school", "roster-school"})


@dataclass(frozen=True)
class Selection:
    """The records that fit, done or hoped for, and those that nearly fit."""

    items: tuple[Item, ...]
    near: tuple[Near, ...]


def select(
    world: World, wanted: Select, span: Span, basis: Basis, *, by_days: bool = False, working: bool = False
) -> Selection:
    """Return the records of a period that fit; ``by_days`` takes all that overlap it, to split their days.

    A record nearly counts when it is of the right kind and fails one test, or two inside the period.
    ``working`` counts the days of a stay as working days.
    """
    if wanted.either:
        found = [
            (one, select(world, one, span, basis, by_days=by_days, working=working)) for one in wanted.either
        ]
        return _union(found)
    fitting, near = [], []
    bearing = "other-partner" if basis.sort == "partner" else "other-basis"
    sides = SideTests(world, wanted, basis).asked() if basis.sort == "partner" else ()
    for sifted in _sift(world, wanted, span, by_days=by_days, working=working, sides=not sides).of(basis):
        item = sifted.item
        reasons = [*sifted.reasons]
        if not bears_on(world, wanted, item, basis):
            reasons.append(bearing)
        reasons += [reason for test in sides if (reason := test(item))]
        if not reasons:
            fitting.append(item)
            if sifted.standing:
                near.append(Near(item.record, item.id, sifted.standing))
        elif _is_near(reasons) and span.tells(item.first, item.last):
            near.append(_near(world, wanted, item, min(reasons, key=_plainness)))
    return Selection(tuple(fitting), tuple(near))


def _is_near(reasons: list[str]) -> bool:
    return len(reasons) == 1 or (len(reasons) == FEW and "other-period" not in reasons)


def _near(world: World, wanted: Select, item: Item, reason: str) -> Near:
    if reason != "missing-document":
        return Near(item.record, item.id, reason)
    lacking = [kind for kind in wanted.documents if kind not in world.documents_about(item.id)]
    labels = [world.label("document-kind", kind) for kind in lacking]
    papers = Label("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
    return Near(item.record, item.id, reason, {"papers": papers})


def _plainness(reason: str) -> int:
    return PLAIN.get(reason, len(PLAIN))


def _union(found: list[tuple[Select, Selection]]) -> Selection:
    """Return what one of several selections takes; what one of them has done is done."""
    taken: dict[tuple[str, str, str | None], Item] = {}
    for one, selection in found:
        for item in selection.items:
            key = _key(item)
            if key not in taken or (item.done and not taken[key].done):
                taken[key] = replace(item, tests=one.people)
    done = {(item.record, item.id) for item in taken.values() if item.done}
    near = {
        (each.record, each.id): each
        for _, selection in reversed(found)
        for each in selection.near
        if (each.record, each.id) not in done
    }
    return Selection(tuple(taken.values()), tuple(near.values()))


def _key(item: Item) -> tuple[str, str, str | None]:
    return item.record, item.id, item.from_id


# -- the tests that are the same for whomever is asked


@dataclass(frozen=True)
class _Sifted:
    """A record that fits or fails little; ``standing`` says why one that fits is not done."""

    item: Item
    reasons: tuple[str, ...]
    standing: str


class _Sieve:
    """What a selection leaves of a period's records, found quickly for one person or pair."""

    def __init__(self, kept: list[_Sifted]) -> None:
        self._kept = kept

    def of(self, basis: Basis) -> Iterable[_Sifted]:
        """Give the records for whom is asked; those of other people and pairs are not even near."""
        match basis.sort:
            case "person":
                return self._by_person.get(basis.id, ())
            case "pair":
                return (one for one in self._kept if one.item.pair_id == basis.id)
        return self._kept

    @cached_property
    def _by_person(self) -> Mapping[str, list[_Sifted]]:
        found = defaultdict(list)
        for one in self._kept:
            for who in {person.person_id or person.name for person in one.item.people}:
                found[who].append(one)
        return found


def _sift(world: World, wanted: Select, span: Span, *, by_days: bool, working: bool, sides: bool) -> _Sieve:
    key = (wanted, span, by_days, working, sides)
    kept = world.kept.get(key)
    if not isinstance(kept, _Sieve):
        tests = [*RecordTests(world, wanted, span, by_days=by_days).asked(), *_related(world, wanted, span)]
        tests += SideTests(world, wanted, COMMUNITY).asked() if sides else ()
        tests += RecordTests(world, wanted, span, by_days=by_days).of_people()
        found = (
            (item, reasons)
            for item in world.of_kinds(wanted.record, wanted.kinds, wanted.exchange_forms, span)
            if (reasons := _failed(item, tests)) is not None
            and (not reasons or span.tells(item.first, item.last))
        )
        settled = _Settled(world, wanted, span, working=working)
        kept = world.kept[key] = _Sieve([settled.sifted(item, reasons) for item, reasons in found])
    return kept


def _failed(item: Item, tests: list[Test]) -> tuple[str, ...] | None:
    """Return why a record fails, None as soon as it is not even near."""
    reasons: list[str] = []
    for test in tests:
        if reason := test(item):
            reasons.append(reason)
            if not _is_near(reasons):
                return None
    return tuple(reasons)


class _Settled:
    """Says of records that fit whether they are done as far as the selection asks."""

    def __init__(self, world: World, wanted: Select, span: Span, *, working: bool) -> None:
        self.world = world
        self.wanted = wanted
        self.span = span
        self.service = Service(Measure(working=working), span, world.facts.special_days)

    def sifted(self, item: Item, reasons: tuple[str, ...]) -> _Sifted:
        """Return a record as it counts; one that fits only in days to come is only hoped for."""
        if reasons:
            return _Sifted(item, reasons, "")
        item, standing = self._begun(item), item.standing
        if item.done and self.wanted.among:
            among = occurring(self.world, self.wanted.among, self.span, _of(self.wanted.record))
            if among.done.isdisjoint(_touched(self.wanted.record, item)):
                item, standing = replace(item, done=None), PLANNED
        if self.wanted.least_days:
            return self._long_enough(item, standing)
        return _Sifted(item, (), standing)

    def _begun(self, item: Item) -> Item:
        """Return a record that lasts as not done yet, while none of its days in the period has come."""
        reaches = item.done is None or item.first == item.last or self.span.part(*item.done, item.moved_to)
        return item if reaches else replace(item, done=None)

    def _long_enough(self, item: Item, standing: str) -> _Sifted:
        """Return a stay that so far is too short, but will be long enough, as only hoped for."""
        least, short = self.wanted.least_days, "not-enough-days"
        if self.service.length(item, item.done) >= least:
            return _Sifted(item, (), standing)
        if self.service.length(item, item.hoped) < least:
            return _Sifted(item, (short,), "")
        return _Sifted(replace(item, done=None), (), short if item.done else standing)


# -- other records


@dataclass(frozen=True)
class Occurring:
    """The people (or schools) that occur in records that are done, and in those hoped for too."""

    done: frozenset[str]
    hoped: frozenset[str]


def occurring(world: World, wanted: Select, span: Span, of: str = "person") -> Occurring:
    """Return which people, or ``of`` "school" which schools, occur in a period's records.

    Of the people those who pass a test of the selection, where it has any.
    """
    key = ("occurring", wanted, span, of)
    known = world.kept.get(key)
    if isinstance(known, Occurring):
        return known

    def keys(item: Item) -> frozenset[str]:
        return world.index.schools_of(item) if of == "school" else qualified(world, wanted.people, item)

    items = select(world, wanted, span, COMMUNITY).items
    done = frozenset(one for item in items if item.done for one in keys(item))
    found = world.kept[key] = Occurring(done, done.union(*(keys(item) for item in items)))
    return found


def _of(record: str) -> str:
    return "school" if record in SCHOOLS else "person"


def _touched(record: str, item: Item) -> frozenset[str]:
    if record in SCHOOLS:
        return frozenset({item.id})
    return frozenset(person.person_id or person.name for person in item.people)


def _related(world: World, wanted: Select, span: Span) -> Iterable[Test]:
    """Give the tests that look at other selections: ``among`` and ``except``."""
    if wanted.among:
        hoped = occurring(world, wanted.among, span, _of(wanted.record)).hoped
        yield lambda item: "not-among" if hoped.isdisjoint(_touched(wanted.record, item)) else ""
    if wanted.excluded:
        taken: dict[tuple[str, str, str | None], bool] = {}
        for other in wanted.excluded:
            for item in select(world, other, span, COMMUNITY).items:
                taken[_key(item)] = taken.get(_key(item), False) or bool(item.done)
        yield (
            lambda item: (
                "excepted" if taken.get(_key(item)) or (_key(item) in taken and not item.done) else ""
            )
        )
