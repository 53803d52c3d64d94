"""The bound that holds item by item: every subject, member, person, line, kind or stage."""

from collections import defaultdict
from decimal import Decimal

from edudesk.services.schemes.judging.bases import values_of
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.joining import NONE, Outcome, nothing
from edudesk.services.schemes.judging.measures import Scale, Tally
from edudesk.services.schemes.judging.numbers import Ends
from edudesk.services.schemes.judging.states import by_day, state_of
from edudesk.services.schemes.reading.words import KINDS
from edudesk.services.schemes.results import Counted, Near, Owed, State
from edudesk.services.schemes.scheme import Every


def covered(scale: Scale, every: Every, ends: Ends, items: tuple[Item, ...]) -> Outcome:
    """Return for how many items the bound holds."""
    touched: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for key in scale.keys(item, every.each):
            touched[key].append(item)
    found = sorted(touched)
    wanted = found if every.found else _listed(scale, every)
    if not wanted and not every.found:
        return nothing(Owed("scheme.note.no-list", {"list": Owed(f"scheme.list.{every.each}")}))
    tallies = {key: scale.weigh(touched[key], (every.each, key)) for key in wanted}
    low, high = ends.low or NONE, ends.high
    met = [key for key in wanted if _within(tallies[key].value, low, high)]
    hoped = [key for key in wanted if _within(tallies[key].planned, low, high)]
    target = Decimal(every.items or max(len(wanted), 1))
    value, planned = Decimal(len(met)), Decimal(max(len(hoped), len(met)))
    state = state_of(value, planned, target, scale.span.period, scale.world.today, paced=scale.span.paced)
    if every.found and not every.items and state is State.EXCEEDED:
        state = State.MET
    missing = [key for key in wanted if key not in met]
    owed = _owed(scale, every, missing, target - value) if value < target else ()
    return Outcome(state, value, planned, target, owed, *_gathered(list(tallies.values())))


def _listed(scale: Scale, every: Every) -> list[str]:
    if every.values:
        return list(every.values)
    world, span = scale.world, scale.span
    match every.each:
        case "kind":
            return list(scale.leaf.select.kinds)
        case "line" | "stage":
            return list(values_of(world, every.each, span))
    listed = list(world.domain(every.each, span))
    if every.each != "member":
        return listed
    return [one for one in listed or world.membership.members(span) if one not in world.ours]


def _owed(scale: Scale, every: Every, missing: list[str], count: Decimal) -> tuple[Owed, ...]:
    world, period = scale.world, scale.span.period
    of_kinds = every.each == "kind"
    vocabulary = KINDS.get(scale.leaf.select.record, "activity-kind") if of_kinds else every.each
    labels = tuple(world.label(vocabulary, key) for key in missing)
    parameters = {"from": period.first, "until": period.last, "missing": count}
    if labels and (not every.items or len(labels) <= count):
        return (Owed(by_day("scheme.owed.items", period, world.today), {**parameters, "items": labels}),)
    code = by_day("scheme.owed.more-items", period, world.today)
    return (Owed(code, {**parameters, "of": Owed(f"scheme.list.{every.each}")}),)


def _within(value: Decimal, low: Decimal, high: Decimal | None) -> bool:
    return value >= low and (high is None or value <= high)


def _gathered(tallies: list[Tally]) -> tuple[tuple[Counted, ...], tuple[Near, ...]]:
    return (
        tuple({(each.record, each.id): each for tally in tallies for each in tally.counted}.values()),
        tuple(dict.fromkeys(each for tally in tallies for each in tally.near)),
    )
