"""People tests: each field with somebody who passes, somebody who does not, and the reason that is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from edudesk.services.schemes.explain import say_near
from edudesk.services.schemes.facts import Facts, PairFacts, Participant, PersonFact, PersonFacts
from edudesk.texts import Texts

from .making import EAST, FACTS, OURS, activity, stay
from .selecting import reasons, refused, selected, taken

DAY = date(2025, 10, 15)
HERE = PersonFact("school", OURS, since=date(2015, 9, 1))


def somebody(*facts: PersonFact, **known: object) -> PersonFacts:
    return PersonFacts("p", "某老师", (HERE, *facts), **known)  # type: ignore[arg-type]


def held_by(person: PersonFacts, facts: Facts = FACTS, **changes: object) -> Facts:
    """Return facts in which this person alone takes part in one activity on ``DAY``."""
    people = (Participant("p", role="teacher"),)
    held = activity("a", **{"people": people, **changes})
    return replace(facts, people=(*facts.people, person), activities=(held,))


def asks(test: str) -> str:
    return f"{{ people = [{test}] }}"


def title(code: str, **days: Any) -> PersonFacts:
    return somebody(PersonFact("title", code, **days))


def honour(code: str, level: str = "", **days: Any) -> PersonFacts:
    return somebody(PersonFact("honour", code, level, **days))


def post(code: str, **days: Any) -> PersonFacts:
    return somebody(PersonFact("post", code, **days))


def assessed(*grades: str) -> PersonFacts:
    years = range(2025 - len(grades), 2025)
    facts = (
        PersonFact("assessment", grade, since=date(year, 9, 1), until=date(year + 1, 8, 31))
        for year, grade in zip(years, grades, strict=True)
    )
    return somebody(*facts)


LATER: dict[str, Any] = {"since": date(2025, 10, 16)}
EARLIER: dict[str, Any] = {"until": date(2025, 10, 14)}
LAST_YEARS = '{ assessed = { grades = ["excellent", "good", "pass"], years = 2 } }'
KNOWN_YEARS = '{ assessed = { grades = ["excellent", "good", "pass"], years = 2, known = true } }'


@pytest.mark.parametrize(
    ("test", "fits", "other", "reason"),
    [
        ('{ posts = ["director"] }', post("director"), post("director", **EARLIER), "person-post"),
        (
            '{ experience = ["director"] }',
            post("director", **EARLIER),
            post("director", **LATER),
            "person-experience",
        ),
        ('{ titles = ["first"] }', title("first"), title("senior"), "person-title"),
        ('{ title_at_least = "first" }', title("chief"), title("second"), "person-title"),
        ('{ title_at_least = "first" }', title("first"), title("first", **LATER), "person-title"),
        ('{ title_at_least = "first" }', title("senior"), somebody(), "person-title"),
        ('{ honours = ["backbone"] }', honour("backbone"), honour("master"), "person-honour"),
        (
            '{ honour_levels = ["city"] }',
            honour("master", "city"),
            honour("master", "province"),
            "person-honour",
        ),
        (
            '{ honour_level_at_least = "city" }',
            honour("master", "province"),
            honour("master", "county"),
            "person-honour",
        ),
        ('{ honour_level_at_least = "city" }', honour("master", "city"), honour("master"), "person-honour"),
        (
            '{ subjects = ["maths"] }',
            somebody(PersonFact("subject", "maths")),
            somebody(PersonFact("subject", "art")),
            "person-subject",
        ),
        ('{ subjects = ["maths"] }', somebody(), somebody(PersonFact("subject", "art")), "person-subject"),
        ('{ stages = ["primary"] }', somebody(), somebody(PersonFact("stage", "junior")), "person-stage"),
        (
            '{ employment = ["在编"] }',
            somebody(PersonFact("employment", "在编")),
            somebody(PersonFact("employment", "临聘")),
            "person-employment",
        ),
        ('{ sex = "female" }', somebody(sex="female"), somebody(sex="male"), "person-sex"),
        ('{ sex = "female" }', somebody(), somebody(sex="male"), "person-sex"),
        (
            "{ age_at_most = 54 }",
            somebody(birth=date(1970, 10, 16)),
            somebody(birth=date(1970, 10, 15)),
            "person-age",
        ),
        (
            "{ age_at_least = 55 }",
            somebody(birth=date(1970, 10, 15)),
            somebody(birth=date(1970, 10, 16)),
            "person-age",
        ),
        ("{ age_at_least = 55 }", somebody(), somebody(birth=date(1990, 1, 1)), "person-age"),
        (
            "{ teaching_years_at_least = 3 }",
            somebody(teaching_since=date(2022, 10, 15)),
            somebody(teaching_since=date(2022, 10, 16)),
            "person-teaching-years",
        ),
        (
            "{ teaching_years_at_most = 3 }",
            somebody(teaching_since=date(2021, 10, 16)),
            somebody(teaching_since=date(2021, 10, 15)),
            "person-teaching-years",
        ),
        (
            "{ teaching_years_at_least = 3 }",
            somebody(),
            somebody(teaching_since=date(2024, 9, 1)),
            "person-teaching-years",
        ),
        (
            "{ years_here_at_least = 10 }",
            somebody(),
            PersonFacts("p", "新", (PersonFact("school", OURS, since=date(2015, 10, 16)),)),
            "person-years-here",
        ),
        (
            "{ years_here_at_most = 9 }",
            PersonFacts("p", "新", (PersonFact("school", OURS, since=date(2015, 10, 16)),)),
            somebody(),
            "person-years-here",
        ),
        (
            "{ years_here_at_least = 6 }",
            PersonFacts("p", "无", (PersonFact("school", OURS),)),
            PersonFacts("p", "新", (PersonFact("school", OURS, since=date(2024, 9, 1)),)),
            "person-years-here",
        ),
        ("{ served = true }", somebody(PersonFact("service", "2019年支教")), somebody(), "person-not-served"),
        ("{ served = false }", somebody(), somebody(PersonFact("service", "2019年支教")), "person-served"),
        (
            "{ served = true }",
            somebody(PersonFact("service", "支教", since=DAY)),
            somebody(PersonFact("service", "支教", **LATER)),
            "person-not-served",
        ),
        (LAST_YEARS, assessed("fail", "pass", "good"), assessed("pass", "fail"), "person-assessed"),
        (LAST_YEARS, assessed("pass"), assessed("fail"), "person-assessed"),
        (KNOWN_YEARS, assessed("pass", "good"), assessed("pass"), "person-assessed"),
        ('{ roles = ["teacher"] }', somebody(), None, "person-role"),
        (
            '{ side = "helper" }',
            somebody(),
            PersonFacts("p", "东", (PersonFact("school", EAST),)),
            "person-side",
        ),
        ('{ none = [{ posts = ["principal"] }] }', post("teacher"), post("principal"), "no-qualified-person"),
        (
            '{ any = [{ posts = ["principal"] }, { titles = ["chief"] }] }',
            title("chief"),
            title("first"),
            "no-qualified-person",
        ),
    ],
)
def test_a_field_takes_one_person_and_leaves_another_with_its_reason(test, fits, other, reason):
    assert taken(asks(test), held_by(fits)) == {"a"}
    facts = held_by(other) if other else held_by(fits, people=(Participant("p", role="listener"),))
    assert taken(asks(test), facts) == set()
    assert reasons(asks(test), facts) == {"a": reason}


def test_level_and_kind_must_hold_of_one_honour():
    test = asks('{ honours = ["backbone"], honour_level_at_least = "city" }')
    split = somebody(PersonFact("honour", "backbone", "county"), PersonFact("honour", "master", "city"))
    assert reasons(test, held_by(split)) == {"a": "person-honour"}
    assert taken(test, held_by(honour("backbone", "city"))) == {"a"}


def test_who_fails_in_several_ways_is_told_in_general():
    test = asks('{ titles = ["chief"], posts = ["principal"] }')
    assert reasons(test, held_by(somebody())) == {"a": "no-qualified-person"}


def test_the_age_limit_may_differ_by_sex():
    test = asks('{ any = [{ sex = "male", age_at_most = 54 }, { sex = "female", age_at_most = 49 }] }')
    assert taken(test, held_by(somebody(sex="male", birth=date(1972, 1, 1)))) == {"a"}
    assert taken(test, held_by(somebody(sex="female", birth=date(1972, 1, 1)))) == set()


def test_an_exchange_that_ended_before_counts_as_having_served_and_the_running_one_does_not():
    test = asks("{ served = true }")
    before = stay("e", "p", date(2025, 9, 1), date(2025, 10, 14))
    until = replace(before, real_to=DAY)
    assert taken(test, held_by(somebody(), replace(FACTS, exchanges=(before,)))) == {"a"}
    assert taken(test, held_by(somebody(), replace(FACTS, exchanges=(until,)))) == set()
    planned = replace(before, state="planned", planned_from=date(2025, 9, 1), planned_to=date(2025, 9, 30))
    assert taken(test, held_by(somebody(), replace(FACTS, exchanges=(planned,)))) == set()


@pytest.mark.parametrize(
    ("test", "mentor", "counts"),
    [
        ("{}", "p-dean", True),
        ('{ posts = ["director"] }', "p-dean", True),
        ('{ posts = ["principal"] }', "p-dean", False),
        ('{ side = "helper" }', "p-dean", True),
        ('{ side = "helper" }', "p-east", False),
        ("{}", "校外师傅", True),
    ],
)
def test_a_mentor_of_a_pair_that_runs_that_day_passes_a_test(test, mentor, counts):
    pair = PairFacts("pair", date(2025, 9, 1), DAY, mentors=(mentor,), apprentices=("p",))
    select = asks(f"{{ mentored = {test} }}")
    facts = held_by(somebody(), replace(FACTS, pairs=(pair,)))
    assert taken(select, facts) == ({"a"} if counts else set())
    over = held_by(somebody(), replace(FACTS, pairs=(replace(pair, ends_on=date(2025, 10, 14)),)))
    assert reasons(select, over) == {"a": "person-mentored"}


def test_so_many_people_pass_and_no_more():
    three = tuple(Participant(name, side="helper") for name in ("p-dean", "p-vice", "p-teacher"))
    facts = replace(FACTS, activities=(activity("a", people=three),))
    assert taken(asks('{ side = "helper", at_least = 3 }'), facts) == {"a"}
    assert reasons(asks('{ side = "helper", at_least = 4 }'), facts) == {"a": "too-few-people"}
    assert reasons(asks('{ side = "helper", at_most = 2 }'), facts) == {"a": "too-many-people"}
    assert taken(asks('{ posts = ["principal"], at_least = 0, at_most = 0 }'), facts) == {"a"}


def test_without_anybody_entered_that_is_the_reason():
    facts = replace(FACTS, activities=(activity("a", people=()),))
    assert reasons(asks('{ side = "helper" }'), facts) == {"a": "nobody-entered"}


def test_a_name_alone_has_no_post_and_no_age():
    facts = replace(FACTS, activities=(activity("a", people=(Participant(name="来宾", side="helper"),)),))
    assert taken(asks("{ age_at_most = 30 }"), facts) == {"a"}
    assert reasons(asks('{ posts = ["principal"] }'), facts) == {"a": "person-post"}


def test_people_of_the_roster_are_read_on_the_day_asked_and_not_on_the_first_of_the_period():
    late = PersonFacts("new", "新", (PersonFact("school", OURS, since=date(2025, 10, 1)),))
    facts = replace(FACTS, people=(late,))
    select = '{ record = "person", people = [{ side = "helper" }] }'
    assert taken(select, facts) == {"new"}
    assert taken(select, facts, today=date(2025, 9, 20)) == set()


@pytest.mark.parametrize(
    ("test", "problem"),
    [
        ("{ age_at_least = 50, age_at_most = 40 }", ("scheme.impossible", "age_at_least")),
        ("{ at_least = 3, at_most = 2 }", ("scheme.impossible", "at_least")),
        ("{ assessed = { years = 2 } }", ("scheme.missing", "grades")),
        ("{ any = [{ at_least = 2 }] }", ("scheme.unknown-field-guess", "at_least")),
        ('{ title_at_least = "frist" }', ("scheme.unknown-word-guess", "title_at_least")),
        ('{ sex = "x" }', ("scheme.unknown-word", "sex")),
        ("{ mentored = " * 9 + "{}" + " }" * 9, ("scheme.select-too-deep", "")),
    ],
)
def test_a_test_that_cannot_be_asked_is_refused(test, problem):
    assert problem in refused(asks(test))


def test_eight_tests_lie_inside_each_other():
    assert refused(asks("{ none = [" * 7 + "{}" + "] }" * 7)) == set()


def test_a_setting_of_zero_asks_for_no_age():
    assert selected(asks("{ age_at_most = 0 }"), held_by(somebody(birth=date(1960, 1, 1)))).value == 1


@pytest.mark.parametrize(
    ("test", "person", "said"),
    [
        (
            '{ title_at_least = "first" }',
            title("second"),
            "当时的职称不够，或没有填，要求一级教师及以上",
        ),
        (
            '{ posts = ["principal", "director"] }',
            post("teacher"),
            "当时的职务不符，或没有填，要求校长（园长）、中层干部",
        ),
        ('{ experience = ["class-teacher"] }', somebody(), "没有担任过班主任，或没有填"),
        (
            '{ honours = ["backbone"], honour_level_at_least = "city" }',
            honour("backbone"),
            "当时没有要求的荣誉（骨干教师、市级及以上），或没有填",
        ),
    ],
)
def test_what_nearly_counts_names_the_post_title_or_honour_asked_for(test, person, said):
    (near,) = selected(asks(test), held_by(person)).near
    assert say_near(Texts("zh"), near) == said
