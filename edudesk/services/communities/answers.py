"""Answers to what was proposed: joined, parted again, refused, looked at again; and both sides in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from edudesk.models.base import RecordId
from edudesk.models.description import Kind, Privacy
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.communities.events import twice_told
from edudesk.services.communities.proposals import (
    REFUSED,
    Proposal,
    refused_pairs,
    same_communities,
    same_people,
    same_schools,
)
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.services.records import Record
from edudesk.services.reports.masking import masked_phone
from edudesk.texts import Label, Language

_FACTS = {
    "school": ("name", "code", "county", "kind", "address", "principal"),
    "community": ("name", "type", "since", "until", "members"),
    "person": ("name", "sex", "birth_month", "phone", "facts"),
    "event": ("topic", "starts_on", "kinds", "subjects", "host_id", "place", "schools", "people", "result"),
}
_LINKS = {"school": "same-as", "community": "same-as", "person": "same-as", "event": "same-event"}
_PEOPLE = 6
"""So many people of an activity are named."""


@dataclass(frozen=True)
class FactPair:
    """One fact as each side tells it; ``differs`` where both say something and not the same."""

    label: Label
    first: str
    second: str
    differs: bool


@dataclass(frozen=True)
class ShownProposal:
    """A proposal with both sides beside each other; ``owners`` are the names of who wrote them."""

    proposal: Proposal
    titles: tuple[str, str]
    owners: tuple[str, str]
    day: date | None
    facts: tuple[FactPair, ...]


@dataclass(frozen=True)
class JoinedPair:
    """Two records that were joined; ``ours`` when the link may be parted here."""

    link: RecordId
    sort: str
    titles: tuple[str, str]
    records: tuple[tuple[str, RecordId], tuple[str, RecordId]]
    basis: str
    day: date | None
    ours: bool


@dataclass(frozen=True)
class RefusedPair:
    """Two records of which somebody said that they are not one."""

    first: RecordId
    second: RecordId
    titles: tuple[str, str]


def proposals(archive: Archive) -> tuple[Proposal, ...]:
    """Return everything that may be one: schools first, for people and events are compared by them."""
    found = (same_schools, same_communities, same_people, twice_told)
    return tuple(chain.from_iterable(each(archive) for each in found))


def shown(
    archive: Archive, wanted: Iterable[Proposal], language: Language, own: OwnWords = NO_OWN_WORDS
) -> tuple[ShownProposal, ...]:
    """Return proposals in words; what is private stays masked."""
    chosen = tuple(wanted)
    found = records.get_many(archive, (one for each in chosen for one in (each.first, each.second)))
    named = records.get_many(archive, _referred(found.values()))
    told = _Teller(found | named, language, own)
    return tuple(told.both(one) for one in chosen)


def confirm(archive: Archive, proposal: Proposal, basis: str, now: datetime) -> str:
    """Write that two records are one; return the change."""
    with change(archive, f"{_LINKS[proposal.sort]}.create", now, subject=basis) as writing:
        said = {"first_id": proposal.first, "second_id": proposal.second, "basis": basis}
        writing.create(_LINKS[proposal.sort], said)
    return writing.change_id


def part(archive: Archive, link: RecordId, now: datetime) -> str:
    """Take a link back, and keep that they are two; return the change."""
    record = records.get(archive, link)
    with change(archive, f"{record.type}.part", now, subject=record.title) as writing:
        writing.delete(link)
    refuse(archive, record.content["first_id"], record.content["second_id"])
    return writing.change_id


def refuse(archive: Archive, first: RecordId, second: RecordId) -> None:
    """Keep that two records are not one."""
    kept = [list(pair) for pair in reversed(refused_pairs(archive)) if set(pair) != {first, second}]
    archive.set_fact(REFUSED, [*kept, [first, second]])


def look_again(archive: Archive, first: RecordId, second: RecordId) -> None:
    """Forget that somebody said no, so that it is proposed again."""
    kept = [list(pair) for pair in reversed(refused_pairs(archive)) if set(pair) != {first, second}]
    archive.set_fact(REFUSED, kept)


def joined_pairs(archive: Archive, language: Language) -> tuple[JoinedPair, ...]:
    """Return what was joined, the latest first."""
    links = (*records.all_of(archive, "same-as"), *records.all_of(archive, "same-event"))
    ordered = sorted(links, key=lambda one: one.id, reverse=True)
    ids = [one.content[side] for one in ordered for side in ("first_id", "second_id")]
    told = _Teller(records.get_many(archive, ids), language, NO_OWN_WORDS)
    return tuple(told.joined(one, archive.holder_id) for one in ordered)


def refused(archive: Archive) -> tuple[RefusedPair, ...]:
    """Return what somebody said no to and that is still there, the latest first."""
    pairs = refused_pairs(archive)
    found = records.get_many(archive, (one for pair in pairs for one in pair))
    links = (*records.all_of(archive, "same-as"), *records.all_of(archive, "same-event"))
    joined = {frozenset((one.content["first_id"], one.content["second_id"])) for one in links}
    return tuple(
        RefusedPair(first, second, (found[first].title, found[second].title))
        for first, second in pairs
        if {first, second} not in joined and _there(found, first) and _there(found, second)
    )


def _there(found: Mapping[RecordId, Record], record_id: RecordId) -> bool:
    return record_id in found and not found[record_id].deleted


class _Teller:
    def __init__(self, found: dict[RecordId, Record], language: Language, own: OwnWords) -> None:
        self._found = found
        self._language = language
        self._own = own

    def both(self, proposal: Proposal) -> ShownProposal:
        """Return a proposal with both sides in words."""
        first, second = self._found[proposal.first], self._found[proposal.second]
        facts = tuple(self._facts(proposal.sort, first, second))
        owners = (self._title(first.owner_id), self._title(second.owner_id))
        day = first.content.get("starts_on")
        return ShownProposal(proposal, (first.title, second.title), owners, day, facts)

    def joined(self, link: Record, holder_id: RecordId) -> JoinedPair:
        """Return a link in words."""
        first, second = (self._found.get(link.content[side]) for side in ("first_id", "second_id"))
        sort = "event" if link.type == "same-event" else first.type if first else "school"
        return JoinedPair(
            link.id,
            sort,
            (first.title if first else "", second.title if second else ""),
            (
                (first.type if first else "", link.content["first_id"]),
                (second.type if second else "", link.content["second_id"]),
            ),
            link.content.get("basis") or "",
            first.content.get("starts_on") if first else None,
            link.owner_id == holder_id,
        )

    def _facts(self, sort: str, first: Record, second: Record) -> Iterator[FactPair]:
        for name in _FACTS[sort]:
            field = first.described.field(name)
            one, other = self._value(first, name), self._value(second, name)
            if one or other:
                yield FactPair(field.label, one, other, bool(one and other and one != other))

    def _value(self, record: Record, name: str) -> str:
        value = record.content.get(name)
        field = record.described.field(name)
        if value in (None, "", ()):
            said = ""
        elif field.privacy is not Privacy.OPEN:
            said = masked_phone(str(value))
        elif field.kind is Kind.CHOICE:
            said = self._word(field.vocabulary, value)
        elif field.kind is Kind.CHOICES:
            said = self._listed(self._word(field.vocabulary, one) for one in value)
        elif field.kind is Kind.REFERENCE:
            said = self._title(value)
        else:
            said = self._rows(value) if field.kind is Kind.ROWS else str(value)
        return said

    def _rows(self, rows: Iterable[Any]) -> str:
        names = [row.get("name") or self._title(row.get("school_id") or row.get("person_id")) for row in rows]
        told = list(dict.fromkeys(filter(None, names)))
        return self._listed(told[:_PEOPLE]) + ("……" if len(told) > _PEOPLE else "")

    def _word(self, vocabulary: str, code: str) -> str:
        return word(vocabulary, code, self._own)(self._language)

    def _listed(self, words: Iterable[str]) -> str:
        return ("、" if self._language == "zh" else ", ").join(words)

    def _title(self, record_id: RecordId | None) -> str:
        found = self._found.get(record_id or "")
        return found.title if found else ""


def _referred(found: Iterable[Record]) -> Iterator[RecordId]:
    """Give the ids that the facts of records name."""
    for record in found:
        yield record.owner_id
        if host := record.content.get("host_id"):
            yield host
        for name in ("schools", "people", "facts", "members"):
            for row in record.content.get(name, ()):
                yield from filter(None, (row.get("school_id"), row.get("person_id")))
