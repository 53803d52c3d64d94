"""What was typed, as a query of the full-text table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from edudesk.services.search.days import Part, parts
from edudesk.services.search.grams import MARK, all_of, any_of, query, sound_query

_LEAST = 2
"""Shorter words are in too many names to look for what points to them."""


@dataclass(frozen=True)
class Asked:
    """The query for records that hold all the words in any way, and for those with them in their names."""

    whole: str = ""
    titles: str = ""


def ask(words: str, today: date | None, named: Callable[[str], Iterable[str]]) -> Asked:
    """Return the queries; ``named`` gives the marks of the records whose name a query finds."""
    meant = [part for part in parts(words, today) if part.days or query(part.words)]
    if not meant:
        return Asked()
    titled = [_in_names(part) for part in meant]
    whole = all_of(_anywhere(part, names, named) for part, names in zip(meant, titled, strict=True))
    return Asked(whole, all_of(titled) if all(titled) else "")


def _in_names(part: Part) -> str:
    held, read = query(part.words), sound_query(part.words)
    return any_of(filter(None, (f"title : ({held})" if held else "", read)))


def _anywhere(part: Part, names: str, named: Callable[[str], Iterable[str]]) -> str:
    marks = list(part.days)
    if names and not part.days and len(part.words) >= _LEAST:
        marks += named(names)
    return any_of(filter(None, (query(part.words), sound_query(part.words), *map(_token, marks))))


def _token(mark: str) -> str:
    return f'"{MARK}{mark[:-1]}"*' if mark.endswith("*") else f'"{MARK}{mark}"'
