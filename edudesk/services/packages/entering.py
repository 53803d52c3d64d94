"""Entering what was made as handed over, so that no archive says it of a package that is not there."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from edudesk.errors import EnvironmentProblem
from edudesk.services import records
from edudesk.services.archive import Archive


class Unsettled(EnvironmentProblem):
    """The archive's disk failed so that its packages may be entered or not; they are whole and stay."""


@contextmanager
def entering(archive: Archive, checksums: Collection[str]) -> Iterator[None]:
    """Raise :class:`Unsettled` where the packages of ``checksums`` may be entered although it failed.

    A disk that fails at the very end of a transaction leaves open what it kept of it.
    """
    try:
        yield
    except EnvironmentProblem as problem:
        if _may_be_entered(archive, checksums):
            raise Unsettled("package.entry_unknown") from problem
        raise


def _may_be_entered(archive: Archive, checksums: Collection[str]) -> bool:
    try:
        entered = {one.content.get("manifest_hash") for one in records.all_of(archive, "handover")}
    except EnvironmentProblem:
        return True
    return not entered.isdisjoint(checksums)
