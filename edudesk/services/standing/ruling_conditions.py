"""What a quota, target or statistic asks for, in words."""

from decimal import Decimal

from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.judging.units import unit_of
from edudesk.services.schemes.scheme import (
    Added,
    Addend,
    Bound,
    Condition,
    CountNumber,
    Every,
    FigureNumber,
    InEvery,
    Joined,
    Leaf,
    Measure,
    Number,
    OnlyIf,
    Per,
    PeriodSpec,
    Reckoned,
    Rule,
    SchoolTest,
)
from edudesk.services.standing.ruling_words import Teller
from edudesk.services.standing.words import listed
from edudesk.texts import Label

_SIGNS = {"plus": " + ", "times": " × ", "less": " − ", "over": " ÷ "}
_NAMED = frozenset({"sum", "distinct", "share", "served", "average"})


class ConditionTeller(Teller):
    """Says the period, the basis and the condition of a rule."""

    def rule(self, rule: Rule) -> str:
        """Return a quota, target or statistic."""
        parts = [self.mark("period", self.period(rule.period))]
        if len(rule.in_terms) == 1:
            parts.append(self.say(f"in-term.{rule.in_terms[0]}"))
        if per := self.per(rule.per):
            parts.append(self.say("for", per=self.mark("per", per)))
        parts.append(self.condition(rule.condition, rule.unit))
        if rule.exempt:
            parts.append(self.say("exempt", papers=self.words("document-kind", rule.exempt)))
        return self.say("whole", parts=self.say("comma").join(parts))

    # -- when and for whom

    def period(self, spec: PeriodSpec) -> str:
        """Return the days by which a rule is judged."""
        first, last = (self.day(day) for day in (spec.first, spec.last))
        phase = next((one.name for one in self.scheme.phases if one.id == spec.phase), "")
        numbers = {"days": spec.days, "years": spec.years}
        return self.say(
            f"period.{spec.sort}", first=first, last=last, on=spec.on or "", phase=phase, **numbers
        )

    def per(self, per: Per) -> str:
        """Return for whom it holds one by one, nothing for the community."""
        if per.each == "community":
            return ""
        if per.each == "school" and per.schools != SchoolTest():
            return self.say("per.schools", schools=self.schools(per.schools))
        if per.among is not None:
            return self.say("per.among", what=self.selected(per.among))
        if per.people:
            return self.say("per.people", who=listed(self.texts, [self.people(one) for one in per.people]))
        if per.values:
            return self.say("per.values", values=self.words(per.each, per.values))
        return self.say(f"per.{per.each}", posts=self.words("post", per.posts))

    # -- what

    def condition(self, condition: Condition, unit: Label | None) -> str:
        """Return what is asked; without a ``unit`` each figure has its own."""
        match condition:
            case Leaf():
                return self.leaf(condition, unit or unit_of(condition))
            case Joined():
                return self.joined(condition, unit)
            case OnlyIf():
                premise = self.condition(condition.premise, unit)
                return self.say("only-if", premise=premise, then=self.condition(condition.then, unit))
            case InEvery():
                return self.in_every(condition, unit)
            case Added():
                return self.added(condition, unit or unit_of(condition))

    def in_every(self, condition: InEvery, unit: Label | None) -> str:
        """Return what holds in the parts of the period."""
        inner = self.condition(condition.condition, unit)
        if not condition.at_least:
            return self.say(f"in-every.{condition.part}", what=inner)
        of = self.texts.say(f"scheme.part.{condition.part}")
        return self.say("in-some", count=condition.at_least, of=of, what=inner)

    def added(self, condition: Added, unit: Label) -> str:
        """Return a sum of several leaves."""
        parts = self.say("plus").join(self.addend(one, unit) for one in condition.addends)
        if condition.bound == Bound():
            return self.say("stated", what=parts)
        return self.say("leaf.sum", what=parts, bound=self.mark("bound", self.bound(condition.bound, unit)))

    def joined(self, condition: Joined, unit: Label | None) -> str:
        """Return several conditions."""
        parts = [self.condition(part, unit) for part in condition.conditions]
        if condition.every_one or condition.at_least == 1:
            return self.say("and" if condition.every_one else "or").join(parts)
        return self.say("some-of", count=condition.at_least, ways=self.say("or").join(parts))

    def addend(self, addend: Addend, unit: Label) -> str:
        """Return one leaf of a sum."""
        said = self.named(addend.leaf)
        if addend.times != 1:
            said = self.say("times", what=said, times=plain(addend.times))
        if addend.most is not None:
            said = self.say("most", what=said, most=self.amount(addend.most, unit))
        return said

    def named(self, leaf: Leaf) -> str:
        """Return what is selected, with its own name."""
        said = self.selected(leaf.select)
        return self.say("named", name=leaf.name, what=said) if leaf.name else said

    def leaf(self, leaf: Leaf, unit: Label) -> str:
        """Return a selection with its bound."""
        said = self.named(leaf)
        if leaf.bound == Bound():
            return self.say("stated", what=said)
        bound = self.bound(leaf.bound, self.measured(leaf.measure, unit))
        if leaf.every:
            return self.say("every", each=self.each(leaf.every), what=said, bound=self.mark("bound", bound))
        sort = leaf.measure.sort if leaf.measure.sort in _NAMED else "records"
        return self.say(f"leaf.{sort}", what=said, bound=self.mark("bound", bound))

    def each(self, every: Every) -> str:
        """Return the items for which the bound holds."""
        vocabulary = {"kind": "activity-kind"}.get(every.each, every.each)
        if every.items:
            return self.say("items", count=every.items, of=self.texts.say(f"scheme.list.{every.each}"))
        if every.values and vocabulary not in {"member", "person"}:
            return self.mark("per", self.words(vocabulary, every.values))
        return self.mark("per", self.say(f"each.{every.each}"))

    def measured(self, measure: Measure, unit: Label) -> Label:
        """Return the unit of a figure."""
        return Label("%", "%") if measure.sort == "share" else unit

    # -- how much

    def bound(self, bound: Bound, unit: Label) -> str:
        """Return the least and the most."""
        low, high = (
            None if one is None else self.amount(one, unit) for one in (bound.at_least, bound.at_most)
        )
        if bound.at_least == 0 and high is None:
            return self.say("bound.none")
        if low and high:
            return low if low == high else self.say("bound.between", low=low, high=high)
        return self.say("bound.most" if high else "bound.least", number=high or low)

    def amount(self, number: Number, unit: Label) -> str:
        """Return a number with its unit."""
        return self.texts.say("home.amount", number=self.number(number), unit=unit)

    def number(self, number: Number) -> str:
        """Return a number, or how it is reckoned."""
        match number:
            case Decimal():
                return plain(number)
            case FigureNumber():
                figure = next(one for one in self.scheme.figures if one.id == number.figure)
                return self.say("number.before" if number.back else "number.figure", name=figure.name)
            case CountNumber():
                return self.say("number.count", what=self.selected(number.select))
            case Reckoned():
                parts = (self.number(one) for one in number.numbers)
                return self.say("number.reckoned", numbers=_SIGNS[number.how].join(parts))
