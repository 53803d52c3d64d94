"""How a condition stands for one basis in one period."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from edudesk.services.schemes.judging.covering import covered
from edudesk.services.schemes.judging.joining import NONE, Outcome, all_of, any_of, near_but, nothing
from edudesk.services.schemes.judging.measures import TENTH, Scale, Tally, by_days
from edudesk.services.schemes.judging.numbers import Ends, ends_of, number_of
from edudesk.services.schemes.judging.parts import parts_of
from edudesk.services.schemes.judging.repeating import repeated
from edudesk.services.schemes.judging.selection import Selection, select
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.states import by_day, state_of
from edudesk.services.schemes.judging.units import unit_of
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.reading.words import KINDS
from edudesk.services.schemes.results import Basis, Counted, Owed, State
from edudesk.services.schemes.scheme import Added, Bound, Condition, InEvery, Joined, Leaf, OnlyIf, leaves_of
from edudesk.texts import Label

__all__ = ["Judge", "Outcome"]
UNBOUND = Bound()
POINTS = Label("个百分点", "percentage points")


class Judge:
    """Judges conditions of one rule for one basis in one period."""

    def __init__(self, world: World, span: Span, basis: Basis, unit: Label | None) -> None:
        self.world = world
        self.span = span
        self.basis = basis
        self.unit = unit

    def judge(self, condition: Condition) -> Outcome:
        """Return the outcome of a condition; where the rule has no unit, each names its own."""
        outcome = self._judged(condition)
        return outcome if self.unit or outcome.unit else replace(outcome, unit=unit_of(condition))

    def _judged(self, condition: Condition) -> Outcome:
        match condition:
            case Leaf():
                return self._leaf(condition)
            case Joined(every_one=True):
                return all_of([self.judge(part) for part in condition.conditions])
            case Joined():
                return any_of([self.judge(part) for part in condition.conditions], condition.at_least)
            case OnlyIf():
                return self._only_if(condition)
            case InEvery():
                return self._in_every(condition)
            case Added():
                return self._added(condition)

    def _only_if(self, condition: OnlyIf) -> Outcome:
        premise = self.judge(condition.premise)
        if premise.holds:
            return self.judge(condition.then)
        return nothing(premise.note or Owed("scheme.note.not-asked"))

    def _in_every(self, condition: InEvery) -> Outcome:
        facts, known = self.world.facts, self.world.index.earliest
        # One more old record must not add parts that are then lost.
        earliest = known if condition.at_least else facts.community.since or known
        parts = parts_of(self.span, condition.part, facts, earliest)
        judged = [
            (part, Judge(self.world, part, self.basis, self.unit).judge(condition.condition))
            for part in parts
        ]
        if all(outcome.state is State.NOT_APPLICABLE for _, outcome in judged):
            notes = (outcome.note for _, outcome in judged if outcome.note)
            return nothing(next(notes, Owed("scheme.note.no-period")))
        what = _spoken(self.world, condition.condition)
        return repeated(condition, self.span.period, judged, what, self.world.today)

    def _within(self, part: Span) -> "Judge":
        return Judge(self.world, part, self.basis, self.unit)

    # -- one measure

    def _leaf(self, leaf: Leaf) -> Outcome:
        ends = ends_of(self.world, leaf.bound, self.span, self.basis)
        if isinstance(ends, Owed):
            return nothing(ends)
        if ends.low == 0 and ends.high is None:
            return nothing(Owed("scheme.note.no-number"))
        scale, found = self._found(leaf)
        if leaf.every:
            outcome = covered(scale, leaf.every, ends, found.items)
        else:
            unit = POINTS if leaf.measure.sort == "share" else self.unit or unit_of(leaf)
            outcome = self._bounded(scale.weigh(found.items), ends, unit, stated=leaf.bound == UNBOUND)
        owed = tuple(_named(leaf.name, one) for one in outcome.owed)
        return replace(outcome, owed=owed, near=tuple(dict.fromkeys((*outcome.near, *found.near))))

    def _found(self, leaf: Leaf) -> tuple[Scale, Selection]:
        """Return the records that fit, and those that nearly do."""
        measure = leaf.measure
        days = {"by_days": by_days(measure), "working": measure.working}
        found = select(self.world, leaf.select, self.span, self.basis, **days)
        return Scale(self.world, leaf, self.span, self.basis), found

    def _added(self, condition: Added) -> Outcome:
        ends = ends_of(self.world, condition.bound, self.span, self.basis)
        if isinstance(ends, Owed):
            return nothing(ends)
        if ends.low == 0 and ends.high is None:
            return nothing(Owed("scheme.note.no-number"))
        tallies, near = [], []
        for addend in condition.addends:
            most = None
            if addend.most is not None:
                limit = number_of(self.world, addend.most, self.span, self.basis)
                if isinstance(limit, Owed):
                    return nothing(limit)
                most = limit
            scale, found = self._found(addend.leaf)
            tally = scale.weigh(found.items)
            if tally.note:
                return nothing(tally.note)
            tallies.append(_times(tally, addend.times, most))
            near += [*tally.near, *found.near]
        outcome = self._bounded(
            _sum(tallies), ends, self.unit or unit_of(condition), stated=condition.bound == UNBOUND
        )
        owed = tuple(_named(condition.name, one) for one in outcome.owed)
        return replace(outcome, owed=owed, near=near_but(near, outcome.counted))

    def _bounded(self, tally: Tally, ends: Ends, unit: Label, *, stated: bool) -> Outcome:
        """Return how a figure stands within its bound; one without a bound is only ``stated``."""
        if tally.note:
            return replace(nothing(tally.note), counted=tally.counted, near=tally.near)
        low, high, period = ends.low, ends.high, self.span.period
        target = low if low is not None else high or NONE
        figures = (tally.value, tally.planned, target)
        if stated:
            note = Owed("scheme.note.statistic")
            return Outcome(State.NOT_APPLICABLE, *figures, (), tally.counted, tally.near, note)
        if high is not None and tally.value > high:
            over = Owed("scheme.owed.too-many", {"over": tally.value - high, "unit": unit})
            return Outcome(State.MISSED, *figures, (over,), tally.counted, tally.near)
        if low is None or (high is not None and tally.value >= low):
            return Outcome(State.MET, *figures, (), tally.counted, tally.near)
        state = state_of(tally.value, tally.planned, low, period, self.world.today, paced=self.span.paced)
        owed = self._short(low - tally.value, tally, unit) if tally.value < low else ()
        return Outcome(state, *figures, owed, tally.counted, tally.near)

    def _short(self, missing: Decimal, tally: Tally, unit: Label) -> tuple[Owed, ...]:
        ahead = tally.planned - tally.value
        late = self.world.today > self.span.period.last
        code = (
            "scheme.owed.short-planned"
            if ahead and not late
            else by_day("scheme.owed.short", self.span.period, self.world.today)
        )
        if unit is POINTS:
            missing = missing.quantize(TENTH, ROUND_CEILING)
        due = {"from": self.span.period.first, "until": self.span.period.last}
        return (Owed(code, {"missing": missing, "unit": unit, "ahead": ahead, **due}),)


def _named(name: Label | None, owed: Owed) -> Owed:
    """Put the condition's own name before what it owes; the rule's name stands beside it anyway."""
    return Owed("scheme.owed.named", {"name": name, "what": owed}) if name else owed


def _spoken(world: World, condition: Condition) -> Label | None:
    """Return what a condition is about in a word: its own name, or the only kind it selects."""
    found = list(leaves_of(condition))
    if len(found) != 1:
        return None
    select, name = found[0].select, found[0].name
    vocabulary = KINDS.get(select.record, "activity-kind")
    return name or (world.label(vocabulary, select.kinds[0]) if len(select.kinds) == 1 else None)


def _times(tally: Tally, times: Decimal, most: Decimal | None) -> Tally:
    """Return what a tally adds to a sum: each so many times, up to the most."""
    value, planned = tally.value * times, tally.planned * times
    if most is not None:
        value, planned = min(value, most), min(planned, most)
    return Tally(value, planned, tuple(replace(one, amount=one.amount * times) for one in tally.counted))


def _sum(tallies: Sequence[Tally]) -> Tally:
    amounts: dict[tuple[str, str], Decimal] = {}
    for one in (one for tally in tallies for one in tally.counted):
        amounts[one.record, one.id] = amounts.get((one.record, one.id), NONE) + one.amount
    counted = tuple(Counted(*key, amount) for key, amount in amounts.items())
    planned = sum((tally.planned for tally in tallies), NONE)
    return Tally(sum((tally.value for tally in tallies), NONE), planned, counted)
