"""How a stay is spoken of: its state, its days, its way."""

from datetime import date
from typing import TYPE_CHECKING

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.results import State
from edudesk.services.standing.words import listed, say_day, say_month, unit_of
from edudesk.texts import Label, Texts

if TYPE_CHECKING:
    from decimal import Decimal

    from edudesk.services.exchanging.kinds import WorkKind
    from edudesk.services.exchanging.year import Direction, StayRow

ARROWS = {"out": "arrow-right", "in": "arrow-left", "other": "arrow-left-right"}
"""The glyph of a direction; its word always stands beside it."""
_URGENT = ("late", "no-document", "here", "planned", "no-words", "over", "cancelled")
_LETTERS = 3  # by which the months of English are told from each other
_STATES = {
    "late": State.AT_RISK,
    "no-document": State.AT_RISK,
    "here": State.ON_TRACK,
    "planned": State.NOT_APPLICABLE,
    "no-words": State.AT_RISK,
    "over": State.MET,
    "cancelled": State.NOT_APPLICABLE,
}


def stands(stay: "StayRow", today: date) -> str:
    """Return how a stay stands, as a code of ``exchanges.state``: what is missing comes first."""
    phase: str = stay.phase(today)
    if phase in ("here", "planned") and not stay.document:
        return "no-document"
    return "no-words" if phase == "over" and not stay.confirmed else phase


def most_urgent(stays: "tuple[StayRow, ...]", today: date) -> str:
    """Return how the stay stands that most asks for something."""
    return min((stands(one, today) for one in stays), key=_URGENT.index)


def state_of(code: str) -> State:
    """Return the glyph and ink of how a stay stands."""
    return _STATES[code]


def say_stands(texts: Texts, code: str) -> str:
    """Return how a stay stands in a word or two."""
    return texts.say(f"exchanges.state.{code}")


def say_states(texts: Texts) -> list[str]:
    """Return all ways in which a stay may stand."""
    return [say_stands(texts, code) for code in _STATES]


def say_span(texts: Texts, first: date | None, last: date | None, *, brief: bool = False) -> str:
    """Return days from and to, their month once where it is the same, open where nobody wrote an end.

    ``brief``: months of English in three letters, for a column.
    """
    if first is None and last is None:
        return texts.say("exchanges.undated")
    is_brief = brief and texts.language != "zh"
    day, of_month = (short_day, short_month) if is_brief else (say_day, say_month)
    if first and last and (first.year, first.month) == (last.year, last.month):
        month = of_month(texts, first)
        return texts.say("exchanges.span-month", first=first.day, last=last.day, month=month)
    words = [day(texts, one) if one else "" for one in (first, last)]
    return texts.say("exchanges.span", first=words[0], last=words[1])


def long_month(texts: Texts, day: date) -> str:
    """Return a month with its year: ``2026年5月``, ``May 2026``."""
    return texts.say("month.name", month=texts.say(f"month.month.{day.month}"), year=day.year)


def short_month(texts: Texts, day: date) -> str:
    """Return a month as it stands over a narrow column: ``5月``, ``May``."""
    name = say_month(texts, day)
    return name if texts.language == "zh" else name[:_LETTERS]


def short_day(texts: Texts, day: date) -> str:
    """Return a day as it stands over a narrow column: ``5.18``, ``18 May``."""
    return f"{day.month}.{day.day}" if texts.language == "zh" else f"{day.day} {short_month(texts, day)}"


def say_way(texts: Texts, stay: "StayRow") -> str:
    """Return from where to where."""
    unknown = texts.say("exchanges.unknown")
    return texts.say("exchanges.way", home=stay.from_name or unknown, host=stay.to_name or unknown)


def other_end(stay: "StayRow") -> str:
    """Return the school at the other end: where ours go, where theirs come from."""
    return stay.to_name if stay.direction == "out" else stay.from_name


def say_form(texts: Texts, code: str) -> str:
    """Return the name of a form of exchange."""
    return VOCABULARIES["exchange-form"].label(code)(texts.language) if code else ""


def say_subjects(texts: Texts, codes: tuple[str, ...]) -> str:
    """Return subjects in words."""
    known = VOCABULARIES["subject"]
    return listed(texts, (known.label(code)(texts.language) for code in codes))


def say_grade(texts: Texts, code: str) -> str:
    """Return a grade in words."""
    return VOCABULARIES["grade"].label(code)(texts.language) if code else ""


def worked(texts: Texts, kind: "WorkKind", amount: "Decimal") -> str:
    """Return how much of a kind of work was done; a unit that the kind already names is not said again."""
    from edudesk.services.exchanging.kinds import unit_label

    units = unit_label(kind.unit)
    again = units.en.lower() in kind.label.en.lower()
    unit = Label(units.zh, "") if again else unit_of(amount, units)
    return texts.say("exchanges.sum-of", kind=kind.label, amount=plain(amount), unit=unit).rstrip()


def say_direction(texts: Texts, direction: "Direction") -> str:
    """Return whether somebody goes out, comes in, or moves between others."""
    return texts.say(f"exchanges.direction.{direction}")


def say_stay(texts: Texts, stay: "StayRow", today: date) -> str:
    """Return a stay as a sentence, for those who listen and for the mouse that rests."""
    real = say_span(texts, stay.starts_on, stay.ends_on) if stay.starts_on else ""
    parts = (
        stay.name,
        say_direction(texts, stay.direction),
        say_way(texts, stay),
        say_form(texts, stay.form),
        texts.say("exchanges.planned-days", days=say_span(texts, stay.planned_from, stay.planned_until)),
        texts.say("exchanges.real-days", days=real) if real else "",
        say_stands(texts, stands(stay, today)),
    )
    return texts.phrase(parts)
