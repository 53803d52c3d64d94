"""A small archive that hands over in each of the ways, and what must hold when that breaks off."""

import random
from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.attaching import Attachment, attach_all
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.handing.copying import copy_packages
from edudesk.services.handing.same_school import pass_on
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages.build import build_packages
from edudesk.services.packages.editions import FULL, SMALLEST_PART, email
from edudesk.services.packages.leaving import leaving
from edudesk.services.packages.verify import verify
from edudesk.services.safety.check import check
from edudesk.texts import Texts
from tests.services.packages.handing import NOW, TERM, TODAY, fill_term

AFTERWARDS = datetime(2026, 1, 21, tzinfo=UTC)
PASSWORD = "Granat-2026 apfel"
TEMPORARY = ".edudesk-"
WAYS = ("full", "folder", "parts", "sealed", "everything")
ON_A_DISK = (
    *((way, "package") for way in WAYS),
    ("full", "archive"),
    ("parts", "archive"),
    ("sealed", "archive"),
    ("folder", "both"),
)
"""Each way with what lies on the disk that fails. Parts and what is sealed are made beside the archive."""


def fill(folder: Path) -> None:
    """Make an archive with a term to hand over, too large for one e-mail and without a picture to decode."""
    inbox = folder.with_name("inbox")
    with found_archive(folder, {"name": "明德实验小学"}, NOW, author="周敏") as archive:
        ids = fill_term(archive, inbox)
        with change(archive, "activity.create", NOW) as writing:
            talk = {"topic": "讲座", "state": "held", "kinds": ("lecture",), "starts_on": date(2025, 11, 20)}
            about = writing.create("activity", {"community_id": ids["second"], **talk})
        chance = random.Random(3)
        for number in range(3):
            (inbox / f"课件 {number}.txt").write_text(chance.randbytes(150_000).hex())
        files = sorted(inbox.glob("课件*"))
        attach_all(archive, [Attachment(about, file) for file in files], AFTERWARDS)


def build(archive: Archive, to: Path, way: str, job: Job = QUIET) -> None:
    """Build the package of a community: ``full``, ``folder``, in ``parts``, or as ``sealed`` parts.

    ``everything`` is what another machine of the school gets, sealed.
    """
    if way == "everything":
        pass_on(archive, TERM, to, PASSWORD, now=AFTERWARDS, today=TODAY, job=job)
        return
    with leaving(archive.folder, to, PASSWORD if way == "sealed" else None, TODAY, job) as out:
        build_packages(
            archive,
            TERM,
            out.folder,
            now=AFTERWARDS,
            today=TODAY,
            community_id="明德第二共同体",
            form="folder" if way == "folder" else "zip",
            job=job,
            confirm=out.take,
            edition=FULL if way in ("full", "folder") else email(max_part=SMALLEST_PART),
        )


def copy(parts: Path, to: Path, job: Job = QUIET) -> None:
    """Copy the package whose parts lie in a folder."""
    copy_packages(sorted(parts.iterdir()), to, job)


def copies_are_whole(parts: Path, to: Path) -> None:
    """Assert that what has a final name is whole, and that copying once more leaves no rubbish."""
    before = whole_packages(to)
    copy(parts, to)
    assert len(whole_packages(to)) == len(before) + len(list(parts.iterdir()))
    assert list(to.glob(f"{TEMPORARY}*")) == []


def whole_packages(folder: Path) -> list[str]:
    """Assert that whatever has a final name is whole; return the checksums that stand for each."""
    named = [path for path in folder.iterdir() if not path.name.startswith((TEMPORARY, "lost+found"))]
    told = {path: verify(path, password=PASSWORD) for path in named}
    assert all(verdict.valid for verdict in told.values()), told
    return [verdict.tag_manifest for verdict in told.values()]


def holds(archive_folder: Path, to: Path) -> int:
    """Assert that the archive is sound and says "handed over" of nothing but what lies there whole.

    Returns how many packages it says that of.
    """
    with open_archive(archive_folder, AFTERWARDS) as archive:
        assert check(archive).sound, check(archive).findings
        entered = records.all_of(archive, "handover")
    lying = whole_packages(to)
    handed = [part for one in entered for part in one.content["manifest_hash"].split()]
    assert all(handed.count(part) <= lying.count(part) for part in handed)
    return len(entered)


def leaves_no_rubbish(archive_folder: Path, to: Path, way: str) -> None:
    """Assert that building once more succeeds and removes all that was left under temporary names."""
    before = holds(archive_folder, to)
    with open_archive(archive_folder, AFTERWARDS) as archive:
        build(archive, to, way)
    assert holds(archive_folder, to) == before + 1
    assert [path for place in (archive_folder, to) for path in place.glob(f"{TEMPORARY}*")] == []


def expect_plain(problem: EnvironmentProblem, codes: Collection[str]) -> None:
    """Assert that a problem is one of ``codes`` and has its sentence in both languages."""
    assert problem.code in codes, problem.code
    assert Texts("zh").present(problem) != Texts("en").present(problem)
