"""Writing what a dry run showed, in one change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from edudesk.errors import Problem, UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.attaching import Attachment, TakenIn, enter_all
from edudesk.services.changes import Writing, change
from edudesk.services.evidence.store import Stored
from edudesk.services.importing.attaching import drop_originals, keep_originals
from edudesk.services.importing.preview import Line, Preview, State
from edudesk.services.importing.recognising import MARK
from edudesk.services.jobs import QUIET, Job

AS_NEW = "new"
"""The answer that a row which asks is a record of its own."""
_STEP = 100


@dataclass(frozen=True)
class Applied:
    """What was written; ``skipped`` are the lines left out although they hold something new.

    ``doubts`` are files worth a second look: another day, a picture that another record has too.
    """

    new: int
    changed: int
    same: int
    files: int
    skipped: tuple[Line, ...]
    change_id: str | None
    doubts: tuple[Problem, ...] = ()


def apply(
    archive: Archive,
    preview: Preview,
    now: datetime,
    *,
    only_good_rows: bool = False,
    answers: Mapping[RecordId, str] | None = None,
    historical: bool = False,
    job: Job = QUIET,
) -> Applied:
    """Write the lines of a dry run in one change, undone as one.

    ``answers`` settles lines that ask, by their ``record_id``: :data:`AS_NEW` or the id of the record meant.
    ``historical`` marks the records 历史导入. UserError ``import.not-all-well`` when something is wrong and
    not ``only_good_rows``; nothing is written then, or when anything fails.
    """
    lines, meant = _answered(preview, answers or {})
    good = _good(lines)
    written = {id(line) for line in good}
    skipped = tuple(line for line in lines if id(line) not in written and line.state not in _SETTLED)
    if skipped and not only_good_rows:
        raise UserError("import.not-all-well", name=preview.name, count=len(skipped))
    same = sum(line.state in _SETTLED for line in lines)
    if not good:
        return Applied(0, 0, same, 0, skipped, None)
    files = [file for line in good for file in line.files]
    fresh = keep_originals(archive, files)
    try:
        with change(archive, "import", now, subject=preview.name, historical=historical) as writing:
            doubts = _write(writing, good, meant, job)
            change_id = writing.change_id
    except BaseException:
        drop_originals(archive, fresh)
        raise
    new = sum(line.state is State.NEW for line in good)
    return Applied(new, len(good) - new, same, len(files), skipped, change_id, doubts)


def lines_to_write(preview: Preview, answers: Mapping[RecordId, str]) -> tuple[Line, ...]:
    """Return the lines that :func:`apply` would write of the good rows, with these answers."""
    return tuple(_good(_answered(preview, answers)[0]))


_SETTLED = {State.SAME, State.REPEAT}


def _answered(
    preview: Preview, answers: Mapping[RecordId, str]
) -> tuple[list[Line], dict[RecordId, RecordId]]:
    """Return the lines with their answers, and which id each line that is a known record stands for."""
    lines, meant = [], {}
    for line in preview.lines:
        answer = answers.get(line.record_id)
        if line.state is not State.ASKS or answer is None:
            lines.append(line)
        elif answer == AS_NEW:
            lines.append(replace(line, state=State.NEW))
        elif any(near.id == answer for near in line.near):
            meant[line.record_id] = answer
            if not line.named_only:
                lines.append(replace(line, state=State.CHANGED, record_id=answer))
        else:
            raise UserError("import.no-such-answer", row=line.row, sheet=line.sheet)
    return lines, meant


def _good(lines: list[Line]) -> list[Line]:
    """Return the lines to write: those without fault that point to no line with one."""
    good = [(line, _pointed_at(line.content)) for line in lines if line.state in {State.NEW, State.CHANGED}]
    missing = {line.record_id for line in lines if line.state in {State.ASKS, State.PROBLEM}}
    while missing:
        hanging = {line.record_id for line, pointed_at in good if missing & pointed_at}
        good = [(line, pointed_at) for line, pointed_at in good if not missing & pointed_at]
        missing = hanging
    return [line for line, _ in good]


def _pointed_at(value: Any) -> set[str]:
    match value:
        case str():
            return {value}
        case Mapping():
            return set().union(*map(_pointed_at, value.values()))
        case tuple() | list():
            return set().union(*map(_pointed_at, value))
    return set()


def _write(
    writing: Writing, good: list[Line], meant: Mapping[RecordId, RecordId], job: Job
) -> tuple[Problem, ...]:
    taken: list[tuple[Attachment, TakenIn]] = []
    for number, line in enumerate(good):
        if number % _STEP == 0:
            job.step(number, len(good), line.sheet)
        content = _with_meant(line.content, meant)
        if line.state is State.NEW:
            extra = {MARK: line.mark} if line.mark else None
            writing.create(line.type, content, record_id=line.record_id, extra=extra)
        elif content:
            writing.edit(line.record_id, content)
        for file in line.files:
            stored = Stored(file.sha256, file.examined.size)
            taken.append((Attachment(line.record_id, file.path, file.kind), TakenIn(file.examined, stored)))
    entered = enter_all(writing, taken)
    job.step(len(good), len(good), "")
    return tuple(problem for one in entered for problem in one.warnings)


def _with_meant(value: Any, meant: Mapping[RecordId, RecordId]) -> Any:
    """Put the ids of the records meant where a line's own id was."""
    if not meant:
        return value
    match value:
        case str():
            return meant.get(value, value)
        case Mapping():
            return {name: _with_meant(each, meant) for name, each in value.items()}
        case tuple() | list():
            return tuple(_with_meant(each, meant) for each in value)
    return value
