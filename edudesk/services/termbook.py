"""The terms of an archive with their real days: what settings show and change."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from edudesk.errors import Invalid, Problem
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import Term, TermCode, check_terms, default_term
from edudesk.services.changes import change
from edudesk.services.records import Record


@dataclass(frozen=True)
class TermDays:
    """One term of the archive: its days, and the record of each community that keeps them.

    ``entered`` is False while nobody entered its days and the usual ones hold; ``ours`` is False where
    another school keeps the community and its terms; ``differs`` tells that communities have other days.
    """

    code: TermCode
    starts_on: date
    ends_on: date
    records: tuple[RecordId, ...]
    entered: bool
    ours: bool
    differs: bool


def term_days(archive: Archive, asked: tuple[TermCode, ...]) -> tuple[TermDays, ...]:
    """Return the days of these terms and of all that were entered, newest first."""
    kept = _kept(archive)
    codes = sorted({*asked, *kept}, reverse=True)
    return tuple(_days(archive, code, kept.get(code, ())) for code in codes)


def set_term_days(archive: Archive, code: TermCode, starts_on: date, ends_on: date, now: datetime) -> str:
    """Give a term its days in every community that is ours to change; return the id of the change.

    Raises :class:`Invalid` when the days run backwards or overlap another term of the community.
    """
    if ends_on < starts_on:
        raise Invalid((Problem("term.backwards", "ends_on", parameters={"term": code}),))
    kept, term = _kept(archive), Term(code, starts_on, ends_on)
    with change(archive, "term.edit", now, subject=str(code)) as writing:
        for community in records.all_of(archive, "community"):
            if community.owner_id != archive.holder_id:
                continue
            own = [one for found in kept.values() for one in found if _belongs(one, community)]
            there = next((one for one in own if one.content["code"] == str(code)), None)
            _expect_apart([_term(one) for one in own if one is not there], term)
            days = {"starts_on": starts_on, "ends_on": ends_on}
            if there is None:
                writing.create("term", {"community_id": community.id, "code": str(code), **days})
            elif there.owner_id == archive.holder_id:
                writing.edit(there.id, days)
        return writing.change_id


def _expect_apart(others: list[Term], term: Term) -> None:
    problems = tuple(one for one in check_terms([*others, term]) if term.code in one.parameters.values())
    if problems:
        raise Invalid(problems)


def _kept(archive: Archive) -> dict[TermCode, tuple[Record, ...]]:
    found: dict[TermCode, list[Record]] = defaultdict(list)
    for record in records.all_of(archive, "term"):
        found[TermCode.parse(record.content["code"])].append(record)
    return {code: tuple(kept) for code, kept in found.items()}


def _days(archive: Archive, code: TermCode, kept: tuple[Record, ...]) -> TermDays:
    usual = default_term(code)
    shown = _term(kept[0]) if kept else usual
    return TermDays(
        code=code,
        starts_on=shown.starts_on,
        ends_on=shown.ends_on,
        records=tuple(one.id for one in kept),
        entered=bool(kept),
        ours=all(one.owner_id == archive.holder_id for one in kept),
        differs=any(_term(one) != shown for one in kept),
    )


def _term(record: Record) -> Term:
    content = record.content
    return Term(TermCode.parse(content["code"]), content["starts_on"], content["ends_on"])


def _belongs(record: Record, community: Record) -> bool:
    return bool(record.content["community_id"] == community.id)
