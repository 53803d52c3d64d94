"""Which records a rule selects, and why the others nearly did."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from edudesk.services.schemes.judging.bearing import bears_on
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.participants import qualified
from edudesk.services.schemes.judging.record_tests import RecordTests, SideTests, Test
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.sifting import SCHOOLS, Settled, Sieve, failed, is_near, touched
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.unfit import asked_for
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Near
from edudesk.services.schemes.scheme import Select
from edudesk.texts import Label

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
ASKED = frozenset({"person-post", "person-experience", "person-title", "person-honour"})
"""Reasons that name what is asked for."""


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
    bearing = {"partner": "other-partner", "person": "person-acts"}.get(basis.sort, "other-basis")
    sides = SideTests(world, wanted, basis).asked() if basis.sort == "partner" else ()
    sifted_items = tuple(
        _sift(world, wanted, span, by_days=by_days, working=working, sides=not sides).of(basis)
    )
    world.effort.spend(len(sifted_items))
    for sifted in sifted_items:
        item = sifted.item
        reasons = [*sifted.reasons]
        if not bears_on(world, wanted, item, basis):
            reasons.append(bearing)
        reasons += [reason for test in sides if (reason := test(item))]
        if not reasons:
            fitting.append(item)
            if sifted.standing:
                near.append(Near(item.record, item.id, sifted.standing))
        elif is_near(reasons) and span.tells(item.first, item.last):
            near.append(_near(world, wanted, item, min(reasons, key=_plainness)))
    return Selection(tuple(fitting), tuple(near))


def _near(world: World, wanted: Select, item: Item, reason: str) -> Near:
    if reason in ASKED:
        asked = asked_for(world, wanted.people, reason.removeprefix("person-"))
        return Near(item.record, item.id, reason, {"wanted": asked})
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


def _sift(world: World, wanted: Select, span: Span, *, by_days: bool, working: bool, sides: bool) -> Sieve:
    """Return what the tests leave that are the same for whomever is asked; each record is tested once."""
    key = (wanted, span, by_days, working, sides)
    kept = world.kept.get(key)
    if not isinstance(kept, Sieve):
        tests = [*RecordTests(world, wanted, span, by_days=by_days).asked(), *_related(world, wanted, span)]
        tests += SideTests(world, wanted, COMMUNITY).asked() if sides else ()
        tests += RecordTests(world, wanted, span, by_days=by_days).of_people()
        found = (
            (item, reasons)
            for item in world.of_kinds(wanted.record, wanted.kinds, wanted.exchange_forms, span)
            if (reasons := failed(item, tests)) is not None
            and (not reasons or span.tells(item.first, item.last))
        )
        among = _among(world, wanted, span)
        settled = Settled(world, wanted, span, among.done if among else None, working=working)
        kept = world.kept[key] = Sieve([settled.sifted(item, reasons) for item, reasons in found])
    return kept


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


def _among(world: World, wanted: Select, span: Span) -> Occurring | None:
    if wanted.among is None:
        return None
    return occurring(world, wanted.among, span, "school" if wanted.record in SCHOOLS else "person")


def _related(world: World, wanted: Select, span: Span) -> Iterable[Test]:
    """Give the tests that look at other selections: ``among`` and ``except``."""
    if among := _among(world, wanted, span):
        yield lambda item: "not-among" if among.hoped.isdisjoint(touched(item)) else ""
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
