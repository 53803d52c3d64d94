"""All findings about a scheme file: problems that keep it from being used well, and hints."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from edudesk.errors import Problem
from edudesk.services.schemes.checking.bounds import check_bounds, check_idle
from edudesk.services.schemes.checking.reach import check_reach
from edudesk.services.schemes.checking.walking import all_spots, rule_spots
from edudesk.services.schemes.checking.wording import (
    check_words,
    hints_of_rules,
    hints_of_settings,
    hints_of_words,
)
from edudesk.services.schemes.reading.building import Built, Find, build
from edudesk.services.schemes.reading.variants import choices_left, read_variants
from edudesk.services.schemes.scheme import Scheme
from edudesk.services.toml_text import parse

_MOST = 200
"""Findings of a sort that are handed out; nobody reads more, and a broken file could make thousands."""


@dataclass(frozen=True)
class Findings:
    """What is wrong with a file, and what is worth a look; ``text`` is the whole that it makes."""

    text: str
    problems: tuple[Problem, ...]
    hints: tuple[Problem, ...] = ()
    scheme: Scheme | None = None  # with its defaults, where nothing is wrong


def look_through(text: str, find: Find) -> Findings:
    """Return every problem and hint of a scheme file, put together with what it builds on."""
    built = build(text, find)
    if built.problems:
        return Findings(text, built.problems, built.hints)
    problems, hints = _Found(built), _Found(built)
    default: Scheme | None = None
    known: dict[str, Any] = {}
    for variant in read_variants(built.text):
        problems.add(variant.problems)
        if variant.scheme is None:
            continue
        for spot in all_spots(variant.scheme, known):
            problems.add(check_bounds(spot, variant.scheme))
            problems.add(check_reach(spot, variant.scheme))
            hints.add(check_idle(spot))
        if default is None:
            default = variant.scheme
            problems.add(check_words(default))
            known = {spot.place: spot.value for spot in rule_spots(default)}
    if default:
        raw = parse(built.text)
        hints.add(_unread(default, raw))
        for more in (hints_of_settings(default, raw), hints_of_words(default, raw), hints_of_rules(default)):
            hints.add(more)
    good = default if not problems.found else None
    return Findings(built.text, tuple(problems.found.values()), (*built.hints, *hints.found.values()), good)


class _Found:
    """Findings, each of them once, with their places in the file that was given."""

    def __init__(self, built: Built) -> None:
        self.found: dict[str, Problem] = {}
        self._built = built

    def add(self, more: Iterable[Problem]) -> None:
        for problem in more:
            if len(self.found) < _MOST:
                self.found.setdefault(repr(problem), self._built.where(problem))


def _unread(scheme: Scheme, raw: Mapping[str, Any]) -> Iterator[Problem]:
    left, count = choices_left(scheme, raw)
    if left:
        yield Problem("scheme.hint-unread", "", "", {"left": left, "count": count})
