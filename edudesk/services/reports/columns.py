"""Columns of the wide tables from a short notation."""

from collections.abc import Iterable, Mapping

from edudesk.services.reports.document import Alignment, Column, Kind
from edudesk.texts import Label, Language

Heads = tuple[tuple[Label, float, str], ...]
NUMBER_HEAD = (Label("序号", "No."), 0.6, "n")
_SIGNS: Mapping[str, tuple[Alignment, Kind]] = {
    "l": ("left", "text"),
    "c": ("centre", "text"),
    "n": ("centre", "number"),
    "d": ("centre", "date"),
    "m": ("right", "number"),
}


def columns(heads: Iterable[tuple[Label, float, str]], language: Language) -> tuple[Column, ...]:
    """Return columns from label, weight and a sign.

    ``l`` left, ``c`` centred, ``n`` number, ``d`` day, ``m`` money.
    """
    return tuple(Column(label(language), weight, *_SIGNS[sign]) for label, weight, sign in heads)
