"""Making the demonstration: set up, then every step in the order in which it was entered."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from edudesk.services.archive import Archive
from edudesk.services.attaching import Attachment, TakenIn, enter_all, take_in
from edudesk.services.changes import change
from edudesk.services.demonstration import material
from edudesk.services.demonstration.activities import activity_steps
from edudesk.services.demonstration.alike import look_through_drawn
from edudesk.services.demonstration.papers import print_paper
from edudesk.services.demonstration.pictures.photos import draw_photo
from edudesk.services.demonstration.stays import agreement_steps, document_steps, exchange_steps
from edudesk.services.demonstration.steps import Step
from edudesk.services.demonstration.work import work_steps
from edudesk.services.evidence import Decoder
from edudesk.services.jobs import QUIET, Job
from edudesk.services.records import all_of
from edudesk.services.setup import build_aside
from edudesk.services.setup.founding import write_setup
from edudesk.services.setup.reading import read_setup
from edudesk.services.starting.showing import MARK

DEMO_DAY = date(2026, 5, 20)
"""The day that is today in the demonstration."""
DEMO_NOW = datetime(2026, 5, 20, 8, 0, tzinfo=UTC)
_FOUNDED = material.local(date(2025, 9, 8), time(9, 10))
_FIRST = _FOUNDED + timedelta(minutes=20)
_AUTHOR = "周敏仪"

Files = Sequence[tuple[Path, str, TakenIn]]
"""Path, evidence kind, and what is known of each file of a step."""


def make_demonstration(folder: Path, job: Job = QUIET, *, now: datetime = DEMO_NOW) -> Archive:
    """Make the archive of an invented school in an empty or new folder and open it; ``now`` is in UTC.

    Progress counts steps. Errors: those of :func:`build_aside`; when it fails or is stopped nothing is left.
    """
    return build_aside(folder, now, lambda aside: _build(aside, job))


def _build(folder: Path, job: Job) -> Archive:
    archive = write_setup(folder, read_setup(material.text("setup")), _FOUNDED)
    (folder / MARK).write_text(DEMO_DAY.isoformat(), encoding="utf-8")
    try:
        _work_through(archive, sorted(_steps(archive), key=_entered), job)
        look_through_drawn(archive)
    except BaseException:
        archive.close()
        raise
    return archive


def _work_through(archive: Archive, steps: Sequence[Step], job: Job) -> None:
    """Do every step; files are drawn and taken in ahead of it by two threads."""
    with Decoder() as decoder, TemporaryDirectory() as drawn, ThreadPoolExecutor(2) as ahead:
        taker = _Taker(archive, decoder, Path(drawn))
        files = ahead.map(taker.files, steps)
        try:
            done = 0
            for _, together in groupby(steps, key=_change):
                batch = list(together)
                job.step(done, len(steps), batch[0].subject)
                _do(archive, [(step, next(files)) for step in batch])
                done += len(batch)
            job.step(done, len(steps))
        except BaseException:
            ahead.shutdown(cancel_futures=True)
            raise


def _entered(step: Step) -> datetime:
    """Return the entry time; what lies before the archive was entered when it had just been made."""
    return max(step.at, _FIRST)


def _change(step: Step) -> tuple[object, ...]:
    """Return what steps of one change have in common: what was planned at one sitting is one change."""
    return _entered(step), step.name, step.author, step.historical


def _steps(archive: Archive) -> Iterator[Step]:
    names = material.names_of(archive)
    work = material.read("work")
    plans = {raw["key"]: raw["dated"] for raw in work["plan"]}
    yield from agreement_steps(all_of(archive, "agreement"), work)
    yield from document_steps(names, work)
    yield from work_steps(names, work)
    yield from exchange_steps(names, work)
    yield from activity_steps(names, plans)


def _do(archive: Archive, batch: Sequence[tuple[Step, Files]]) -> None:
    """Write steps of one change with the evidence of files that lie in the store already."""
    first = batch[0][0]
    author = first.author or _AUTHOR
    if archive.fact("author") != author:
        archive.set_fact("author", author)
    with change(
        archive, first.name, _entered(first), subject=first.subject, historical=first.historical
    ) as writing:
        for step, files in batch:
            about = step.write(writing)
            for record_id in about if isinstance(about, list) else [about]:
                attached = [(Attachment(record_id, path, kind), taken) for path, kind, taken in files]
                if attached:
                    enter_all(writing, attached)


class _Taker:
    """Draws and prints the files of a step and takes them into the store."""

    def __init__(self, archive: Archive, decoder: Decoder, folder: Path) -> None:
        self._archive = archive
        self._decoder = decoder
        self._folder = folder

    def files(self, step: Step) -> Files:
        """Return path, kind and what is known of every file of a step."""
        made = []
        # Papers of different steps may have the same name.
        folder = Path(mkdtemp(dir=self._folder))
        for photo in step.photos:
            path = folder / f"IMG_{photo.taken_at:%Y%m%d_%H%M%S}.jpg"
            path.write_bytes(draw_photo(photo.scene, photo.words, photo.taken_at, step.subject))
            made.append((path, "photo"))
        for paper in step.papers:
            path = folder / f"{paper.facts['day']:%Y%m%d}-{_safe(paper.name)}.pdf"
            path.write_bytes(print_paper(paper))
            made.append((path, paper.kind))
        return [(path, kind, take_in(self._archive, path, self._decoder)) for path, kind in made]


def _safe(name: str) -> str:
    return "".join(sign for sign in name if sign not in '\\/:*?"<>|')[:60]
