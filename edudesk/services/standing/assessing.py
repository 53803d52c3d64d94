"""考核自查: the tables with their indicators, what stands in the sheets, and how scores were reckoned."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.records import Record
from edudesk.services.schemes.explain import plain, say_owed, say_score
from edudesk.services.schemes.judging.scores import figure_entry, figure_value, said_when
from edudesk.services.schemes.results import Entry, ScoreNode, ScoreResult
from edudesk.services.schemes.scheme.scoring import Assessment
from edudesk.services.schemes.sheeted import REVIEW, SELF, Sheeted, SheetLines, nodes_of, own_missing
from edudesk.services.standing.lines import Lines, RecordLine, Topic
from edudesk.services.standing.words import say_day
from edudesk.services.status import TermStatus
from edudesk.texts import Label, Texts

_DAYS = ("starts_on", "planned_from", "dated", "signed_on", "asked_on", "awarded_on")
_SHEETS = frozenset({"assessment", "figure"})
Linked = Callable[[Sequence[RecordId]], tuple[RecordLine, ...]]
"""Gives the lines of records that were linked to an indicator."""


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator or step; ``depth`` 0 is the table's own score."""

    key: str
    """Different for every row of a subject: the ids from the top."""
    depth: int
    id: str
    name: str
    sentence: str
    points: str
    weight: str
    bonus: bool
    left_out: bool
    value: str
    formula: str
    own: Sheeted
    review: Sheeted
    signed_by: str
    """Who filled in the reviewer's sheet; empty where nobody says."""
    signed_on: date | None
    records: tuple[RecordLine, ...]
    links: tuple[RecordLine, ...]
    missing: tuple[str, ...]
    """What must still be entered here; that of the rows below stands with them."""
    entries: tuple[Entry, ...]
    """Where this row's own value is entered: a sheet's indicator, or figures."""
    place: Entry | None
    """Its line in the sheet, for a note or a link."""


@dataclass(frozen=True)
class VetoRow:
    """What makes a score 0 or holds it down; ``entry`` is None where a condition decides."""

    id: str
    name: str
    sentence: str
    applies: bool
    entry: Entry | None


@dataclass(frozen=True)
class SubjectView:
    """One school's (or the community's) score in a table, with its rows from the top down."""

    school_id: RecordId | None
    name: str
    ours: bool
    period: str
    value: str
    points: str
    grade: str
    formula: tuple[str, ...]
    """How the score was reckoned, the last step first."""
    vetoes: tuple[VetoRow, ...]
    rows: tuple[IndicatorRow, ...]
    missing: tuple[str, ...]
    """Everything that must still be entered."""


@dataclass(frozen=True)
class AssessmentTable:
    """One table of the scheme with everybody it scores, our own school first."""

    id: str
    name: str
    sentence: str
    community_id: RecordId
    community: str
    subjects: tuple[SubjectView, ...]


@dataclass(frozen=True)
class FigureRow:
    """A figure that scores are reckoned from; ``value`` is empty until it is entered."""

    entry: Entry
    name: str
    sentence: str
    unit: str
    school: str
    when: str
    value: str
    source: str


def assessment_tables(
    status: TermStatus, texts: Texts, topic: Topic, linked: Linked
) -> tuple[AssessmentTable, ...]:
    """Return the tables that score somebody in the term; those that are only steps are not shown alone."""
    pages = _Pages(status, texts, Lines(texts, status, topic), linked)
    return tuple(table for one in status.scheme.assessments if one.shown and (table := pages.table(one)))


def linked_from(archive: Archive, texts: Texts) -> Linked:
    """Return what gives the lines of linked records; one in the recycle bin is left out."""

    def lines(ids: Sequence[RecordId]) -> tuple[RecordLine, ...]:
        found = records.get_many(archive, ids) if ids else {}
        return tuple(_line(texts, found[one]) for one in ids if one in found and not found[one].deleted)

    return lines


def _line(texts: Texts, record: Record) -> RecordLine:
    day = next((record.content[name] for name in _DAYS if record.content.get(name)), None)
    kind = record.described.label(texts.language)
    return RecordLine((record.type, record.id), say_day(texts, day) if day else "", record.title, kind, "")


def figure_rows(status: TermStatus, texts: Texts) -> tuple[FigureRow, ...]:
    """Return every figure that rules and scores are reckoned from, each once, our own school's first."""
    asked = (
        entry
        for score in status.evaluation.scores
        if score.shown
        for node, _ in nodes_of(score.node)
        for entry in node.entries
        if entry.sort == "figure"
    )
    entries = dict.fromkeys((*_own_figures(status), *asked))
    return tuple(_figure(status, texts, entry) for entry in entries)


def _own_figures(status: TermStatus) -> Iterator[Entry]:
    """Give the places of the scheme's figures for our own school, and for the community."""
    facts, code = status.facts, status.evaluation.term
    ours = {school.id for school in facts.schools if school.ours}
    places = [one.school_id for one in facts.members if one.school_id in ours]
    for figure in status.scheme.figures:
        for school in dict.fromkeys(places if figure.of == "school" else [None]):
            yield figure_entry(status.scheme, facts, figure.id, school, code)


class _Pages:
    """Says the tables of one community."""

    def __init__(self, status: TermStatus, texts: Texts, lines: Lines, linked: Linked) -> None:
        self._status = status
        self._texts = texts
        self._lines = lines
        self._linked = linked
        self._ours = {school.id for school in status.facts.schools if school.ours}
        self._sheets = SheetLines(status.facts.assessments)

    def table(self, table: Assessment) -> AssessmentTable | None:
        """Return a table with everybody it scores, None when it scores nobody."""
        scores = [one for one in self._status.evaluation.scores if one.assessment_id == table.id]
        if not scores:
            return None
        subjects = sorted((self._subject(table, one) for one in scores), key=lambda one: not one.ours)
        community = self._status.community
        return AssessmentTable(
            table.id, self._say(table.name), table.sentence, community.id, community.title, tuple(subjects)
        )

    def _say(self, label: Label) -> str:
        return label(self._texts.language)

    def _subject(self, table: Assessment, score: ScoreResult) -> SubjectView:
        who = score.basis
        node = score.node
        return SubjectView(
            who.id or None,
            self._say(who.label) if who.id else self._status.community.title,
            who.id in self._ours or not who.id,
            self._say(score.period.label),
            say_score(node.value),
            say_score(node.points) if node.points is not None else "",
            self._say(score.grade) if score.grade else "",
            tuple(self._steps(node)),
            tuple(self._vetoes(table, score)),
            tuple(self._rows(node, 0, "")),
            tuple(say_owed(self._texts, owed) for owed in node.missing),
        )

    def _steps(self, node: ScoreNode) -> Iterator[str]:
        """Give the formula of a score and of the steps that are no indicators of their own."""
        yield say_owed(self._texts, node.formula)
        for inner in node.inputs:
            if inner.inputs and not inner.left_out:
                colon = "：" if self._texts.language == "zh" else ": "
                yield f"{self._say(inner.name)}{colon}{say_owed(self._texts, inner.formula)}"

    def _vetoes(self, table: Assessment, score: ScoreResult) -> Iterator[VetoRow]:
        applying = {owed.parameters["name"] for owed in score.vetoes}
        sheet = score.node.place
        for veto in table.vetoes:
            entry = replace(sheet, sort="veto", id=veto.id) if sheet and not veto.condition else None
            yield VetoRow(veto.id, self._say(veto.name), veto.sentence, veto.name in applying, entry)

    def _rows(self, node: ScoreNode, depth: int, above: str) -> Iterator[IndicatorRow]:
        key = f"{above}/{node.id}"
        yield IndicatorRow(
            key,
            depth,
            node.id,
            self._say(node.name),
            node.sentence,
            "" if node.points is None else say_score(node.points),
            "" if node.weight is None else f"{say_score(node.weight)}%",
            node.bonus,
            node.left_out,
            say_score(node.value),
            say_owed(self._texts, node.formula),
            self._sheets.written(node.place, SELF),
            self._sheets.written(node.place, REVIEW),
            *self._sheets.signed(node.place, REVIEW),
            tuple(self._lines.counted([one for one in node.counted if one.record not in _SHEETS])),
            self._linked(self._sheets.links(node.place)),
            tuple(say_owed(self._texts, owed) for owed in own_missing(node)),
            node.entries,
            node.place,
        )
        for number, inner in enumerate(node.inputs):
            yield from self._rows(inner, depth + 1, f"{key}.{number}")


def _figure(status: TermStatus, texts: Texts, entry: Entry) -> FigureRow:
    kind = next(figure for figure in status.scheme.figures if figure.id == entry.id)
    names = {school.id: school.called for school in status.facts.schools}
    sources = {one.id: one.source for one in status.facts.figures}
    found = figure_value(status.scheme, status.facts, entry)
    return FigureRow(
        entry,
        kind.name(texts.language),
        kind.sentence,
        kind.unit(texts.language),
        names.get(entry.school_id or "", "") or status.community.title,
        said_when(entry)(texts.language),
        "" if found is None else plain(found[0]),
        "" if found is None else sources.get(found[1].id, ""),
    )
