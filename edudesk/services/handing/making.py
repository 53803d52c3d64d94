"""Makes the packages of a term and reads them back the way the receiver will, before anything is entered."""

from collections.abc import Callable, Mapping
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services.archive import Archive
from edudesk.services.handing.counting import READING, WRITING, FileCount, Pace
from edudesk.services.handing.looking import gap_list
from edudesk.services.handing.places import with_drive
from edudesk.services.handing.same_school import pass_on
from edudesk.services.handing.view import LISTS, Handed, HandedPart, Wanted
from edudesk.services.jobs import Job
from edudesk.services.packages.build import Built, build_packages
from edudesk.services.packages.check_code import check_code
from edudesk.services.packages.editions import SAME_SCHOOL
from edudesk.services.packages.leaving import Leaving, leaving
from edudesk.services.packages.profiles import STRICT
from edudesk.services.packages.verify import verify
from edudesk.services.reports.drawing import Drawer
from edudesk.texts import Texts


def make_packages(
    archive: Archive,
    wanted: Wanted,
    texts: Texts,
    job: Job,
    stage: Callable[[str], None],
    *,
    pace: Pace | None = None,
) -> tuple[Handed, ...]:
    """Make what is wanted, read every file back from the disk, check the whole as a receiver does, enter it.

    What has a password is sealed once it was read back; 同校交接 is one package of everything. ``job`` counts
    files, ``pace`` follows the bytes of each part. ``stage`` is told "writing" and "reading" as they begin.
    When anything fails or the person stops it, no package and no record is left. Errors: those of
    :func:`~edudesk.services.packages.build.build_packages` and
    :func:`~edudesk.services.packages.leaving.leaving`; ``package.read_back_differs``.
    """
    count = FileCount(job, wanted.files, stage, pace or Pace())
    count.begin(WRITING, rounds=2)  # each file is written, then read back from the disk
    printed: dict[Path, bytes] = {}

    def confirm(package: Path) -> None:
        if not printed:
            count.begin(READING)
        verdict = verify(package, count.job())
        if not verdict.valid:
            first = verdict.errors[0].path or package.name
            raise EnvironmentProblem("package.read_back_differs", name=first, place=str(package))
        # Afterwards nobody here knows the password, and the stick may be gone.
        printed[package] = gap_list(package)
        out.take(package)

    if wanted.edition == SAME_SCHOOL:
        return (_passed_on(archive, wanted, count.job()),)
    password = wanted.password or None
    outgoing = leaving(archive.folder, wanted.to, password, wanted.today, count.sealing())
    with outgoing as out, Drawer() as drawer:
        built = build_packages(
            archive,
            wanted.term,
            out.folder,
            now=wanted.now,
            today=wanted.today,
            community_id=wanted.community_id or None,
            edition=wanted.edition,
            profile=wanted.profile,
            form="folder" if wanted.form == "folder" else "zip",
            handed_to=wanted.handed_to,
            texts=texts,
            job=count.job(),
            confirm=confirm,
            draw=drawer.draw,
        )
        return tuple(_handed(one, out, wanted, _list_of(one, printed)) for one in built)


def _passed_on(archive: Archive, wanted: Wanted, job: Job) -> Handed:
    """Pass everything on to another machine of the school; it is read back and sealed on its way."""
    passed = pass_on(
        archive, wanted.term, wanted.to, wanted.password, now=wanted.now, today=wanted.today, job=job
    )
    size = _size(passed.path)
    return Handed(
        parts=(HandedPart(passed.path, size, check_code(passed.tag_manifest)),),
        place=with_drive(passed.path.parent),
        gap_list=b"",
        handover_id=passed.handover_id,
        files=passed.files,
        lists=LISTS,
        bytes=size,
        gaps=(),
        missing_characters=(),
        edition=SAME_SCHOOL.code,
        strict=False,
        sealed=True,
    )


def _handed(built: Built, out: Leaving, wanted: Wanted, printed: bytes) -> Handed:
    places = tuple(out.place(path) for path in built.parts)
    codes = [check_code(one) for one in built.tag_manifest.split()]
    return Handed(
        parts=tuple(HandedPart(path, _size(path), code) for path, code in zip(places, codes, strict=True)),
        place=with_drive(places[0].parent),
        gap_list=printed,
        handover_id=built.handover_id,
        files=built.files,
        lists=LISTS * len(places),
        bytes=built.bytes,
        gaps=built.gaps,
        missing_characters=built.missing_characters,
        edition=wanted.edition.code,
        strict=wanted.profile is STRICT,
        sealed=bool(wanted.password),
    )


def _list_of(built: Built, printed: Mapping[Path, bytes]) -> bytes:
    """Return the gap list of a package, which lies in one of its parts."""
    return b"".join(printed[part] for part in built.parts) if built.gaps else b""


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(one.stat().st_size for one in files)
