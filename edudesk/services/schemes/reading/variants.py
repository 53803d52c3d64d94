"""A scheme file read under every choice of every setting, one setting at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from edudesk.errors import Problem
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.reading.file import open_text, read_tables, read_with
from edudesk.services.schemes.reading.format import RULES, count_tables
from edudesk.services.schemes.scheme import Scheme, Setting

_ENOUGH = 100
"""Problems after which a file is not read again for every choice of every setting."""
_MOST_TABLES = 8_000
"""Tables that are read besides the defaults, so that a check ends within two seconds on an old machine."""


@dataclass(frozen=True)
class Variant:
    """The scheme with one setting chosen (none: all defaults), as far as it can be read."""

    scheme: Scheme | None
    problems: tuple[Problem, ...]


def read_variants(text: str) -> Iterator[Variant]:
    """Give the file with its defaults first, then with each choice of each setting, within limits.

    A number is tried with the least and the most that it may be. Of a choice only those rules are given that
    the setting can change.
    """
    scheme, problems = read_with(text, {})
    yield Variant(scheme, problems)
    if scheme is None or len(problems) >= _ENOUGH:
        return
    raw, _ = open_text(text)
    for setting, value, part in _within(scheme, raw):
        other, found = read_tables(text, part, {setting.id: value})
        yield Variant(other, tuple(problem for problem in found if problem.code != "scheme.empty"))


def choices_left(scheme: Scheme, raw: Mapping[str, Any]) -> tuple[int, int]:
    """Return how many choices are not read for the size of the file, and how many there are."""
    count = sum(len(_alternatives(setting)) for _, setting, _ in _parts(scheme, raw))
    return count - sum(1 for _ in _within(scheme, raw)), count


def _within(scheme: Scheme, raw: Mapping[str, Any]) -> Iterator[tuple[Setting, SettingValue, dict[str, Any]]]:
    """Give the choices that are read, with the tables to read."""
    room = _MOST_TABLES
    for size, setting, part in _parts(scheme, raw):
        for value in _alternatives(setting):
            room -= size
            if room >= 0:
                yield setting, value, part


def _parts(scheme: Scheme, raw: Mapping[str, Any]) -> list[tuple[int, Setting, dict[str, Any]]]:
    """Return the settings that are asked, with the tables that ask them; the fewest first."""
    asked = _Asked(raw)
    found = ((setting, asked.part(setting)) for setting in scheme.choices)
    parts = [(count_tables(part), setting, part) for setting, part in found if part]
    return sorted(parts, key=lambda one: one[0])


def check_scheme(text: str) -> tuple[Problem, ...]:
    """Return the problems of a scheme file under every choice of every setting; empty when it is usable."""
    found: list[Problem] = []
    for variant in read_variants(text):
        found += [problem for problem in variant.problems if problem not in found]
    return tuple(found)


class _Asked:
    """Which settings each rule of a file asks."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self._scores = raw.get("assessments", [])
        listed = {name: raw[name] for name in RULES if isinstance(raw.get(name), list)}
        listed.pop("assessments", None)
        self._rules = {name: [(rule, settings_in(rule)) for rule in rules] for name, rules in listed.items()}
        self._head = settings_in([part for name, part in raw.items() if name not in {*RULES, "settings"}])
        self._in_scores = settings_in(self._scores)
        self._scored = set(words_in(self._scores))

    def part(self, setting: Setting) -> dict[str, Any]:
        """Return the head and those rules that ask a setting, all where the head does.

        Where a score asks it, the tables of scores with the rules that they name. Empty when nothing asks it,
        for then nothing can differ.
        """
        if setting.id in self._head:
            return dict(self._raw)
        named = self._scored if setting.id in self._in_scores else set()
        found: dict[str, Any] = {
            name: [rule for rule, asks in rules if setting.id in asks or _id(rule) in named]
            for name, rules in self._rules.items()
        }
        if named:
            found["assessments"] = self._scores
        if not any(found.values()):
            return {}
        return {name: part for name, part in self._raw.items() if name != "assessments"} | found


def _id(rule: Any) -> str:
    return str(rule.get("id", "")) if isinstance(rule, dict) else ""


def settings_in(raw: Any) -> frozenset[str]:
    """Return the settings that are asked anywhere inside, by ``@id`` or by ``choose``."""
    chosen = (table.get("choose") for table in _tables_in(raw))
    written = (word[1:] for word in words_in(raw) if word.startswith("@"))
    return frozenset([*written, *(name for name in chosen if isinstance(name, str))])


def words_in(raw: Any) -> Iterator[str]:
    """Give every text that stands anywhere inside."""
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def _tables_in(raw: Any) -> Iterator[dict[str, Any]]:
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def _alternatives(setting: Setting) -> tuple[SettingValue, ...]:
    """Return the choices besides the default."""
    found: tuple[SettingValue, ...] = ()
    match setting.type:
        case "choice":
            found = tuple(choice.code for choice in setting.choices)
        case "number":
            found = tuple(dict.fromkeys((setting.minimum, setting.maximum)))
        case "flag":
            found = (True, False)
    return tuple(value for value in found if value != setting.default)
