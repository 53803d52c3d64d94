"""The days by which a list is narrowed to a term."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from edudesk.models.archive import RecordHead
from edudesk.models.community import Term as TermTable
from edudesk.services.archive import Archive
from edudesk.services.calendar import Term, TermCode, default_term, term_reach


@dataclass(frozen=True)
class TermRange:
    """A term's code (``2025-1``) and the days that belong to it, the holiday after it included."""

    code: str
    first: date
    last: date


def term_range(archive: Archive, code: str, community_id: str | None = None) -> TermRange:
    """Return the days of a term as the community keeps them, else as the calendar has them by default.

    Without a community those of all communities together, from the earliest beginning to the latest end.
    """
    wanted = TermCode.parse(code)
    chosen = (
        select(TermTable.community_id, TermTable.code, TermTable.starts_on, TermTable.ends_on)
        .join(RecordHead, RecordHead.id == TermTable.id)
        .where(RecordHead.deleted.is_(False))
    )
    if community_id:
        chosen = chosen.where(TermTable.community_id == community_id)
    by_community: dict[str, list[Term]] = {}
    with archive.read() as connection:
        for row in connection.execute(chosen):
            entered = Term(TermCode.parse(row.code), row.starts_on, row.ends_on)
            by_community.setdefault(row.community_id, []).append(entered)
    reaches = [_reach(wanted, terms) for terms in by_community.values() or ([],)]
    return TermRange(code, min(first for first, _ in reaches), max(last for _, last in reaches))


def _reach(code: TermCode, terms: list[Term]) -> tuple[date, date]:
    term = next((one for one in terms if one.code == code), default_term(code))
    return term_reach(term, terms)
