"""Reading TOML tables into contents, with every problem tied to its table and key."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from edudesk.errors import Problem
from edudesk.models import contents
from edudesk.models.description import Field, Kind, RecordType
from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES

_DAY_FORM = "2025-09-01"


class Page:
    """The file as it is read; gathers what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def blame(self, code: str, place: str, key: str = "", **parameters: object) -> None:
        """Note a problem at ``place`` (a table such as ``communities[1]``), at ``key`` where one is meant."""
        self.problems.append(Problem(code, key, _inside(place, key), parameters))

    def known(self, raw: Mapping[str, Any], place: str, keys: Iterable[str]) -> None:
        """Note every key of a table that is not among ``keys``, with the one that was probably meant."""
        offered = list(keys)
        for key in raw.keys() - set(offered):
            self._unknown("setup.unknown-key", place, key, offered, key)

    def table(self, raw: Mapping[str, Any], place: str, key: str) -> Mapping[str, Any]:
        """Return a table inside a table, empty when it is not there."""
        value = raw.get(key, {})
        if isinstance(value, Mapping):
            return value
        self.blame("setup.table-wanted", place, key, table=_inside(place, key))
        return {}

    def tables(self, raw: Mapping[str, Any], place: str, key: str) -> tuple[Mapping[str, Any], ...]:
        """Return a list of tables inside a table."""
        value = raw.get(key, [])
        if isinstance(value, Sequence) and all(isinstance(entry, Mapping) for entry in value):
            return tuple(value)
        self.blame("setup.tables-wanted", place, key, table=_inside(place, key))
        return ()

    def content(
        self, raw: Mapping[str, Any], place: str, type_code: str, names: Sequence[str]
    ) -> dict[str, Any]:
        """Return the fields ``names`` of a record type as they stand in a table; keys are field names."""
        described = record_types()[type_code]
        return self.fields(raw, place, [described.field(name) for name in names])

    def fields(self, raw: Mapping[str, Any], place: str, fields: Sequence[Field]) -> dict[str, Any]:
        """Return the values of ``fields`` in a table."""
        found = {}
        for field in fields:
            value = raw.get(field.name)
            if value is None or value == "":
                if field.required:
                    self.blame("setup.missing", place, field.name)
                continue
            read = self.value(value, place, field)
            if read is not None:
                found[field.name] = read
        return found

    def value(self, value: Any, place: str, field: Field) -> Any:
        """Return one value as the field holds it, or None after noting what is wrong."""
        match field.kind:
            case Kind.DAY:
                return self.day(value, place, field.name)
            case Kind.CHOICE:
                return self.choice(value, place, field)
            case Kind.NUMBER | Kind.MONEY if isinstance(value, int | float) and not isinstance(value, bool):
                return Decimal(str(value))
        alone = RecordType("", field.label, (field,))
        wrong = contents.problems(alone, {field.name: value})
        self.problems += [replace(problem, place=_inside(place, field.name)) for problem in wrong]
        return None if wrong else value

    def day(self, value: Any, place: str, key: str) -> date | None:
        """Return a day written as a TOML date or as text."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.blame("setup.day", place, key, value=_short(value), form=_DAY_FORM)
            return None

    def choice(self, value: Any, place: str, field: Field) -> str | None:
        """Return the code of a word of the field's vocabulary."""
        return self.word(value, place, field.name, field.vocabulary)

    def word(self, value: Any, place: str, key: str, vocabulary: str) -> str | None:
        """Return the code that a word of a vocabulary means."""
        words = VOCABULARIES.get(vocabulary)
        code = words.read(value) if words and isinstance(value, str) else None
        # Words that only schemes have (of a community's type) are understood there, as code or name.
        if code is None and (words is None or words.open) and isinstance(value, str) and value.strip():
            return value.strip()
        if code is None:
            offered = "、".join(choice.label.zh for choice in (words.choices if words else ()))
            self.blame("setup.word", place, key, value=_short(value), offered=offered)
        return code

    def words(self, raw: Mapping[str, Any], place: str, key: str, vocabulary: str = "") -> tuple[str, ...]:
        """Return a list of texts, as codes of ``vocabulary`` where one is named."""
        value = raw.get(key, [])
        if not isinstance(value, Sequence) or isinstance(value, str):
            self.blame("setup.list-wanted", place, key)
            return ()
        if not vocabulary:
            return tuple(str(entry) for entry in value)
        read = [self.word(entry, place, key, vocabulary) for entry in value]
        return tuple(code for code in read if code is not None)

    def named(self, value: Any, place: str, key: str, known: Mapping[str, str]) -> str | None:
        """Return the id that a name of this file stands for."""
        if isinstance(value, str) and value in known:
            return known[value]
        self._unknown("setup.unknown-name", place, key, list(known), _short(value))
        return None

    def _unknown(self, code: str, place: str, key: str, offered: list[str], said: str) -> None:
        near = difflib.get_close_matches(said, offered, 1, 0.6)
        if near:
            self.blame(f"{code}-meant", place, key, value=said, meant=near[0])
        else:
            self.blame(code, place, key, value=said, offered="、".join(offered))


def _inside(place: str, key: str) -> str:
    return f"{place}.{key}" if place and key else place or key


def _short(value: object) -> str:
    return str(value)[:40]
