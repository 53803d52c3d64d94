"""One community as its page shows it on a day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.communities.agreements import (
    AgreementLine,
    Surroundings,
    agreement_lines,
    covering,
)
from edudesk.services.identity import Identity, same_objects
from edudesk.services.listing.query import listed
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, scheme_words, word
from edudesk.services.records import Record
from edudesk.services.reports.masking import masked_phone
from edudesk.services.schemes.scheme import Scheme
from edudesk.services.status import communities
from edudesk.texts import Label

Row = Mapping[str, Any]
NOW, AHEAD, PAST = "now", "ahead", "past"


@dataclass(frozen=True)
class CommunityName:
    """One community of the archive to choose from."""

    id: RecordId
    name: str


@dataclass(frozen=True)
class DatedLine:
    """A dated row of a community; ``when`` is "now", "ahead" or "past", ``row`` what the record says.

    ``words`` is the role, the duty or what a domain is about; ``who`` the school, the person or nothing,
    ``short`` what a school is called.
    """

    code: str
    words: Label
    who: str
    school_id: RecordId
    school: str
    since: date | None
    until: date | None
    when: str
    ours: bool = False
    short: str = ""
    row: Row = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class PartnerLine:
    """A school that we share the community with today; ``agreement`` the one that binds both of us."""

    id: RecordId
    name: str
    role: Label
    role_code: str
    side: str
    since: date | None
    agreement: AgreementLine | None
    place: str
    principal: str
    liaison: str
    phone: str


@dataclass(frozen=True)
class CommunityView:
    """The whole page; ``ours`` when we own the record, else ``owner`` names who does."""

    id: RecordId
    name: str
    type: Label | None
    since: date | None
    until: date | None
    note: str
    ours: bool
    owner: str
    scheme: Label | None
    us: DatedLine | None
    our_side: str
    """The side of our own role: "helper", "helped" or "other"."""
    partners: tuple[PartnerLine, ...]
    members: tuple[DatedLine, ...]
    group: tuple[DatedLine, ...]
    domains: tuple[DatedLine, ...]
    agreements: tuple[AgreementLine, ...]


def community_names(archive: Archive) -> tuple[CommunityName, ...]:
    """Return the communities of the archive, oldest first."""
    return tuple(CommunityName(one.id, one.title) for one in communities(archive))


def community_view(
    archive: Archive, community_id: RecordId, today: date, scheme: Scheme | None = None
) -> CommunityView:
    """Return a community as it stands ``today``, in the words of its scheme; ``record.none`` without one."""
    with archive.read() as connection:
        record = records.get(connection, community_id)
        same = same_objects(connection, archive.holder_id)
        named = _named(connection, record)
        found = records.all_of(connection, "agreement", community_id=community_id)
        parties = {row["school_id"] for one in found for row in one.content.get("parties", ())}
        named |= records.get_many(connection, parties - named.keys())
        scans = _scans(connection, [one.id for one in found])
        owner = records.get(connection, record.owner_id).title
    names = {one.id: one.title for one in named.values()}
    pacts = agreement_lines(found, Surroundings(names, scans, scheme, today, archive.holder_id))
    lines = _Lines(named, scheme, same, archive.holder_id, today)
    members = lines.of(record, "members", lines.member)
    us = next((one for one in members if one.ours and one.when == NOW), None)
    return CommunityView(
        record.id,
        record.title,
        _type(record, scheme),
        record.content.get("since"),
        record.content.get("until"),
        record.content.get("note") or "",
        record.owner_id == archive.holder_id,
        owner,
        scheme.name if scheme else None,
        us,
        _side(us.code, scheme) if us else "other",
        tuple(lines.partners(members, pacts)),
        members,
        lines.of(record, "group", lines.duty),
        lines.of(record, "domains", lines.domain),
        pacts,
    )


class _Lines:
    """Says the dated rows of a community in words."""

    def __init__(
        self,
        named: Mapping[RecordId, Record],
        scheme: Scheme | None,
        same: Identity,
        us: RecordId,
        today: date,
    ) -> None:
        self._named = named
        self._own: OwnWords = scheme_words((scheme,)) if scheme else NO_OWN_WORDS
        self._scheme = scheme
        self._same = same
        self._us = us
        self._today = today

    def of(self, record: Record, name: str, line: Callable[[Row], DatedLine]) -> tuple[DatedLine, ...]:
        """Return the rows of a list: what holds first in its order, then what comes, then what was."""
        order = (NOW, AHEAD, PAST)
        found = [line(row) for row in record.content.get(name, ())]
        return tuple(sorted(found, key=lambda one: order.index(one.when)))

    def member(self, row: Row) -> DatedLine:
        """Return a school's membership."""
        name = self._title(row["school_id"])
        ours = self._same.of(row["school_id"]) == self._same.of(self._us)
        words = word("member-role", row["role"], self._own)
        return self._line(row, row["role"], words, name, ours=ours)

    def duty(self, row: Row) -> DatedLine:
        """Return a place in the leading group."""
        who = row.get("name") or self._title(row.get("person_id"))
        return self._line(row, row["duty"], word("group-duty", row["duty"], self._own), who)

    def domain(self, row: Row) -> DatedLine:
        """Return what "every subject, person or member" runs over."""
        about = self._title(row.get("about_id"))
        value = row.get("value") or ""
        words = word(row["domain"], value, self._own) if value else Label(about, about)
        return self._line(row, row["domain"], words, "")

    def partners(
        self, members: Iterable[DatedLine], pacts: tuple[AgreementLine, ...]
    ) -> Iterator[PartnerLine]:
        """Give the schools that are members today with us."""
        for one in members:
            if one.when != NOW or one.ours or one.school_id not in self._named:
                continue
            said = self._named[one.school_id].content
            phone = said.get("phone") or ""
            yield PartnerLine(
                id=one.school_id,
                name=one.who,
                role=one.words,
                role_code=one.code,
                side=_side(one.code, self._scheme),
                since=one.since,
                agreement=covering(pacts, one.school_id, self._same, self._us),
                place=" ".join(filter(None, (said.get(name) for name in ("city", "county")))),
                principal=said.get("principal") or "",
                liaison=said.get("liaison") or "",
                phone=masked_phone(phone) if phone else "",
            )

    def _line(self, row: Row, code: str, words: Label, who: str, *, ours: bool = False) -> DatedLine:
        since, until = row.get("since"), row.get("until")
        when = PAST if until and until < self._today else AHEAD if since and since > self._today else NOW
        school_id = row.get("school_id") or ""
        found = self._named.get(school_id)
        short = (found.content.get("short_name") or found.title) if found else ""
        school = self._title(school_id)
        return DatedLine(code, words, who, school_id, school, since, until, when, ours, short, row)

    def _title(self, record_id: RecordId | None) -> str:
        found = self._named.get(record_id or "")
        return found.title if found else ""


def _named(connection: Connection, record: Record) -> dict[RecordId, Record]:
    """Return the records that a community names."""

    def ids() -> Iterator[RecordId]:
        for name in ("members", "group", "domains"):
            for row in record.content.get(name, ()):
                yield from filter(None, (row.get(key) for key in ("school_id", "person_id", "about_id")))

    return records.get_many(connection, ids())


def _scans(connection: Connection, ids: Iterable[RecordId]) -> Mapping[RecordId, int]:
    """Return how many files lie with each record."""
    chosen = (
        select(Evidence.about_id, func.count())
        .join(RecordHead, RecordHead.id == Evidence.id)
        .where(Evidence.about_id.in_(listed(ids)), RecordHead.deleted.is_(False))
        .group_by(Evidence.about_id)
    )
    return {row[0]: row[1] for row in connection.execute(chosen)}


def _type(record: Record, scheme: Scheme | None) -> Label | None:
    code = record.content.get("type")
    if not code:
        return None
    named = next((one.name for one in scheme.types if one.code == code), None) if scheme else None
    return named or word("community-type", code)


def _side(role: str, scheme: Scheme | None) -> str:
    common = {"lead": "helper", "member": "helped"}
    return scheme.side(role) if scheme else common.get(role, "other")
