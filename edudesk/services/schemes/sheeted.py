"""What stands in the sheets beside a score: both sides' points, numbers and reasons, and linked records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from edudesk.services.schemes.explain import say_score
from edudesk.services.schemes.facts import AssessmentFacts, ScoreLine
from edudesk.services.schemes.results import Entry, Owed, ScoreNode

SELF, REVIEW = "self", "review"
_Place = tuple[str, str | None, int | None, str]


@dataclass(frozen=True)
class Sheeted:
    """What one side wrote at an indicator, in words; empty where nothing stands."""

    score: str = ""
    count: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        """Whether anything stands there."""
        return self != Sheeted()


class SheetLines:
    """Looks into the sheets by the place of a node."""

    def __init__(self, sheets: Sequence[AssessmentFacts]) -> None:
        self._sheets: dict[_Place, dict[str, AssessmentFacts]] = {}
        for one in sheets:
            year = one.term.start_year if one.term else one.school_year
            place = (one.sheet, one.school_id, year, str(one.term or ""))
            self._sheets.setdefault(place, {})[one.part] = one

    def written(self, place: Entry | None, part: str) -> Sheeted:
        """Return what one side wrote at a place; of several samples all, one after the other."""
        sheet = self._at(place).get(part)
        lines = [line for line in sheet.lines if place and line.indicator == place.id] if sheet else []
        notes = "；".join(dict.fromkeys(line.note for line in lines if line.note))
        return Sheeted(_listed(lines, "score"), _listed(lines, "count"), notes)

    def links(self, place: Entry | None) -> tuple[str, ...]:
        """Return the records that were linked to a place, by whichever side."""
        sheets = self._at(place).values()
        found = (link for sheet in sheets for link in sheet.links if place and link.indicator == place.id)
        return tuple(dict.fromkeys(link.about_id for link in found))

    def signed(self, place: Entry | None, part: str) -> tuple[str, date | None]:
        """Return who filled in one side's sheet of a place, and when; empty and None where nobody says."""
        sheet = self._at(place).get(part)
        return (sheet.by, sheet.dated) if sheet else ("", None)

    def _at(self, place: Entry | None) -> dict[str, AssessmentFacts]:
        if place is None:
            return {}
        key = (place.sheet, place.school_id, place.school_year, str(place.term or ""))
        return self._sheets.get(key, {})


def _listed(lines: Sequence[ScoreLine], field: str) -> str:
    values = [getattr(line, field) for line in lines]
    return "、".join(say_score(value) for value in values if value is not None)


def nodes_of(node: ScoreNode, depth: int = 0) -> Iterator[tuple[ScoreNode, int]]:
    """Give a node and all that it is reckoned from, each with how deep it lies."""
    yield node, depth
    for inner in node.inputs:
        yield from nodes_of(inner, depth + 1)


def own_missing(node: ScoreNode) -> list[Owed]:
    """Return what is missing at a node itself, not at those it is reckoned from."""
    deeper = {owed for inner in node.inputs for owed in inner.missing}
    return [owed for owed in node.missing if owed not in deeper]
