"""Documents from files: each file becomes one document, its original kept as it is."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.attaching import Attachment, TakenIn, enter_all, take_in
from edudesk.services.changes import change
from edudesk.services.evidence import Decoder
from edudesk.services.jobs import QUIET, Job
from edudesk.services.records import all_of


@dataclass(frozen=True)
class NewDocument:
    """A file with the title and kind that its document gets."""

    path: Path
    title: str
    kind: str


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken in, and why."""

    name: str
    error: UserError | EnvironmentProblem


@dataclass(frozen=True)
class Added:
    """What came of it: the change (nothing where all were refused), the documents, the refusals."""

    change_id: str
    ids: tuple[RecordId, ...]
    refused: tuple[Refusal, ...]


def add_documents(archive: Archive, files: Sequence[NewDocument], now: datetime, job: Job = QUIET) -> Added:
    """Take files in and make a document of each, in one change; progress counts files.

    A file that is refused does not stop the others. Days, pages and numbers stay empty: nobody said them.
    """
    taken: list[tuple[NewDocument, TakenIn]] = []
    refused: list[Refusal] = []
    inner = Job(cancelled=job.cancelled)  # the progress counts files, not the bytes of each
    with contextlib.ExitStack() as stack:
        decoder = stack.enter_context(Decoder())
        for done, file in enumerate(files):
            job.step(done, len(files), file.path.name)
            try:
                taken.append((file, take_in(archive, file.path, decoder, inner)))
            except (UserError, EnvironmentProblem) as error:
                refused.append(Refusal(file.path.name, error))
    if not taken:
        return Added("", (), tuple(refused))
    communities = all_of(archive, "community")
    community_id = communities[0].id if len(communities) == 1 else None
    ids = []
    with change(archive, "document.add", now, subject=taken[0][0].title) as writing:
        for file, original in taken:
            content = {
                "title": file.title,
                "kind": file.kind,
                "community_id": community_id,
                "school_id": archive.holder_id,
            }
            made = writing.create("document", content)
            enter_all(writing, [(Attachment(made, file.path), original)])
            ids.append(made)
    return Added(writing.change_id, tuple(ids), tuple(refused))
