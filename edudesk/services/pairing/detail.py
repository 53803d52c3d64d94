"""One mentor pair in full: people, duties, sessions, quotas, and what both sides say of each term."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.models.filing import Document
from edudesk.models.people_work import Opinion
from edudesk.services.calendar import Term, TermCode, full_terms, term_label, term_of, term_reach
from edudesk.services.listing.activities import rows as activity_rows
from edudesk.services.listing.query import present
from edudesk.services.pairing.asked import Quota, quotas_of
from edudesk.services.pairing.overview import Overviewing, PairCard, When
from edudesk.services.pairing.reading import PairPerson, school_names, sessions_of
from edudesk.services.records import Record, about, get
from edudesk.services.standing.live import Standing
from edudesk.texts import Texts

REVIEW = "pair-review"
"""The kind of opinion that both sides write of a term."""
_MOST_TERMS = 12


@dataclass(frozen=True)
class SessionLine:
    """A session on the time line: its day, topic, kinds, state and number of files."""

    id: RecordId
    day: date
    topic: str
    kinds: tuple[str, ...]
    held: bool
    files: int


@dataclass(frozen=True)
class Said:
    """What somebody wrote of a term; ``ours`` when it may be changed here."""

    id: RecordId
    by: str
    grade: str
    body: str
    dated: date | None
    ours: bool
    owner: str


@dataclass(frozen=True)
class Voice:
    """One person of the pair and what they wrote of a term, the newest last; nothing while it is missing."""

    person: PairPerson
    said: tuple[Said, ...]


@dataclass(frozen=True)
class TermReview:
    """A term of the pair as both sides see it; ``first`` to ``reach`` are its days, the holiday included.

    ``dated`` is the day that what is written now bears.
    """

    code: TermCode
    label: str
    first: date
    reach: date
    dated: date
    voices: tuple[Voice, ...]

    def holds(self, day: str) -> bool:
        """Return whether a day, written as ``2026-01-16``, belongs to the term."""
        return self.first.isoformat() <= day <= self.reach.isoformat()

    @property
    def missing(self) -> tuple[str, ...]:
        """Who has not written yet."""
        return tuple(voice.person.name for voice in self.voices if not voice.said)


@dataclass(frozen=True)
class PairDetail:
    """Everything about a pair; ``documents`` are papers of the archive about it, by id."""

    card: PairCard
    content: Content
    documents: tuple[tuple[RecordId, str], ...]
    sessions: tuple[SessionLine, ...]
    quotas: tuple[Quota, ...]
    reviews: tuple[TermReview, ...]
    completion: str


def pair_detail(
    standing: Standing, pair_id: RecordId, code: TermCode | None, today: date, texts: Texts
) -> PairDetail | None:
    """Return a pair as it stands in a term; None when it lies in the recycle bin or is not there."""
    known = Overviewing(standing, code, today, texts)
    found = known.all(pair_id).pairs
    if not found:
        return None
    (card,) = found
    archive = standing.archive
    content = get(archive, pair_id).content
    with archive.read() as connection:
        sessions = sessions_of(connection, pair_id)
        written = about(connection, Opinion, [pair_id])
        owners = school_names(connection)
        papers = connection.execute(
            select(Document.id, Document.title).where(Document.about_id == pair_id, present(Document.id))
        ).all()
    rows = {row.id: row for row in activity_rows(archive, [one.id for one in sessions], own_words=known.own)}
    status = known.statuses.get(content.get("community_id", ""))
    when = known.when(content.get("community_id"))
    said = [one for one in written if one.content["kind"] == REVIEW]
    return PairDetail(
        card=card,
        content=content,
        documents=tuple((row.id, row.title) for row in papers),
        sessions=tuple(
            SessionLine(
                one.id,
                one.starts_on,
                rows[one.id].topic,
                tuple(kind(texts.language) for kind in rows[one.id].kinds),
                one.state == "held" and one.starts_on <= today,
                rows[one.id].evidence,
            )
            for one in sessions
            if one.id in rows
        ),
        quotas=quotas_of(texts, status, pair_id) if status else (),
        reviews=tuple(_reviews(card, said, when, texts, _Owners(archive.holder_id, owners))),
        completion=known.word("completion", content.get("completion")),
    )


@dataclass(frozen=True)
class _Owners:
    holder_id: RecordId
    names: Mapping[RecordId, str]

    def said(self, record: Record) -> Said:
        content = record.content
        return Said(
            record.id,
            content.get("by", ""),
            content.get("grade", ""),
            content.get("body", ""),
            content.get("dated"),
            record.owner_id == self.holder_id,
            self.names.get(record.owner_id, ""),
        )


def _reviews(
    card: PairCard, written: Sequence[Record], when: When, texts: Texts, owners: _Owners
) -> Iterator[TermReview]:
    """Give the terms of the pair until the one that is looked at, the newest first."""
    terms, day = when.terms, when.day
    by_term: dict[TermCode, list[Record]] = {}
    for record in sorted(written, key=lambda one: (one.content.get("dated") or date.min, one.id)):
        if (code := _term(record.content.get("dated"), terms)) is not None:
            by_term.setdefault(code, []).append(record)
    for term in _terms_of(card, terms, day):
        found = by_term.get(term.code, ())
        voices = tuple(
            Voice(
                person,
                tuple(owners.said(one) for one in found if one.content.get("by", "") == person.name),
            )
            for person in card.people
        )
        label = term_label(term.code)(texts.language)
        first, reach = term_reach(term, terms)
        dated = when.today if first <= when.today <= reach else term.ends_on
        yield TermReview(term.code, label, first, reach, dated, voices)


def _terms_of(card: PairCard, terms: Sequence[Term], day: date) -> tuple[Term, ...]:
    begun = card.starts_on
    last = min(day, card.ends_on) if card.ends_on else day
    if begun is None or begun > last:
        return ()
    around = full_terms(terms, begun.year - 1, last.year)
    within = [one for one in around if one.starts_on <= last and one.ends_on >= begun]
    return tuple(reversed(within[-_MOST_TERMS:]))


def _term(day: date | None, terms: Sequence[Term]) -> TermCode | None:
    try:
        return term_of(day, terms) if day else None
    except UserError:
        return None
