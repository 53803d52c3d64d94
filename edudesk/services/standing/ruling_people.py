"""Tests of people in words: what the roster and the past must say of somebody."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from edudesk.services.schemes.scheme import PeopleTest
from edudesk.services.standing.words import listed

if TYPE_CHECKING:
    from edudesk.services.standing.ruling_words import Teller

_RANGES = ("age", "teaching_years", "years_here")


def further(teller: "Teller", test: PeopleTest) -> Iterator[str]:
    """Give what a test asks for besides side, role, posts, the titles and honours themselves."""
    if test.title_at_least:
        yield teller.say("people.title-at-least", title=teller.words("title", (test.title_at_least,)))
    levels = test.honour_levels or ((test.honour_level_at_least,) if test.honour_level_at_least else ())
    if levels:
        code = "people.levels" if test.honour_levels else "people.level-at-least"
        yield teller.say(code, levels=teller.words("level", levels))
    yield from _of_roster(teller, test)
    for field in _RANGES:
        yield from _range(teller, test, field)
    yield from _of_past(teller, test)
    if test.any:
        yield teller.say("either").join(teller.people(one) for one in test.any)
    if test.none:
        yield teller.say("people.none", who=listed(teller.texts, [teller.people(one) for one in test.none]))


def _of_roster(teller: "Teller", test: PeopleTest) -> Iterator[str]:
    if test.subjects:
        yield teller.say("people.subjects", subjects=teller.words("subject", test.subjects))
    if test.stages:
        yield teller.say("people.stages", stages=teller.words("stage", test.stages))
    if test.employment:
        yield listed(teller.texts, test.employment)
    if test.sex:
        yield teller.words("sex", (test.sex,))


def _range(teller: "Teller", test: PeopleTest, field: str) -> Iterator[str]:
    code = field.replace("_", "-")
    least, most = getattr(test, f"{field}_at_least"), getattr(test, f"{field}_at_most")
    if least is not None:
        yield teller.say(f"people.{code}-least", years=least)
    if most is not None and (field != "age" or test.sex):
        yield teller.say(f"people.{code}-most", years=most)


def _of_past(teller: "Teller", test: PeopleTest) -> Iterator[str]:
    if test.served is not None:
        yield teller.say("people.served" if test.served else "people.not-served")
    if test.assessed:
        grades = teller.words("grade", test.assessed.grades)
        yield teller.say("people.assessed", years=test.assessed.years, grades=grades)
    if test.mentored is not None:
        mentor = teller.people(test.mentored)
        yield teller.say("people.mentored-by", who=mentor) if mentor else teller.say("people.mentored")
