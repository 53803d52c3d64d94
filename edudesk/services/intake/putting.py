"""Put photos from outside to a record: originals first, then all their evidence in one change."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edudesk.errors import EduDeskError, EnvironmentProblem, Problem, UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.attaching import Attachment, TakenIn, enter_all, take_in
from edudesk.services.changes import change
from edudesk.services.evidence import Decoder
from edudesk.services.jobs import QUIET, Job
from edudesk.services.records import get

AGAIN = "attaching.again"


@dataclass(frozen=True)
class Lot:
    """What came of it: so many new files, so many that were there, those refused with the reason.

    ``gone`` says why it ended early: the stick was pulled; what was taken until then is entered.
    ``doubts`` deserve a second look: another day, the same picture elsewhere. ``change_id`` is empty when
    nothing is new.
    """

    change_id: str
    entered: int
    again: int
    refused: tuple[tuple[str, EduDeskError], ...] = ()
    gone: EduDeskError | None = None
    doubts: tuple[Problem, ...] = ()


def put_to(
    archive: Archive,
    about_id: RecordId,
    files: Sequence[Path],
    now: datetime,
    *,
    job: Job = QUIET,
    decoder: Decoder | None = None,
) -> Lot:
    """Copy files into the archive and make them evidence of a record, in one change.

    Files outside are only read. A stopped job enters nothing: originals that are in the store by then have no
    record, and are not copied again next time. Progress counts files.
    """
    subject = get(archive, about_id).title
    inner = Job(cancelled=job.cancelled)  # the progress counts files, not the bytes of each
    taken: list[tuple[Attachment, TakenIn]] = []
    refused: list[tuple[str, EduDeskError]] = []
    gone: EduDeskError | None = None
    with contextlib.ExitStack() as stack:
        own = decoder or stack.enter_context(Decoder())
        for done, path in enumerate(files):
            job.step(done, len(files), path.name)
            try:
                taken.append((Attachment(about_id, path), take_in(archive, path, own, inner)))
            except (UserError, EnvironmentProblem) as error:
                if not _is_there(path.parent):
                    gone = EnvironmentProblem("intake.pulled", left=len(files) - done)
                    break
                if error.code in _OURS:  # our own disk: no other file would fare better
                    gone = error
                    break
                refused.append((path.name, error))
    job.step(len(files), len(files))
    if not taken:
        return Lot("", 0, 0, tuple(refused), gone)
    with change(archive, "evidence.attach", now, subject=subject) as writing:
        made = enter_all(writing, taken)
    warnings = [problem for one in made for problem in one.warnings]
    again = sum(problem.code == AGAIN for problem in warnings)
    doubts = tuple(
        problem for problem in warnings if problem.code.startswith("attaching.") and problem.code != AGAIN
    )
    return Lot(writing.change_id, len(made) - again, again, tuple(refused), gone, doubts)


_OURS = frozenset({"evidence.no_room", "evidence.store_unwritable", "evidence.decoder_unavailable"})


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
