"""A record's content: Python values inside the program, JSON in revisions, checked against its type."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from edudesk.errors import Problem
from edudesk.models.description import Field, Kind, RecordType
from edudesk.models.vocabularies import VOCABULARIES

Content = Mapping[str, Any]
"""Field name to value; an absent field, None, and an empty text or tuple all mean "not filled in"."""

_PYTHON: Mapping[Kind, type | tuple[type, ...]] = {
    Kind.TEXT: str,
    Kind.LONG_TEXT: str,
    Kind.DAY: date,
    Kind.MOMENT: datetime,
    Kind.CLOCK: time,
    Kind.MONTH: str,
    Kind.TERM: str,
    Kind.WHOLE: int,
    Kind.NUMBER: (Decimal, int),
    Kind.MONEY: (Decimal, int),
    Kind.YES_NO: bool,
    Kind.CHOICE: str,
    Kind.CHOICES: (tuple, list),
    Kind.REFERENCE: str,
    Kind.MAPPING: dict,
    Kind.ROWS: (tuple, list),
}
_READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.DAY: date.fromisoformat,
    Kind.MOMENT: datetime.fromisoformat,
    Kind.CLOCK: time.fromisoformat,
    Kind.NUMBER: Decimal,
    Kind.MONEY: Decimal,
    Kind.CHOICES: tuple,
}
_FORMS = {
    Kind.MONTH: re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    Kind.TERM: re.compile(r"\d{4}-[1-3]"),
    Kind.REFERENCE: re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
}
_ORDERED = (
    ("starts_on", "ends_on"),
    ("planned_from", "planned_until"),
    ("since", "until"),
    ("first", "last"),
)
LONGEST = 100_000
"""Characters in one text; more is a pasted book, not a record."""
LONGEST_LINE = 1_000
"""Characters in a text of one line, which must still fit a cell of a printed table."""
MOST = 10**15
"""A number from here on is a slip of the hand; spreadsheets keep no more digits."""


def empty(value: object) -> bool:
    """Return whether a value says nothing."""
    return value is None or value in ("", (), []) or value == {}


def to_json(fields: tuple[Field, ...], content: Content) -> dict[str, Any]:
    """Return the content as JSON values, without what is not filled in."""
    return {
        field.name: _plain(field, content[field.name])
        for field in fields
        if not empty(content.get(field.name))
    }


def _plain(field: Field, value: Any) -> Any:
    match field.kind:
        case Kind.DAY | Kind.MOMENT:
            return value.isoformat()
        case Kind.CLOCK:
            return value.strftime("%H:%M")
        case Kind.NUMBER | Kind.MONEY:
            return format(Decimal(value).normalize(), "f")
        case Kind.CHOICES:
            return list(value)
        case Kind.ROWS:
            return [to_json(field.rows, row) for row in value]
        case _:
            return value


def from_json(fields: tuple[Field, ...], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content that :func:`to_json` wrote; what is not filled in is absent."""
    return {field.name: _value(field, plain[field.name]) for field in fields if field.name in plain}


def _value(field: Field, plain: Any) -> Any:
    if field.kind is Kind.ROWS:
        return tuple(from_json(field.rows, row) for row in plain)
    read = _READ.get(field.kind)
    return read(plain) if read else plain


def problems(record_type: RecordType, content: Content) -> tuple[Problem, ...]:
    """Return everything that is wrong with a content, each tied to its field."""
    return tuple(_problems(record_type.fields, content))


def _problems(fields: tuple[Field, ...], content: Content) -> Iterator[Problem]:
    known = {field.name: field for field in fields}
    for name in content.keys() - known.keys():
        yield Problem("field.unknown", name, parameters={"field": name})
    for field in fields:
        value = content.get(field.name)
        if not empty(value):
            yield from _of_value(field, value)
        elif field.required:
            yield Problem("field.required", field.name, parameters={"field": field.label})
    for first, last in _ORDERED:
        begin, end = content.get(first), content.get(last)
        if isinstance(begin, date) and isinstance(end, date) and end < begin:
            yield Problem(
                "field.order", last, parameters={"first": known[first].label, "last": known[last].label}
            )


def _longest(field: Field) -> int:
    return field.longest or (LONGEST_LINE if field.kind is Kind.TEXT else LONGEST)


def _of_value(field: Field, value: Any) -> Iterator[Problem]:
    form = _FORMS.get(field.kind)
    if field.kind is Kind.ROWS and _fits(field.kind, value):
        yield from _of_rows(field, value)
        return
    if not _fits(field.kind, value):
        yield _problem("field.kind", field, value)
    elif len(str(value)) > (longest := _longest(field)):
        yield _problem("field.too-long", field, value, longest=longest)
    elif form and not form.fullmatch(value):
        yield _problem("field.form", field, value)
    elif field.kind is Kind.WHOLE and abs(value) >= MOST:
        yield _problem("field.kind", field, value)
    elif field.kind in (Kind.NUMBER, Kind.MONEY) and not _two_decimals(Decimal(value)):
        yield _problem("field.number", field, value)
    elif field.kind in (Kind.CHOICE, Kind.CHOICES):
        codes = (value,) if field.kind is Kind.CHOICE else value
        yield from (_problem("field.choice", field, code) for code in codes if not _offered(field, code))


def _problem(code: str, field: Field, value: object, **more: object) -> Problem:
    return Problem(code, field.name, parameters={"field": field.label, "value": str(value)[:40]} | more)


def _of_rows(field: Field, value: tuple[Content, ...]) -> Iterator[Problem]:
    for position, row in enumerate(value):
        for problem in _problems(field.rows, row):
            yield Problem(problem.code, f"{field.name}.{position}.{problem.field}", "", problem.parameters)


def _two_decimals(value: Decimal) -> bool:
    return value.is_finite() and abs(value) < MOST and value == round(value, 2)


def _fits(kind: Kind, value: object) -> bool:
    # To Python True is a whole number and a moment is a day; to a reader they are not.
    if (kind is not Kind.YES_NO and isinstance(value, bool)) or (
        kind is Kind.DAY and isinstance(value, datetime)
    ):
        return False
    return isinstance(value, _PYTHON[kind])


def _offered(field: Field, code: object) -> bool:
    vocabulary = VOCABULARIES.get(field.vocabulary)
    # A vocabulary that only schemes define (lines of work) is known to the scheme alone.
    return isinstance(code, str) and (
        vocabulary is None or vocabulary.open or vocabulary.find(code) is not None
    )
