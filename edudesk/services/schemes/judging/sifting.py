"""What the tests of a selection leave of a period's records, and whether it is done as far as is asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from edudesk.services.schemes.judging.items import PLANNED, Item
from edudesk.services.schemes.judging.record_tests import Test
from edudesk.services.schemes.judging.serving import Service
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis
from edudesk.services.schemes.scheme import Measure, Select

FEW = 2
"""So many tests a record may fail and still be near."""
SCHOOLS = frozenset({"school", "roster-school"})


def is_near(reasons: Sequence[str]) -> bool:
    """Return whether a record that fails these tests is near: one, or two inside the period."""
    return len(reasons) == 1 or (len(reasons) == FEW and "other-period" not in reasons)


def touched(item: Item) -> frozenset[str]:
    """Return the people of a record, of a school the school."""
    if item.record in SCHOOLS:
        return frozenset({item.id})
    return frozenset(person.person_id or person.name for person in item.people)


@dataclass(frozen=True)
class Sifted:
    """A record that fits or fails little; ``standing`` says why one that fits is not done."""

    item: Item
    reasons: tuple[str, ...]
    standing: str


class Sieve:
    """What a selection leaves of a period's records, found quickly for one person or pair."""

    def __init__(self, kept: list[Sifted]) -> None:
        self._kept = kept

    def of(self, basis: Basis) -> Iterable[Sifted]:
        """Give the records for whom is asked; those of other people and pairs are not even near."""
        match basis.sort:
            case "person":
                return self._by_person.get(basis.id, ())
            case "pair":
                return (one for one in self._kept if one.item.pair_id == basis.id)
        return self._kept

    @cached_property
    def _by_person(self) -> Mapping[str, list[Sifted]]:
        found = defaultdict(list)
        for one in self._kept:
            for who in {person.person_id or person.name for person in one.item.people}:
                found[who].append(one)
        return found


def failed(item: Item, tests: list[Test]) -> tuple[str, ...] | None:
    """Return why a record fails, None as soon as it is not even near."""
    reasons: list[str] = []
    for test in tests:
        if reason := test(item):
            reasons.append(reason)
            if not is_near(reasons):
                return None
    return tuple(reasons)


class Settled:
    """Says of records that fit whether they are done as far as the selection asks."""

    def __init__(
        self, world: World, wanted: Select, span: Span, among: frozenset[str] | None, *, working: bool
    ) -> None:
        self.wanted = wanted
        self.span = span
        self.among = among  # who occurs in records that are done
        self.service = Service(
            Measure(working=working or wanted.least_working), span, world.facts.special_days
        )

    def sifted(self, item: Item, reasons: tuple[str, ...]) -> Sifted:
        """Return a record as it counts; one that fits only in days to come is only hoped for."""
        if reasons:
            return Sifted(item, reasons, "")
        item, standing = self._begun(item), item.standing
        if item.done and self.among is not None and self.among.isdisjoint(touched(item)):
            item, standing = replace(item, done=None), PLANNED
        if self.wanted.least_days:
            return self._long_enough(item, standing)
        return Sifted(item, (), standing)

    def _begun(self, item: Item) -> Item:
        """Return a record that lasts as not done yet, while none of its days in the period has come."""
        reaches = item.done is None or item.first == item.last or self.span.part(*item.done, item.moved_to)
        return item if reaches else replace(item, done=None)

    def _long_enough(self, item: Item, standing: str) -> Sifted:
        """Return a stay that so far is too short, but will be long enough, as only hoped for."""
        least, short = self.wanted.least_days, "not-enough-days"
        if self.service.length(item, item.done) >= least:
            return Sifted(item, (), standing)
        if self.service.length(item, item.hoped) < least:
            return Sifted(item, (short,), "")
        return Sifted(replace(item, done=None), (), short if item.done else standing)
