"""The snapshot under one scheme: who stands on which side, and which records a period may count."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.calendar import TermCode, full_terms
from edudesk.services.schemes.facts import Facts, Participant, PersonFacts
from edudesk.services.schemes.judging.effort import Effort
from edudesk.services.schemes.judging.index import Index
from edudesk.services.schemes.judging.items import Item, Run
from edudesk.services.schemes.judging.items_of_papers import community_item, school_item
from edudesk.services.schemes.judging.items_of_work import duty_item
from edudesk.services.schemes.judging.membership import Membership, Pairing, in_force
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.stays import journeys
from edudesk.services.schemes.scheme import Scheme
from edudesk.texts import Label

MARGIN = timedelta(days=31)  # records this near to a period are looked at, to say why they do not count


class World:
    """Facts of one community under one scheme on one day; schools are called as at the end of ``term``."""

    def __init__(self, scheme: Scheme, facts: Facts, today: date, term: TermCode) -> None:
        self.scheme = scheme
        self.facts = facts
        self.today = today
        year = term.start_year
        days = (one.ends_on for one in full_terms(facts.terms, year, year) if one.code == term)
        self._named_on = next(days, today)
        self.index = Index.of(facts, today)
        self.schools = self.index.schools
        self.people = self.index.people
        self.ours = self.index.ours
        self.membership = Membership(scheme, self.schools, facts.community, facts.members, facts.agreements)
        self.effort = Effort()
        self.kept: dict[object, object] = {}
        """What rules of this scheme share: selections by what is asked."""
        self._items: dict[tuple[str, Span], tuple[Item, ...]] = {}
        self._person_sides: dict[tuple[str, date], str] = {}

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
        return item.sides.get(school_id) or self.membership.side_on(school_id, item.day)

    # -- people on a day

    def held(self, person_id: str | None, fact: str, day: date) -> list[str]:
        """Return what was true of a person on ``day``: schools, posts, honours, titles, subjects."""
        return self.index.roster.held(person_id, fact, day)

    def person_side(self, person_id: str | None, day: date) -> str:
        """Return the side of the school at which a person worked on ``day``."""
        key = (person_id or "", day)
        if key not in self._person_sides:
            sides = (self.membership.side_on(school, day) for school in self.held(person_id, "school", day))
            self._person_sides[key] = next((side for side in sides if side), "")
        return self._person_sides[key]

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

    def documents_about(self, record_id: str) -> frozenset[str]:
        """Return the kinds of the documents that belong to a record, a person or a school."""
        return self.index.documents_about(record_id)

    def made(self, activity_id: str) -> Item | None:
        """Return an activity by its id."""
        return self.index.activity(activity_id)

    def items(self, record: str, span: Span) -> tuple[Item, ...]:
        """Return the records of one sort that a period may count, and those near to it."""
        key = (record, span)
        if key not in self._items:
            self._items[key] = tuple(self._gather(record, span))
        return self._items[key]

    def of_kinds(
        self, record: str, kinds: tuple[str, ...], forms: tuple[str, ...], span: Span
    ) -> Iterator[Item]:
        """Give the records that a period may count, of these kinds (exchanges: of these forms)."""
        if record == "activity":
            yield from self._activities(kinds, span)
            return
        if record == "stay":
            yield from self.of_kinds("exchange", (), forms, span)
            for item in self._activities(kinds, span) if kinds else ():
                yield from journeys(item, self._home)
            return
        wanted = set(forms if record == "exchange" else kinds)
        yield from (
            item for item in self.items(record, span) if not wanted or not wanted.isdisjoint(item.kinds)
        )

    def _gather(self, record: str, span: Span) -> Iterable[Item]:
        match record:
            case "activity" | "stay":
                return self.of_kinds(record, (), (), span)
            case "person" | "school" | "roster-school" | "community" | "duty":
                return self._lasting(record, span)
        first, last = _around(span)
        return [
            item
            for item in self.index.dated(record)
            if (item.first <= last and item.last >= first) or (item.moved_to and item.moved_to == span.term)
        ]

    def _activities(self, kinds: tuple[str, ...], span: Span) -> Iterator[Item]:
        def reaches(item: Item) -> bool:
            return span.holds(item.first, item.moved_to) or span.overlap(item.first, item.last) is not None

        return self.index.activities(kinds, _around(span), reaches)

    def _home(self, person: Participant, item: Item) -> str | None:
        """Return the school a person comes from: of the side named in the record, else on the roster."""
        if person.side:
            for school in sorted(item.schools):
                if self.side(item, school) == person.side:
                    return school
        return next(iter(self.held(person.person_id, "school", item.first)), None)

    # -- what lasts over the period

    def _lasting(self, record: str, span: Span) -> list[Item]:
        run, facts = (span.first, span.reach), self.facts
        match record:
            case "school":
                return [school_item(record, school, run) for school in self.membership.members(span)]
            case "roster-school":
                return [school_item(record, school, run) for school in self.schools]
            case "community":
                return list(self._communities(run))
            case "duty":
                first = facts.community.since or span.first
                duties = (duty_item(each, self.today, first) for each in facts.duties)
                return [item for item in duties if item.first <= span.reach and item.last >= span.first]
        day = min(max(self.today, span.first), span.reach)
        return [self._person_item(person, day, run) for person in facts.people]

    def _communities(self, run: Run) -> Iterator[Item]:
        facts = self.facts
        others = ((one.community, one.members) for one in facts.others if self.scheme.id in one.scheme_ids)
        for community, members in ((facts.community, facts.members), *others):
            named = replace(community, type=self.scheme.type_code(community.type))
            yield community_item(named, self.today, run, {member.school_id for member in members})

    def _person_item(self, person: PersonFacts, day: date, run: Run) -> Item:
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
            read_on=day,
        )

    # -- names

    def label(self, vocabulary: str, code: str) -> Label:
        """Return the name of a code: the scheme's own, else the common one, else the code."""
        if vocabulary == "member":
            name = self.schools[code].called_on(self._named_on) if code in self.schools else code
            return Label(name, name)
        if vocabulary == "person":
            name = self.people[code].name if code in self.people else code
            return Label(name, name)
        return self.scheme.word(vocabulary, code) or _common(vocabulary, code)


def _around(span: Span) -> Run:
    """Return the days of a period and those near to it."""
    early = span.first - MARGIN if span.first > date.min + MARGIN else date.min
    return early, span.reach + MARGIN if span.reach < date.max - MARGIN else date.max


@lru_cache(maxsize=512)
def _common(vocabulary: str, code: str) -> Label:
    known = VOCABULARIES.get(vocabulary)
    return known.label(code) if known else Label(code, code)
