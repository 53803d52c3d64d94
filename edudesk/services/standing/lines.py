"""The records behind a number, each in one line: what counted, and what nearly did."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from edudesk.models.base import RecordId
from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.facts import (
    ActivityFacts,
    AgreementFacts,
    DocumentFacts,
    DonationFacts,
    ExchangeFacts,
    PairFacts,
    RequestFacts,
    SchoolFacts,
)
from edudesk.services.schemes.results import Counted, Near
from edudesk.services.standing.tallies import TYPES
from edudesk.services.standing.view import RecordKey
from edudesk.services.standing.why import say_why
from edudesk.services.standing.words import listed, say_day, short_labels, word
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

Topic = Callable[[RecordId], str]
_Told = tuple[date | None, str, str]
"""The day of a record, what it is, and with whom."""


@dataclass(frozen=True)
class RecordLine:
    """A record that counted: day, what, and with whom; ``amount`` is what it adds, such as ``4 天``."""

    record: RecordKey
    day_text: str
    text: str
    partner: str
    amount: str


@dataclass(frozen=True)
class NearLine:
    """A record that nearly counted, and why it did not."""

    record: RecordKey
    day_text: str
    text: str
    reason: str


class Lines:
    """Says which records stand behind the numbers of one community."""

    def __init__(self, texts: Texts, status: TermStatus, topic: Topic) -> None:
        self._texts = texts
        self._scheme = status.scheme
        self._topic = topic
        self._facts = facts = status.facts
        names = short_labels([school.called for school in facts.schools])
        self._schools = {school.id: name for school, name in zip(facts.schools, names, strict=True)}
        self._ours = {school.id for school in facts.schools if school.ours}
        self._helpers = {
            member.school_id
            for member in facts.members
            if status.scheme.side(status.scheme.role_code(member.role)) == "helper"
        }
        self._people = {person.id: person.name for person in facts.people}
        self._records = {
            one.id: one
            for some in (
                facts.activities,
                facts.exchanges,
                facts.pairs,
                facts.documents,
                facts.donations,
                facts.agreements,
                facts.requests,
                facts.schools,
            )
            for one in some
        }

    def counted(self, counted: Sequence[Counted]) -> Iterator[RecordLine]:
        """Give the lines of what counted, the newest first."""
        told = [(*self._tell(each.id), each) for each in counted]
        for day, text, partner, each in sorted(told, key=lambda one: one[0] or date.min, reverse=True):
            yield RecordLine(_key(each), self._day(day), text, partner, plain(each.amount))

    def near(self, near: Sequence[Near]) -> Iterator[NearLine]:
        """Give the lines of what nearly counted, the newest first."""
        told = [(*self._tell(each.id), each) for each in near]
        for day, text, _partner, each in sorted(told, key=lambda one: one[0] or date.min, reverse=True):
            yield NearLine(_key(each), self._day(day), text, say_why(self._texts, each, self._facts))

    def _day(self, day: date | None) -> str:
        return say_day(self._texts, day) if day else ""

    def _tell(self, record_id: RecordId) -> _Told:
        told: _Told = (None, self._people.get(record_id, ""), "")
        match self._records.get(record_id):
            case ActivityFacts() as one:
                schools = [part.school_id for part in one.schools] or [one.host_id or ""]
                told = one.starts_on, self._topic(one.id), self._named(schools)
            case ExchangeFacts() as one:
                name = self._texts.say("home.gap.exchange", name=one.name)
                told = one.real_from or one.planned_from, name, self._named([one.from_id, one.to_id])
            case PairFacts() as one:
                mentor, apprentice = (
                    listed(self._texts, (self._people.get(each, each) for each in people))
                    for people in (one.mentors, one.apprentices)
                )
                named = self._texts.say("home.pair.named", mentor=mentor, apprentice=apprentice)
                told = one.starts_on, named, ""
            case DocumentFacts() as one:
                kind = word(self._scheme, "document-kind", one.kind, self._texts)
                told = one.handed_on or one.dated, kind, self._named([one.school_id or ""])
            case DonationFacts() as one:
                amount = self._texts.say("home.rules.donation", value=plain(one.value))
                told = one.dated, amount, self._named([one.from_id or "", one.to_id or ""])
            case AgreementFacts() as one:
                parties = self._named(one.parties)
                told = one.signed_on or one.starts_on, self._texts.say("home.rules.agreement"), parties
            case RequestFacts() as one:
                told = one.asked_on, self._texts.say("home.rules.request"), self._named([one.school_id or ""])
            case SchoolFacts() as one:
                told = None, one.name, ""
        return told

    def _named(self, schools: Sequence[str]) -> str:
        """Return the other schools of a record: not our own, or for a bureau not the helping ones."""
        own = self._ours & set(schools) or self._helpers
        return listed(self._texts, (self._schools.get(one, "") for one in schools if one and one not in own))


def _key(each: Counted | Near) -> RecordKey:
    return TYPES.get(each.record, each.record), each.id
