"""Agreements as they stand on a day, and the next one made from one that ends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.identity import Identity
from edudesk.services.records import Record
from edudesk.services.schemes.scheme import Scheme

WARN_DAYS = 60
"""An agreement's end is told so long ahead, where neither it nor the scheme says otherwise."""
_KEPT = ("name", "community_id", "basis", "warn_days", "aims", "content", "rights", "copies", "parties")
_LEAP = 29
_RANKS = ("running", "ending", "ahead", "unsigned", "ended")


@dataclass(frozen=True)
class AgreementLine:
    """One agreement. ``state`` is "unsigned", "ahead", "running", "ending" or "ended".

    ``days_left`` counts to its last day, None where it has none; ``parties`` are ids and names, empty when it
    binds all members; ``scans`` counts the files with it.
    """

    id: RecordId
    name: str
    number: str
    parties: tuple[tuple[RecordId, str], ...]
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    filed_on: date | None
    state: str
    days_left: int | None
    scans: int
    renewed: bool
    ours: bool

    @property
    def warns(self) -> bool:
        """Whether its end must be thought of now."""
        return self.state in {"ending", "ended"} and not self.renewed


def warn_days(content: Content, scheme: Scheme | None) -> int:
    """Return how long before its end an agreement is to be thought of: its own word, the scheme's, or 60."""
    own = content.get("warn_days")
    if own is not None:
        return int(own)
    asked = [rule.due.days for rule in scheme.documents if rule.due.sort == "agreement-end"] if scheme else []
    return max(filter(None, asked), default=WARN_DAYS)


@dataclass(frozen=True)
class Surroundings:
    """What agreements are said with: names of schools, files with each agreement, scheme, day, us."""

    names: Mapping[RecordId, str]
    scans: Mapping[RecordId, int]
    scheme: Scheme | None
    today: date
    holder_id: RecordId


def agreement_lines(found: Iterable[Record], around: Surroundings) -> tuple[AgreementLine, ...]:
    """Return the agreements, what is in force or comes first, then what ended, the newest first."""
    there = list(found)
    last: dict[frozenset[RecordId], date] = {}
    for one in there:
        last[_bound(one)] = max(last.get(_bound(one), date.min), _ends(one))
    lines = [
        _line(one, around, renewed=one.content.get("ends_on") is not None and _ends(one) < last[_bound(one)])
        for one in there
    ]
    return tuple(sorted(lines, key=_order))


def _order(line: AgreementLine) -> tuple[bool, int]:
    return line.state == "ended", -(line.ends_on or date.max).toordinal()


def _line(record: Record, around: Surroundings, *, renewed: bool) -> AgreementLine:
    content = record.content
    return AgreementLine(
        id=record.id,
        name=record.title,
        number=content.get("number") or "",
        parties=tuple((row["school_id"], around.names.get(row["school_id"], "")) for row in _parties(record)),
        signed_on=content.get("signed_on"),
        starts_on=_begins(record),
        ends_on=content.get("ends_on"),
        filed_on=content.get("filed_on"),
        state=_state(record, around.scheme, around.today),
        days_left=_left(record, around.today),
        scans=around.scans.get(record.id, 0),
        renewed=renewed,
        ours=record.owner_id == around.holder_id,
    )


def covering(
    lines: Iterable[AgreementLine], school_id: RecordId, same: Identity, us: RecordId
) -> AgreementLine | None:
    """Return the agreement that binds us and a partner: the one that holds before one that ended."""
    pair = {same.of(school_id), same.of(us)}
    bound = [
        one for one in lines if not one.parties or pair <= {same.of(party) for party, _name in one.parties}
    ]
    return min(bound, key=lambda line: _RANKS.index(line.state), default=None)


def renewal(record: Record) -> Content:
    """Return the content of the agreement that follows one: the same parties and words, the next days."""
    content = {name: record.content[name] for name in _KEPT if record.content.get(name)}
    ends = record.content.get("ends_on")
    if ends is None:
        return content
    begins = _begins(record)
    first = ends + timedelta(days=1)
    content["starts_on"] = first
    if begins is not None and begins < ends:
        content["ends_on"] = _as_long(begins, first)
    return content


def _as_long(begun: date, first: date) -> date:
    """Return the last day of what begins ``first`` and lasts as many whole years as the time before it."""
    years = first.year - begun.year
    if (begun.month, begun.day) == (first.month, first.day) and years:
        day = 28 if (first.month, first.day) == (2, _LEAP) else first.day
        return date(first.year + years, first.month, day) - timedelta(days=1)
    return first + (first - begun) - timedelta(days=1)


def note_filing(archive: Archive, agreement_id: RecordId, day: date, now: datetime, title: str) -> str:
    """Write the day on which an agreement was filed with the bureau; return the change."""
    with change(archive, "agreement.file", now, subject=title) as writing:
        writing.edit(agreement_id, {"filed_on": day})
    return writing.change_id


def _parties(record: Record) -> tuple[Mapping[str, Any], ...]:
    return tuple(record.content.get("parties", ()))


def _bound(record: Record) -> frozenset[RecordId]:
    return frozenset(row["school_id"] for row in _parties(record))


def _begins(record: Record) -> date | None:
    return record.content.get("starts_on") or record.content.get("signed_on")


def _ends(record: Record) -> date:
    return record.content.get("ends_on") or date.min


def _left(record: Record, today: date) -> int | None:
    ends = record.content.get("ends_on")
    return None if ends is None else (ends - today).days


def _state(record: Record, scheme: Scheme | None, today: date) -> str:
    left = _left(record, today)
    if record.content.get("signed_on") is None:
        return "unsigned"
    if left is not None and left < 0:
        return "ended"
    begins = _begins(record)
    if begins is not None and begins > today:
        return "ahead"
    soon = left is not None and left <= warn_days(record.content, scheme)
    return "ending" if soon else "running"
