"""Verifies any BagIt bag, folder or .zip, and says for each file what is wrong with it (RFC 8493)."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from edudesk.errors import UserError
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages import sealing
from edudesk.services.packages.check import MANIFEST_NAME, Check
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.source import source_faults
from edudesk.services.packages.trees import Damaged, FolderTree, Tree
from edudesk.services.packages.verdict import Findings, Verdict
from edudesk.services.packages.zip_read import ZipTree


def verify(package: Path, job: Job = QUIET, password: str | None = None) -> Verdict:
    """Check everything about the package at ``package`` and return the verdict; nothing is ever written.

    ``password`` opens one that is sealed. Raises :class:`UserError` when it is no package at all or cannot
    be opened, and :class:`EnvironmentProblem` when the disk cannot be read. Progress is in bytes.
    """
    try:
        with source_faults(package), opened(package, password, job) as (tree, base):
            return Check(Contents(tree, base), tree.findings, job).verdict()
    except Damaged as damage:
        findings = Findings()
        findings.error("", damage.code, **damage.parameters)
        return Verdict(findings.sorted())


@contextmanager
def opened(package: Path, password: str | None = None, job: Job = QUIET) -> Iterator[tuple[Tree, str]]:
    """Yield the files of a package and the folder in it (``""`` or ending in ``/``) that is the bag.

    Raises UserError ``signing.sealed`` when it is sealed and no password is given, those of
    :func:`~edudesk.services.packages.sealing.opened`, and what :func:`source_faults` tells of its opening.
    """
    with ExitStack() as stack:
        with source_faults(package):
            found = stack.enter_context(_opened(package, password, job))
        yield found


@contextmanager
def _opened(package: Path, password: str | None, job: Job) -> Iterator[tuple[Tree, str]]:
    if package.is_dir():
        tree = FolderTree(package)
        if not any(is_sign(name) for name in tree.files):
            raise UserError("package.not_a_bag", path=str(package))
        yield tree, ""
    elif package.exists() and not package.is_file():
        # Not to be opened: a pipe or a device would let us wait for ever.
        raise UserError("package.unreadable")
    else:
        with _content(package, password, job) as file:
            archive = ZipTree(file)
            yield archive, _base(archive, package)


@contextmanager
def _content(package: Path, password: str | None, job: Job) -> Iterator[BinaryIO]:
    if not sealing.is_sealed(package):
        with package.open("rb") as file:
            yield file
    elif password is None:
        raise UserError("signing.sealed", path=package)
    else:
        with sealing.opened(package, password, job) as file:
            yield file


def is_sign(name: str) -> bool:
    """Tell whether a folder that holds a file of this name is a bag."""
    return name == "bagit.txt" or MANIFEST_NAME.fullmatch(name) is not None


def _base(archive: ZipTree, package: Path) -> str:
    bases = {
        name[: len(name) - len(last)]
        for name in archive.files
        if name.count("/") <= 1 and is_sign(last := name.rpartition("/")[2])
    }
    if "" in bases:
        return ""
    if len(bases) > 1:
        raise UserError("package.several_bags", path=str(package), count=len(bases))
    if bases:
        return bases.pop()
    if archive.encrypted:
        raise UserError("package.encrypted", path=str(package))
    if any(finding.severity == "error" for finding in archive.findings.sorted()):
        return ""  # what could not be read may have been the bag: that is what is told
    raise UserError("package.not_a_bag", path=str(package))
