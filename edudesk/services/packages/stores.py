"""The two shapes a bag is written in, a folder and a .zip, each able to be read back."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from edudesk.services.disk.volume import forget_cached, sync_folder
from edudesk.services.packages.trees import pieces
from edudesk.services.packages.zip_read import ZipTree
from edudesk.services.packages.zip_write import ZipWriter


class Sink(Protocol):
    """Where the bytes of one file go."""

    def write(self, content: bytes | memoryview, /) -> object:
        """Take some bytes."""


class Store(Protocol):
    """A bag being written under a temporary name."""

    def member(self, path: str, size: int) -> AbstractContextManager[Sink]:
        """Return where to write the file ``path`` of ``size`` bytes."""

    def flush(self) -> None:
        """Bring everything to the disk."""

    def read_back(self) -> Iterator[tuple[str, Iterator[memoryview]]]:
        """Yield every file that is really there, with its content in pieces, read from the disk."""

    def close(self) -> None:
        """Let go of what is open."""


class FolderStore:
    """A bag as a folder."""

    def __init__(self, root: Path) -> None:
        root.mkdir()
        self._root = root
        self._folders = {root}
        self._members: list[str] = []

    @contextmanager
    def member(self, path: str, size: int) -> Iterator[Sink]:  # noqa: ARG002 - a folder needs no size
        """Open a new file, making the folders above it."""
        place = self._root / path
        if place.parent not in self._folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._folders.update(above for above in place.parents if above.is_relative_to(self._root))
        with place.open("xb") as file:
            yield file
        self._members.append(path)

    def flush(self) -> None:
        """Flush files and folders; all at the end, when most of it has reached the disk by itself."""
        for path in self._members:
            with (self._root / path).open("r+b", buffering=0) as file:
                os.fsync(file.fileno())
                forget_cached(file.fileno())
        for folder in sorted(self._folders, reverse=True):
            sync_folder(folder)

    def read_back(self) -> Iterator[tuple[str, Iterator[memoryview]]]:
        """Read every file that was written."""
        for path in self._members:
            with (self._root / path).open("rb", buffering=0) as file:
                yield path, pieces(file)

    def close(self) -> None:
        """Nothing stays open between files."""


class ZipStore:
    """A bag as a .zip of stored files, all inside one folder called ``base``."""

    def __init__(self, place: Path, base: str, day: dt.date) -> None:
        self._place, self._base = place, base
        self._file: BinaryIO = place.open("xb")
        self._writer = ZipWriter(self._file, day)

    def member(self, path: str, size: int) -> AbstractContextManager[Sink]:
        """Add a file."""
        return self._writer.member(f"{self._base}/{path}", size)

    def flush(self) -> None:
        """Write the directory of the .zip and flush the file."""
        self._writer.finish()
        self._file.flush()
        os.fsync(self._file.fileno())
        forget_cached(self._file.fileno())
        self._file.close()

    def read_back(self) -> Iterator[tuple[str, Iterator[memoryview]]]:
        """Read every file through the same reader that will verify the package."""
        with self._place.open("rb") as file:
            tree = ZipTree(file)
            for path in tree.files:
                yield path.removeprefix(f"{self._base}/"), tree.pieces(path)

    def close(self) -> None:
        """Close the file, finished or not."""
        self._file.close()
