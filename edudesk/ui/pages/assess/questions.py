"""What the page asks of the archive; run in the desk's thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.services.calendar import TermCode
from edudesk.texts import Texts
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.finding import Hit
    from edudesk.services.schemes.results import Entry
    from edudesk.services.standing.assessing import AssessmentTable, FigureRow

FigureKey = tuple[str, "Entry"]
"""The id of a community and the place of one of its figures."""
_UNSHOWING = frozenset({"assessment", "figure", "adoption", "scheme"})
"""Types of records that show nothing of what was done."""


@dataclass(frozen=True)
class Assessed:
    """All tables of all communities with the figures they ask for; names of the communities without one."""

    tables: "tuple[AssessmentTable, ...]"
    figures: "Mapping[FigureKey, FigureRow]"
    without: tuple[str, ...]
    """Communities whose scheme has no table."""
    waiting: tuple[str, ...]
    """Communities that follow no scheme yet."""
    today: date

    def name_of(self, community: str, entry: "Entry") -> str:
        """Return the name of the table in whose sheet something is entered."""
        names = (one.name for one in self.tables if (one.community_id, one.id) == (community, entry.sheet))
        return next(names, entry.sheet)


@dataclass(frozen=True)
class Found:
    """A record that a search found, to be linked."""

    id: str
    title: str
    about: str


def assessed(term: TermCode | None, texts: Texts) -> Callable[[Opened], Assessed]:
    """Return the question for the tables of every community."""

    def question(opened: Opened) -> Assessed:
        from edudesk.services.standing.assessing import assessment_tables, figure_rows, linked_from

        today = opened.clock.today()
        tables: list[AssessmentTable] = []
        figures: dict[FigureKey, FigureRow] = {}
        without: list[str] = []
        linked = linked_from(opened.archive, texts)
        for status in opened.standing.at(term, today):
            found = assessment_tables(status, texts, opened.standing.topic, linked)
            tables += found
            if not found:
                without.append(status.community.title)
                continue
            community = status.community.id
            figures |= {(community, row.entry): row for row in figure_rows(status, texts)}
        waiting = tuple(one.title for one in opened.standing.without_scheme)
        return Assessed(tuple(tables), figures, tuple(without), waiting, today)

    return question


def look_for(words: str, texts: Texts, most: int) -> Callable[[Opened], tuple[Found, ...]]:
    """Return the question for records that hold the words: activities first, then papers; no people."""

    def question(opened: Opened) -> tuple[Found, ...]:
        from edudesk.services.finding import Group, find_hits

        hits = find_hits(opened.archive, words, most)
        chosen = [
            hit
            for group in (Group.ACTIVITIES, Group.FILES, Group.PAPERS, Group.OTHERS)
            for hit in hits.groups.get(group, ())
        ]
        return tuple(
            Found(hit.id, hit.title, _about(hit, texts)) for hit in chosen if hit.type not in _UNSHOWING
        )[:most]

    return question


def _about(hit: "Hit", texts: Texts) -> str:
    from edudesk.services.standing.words import say_day

    day = say_day(texts, hit.day) if hit.day else ""
    return " ".join(filter(None, (day, hit.about(texts.language))))


def print_table(term: str, community: str, texts: Texts, path: Path | None) -> Callable[[Opened], Path]:
    """Return the question that writes a community's tables: to ``path``, or as a PDF to be looked at."""

    def question(opened: Opened) -> Path:
        from edudesk.services.listing.viewing import VIEWED
        from edudesk.services.reports.making import make_report

        target = path or opened.archive.derived / VIEWED / f"{texts.say('assess.title')}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        today = opened.clock.today()
        make_report(
            opened.archive, "assessment", term, target, today=today, texts=texts, community_id=community
        )
        return target

    return question
