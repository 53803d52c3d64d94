"""The page kept as JSON, so that the window can show it before the database layer is loaded.

Only the standard library is used. What cannot be read, or was made from another state of the archive, is as
good as nothing: the page is then shown a moment later.
"""

import dataclasses
import json
import sqlite3
import types
import typing
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk import __version__
from edudesk.services.standing.view import FORMAT, HomeView

if TYPE_CHECKING:
    from edudesk.services.standing.live import Standing
    from edudesk.texts import Language, Texts

_DATABASE, _FOLDER = "edudesk.db", Path("derived") / "home"
_ONE_DAY = timedelta(days=1)
_MADE_BY = f"{FORMAT} {__version__}"
_DAYS = 7


def glance(folder: Path, today: date, language: "Language") -> HomeView | None:
    """Return the kept page of a day, None where there is none that still holds.

    ``folder`` is the archive's. The archive need not be open, and may be.
    """
    try:
        kept = json.loads(_place(folder, today, language).read_text("utf-8"))
        if kept["made_by"] != _MADE_BY or kept["revision"] != _newest(folder / _DATABASE):
            return None
        view = _read(HomeView, kept["view"])
    except (OSError, sqlite3.Error, ValueError, KeyError, TypeError, InvalidOperation, RecursionError):
        return None
    return view if isinstance(view, HomeView) and (view.today, view.language) == (today, language) else None


def keep(folder: Path, view: HomeView) -> None:
    """Keep a page of the present term; a disk without room keeps none."""
    place = _place(folder, view.today, view.language)
    said = {"made_by": _MADE_BY, "revision": view.revision, "view": _plain(view)}
    draft = place.with_suffix(".new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8") as file:
            # Piece by piece: in one go it would hold up the window while a long page is written.
            json.dump(said, file, ensure_ascii=False)
        draft.replace(place)
    except OSError:
        return


def keep_ahead(standing: "Standing", texts: "Texts", today: date, days: Iterable[int] = range(_DAYS)) -> None:
    """Keep the pages of days from today on, and throw away those of days gone by; for idle time.

    ``days`` are counted from today, so that they can be kept one by one between questions.
    """
    from edudesk.services.standing.home import home_view  # noqa: PLC0415 - glance works without it

    folder = standing.archive.folder
    for ahead in days:
        keep(folder, home_view(standing, None, today + ahead * _ONE_DAY, texts))
    for old in (folder / _FOLDER).glob("*.json"):
        if old.name < f"{today:%Y-%m-%d}":
            old.unlink(missing_ok=True)


def _place(folder: Path, today: date, language: str) -> Path:
    return folder / _FOLDER / f"{today:%Y-%m-%d}-{language}.json"


def _newest(database: Path) -> str:
    """Return the id of the newest revision that is in the database."""
    address = f"{database.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=0.05)) as connection:
        found = connection.execute("SELECT id FROM revision ORDER BY sequence DESC LIMIT 1").fetchone()
    return found[0] if found else ""


# -- JSON


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    match value:
        case tuple():
            return [_plain(one) for one in value]
        case date() | Decimal():
            return str(value)
    return value


def _read(kind: Any, value: Any) -> Any:
    """Return a value of a type from JSON; TypeError, ValueError or KeyError where it is none."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: _read(inner, value[name]) for name, inner in _fields(kind).items()})
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        (other,) = (one for one in inside if one is not type(None))
        return None if value is None else _read(other, value)
    if origin is tuple:
        return _read_tuple(inside, value)
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind(value)
    wanted = dict if origin is Mapping else kind
    if not isinstance(value, wanted):
        raise TypeError(kind)
    return value


def _read_tuple(inside: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    if inside[-1] is Ellipsis:
        return tuple(_read(inside[0], one) for one in value)
    return tuple(_read(one, said) for one, said in zip(inside, value, strict=True))


@cache
def _fields(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)
