"""What a quota, target or statistic asks for, in words."""

from dataclasses import replace
from decimal import Decimal

from edudesk.services.schemes.judging.units import ITEMS, PARTS, UNITS, unit_of
from edudesk.services.schemes.reading.words import KINDS
from edudesk.services.schemes.scheme import (
    Added,
    Addend,
    Bound,
    Condition,
    Every,
    InEvery,
    Joined,
    Leaf,
    Measure,
    OnlyIf,
    Select,
)
from edudesk.services.standing.ruling_clauses import SCHOOLS, SENT
from edudesk.services.standing.ruling_numbers import NumberTeller
from edudesk.services.standing.words import say_amount
from edudesk.texts import Label

_ONE = Decimal(1)
_ITSELF = frozenset({*SENT, "person", "duty", "achievement", "document"})
"""Records of which each is somebody's: different people are as many as are selected."""


class ConditionTeller(NumberTeller):
    """Says conditions of any depth; alternatives are numbered, so that one sees where each ends."""

    def condition(self, condition: Condition, unit: Label | None, depth: int = 0) -> str:
        """Return what is asked; without a ``unit`` each figure has its own."""
        match condition:
            case Leaf():
                return self.leaf(condition, unit)
            case Joined():
                return self._joined(condition, depth)
            case OnlyIf():
                return self._only_if(condition, unit, depth)
            case InEvery():
                return self._in_every(condition, depth)
            case Added():
                return self._added(condition, unit or unit_of(condition))

    # -- several

    def _joined(self, condition: Joined, depth: int) -> str:
        parts = [self.condition(part, None, depth + 1) for part in condition.conditions]
        ways = self.say("numbered-end").join(self._numbered(n, part, depth) for n, part in enumerate(parts))
        sort = "all" if condition.every_one else "one" if condition.at_least == 1 else "some"
        return self.say(f"every-of.{sort}", count=condition.at_least, ways=ways)

    def _numbered(self, number: int, part: str, depth: int) -> str:
        if not self.chinese:
            return f"({'abcdefghijklmnopqrst'[number] if depth else number + 1}) {part}"
        return f"{chr(ord('①') + number)}{part}" if depth else f"（{_chinese(number + 1)}）{part}"

    def _only_if(self, condition: OnlyIf, unit: Label | None, depth: int) -> str:
        premise, then = condition.premise, self.condition(condition.then, unit, depth)
        asked = condition.then
        if isinstance(premise, Leaf) and isinstance(asked, Leaf) and premise.select == asked.measure.whole:
            return self.say("only-if-any", then=then)
        if isinstance(premise, Leaf) and premise == Leaf(premise.select, Measure(), Bound(_ONE)):
            return self.say("only-if", premise=self.thing(premise.select), then=then)
        return self.say("only-if-holds", premise=self.condition(premise, None, depth + 1), then=then)

    def _in_every(self, condition: InEvery, depth: int) -> str:
        inner = self.condition(condition.condition, None, depth)
        if not condition.at_least:
            return self.say(f"in-every.{condition.part}", what=inner)
        count = say_amount(self.texts, Decimal(condition.at_least), PARTS[condition.part])
        return self.say("in-some", count=count, what=inner)

    def _added(self, condition: Added, unit: Label) -> str:
        parts = self.say("plus").join(self._addend(one, unit) for one in condition.addends)
        if condition.name:
            parts = self.say("colon", name=self.label(condition.name), what=parts)
        if condition.bound == Bound():
            return self.say("stated", figure=self.say("figure.added", what=parts, unit=self.noun(unit)))
        return self.say("added", what=parts, bound=self.joined_on(self.bound(condition.bound, unit)))

    def _addend(self, addend: Addend, unit: Label) -> str:
        said = self._converted(self.thing(addend.leaf.select), addend.leaf.measure)
        if addend.times != _ONE:
            one = say_amount(self.texts, _ONE, unit_of(addend.leaf))
            said = self.say("times", what=said, one=one, times=self.amount(addend.times, unit))
        if addend.most is not None:
            said = self.say("most", what=said, most=self.amount(addend.most, unit))
        return said

    # -- one figure

    def leaf(self, leaf: Leaf, unit: Label | None = None) -> str:
        """Return a selection with what is measured of it and its bound."""
        said = self._leaf(leaf, unit or unit_of(leaf))
        return self.say("colon", name=self.label(leaf.name), what=said) if leaf.name else said

    def label(self, name: Label) -> str:
        """Return the name of a figure as it stands in a sentence."""
        return self.lower(name(self.texts.language))

    def _leaf(self, leaf: Leaf, unit: Label) -> str:
        measure = leaf.measure
        if leaf.bound == Bound():
            return self.say("stated", figure=self._stated(leaf, unit))
        if leaf.every:
            return self._every(leaf, leaf.every)
        if measure.sort == "share":
            return self._share(leaf)
        what = self._converted(self.doing(leaf.select), measure)
        said, sort = self._measured(leaf.bound, measure, unit), self._sort(leaf)
        bound = self.mark("bound", said) if sort in {"records", "distinct"} else self.joined_on(said)
        per = self.say(f"average.{measure.of or 'record'}") if sort == "average" else ""
        return self.say(f"leaf.{sort}", what=what, per=per, bound=bound)

    def _sort(self, leaf: Leaf) -> str:
        """Return as what a figure is said: of different people who are the very ones selected, as these."""
        measure, chosen = leaf.measure, leaf.select.alternatives[0]
        if measure.sort != "distinct" or (measure.of == "member" and chosen.record in SCHOOLS):
            return "records" if measure.sort == "distinct" else measure.sort
        itself = measure.of == "person" and (chosen.people or chosen.record in _ITSELF)
        if itself and chosen.record == "person":
            return "records"
        return "distinct" if itself or measure.of == "record" else f"distinct-{measure.of}"

    def _measured(self, bound: Bound, measure: Measure, unit: Label) -> str:
        """Return the bound of a figure, with what else its unit says."""
        if measure.sort == "share":
            return self.share(bound)
        said = self.bound(bound, unit)
        return self.say("working", bound=said) if measure.working else said

    def _converted(self, what: str, measure: Measure) -> str:
        if not measure.convert:
            return what
        unit = UNITS[measure.unit]
        clauses = self.say("comma").join(
            self.say(
                "convert",
                other=say_amount(self.texts, _ONE, UNITS[other]),
                number=say_amount(self.texts, number, unit),
            )
            for other, number in measure.convert.items()
        )
        return f"{what}{self.apart(self.say('tail', clauses=clauses))}"

    def _stated(self, leaf: Leaf, unit: Label) -> str:
        sort = leaf.measure.sort
        what = self._converted(self.thing(leaf.select), leaf.measure)
        if sort == "share":
            return self.say("figure.share", what=self._part(leaf))
        if sort == "distinct" and not self._sort(leaf).startswith("distinct-"):
            sort = "distinct-itself"
        per = self.say(f"average.{leaf.measure.of or 'record'}") if sort == "average" else ""
        return self.say(f"figure.{sort}", what=what, unit=self.noun(unit), per=per)

    # -- shares

    def _share(self, leaf: Leaf) -> str:
        bound = self.mark("bound", self.share(leaf.bound))
        measure = leaf.measure
        if measure.whole is None:
            whole = self.number(measure.whole_number) if measure.whole_number is not None else ""
            return self.say(
                "leaf.share-of", part=self._counted(leaf.select, measure), whole=whole, bound=bound
            )
        whole = self._counted(measure.whole, measure, whole=True)
        if extra := self.part_of(leaf.select, measure.whole):
            bound = self.joined_on(self.share(leaf.bound))
            return self.say("leaf.share-in", whole=whole, extra=extra, bound=bound)
        return self.say("leaf.share-of", part=self._counted(leaf.select, measure), whole=whole, bound=bound)

    def _part(self, leaf: Leaf) -> str:
        """Return a share without a bound: the part, and of what."""
        measure = leaf.measure
        whole = self.number(measure.whole_number) if measure.whole_number is not None else ""
        if measure.whole is not None:
            whole = self._counted(measure.whole, measure, whole=True)
        return self.say("share-part", part=self._counted(leaf.select, measure), whole=whole)

    def _counted(self, chosen: Select, measure: Measure, *, whole: bool = False) -> str:
        """Return what a share counts: records, people, schools, or a sum."""
        what = self.thing(chosen)
        if whole and chosen == Select(record=chosen.record) and chosen.record not in SENT:
            what = self.say("all-of", what=what)
        if measure.unit:
            return self.say("share-by", what=what, unit=UNITS[measure.unit])
        of = measure.of or "record"
        record = chosen.alternatives[0].record
        if (of == "person" and record in _ITSELF) or (of == "member" and record in SCHOOLS):
            of = "person-sent" if record != "person" and of == "person" else "record"
        return what if of == "record" else self.say(f"of.{of}", what=what)

    # -- item by item

    def _every(self, leaf: Leaf, every: Every) -> str:
        own = replace(leaf, every=None)
        if leaf.measure.sort in {"share", "average"} or self._sort(leaf).startswith("distinct-"):
            # What is measured of each item needs a sentence of its own.
            each = self.mark("per", self._each(leaf, every))
            return self.say("each-whole", each=each, what=self._leaf(own, unit_of(own)))
        bound = self.joined_on(self._measured(leaf.bound, leaf.measure, unit_of(own)))
        sort = "none" if leaf.bound == Bound(Decimal(0)) else "some" if every.items else "all"
        each = self.say(f"each-at.{sort}", each=self.mark("per", self._each(leaf, every)), bound=bound)
        what = self._converted(self.doing(leaf.select), leaf.measure)
        return self.say("leaf.records", what=what, bound=each)

    def _each(self, leaf: Leaf, every: Every) -> str:
        """Return the items for which the bound holds."""
        named, listed = self._list(leaf, every)
        if every.items:
            count = say_amount(self.texts, Decimal(every.items), ITEMS[every.each])
            if named and not listed:
                return self.say("each-some.list", count=count, each=named)
            return self.say("some-of-them", count=count)
        return named or self.say(f"each-found.{every.each}" if every.found else f"each.{every.each}")

    def _list(self, leaf: Leaf, every: Every) -> tuple[str, bool]:
        """Return the items that are named, and whether the sentence has named them before."""
        kind, field = every.each == "kind", {"line": "lines", "subject": "subjects", "kind": "kinds"}
        before = getattr(leaf.select, field[every.each]) if every.each in field else ()
        values = every.values
        if kind and not values and not every.found:
            values = before
        if every.each == "line" and not values and not every.found:
            values = tuple(one.code for one in self.scheme.vocabulary.get("line", ()))
        if not values:
            return "", False
        if values == before and len(values) > 1:
            return self.say(f"each-same.{every.each}"), True
        vocabulary = KINDS.get(leaf.select.record, "activity-kind") if kind else every.each
        return self.both(self.named(vocabulary, values)), False


def _chinese(number: int) -> str:
    ones = "一二三四五六七八九十"
    tens, rest = divmod(number - 1, len(ones))
    return f"{ones[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{ones[rest]}"
