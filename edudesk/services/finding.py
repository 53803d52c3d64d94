"""Finding records by words across the whole archive, in the groups that a person thinks in."""

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from edudesk.errors import EnvironmentProblem
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.filetexts import FileText, State, TextCache, TextReader
from edudesk.services.jobs import QUIET, Job
from edudesk.services.records import Record
from edudesk.services.search import Looked, Match, SearchIndex, Sought, sought_in
from edudesk.services.search.entries import Shelf
from edudesk.services.search.faults import BUSY, DAMAGED, NO_SPACE
from edudesk.services.search.index import MOST_COUNTED
from edudesk.texts import Label

_INDEX = "search.db"
_RECENT = "searches.json"
_PATIENCE = 0.5
"""Seconds that a question waits while another writes; then it is answered with what there is."""
_AT_ONCE = 2_000
"""So many new revisions are read before a question is answered; more are left to the quiet work."""
_LARGEST_FILE = 64 << 20
_KEPT = 8
_ALL = 5_000


class Group(StrEnum):
    """What hits are grouped by, in the order in which they are shown."""

    ACTIVITIES = "activities"
    PEOPLE = "people"
    SCHOOLS = "schools"
    FILES = "files"
    PAPERS = "papers"
    OTHERS = "others"


_GROUPS = {
    Group.ACTIVITIES: (Shelf.ACTIVITIES,),
    Group.PEOPLE: (Shelf.PEOPLE,),
    Group.SCHOOLS: (Shelf.SCHOOLS,),
    Group.FILES: (Shelf.FILES,),
    Group.PAPERS: (Shelf.PAPERS,),
    Group.OTHERS: (Shelf.TIES, Shelf.OTHERS),
}


@dataclass(frozen=True)
class Hit:
    """A record that holds the words: its title, and its day or its school or the name of its type.

    ``snippet`` is what stands around the first word in it, or the name by which it was found. A file belongs
    to the record ``about_id``; ``sha256`` is its original; ``unread`` why its text is not known.
    """

    type: str
    id: RecordId
    title: str
    day: date | None
    about: Label
    snippet: str = ""
    about_type: str = ""
    about_id: RecordId = ""
    sha256: str = ""
    unread: str = ""


@dataclass(frozen=True)
class Hits:
    """How many records hold all the words, and the first of them by group.

    From ``most`` of a kind on they are no longer counted. ``sought`` is what to mark in titles and snippets.
    What is not all there yet: ``behind`` revisions and ``unread`` files wait to be read; ``fault`` keeps them
    from being read.
    """

    words: str
    total: int
    groups: Mapping[Group, tuple[Hit, ...]]
    counts: Mapping[Group, int] = field(default_factory=dict)
    sought: Sought = field(default_factory=Sought)
    most: int = MOST_COUNTED
    behind: int = 0
    unread: int = 0
    fault: EnvironmentProblem | None = None


def find_hits(archive: Archive, words: str, most: int = 6, *, today: date | None = None) -> Hits:
    """Return what holds every one of ``words``: of each group at most ``most``.

    A group with a record of just this name comes first. What was written just now is read before, unless it
    is much. EnvironmentProblem ``search.…`` where nothing can be found because of the disk.
    """
    with SearchIndex(archive.derived / _INDEX, _PATIENCE) as index:
        fault = _step(archive, index)
        try:
            looked = index.look(words, most, today)
        except EnvironmentProblem as damaged:
            if damaged.code != DAMAGED:
                raise
            index.begin_anew()
            fault = _step(archive, index)
            looked = index.look(words, most, today)
        behind, states = index.behind(archive), index.states()
    groups = _grouped(archive, words, looked, most, today)
    return Hits(
        words,
        sum(looked.counts.values()),
        groups,
        {group: sum(looked.counts.get(shelf, 0) for shelf in shelves) for group, shelves in _GROUPS.items()},
        sought_in(words, today),
        behind=behind,
        unread=states.get("waiting", 0),
        fault=fault,
    )


def find_all(archive: Archive, words: str, today: date | None = None) -> tuple[tuple[str, RecordId], ...]:
    """Return type and id of everything that holds the words, up to some thousands."""
    with SearchIndex(archive.derived / _INDEX, _PATIENCE) as index:
        ids = index.find(words, _ALL, today).ids
    found = records.get_many(archive, ids)
    return tuple((found[one].type, one) for one in ids if one in found and not found[one].deleted)


def prepare_search(archive: Archive, job: Job = QUIET) -> None:
    """Read into the index what it does not hold yet; for a large archive the first time takes long."""
    with SearchIndex(archive.derived / _INDEX) as index:
        index.catch_up(archive, job)


def read_files(archive: Archive, job: Job = QUIET) -> None:
    """Read the text of the files that wait for it into the index, each once; the newest first."""
    with SearchIndex(archive.derived / _INDEX) as index:
        waiting = index.waiting()
        if not waiting:
            return
        cache = TextCache(archive.derived)
        with TextReader() as reader:
            for done, sha256 in enumerate(waiting):
                job.step(done, len(waiting))
                text = cache.get(sha256)
                if text is None:
                    text = _text_of(archive, sha256, reader, job)
                    cache.keep(sha256, text)
                index.put_text(sha256, text)


def recent_searches(archive: Archive) -> tuple[str, ...]:
    """Return what was looked for last, the newest first."""
    try:
        kept = json.loads((archive.derived / _RECENT).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    return tuple(one for one in kept if isinstance(one, str))[:_KEPT] if isinstance(kept, list) else ()


def remember_search(archive: Archive, words: str) -> None:
    """Keep what was looked for, beside the archive; where it cannot be written it is forgotten."""
    kept = [words, *(one for one in recent_searches(archive) if one != words)][:_KEPT]
    with contextlib.suppress(OSError):
        archive.derived.mkdir(parents=True, exist_ok=True)
        (archive.derived / _RECENT).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def _step(archive: Archive, index: SearchIndex) -> EnvironmentProblem | None:
    """Read what is new when it is little; return what keeps it from being read."""
    try:
        if index.behind(archive) <= _AT_ONCE:
            index.catch_up(archive)
    except EnvironmentProblem as fault:
        if fault.code == BUSY:  # the quiet work is at it
            return None
        if fault.code != NO_SPACE:
            raise
        return fault
    return None


def _text_of(archive: Archive, sha256: str, reader: TextReader, job: Job) -> FileText:
    try:
        with archive.store.open(sha256) as file:
            content = file.read(_LARGEST_FILE + 1)
    except (EnvironmentProblem, OSError):
        return FileText(State.BROKEN)
    return reader.read(content, job) if len(content) <= _LARGEST_FILE else FileText(State.TOO_LARGE)


def _grouped(
    archive: Archive, words: str, looked: Looked, most: int, today: date | None
) -> dict[Group, tuple[Hit, ...]]:
    chosen = {
        group: tuple(match for shelf in shelves for match in looked.matches.get(shelf, ()))[:most]
        for group, shelves in _GROUPS.items()
    }
    matches = [match for listed in chosen.values() for match in listed]
    read = records.get_many(archive, [match.id for match in matches])
    near = records.get_many(archive, [one for record in read.values() if (one := _beside(record))])
    sought = sought_in(words, today)
    made = {
        group: tuple(
            _hit(read[match.id], match, near, _snippet(match, looked, sought))
            for match in listed
            if match.id in read and not read[match.id].deleted
        )
        for group, listed in chosen.items()
    }
    exact = {group: any(match.exact for match in listed) for group, listed in chosen.items()}
    return {group: made[group] for group in sorted(made, key=lambda one: not exact[one]) if made[group]}


def _hit(record: Record, match: Match, near: Mapping[RecordId, Record], snippet: str) -> Hit:
    beside = near.get(_beside(record) or "")
    title, about = record.title or match.title, record.described.label
    if beside and record.type == "opinion":
        title = f"{title} · {beside.title}"
    elif beside:
        about = Label(beside.title, beside.title)
    is_file = record.type == "evidence"
    return Hit(
        record.type,
        record.id,
        title,
        match.day,
        about,
        snippet,
        beside.type if beside and is_file else "",
        beside.id if beside and is_file else "",
        record.content["sha256"] if is_file else "",
        match.state if match.state not in (None, State.READ, State.NONE) else "",
    )


def _beside(record: Record) -> RecordId | None:
    """Return what is shown beside a title: the record of a file or an opinion, a person's last school."""
    if record.type in {"evidence", "opinion"}:
        about: RecordId = record.content["about_id"]
        return about
    if record.type != "person":
        return None
    facts: Iterable[Mapping[str, RecordId]] = reversed(record.content.get("facts") or ())
    return next((fact["school_id"] for fact in facts if fact.get("school_id")), None)


def _snippet(match: Match, looked: Looked, sought: Sought) -> str:
    """Return what stands around the first word that the title does not hold, or the name it was found by."""
    if sought.covers(match.title):
        return ""
    if found := sought.around(match.words, lines=match.state is not None):
        return found
    return "、".join(name for mark, name in looked.names.items() if mark in match.marks)
