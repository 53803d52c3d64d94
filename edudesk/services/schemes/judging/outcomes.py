"""How a condition stands for one basis in one period."""

from dataclasses import dataclass, replace
from decimal import Decimal

from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.measures import Scale, Tally, by_days
from edudesk.services.schemes.judging.periods import Span
from edudesk.services.schemes.judging.selection import select
from edudesk.services.schemes.judging.states import RANKS, by_day, state_of, worst
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Counted, Near, Owed, State
from edudesk.services.schemes.scheme import Condition, Every, Joined, Leaf, OnlyIf
from edudesk.texts import Label

ONE, NONE = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Outcome:
    """The figures of a condition, with the records behind them."""

    state: State
    value: Decimal
    planned: Decimal
    target: Decimal
    owed: tuple[Owed, ...] = ()
    counted: tuple[Counted, ...] = ()
    near: tuple[Near, ...] = ()
    note: Owed | None = None


class Judge:
    """Judges conditions of one rule for one basis in one period."""

    def __init__(self, world: World, span: Span, basis: Basis, unit: Label) -> None:
        self.world = world
        self.span = span
        self.basis = basis
        self.unit = unit

    def judge(self, condition: Condition) -> Outcome:
        """Return the outcome of a condition."""
        match condition:
            case Leaf():
                return self._leaf(condition)
            case Joined(every_one=True):
                return self._all([self.judge(part) for part in condition.conditions])
            case Joined():
                return self._any([self.judge(part) for part in condition.conditions])
            case OnlyIf():
                return self._only_if(condition)

    # -- joined

    def _all(self, outcomes: list[Outcome]) -> Outcome:
        asked = [outcome for outcome in outcomes if outcome.state is not State.NOT_APPLICABLE]
        if not asked:
            return outcomes[0]
        met = sum(1 for outcome in asked if outcome.state in {State.MET, State.EXCEEDED})
        hoped = sum(
            1 for outcome in asked if outcome.value >= outcome.target or outcome.planned >= outcome.target
        )
        state = State.MET if met == len(asked) else worst([outcome.state for outcome in asked])
        return Outcome(
            state,
            Decimal(met),
            Decimal(max(met, hoped)),
            Decimal(len(asked)),
            tuple(owed for outcome in asked for owed in outcome.owed),
            _together(asked),
            _near_together(asked),
        )

    def _any(self, outcomes: list[Outcome]) -> Outcome:
        best = max(
            outcomes,
            key=lambda each: (
                RANKS.index(each.state) % (len(RANKS) - 1),
                each.value / max(each.target, ONE),
            ),
        )
        others = [outcome for outcome in outcomes if outcome is not best]
        owed = best.owed
        if owed and any(outcome.owed for outcome in others):
            owed = (Owed("scheme.owed.any", {"ways": tuple(each.owed[0] for each in outcomes if each.owed)}),)
        return replace(best, owed=owed, near=_near_together([best, *others]))

    def _only_if(self, condition: OnlyIf) -> Outcome:
        premise = self.judge(condition.premise)
        if premise.value >= premise.target:
            return self.judge(condition.then)
        return self._nothing("scheme.note.not-asked")

    def _nothing(self, code: str, **parameters: object) -> Outcome:
        return Outcome(State.NOT_APPLICABLE, NONE, NONE, NONE, note=Owed(code, parameters))

    # -- one measure

    def _leaf(self, leaf: Leaf) -> Outcome:
        if leaf.bound.at_least == 0 and leaf.bound.at_most is None:
            return self._nothing("scheme.note.no-number")
        found = select(
            self.world,
            leaf.select,
            self.span,
            self.basis,
            by_days=by_days(leaf.measure),
            working=leaf.measure.working,
        )
        scale = Scale(self.world, leaf, self.span, self.basis)
        if leaf.every:
            outcome = self._every(leaf, leaf.every, scale, found.items)
        else:
            outcome = self._bound(leaf, scale.weigh(found.items))
        return replace(outcome, near=tuple(dict.fromkeys((*outcome.near, *found.near))))

    def _bound(self, leaf: Leaf, tally: Tally) -> Outcome:
        low, high, period = leaf.bound.at_least, leaf.bound.at_most, self.span.period
        target = low if low is not None else high or NONE
        figures = (tally.value, tally.planned, target)
        if high is not None and tally.value > high:
            over = Owed("scheme.owed.too-many", {"over": tally.value - high, "unit": self.unit})
            return Outcome(State.MISSED, *figures, (_named(leaf, over),), tally.counted, tally.near)
        if low is None or (high is not None and tally.value >= low):
            return Outcome(State.MET, *figures, (), tally.counted, tally.near)
        state = state_of(tally.value, tally.planned, low, period, self.world.today)
        owed_all = self._short(leaf, low - tally.value, tally) if tally.value < low else ()
        return Outcome(state, *figures, owed_all, tally.counted, tally.near)

    def _short(self, leaf: Leaf, missing: Decimal, tally: Tally) -> tuple[Owed, ...]:
        unit = Label("个百分点", "percentage points") if leaf.measure.sort == "share" else self.unit
        ahead = tally.planned - tally.value
        late = self.world.today > self.span.period.last
        code = "scheme.owed.short-planned" if ahead and not late else self._by_day("scheme.owed.short")
        due = {"from": self.span.period.first, "until": self.span.period.last}
        owed = Owed(code, {"missing": missing, "unit": unit, "ahead": ahead, **due})
        return (_named(leaf, owed),)

    def _by_day(self, code: str) -> str:
        return by_day(code, self.span.period, self.world.today)

    # -- item by item

    def _every(self, leaf: Leaf, every: Every, scale: Scale, items: tuple[Item, ...]) -> Outcome:
        listed = self._listed(every)
        found = sorted({key for item in items for key in scale.keys(item, every.each)})
        wanted = found if every.found else listed
        if not wanted and not every.found:
            return self._nothing("scheme.note.no-list", list=Owed(f"scheme.list.{every.each}"))
        tallies = {
            key: scale.weigh(
                [item for item in items if key in scale.keys(item, every.each)],
                key if every.each == "person" else "",
            )
            for key in wanted
        }
        low, high = leaf.bound.at_least or NONE, leaf.bound.at_most
        met = [key for key in wanted if _within(tallies[key].value, low, high)]
        hoped = [key for key in wanted if _within(tallies[key].planned, low, high)]
        target = Decimal(every.items or max(len(wanted), 1))
        value, planned = Decimal(len(met)), Decimal(max(len(hoped), len(met)))
        state = state_of(value, planned, target, self.span.period, self.world.today)
        if every.found and not every.items and state is State.EXCEEDED:
            state = State.MET
        missing = [key for key in wanted if key not in met]
        owed = self._items_owed(leaf, every, missing, target - value) if value < target else ()
        return Outcome(state, value, planned, target, owed, *_gathered(list(tallies.values())))

    def _listed(self, every: Every) -> list[str]:
        if every.values:
            return list(every.values)
        listed = list(self.world.domain(every.each, self.span))
        if every.each != "member":
            return listed
        members = listed or list(self.world.membership.members(self.span))
        return [member for member in members if member not in self.world.ours]

    def _items_owed(self, leaf: Leaf, every: Every, missing: list[str], count: Decimal) -> tuple[Owed, ...]:
        labels = tuple(self.world.label(every.each, key) for key in missing)
        period = self.span.period
        parameters = {"from": period.first, "until": period.last, "missing": count}
        if labels and (not every.items or len(labels) <= count):
            return (_named(leaf, Owed(self._by_day("scheme.owed.items"), {**parameters, "items": labels})),)
        of = Owed(f"scheme.list.{every.each}")
        return (_named(leaf, Owed(self._by_day("scheme.owed.more-items"), {**parameters, "of": of})),)


def _named(leaf: Leaf, owed: Owed) -> Owed:
    """Put the condition's own name before what it owes; the rule's name stands beside it anyway."""
    return Owed("scheme.owed.named", {"name": leaf.name, "what": owed}) if leaf.name else owed


def _within(value: Decimal, low: Decimal, high: Decimal | None) -> bool:
    return value >= low and (high is None or value <= high)


def _gathered(tallies: list[Tally]) -> tuple[tuple[Counted, ...], tuple[Near, ...]]:
    return (
        tuple({each.id: each for tally in tallies for each in tally.counted}.values()),
        tuple(dict.fromkeys(each for tally in tallies for each in tally.near)),
    )


def _together(outcomes: list[Outcome]) -> tuple[Counted, ...]:
    return tuple({each.id: each for outcome in outcomes for each in outcome.counted}.values())


def _near_together(outcomes: list[Outcome]) -> tuple[Near, ...]:
    counted = {each.id for outcome in outcomes for each in outcome.counted}
    return tuple(
        dict.fromkeys(each for outcome in outcomes for each in outcome.near if each.id not in counted)
    )
