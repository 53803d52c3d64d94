"""Pages and deeds that the search field leads to by their names."""

from dataclasses import dataclass, field
from typing import Any

from edudesk.texts.initials import is_like
from edudesk.ui.session import Session
from edudesk.ui.shell.pages import entries

_MOST = 4
_DEEDS = ("record", "backup", "bin", "keys", "open")


@dataclass(frozen=True)
class Target:
    """Where a hit leads: a page and a place on it; ``file`` is the original behind it, with its name."""

    page: str
    place: dict[str, Any] = field(default_factory=dict)
    file: tuple[str, str] | None = None


@dataclass(frozen=True)
class Way:
    """A page or deed, and whether its name is just what was typed."""

    words: str
    target: Target
    exact: bool


def ways(session: Session, typed: str) -> tuple[Way, ...]:
    """Return the pages and deeds whose names hold what was typed, or begin with its letters."""
    wanted = "".join(typed.split()).casefold()
    if not wanted:
        return ()
    names = {
        entry.code: session.say(f"shell.page.{entry.code}") for entry in entries().values() if entry.icon
    }
    names |= {code: session.say(f"search.do-{code}") for code in _DEEDS}
    found = [
        Way(words, Target(code), "".join(words.split()).casefold() == wanted)
        for code, words in names.items()
        if is_like(wanted, words)
    ]
    return tuple(sorted(found, key=lambda way: not way.exact)[:_MOST])
