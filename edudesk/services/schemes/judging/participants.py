"""Who of a record is of the kind asked on its day (decision 7), and which subjects they bring."""

from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.persons import failing, passes
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.scheme import PeopleTest

Tests = tuple[PeopleTest, ...]


def has_people(world: World, test: PeopleTest, item: Item) -> bool:
    """Return whether enough people of a record, and not too many, are of the kind asked (decision 7)."""
    return _fits(test, _count(world, test, item))


def _count(world: World, test: PeopleTest, item: Item) -> int:
    return sum(person.count for person in item.people if passes(world, test, item, person, item.day))


def _fits(test: PeopleTest, count: int) -> bool:
    return count >= test.at_least and (test.at_most is None or count <= test.at_most)


def why_nobody(world: World, test: PeopleTest, item: Item) -> str:
    """Return why a record has not the people asked for, an empty text when it has."""
    count = _count(world, test, item)
    if _fits(test, count):
        return ""
    if not item.people:
        return "nobody-entered"
    if count:
        return "too-few-people" if count < test.at_least else "too-many-people"
    lacking = ([*failing(world, test, item, person, item.day)] for person in item.people)
    alone = next((fields[0] for fields in lacking if len(fields) == 1), "other")
    return "no-qualified-person" if alone == "other" else f"person-{alone}"


def qualified(world: World, tests: Tests, item: Item) -> frozenset[str]:
    """Return the people of a record, by id or name, who pass a test; all of them where there is none."""
    tests = tests if item.tests is None else item.tests
    return frozenset(
        person.person_id or person.name
        for person in item.people
        if (person.person_id or person.name)
        and (not tests or any(passes(world, test, item, person, item.day) for test in tests))
    )


def subjects_of(world: World, item: Item, tests: Tests = ()) -> frozenset[str]:
    """Return the subjects of a record; of a stay that names none, those of its people who pass a test."""
    if item.subjects or not item.to_id:
        return frozenset(item.subjects)
    who = qualified(world, tests, item)
    return frozenset(
        subject
        for person in item.people
        if person.person_id in who
        for subject in world.held(person.person_id, "subject", item.day)
    )
