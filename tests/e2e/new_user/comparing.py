"""Two packages side by side: what their ``records.json`` say differently, ids and entry times aside."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from edudesk.models.contents import to_json
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.records import all_of

_WRITER = ("id", "writer_id", "counter", "vector", "parents", "clock", "made_at", "entered_at")
"""Of each revision: its own id, what the writing installation counts, the moments of entry."""
_OF_THE_PACKAGE = ("archive", "made_at")


def records_of(package: Path) -> dict[str, Any]:
    """Return the ``records.json`` of a package."""
    with zipfile.ZipFile(package) as zipped:
        (name,) = [one for one in zipped.namelist() if one.endswith("data/edudesk/records.json")]
        whole = json.loads(zipped.read(name))
    assert isinstance(whole, dict)
    return whole


def files_of(package: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of the payload by its path; of .xlsx files that of each part.

    What an .xlsx file says of itself holds the moment of its writing and is left out.
    """
    found: dict[str, str] = {}
    with zipfile.ZipFile(package) as zipped:
        for name in zipped.namelist():
            _, _, path = name.partition("/")
            content = zipped.read(name)
            if path.endswith(".xlsx"):
                with zipfile.ZipFile(BytesIO(content)) as book:
                    parts = set(book.namelist()) - {"docProps/core.xml"}
                    found |= {f"{path}/{part}": hashlib.sha256(book.read(part)).hexdigest() for part in parts}
            elif path.startswith("data/"):
                found[path] = hashlib.sha256(content).hexdigest()
    return found


def contents_of(archive: Archive) -> dict[str, Any]:
    """Return all records of an archive by what they are called, with ids replaced likewise."""
    records = [one for code in record_types() for one in all_of(archive, code)]
    plain_contents = {one.id: to_json(one.described.fields, one.content) for one in records}
    contents = {one.id: (one.type, plain_contents[one.id]) for one in records}
    names = {one.id: _name(one.id, contents) for one in records}
    assert len(set(names.values())) == len(names), "two records of the same name"
    said = _renamed(plain_contents, names)
    assert isinstance(said, dict)
    return said


def plain(whole: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a package says, ids replaced by what they are the id of, entry times left out."""
    records = whole["records"]
    contents = {one["id"]: (one["type"], _shown(one)["content"]) for one in records}
    names = {one: _name(one, contents) for one in contents}
    said = {name: value for name, value in whole.items() if name not in _OF_THE_PACKAGE}
    said["files"] = {file["evidence"]: file for file in whole["files"]}
    said["records"] = {one["id"]: _record(one) for one in records}
    named = _renamed(said, names)
    assert isinstance(named, dict)
    return named


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Return every place at which two values differ, with both."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys()):
            yield from differences(one.get(name), other.get(name), f"{path}/{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, f"{path}/{place}")
    elif one != other:
        yield f"{path}: {json.dumps(one, ensure_ascii=False)} | {json.dumps(other, ensure_ascii=False)}"


def _shown(record: Mapping[str, Any]) -> Any:
    return next(head for head in record["heads"] if head["id"] == record["shown"])


def _record(record: Mapping[str, Any]) -> dict[str, Any]:
    assert len(record["heads"]) == 1
    head = {name: value for name, value in record["heads"][0].items() if name not in _WRITER}
    return {"type": record["type"], **head}


def _name(record_id: str, contents: Mapping[str, tuple[str, Any]]) -> str:
    """Return what a record is called: its type with its name or topic, evidence by its bytes."""
    sort, content = contents[record_id]
    if sort == "evidence":
        return f"{sort} {content['sha256'][:12]}"
    words = next((content[name] for name in ("name", "topic", "title", "code") if content.get(name)), "")
    return f"{sort} {words}".strip()


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    match value:
        case str():
            return names.get(value, value)
        case dict():
            return {names.get(name, name): _renamed(inner, names) for name, inner in value.items()}
        case list():
            return [_renamed(inner, names) for inner in value]
    return value
