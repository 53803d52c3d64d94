"""Bounds and numbers in words, with their units."""

from decimal import Decimal

from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.judging.units import ITEMS, unit_of
from edudesk.services.schemes.scheme import Bound, CountNumber, FigureNumber, Leaf, Measure, Number, Reckoned
from edudesk.services.standing.ruling_records import RecordTeller
from edudesk.services.standing.words import say_amount, spaced
from edudesk.texts import Label

_SIGNS = {
    "zh": {"plus": " + ", "times": " × ", "less": " − ", "over": " ÷ "},
    "en": {"plus": " + ", "times": " * ", "less": " - ", "over": " / "},
}
_NOUNS = {"人次": "人次", "元": "金额", "%": "比例", "所": "学校数", "所学校": "学校数", "个": "个数"}
_WHOLE = 100


class NumberTeller(RecordTeller):
    """Says how much: ``不少于 3 次``, ``不超过（N + 2）人``."""

    def bound(self, bound: Bound, unit: Label) -> str:
        """Return the least and the most."""
        if bound.at_least == 0 and bound.at_most is None:
            return self.say("bound.none")
        low, high = (
            None if one is None else self.amount(one, unit) for one in (bound.at_least, bound.at_most)
        )
        if low and high:
            if bound.at_least == bound.at_most:
                return low
            if not isinstance(bound.at_least, FigureNumber | CountNumber):  # its unit stands with the most
                low = self.number(bound.at_least or Decimal(0))
            low += " " if self.chinese and low[-1:].isdigit() else ""
            return self.say("bound.between", low=low, high=spaced(self.texts, high))
        number = spaced(self.texts, high or low or "")
        return self.say("bound.most" if high else "bound.least", number=number)

    def share(self, bound: Bound) -> str:
        """Return a share; one of at least 100 % is the whole."""
        if bound.at_least == 0 and bound.at_most is None:
            return self.say("bound.none-share")
        whole = bound.at_least == _WHOLE and bound.at_most is None
        return self.bound(Bound(bound.at_least, bound.at_least) if whole else bound, Label("%", "%"))

    def amount(self, number: Number, unit: Label) -> str:
        """Return a number with its unit; what a figure or a count gives has its own."""
        if isinstance(number, Decimal):
            return say_amount(self.texts, number, unit)
        if (known := _known(number)) is not None:
            return say_amount(self.texts, known, unit)
        if isinstance(number, Reckoned):
            return self.say("amount.reckoned", number=self.number(number), unit=unit)
        return self.number(number)

    def joined_on(self, bound: str) -> str:
        """Return a bound right behind other words: marked, and a digit after a gap."""
        gap = " " if self.chinese and bound[:1].isdigit() else ""
        return f"{gap}{self.mark('bound', bound)}"

    def count(self, number: int, unit: Label) -> str:
        """Return a whole number with its unit."""
        return say_amount(self.texts, Decimal(number), unit)

    def number(self, number: Number) -> str:
        """Return a number, or how it is reckoned."""
        match number:
            case Decimal():
                return plain(number)
            case FigureNumber():
                return self._figure(number)
            case CountNumber():
                return self._count(number)
            case Reckoned():
                if (known := _known(number)) is not None:
                    return plain(known)
                parts = (self.number(one) for one in number.numbers)
                said = self.say(
                    "number.reckoned", numbers=_SIGNS[self.texts.language][number.how].join(parts)
                )
                if not number.rounded:
                    return said
                return self.say("number.rounded", number=said, how=self.say(f"number.{number.rounded}"))

    def _figure(self, number: FigureNumber) -> str:
        name: object = next(one.name for one in self.scheme.figures if one.id == number.figure)
        said = self.say("number.figure", name=name)
        if number.side:
            said = self.say("number.figure-of", name=name, side=self.side(number.side))
        return self.say("number.before", name=said) if number.back else said

    def _count(self, number: CountNumber) -> str:
        unit = ITEMS[number.of] if number.of != "record" else unit_of(Leaf(number.select, Measure(), Bound()))
        what = self.thing(number.select)
        return self.say("number.count", what=what, unit=self.noun(unit))

    def noun(self, unit: Label) -> str:
        """Return what a number of a unit is called: ``次数``, ``课时数``, ``人次``."""
        if not self.chinese:
            return unit.en
        named = unit.zh.removeprefix("个")
        return _NOUNS.get(unit.zh, f"{named}数")


def _known(number: Number) -> Decimal | None:
    """Return a number that is reckoned of given numbers alone; a quotient is told by its parts."""
    if isinstance(number, Decimal):
        return number
    if not isinstance(number, Reckoned) or number.how == "over" or number.rounded:
        return None
    numbers = [known for one in number.numbers if (known := _known(one)) is not None]
    if len(numbers) < len(number.numbers):
        return None
    first, *rest = numbers
    for one in rest:
        first = first + one if number.how == "plus" else first * one if number.how == "times" else first - one
    return max(first, Decimal(0))
