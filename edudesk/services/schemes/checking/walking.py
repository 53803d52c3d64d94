"""Every table of a scheme with its place in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from edudesk.errors import Problem
from edudesk.services.schemes.results import RuleKind
from edudesk.services.schemes.scheme import Joined, Rule, Scheme
from edudesk.services.schemes.sections import entries
from edudesk.texts import Label

_SECTIONS = {RuleKind.QUOTA: "quotas", RuleKind.TARGET: "targets", RuleKind.STATISTIC: "statistics"}
_WRITTEN = {
    "premise": "only_if",
    "excluded": "except",
    "either": "select",
    "origin": "from",
    "addends": "add",
}
"""Names of the file where the values have others."""
_UNWRITTEN = frozenset({"bound", "leaf", "method", "what", "whole_number"})
"""Fields whose values stand in the table itself."""


@dataclass(frozen=True)
class Spot:
    """A value of a scheme (a leaf, a people test …), the place it stands in, and the rule around it."""

    value: Any
    place: str
    rule: Any

    def problem(self, code: str, field: str = "", **parameters: object) -> Problem:
        """Return a problem with a field of this table."""
        return Problem(code, field, self.place, {"field": field, **parameters})


def rule_spots(scheme: Scheme) -> Iterator[Spot]:
    """Give every rule of every section."""
    for section, entry in entries(scheme):
        named = _SECTIONS[entry.kind] if isinstance(entry, Rule) else section
        yield Spot(entry, f"{named}[{entry.id}]", entry)


def all_spots(scheme: Scheme, known: Mapping[str, Any] | None = None) -> Iterator[Spot]:
    """Give every rule, and every table inside of it; those that are the same in ``known`` are passed over."""
    for spot in rule_spots(scheme):
        if known is None or known.get(spot.place) != spot.value:
            yield from _inside(spot)


def _inside(spot: Spot) -> Iterator[Spot]:
    """Give a table and those inside of it, the outer ones first; without recursion, for files are long."""
    waiting = [spot]
    while waiting:
        spot = waiting.pop()
        yield spot
        inner: list[Spot] = []
        table: type = type(spot.value)
        for field in _fields(table):
            held = getattr(spot.value, field)
            if isinstance(held, tuple):
                tables = [(at, item) for at, item in enumerate(held, 1) if is_table(item)]
                place = _place(spot, field) if tables else ""
                inner += [
                    Spot(item, f"{place}[{getattr(item, 'id', '') or at}]", spot.rule) for at, item in tables
                ]
            elif is_table(held):
                inner.append(Spot(held, _place(spot, field), spot.rule))
        waiting += reversed(inner)


def _place(spot: Spot, field: str) -> str:
    if field in _UNWRITTEN:
        return spot.place
    if field == "conditions" and isinstance(spot.value, Joined):
        return f"{spot.place}.{'all' if spot.value.every_one else 'any'}"
    return f"{spot.place}.{_WRITTEN.get(field, field)}"


@cache
def _fields(table: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(table))


def is_table(value: Any) -> bool:
    """Tell whether a value is a table of the scheme, not a word, number or name."""
    return hasattr(type(value), "__dataclass_fields__") and not isinstance(value, Label)
