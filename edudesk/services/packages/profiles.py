"""Privacy profiles: what of the records stays with the sender, beyond phone and identity numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edudesk.texts import Label


@dataclass(frozen=True)
class Profile:
    """What stays: ``withheld`` fields (``type.field``), and ``masked`` names (``type.list.name``).

    Of a masked name the first character leaves, where it is of one person who is not in the roster: pupils
    and their parents. Teachers are in the roster and are named.
    """

    code: str
    label: Label
    withheld: frozenset[str] = frozenset()
    masked: frozenset[str] = frozenset()

    def open(self, type_code: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return a content, as values or as JSON, without what stays."""
        kept = {name: value for name, value in content.items() if f"{type_code}.{name}" not in self.withheld}
        for rows, name in self._masked(type_code):
            if kept.get(rows):
                kept[rows] = type(kept[rows])(_with_mask(row, name) for row in kept[rows])
        return kept

    def named(self, type_code: str, content: Mapping[str, Any]) -> set[str]:
        """Return the fields of a content that do not leave as they are, as ``withheld`` names them."""
        gone = {name for name in content if f"{type_code}.{name}" in self.withheld}
        return gone | {
            f"{rows}.{name}"
            for rows, name in self._masked(type_code)
            if any(_is_outsider(row, name) for row in content.get(rows) or ())
        }

    def _masked(self, type_code: str) -> list[tuple[str, str]]:
        paths = (path.split(".") for path in sorted(self.masked))
        return [(rows, name) for of, rows, name in paths if of == type_code]


USUAL = Profile("usual", Label("一般", "Usual"))
STRICT = Profile(
    "strict",
    Label("从严", "Strict"),
    withheld=frozenset({"person.sex", "person.birth_month", "person.teaching_since", "person.note"}),
    masked=frozenset({"activity.people.name", "achievement.people.name"}),
)
PROFILES = {one.code: one for one in (USUAL, STRICT)}
"""The profiles there are, by their codes."""


def _is_outsider(row: Mapping[str, Any], name: str) -> bool:
    return bool(row.get(name)) and not row.get("person_id") and not row.get("count")


def _with_mask(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return {**row, name: f"{row[name][0]}某某"} if _is_outsider(row, name) else row
