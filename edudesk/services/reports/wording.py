"""Values as the words that stand on paper, free of what no page can show."""

import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from edudesk.services.reports.document import Value
from edudesk.services.reports.facts import UnitFacts
from edudesk.texts import Language

# Selectors choose a variant of the character before them and have no shape of their own.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return ``text`` with one kind of line break and space, without control and invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _SELECTORS.sub("", _BREAKS.sub("\n", text))
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            return {"\n": "\n", "\t": " "}.get(character, "")
        case "Cf":
            return "" if character != "\u00ad" else "-"
        case "Cs":
            return "\ufffd"
        case "Zs":
            return "\u3000" if character == "\u3000" else " "
    return character


def day(value: date, language: Language) -> str:
    """Return a day as official papers write it, without leading zeros: 2025年9月1日."""
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return value.isoformat()


def worded(value: Value, language: Language, *, compact: bool = False) -> str:
    """Return a value in words; ``compact`` writes days as 2025-09-01, for the columns of tables."""
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case datetime():
            return f"{worded(value.date(), language, compact=compact)} {value:%H:%M}"
        case date():
            return value.isoformat() if compact else day(value, language)
        case time():
            return f"{value:%H:%M}"
    return _number(value)


def _number(value: float | Decimal) -> str:
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return ""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def days(first: date | None, last: date | None, language: Language, *, compact: bool = False) -> str:
    """Return a day or a range of days in words, repeating no year or month that is the same."""
    if first is None:
        return ""
    if last is None or last <= first:
        return worded(first, language, compact=compact)
    if compact or language == "en":
        tail = last.isoformat()[5:] if last.year == first.year else last.isoformat()
        return f"{first.isoformat()}—{tail}"
    if last.year != first.year:
        return f"{day(first, language)}至{day(last, language)}"
    month = f"{last.month}月" if last.month != first.month else ""
    return f"{day(first, language)}至{month}{last.day}日"


def clock(first: time | None, last: time | None) -> str:
    """Return clock times as 8:30—11:30; empty when none is recorded."""
    return "—".join(f"{moment.hour}:{moment:%M}" for moment in (first, last) if moment is not None)


def listed(words: Iterable[str], language: Language) -> str:
    """Return words as a list in one line, without the empty ones."""
    return ("、" if language == "zh" else ", ").join(word for word in words if word)


def amounts(units: Iterable[UnitFacts], language: Language) -> str:
    """Return quantities in words: 1次、2课时."""
    return listed(each_amount(units, language), language)


def each_amount(units: Iterable[UnitFacts], language: Language) -> tuple[str, ...]:
    """Return each quantity in words."""
    space = "" if language == "zh" else " "
    return tuple(f"{worded(unit.amount, language)}{space}{unit.unit}" for unit in units)


def signed(label: str, value: str, language: Language) -> str:
    """Return an entry of a signature block in words; a label in brackets (盖章) marks a place only."""
    if is_place(label):
        return label + value
    return f"{label}：{value}" if language == "zh" else f"{label}: {value}"


def is_place(label: str) -> bool:
    """Tell whether a signature block's label is a place for a seal and not a line to write on."""
    return label.startswith(("（", "("))
