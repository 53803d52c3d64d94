"""The disk a package is read from: its faults in a reader's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.packages.trees import CHUNK, pieces


@contextmanager
def source_faults(package: Path) -> Iterator[None]:
    """Turn a fault of the disk that a package is read from into a problem that names the package."""
    try:
        yield
    except FileNotFoundError as error:
        raise UserError("package.not_found", path=str(package)) from error
    except OSError as error:
        raise EnvironmentProblem("package.not_readable", path=str(package)) from error


def source_pieces(file: BinaryIO) -> Iterator[memoryview]:
    """Yield an unbuffered file, opened by its path, in pieces; its faults are not those of where they go."""
    with source_faults(Path(file.name)):
        yield from pieces(file, CHUNK)
