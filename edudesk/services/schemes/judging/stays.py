"""Stays at another school: exchanges, and activities for which somebody travelled (支教, 跟岗, 走教 …)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from edudesk.services.schemes.facts import Participant
from edudesk.services.schemes.judging.items import Item

HomeOf = Callable[[Participant, Item], str | None]
"""The school a person comes from, on the day of a record."""


def ends_known(item: Item, home_of: HomeOf, ours: frozenset[str]) -> Item:
    """Return an exchange with both schools: a missing one is the person's, else our own."""
    from_id = item.from_id or home_of(item.people[0], item)
    own = next(iter(ours), None)
    if from_id is None and own != item.to_id:
        from_id = own
    to_id = item.to_id or (own if own != from_id else None)
    schools = frozenset(school for school in (from_id, to_id) if school)
    return replace(item, from_id=from_id, to_id=to_id, host=to_id, schools=schools)


def journeys(item: Item, home_of: HomeOf) -> Iterable[Item]:
    """Return an activity as stays, one for each school that somebody came from.

    Those at home are no exchanged teachers. An activity to which nobody travelled remains, with no
    people; to what is held online nobody does.
    """
    homes: dict[str, list[Participant]] = defaultdict(list)
    for person in item.people if item.host and "onsite" in item.forms else ():
        home = home_of(person, item)
        if home and home != item.host:
            homes[home].append(person)
    for home, people in homes.items():
        ends = frozenset({home, item.host or ""})
        yield replace(item, people=tuple(people), from_id=home, to_id=item.host, schools=ends)
    if not homes:
        yield replace(item, people=())
