"""The dry run: reading a workbook against an archive without writing anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from edudesk.errors import Problem
from edudesk.models.base import RecordId
from edudesk.models.contents import empty
from edudesk.models.ids import new_id
from edudesk.models.registry import record_types
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.evidence.decoding import Decoder
from edudesk.services.importing.attaching import Finder, find_all
from edudesk.services.importing.cellvalues import CellError
from edudesk.services.importing.composing import compose, files_of, problems_of
from edudesk.services.importing.fields import Row, Setting
from edudesk.services.importing.names import Names, StandIn
from edudesk.services.importing.own_words import own_words
from edudesk.services.importing.preview import Line, Near, Preview, State, new_words
from edudesk.services.importing.reading import Read, read_rows
from edudesk.services.importing.recognising import Known, contradicted, differences
from edudesk.services.importing.sheets import ROW_MARK
from edudesk.services.importing.tables import read_tables
from edudesk.services.jobs import QUIET, Job
from edudesk.services.records import Record

_NAMED = ("school", "person", "community", "plan", "mentor-pair", "exchange", "request")
_STEP = 200


def preview(
    archive: Archive,
    path: Path,
    today: date,
    *,
    memory: Mapping[str, Mapping[str, str]] | None = None,
    type_code: str | None = None,
    schools: Mapping[str, RecordId] | None = None,
    span: tuple[date, date] | None = None,
    job: Job = QUIET,
) -> Preview:
    """Return what importing the workbook or table at ``path`` would do; nothing is written.

    ``memory`` holds remembered column matches by signature, ``type_code`` settles what the table is about,
    ``schools`` tells which known school a name in the table means, where a person has said so,
    ``span`` is the first and last day of the term that days without year lie in. Raises what
    :func:`~edudesk.services.importing.tables.read_tables` and
    :func:`~edudesk.services.importing.reading.read_rows` raise.
    """
    book = read_tables(path, job)
    read = read_rows(book, memory, type_code)
    with Decoder() as decoder:
        run = _Run(archive, read, Finder(path.parent, decoder), today, span)
        for name, school_id in (schools or {}).items():
            run.names.also(name, school_id)
        lines = tuple(run.lines(job))
    matches = {headed.sheet.name: headed.match for headed in read.headed}
    return Preview(book.name, lines, matches, read.unread, book.hidden, new_words(lines, run.own))


class _Run:
    """One dry run: what is known, and the lines made so far."""

    def __init__(
        self, archive: Archive, read: Read, finder: Finder, today: date, span: tuple[date, date] | None
    ) -> None:
        self._holder_id = archive.holder_id
        self._rows = read.rows
        with archive.read() as connection:
            wanted = dict.fromkeys((*_NAMED, *read.rows))
            self._known = {code: records.all_of(connection, code) for code in wanted}
            self._hashes: dict[RecordId, set[str]] = {}
            for record in records.all_of(connection, "evidence"):
                self._hashes.setdefault(record.content["about_id"], set()).add(record.content["sha256"])
            self.own = own_words(one.content["scheme_text"] for one in records.all_of(connection, "adoption"))
        self.names = Names(record for code in _NAMED for record in self._known[code])
        self._setting = Setting(today, self.names, span, self.own)
        self._finder = finder
        self._listed: set[RecordId] = set()

    def lines(self, job: Job) -> Iterator[Line]:
        total = sum(map(len, self._rows.values()))
        done = 0
        for code, rows in self._rows.items():
            made: list[Line] = []
            for start in range(0, len(rows), _STEP):
                for row in rows[start : start + _STEP]:
                    compose(row, self._setting)
                done += len(rows[start : start + _STEP])
                job.step(done, total, record_types()[code].label.zh)
            made.extend(self._recognised(code, rows))
            yield from self._stand_ins()
            yield from made

    def _recognised(self, code: str, rows: tuple[Row, ...]) -> list[Line]:
        known = Known(code, self._known[code], self._holder_id)
        seen: dict[str, RecordId] = {}
        marks = set[str]()
        drafts = []
        for row in rows:
            facts = repr(sorted(row.content.items())) + repr(files_of(row))
            if facts in seen and not row.faults:
                drafts.append(_Draft(row, "", None, seen[facts], repeat=True))
                continue
            mark = _mark(row, marks)
            record = known.take(row.content, mark)
            seen[facts] = record.id if record else new_id()
            drafts.append(_Draft(row, mark, record, seen[facts]))
            if code in _NAMED:
                self.names.enter(code, seen[facts], row.defaults | row.content)
        return [self._line(draft, known) for draft in drafts]

    def _line(self, draft: "_Draft", known: Known) -> Line:
        row, record = draft.row, draft.record
        if draft.repeat:
            return _line(draft, State.REPEAT, {})
        files, wrong = find_all(self._finder, files_of(row))
        wrong = tuple(replace(problem, place=row.where.get(problem.field, "")) for problem in wrong)
        if record is None:
            content = {
                name: value for name, value in (row.defaults | row.content).items() if not empty(value)
            }
            wrong = problems_of(row, content) + wrong
            near = tuple(_near(each, row) for each in known.near(row.content, draft.mark))
            state = State.PROBLEM if wrong else State.ASKS if near else State.NEW
            return _line(draft, state, content, problems=wrong, near=near, files=files)
        changes = differences(row.content, row.parts, record)
        there = self._hashes.get(record.id, set())
        files = tuple(file for file in files if file.sha256 not in there)
        if changes or row.faults:
            wrong = problems_of(row, {**record.content, **changes}) + wrong
        if changes and record.owner_id != self._holder_id:
            wrong += (Problem("row.not-ours"),)
        state = State.PROBLEM if wrong else State.CHANGED if changes or files else State.SAME
        return _line(draft, state, changes, problems=wrong, files=files)

    def _stand_ins(self) -> Iterator[Line]:
        for stand_in in self.names.stand_ins.values():
            if stand_in.id not in self._listed:
                self._listed.add(stand_in.id)
                yield self._stand_in(stand_in)

    def _stand_in(self, stand_in: StandIn) -> Line:
        content = {"name": stand_in.name} | ({"stage": stand_in.stage} if stand_in.stage else {})
        near = tuple(Near(each, self.names.title(each)) for each in stand_in.near)
        state = State.ASKS if near else State.NEW
        return Line(
            stand_in.sheet,
            stand_in.row,
            "school",
            stand_in.name,
            state,
            stand_in.id,
            content,
            near=near,
            named_only=True,
        )


@dataclass(frozen=True)
class _Draft:
    """A row with what it was found to be; ``record_id`` is made in advance for a new record."""

    row: Row
    mark: str
    record: Record | None
    record_id: RecordId
    repeat: bool = False


def _line(draft: _Draft, state: State, content: Mapping[str, Any], **more: Any) -> Line:
    row, record = draft.row, draft.record
    described = record_types()[row.type]
    said = {**(record.content if record else row.defaults), **row.content}
    title = " ".join(str(said[name]) for name in described.title if said.get(name))
    differing = tuple(described.field(name).label for name in content) if record else ()
    return Line(
        row.sheet,
        row.number,
        row.type,
        title,
        state,
        draft.record_id,
        content,
        differing,
        mark=draft.mark,
        **more,
    )


def _near(record: Record, row: Row) -> Near:
    described = record_types()[row.type]
    names = contradicted(row.type, record.content, row.content)
    fields = tuple(field.label for field in described.fields if field.name in names)
    return Near(record.id, record.title, fields)


def _mark(row: Row, used: set[str]) -> str:
    """Return the row's mark; a copied row carries that of another and has none of its own."""
    cell = row.cells.get(ROW_MARK)
    mark = "" if cell is None or isinstance(cell, CellError) else str(cell)
    if mark in used:
        return ""
    used.add(mark)
    return mark
