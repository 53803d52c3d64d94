"""One part of a score for one school in one period, and what its method comes to."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.judging.scores.amounts import said
from edudesk.services.schemes.judging.scores.occasions import Occasion
from edudesk.services.schemes.judging.scores.rulings import Rulings
from edudesk.services.schemes.judging.scores.sheets import Figures, Sheets, said_when
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Counted, Entry, Owed, ScoreNode
from edudesk.services.schemes.scheme.scoring import Assessment, ScorePart
from edudesk.texts import Label

ZERO = Fraction(0)
COMMUNITY = Label("共同体", "the community")


@dataclass(frozen=True)
class Found:
    """What a method comes to; ``value`` is None while something is missing."""

    value: Fraction | None
    formula: Owed
    inputs: tuple[ScoreNode, ...] = ()
    counted: tuple[Counted, ...] = ()
    missing: tuple[Owed, ...] = ()
    entries: tuple[Entry, ...] = ()
    left_out: bool = False


@dataclass(frozen=True)
class Scored:
    """A reckoned part: its node, and its value as an exact fraction."""

    node: ScoreNode
    value: Fraction | None
    vetoes: tuple[Owed, ...] = ()


class Scores(Protocol):
    """What methods ask: the facts, and the scores of other parts."""

    world: World
    sheets: Sheets
    figures: Figures
    rulings: Rulings

    def named(self, case: "Case", identity: str, who: Basis, term: int = 0) -> Scored:
        """Return the score that an id means in a table, for somebody, as of a term of the school year."""

    def inner(self, case: "Case", part: ScorePart) -> Scored:
        """Return the score of a part of the same table."""


@dataclass(frozen=True)
class Case:
    """A part of a table, for somebody, in a period."""

    scores: Scores
    table: Assessment
    part: ScorePart
    who: Basis
    occasion: Occasion

    @property
    def school_id(self) -> str | None:
        """The school that is scored, None for the community."""
        return self.who.id if self.who.sort == "school" else None

    @property
    def points(self) -> Fraction:
        """The full score; a part without one counts as if it had none."""
        return Fraction(self.part.points or 0)

    def entry(self, sort: str, term: int = 0) -> Entry:
        """Return the place in the sheet where this part is entered."""
        of = TermCode(self.occasion.year, term) if term else self.occasion.term
        return Entry(sort, self.table.id, self.part.id, self.school_id, self.occasion.year, of)

    def not_entered(self, entry: Entry) -> Owed:
        """Return what must be entered in the sheet."""
        parameters = {
            "who": self.who.label or COMMUNITY,
            "name": self.part.name,
            "table": self.table.name,
            "when": said_when(entry),
        }
        return Owed(f"scheme.score.missing.{entry.sort}", parameters)

    def figure(self, code: str, back: int = 0, who: Basis | None = None) -> "FigureFound":
        """Return an entered figure of this school (or of ``who``), or what is missing."""
        asked = who or self.who
        school_id = asked.id if asked.sort == "school" else None
        occasion = self.occasion
        entry = self.scores.figures.entry(code, school_id, occasion.year, occasion.term, back)
        name = next(figure.name for figure in self.scores.world.scheme.figures if figure.id == code)
        found = self.scores.figures.value(entry)
        if found:
            return FigureFound(Fraction(found[0]), name, entry, (found[1],))
        label = self.scores.world.label("member", entry.school_id) if entry.school_id else COMMUNITY
        owed = Owed("scheme.score.missing.figure", {"who": label, "name": name, "when": said_when(entry)})
        return FigureFound(None, name, entry, missing=(owed,))


@dataclass(frozen=True)
class FigureFound:
    """A figure with its name and the place where it is entered."""

    value: Fraction | None
    name: Label
    entry: Entry
    counted: tuple[Counted, ...] = ()
    missing: tuple[Owed, ...] = ()


def left_out() -> Found:
    """Return what asks nothing here, so that its points go to the other parts."""
    return Found(None, Owed("scheme.score.left-out"), left_out=True)


def opened(missing: tuple[Owed, ...], terms: str = "", *, entries: tuple[Entry, ...] = ()) -> Found:
    """Return a score that is open, with its formula as far as it is known."""
    code = "scheme.score.open" if terms else "scheme.score.nothing-yet"
    return Found(None, Owed(code, {"terms": terms} if terms else {}), missing=missing, entries=entries)


def equation(code: str, terms: str, value: Fraction, **parameters: object) -> Owed:
    """Return a formula: ``terms`` = ``value``."""
    return Owed(f"scheme.score.{code}", {"terms": terms, "value": said(value), **parameters})
