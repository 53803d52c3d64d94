"""Files that a workbook names: found beside it, examined, kept in the store."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from edudesk.errors import EnvironmentProblem, Problem, UserError
from edudesk.services.archive import Archive
from edudesk.services.evidence.decoding import Decoder
from edudesk.services.evidence.derived import DerivedFiles
from edudesk.services.evidence.examining import THUMBNAIL_RECIPE, examine
from edudesk.services.importing.preview import Attachment

_FOLDERS = ("", "照片", "附件", "材料", "photos", "files")
_SUFFIXES = ("", ".jpg", ".jpeg", ".png", ".heic", ".pdf")


class Finder:
    """Finds the files that cells name, in the workbook's own folder and below it, and examines each once."""

    def __init__(self, folder: Path, decoder: Decoder) -> None:
        self._folder = folder.resolve()
        self._decoder = decoder
        self._known: dict[Path, Attachment] = {}

    def find(self, kind: str, name: str) -> Attachment:
        """Return the file; UserError ``file.missing``, ``file.outside``, or what is wrong with it."""
        path = self._path(name)
        if path not in self._known:
            examined = examine(path, self._decoder)
            self._known[path] = Attachment(kind, path, _sha256(path), examined)
        return replace(self._known[path], kind=kind)

    def _path(self, name: str) -> Path:
        written = Path(name.strip().replace("\\", "/"))
        outside = False
        for candidate in self._candidates(written):
            if not candidate.is_file():
                continue
            if candidate.resolve().is_relative_to(self._folder):
                return candidate.resolve()
            outside = True
        raise UserError("file.outside" if outside else "file.missing", name=name, folder=self._folder.name)

    def _candidates(self, written: Path) -> Iterator[Path]:
        for folder in _FOLDERS:
            for suffix in _SUFFIXES:
                yield self._folder / folder / f"{written}{suffix}"


def find_all(
    finder: Finder, named: list[tuple[str, str]]
) -> tuple[tuple[Attachment, ...], tuple[Problem, ...]]:
    """Return the files of a row and what is wrong with those that cannot be taken in."""
    found, wrong = [], []
    for kind, name in named:
        try:
            found.append(finder.find(kind, name))
        except (UserError, EnvironmentProblem) as fault:
            wrong.append(Problem(fault.code, f"evidence:{kind}", parameters=fault.parameters))
        except OSError:
            wrong.append(Problem("file.missing", f"evidence:{kind}", parameters={"name": name, "folder": ""}))
    return tuple(found), tuple(wrong)


def keep_originals(archive: Archive, files: list[Attachment]) -> list[str]:
    """Put originals and thumbnails into the archive; return the hashes that were not there before.

    UserError ``file.changed`` when a file is no longer what the dry run saw.
    """
    derived = DerivedFiles(archive.derived)
    fresh: list[str] = []
    try:
        for file in files:
            if not archive.store.path(file.sha256).is_file():
                fresh.append(file.sha256)
            _keep(archive, file)
            if file.examined.thumbnail:
                with suppress(OSError):  # a thumbnail can be made again
                    derived.keep(file.sha256, THUMBNAIL_RECIPE, file.examined.thumbnail)
    except BaseException:
        drop_originals(archive, fresh)
        raise
    return fresh


def _keep(archive: Archive, file: Attachment) -> None:
    if _sha256(file.path) != file.sha256:
        raise UserError("file.changed", name=file.path.name)
    archive.store.put(file.path)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as gone:
        raise UserError("file.missing", name=path.name, folder=path.parent.name) from gone


def drop_originals(archive: Archive, hashes: list[str]) -> None:
    """Take back originals that no record points to, after an import that failed."""
    for sha256 in hashes:
        with suppress(OSError):
            archive.store.path(sha256).unlink(missing_ok=True)
