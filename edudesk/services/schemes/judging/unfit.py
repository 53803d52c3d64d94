"""Why somebody does not pass the tests of people, with what they are and what is asked for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from edudesk.services.schemes.facts import Participant
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.persons import failing, passes
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Owed
from edudesk.services.schemes.scheme import PeopleTest
from edudesk.texts import Label

_VOCABULARIES = {
    "post": ("post", "post"),
    "title": ("title", "title"),
    "honour": ("honour", "honour"),
    "subject": ("subject", "subject"),
    "stage": ("stage", "stage"),
}
"""What may be lacking of a person: the fact of the roster, and the vocabulary of its values."""


def unfit(
    world: World, tests: tuple[PeopleTest, ...], item: Item, person: Participant, day: date
) -> tuple[Owed, ...]:
    """Return why a person passes none of the tests: what the one they come nearest to lacks."""
    if not tests or any(passes(world, test, item, person, day) for test in tests):
        return ()
    lacking = [tuple(_lacking(world, test, item, person, day)) for test in tests]
    return min(lacking, key=len)


def _lacking(world: World, test: PeopleTest, item: Item, person: Participant, day: date) -> Iterator[Owed]:
    alternatives = test.any and not any(passes(world, one, item, person, day) for one in test.any)
    if alternatives:
        yield from unfit(world, test.any, item, person, day)
    for code in failing(world, test, item, person, day):
        if code != "other":
            yield _said(world, test, person, day, code)
        elif not alternatives or any(passes(world, one, item, person, day) for one in test.none):
            yield Owed("scheme.owed.unfit-other")


def _said(world: World, test: PeopleTest, person: Participant, day: date, code: str) -> Owed:
    if code in _YEARS:
        return _of_years(world, test, person, day, code)
    if code in _VOCABULARIES or code == "experience":
        return _of_words(world, test, person, day, code)
    known: dict[str, dict[str, object]] = {
        "employment": {"wanted": test.employment},
        "sex": {"wanted": world.label("sex", test.sex)},
        "role": {"wanted": _labels(world, "activity-role", test.roles)},
        "assessed": {
            "years": test.assessed.years if test.assessed else 1,
            "wanted": _labels(world, "grade", test.assessed.grades if test.assessed else ()),
        },
    }
    return Owed(f"scheme.owed.unfit-{code}", known.get(code, {}))


def _labels(world: World, vocabulary: str, codes: tuple[str, ...]) -> tuple[Label, ...]:
    return tuple(world.label(vocabulary, one) for one in codes)


# -- posts, titles, honours, subjects


def _of_words(world: World, test: PeopleTest, person: Participant, day: date, code: str) -> Owed:
    """Say what is asked for, and what the roster has instead."""
    fact, vocabulary = _VOCABULARIES.get(code, ("post", "post"))
    held = tuple(dict.fromkeys(world.held(person.person_id, fact, day))) if code != "experience" else ()
    wanted = _wanted(world, test, code, vocabulary)
    if not held:
        return Owed(f"scheme.owed.unfit-{code}", {"wanted": wanted})
    said = {"wanted": wanted, "held": _labels(world, vocabulary, held)}
    return Owed(f"scheme.owed.unfit-{code}-held", said)


def asked_for(world: World, tests: tuple[PeopleTest, ...], code: str) -> Label:
    """Return the posts, titles or honours that tests of people ask for, as words of one sentence."""
    vocabulary = _VOCABULARIES.get(code, ("post", "post"))[1]
    wanted = dict.fromkeys(one for test in tests for one in _wanted(world, test, code, vocabulary))
    labels = [_plain(one) for one in wanted]
    return Label("、".join(one.zh for one in labels), ", ".join(one.en for one in labels))


def _plain(wanted: object) -> Label:
    if isinstance(wanted, Owed):  # this or above
        least = wanted.parameters["what"]
        assert isinstance(least, Label)
        return Label(f"{least.zh}及以上", f"{least.en} or above")
    assert isinstance(wanted, Label)
    return wanted


def _wanted(world: World, test: PeopleTest, code: str, vocabulary: str) -> tuple[object, ...]:
    listed = {
        "post": test.posts,
        "experience": test.experience,
        "title": test.titles,
        "honour": test.honours,
        "subject": test.subjects,
        "stage": test.stages,
    }[code]
    words: list[object] = [*_labels(world, vocabulary, listed)]
    least = test.title_at_least if code == "title" else test.honour_level_at_least if code == "honour" else ""
    if least:
        label = world.label("title" if code == "title" else "level", least)
        words.append(Owed("scheme.owed.unfit-at-least", {"what": label}))
    if code == "honour":
        words += _labels(world, "level", test.honour_levels)
    return tuple(words)


# -- age and years


def _birth(world: World, who: str | None, day: date) -> date | None:  # noqa: ARG001 - one shape for all three
    known = world.people.get(who or "")
    return known.birth if known else None


def _teaching(world: World, who: str | None, day: date) -> date | None:  # noqa: ARG001 - one shape for all three
    known = world.people.get(who or "")
    return known.teaching_since if known else None


def _here(world: World, who: str | None, day: date) -> date | None:
    here = next(iter(world.index.roster.facts_on(who, "school", day)), None)
    return here.since if here else None


_YEARS: Mapping[str, tuple[str, Callable[[World, str | None, date], date | None]]] = {
    "age": ("age", _birth),
    "teaching-years": ("teaching_years", _teaching),
    "years-here": ("years_here", _here),
}


def _of_years(world: World, test: PeopleTest, person: Participant, day: date, code: str) -> Owed:
    field, since_of = _YEARS[code]
    since = since_of(world, person.person_id, day)
    assert since is not None  # an unknown one excludes nobody
    years = day.year - since.year - ((day.month, day.day) < (since.month, since.day))
    least, most = getattr(test, f"{field}_at_least"), getattr(test, f"{field}_at_most")
    sort = "least" if most is None or (least is not None and years < least) else "most"
    return Owed(f"scheme.owed.unfit-{code}-{sort}", {"years": years, "least": least, "most": most})
