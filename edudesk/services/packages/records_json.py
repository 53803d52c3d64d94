"""``data/edudesk/records.json``: all that a receiving program needs; see ``docs/package-format.md``."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any

from edudesk.errors import UserError
from edudesk.services.calendar import TermCode
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.profiles import USUAL, Profile
from edudesk.services.packages.selecting import Row
from edudesk.services.packages.trees import Damaged
from edudesk.services.packages.withholding import without_private
from edudesk.services.plain import as_json, revision_as_json, revision_from_json
from edudesk.services.schemes.results import Evaluation

FORMAT = "edudesk-records 0.2"
PATH = "edudesk/records.json"
_NAME = FORMAT.split(maxsplit=1)[0]
_VERSIONS = frozenset({"0.1", "0.2"})
"""What this program reads."""
_LOCAL = ("sequence", "change_id")
"""What says something on the machine where the revision was made only."""
_MOST_DEPTH = 64
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[][{},]', re.DOTALL)
_LEFT_OUT = frozenset({"near"})
"""Advice to the sender: which records nearly counted."""


@dataclass(frozen=True)
class Limits:
    """The most that is unfolded: bytes, and brackets, commas and strings."""

    size: int
    tokens: int


OF_A_TERM = Limits(24 << 20, 1_500_000)
"""From anybody: the records of a term come to a small part of each."""
OF_AN_ARCHIVE = Limits(256 << 20, 16_000_000)
"""From somebody who shares a password with us: all records of a school, as 同校交接 takes them along."""


@dataclass(frozen=True)
class PackagedRecords:
    """What a ``records.json`` says: ``about`` is everything but the records, ``revisions`` are all heads.

    A revision is a row of the revision table as :func:`edudesk.services.merging.receive` takes it in.
    """

    about: Mapping[str, Any]
    revisions: tuple[dict[str, Any], ...]


def write_records(
    about: Mapping[str, Any], records: Iterable[Sequence[Row]], profile: Profile | None = USUAL
) -> bytes:
    """Return the file: ``about`` as JSON values, then each record (its heads, the shown one first) on a line.

    The same input gives the same bytes. Without a ``profile`` nothing is withheld.
    """
    lines = ["{", f'"format":{as_text(FORMAT)},']
    for name in sorted(about):
        value = about[name]
        if isinstance(value, list):
            lines += [f"{as_text(name)}:[", *_listed(value), "],"]
        else:
            lines.append(f"{as_text(name)}:{as_text(value)},")
    lines += ['"records":[', *_listed(_record(heads, profile) for heads in records), "]", "}", ""]
    return "\n".join(lines).encode()


def as_text(value: Any) -> str:
    """Return a value in the one form of JSON that the program writes."""
    return as_json({"": value})[4:-1]


def _listed(values: Iterable[Any]) -> Iterator[str]:
    texts = [as_text(value) for value in values]
    yield from (f"{text}," for text in texts[:-1])
    yield from texts[-1:]


def _record(heads: Sequence[Row], profile: Profile | None) -> dict[str, Any]:
    shown = heads[0]
    return {
        "id": shown["record_id"],
        "type": shown["type"],
        "shown": shown["id"],
        "heads": [_head(row, profile) for row in sorted(heads, key=lambda row: str(row["id"]))],
    }


def _head(row: Row, profile: Profile | None) -> dict[str, Any]:
    sent = revision_as_json(without_private(row, profile) if profile else row)
    return {name: value for name, value in sent.items() if name not in _LOCAL}


def records_in(contents: Contents, limits: Limits = OF_A_TERM) -> PackagedRecords:
    """Return the records that travel in a package; errors are those of :func:`read_records`."""
    path = f"data/{PATH}"
    try:
        return read_records(contents.read(path, limits.size) if path in contents.sizes else b"", limits)
    except Damaged as damage:
        too_large = contents.sizes[path] > limits.size
        raise UserError("package.records_absurd" if too_large else "package.records_unreadable") from damage


def read_records(content: bytes, limits: Limits = OF_A_TERM) -> PackagedRecords:
    """Return what a ``records.json`` says.

    Raises UserError ``package.records_unreadable``, ``package.records_newer`` and, for more or deeper nested
    values than any archive writes, ``package.records_absurd``.
    """
    _refuse_absurd(content, limits)
    try:
        whole = json.loads(content.decode())
        name, version = str(whole.pop("format")).split(" ")
        records = whole.pop("records")
        if name == _NAME and version not in _VERSIONS:
            raise UserError("package.records_newer", version=version)
        revisions = [_revision(head) for record in records for head in record["heads"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError("package.records_unreadable") from error
    if name != _NAME:
        raise UserError("package.records_unreadable")
    return PackagedRecords(whole, tuple(revisions))


def _refuse_absurd(content: bytes, limits: Limits) -> None:
    """Weigh the text before it is unfolded: a few bytes of brackets become many times as much in memory."""
    if len(content) > limits.size:
        raise UserError("package.records_absurd")
    depth = 0
    for count, match in enumerate(_TOKEN.finditer(content)):
        if match[0] in b"[{":
            depth += 1
        elif match[0] in b"]}":
            depth -= 1
        if depth > _MOST_DEPTH or count > limits.tokens:
            raise UserError("package.records_absurd")


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
