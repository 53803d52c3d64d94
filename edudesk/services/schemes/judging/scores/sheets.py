"""What was entered for scores: lines of sheets, and figures; each with the place where it is entered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from edudesk.services.calendar import TermCode, term_label
from edudesk.services.schemes.facts import Facts, ScoreLine
from edudesk.services.schemes.results import Counted, Entry
from edudesk.services.schemes.scheme import Scheme
from edudesk.texts import Label

SELF, REVIEW = "self", "review"
_Key = tuple[str, str | None, int | None, TermCode | None]


@dataclass(frozen=True)
class Line:
    """A line of a sheet with the record it stands in."""

    sheet_id: str
    line: ScoreLine


class Sheets:
    """Filled-in tables by table, school and period; the reviewer's lines go before the school's own."""

    def __init__(self, facts: Facts) -> None:
        self._lines: dict[tuple[_Key, str, str], list[Line]] = defaultdict(list)
        self._links: dict[tuple[_Key, str], list[str]] = defaultdict(list)
        for sheet in sorted(facts.assessments, key=lambda each: (each.dated or date.min, each.id)):
            year = sheet.term.start_year if sheet.term else sheet.school_year
            key = (sheet.sheet, sheet.school_id, year, sheet.term)
            for line in sheet.lines:
                self._lines[key, sheet.part, line.indicator].append(Line(sheet.id, line))
            for link in sheet.links:
                self._links[key, link.indicator].append(link.about_id)

    def score(self, entry: Entry) -> tuple[Line, bool] | None:
        """Return the line whose points count, and whether the reviewer gave them; None without any."""
        return self._last(entry, of="score")

    def count(self, entry: Entry) -> tuple[Line, bool] | None:
        """Return the line whose number counts, and whether the reviewer entered it."""
        return self._last(entry, of="count")

    def _last(self, entry: Entry, *, of: str) -> tuple[Line, bool] | None:
        for part in (REVIEW, SELF):
            for line in reversed(self._lines.get((_key(entry), part, entry.id), ())):
                value = line.line.score if of == "score" else line.line.count
                if value is not None:
                    return line, part == REVIEW
        return None

    def scores(self, entry: Entry) -> tuple[Line, ...]:
        """Return every line with points: the reviewer's where there is one, else the school's own."""
        for part in (REVIEW, SELF):
            lines = self._lines.get((_key(entry), part, entry.id), ())
            if found := tuple(line for line in lines if line.line.score is not None):
                return found
        return ()

    def links(self, entry: Entry) -> tuple[str, ...]:
        """Return the records that were linked to an indicator."""
        return tuple(dict.fromkeys(self._links.get((_key(entry), entry.id), ())))


def _key(entry: Entry) -> _Key:
    return entry.sheet, entry.school_id, entry.school_year, entry.term


def counted_in(lines: Iterable[Line]) -> tuple[Counted, ...]:
    """Return the sheets that lines stand in as records behind a number."""
    return tuple({line.sheet_id: Counted("assessment", line.sheet_id, Decimal(1)) for line in lines}.values())


class Figures:
    """Entered figures by code, school and period."""

    def __init__(self, scheme: Scheme, facts: Facts) -> None:
        self._kinds = {figure.id: figure for figure in scheme.figures}
        self._values: dict[Entry, tuple[Decimal, str]] = {}
        for each in facts.figures:
            kind = self._kinds.get(each.code)
            if kind:
                school = each.school_id if kind.of == "school" else None
                entry = _dated(kind.period, each.code, school, each.school_year, each.term)
                self._values[entry] = (each.value, each.id)

    def entry(
        self, code: str, school_id: str | None, year: int, term: TermCode | None, back: int = 0
    ) -> Entry:
        """Return where a figure is entered: of a year's table a term's figure is that of its last term."""
        kind = self._kinds[code]
        school = school_id if kind.of == "school" else None
        of = term or TermCode(year, 2)
        for _ in range(back if kind.period == "term" else 0):
            of = TermCode(of.start_year, 1) if of.number > 1 else TermCode(of.start_year - 1, 2)
        return _dated(kind.period, code, school, year - back, of)

    def value(self, entry: Entry) -> tuple[Decimal, Counted] | None:
        """Return what was entered, with the record; None where nothing was."""
        found = self._values.get(entry)
        return (found[0], Counted("figure", found[1], Decimal(1))) if found else None


def figure_entry(scheme: Scheme, facts: Facts, code: str, school_id: str | None, term: TermCode) -> Entry:
    """Return where a figure of a term, or of its school year, is entered."""
    return Figures(scheme, facts).entry(code, school_id, term.start_year, term)


def figure_value(scheme: Scheme, facts: Facts, entry: Entry) -> tuple[Decimal, Counted] | None:
    """Return what was entered for a figure, with the record; None where nothing was."""
    return Figures(scheme, facts).value(entry)


def said_when(entry: Entry) -> Label:
    """Return the school year or term of an entry in words."""
    if entry.term:
        return term_label(entry.term)
    if entry.school_year is None:
        return Label("不分学年", "for all years")
    year = entry.school_year
    return Label(f"{year}—{year + 1}学年", f"school year {year}–{year + 1}")


def _dated(period: str, code: str, school: str | None, year: int | None, term: TermCode | None) -> Entry:
    if period == "term":
        return Entry("figure", "", code, school, term.start_year if term else year, term)
    return Entry("figure", "", code, school, year if period == "school-year" else None)
