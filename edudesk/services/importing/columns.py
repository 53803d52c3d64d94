"""Which column of a foreign table is which fact: headings found, matched, remembered."""

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from edudesk.models.registry import record_types
from edudesk.services.importing.cellvalues import Cell
from edudesk.services.importing.days import tidy
from edudesk.services.importing.sheets import Column, bulk_types, columns_of
from edudesk.services.importing.tables import Sheet

EXACT, SYNONYM, WITHOUT_BRACKETS, SIMILAR = 1.0, 0.95, 0.9, 0.6
SURE = WITHOUT_BRACKETS
IGNORED = ""
TYPE = ""
"""Under this key, which no heading has, a memory keeps the record type."""
_NUMBERS = {"序号", "编号", "no", "no.", "行号"}
_HEADER_ROWS = 10
_SIMILARITY = 0.8
_LEAST_WEIGHT = 0.5
_LONGEST = 80  # characters; more is a remark or a whole text, and slow to compare
_ORNAMENT = re.compile(r"[*★:：。、]|必填|选填|\(可不填\)")
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


@dataclass(frozen=True)
class Matched:
    """One column of the table and what it is taken for; ``confidence`` from 0 to 1."""

    position: int
    heading: str
    column: Column
    confidence: float


@dataclass(frozen=True)
class Match:
    """A table read as records of one type; ``unmatched`` headings are not taken in."""

    type: str
    matched: tuple[Matched, ...]
    unmatched: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether no column was only guessed."""
        return all(each.confidence >= SURE for each in self.matched)

    @property
    def lacking(self) -> tuple[Column, ...]:
        """The columns without which there is no record, and which no heading was taken for."""
        there = {each.column.name for each in self.matched}
        return tuple(
            column for column in columns_of(self.type) if column.required and column.name not in there
        )

    def as_memory(self) -> Mapping[str, str]:
        """Return what to remember under the table's :func:`signature`: heading to column name."""
        kept = {TYPE: self.type} | {normal(each.heading): each.column.name for each in self.matched}
        return kept | {normal(heading): IGNORED for heading in self.unmatched}


@dataclass(frozen=True)
class Headed:
    """A sheet with its headings; ``header`` is the index of their last row in ``sheet.rows``."""

    sheet: Sheet
    header: int
    headings: tuple[str, ...]
    match: Match


def normal(heading: str) -> str:
    """Return a heading without spaces, ornaments, and differences of width."""
    return _ORNAMENT.sub("", tidy(heading).lower())


def signature(headings: Iterable[str]) -> str:
    """Return what tells one set of headings from another, so that a match can be remembered for it.

    A column of running numbers makes no difference: a match does not know of it.
    """
    plain = {normal(heading) for heading in headings if heading} - _NUMBERS
    joined = "\n".join(sorted(plain))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def propose(headings: Sequence[str], type_code: str, remembered: Mapping[str, str] | None = None) -> Match:
    """Match headings to the columns of a record type, each at most once, the surest first.

    ``remembered`` maps normal headings to column names ("" to ignore) and goes before everything else.
    """
    columns = {column.name: column for column in columns_of(type_code)}
    known = remembered or {}
    guesses: list[Matched] = []
    for position, heading in enumerate(headings):
        if not heading:
            continue
        if (name := known.get(normal(heading))) is not None:
            guesses += [Matched(position, heading, columns[name], EXACT)] if name in columns else []
        else:
            guesses += _guesses(position, heading, type_code)
    matched = tuple(sorted(_best(guesses), key=lambda each: each.position))
    taken = {each.position for each in matched}
    unmatched = tuple(
        heading
        for position, heading in enumerate(headings)
        if heading and position not in taken and normal(heading) not in _NUMBERS
    )
    return Match(type_code, matched, unmatched)


def _guesses(position: int, heading: str, type_code: str) -> Iterator[Matched]:
    words = _words(type_code)
    plain = normal(heading)
    bare = normal(_BRACKETS.sub("", tidy(heading)))
    for confidence, word in ((None, plain), (WITHOUT_BRACKETS, bare)):
        for column, sureness in words.get(word, ()):
            yield Matched(position, heading, column, min(sureness, confidence or EXACT))
    for near in difflib.get_close_matches(bare, words, 1, _SIMILARITY):
        for column, _ in words[near]:
            yield Matched(position, heading, column, SIMILAR)


@cache
def _words(type_code: str) -> Mapping[str, tuple[tuple[Column, float], ...]]:
    """Return every word that names a column, with the columns that it may name and how surely."""
    words: dict[str, list[tuple[Column, float]]] = {}
    for column in columns_of(type_code):
        named = [(column.label.zh, EXACT), (column.label.en, EXACT)]
        named += [(_BRACKETS.sub("", column.label.zh), SYNONYM)]
        for word, confidence in [*named, *((word, SYNONYM) for word in column.headings)]:
            if normal(word):
                words.setdefault(normal(word), []).append((column, confidence))
    return {word: tuple(meant) for word, meant in words.items()}


def _best(guesses: Sequence[Matched]) -> Iterator[Matched]:
    positions, names = set[int](), set[str]()
    for guess in sorted(guesses, key=lambda each: (-each.confidence, each.position)):
        if guess.position not in positions and guess.column.name not in names:
            positions.add(guess.position)
            names.add(guess.column.name)
            yield guess


def find_headings(
    sheet: Sheet, memory: Mapping[str, Mapping[str, str]], type_code: str | None = None
) -> Headed | None:
    """Return the sheet with its headings and the record type that fits best, or None when none fits.

    Looked for in the first ten rows, so that titles above are passed over. ``memory`` holds remembered
    matches by signature, ``type_code`` settles the type. A remembered match is taken as it is; one that
    uses no column leaves the sheet out.
    """
    if settled := _settled(sheet, memory, type_code):
        return settled if settled.match.matched else None
    best: tuple[float, Headed] | None = None
    for row in range(min(_HEADER_ROWS, len(sheet.rows))):
        headings = _headings(sheet.rows, row)
        if len(set(filter(None, headings))) < 1 + (type_code is None):
            continue
        for code in (type_code,) if type_code else _types(sheet):
            match = propose(headings, code)
            if not any(each.confidence >= SURE for each in match.matched):
                continue
            weight = _weight(match, sheet) + _continues(sheet.rows, row, match)
            if best is None or (weight >= best[0] and _may_replace(best[0], best[1], row)):
                best = (weight, Headed(sheet, row, headings, match))
    return best[1] if best and best[0] >= _LEAST_WEIGHT else None


def _may_replace(weight: float, before: Headed, row: int) -> bool:
    """Return whether a row of headings may take the place of one above it that fits no better.

    Merged cells repeat their words in the row below. Rows between the two are records of the upper one,
    and the lower one heads a second table.
    """
    between = before.sheet.rows[before.header + 1 : row]
    return weight < _LEAST_WEIGHT or not any(len(set(filter(None, line))) > 1 for line in between)


def _continues(rows: Sequence[Sequence[Cell]], row: int, match: Match) -> bool:
    """Return whether the row is the lower of two rows of headings: cells merged over both say the same."""
    if row == 0 or len(match.matched) < 2:  # noqa: PLR2004 - one word may repeat by chance
        return False
    return any(isinstance(low, str) and low == up for low, up in zip(rows[row], rows[row - 1], strict=False))


def _settled(sheet: Sheet, memory: Mapping[str, Mapping[str, str]], type_code: str | None) -> Headed | None:
    """Return the sheet as a person has explained it, or None where nobody has."""
    for row in range(min(_HEADER_ROWS, len(sheet.rows)) if memory else 0):
        headings = _headings(sheet.rows, row)
        remembered = memory.get(signature(headings), {}) if any(headings) else {}
        code = remembered.get(TYPE, "")
        if code and code == (type_code or code):
            return Headed(sheet, row, headings, propose(headings, code, remembered))
    return None


def _types(sheet: Sheet) -> tuple[str, ...]:
    named = tuple(code for code in bulk_types() if _titled(code, sheet))
    return named or tuple(reversed(bulk_types()))


def _titled(type_code: str, sheet: Sheet) -> bool:
    return normal(record_types()[type_code].label.zh) == normal(sheet.name)


def _weight(match: Match, sheet: Sheet) -> float:
    """Return how well a type explains the headings: the matched count for it, the others against it."""
    matched = sum(each.confidence for each in match.matched)
    return matched - 0.3 * len(match.unmatched) - 0.2 * len(match.lacking) + _titled(match.type, sheet)


def bare_headings(sheet: Sheet) -> tuple[int, tuple[str, ...]] | None:
    """Return the first row of words, which may be the headings where none are known, with its words."""
    rows = range(min(_HEADER_ROWS, len(sheet.rows)))
    worded = [(row, headings) for row in rows if any(headings := _headings(sheet.rows, row))]
    several = [each for each in worded if len(set(filter(None, each[1]))) > 1]
    return next(iter(several or worded), None)


def _headings(rows: Sequence[Sequence[Cell]], row: int) -> tuple[str, ...]:
    """Return the headings of a row; words that occur twice are led by those of the row above."""
    words = [
        " ".join(cell.split()) if isinstance(cell, str) and len(cell) <= _LONGEST else ""
        for cell in rows[row]
    ]
    if row == 0:
        return tuple(words)
    above = rows[row - 1]
    return tuple(
        f"{above[position]}{word}"
        if word and words.count(word) > 1 and isinstance(above[position], str) and above[position] != word
        else word
        for position, word in enumerate(words)
    )
