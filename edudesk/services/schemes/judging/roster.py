"""Who was what on a day, and whose mentor, by the roster and the mentor pairs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from edudesk.services.schemes.facts import PairFacts, PersonFact, PersonFacts
from edudesk.services.schemes.judging.membership import in_force


class Roster:
    """The dated facts of people, made quick to ask."""

    def __init__(self, people: Iterable[PersonFacts], pairs: Iterable[PairFacts]) -> None:
        self._people, self._pairs = people, pairs

    @cached_property
    def _facts_of(self) -> Mapping[tuple[str, str], list[PersonFact]]:
        found = defaultdict(list)
        for person in self._people:
            for fact in person.facts:
                found[person.id, fact.fact].append(fact)
        return found

    def facts_on(self, person_id: str | None, fact: str, day: date) -> list[PersonFact]:
        """Return the facts of one sort that held of a person on ``day``."""
        rows = self._facts_of.get((person_id or "", fact), ())
        return [row for row in rows if in_force(row.since, row.until, day, day)]

    def facts_begun(self, person_id: str | None, fact: str, day: date) -> list[PersonFact]:
        """Return the facts of one sort that held of a person on ``day`` or at any time before."""
        rows = self._facts_of.get((person_id or "", fact), ())
        return [row for row in rows if row.since is None or row.since <= day]

    def held(self, person_id: str | None, fact: str, day: date) -> list[str]:
        """Return what was true of a person on ``day``: schools, posts, honours, titles, subjects."""
        return [row.value for row in self.facts_on(person_id, fact, day)]

    @cached_property
    def _pairs_of(self) -> Mapping[str, list[PairFacts]]:
        found = defaultdict(list)
        for pair in self._pairs:
            for apprentice in pair.apprentices:
                found[apprentice].append(pair)
        return found

    def mentors(self, person: str, day: date) -> Iterator[str]:
        """Give the mentors of somebody in the pairs that run on ``day``."""
        for pair in self._pairs_of.get(person, ()):
            if pair.starts_on and in_force(pair.starts_on, pair.ends_on, day, day):
                yield from pair.mentors
