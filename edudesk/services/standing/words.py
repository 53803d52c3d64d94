"""Days, names and numbers as 首页 says them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.results import State
from edudesk.services.schemes.scheme import Scheme
from edudesk.texts import Label, Texts

_ONE_DAY = timedelta(days=1)
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow", 2: "after-tomorrow"}
_WEEK = 7
_ENDING = re.compile(r"(?:中心)?(?:小学|学校|中学|幼儿园|教学点)$")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FEW = 3


def word(scheme: Scheme, vocabulary: str, code: str, texts: Texts) -> str:
    """Return the name of a code: the scheme's own, else the common one, else the code."""
    known = VOCABULARIES.get(vocabulary)
    label = scheme.word(vocabulary, code) or (known.label(code) if known else Label(code, code))
    return label(texts.language)


def say_day(texts: Texts, day: date) -> str:
    """Return a day without its year: ``12月16日``, ``16 December``."""
    return texts.say("home.day", day=day.day, month=_month(texts, day))


def say_weekday(texts: Texts, day: date) -> str:
    """Return the day of the week: ``周二``."""
    return texts.say(f"home.weekday.{day.isoweekday()}")


def say_when(texts: Texts, day: date, today: date) -> str:
    """Return a day as it is spoken of: ``今天``, ``后天``, else ``12月16日``."""
    name = _NEAR.get((day - today).days)
    return texts.say(f"home.near.{name}") if name else say_day(texts, day)


def say_near(texts: Texts, day: date, today: date) -> str:
    """Return how near a day to come is: ``今天``, ``后天``, ``周一``, ``还有 38 天``."""
    days = (day - today).days
    if name := _NEAR.get(days):
        return texts.say(f"home.near.{name}")
    if 0 < days < _WEEK:
        return say_weekday(texts, day)
    return texts.say("home.near.in", days=days) if days > 0 else texts.say("home.near.past", days=-days)


def say_run(texts: Texts, first: date, last: date, today: date) -> str:
    """Return a run of days: ``12月22—25日``."""
    if first == last:
        return say_when(texts, first, today)
    if (first.year, first.month) == (last.year, last.month):
        return texts.say("home.run-in-month", first=first.day, last=last.day, month=_month(texts, first))
    return texts.say("home.run", first=say_day(texts, first), last=say_day(texts, last))


def say_state(texts: Texts, state: State) -> str:
    """Return a state's name: ``已达标``."""
    return texts.say(f"home.state.{state.value}")


def spaced(texts: Texts, words: str) -> str:
    """Return words that follow others, in Chinese with a thin gap before a digit."""
    return f" {words}" if texts.language == "zh" and words[:1].isdigit() else words


def say_month(texts: Texts, day: date) -> str:
    """Return a month's name: ``12月``."""
    return texts.say("home.month", month=_month(texts, day))


def amid(texts: Texts, name: str) -> str:
    """Return a name as it stands in the middle of a sentence: small, but for what is written in capitals."""
    return name if texts.language == "zh" or name[1:2].isupper() else name[:1].lower() + name[1:]


def listed(texts: Texts, names: Iterable[str]) -> str:
    """Return names one after another."""
    return texts.listed(names)


def some(texts: Texts, names: Sequence[str]) -> str:
    """Return names one after another, of many only the first with their number."""
    if len(names) <= _FEW:
        return listed(texts, names)
    return texts.say("home.some", first=names[0], count=len(names))


def say_amount(texts: Texts, number: Decimal, unit: Label) -> str:
    """Return a number with its unit: ``3 次``."""
    return texts.say("home.amount", number=plain(number), unit=unit_of(number, unit))


def say_ratio(texts: Texts, value: Decimal, target: Decimal, unit: Label) -> str:
    """Return how much of what is asked for is done: ``2/3 次``."""
    return texts.say("home.figure", value=plain(value), target=plain(target), unit=unit_of(target, unit))


def unit_of(number: Decimal, unit: Label) -> Label:
    """Return a unit as it stands after a number."""
    return unit if number != 1 else Label(unit.zh, _singular(unit.en))


def _singular(word: str) -> str:
    first, of, rest = word.partition(" of ")  # of "kinds of people" the first word is the number's
    if of:
        return f"{_singular(first)}{of}{rest}"
    if word == "people":
        return "person"
    return word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")


def short_labels(labels: Sequence[str]) -> tuple[str, ...]:
    """Return schools' names without what they are, where they stay apart: ``大番坡`` of ``大番坡学校``."""
    short = tuple(_ENDING.sub("", label) for label in labels)
    apart = len(set(short)) == len(set(labels)) and all(len(label) > 1 for label in short)
    return short if apart else tuple(labels)


def week_number(first: date, today: date) -> int:
    """Return the week of the term, counted from the week of its first day, from Monday to Sunday."""
    monday = first - (first.isoweekday() - 1) * _ONE_DAY
    return (today - monday).days // _WEEK + 1


def _month(texts: Texts, day: date) -> object:
    return day.month if texts.language == "zh" else _MONTHS[day.month - 1]
