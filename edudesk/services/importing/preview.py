"""What taking a workbook in would do, row by row, before anything is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from edudesk.errors import Problem
from edudesk.models.base import RecordId
from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.evidence.examining import Examined
from edudesk.services.importing.columns import SURE, Match
from edudesk.services.importing.own_words import OwnWords
from edudesk.texts import Label, Texts


class State(StrEnum):
    """What a row is to the archive."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    REPEAT = "repeat"  # the same facts stand in an earlier row of this workbook
    ASKS = "asks"  # much like a known record: a person says whether it is the same
    PROBLEM = "problem"


@dataclass(frozen=True)
class Near:
    """A record that a row may mean; ``differing`` names what would tell them apart."""

    id: RecordId
    title: str
    differing: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Attachment:
    """A file named in a row: the kind of evidence, where it lies, what it is."""

    kind: str
    path: Path
    sha256: str
    examined: Examined


@dataclass(frozen=True)
class Line:
    """One row, or one school that the rows only name.

    ``content`` is the whole content of a new record, or the changed fields of a known one, which
    ``differing`` names; ``record_id`` its id, made in advance when it is new; ``named_only`` a school without
    a row of its own; ``mark`` what knows a row of our own workbook again.
    """

    sheet: str
    row: int
    type: str
    title: str
    state: State
    record_id: RecordId
    content: Mapping[str, Any]
    differing: tuple[Label, ...] = ()
    problems: tuple[Problem, ...] = ()
    near: tuple[Near, ...] = ()
    files: tuple[Attachment, ...] = ()
    mark: str = ""
    named_only: bool = False

    @property
    def label(self) -> Label:
        """The name of the record type."""
        return record_types()[self.type].label


@dataclass(frozen=True)
class Preview:
    """The dry run of one workbook.

    ``matches`` tells, by sheet, how its columns were read; ``unread`` names the sheets without known
    headings, ``hidden`` those that are hidden: neither is taken in. ``words`` are the words, by field, that
    no vocabulary knows: they are kept, and count only where a scheme knows them.
    """

    name: str
    lines: tuple[Line, ...]
    matches: Mapping[str, Match]
    unread: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    words: Mapping[Label, tuple[str, ...]] = field(default_factory=dict)

    def counts(self) -> Mapping[State, int]:
        """Return how many lines there are of each state."""
        return Counter(line.state for line in self.lines)

    def with_problems(self) -> tuple[Line, ...]:
        """Return the lines that keep the workbook from being taken in as a whole."""
        return tuple(line for line in self.lines if line.state in {State.PROBLEM, State.ASKS})


def listing(preview: Preview, texts: Texts) -> list[str]:
    """Return one sentence for everything that is wrong or asks, with sheet, row and column."""
    said = []
    for line in preview.with_problems():
        where = texts.say("import.row", sheet=line.sheet, row=line.row)
        for problem in line.problems:
            place = f"{where} {texts.bracketed(problem.place)}".rstrip()
            said.append(
                texts.say("import.at", place=place, what=texts.say(problem.code, **problem.parameters))
            )
        if line.near:
            near = texts.listed(_near(each, texts) for each in line.near)
            what = texts.say("import.near", type=line.label, title=line.title, near=near)
            said.append(texts.say("import.at", place=where, what=what))
    return said


def _near(near: Near, texts: Texts) -> str:
    fields = texts.listed(label(texts.language) for label in near.differing)
    return texts.say("import.near-differs", title=near.title, fields=fields) if fields else near.title


def remarks(preview: Preview, texts: Texts) -> list[str]:
    """Return one sentence for everything that was passed over or is worth a look but keeps nothing back."""
    said = [
        texts.say("import.no-column", sheet=sheet, column=column.label)
        for sheet, match in preview.matches.items()
        for column in match.lacking
    ]
    said += [
        texts.say("import.unmatched", sheet=sheet, headings=texts.listed(match.unmatched))
        for sheet, match in preview.matches.items()
        if match.unmatched
    ]
    said += [
        texts.say("import.guessed", sheet=sheet, heading=each.heading, column=each.column.label)
        for sheet, match in preview.matches.items()
        for each in match.matched
        if each.confidence < SURE
    ]
    said += [texts.say("import.unread", sheet=sheet) for sheet in preview.unread]
    said += [texts.say("import.hidden", sheet=sheet) for sheet in preview.hidden]
    said += [
        texts.say("import.new-words", field=label, words=texts.listed(words))
        for label, words in preview.words.items()
    ]
    return said


def new_words(lines: tuple[Line, ...], own: OwnWords) -> Mapping[Label, tuple[str, ...]]:
    """Return the words in choices of new and changed lines that neither vocabulary nor scheme has."""
    found: dict[Label, dict[str, None]] = {}
    for line in lines:
        for described in record_types()[line.type].fields:
            vocabulary = VOCABULARIES.get(described.vocabulary)
            if vocabulary is None or described.name not in line.content:
                continue
            value = line.content[described.name]
            added = set(own.get(described.vocabulary, {}).values())
            for code in (value,) if isinstance(value, str) else value:
                if vocabulary.find(code) is None and code not in added:
                    found.setdefault(described.label, {})[code] = None
    return {label: tuple(words) for label, words in found.items()}
