"""Results in words, in the reader's language."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from edudesk.services.schemes.judging.scores.amounts import said
from edudesk.services.schemes.results import EVER, Gap, Near, Owed, Period, RuleKind, RuleResult, State
from edudesk.texts import Label, Texts

LONG = timedelta(days=200)  # in a period longer than a term the last day is said with its year


def say_owed(texts: Texts, owed: Owed) -> str:
    """Return what is owed, or a note, as a sentence."""
    first, last = owed.parameters.get("from"), owed.parameters.get("until")
    far = isinstance(first, date) and isinstance(last, date) and last - first > LONG
    words = {name: _word(texts, value, year=far) for name, value in owed.parameters.items()}
    return texts.say(owed.code, **words)


def say_near(texts: Texts, near: Near) -> str:
    """Return why a record does not count."""
    return texts.say(f"scheme.near.{near.reason}", **dict(near.parameters))


def say_state(texts: Texts, state: State) -> str:
    """Return the name of a state."""
    return texts.say(f"scheme.state.{state.value}")


def say_period(texts: Texts, period: Period) -> str:
    """Return the period's name with its days."""
    return texts.say(
        "scheme.period-so-far" if period.first <= EVER else "scheme.period",
        name=period.label,
        first=_word(texts, period.first, year=True),
        last=_word(texts, period.last, year=True),
    )


def say_figure(result: RuleResult) -> str:
    """Return the figure such as ``5/6``; one that is only stated alone."""
    if result.kind is RuleKind.STATISTIC:
        return plain(result.value)
    return f"{plain(result.figure)}/{plain(result.target)}"


def say_gap(texts: Texts, gap: Gap, labels: Mapping[str, Label]) -> str:
    """Return which papers are missing; ``labels`` are the names of the evidence kinds."""
    kinds = (labels.get(kind, Label(kind, kind)) for kind in gap.kinds)
    return texts.say("scheme.gap", kinds=_joined(texts, tuple(kinds)))


def say_score(number: Decimal | None) -> str:
    """Return points with at most two decimals, half a hundredth rounded up; a dash while they are open."""
    return said(number)


def plain(number: Decimal) -> str:
    """Return a number without needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _word(texts: Texts, value: object, *, year: bool = False) -> object:
    match value:
        case Decimal():
            return plain(value)
        case date():
            if texts.language == "en":
                return value.isoformat()
            return f"{value.year}年" * year + f"{value.month}月{value.day}日"
        case Owed():
            return say_owed(texts, value)
        case tuple():
            return _joined(texts, value)
    return value


def _joined(texts: Texts, values: tuple[object, ...]) -> str:
    words = [
        str(value(texts.language) if isinstance(value, Label) else _word(texts, value)) for value in values
    ]
    return texts.listed(words)
