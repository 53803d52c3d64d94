"""Draft files: one JSON file each, whole or not at all."""

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from edudesk.errors import EnvironmentProblem, Problem
from edudesk.models.base import RecordId
from edudesk.models.contents import from_json
from edudesk.models.registry import record_types
from edudesk.services.archive import DRAFTS, Archive
from edudesk.services.disk.writing import write_file
from edudesk.services.plain import instant
from edudesk.texts.system import reason

FORMAT = 2
"""2 knows captions, turns and order; what 1 wrote is read as it is."""
IN_PLACE = "in-place"
"""A draft of what was typed on a page itself, and not in a form, holds this among ``typed``."""
IN_WINDOW = "window"
"""A draft of what was typed into a small window holds the window's name under this among ``typed``."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAMAGED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What reading a file raises whose bytes may be anything."""


@dataclass(frozen=True)
class DraftPhoto:
    """A file that lies in the evidence store already; ``id`` is the evidence record it will become.

    ``kind`` is the evidence-kind code to save it under; ``file_kind`` says what it is (``jpeg``, ``pdf`` …).
    """

    id: RecordId
    sha256: str
    size: int
    name: str
    kind: str
    file_kind: str
    caption: str = ""
    taken_at: datetime | None = None
    taken_source: Literal["exif", "name", "none"] = "none"
    width: int = 0
    height: int = 0
    located: bool = False
    likeness: str = ""
    turned: int = 0


@dataclass(frozen=True)
class Draft:
    """Unsaved work on one record.

    ``id`` names the file and, where ``about`` is None, the record that saving will make. ``content`` is JSON
    as :func:`edudesk.models.contents.to_json` writes it; ``typed`` holds raw texts by the name of the form
    field, whatever the form needs (a half-typed date). ``dropped`` are evidence records to delete with
    saving; ``said`` holds caption and turn of those that stay, by id; ``order`` is the order of all photos
    and files where a person changed it. ``over`` is the revision of the edited record that the work began
    on. ``saving`` is set while an edit is being saved. ``changed_at`` is UTC.
    """

    id: RecordId
    type: str
    changed_at: datetime
    title: str = ""
    about: RecordId | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    photos: tuple[DraftPhoto, ...] = ()
    dropped: tuple[RecordId, ...] = ()
    said: Mapping[RecordId, Mapping[str, Any]] = field(default_factory=dict)
    order: tuple[RecordId, ...] = ()
    over: str = ""
    saving: bool = False


@dataclass(frozen=True)
class Loaded:
    """The drafts that were found, newest first, and what could not be read and where it was put."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()


def drafts_folder(archive: Archive) -> Path:
    """Return where the drafts of an archive lie; the folder need not exist."""
    return archive.folder / DRAFTS


def save(folder: Path, draft: Draft) -> None:
    """Write a draft over what it said before, whole or not at all; no database, a few milliseconds.

    Errors: ``disk.denied``, ``disk.full``, ``disk.failed``.
    """
    path = _path(folder, draft.id)
    with _disk(folder):
        folder.mkdir(exist_ok=True)
    write_file(path, json.dumps(as_plain(draft), ensure_ascii=False, indent=1).encode())


def load_all(folder: Path) -> Loaded:
    """Read every draft; a damaged file is set aside beside the others and named in a problem, never deleted.

    One that a newer program wrote is named too, and left as it is.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.json")):
        try:
            drafts.append(_read(path))
        except _NewerError:
            problems.append(Problem("drafts.newer", parameters={"path": path}))
        except OSError as error:
            problems.append(Problem("drafts.unreadable", parameters={"path": path, "reason": reason(error)}))
        except _DAMAGED:
            problems.append(Problem("drafts.damaged", parameters={"path": _set_aside(path)}))
    return Loaded(tuple(sorted(drafts, key=lambda one: one.changed_at, reverse=True)), tuple(problems))


def remove(folder: Path, draft_id: RecordId) -> None:
    """Delete a draft's file; nothing happens when there is none."""
    path = _path(folder, draft_id)
    with _disk(path):
        path.unlink(missing_ok=True)


def as_plain(draft: Draft) -> dict[str, Any]:
    """Return a draft as JSON values."""
    said = {one: dict(words) for one, words in draft.said.items()}
    whole = replace(draft, content=dict(draft.content), typed=dict(draft.typed), said=said)
    plain = {"format": FORMAT} | asdict(whole) | {"changed_at": instant(draft.changed_at)}
    for photo in plain["photos"]:
        photo["taken_at"] = photo["taken_at"] and photo["taken_at"].isoformat()
    return plain


def from_plain(plain: Mapping[str, Any]) -> Draft:
    """Return the draft that :func:`as_plain` wrote; what is not as it should be raises one of many errors."""
    photos = tuple(_photo(photo) for photo in plain["photos"])
    changed_at = datetime.fromisoformat(plain["changed_at"]).astimezone(UTC)
    draft = Draft(
        **{
            name: plain[name]
            for name in ("id", "type", "title", "about", "content", "typed", "over", "saving")
        },
        changed_at=changed_at,
        photos=photos,
        dropped=tuple(plain["dropped"]),
        said={one: dict(words) for one, words in plain.get("said", {}).items()},
        order=tuple(plain.get("order", ())),
    )
    from_json(record_types()[draft.type].fields, draft.content)  # as a form will read it
    return draft


def _photo(plain: Mapping[str, Any]) -> DraftPhoto:
    taken_at = plain["taken_at"]
    return DraftPhoto(**dict(plain) | {"taken_at": taken_at and datetime.fromisoformat(taken_at)})


class _NewerError(Exception):
    """The file is of a format that this program does not know."""


def _read(path: Path) -> Draft:
    plain = json.loads(path.read_bytes())
    if plain["format"] > FORMAT:
        raise _NewerError
    draft = from_plain(plain)
    if draft.id != path.stem:
        raise ValueError(draft.id)
    return draft


def _set_aside(path: Path) -> Path:
    """Give a damaged file a name under which it is no draft any more; it stays where it is if that fails."""
    number, aside = 1, path.with_suffix(".damaged")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}-{number}.damaged")
    with contextlib.suppress(OSError):
        return path.rename(aside)
    return path


def _path(folder: Path, draft_id: RecordId) -> Path:
    if not _ID.fullmatch(draft_id):
        raise ValueError(draft_id)
    return folder / f"{draft_id}.json"


@contextlib.contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentProblem("disk.failed", path=path, reason=reason(error)) from error
