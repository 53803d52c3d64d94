"""What one person was on a day, held against a test; what nobody entered excludes nobody."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.facts import Participant, PersonFact
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.sides import side_of
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.scheme import Assessed, PeopleTest


def passes(
    world: World, test: PeopleTest, item: Item | None, person: Participant, day: date, *, surely: bool = False
) -> bool:
    """Return whether everything given holds of a person of a record on a day.

    What nobody entered passes, but not where it must hold ``surely``.
    """
    return next(failing(world, test, item, person, day, surely=surely), None) is None


def failing(
    world: World, test: PeopleTest, item: Item | None, person: Participant, day: date, *, surely: bool = False
) -> Iterator[str]:
    """Give what does not hold of a person, by the end of its code in ``scheme.near.person-…``."""
    if test.side and _side(world, item, person, day) != test.side:
        yield "side"
    if test.roles and person.role not in test.roles:
        yield "role"
    yield from _standing(world, test, person.person_id, day)
    yield from _roster(world, test, person.person_id, day, surely=surely)
    yield from _years(world, test, person.person_id, day, surely=surely)
    yield from _history(world, test, person, day, surely=surely)
    if test.any and not any(passes(world, one, item, person, day, surely=surely) for one in test.any):
        yield "other"
    # A test that must not hold excludes only those of whom it is known to hold.
    if any(passes(world, one, item, person, day, surely=not surely) for one in test.none):
        yield "other"


def _side(world: World, item: Item | None, person: Participant, day: date) -> str:
    if person.side:
        return person.side
    if item and item.from_id:
        return side_of(world, item, item.from_id)
    return world.person_side(person.person_id, day)


# -- posts, titles and honours: who has none entered has none


def _standing(world: World, test: PeopleTest, who: str | None, day: date) -> Iterator[str]:
    if test.posts and set(test.posts).isdisjoint(world.held(who, "post", day)):
        yield "post"
    if test.experience:
        begun = world.index.roster.facts_begun(who, "post", day)
        if set(test.experience).isdisjoint(fact.value for fact in begun):
            yield "experience"
    if test.titles or test.title_at_least:
        titles = world.held(who, "title", day)
        if not any(
            _among(title, test.titles) and _reaches("title", title, test.title_at_least) for title in titles
        ):
            yield "title"
    if test.honours or test.honour_levels or test.honour_level_at_least:
        honours = world.index.roster.facts_on(who, "honour", day)
        if not any(_is_honour(test, honour) for honour in honours):
            yield "honour"


def _is_honour(test: PeopleTest, honour: PersonFact) -> bool:
    return (
        _among(honour.value, test.honours)
        and _among(honour.level, test.honour_levels)
        and _reaches("level", honour.level, test.honour_level_at_least)
    )


def _among(value: str, wanted: Collection[str]) -> bool:
    return not wanted or value in wanted


def _reaches(vocabulary: str, code: str, least: str) -> bool:
    return not least or code in at_or_above(vocabulary, least)


@lru_cache(maxsize=64)
def at_or_above(vocabulary: str, least: str) -> frozenset[str]:
    """Return a code and those above it; the vocabularies of titles and levels begin with the highest."""
    codes = [choice.code for choice in VOCABULARIES[vocabulary].choices]
    return frozenset(codes[: codes.index(least) + 1] if least in codes else [least])


# -- the roster: what is not entered passes, unless it must hold surely


def _roster(world: World, test: PeopleTest, who: str | None, day: date, *, surely: bool) -> Iterator[str]:
    if test.subjects and not _one_of(world.held(who, "subject", day), test.subjects, surely=surely):
        yield "subject"
    if test.stages and not _one_of(_stages(world, who, day), test.stages, surely=surely):
        yield "stage"
    if test.employment and not _one_of(world.held(who, "employment", day), test.employment, surely=surely):
        yield "employment"
    known = world.people.get(who or "")
    sex = [known.sex] if known and known.sex else []
    if test.sex and not _one_of(sex, [test.sex], surely=surely):
        yield "sex"


def _one_of(held: Collection[str], wanted: Collection[str], *, surely: bool) -> bool:
    return not set(wanted).isdisjoint(held) if held else not surely


def _stages(world: World, who: str | None, day: date) -> list[str]:
    """Return the stages that somebody teaches: as entered, else those of the school."""
    entered = world.held(who, "stage", day)
    schools = (world.schools.get(school) for school in world.held(who, "school", day) if not entered)
    return entered or [school.stage for school in schools if school and school.stage]


def _years(world: World, test: PeopleTest, who: str | None, day: date, *, surely: bool) -> Iterator[str]:
    known = world.people.get(who or "")
    if known is None and not surely:
        return
    birth, began = (known.birth, known.teaching_since) if known else (None, None)
    if not _within(birth, day, (test.age_at_least, test.age_at_most), surely=surely):
        yield "age"
    taught = (test.teaching_years_at_least, test.teaching_years_at_most)
    if not _within(began, day, taught, surely=surely):
        yield "teaching-years"
    if test.years_here_at_least is not None or test.years_here_at_most is not None:
        here = next(iter(world.index.roster.facts_on(who, "school", day)), None)
        since = here.since if here else None
        if not _within(since, day, (test.years_here_at_least, test.years_here_at_most), surely=surely):
            yield "years-here"


def _within(since: date | None, day: date, ends: tuple[int | None, int | None], *, surely: bool) -> bool:
    least, most = ends
    if least is None and most is None:
        return True
    if since is None:
        return not surely
    years = day.year - since.year - ((day.month, day.day) < (since.month, since.day))
    return (least is None or years >= least) and (most is None or years <= most)


# -- what was before


def _history(
    world: World, test: PeopleTest, person: Participant, day: date, *, surely: bool
) -> Iterator[str]:
    who = person.person_id
    if test.served is not None and world.index.has_served(who, day) != test.served:
        yield "not-served" if test.served else "served"
    if test.assessed and not _assessed(world, test.assessed, who, day, surely=surely):
        yield "assessed"
    if test.mentored is not None:
        mentors = world.index.roster.mentors(who or person.name, day)
        wanted, them = test.mentored, (Participant(one, one, role="mentor") for one in mentors)
        if not any(passes(world, wanted, None, one, day, surely=surely) for one in them):
            yield "mentored"


def _assessed(world: World, wanted: Assessed, who: str | None, day: date, *, surely: bool) -> bool:
    begun = world.index.roster.facts_begun(who, "assessment", day)
    latest = sorted(begun, key=lambda fact: fact.since or date.min)[-wanted.years :]
    enough = len(latest) == wanted.years or not (wanted.known or surely)
    return enough and all(fact.value in wanted.grades for fact in latest)
