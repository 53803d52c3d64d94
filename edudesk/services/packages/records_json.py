"""``data/edudesk/records.json``: all that a receiving program needs; see ``docs/package-format.md``."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any

from edudesk.errors import UserError
from edudesk.services.calendar import TermCode
from edudesk.services.packages.selecting import Row
from edudesk.services.packages.withholding import without_private
from edudesk.services.plain import as_json, revision_as_json, revision_from_json
from edudesk.services.schemes.results import Evaluation

FORMAT = "edudesk-records 0.1"
PATH = "edudesk/records.json"
_NAME, _VERSION = FORMAT.split()
_LOCAL = ("sequence", "change_id")
"""What says something on the machine where the revision was made only."""
_LEFT_OUT = frozenset({"near"})
"""Advice to the sender: which records nearly counted."""


@dataclass(frozen=True)
class PackagedRecords:
    """What a ``records.json`` says: ``about`` is everything but the records, ``revisions`` are all heads.

    A revision is a row of the revision table as :func:`edudesk.services.merging.receive` takes it in.
    """

    about: Mapping[str, Any]
    revisions: tuple[dict[str, Any], ...]


def write_records(about: Mapping[str, Any], records: Iterable[Sequence[Row]]) -> bytes:
    """Return the file: ``about`` as JSON values, then each record (its heads, the shown one first) on a line.

    The same input gives the same bytes.
    """
    lines = ["{", f'"format":{as_text(FORMAT)},']
    for name in sorted(about):
        value = about[name]
        if isinstance(value, list):
            lines += [f"{as_text(name)}:[", *_listed(value), "],"]
        else:
            lines.append(f"{as_text(name)}:{as_text(value)},")
    lines += ['"records":[', *_listed([_record(heads) for heads in records]), "]", "}", ""]
    return "\n".join(lines).encode()


def as_text(value: Any) -> str:
    """Return a value in the one form of JSON that the program writes."""
    return as_json({"": value})[4:-1]


def _listed(values: Sequence[Any]) -> Iterator[str]:
    for number, value in enumerate(values, 1):
        yield as_text(value) + ("," if number < len(values) else "")


def _record(heads: Sequence[Row]) -> dict[str, Any]:
    shown = heads[0]
    return {
        "id": shown["record_id"],
        "type": shown["type"],
        "shown": shown["id"],
        "heads": [_head(row) for row in sorted(heads, key=lambda row: str(row["id"]))],
    }


def _head(row: Row) -> dict[str, Any]:
    return {
        name: value for name, value in revision_as_json(without_private(row)).items() if name not in _LOCAL
    }


def read_records(content: bytes) -> PackagedRecords:
    """Return what a ``records.json`` says.

    Raises UserError ``package.records_unreadable`` and ``package.records_newer``.
    """
    try:
        whole = json.loads(content)
        name, version = str(whole.pop("format")).split(" ")
        records = whole.pop("records")
        if name == _NAME and version != _VERSION:
            raise UserError("package.records_newer", version=version)
        revisions = [_revision(head) for record in records for head in record["heads"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError("package.records_unreadable") from error
    if name != _NAME:
        raise UserError("package.records_unreadable")
    return PackagedRecords(whole, tuple(revisions))


def _revision(head: Mapping[str, Any]) -> dict[str, Any]:
    row = revision_from_json(head)
    row.pop("change_id", None)
    return row


def results_as_json(evaluation: Evaluation) -> list[Any]:
    """Return the results as they are frozen by handing over (decision 12), one entry for each rule."""
    results = plain(evaluation.results)
    assert isinstance(results, list)
    return results


def plain(value: Any) -> Any:
    """Return a value of the evaluation as JSON values; labels in both languages, numbers as text."""
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (tuple, list, frozenset, set)):
        return [plain(inner) for inner in (value if isinstance(value, (tuple, list)) else sorted(value))]
    if is_dataclass(value) and not isinstance(value, TermCode):
        said = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(inner) for name, inner in said if name not in _LEFT_OUT}
    return _word(value)


def _word(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (str, int, float, NoneType)) else str(value)
