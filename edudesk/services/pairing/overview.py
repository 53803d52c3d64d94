"""All mentor pairs of a term, each with its months: what was held, what is planned, what is owed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Row

from edudesk.models.base import RecordId
from edudesk.services.calendar import Term, TermCode, default_term, term_of, term_reach
from edudesk.services.listing.words import OwnWords, scheme_words, word
from edudesk.services.pairing.asked import due_in
from edudesk.services.pairing.months import Month, months_of, session_term
from edudesk.services.pairing.reading import (
    PairPerson,
    Session,
    last_held,
    pair_rows,
    papered,
    people_of,
    school_names,
    sessions_between,
)
from edudesk.services.schemes.results import State
from edudesk.services.standing.live import Standing
from edudesk.services.standing.words import listed, say_month
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

PairState = Literal["coming", "running", "over", "done", "ended-early"]
"""``over``: its time has passed and nobody has said how it went."""
LIVING = frozenset({"coming", "running"})
_DONE = frozenset({"passed", "excellent"})
_SHORT = 3
"""Five months stand side by side on a card: in English so many letters of their names do."""


@dataclass(frozen=True)
class PairMonth:
    """A month of the term: cells to draw and the same in words; ``applies`` while the pair runs in it."""

    label: str
    held: int
    planned: int
    owed: int
    state: State
    applies: bool
    past: bool
    spoken: str
    sessions: tuple[RecordId, ...] = ()


@dataclass(frozen=True)
class PairCard:
    """One pair as its card and its row show it; ``idle`` while there is no session this month."""

    id: RecordId
    name: str
    mentors: tuple[PairPerson, ...]
    apprentices: tuple[PairPerson, ...]
    kind: str
    subject: str
    community: str
    starts_on: date | None
    ends_on: date | None
    state: PairState
    months: tuple[PairMonth, ...]
    held: int
    planned: int
    last: date | None
    idle: bool
    in_term: bool
    papered: bool
    ours: bool
    owner: str
    sessions: tuple[RecordId, ...] = ()

    @property
    def people(self) -> tuple[PairPerson, ...]:
        """Everybody of the pair, mentors first."""
        return (*self.mentors, *self.apprentices)


@dataclass(frozen=True)
class Overview:
    """All pairs; ``month`` is the one that is looked at, in words."""

    pairs: tuple[PairCard, ...]
    month: str
    present: bool


@dataclass(frozen=True)
class When:
    """A community's term with the day from which it is looked at."""

    code: TermCode
    term: Term
    terms: tuple[Term, ...]
    reach: tuple[date, date]
    day: date
    today: date
    months: tuple[Month, ...]


@dataclass(frozen=True)
class _Known:
    """What was read of all pairs at once, by pair; ``owners`` are the schools' names."""

    people: Mapping[RecordId, tuple[PairPerson, ...]]
    sessions: Mapping[RecordId, Sequence[Session]]
    last: Mapping[RecordId, date]
    papered: frozenset[RecordId]
    owners: Mapping[RecordId, str]


def overview(
    standing: Standing, code: TermCode | None, today: date, texts: Texts, only: RecordId | None = None
) -> Overview:
    """Return the pairs as they stand in a term: today, or at the end of one that is over."""
    return Overviewing(standing, code, today, texts).all(only)


def state_of(row: Row[Any], day: date) -> PairState:
    """Return how a pair stands on a day."""
    if row.ended_early_on and row.ended_early_on <= day:
        return "ended-early"
    if row.completion in _DONE:
        return "done"
    if row.completion == "ended":
        return "ended-early"
    if row.starts_on and row.starts_on > day:
        return "coming"
    return "over" if row.ends_on and row.ends_on < day else "running"


class Overviewing:
    """Puts pairs into words, with what every community's term and scheme say."""

    def __init__(self, standing: Standing, code: TermCode | None, today: date, texts: Texts) -> None:
        self.standing, self.today, self.texts = standing, today, texts
        self.statuses: Mapping[RecordId, TermStatus] = {
            one.community.id: one for one in standing.at(code, today)
        }
        self.code = code or standing.term_of_day(today)
        self.communities = {one.id: one.title for one in standing.communities}
        self.own: OwnWords = scheme_words(one.scheme for one in self.statuses.values())
        self._whens: dict[RecordId | None, When] = {}

    def all(self, only: RecordId | None = None) -> Overview:
        """Return the pairs, or the one that is asked."""
        archive = self.standing.archive
        with archive.read() as connection:
            rows = pair_rows(connection, only)
            people = people_of(connection, rows)
            whens = [self.when(one) for one in dict.fromkeys(row.community_id for row in rows)]
            first = min((when.reach[0] for when in whens), default=self.today)
            last = max((when.reach[1] for when in whens), default=self.today)
            sessions: dict[RecordId, list[Session]] = defaultdict(list)
            for one in sessions_between(connection, first, last):
                sessions[one.pair_id].append(one)
            seen = last_held(connection, self.today)
            papers = papered(connection, (row.id for row in rows))
            owners = school_names(connection)
        known = _Known(people, sessions, seen, papers, owners)
        cards = tuple(self._card(row, known) for row in rows)
        when = self.when(next(iter(self.communities), None))
        return Overview(cards, say_month(self.texts, when.day), self.is_present(when))

    def is_present(self, when: When) -> bool:
        """Return whether the term that is looked at is that of today."""
        return when.code == term_of(self.today, when.terms)

    def when(self, community_id: RecordId | None) -> When:
        """Return the term of a community, the usual one where it has none of its own."""
        if community_id not in self._whens:
            self._whens[community_id] = self._looked_at(community_id)
        return self._whens[community_id]

    def _looked_at(self, community_id: RecordId | None) -> When:
        terms: tuple[Term, ...] = ()
        if community_id in self.communities and community_id is not None:
            terms = self.standing.facts_of(community_id).terms
        term = next((one for one in terms if one.code == self.code), default_term(self.code))
        reach = term_reach(term, terms)
        day = min(max(self.today, reach[0]), reach[1])
        return When(self.code, term, terms, reach, day, self.today, months_of(term))

    def word(self, vocabulary: str, code: str | None) -> str:
        """Return the word for a code."""
        return word(vocabulary, code, self.own)(self.texts.language) if code else ""

    def _card(self, row: Row[Any], known: _Known) -> PairCard:
        when, people = self.when(row.community_id), known.people.get(row.id, ())
        own = [
            one
            for one in known.sessions.get(row.id, ())
            if session_term(one.starts_on, one.term, when.terms) == when.code
        ]
        state = state_of(row, when.day)
        ended = row.ended_early_on or row.ends_on
        held = [one for one in own if one.state == "held" and one.starts_on <= self.today]
        this_month = (when.day.year, when.day.month)
        met = any((one.starts_on.year, one.starts_on.month) == this_month for one in held)
        begins = row.starts_on or row.signed_on
        return PairCard(
            id=row.id,
            name=row.name,
            mentors=tuple(one for one in people if one.part == "mentor"),
            apprentices=tuple(one for one in people if one.part == "apprentice"),
            kind=self.word("pair-kind", row.kind),
            subject=self.word("subject", row.subject),
            community=self.communities.get(row.community_id or "", "") if len(self.communities) > 1 else "",
            starts_on=begins,
            ends_on=ended,
            state=state,
            months=self._months(row, own, when),
            held=len(held),
            planned=len(own) - len(held),
            last=known.last.get(row.id),
            idle=state == "running" and not met,
            in_term=(begins is None or begins <= when.reach[1]) and (ended is None or ended >= when.reach[0]),
            papered=row.id in known.papered,
            ours=row.owner_id == self.standing.archive.holder_id,
            owner=known.owners.get(row.owner_id, ""),
            sessions=tuple(one.id for one in own),
        )

    def _months(self, row: Row[Any], own: Sequence[Session], when: When) -> tuple[PairMonth, ...]:
        months = [self._month(row, own, month) for month in when.months]
        outside = [one for one in own if not any(month.holds(one.starts_on) for month in when.months)]
        if outside:  # in the holiday after the term, or moved to it from another
            held = sum(self._is_held(one) for one in outside)
            months.append(
                self._cells(self.texts.say("pairs.holiday"), outside, held, 0, State.MET, past=True)
            )
        return tuple(months)

    def _is_held(self, one: Session) -> bool:
        return one.state == "held" and one.starts_on <= self.today

    def _month(self, row: Row[Any], own: Sequence[Session], month: Month) -> PairMonth:
        within = [one for one in own if month.holds(one.starts_on)]
        held = sum(self._is_held(one) for one in within)
        status = self.statuses.get(row.community_id or "")
        due = due_in(status, row.id, month) if status else None
        owed = max(0, due.target - due.ahead) if due else 0
        begins, ends = row.starts_on or row.signed_on, row.ended_early_on or row.ends_on
        applies = (begins is None or begins <= month.last) and (ends is None or ends >= month.first)
        name = say_month(self.texts, month.named)
        return self._cells(
            name,
            within,
            held,
            owed if applies else 0,
            due.state if due else State.MET if held else State.ON_TRACK,
            past=month.first <= self.today,
            applies=applies or bool(within),
            short=name if self.texts.language == "zh" else name[:_SHORT],
        )

    def _cells(
        self,
        label: str,
        sessions: Sequence[Session],
        held: int,
        owed: int,
        state: State,
        *,
        past: bool,
        applies: bool = True,
        short: str = "",
    ) -> PairMonth:
        say, planned = self.texts.say, len(sessions) - held
        said = [
            say(f"pairs.month-{code}", count=count)
            for code, count in (("held", held), ("planned", planned), ("owed", owed))
            if count
        ]
        if not said:
            said = [say("pairs.month-none" if applies else "pairs.month-outside")]
        spoken = f"{label} {self.texts.phrase(said)}"
        return PairMonth(
            short or label,
            held,
            planned,
            owed,
            state,
            applies,
            past,
            spoken,
            tuple(one.id for one in sessions),
        )


def names_of(texts: Texts, people: Sequence[PairPerson]) -> str:
    """Return people's names one after another."""
    return listed(texts, (one.name for one in people))


def couple(texts: Texts, card: PairCard) -> str:
    """Return ``方若兰 → 莫春燕`` for a pair, its name where nobody is entered."""
    mentors, apprentices = names_of(texts, card.mentors), names_of(texts, card.apprentices)
    return f"{mentors} → {apprentices}" if mentors and apprentices else card.name


def schools_of(texts: Texts, card: PairCard) -> str:
    """Return the schools of a pair: ``云杉小学 → 石榴湾``, one where both are of it."""
    sides = [
        listed(texts, dict.fromkeys(one.school for one in people if one.school))
        for people in (card.mentors, card.apprentices)
    ]
    return sides[0] if sides[0] == sides[1] else " → ".join(side for side in sides if side)
