"""What the readers of scheme files ask of each table, written down while they read the probing scheme."""

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from edudesk.services.schemes.reading.file import read_tables
from edudesk.services.schemes.reading.tables import Table

ASKING = ("raw", "text", "flag", "whole", "number", "pair", "rates", "label", "one_of", "entries", "words")
ALSO = ("month_day", "day", "table", "tables")
KINDS = {
    "_when": "exception",
    "_read_part": "part",
    "read_leaf": "condition",
    "read_added": "condition",
    "_in_every": "condition",
    "_joined": "condition",
    "_read": "condition",
    "read_select": "select",
    "read_people": "people",
    "_person": "people",
    "read_school_test": "schools",
    "read_measure": "measure",
    "_reckoned": "number",
    "_count": "number",
    "read_period": "period",
    "read_per": "per",
    "_word": "word",
    "_choice": "word",
}
"""The sort of a table by a function that reads it, where such stand in several places; the first counts."""


@dataclass(frozen=True)
class Asked:
    """How a field was asked for: by which method of a table, which words were known, by which function."""

    form: str
    known: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    by: str = ""


@dataclass
class Seen:
    """A table that was read: its place, its raw value, what was asked of it and by whom."""

    place: str
    raw: dict[str, Any]
    asked: dict[str, set[Asked]] = field(default_factory=lambda: defaultdict(set))
    by: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """The name of its sort: of those read in several places a common one, else its place."""
        if "_figure" in self.by and len(self.raw.keys() & {"figure"}) and "id" not in self.raw:
            return "number"
        named = next((kind for function, kind in KINDS.items() if function in self.by), "")
        return named or self.place.rpartition(".")[2].partition("[")[0] or "scheme"


def record(text: str, raw: dict[str, Any]) -> list[Seen]:
    """Return every table with what was asked of it."""
    seen: dict[int, Seen] = {}
    with _watched(seen):
        read_tables(text, raw, {})
    return [one for one in seen.values() if one.asked]


@contextmanager
def _watched(seen: dict[int, Seen]) -> Iterator[None]:
    kept: list[Table] = []  # so that no two tables have the same id
    begin = Table.__init__

    def started(table: Table, raw: Any, place: str, problems: Any) -> None:
        kept.append(table)
        seen[id(table)] = Seen(place.lstrip("."), raw if isinstance(raw, dict) else {})
        begin(table, raw, place, problems)

    def watched(name: str) -> Callable[..., Any]:
        method = getattr(Table, name)
        wanted = inspect.signature(method)

        def ask(table: Table, *given: Any, **named: Any) -> Any:
            bound = wanted.bind(table, *given, **named).arguments
            by = _asker()
            if by not in Table.__dict__:
                known = tuple(bound.get("known", ()))
                about = Asked(name, known, bound.get("least"), bound.get("most"), by)
                seen[id(table)].asked[bound["field"]].add(about)
                seen[id(table)].by.add(by)
            return method(table, *given, **named)

        return ask

    methods: dict[str, Any] = {name: watched(name) for name in (*ASKING, *ALSO, "__contains__")}
    with patch.multiple(Table, __init__=started, **methods):
        yield


def _asker() -> str:
    """Return the function that asks, comprehensions left out."""
    frame = inspect.currentframe()
    frame = frame.f_back.f_back if frame and frame.f_back else None
    while frame and frame.f_code.co_name in {"<genexpr>", "<listcomp>", "<dictcomp>"}:
        frame = frame.f_back
    return frame.f_code.co_name if frame else ""
