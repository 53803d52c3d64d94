"""What the snapshot alone tells, arranged once for all schemes: who was what when, what happened when."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from edudesk.services.schemes.facts import (
    ActivityFacts,
    DocumentFacts,
    ExchangeFacts,
    Facts,
    Participant,
)
from edudesk.services.schemes.judging.items import Item, Run
from edudesk.services.schemes.judging.items_of_papers import achievement_item, agreement_item, document_item
from edudesk.services.schemes.judging.items_of_work import (
    activity_item,
    donation_item,
    exchange_item,
    pair_item,
    request_item,
)
from edudesk.services.schemes.judging.order import Order
from edudesk.services.schemes.judging.roster import Roster
from edudesk.services.schemes.judging.stays import ends_known

_OF_ACTIVITIES = frozenset({"document"})
"""The sorts of records whose people may be those of an activity."""


class Index:
    """One snapshot on one day; schemes that are evaluated over it share what was made."""

    def __init__(self, facts: Facts, today: date, beside: "Index | None" = None) -> None:
        """``beside``: an index of that day of which only the activities are others."""
        self.facts = facts
        self.today = today
        self.schools = {school.id: school for school in facts.schools}
        self.roster: Roster = beside.roster if beside else Roster(facts.people, facts.pairs)
        self.people = {person.id: person for person in facts.people}
        self.ours = frozenset(school.id for school in facts.schools if school.ours)
        self._order = Order.of(facts)
        self._made: dict[int, Item] = {}
        self._known: dict[str, Item] = {}
        # An edit leaves most activities the objects that they were: what was made of those is taken over.
        self.made_of: dict[str, tuple[ActivityFacts, Item]] = dict(beside.made_of) if beside else {}
        self._kinds: dict[tuple[int, int], dict[str, list[int]]] = {}
        known: Mapping[str, tuple[Item, ...]] = beside.gathered if beside else {}
        self.gathered: dict[str, tuple[Item, ...]]
        self.gathered = {sort: items for sort, items in known.items() if sort not in _OF_ACTIVITIES}
        self.came: dict[str, tuple[Item, frozenset[str]]] = dict(beside.came) if beside else {}

    @classmethod
    def of(cls, facts: Facts, today: date) -> "Index":
        """Return the index of a snapshot, the one made before where it is for the same day."""
        kept = facts.reckoned.get(cls)
        if not isinstance(kept, cls) or kept.today != today:
            kept = facts.reckoned[cls] = cls(facts, today)
        return kept

    @classmethod
    def carry(cls, before: Facts, after: Facts) -> None:
        """Give ``after``, which differs in its activities alone, what was arranged of all else."""
        known = before.reckoned.get(cls)
        if isinstance(known, cls):
            after.reckoned[cls] = cls(after, known.today, known)

    @cached_property
    def earliest(self) -> date:
        """The first day that any record tells of, or that the community was there."""
        facts = self.facts
        days = [
            facts.community.since,
            *(one.starts_on for one in facts.activities),
            *(one.real_from or one.planned_from for one in facts.exchanges),
            *(one.starts_on for one in facts.pairs),
            *(one.dated for one in facts.donations),
            *(one.dated for one in facts.documents),
            *(one.dated for one in facts.achievements),
        ]
        return min((day for day in days if day), default=self.today)

    # -- people

    @cached_property
    def _stays_over(self) -> Mapping[str, date]:
        """The last day of each person's first stay."""
        over: dict[str, date] = {}
        for item in self.dated("exchange"):
            who = item.people[0].person_id
            if who and item.done:
                over[who] = min(over.get(who, item.last), item.last)
        return over

    def has_served(self, person_id: str | None, day: date) -> bool:
        """Return whether somebody had been on an exchange that ended before ``day``, by records or roster."""
        over = self._stays_over.get(person_id or "")
        return (over is not None and over < day) or bool(self.roster.facts_begun(person_id, "service", day))

    # -- papers

    @cached_property
    def _about(self) -> Mapping[str, set[str]]:
        about = defaultdict(set)
        for document in self.facts.documents:
            for belongs in (document.about_id, document.person_id, document.school_id):
                if belongs:
                    about[belongs].add(document.kind)
        return about

    def documents_about(self, record_id: str) -> frozenset[str]:
        """Return the kinds of the documents that belong to a record, a person or a school."""
        return frozenset(self._about.get(record_id, ()))

    def _named(self, document: DocumentFacts) -> tuple[Participant, ...]:
        """Return whose paper it is: the person it names, else the people of the record it belongs to."""
        who, about = document.person_id, document.about_id
        if who is None and about in self.people:
            who = about
        if who is not None:
            return (Participant(who),)
        record = self._record(about) if about else None
        return record.people if record else ()

    def _record(self, record_id: str) -> Item | None:
        return self.activity(record_id) or self._stays_and_pairs.get(record_id)

    @cached_property
    def _stays_and_pairs(self) -> Mapping[str, Item]:
        return {item.id: item for record in ("exchange", "pair") for item in self.dated(record)}

    # -- activities

    def _of_kind(self, low: int, high: int) -> Mapping[str, list[int]]:
        """Return where the activities of each kind stand, within these places."""
        found = self._kinds.get((low, high))
        if found is None:
            found = self._kinds[low, high] = defaultdict(list)
            for place, each in enumerate(self._order.activities[low:high], low):
                for kind in each.kinds:
                    found[kind].append(place)
        return found

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {each.id: place for place, each in enumerate(self._order.activities)}

    def activity(self, activity_id: str) -> Item | None:
        """Return an activity by its id."""
        if activity_id in self._known:
            return self._known[activity_id]
        place = self._places.get(activity_id)
        return None if place is None else self._activity(place)

    def _activity(self, place: int) -> Item:
        item = self._made.get(place)
        if item is None:
            facts = self._order.activities[place]
            of, item = self.made_of.get(facts.id, (None, None))
            if item is None or of is not facts:
                item = activity_item(facts, self.today)
                self.made_of[facts.id] = facts, item
            self._made[place] = self._known[facts.id] = item
        return item

    def activities(
        self, kinds: tuple[str, ...], days: Run, reaches: Callable[[Item], bool]
    ) -> Iterator[Item]:
        """Give the activities of these kinds that begin in these days, and others that ``reaches`` takes."""
        low, high = bisect_left(self._order.days, days[0]), bisect_right(self._order.days, days[1])
        places: Iterable[int] = range(low, high)
        odd = [place for place in self._order.odd if not low <= place < high]
        if kinds:
            of_kind = self._of_kind(low, high)
            lists = [of_kind.get(kind, []) for kind in dict.fromkeys(kinds)]
            places = lists[0] if len(lists) == 1 else sorted({place for each in lists for place in each})
            odd = [place for place in odd if not set(kinds).isdisjoint(self._order.activities[place].kinds)]
        yield from map(self._activity, places)
        yield from filter(reaches, map(self._activity, odd))

    # -- other dated records

    def dated(self, record: str) -> tuple[Item, ...]:
        """Return all records of a sort other than activities that have a day."""
        if record not in self.gathered:
            self.gathered[record] = tuple(item for item in self._gather(record) if item)
        return self.gathered[record]

    def _gather(self, record: str) -> Iterable[Item | None]:
        facts, today = self.facts, self.today
        made: Iterable[Item | None]
        match record:
            case "exchange":
                made = (self._exchange(each) for each in facts.exchanges)
            case "pair":
                made = (pair_item(each, today) for each in facts.pairs)
            case "donation":
                made = (donation_item(each, today) for each in facts.donations)
            case "achievement":
                made = (achievement_item(each, today) for each in facts.achievements)
            case "document":
                made = (document_item(each, today, self._named(each)) for each in facts.documents)
            case "agreement":
                members = {member.school_id for member in facts.members}
                made = (agreement_item(each, today, members) for each in facts.agreements)
            case _:
                made = (request_item(each, today) for each in facts.requests)
        return made

    def _exchange(self, exchange: ExchangeFacts) -> Item | None:
        item = exchange_item(exchange, self.today)
        return ends_known(item, self._home, self.ours) if item else None

    def _home(self, person: Participant, item: Item) -> str | None:
        return next(iter(self.roster.held(person.person_id, "school", item.first)), None)

    # -- schools

    def schools_of(self, item: Item) -> frozenset[str]:
        """Return the schools that take part: named, as hosts, or through their people."""
        if item.to_id or item.from_id or not item.people:
            return item.schools
        if item.record != "activity":
            return item.schools | self._schools_of_people(item)
        of, found = self.came.get(item.id, (None, None))
        if found is None or of is not item:
            found = item.schools | self._schools_of_people(item)
            self.came[item.id] = item, found
        return found

    def _schools_of_people(self, item: Item) -> frozenset[str]:
        people = {person.person_id for person in item.people if person.person_id}
        return frozenset(school for who in people for school in self.roster.held(who, "school", item.day))
