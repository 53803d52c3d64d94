"""The snapshot made quick to ask: who stands on which side, who was what on a day, what happened when."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property, lru_cache

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.facts import (
    ActivityFacts,
    ExchangeFacts,
    Facts,
    Participant,
    PersonFacts,
)
from edudesk.services.schemes.judging.items import (
    Item,
    activity_item,
    donation_item,
    exchange_item,
    pair_item,
    request_item,
)
from edudesk.services.schemes.judging.membership import Membership, Pairing, in_force
from edudesk.services.schemes.judging.periods import Span
from edudesk.services.schemes.judging.stays import ends_known, journeys
from edudesk.services.schemes.scheme import Scheme
from edudesk.texts import Label

MARGIN = timedelta(days=31)  # records this near to a period are looked at, to say why they do not count
LONG = timedelta(days=31)


class World:
    """Facts of one community under one scheme on one day."""

    def __init__(self, scheme: Scheme, facts: Facts, today: date) -> None:
        self.scheme = scheme
        self.facts = facts
        self.today = today
        self.schools = {school.id: school for school in facts.schools}
        self.people = {person.id: person for person in facts.people}
        self.ours = frozenset(school.id for school in facts.schools if school.ours)
        self.membership = Membership(scheme, self.schools, facts.community, facts.members, facts.agreements)
        self._items: dict[tuple[str, Span], tuple[Item, ...]] = {}
        self._made: dict[str, Item] = {}

    # -- schools

    def pairings(self, span: Span) -> tuple[Pairing, ...]:
        """Return who helps whom in a period, our own pairings only where we take part."""
        found = self.membership.pairings(span)
        own = tuple(one for one in found if self.ours & {one.helper_id, one.helped_id})
        return own or found

    @cached_property
    def elsewhere(self) -> tuple[Membership, ...]:
        """Return the archive's other communities under the same scheme."""
        return tuple(
            Membership(self.scheme, self.schools, other.community, other.members, other.agreements)
            for other in self.facts.others
            if self.scheme.id in other.scheme_ids
        )

    def side(self, item: Item, school_id: str) -> str:
        """Return a school's side in a record: the one it names, else its role's on that day."""
        return item.sides.get(school_id) or self.membership.side_on(school_id, item.first)

    # -- people on a day

    @cached_property
    def _dated(self) -> dict[tuple[str, str], list[tuple[str, date | None, date | None]]]:
        dated = defaultdict(list)
        for person in self.facts.people:
            for fact in person.facts:
                dated[person.id, fact.fact].append((fact.value, fact.since, fact.until))
        return dated

    def held(self, person_id: str | None, fact: str, day: date) -> list[str]:
        """Return what was true of a person on ``day``: schools, posts, honours, titles, subjects."""
        rows = self._dated.get((person_id or "", fact), ())
        return [value for value, since, until in rows if in_force(since, until, day, day)]

    def held_before(self, person_id: str | None, fact: str, day: date) -> list[str]:
        """Return what was true of a person on ``day`` or at any time before."""
        rows = self._dated.get((person_id or "", fact), ())
        return [value for value, since, _ in rows if since is None or since <= day]

    def person_side(self, person_id: str | None, day: date) -> str:
        """Return the side of the school at which a person worked on ``day``."""
        for school in self.held(person_id, "school", day):
            if side := self.membership.side_on(school, day):
                return side
        return ""

    def domain(self, domain: str, span: Span) -> tuple[str, ...]:
        """Return the community's dated list for a period."""
        return tuple(
            dict.fromkeys(
                entry.value
                for entry in self.facts.domains
                if entry.domain == domain and in_force(entry.since, entry.until, span.first, span.period.last)
            )
        )

    # -- records

    @cached_property
    def _about(self) -> dict[str, set[str]]:
        about = defaultdict(set)
        for document in self.facts.documents:
            if document.about_id:
                about[document.about_id].add(document.kind)
        return about

    def documents_about(self, record_id: str) -> frozenset[str]:
        """Return the kinds of the documents that belong to a record."""
        return frozenset(self._about.get(record_id, ()))

    def made(self, activity_id: str) -> Item | None:
        """Return an activity that some rule has looked at."""
        return self._made.get(activity_id)

    @cached_property
    def _by_day(self) -> tuple[list[date], list[ActivityFacts], list[ActivityFacts]]:
        """Activities in order of their first day, and those that any period must look at."""
        kept = [each for each in self.facts.activities if not each.deleted]
        ordered = sorted(kept, key=lambda each: (each.starts_on, each.id))
        odd = [each for each in ordered if each.term or each.last_day - each.starts_on > LONG]
        return [each.starts_on for each in ordered], ordered, odd

    def _activities(self, span: Span) -> list[Item]:
        days, ordered, odd = self._by_day
        low, high = bisect_left(days, span.first - MARGIN), bisect_right(days, span.reach + MARGIN)
        near = ordered[low:high]
        seen = {each.id for each in near}
        further = [each for each in odd if each.id not in seen and self._touches(each, span)]
        return [self._made.get(each.id) or self._make(each) for each in (*near, *further)]

    def _touches(self, activity: ActivityFacts, span: Span) -> bool:
        return span.holds(activity.starts_on, activity.term) or bool(
            span.overlap(activity.starts_on, activity.last_day)
        )

    def _make(self, activity: ActivityFacts) -> Item:
        item = self._made[activity.id] = activity_item(activity, self.today)
        return item

    def items(self, record: str, span: Span) -> tuple[Item, ...]:
        """Return the records of one sort that a period may count, and those near to it."""
        key = (record, span)
        if key not in self._items:
            self._items[key] = tuple(self._gather(record, span))
        return self._items[key]

    def _gather(self, record: str, span: Span) -> Iterable[Item]:
        facts, today = self.facts, self.today
        made: Iterable[Item | None]
        match record:
            case "activity":
                return self._activities(span)
            case "stay":
                return self._stays(span)
            case "person" | "school":
                return self._undated(record, span)
            case "exchange":
                made = (self._exchange(each) for each in facts.exchanges)
            case "pair":
                made = (pair_item(each, today) for each in facts.pairs)
            case "donation":
                made = (donation_item(each, today) for each in facts.donations)
            case _:
                made = (request_item(each, today) for each in facts.requests)
        near = (span.first - MARGIN, span.reach + MARGIN)
        return [item for item in made if item and item.first <= near[1] and item.last >= near[0]]

    def _exchange(self, exchange: ExchangeFacts) -> Item | None:
        item = exchange_item(exchange, self.today)
        return ends_known(item, self._home, self.ours) if item else None

    def _stays(self, span: Span) -> Iterable[Item]:
        yield from self.items("exchange", span)
        for item in self._activities(span):
            yield from journeys(item, self._home)

    def _home(self, person: Participant, item: Item) -> str | None:
        """Return the school a person comes from: of the side named in the record, else on the roster."""
        if person.side:
            for school in sorted(item.schools):
                if self.side(item, school) == person.side:
                    return school
        return next(iter(self.held(person.person_id, "school", item.first)), None)

    def _undated(self, record: str, span: Span) -> list[Item]:
        day = min(max(self.today, span.first), span.reach)
        run = (span.first, span.reach)
        if record == "school":
            return [
                Item("school", school, *run, run, run, schools=frozenset({school}), host=school)
                for school in self.membership.members(span)
            ]
        return [self._person_item(person, day, run) for person in self.facts.people]

    def _person_item(self, person: PersonFacts, day: date, run: tuple[date, date]) -> Item:
        schools = self.held(person.id, "school", day)
        return Item(
            "person",
            person.id,
            *run,
            run,
            run,
            host=schools[0] if schools else None,
            schools=frozenset(schools),
            people=(Participant(person.id, person.name),),
            subjects=tuple(self.held(person.id, "subject", day)),
        )

    # -- names

    def label(self, vocabulary: str, code: str) -> Label:
        """Return the name of a code: the scheme's own, else the common one, else the code."""
        if vocabulary == "member":
            name = self.schools[code].called if code in self.schools else code
            return Label(name, name)
        if vocabulary == "person":
            name = self.people[code].name if code in self.people else code
            return Label(name, name)
        return self.scheme.word(vocabulary, code) or _common(vocabulary, code)


@lru_cache(maxsize=512)
def _common(vocabulary: str, code: str) -> Label:
    known = VOCABULARIES.get(vocabulary)
    return known.label(code) if known else Label(code, code)
