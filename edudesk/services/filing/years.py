"""Which year a document is filed under."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from edudesk.errors import UserError
from edudesk.models.community import Term as TermTable
from edudesk.services.calendar import Term, TermCode, term_of
from edudesk.services.listing.query import present

AUTUMN = 1
_ABOUT = frozenset(
    (
        *("plan", "activity-plan", "schedule", "term-summary", "year-summary", "month-report"),
        *("year-assessment", "self-assessment"),
    )
)
"""Kinds that are about a time: they belong to it, whenever they were written (DA/T 22)."""


def entered_terms(connection: Connection) -> tuple[Term, ...]:
    """Return the terms with the days that were entered, each once."""
    rows = connection.execute(
        select(TermTable.code, TermTable.starts_on, TermTable.ends_on).where(present(TermTable.id))
    )
    found = {TermCode.parse(row.code): row for row in rows}
    return tuple(Term(code, row.starts_on, row.ends_on) for code, row in found.items())


def filing_year(
    kind: str,
    dated: date | None,
    term: str | None,
    school_year: int | None,
    *,
    by_school_year: bool,
    terms: Sequence[Term],
) -> int | None:
    """Return the year, or None where nothing tells it.

    By school year: the one said, the term's, or the one that the day lies in, holidays going with the term
    before them. By calendar year: that of the day; plans and summaries go with the time they are about.
    """
    said = TermCode.parse(term) if term else None
    if by_school_year:
        if said or school_year:
            return said.start_year if said else school_year
        return _school_year(dated, terms)
    if dated and not (kind in _ABOUT and (said or school_year)):
        return dated.year
    if said:
        return said.start_year if said.number == AUTUMN else said.start_year + 1
    return school_year


def _school_year(dated: date | None, terms: Sequence[Term]) -> int | None:
    try:
        return term_of(dated, terms).start_year if dated else None
    except UserError:  # a day that no calendar knows
        return None
