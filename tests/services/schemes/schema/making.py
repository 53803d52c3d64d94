"""The JSON Schema of scheme files, made of what their readers ask for.

``python -m tests.services.schemes.schema.making FILE`` writes it (``dev.py schema``).
"""

import copy
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from edudesk.services.schemes.reading.file import open_text, read_tables
from edudesk.services.schemes.reading.format import CHANGES, RULES
from edudesk.services.schemes.scheme import READABLE

from .recording import Asked, Seen, record

PROBE = Path(__file__).parent / "probe.toml"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
ANY: dict[str, Any] = {}
NAME = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
    "additionalProperties": False,
}
CHOSEN = {
    "description": "A setting chooses one of several forms.",
    "type": "object",
    "properties": {"choose": {"type": "string"}, "when": {"type": "object"}},
    "required": ["choose", "when"],
    "additionalProperties": False,
}
SETTING = {"description": "The value of a setting.", "type": "string", "pattern": "^@"}
_IN_LIST = re.compile(r"\[[^\].]*\]")
NUMBER = {"type": "number", "minimum": 0}


@cache
def scheme_schema() -> dict[str, Any]:
    """Return the schema of a scheme file, draft 2020-12."""
    text = PROBE.read_text("utf-8")
    raw, problems = open_text(text)
    assert not problems, problems
    kinds: dict[str, list[Seen]] = defaultdict(list)
    for one in record(text, raw):
        kinds[one.kind].append(one)
    tables = _Tables(kinds, _required(text, raw, kinds))
    defs = {name: tables.schema(name) for name in sorted(kinds) if name != "scheme"}
    root = tables.schema("scheme")
    root["properties"] |= {"format": {"enum": list(READABLE)}, **_building(root, defs)}
    root["required"] = ["format", *root["required"]]
    common = {"name": NAME, "chosen": CHOSEN, "setting": SETTING}
    return {"$schema": DRAFT, "title": "EduDesk scheme 0.2", **root, "$defs": common | defs}


def _required(text: str, raw: dict[str, Any], kinds: dict[str, list[Seen]]) -> dict[str, list[str]]:
    """Return the fields that every table of a sort has, and that are missed when they are taken out."""
    found: dict[str, list[str]] = {}
    for kind, tables in kinds.items():
        ways = [(one, way) for one in tables if (way := _find(raw, one.raw)) is not None]
        shared = set.intersection(*(set(one.raw) for one, _ in ways)) if ways else set()
        found[kind] = sorted(field for field in shared if _is_missed(text, raw, *ways[0], field))
    return found


def _is_missed(text: str, raw: dict[str, Any], table: Seen, way: tuple[Any, ...], field: str) -> bool:
    less = copy.deepcopy(raw)
    del _at(less, way)[field]
    problems = read_tables(text, less, {})[1]
    # Without its id a table is named by its position.
    place = table.place.rpartition("[")[0] if field in {"id", "code"} else table.place
    return any(
        (one.code, one.field) == ("scheme.missing", field) and one.place.startswith(place) for one in problems
    )


def _find(raw: Any, wanted: Any, way: tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
    """Return the way to a table that is this very one, or is equal to it."""
    if raw is wanted or (isinstance(raw, dict) and raw == wanted):
        return way
    steps = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    return next(
        (found for step, item in steps if (found := _find(item, wanted, (*way, step))) is not None), None
    )


def _at(raw: Any, way: tuple[Any, ...]) -> Any:
    for step in way:
        raw = raw[step]
    return raw


class _Tables:
    def __init__(self, kinds: dict[str, list[Seen]], required: dict[str, list[str]]) -> None:
        self._kinds = kinds
        self._required = required
        self._places = {one.place: one.kind for each in kinds.values() for one in each}

    def schema(self, kind: str) -> dict[str, Any]:
        """Return the schema of a sort of table."""
        asked: dict[str, set[Asked]] = defaultdict(set)
        inner: dict[str, set[tuple[str, bool]]] = defaultdict(set)
        for one in self._kinds[kind]:
            for field, how in one.asked.items():
                asked[field] |= how
                inner[field] |= set(self._inside(one, field))
        properties = {field: self._field(field, asked[field], inner[field]) for field in sorted(asked)}
        made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        if self._required[kind]:
            made["required"] = self._required[kind]
        return made

    def _inside(self, one: Seen, field: str) -> Iterator[tuple[str, bool]]:
        """Give the sorts of the tables that stand in a field, and whether in a list."""
        start = f"{one.place}.{field}".lstrip(".")
        for place, kind in self._places.items():
            rest = place.removeprefix(start)
            if place.startswith(start) and (
                not rest or (rest.startswith("[") and rest.endswith("]") and "." not in rest)
            ):
                yield kind, bool(rest)

    def _field(self, field: str, asked: set[Asked], inner: set[tuple[str, bool]]) -> dict[str, Any]:
        forms: list[dict[str, Any]] = []
        for kind, listed in sorted(inner):
            table = {"anyOf": [_ref(kind), _ref("chosen")]}
            forms.append({"type": "array", "items": table} if listed else _ref(kind))
        forms += [form for one in sorted(asked, key=str) for form in _plain(field, one)]
        unique = [form for at, form in enumerate(forms) if form not in forms[:at]]
        if not unique:
            return ANY
        return {"anyOf": [*unique, _ref("setting"), _ref("chosen")]}


def _plain(field: str, asked: Asked) -> Iterator[dict[str, Any]]:
    """Give the forms in which a field that is no table is written."""
    closed = not any(word.startswith("own-") for word in asked.known)
    words = [word for word in asked.known if word != "-" and not word.startswith("own-")]
    word: dict[str, Any] = {"enum": words} if closed and words else {"type": "string"}
    match asked.form:
        case "text":
            yield {"type": "string"}
        case "one_of":
            yield word
        case "words":
            yield {"type": "array", "items": {"anyOf": [word, _ref("setting")]}}
        case "flag":
            yield {"type": "boolean"}
        case "whole":
            limits = {"minimum": asked.least or 0, "maximum": 10_000 if asked.most is None else asked.most}
            yield {"type": "integer", **limits}
        case "number":
            yield NUMBER
        case "rates":
            yield {"type": "object", "additionalProperties": {"anyOf": [NUMBER, _ref("setting")]}}
        case "label":
            yield _ref("name")
        case "month_day":
            yield {"type": "string", "pattern": r"^\d{2}-\d{2}$"}
        case "day":
            yield {"type": "string", "format": "date"}
        case "raw" | "entries":
            yield from _by_hand(field, asked)


def _by_hand(field: str, asked: Asked) -> Iterator[dict[str, Any]]:
    """Give the forms of what is taken as it is and read further by the function that asks."""
    number = {"anyOf": [NUMBER, _ref("number"), _ref("setting"), _ref("chosen")]}
    match asked.by:
        case "read_number":
            yield NUMBER
            yield _ref("number")
        case "read_bound":
            yield {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
        case "_reckoned":
            yield {"type": "array", "items": number, "minItems": 1}
        case "spread":
            yield {"type": "string"}
        case "read_selection":
            yield _ref("select")
            yield {"type": "array", "items": {"anyOf": [_ref("select"), _ref("chosen")]}}
        case "read_assessment" if field == "points":
            yield {"const": "parts"}
        case "_setting":
            yield {"type": ["number", "string", "boolean"]}
        case "read_evidence":
            either = {"type": "array", "items": {"type": "string"}}
            yield {"type": "array", "items": {"anyOf": [{"type": "string"}, either]}, "minItems": 1}
        case "in_terms" | "_months":
            yield {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 12}}


def _building(root: dict[str, Any], defs: dict[str, Any]) -> dict[str, Any]:
    """Return what a file that builds on another says besides (``building.py``)."""
    base = {"id": {"type": "string"}, "version": {"type": "string"}}
    rules = sorted({field for section in RULES for field in defs[section]["properties"]} - {"id"})
    kept = {"rule": {"type": "string"}, "sentence_kept": {"type": "boolean"}}
    dropped = {"rule": {"type": "string"}, "because": {"type": "string"}}
    value = {"type": ["number", "string", "boolean"]}
    change = {"properties": kept | dict.fromkeys(rules, True), "required": ["rule"]}
    drop = {"properties": dropped, "required": ["rule", "because"]}
    forms = {
        "set": {"type": "object", "additionalProperties": value},
        "change": {"type": "array", "items": {"type": "object", **change, "additionalProperties": False}},
        "drop": {"type": "array", "items": {"type": "object", **drop, "additionalProperties": False}},
    }
    assert set(forms) == set(CHANGES)
    needed = {"type": "object", "properties": base, "required": ["id"], "additionalProperties": False}
    return {"builds_on": needed, **forms}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def written() -> str:
    """Return the schema as it stands in the papers."""
    return json.dumps(scheme_schema(), ensure_ascii=False, indent=1, default=_number) + "\n"


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)


def as_json(text: str) -> Any:
    """Return what a scheme file says as JSON values; days become text."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written(), "utf-8")
