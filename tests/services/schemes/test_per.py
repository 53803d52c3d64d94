"""For whom a rule holds one by one: people of some records, people of a kind, lines, stages, subjects."""

from dataclasses import replace
from datetime import date
from typing import Any

from edudesk.services.schemes.facts import MemberFacts, PairFacts, Participant, SchoolFacts
from edudesk.services.schemes.reading import check_scheme
from edudesk.services.schemes.results import State

from .making import AFTER, EAST_ONLY, FACTS, MID, activity, stay
from .own import own, shown

LINES = """
[[vocabulary.line]]
code = "care"
name = { zh = "保育", en = "Care" }
[[vocabulary.line]]
code = "teaching"
name = { zh = "教学", en = "Teaching" }
"""


def rule(per: str, select: str = 'kinds = ["sent-lesson"]', least: int = 1) -> str:
    body = f'period = "term"\nper = {per}\ncondition = {{ select = {{ {select} }}, at_least = {least} }}\n'
    return own("quotas", body) + LINES


def parts(text, today=AFTER, facts=EAST_ONLY, **records):
    found = shown(text, replace(facts, **records), today)
    return {part.basis.id: int(part.value) for part in found.parts}


def lesson(identity: str, *who: str, **more: Any):
    return activity(identity, kinds=("sent-lesson",), people=tuple(map(Participant, who)), **more)


def test_people_of_some_records_are_asked_one_by_one():
    text = rule('{ each = "person", among = { record = "exchange" } }')
    stays = (
        stay("x", "p-teacher", date(2025, 10, 1), date(2025, 10, 9)),
        stay("y", "p-backbone", date(2025, 11, 1), date(2025, 11, 9)),
        stay("z", "p-dean", date(2025, 5, 1), date(2025, 5, 9)),
    )
    work = (lesson("a", "p-teacher", "p-dean"), lesson("b", "p-teacher"))
    assert parts(text, exchanges=stays, activities=work) == {"p-teacher": 2, "p-backbone": 0}


def test_of_people_of_some_records_only_those_who_pass():
    text = rule(
        '{ each = "person", among = { kinds = ["sent-lesson"] }, people = [{ honours = ["backbone"] }] }'
    )
    work = (lesson("a", "p-teacher", "p-backbone"), lesson("b", "p-backbone"))
    assert parts(text, activities=work) == {"p-backbone": 2}


def test_people_of_a_kind_are_asked_though_they_occur_nowhere():
    text = rule('{ each = "person", people = [{ honours = ["backbone"] }] }')
    assert parts(text) == {"p-backbone": 0, "p-east": 0}
    helpers = text.replace('honours = ["backbone"]', 'side = "helper", honours = ["backbone"]')
    assert parts(helpers) == {"p-backbone": 0}


def test_nobody_of_the_kind_asks_for_nothing():
    text = rule('{ each = "person", among = { record = "exchange" } }')
    found = shown(text, EAST_ONLY)
    assert (found.state, found.note.code) == (State.NOT_APPLICABLE, "scheme.note.nobody")


def test_each_line_of_the_scheme_or_those_named():
    work = (lesson("a", lines=("care",)), lesson("b", lines=("care", "teaching")), lesson("c"))
    assert parts(rule('"line"'), activities=work) == {"care": 2, "teaching": 1}
    assert parts(rule('{ each = "line", values = ["teaching"] }'), activities=work) == {"teaching": 1}


def test_each_stage_of_the_members_or_those_named():
    junior = SchoolFacts("s-junior", "北山初级中学", "北山", "junior", "township")
    facts = replace(
        FACTS, schools=(*FACTS.schools, junior), members=(*FACTS.members, MemberFacts("s-junior", "member"))
    )
    work = (lesson("a"), lesson("b", host_id="s-junior", schools=()))
    assert parts(rule('"stage"'), facts=facts, activities=work) == {"primary": 1, "junior": 1}
    named = rule('{ each = "stage", values = ["junior", "senior"] }')
    assert parts(named, facts=facts, activities=work) == {"junior": 1, "senior": 0}


def test_each_subject_that_is_named():
    work = (lesson("a", subjects=("pe",)), lesson("b", subjects=("maths",)))
    assert parts(rule('{ each = "subject", values = ["pe", "music"] }'), activities=work) == {
        "pe": 1,
        "music": 0,
    }


def test_each_pair_with_its_activities():
    pair = PairFacts("m", date(2025, 9, 10), mentors=("p-backbone",), apprentices=("p-east-plain",))
    work = (lesson("a", pair_id="m"), lesson("b", pair_id="m"), lesson("c"))
    assert parts(rule('"pair"'), activities=work, pairs=(pair,)) == {"m": 2}
    assert parts(rule('"pair"', 'record = "pair"'), pairs=(pair,)) == {"m": 1}


def test_what_is_planned_stands_with_the_one_asked():
    text = rule('{ each = "person", people = [{ honours = ["backbone"], side = "helper" }] }')
    plan = lesson("a", "p-backbone", state="planned", starts_on=date(2025, 12, 1))
    found = shown(text, replace(EAST_ONLY, activities=(plan,)), MID)
    assert (found.value, found.planned, found.state) == (0, 1, State.ON_TRACK)


def test_a_basis_that_the_records_know_nothing_of_is_refused():
    codes = {problem.code for problem in check_scheme(rule('"line"', 'record = "donation"'))}
    assert "scheme.not-yet" in codes
    assert "scheme.unknown-word-guess" in {
        problem.code for problem in check_scheme(rule('{ each = "line", values = ["teachin"] }'))
    }
