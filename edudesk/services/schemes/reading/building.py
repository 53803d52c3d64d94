"""A scheme that builds on another: both put together into one text that stands by itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from edudesk.errors import Problem
from edudesk.services.schemes.reading.file import BadScheme
from edudesk.services.schemes.reading.format import RULES, check_format, check_size, unreadable
from edudesk.services.schemes.reading.merging import merge
from edudesk.services.schemes.reading.rewriting import rewrite
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.toml_text import Unreadable, parse

Find = Callable[[str], str | None]
"""Gives the text of the scheme with an id, None when it is not at hand."""

MOST_STEPS = 4
_OWN = ("id", "version", "name", "source")
"""Fields of the head that the smaller file must have itself."""
_PLACE = re.compile(r"(\w+)\[([^\]]+)\]")


@dataclass(frozen=True)
class Built:
    """A scheme put together: its text, what is wrong with the smaller files, and what should be looked at.

    ``changed`` are the places of what the outermost file changes, such as ``change[visits]``, so that what
    is wrong in the whole can be said where it was written.
    """

    text: str
    problems: tuple[Problem, ...] = ()
    hints: tuple[Problem, ...] = ()
    changed: frozenset[str] = frozenset()

    def where(self, problem: Problem) -> Problem:
        """Return a problem of the whole text with its place in the smaller file, where that caused it."""
        found = _PLACE.match(problem.place)
        if found is None or found[1] not in {*RULES, "settings"}:
            return problem
        table = f"set[{found[2]}]" if found[1] == "settings" else f"change[{found[2]}]"
        if table not in self.changed:
            return problem
        return replace(problem, place=table + problem.place[found.end() :])


def builds_on(text: str) -> str:
    """Return the id of the scheme that a file builds on; empty when it stands by itself or cannot be read."""
    try:
        base = parse(text).get("builds_on") if check_size(text) is None else None
    except Unreadable:
        return ""
    return str(base.get("id", "")) if isinstance(base, Mapping) else ""


def build(text: str, find: Find) -> Built:
    """Return ``text`` put together with what it builds on, that with what it builds on, and so on.

    A file that stands by itself comes back as it is. Nothing is read that ``find`` does not give.
    """
    return _build(text, find, ())


def compose(text: str, find: Find) -> str:
    """Return the one whole text; :class:`BadScheme` with every problem of the smaller files."""
    built = build(text, find)
    if built.problems:
        raise BadScheme(built.problems)
    return built.text


def _build(text: str, find: Find, above: tuple[str, ...]) -> Built:
    small, problem = _opened(text)
    if problem:
        return Built(text, (problem,))
    if "builds_on" not in small:
        return Built(text)
    problems: list[Problem] = []
    base_id, wanted = _base(small, problems)
    above = (*above, str(small.get("id", "")))
    if base_id in above or len(above) > MOST_STEPS:
        problems.append(_endless(base_id, above))
    base_text = find(base_id) if not problems else None
    if base_text is None:
        missing = Problem("scheme.no-base", "id", "builds_on", {"field": "id", "base": base_id})
        return Built(text, tuple(problems) or (missing,))
    base = _build(base_text, find, above)
    if base.problems:
        return Built(text, tuple(_below(base_id, problem) for problem in base.problems))
    return _put_together(text, small, base, base_id, wanted)


def _opened(text: str) -> tuple[dict[str, Any], Problem | None]:
    """Return what a file says, or what keeps it from being read."""
    if problem := check_size(text):
        return {}, problem
    try:
        raw = parse(text)
    except Unreadable as stop:
        return {}, unreadable(stop)
    return raw, check_format(raw)


def _base(small: Mapping[str, Any], problems: list[Problem]) -> tuple[str, str]:
    """Return the id and the version that ``builds_on`` names."""
    table = Table(small, "", problems).table("builds_on")
    assert table is not None
    named = table.text("id", required=True), table.text("version")
    table.finish()
    missing = [name for name in _OWN if name not in small]
    problems += [Problem("scheme.missing", name, "", {"field": name}) for name in missing]
    return named


def _endless(base_id: str, above: tuple[str, ...]) -> Problem:
    chain = " → ".join([*above, base_id])
    code = "scheme.builds-in-circles" if base_id in above else "scheme.builds-too-far"
    return Problem(code, "id", "builds_on", {"field": "id", "chain": chain, "most": MOST_STEPS})


def _below(base_id: str, problem: Problem) -> Problem:
    return replace(problem, place=f"{base_id}: {problem.place}".rstrip(": "))


def _put_together(text: str, small: Mapping[str, Any], base: Built, base_id: str, wanted: str) -> Built:
    whole, problem = _opened(base.text)
    if problem:
        return Built(text, (_below(base_id, problem),))
    has = str(whole.get("version", ""))
    hints = list(base.hints)
    if wanted and wanted != has:
        versions = {"field": "version", "base": base_id, "wanted": wanted, "has": has}
        hints.append(Problem("scheme.other-base", "version", "builds_on", versions))
    problems: list[Problem] = []
    merge(whole, small, problems)
    if problems:
        return Built(text, tuple(problems), tuple(hints))
    from tomlkit import parse as commented_parse  # noqa: PLC0415 - see rewriting

    commented = commented_parse(text.removeprefix("\ufeff"))
    made = rewrite(
        base.text, lambda plain: merge(plain, small, []), lambda document: merge(document, commented, [])
    )
    made_from = f"# {base_id} {has} + {small['id']} {small['version']}\n"
    return Built(made_from + made, (), tuple(hints), _changed(small))


def _changed(small: Mapping[str, Any]) -> frozenset[str]:
    rules = {f"change[{table['rule']}]" for table in small.get("change", [])}
    return frozenset(rules | {f"set[{name}]" for name in small.get("set", {})})
