"""What the import asks of the archive; these run in threads of the desk and import services there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.services.calendar import TermCode
from edudesk.services.jobs import Job
from edudesk.texts import Label, Texts

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.importing.matching import FileRead
    from edudesk.services.importing.preview import Line, Preview
    from edudesk.services.importing.remembering import Memory
    from edudesk.services.importing.telling import Group

AS_NEW = "new"
"""The answer that a row is a record of its own."""
LineKey = tuple[str, int, str, str]
"""What a row is known by when the file is read anew: sheet, row, type, title."""


@dataclass(frozen=True)
class Laid:
    """A file laid open, with the record types and, for each, the fields that may be chosen."""

    file: "FileRead"
    types: tuple[tuple[str, Label], ...]
    fields: Mapping[str, tuple[tuple[str, Label], ...]]


@dataclass(frozen=True)
class Tried:
    """A dry run with its rows in words; ``remarks`` are sentences about what is worth a look."""

    preview: "Preview"
    groups: tuple["Group", ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Outlook:
    """What an import would write, in words (nothing when empty), and how many rows stay out.

    ``wrong`` rows are not understood, ``unsaid`` not answered, ``waiting`` need one of those.
    """

    counted: str
    wrong: int
    unsaid: int
    waiting: int


@dataclass(frozen=True)
class TakenIn:
    """What was written: how many records, in words, the change that undo takes back, the ids by type."""

    count: int
    counted: str
    change_id: str
    ids: Mapping[str, tuple[str, ...]]


def lay_open(archive: "Archive", job: Job, path: Path, what: str, types: Mapping[str, str]) -> Laid:
    """Read the headings of a file; ``types`` tells what a sheet is about where a person has said so."""
    from edudesk.models.registry import record_types
    from edudesk.services.importing.matching import fields_of, read_columns
    from edudesk.services.importing.remembering import remembered
    from edudesk.services.importing.sheets import bulk_types

    offered = ("person", "school") if what == "roster" else bulk_types()
    file = read_columns(path, remembered(archive), offered=offered, types=types, job=job)
    told = dict.fromkeys((*offered, *(sheet.type for sheet in file.sheets)))
    return Laid(
        file,
        tuple((code, record_types()[code].label) for code in told),
        {code: fields_of(code) for code in told},
    )


def try_out(
    archive: "Archive",
    job: Job,
    *,
    path: Path,
    memory: "Memory",
    schools: Mapping[str, str],
    today: date,
    term: TermCode | None,
    texts: Texts,
) -> Tried:
    """Make the dry run: nothing is written. Days without a year lie in ``term``."""
    from edudesk.services.calendar import default_term
    from edudesk.services.importing.dryrun import preview
    from edudesk.services.importing.remembering import remembered, remembered_schools
    from edudesk.services.importing.telling import groups
    from edudesk.services.importing.template import CHOICES

    usual = default_term(term) if term else None
    found = preview(
        archive,
        path,
        today,
        memory={**remembered(archive), **memory},
        schools={**remembered_schools(archive), **schools},
        span=(usual.starts_on, usual.ends_on) if usual else None,
        job=job,
    )
    remarks = [
        texts.say("import.new-words", field=label, words=texts.say("import.comma").join(words))
        for label, words in found.words.items()
    ]
    remarks += [texts.say("import.hidden", sheet=sheet) for sheet in found.hidden if sheet != CHOICES]
    return Tried(found, groups(found, texts), tuple(remarks))


def take_in(
    archive: "Archive",
    job: Job,
    *,
    tried: Tried,
    answers: Mapping[LineKey, str],
    memory: "Memory",
    schools: Mapping[str, str],
    now: datetime,
    texts: Texts,
) -> TakenIn:
    """Write what the dry run showed but for rows with something wrong, and remember how it was read."""
    from edudesk.services.importing.applying import apply
    from edudesk.services.importing.remembering import remember, remember_schools
    from edudesk.services.importing.telling import say_count

    lines = written(tried, answers)
    by_id = answers_by_id(tried, answers)
    done = apply(archive, tried.preview, now, only_good_rows=True, answers=by_id, job=job)
    remember(archive, memory)
    remember_schools(archive, schools)
    ids: dict[str, tuple[str, ...]] = {}
    for line in lines:
        ids[line.type] = (*ids.get(line.type, ()), line.record_id)
    return TakenIn(done.new + done.changed, say_count(lines, texts), done.change_id or "", ids)


def key_of(line: "Line") -> LineKey:
    """Return what a row is known by when the file is read anew."""
    return (line.sheet, line.row, line.type, line.title)


def answers_by_id(tried: Tried, answers: Mapping[LineKey, str]) -> Mapping[str, str]:
    """Return the answers that fit the rows that ask, by the ids that this dry run gave them."""
    return {
        line.record_id: answers[key_of(line)]
        for line in tried.preview.lines
        if answers.get(key_of(line)) in {AS_NEW, *(near.id for near in line.near)} and line.near
    }


def written(tried: Tried, answers: Mapping[LineKey, str]) -> tuple["Line", ...]:
    """Return the lines that would be written with these answers."""
    from edudesk.services.importing.applying import lines_to_write

    return lines_to_write(tried.preview, answers_by_id(tried, answers))


def outlook(tried: Tried, answers: Mapping[LineKey, str], texts: Texts) -> Outlook:
    """Return what would be written with these answers."""
    from edudesk.services.importing.telling import say_count

    lines = written(tried, answers)
    counts = {state.value: count for state, count in tried.preview.counts().items()}
    asking = counts.get("asks", 0)
    unsaid = asking - len(answers_by_id(tried, answers))
    waiting = counts.get("new", 0) + counts.get("changed", 0) + asking - unsaid - len(lines)
    return Outlook(say_count(lines, texts), counts.get("problem", 0), unsaid, waiting)


def save_template(path: Path, what: str) -> None:
    """Write the empty table to fill in."""
    from edudesk.services.importing.template import ROSTER, write_template

    write_template(path, {"roster": ROSTER, "activity": ("activity",)}.get(what))
