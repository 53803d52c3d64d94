"""What was written, won, measured and assessed: documents, achievements, figures, assessments."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Row, or_

from edudesk.models.assessing import Assessment, AssessmentLine, AssessmentLink, Figure
from edudesk.models.filing import Document
from edudesk.models.giving import Achievement, AchievementPerson
from edudesk.services.facts.source import Source, present, term_code
from edudesk.services.schemes.facts import (
    AchievementFacts,
    AssessmentFacts,
    DocumentFacts,
    FigureFacts,
    ScoreLine,
    ScoreLink,
)

_COUNT = list(AssessmentLine.__table__.c.keys()).index("count")
"""Where a row has the column ``count``; a row is a tuple, whose own ``count`` hides the name."""


def documents(source: Source) -> tuple[DocumentFacts, ...]:
    """Return the papers that document rules ask for."""
    return tuple(
        DocumentFacts(
            id=row.id,
            kind=row.kind,
            dated=row.dated,
            handed_on=row.handed_on,
            term=term_code(row.term),
            school_year=row.school_year,
            school_id=source.identity.maybe(row.school_id),
            about_id=row.about_id,
            person_id=source.identity.maybe(row.person_id),
            author=row.author or "",
            characters=row.characters,
        )
        for row in source.of_community(Document)
    )


def achievements(source: Source) -> tuple[AchievementFacts, ...]:
    """Return what was won or published, with those who have a part in it."""
    found = source.of_community(Achievement)
    people = source.rows(AchievementPerson, [row.id for row in found])
    return tuple(
        AchievementFacts(
            row.id,
            row.kind or "",
            row.level or "",
            row.dated,
            source.identity.maybe(row.school_id),
            tuple(source.identity.maybe(one.person_id) or one.name or "" for one in people.get(row.id, ())),
            source.paper(row.id).count,
        )
        for row in found
    )


def figures(source: Source) -> tuple[FigureFacts, ...]:
    """Return the community's figures, and those of schools that were filed with no community.

    A ranking of a school is the same in each of its communities, so it is entered once.
    """
    of_schools = Figure.community_id.is_(None) & Figure.school_id.is_not(None)
    chosen = present(Figure).where(or_(source.in_community(Figure), of_schools))
    return tuple(
        FigureFacts(
            row.id,
            row.code,
            source.identity.maybe(row.school_id),
            row.school_year,
            term_code(row.term),
            row.value,
            row.source or "",
        )
        for row in source.connection.execute(chosen)
    )


def assessments(source: Source) -> tuple[AssessmentFacts, ...]:
    """Return the assessment tables that were filled in."""
    found = source.of_community(Assessment)
    ids = [row.id for row in found]
    lines = source.parts(AssessmentLine, _line, ids)
    links = source.parts(AssessmentLink, _link, ids)
    return tuple(
        AssessmentFacts(
            row.id,
            row.sheet,
            source.identity.maybe(row.school_id),
            row.school_year,
            term_code(row.term),
            row.part,
            row.dated,
            tuple(lines.get(row.id, ())),
            tuple(links.get(row.id, ())),
            row.by or "",
        )
        for row in found
    )


def _line(row: Row[Any]) -> ScoreLine:
    count: Decimal | None = row[_COUNT]
    return ScoreLine(row.indicator, row.score, count, row.note or "")


def _link(row: Row[Any]) -> ScoreLink:
    return ScoreLink(row.indicator, row.about_id)
