"""The form as JSON values, just as it was typed; a draft keeps it so."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from edudesk.models.contents import empty
from edudesk.ui.pages.record.telling import CODES, DAYS, Quantity, Someone, Told, Where


def to_plain(told: Told) -> dict[str, Any]:
    """Return the telling as JSON values, just as it was typed."""
    plain: dict[str, Any] = {}
    for name in Told.__dataclass_fields__:
        value = getattr(told, name)
        if empty(value) or value is False:
            continue
        plain[name] = _plain(value)
    return plain


def from_plain(plain: Mapping[str, Any]) -> Told:
    """Return the telling that :func:`to_plain` wrote; what it does not know is passed over."""
    values: dict[str, Any] = {
        name: _PARSED.get(name, _same)(plain[name]) for name in Told.__dataclass_fields__ if name in plain
    }
    return Told(**values)


def _same(value: Any) -> Any:
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Quantity | Someone):
        return {name: part for name, part in vars(value).items() if part not in ("", None)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return value


def _more_parsed(plain: Mapping[str, Any]) -> Mapping[str, Any]:
    read_days = {name: date.fromisoformat(plain[name]) for name in DAYS if name in plain}
    codes = {name: tuple(plain[name]) for name in CODES if name in plain}
    return dict(plain) | codes | read_days


_PARSED: Mapping[str, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "starts_at": time.fromisoformat,
    "ends_at": time.fromisoformat,
    "quantities": lambda rows: tuple(Quantity(row.get("amount", ""), row.get("unit", "")) for row in rows),
    "kinds": tuple,
    "where": Where,
    "partners": tuple,
    "ours": lambda rows: tuple(Someone(**({"name": ""} | row)) for row in rows),
    "theirs": lambda rows: tuple(Someone(**({"name": ""} | row)) for row in rows),
    "more": _more_parsed,
}
