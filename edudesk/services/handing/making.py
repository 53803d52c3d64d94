"""Makes the packages of a term and reads them back the way the receiver will, before anything is entered."""

from collections.abc import Callable
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services.archive import Archive
from edudesk.services.handing.counting import READING, WRITING, FileCount
from edudesk.services.handing.places import with_drive
from edudesk.services.handing.view import LISTS, Handed, Wanted
from edudesk.services.jobs import Job
from edudesk.services.packages.build import Built, build_packages
from edudesk.services.packages.check_code import check_code
from edudesk.services.packages.verify import verify
from edudesk.texts import Texts


def make_packages(
    archive: Archive, wanted: Wanted, texts: Texts, job: Job, stage: Callable[[str], None]
) -> tuple[Handed, ...]:
    """Make what is wanted, read every file back from the disk, check the whole as a receiver does, enter it.

    ``job`` counts files. ``stage`` is told "writing" and "reading" as they begin. When anything fails or the
    person stops it, no package and no record is left. Errors: those of
    :func:`~edudesk.services.packages.build.build_packages`; ``package.read_back_differs``.
    """
    count = FileCount(job, wanted.files, stage)
    count.begin(WRITING, rounds=2)  # each file is written, then read back from the disk
    reading: list[Path] = []

    def confirm(package: Path) -> None:
        if not reading:
            count.begin(READING)
        reading.append(package)
        verdict = verify(package, count.job())
        if not verdict.valid:
            first = verdict.errors[0].path or package.name
            raise EnvironmentProblem("package.read_back_differs", name=first, place=str(package))

    built = build_packages(
        archive,
        wanted.term,
        wanted.to,
        now=wanted.now,
        today=wanted.today,
        community_id=wanted.community_id or None,
        form="folder" if wanted.form == "folder" else "zip",
        handed_to=wanted.handed_to,
        texts=texts,
        job=count.job(),
        confirm=confirm,
    )
    return tuple(map(_handed, built))


def _handed(built: Built) -> Handed:
    return Handed(
        path=built.path,
        place=with_drive(built.path.parent),
        handover_id=built.handover_id,
        files=built.files,
        lists=LISTS,
        bytes=built.bytes,
        gaps=built.gaps,
        missing_characters=built.missing_characters,
        check_code=check_code(built.tag_manifest),
    )
