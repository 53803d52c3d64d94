"""A package as a set of named files that can be read, whether it is a folder or a .zip."""

import datetime as dt
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol

from edudesk.services.packages.verdict import Findings

CHUNK = 1 << 20
PIECE = 1 << 18
"""What is read at a time to be looked at once: enough to be worth a call, and still near the processor."""
MOST_FILES = 100_000
"""More files than any term has; a package with more is refused before memory is spent on it."""
LONGEST_PATH = 1000
"""More characters than any system lets a path have in practice; a longer one costs more than it can mean."""

_ASKED = 3
"""Of how many other files it is asked whether they can be read, where one cannot."""


class Damaged(Exception):
    """A file, or the whole package, cannot be read; carries the code and parameters of the finding."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


class Tree(Protocol):
    """What a package is kept in."""

    @property
    def files(self) -> Mapping[str, int]:
        """The files by path with their sizes."""

    @property
    def folders(self) -> AbstractSet[str]:
        """The folders that stand in the container by themselves."""

    @property
    def findings(self) -> Findings:
        """What is wrong with the container itself."""

    def pieces(self, path: str) -> Iterator[memoryview]:
        """Yield the content of a file in pieces, each gone when the next comes; raise :class:`Damaged`.

        Several threads may read several files at a time.
        """

    def deviation(self, last: Sequence[str], day: dt.date) -> str | None:
        """Return where the container is not as the program writes it, with ``last`` at its end, or None."""


class FolderTree:
    """The files in a folder; links are noted and never followed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.findings = Findings()
        self.files: dict[str, int] = {}
        self.folders: set[str] = set()
        folders = [""]
        while folders:
            self._list(folders.pop(), folders)

    def _list(self, folder: str, folders: list[str]) -> None:
        with os.scandir(self._root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                about = entry.stat(follow_symlinks=False)
                if _is_link(about):
                    self.findings.error(path, "package.link")
                elif stat.S_ISDIR(about.st_mode):
                    folders.append(path)
                    self.folders.add(path)
                elif stat.S_ISREG(about.st_mode):
                    self.files[path] = about.st_size
                else:
                    self.findings.error(path, "package.special_file")
                if len(self.files) + len(self.folders) > MOST_FILES:
                    raise Damaged("package.too_many_files", limit=MOST_FILES)

    def pieces(self, path: str) -> Iterator[memoryview]:
        """Yield the content of a file; raise the disk's OSError where it is gone, and no file at fault."""
        try:
            with (self._root / path).open("rb", buffering=0) as file:
                yield from pieces(file, min(self.files[path], PIECE))
        except OSError as error:
            if not isinstance(error, PermissionError) and self._is_gone(path):
                raise
            raise Damaged("package.file_unreadable") from error

    def _is_gone(self, path: str) -> bool:
        """Tell whether none of some other files can be read either, as on a stick that was pulled."""
        others = [self._root / other for other in islice(self.files, _ASKED + 1) if other != path]
        return bool(others) and not any(_opens(other) for other in others)

    def deviation(self, last: Sequence[str], day: dt.date) -> None:
        """Find nothing: a folder has no form beside its files."""


def _opens(path: Path) -> bool:
    try:
        with path.open("rb", buffering=0) as file:
            file.read(1)
    except OSError:
        return False
    return True


def pieces(file: BinaryIO, size: int = CHUNK) -> Iterator[memoryview]:
    """Yield the rest of an unbuffered ``file`` in pieces up to :data:`CHUNK` bytes; ``size`` is a guess."""
    space = memoryview(bytearray(max(1, min(size, CHUNK))))
    while length := file.readinto(space):  # type: ignore[attr-defined]
        yield space[:length]


def _is_link(about: os.stat_result) -> bool:
    """Tell a symbolic link, and on Windows a junction or any other reparse point."""
    attributes = getattr(about, "st_file_attributes", 0)
    return stat.S_ISLNK(about.st_mode) or bool(attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT)
