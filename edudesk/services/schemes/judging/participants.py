"""Who of a record is of the kind asked on its day (decision 7), and which subjects they bring."""

from datetime import date

from edudesk.services.schemes.facts import Participant
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.sides import side_of
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.scheme import PeopleTest


def has_people(world: World, test: PeopleTest, item: Item, day: date) -> bool:
    """Return whether enough people of a record are of the kind asked on its day (decision 7)."""
    return sum(person.count for person in item.people if _qualifies(world, test, item, person, day)) >= (
        test.at_least
    )


def qualified(world: World, tests: tuple[PeopleTest, ...], item: Item) -> frozenset[str]:
    """Return the people of a record, by id or name, who pass a test; all of them where there is none."""
    return frozenset(
        person.person_id or person.name
        for person in item.people
        if (person.person_id or person.name)
        and (not tests or any(_qualifies(world, test, item, person, item.first) for test in tests))
    )


def _qualifies(world: World, test: PeopleTest, item: Item, person: Participant, day: date) -> bool:
    key = person.person_id
    if test.side and (person.side or _own_side(world, item, key, day)) != test.side:
        return False
    if test.roles and person.role not in test.roles:
        return False
    named = (("post", test.posts), ("title", test.titles), ("honour", test.honours))
    if any(allowed and set(allowed).isdisjoint(world.held(key, fact, day)) for fact, allowed in named):
        return False
    if test.experience and set(test.experience).isdisjoint(world.held_before(key, "post", day)):
        return False
    return test.age_at_most is None or _age(world, key, day) <= test.age_at_most


def _own_side(world: World, item: Item, person_id: str | None, day: date) -> str:
    if item.from_id:
        return side_of(world, item, item.from_id)
    return world.person_side(person_id, day)


def _age(world: World, person_id: str | None, day: date) -> int:
    person = world.people.get(person_id or "")
    if person is None or person.birth is None:
        return 0
    return day.year - person.birth.year - ((day.month, day.day) < (person.birth.month, person.birth.day))


def subjects_of(world: World, item: Item, tests: tuple[PeopleTest, ...] = ()) -> frozenset[str]:
    """Return the subjects of a record; of a stay that names none, those of its people who pass a test."""
    if item.subjects or not item.to_id:
        return frozenset(item.subjects)
    who = qualified(world, tests, item)
    return frozenset(
        subject
        for person in item.people
        if person.person_id in who
        for subject in world.held(person.person_id, "subject", item.first)
    )
