"""How stored bytes come from the original's: plain today, the seam where encryption goes in."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import BinaryIO, Protocol


class Codec(Protocol):
    """Writes and reads what lies on the disk; everything above it sees the original's bytes alone."""

    def writer(self, file: BinaryIO) -> AbstractContextManager[BinaryIO]:
        """Return where to write the original; leaving it flushes all into ``file``, which stays open."""

    def reader(self, file: BinaryIO) -> BinaryIO:
        """Return the original's bytes for reading; closing it closes ``file``.

        Raises OSError where the stored bytes cannot be what was written.
        """

    def stored_size(self, size: int) -> int:
        """Return how many bytes an original of ``size`` bytes takes on the disk."""


class PlainCodec:
    """Stores the original's bytes as they are."""

    @contextmanager
    def writer(self, file: BinaryIO) -> Iterator[BinaryIO]:
        """Write straight into ``file``."""
        yield file
        file.flush()

    def reader(self, file: BinaryIO) -> BinaryIO:
        """Read straight from ``file``."""
        return file

    def stored_size(self, size: int) -> int:
        """Return ``size`` itself."""
        return size


PLAIN = PlainCodec()
