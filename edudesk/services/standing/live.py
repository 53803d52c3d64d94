"""How all communities of an archive stand, kept in step with what is written."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, select

from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.services import records
from edudesk.services.adopting import in_force
from edudesk.services.archive import Archive, fact_of
from edudesk.services.calendar import Term, TermCode, default_term, full_terms, term_of, term_reach
from edudesk.services.facts.collecting import brought_up, collected, replaced, source_of
from edudesk.services.facts.work import activities
from edudesk.services.heads import in_conflict
from edudesk.services.identity import Identity
from edudesk.services.records import Record
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import ActivityFacts, Facts
from edudesk.services.schemes.reading import BadScheme, read_scheme
from edudesk.services.standing.foresee import Foreseen, foresee
from edudesk.services.standing.lasting import out_of_sight, uncollected
from edudesk.services.standing.touched import EVERYTHING, Touched, newest, touched_since
from edudesk.services.status import TermStatus, is_ours
from edudesk.texts import Texts

Reckoned = TypeVar("Reckoned")
_MANY = 2_000
"""Activities from which on the facts are a burden to the garbage collector."""
_CROWD = 20_000
"""Activities from which on what is said of each is such a burden as well."""
_KEPT = 8
"""So many terms and days of one community are kept evaluated."""


@dataclass
class _Community:
    """One community as it was last read, and what was reckoned from that."""

    record: Record
    facts: Facts
    adoptions: tuple[Record, ...]
    reckoned: dict[tuple[TermCode, date], TermStatus] = field(default_factory=dict)


class Standing:
    """The facts of every community in memory; use it from one thread.

    Nothing is read before the first question. Each question first reads again what was written since.
    ``in_conflict`` are the records of our own of which two versions wait for a choice.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.sequence = -1
        self.revision = ""
        self.without_scheme: tuple[Record, ...] = ()
        self.loose: tuple[ActivityFacts, ...] = ()
        self.identity = Identity({})
        self.in_conflict: frozenset[RecordId] = frozenset()
        self._kept: dict[RecordId, _Community] = {}
        self._topics: dict[RecordId, str] = {}
        self._said: dict[Hashable, Any] = {}
        self._latest: Row[Any] | None = None

    @property
    def communities(self) -> tuple[Record, ...]:
        """The communities of the archive, oldest first."""
        return tuple(one.record for one in self._kept.values())

    def facts_of(self, community_id: RecordId) -> Facts:
        """Return a community's facts; KeyError when there is no such community."""
        self.catch_up()
        return self._kept[self.identity.of(community_id)].facts

    def topic(self, activity_id: RecordId) -> str:
        """Return an activity's topic, empty when there is no such activity."""
        return self._topics.get(activity_id, "")

    @property
    def latest(self) -> Row[Any] | None:
        """The held activity that was entered last: id, topic, entered_by, entered_at; None without any."""
        return self._latest

    def latest_of(self, activities: Collection[RecordId]) -> Row[Any] | None:
        """Return what :attr:`latest` gives, of some activities only."""
        with self.archive.read() as connection:
            found: Row[Any] | None = _entered_last(connection, activities)
        return found

    def at(self, code: TermCode | None, today: date) -> tuple[TermStatus, ...]:
        """Return how every community with a scheme stands; without ``code`` in its own term of ``today``.

        Those without an adopted scheme that can be read are in ``without_scheme``.
        """
        self.catch_up()
        found = {one.record.id: self._status(one, code, today) for one in self._kept.values()}
        self.without_scheme = tuple(one for one in self.communities if found[one.id] is None)
        return tuple(status for status in found.values() if status is not None)

    def own(self, code: TermCode | None, today: date) -> tuple[TermStatus, ...]:
        """Return how those communities stand that ask something of us; see :meth:`at`."""
        return tuple(one for one in self.at(code, today) if self.is_ours(one.community))

    def is_ours(self, community: Record) -> bool:
        """Return whether a community asks something of us."""
        return is_ours(community, self.archive.holder_id, self.identity)

    def others(self, code: TermCode | None, today: date) -> tuple[ActivityFacts, ...]:
        """Return the term's activities of which no scheme asks anything; call it after :meth:`at`."""
        plain = {one.id for one in self.without_scheme}
        first = next(iter(self._kept.values()), None)
        terms = first.facts.terms if first else ()
        found = in_term(self.loose, terms, code or term_of(today, terms))
        for kept in self._kept.values():
            if kept.record.id in plain:
                own = kept.facts
                found += in_term(own.activities, own.terms, code or term_of(today, own.terms))
        return tuple(found)

    def term_of_day(self, today: date) -> TermCode:
        """Return the term of a day by the first community's terms."""
        first = next(iter(self._kept.values()), None)
        return term_of(today, first.facts.terms if first else ())

    def once(self, key: Hashable, reckon: Callable[[], Reckoned]) -> Reckoned:
        """Return what ``reckon`` makes of the facts; kept by ``key`` until something is written."""
        self.catch_up()
        if key not in self._said:
            self._said[key] = reckon()
            if len(self._topics) > _CROWD:
                out_of_sight()
        found: Reckoned = self._said[key]
        return found

    def foresee(
        self,
        community_id: RecordId,
        content: Content,
        evidence_kinds: Collection[str],
        today: date,
        texts: Texts,
        *,
        replacing: RecordId | None = None,
    ) -> Foreseen | None:
        """Return what an activity's content would count in after saving; None without a scheme or a date.

        ``evidence_kinds`` are those of the files that lie with it; ``replacing`` is the activity that is
        edited.
        """
        self.catch_up()
        kept, day = self._kept.get(self.identity.of(community_id)), content.get("starts_on")
        if kept is None or day is None:
            return None
        moved = content.get("term")
        code = TermCode.parse(moved) if moved else term_of(day, kept.facts.terms)
        status = self._status(kept, code, today)
        if status is None:
            return None
        return foresee(
            status, content, evidence_kinds, today, texts, replacing=replacing, identity=self.identity
        )

    def catch_up(self) -> bool:
        """Read what was written since the last look; return whether anything was."""
        with self.archive.read() as connection:
            present, revision = newest(connection)
            if (present, revision) == (self.sequence, self.revision):
                return False
            touched = touched_since(connection, self.sequence) if self.sequence >= 0 else EVERYTHING
            if touched.whole:
                with uncollected():
                    self._read_all(connection)
                if len(self._topics) > _MANY:
                    out_of_sight()
            else:
                self._read_some(connection, touched)
            self.sequence, self.revision = present, revision
            self._said.clear()
        return True

    def _read_all(self, connection: Connection) -> None:
        source = source_of(connection, "")
        self.identity = source.identity
        self.in_conflict = _waiting(connection)
        self.loose = activities(source)
        self._topics = _topics(connection)
        self._latest = _entered_last(connection)
        self._kept = {
            record.id: _Community(
                record,
                collected(replace(source, community_id=record.id)),
                records.all_of(connection, "adoption", community_id=record.id),
            )
            for record in records.all_of(connection, "community")
            if self.identity.of(record.id) == record.id
        }

    def _read_some(self, connection: Connection, touched: Touched) -> None:
        source = source_of(connection, "", touched.papered)
        self.in_conflict = self.in_conflict.difference(touched.records) | _waiting(
            connection, touched.records
        )
        if touched.activities:
            known = {one.id for one in self.loose}
            loose = [one for one, (of, _) in touched.activities.items() if not of or one in known]
            self.loose = replaced(self.loose, source, loose) if loose else self.loose
            for gone in touched.activities:
                self._topics.pop(gone, None)
            self._topics |= _topics(connection, touched.activities)
            # Only what was written can be newer than the latest; all are asked where that one is gone.
            before = {self._latest.id} if self._latest else set()
            found = _entered_last(connection, {*touched.activities, *before})
            is_there = not before or _entered_last(connection, before)
            self._latest = found if is_there else _entered_last(connection)
        for kept in self._kept.values():
            of_this = replace(source, community_id=kept.record.id)
            facts = brought_up(kept.facts, of_this, *_concerned(kept.facts, of_this.communities, touched))
            if facts is not kept.facts or touched.adoptions:
                kept.facts = facts
                kept.reckoned.clear()
            if touched.adoptions:
                kept.adoptions = records.all_of(connection, "adoption", community_id=kept.record.id)

    def _status(self, kept: _Community, wanted: TermCode | None, today: date) -> TermStatus | None:
        code = wanted or term_of(today, kept.facts.terms)
        if (code, today) not in kept.reckoned:
            if len(kept.reckoned) >= _KEPT:
                kept.reckoned.clear()
            status = _reckon(kept, code, today)
            if status is None:
                return None
            kept.reckoned[code, today] = status
        return kept.reckoned[code, today]


def _waiting(connection: Connection, among: Collection[RecordId] | None = None) -> frozenset[RecordId]:
    """Return the records of our own that say two things; an archive that was just made is nobody's yet."""
    holder = fact_of(connection, "holder")
    return in_conflict(connection, holder, among) if holder else frozenset()


def _concerned(
    facts: Facts, communities: Collection[RecordId], touched: Touched
) -> tuple[frozenset[str], Collection[RecordId]]:
    """Return which sections and activities of a community, by all its ids, may have changed."""
    written = touched.activities
    own = {one for one, (of, _) in written.items() if of in communities}
    own |= written.keys() & facts.activity.keys() if written else set()
    requests = {one.id for one in facts.requests if not written.keys().isdisjoint(one.answered_by)}
    requests |= {request for _, request in written.values() if request}
    return touched.sections | (frozenset({"requests"}) if requests else frozenset()), own


def _reckon(kept: _Community, code: TermCode, today: date) -> TermStatus | None:
    """Return how a community stands, None without a scheme in force or with one that cannot be read."""
    facts = kept.facts
    term = next((term for term in facts.terms if term.code == code), default_term(code))
    adoption = in_force(kept.adoptions, term.ends_on)
    if adoption is None:
        return None
    settings = adoption.content.get("settings", {})
    try:
        scheme = read_scheme(adoption.content["scheme_text"], settings)
    except BadScheme:
        return None
    evaluation = evaluate(scheme, facts, code, today, settings)
    return TermStatus(kept.record, adoption, scheme, term, facts, evaluation)


def _topics(connection: Connection, ids: Collection[RecordId] | None = None) -> dict[RecordId, str]:
    chosen = (
        select(Activity.id, Activity.topic)
        .join(RecordHead, RecordHead.id == Activity.id)
        .where(RecordHead.deleted.is_(False))
    )
    if ids is not None:
        chosen = chosen.where(Activity.id.in_(list(ids)))
    return {row.id: row.topic for row in connection.execute(chosen)}


def _entered_last(connection: Connection, ids: Collection[RecordId] | None = None) -> Any:
    chosen = (
        select(Activity.id, Activity.topic, RecordHead.entered_by, RecordHead.entered_at)
        .join(RecordHead, RecordHead.id == Activity.id)
        .where(RecordHead.deleted.is_(False), Activity.state == "held")
        .order_by(RecordHead.entered_at.desc(), Activity.id.desc())
        .limit(1)
    )
    if ids is not None:
        chosen = chosen.where(Activity.id.in_(list(ids)))
    row: Any = connection.execute(chosen).one_or_none()
    return row


def in_term(
    activities: Iterable[ActivityFacts], terms: Sequence[Term], code: TermCode
) -> list[ActivityFacts]:
    """Return the activities of a term: by their first day, or the term that a person moved them to."""
    around = full_terms(terms, code.start_year, code.start_year)
    term = next((term for term in around if term.code == code), default_term(code))
    first, last = term_reach(term, terms)
    return [one for one in activities if (one.term == code if one.term else first <= one.starts_on <= last)]
