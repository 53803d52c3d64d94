"""Months, stays, posts: for whom a rule holds and by which days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import DomainEntry, ExchangeFacts, Participant, PersonFact
from edudesk.services.schemes.results import State

from .making import AUTUMN, EAST, EAST_ONLY, FACTS, OURS, SPRING, activity, person, stay
from .own import judged, own

MONTHLY = own("quotas", 'period = "month"\ncondition = { select = { kinds = ["guidance"] }, at_least = 1 }')
POSTS = own(
    "quotas",
    'period = "term"\nper = { each = "post", posts = ["research-leader", "grade-leader"] }\n'
    'condition = { select = { kinds = ["training"] }, at_least = 3 }',
)
YEAR = own(
    "quotas",
    'period = { sort = "stay", exchange_forms = ["secondment"] }\n'
    'condition = { select = { kinds = ["sent-lesson"] }, measure = { sort = "sum", unit = "period" },'
    " at_least = 60 }",
)


def months(facts, term=AUTUMN, today=date(2026, 3, 31)):
    return [(part.period.last.month, int(part.value)) for part in judged(MONTHLY, facts, today, term).parts]


def test_a_holiday_day_belongs_to_the_last_month_of_its_term():
    facts = replace(EAST_ONLY, activities=(activity(starts_on=date(2026, 1, 28)),))
    assert months(facts)[-1] == (1, 1)
    february = replace(facts, activities=(activity(starts_on=date(2026, 2, 5)),))
    assert [value for _, value in months(february)] == [0, 0, 0, 0, 0]


def test_a_moved_activity_leaves_the_months_of_its_term_and_stays_in_its_own_month():
    moved = replace(EAST_ONLY, activities=(activity(starts_on=date(2026, 1, 28), term=SPRING),))
    assert [value for _, value in months(moved)] == [0, 0, 0, 0, 0]
    assert [value for _, value in months(moved, SPRING)] == [0, 0, 0, 0]  # none of them is January
    march = replace(EAST_ONLY, activities=(activity(starts_on=date(2026, 3, 9), term=AUTUMN),))
    assert [value for _, value in months(march, SPRING)] == [0, 0, 0, 0]


def test_a_moved_activity_counts_in_the_chosen_terms_part_of_its_month():
    terms = (FACTS.terms[0], replace(FACTS.terms[1], starts_on=date(2026, 2, 16)))
    holiday = activity(starts_on=date(2026, 2, 10), term=SPRING)
    facts = replace(EAST_ONLY, terms=terms, activities=(holiday,))
    assert months(facts, SPRING)[0] == (2, 1)


def test_each_post_has_its_own_number():
    people = (
        person("p-r1", post="research-leader"),
        person("p-r2", post="research-leader"),
        person("p-g", post="grade-leader"),
    )
    held = tuple(
        activity(f"t{number}", kinds=("training",), people=tuple(map(Participant, who)))
        for number, who in enumerate((("p-r1", "p-g"), ("p-r2",), ("p-r1", "p-r2"), ("p-g",)))
    )
    found = judged(POSTS, replace(EAST_ONLY, people=people, activities=held))
    assert [(part.basis.id, int(part.value)) for part in found.parts] == [
        ("research-leader", 3),
        ("grade-leader", 2),
    ]
    assert (int(found.value), int(found.target), found.state) == (5, 6, State.MISSED)


def test_a_post_counts_on_the_days_it_is_held():
    leader = person("p-r1")
    row = PersonFact("post", "research-leader", since=date(2025, 11, 1))
    facts = replace(EAST_ONLY, people=(replace(leader, facts=(*leader.facts, row)),))
    held = tuple(
        activity(
            f"t{month}", kinds=("training",), people=(Participant("p-r1"),), starts_on=date(2025, month, 9)
        )
        for month in (10, 11, 12)
    )
    assert judged(POSTS, replace(facts, activities=held)).parts[0].value == 2


def lessons(identity: str, day: date, amount: int, who: str = "p-backbone"):
    units = {"period": Decimal(amount)}
    return activity(identity, kinds=("sent-lesson",), starts_on=day, people=(Participant(who),), units=units)


def test_each_stay_is_a_period_of_its_person():
    year = replace(stay("x", "p-backbone", date(2025, 9, 1), date(2026, 7, 8)), form="secondment")
    short = replace(stay("y", "p-teacher", date(2025, 10, 1), date(2025, 10, 9)), form="short")
    work = (
        lessons("a", date(2025, 9, 9), 30),
        lessons("b", date(2026, 3, 9), 31),
        lessons("c", date(2026, 8, 9), 99),
        lessons("d", date(2025, 9, 9), 99, "p-teacher"),
    )
    facts = replace(EAST_ONLY, exchanges=(year, short), activities=work)
    autumn = judged(YEAR, facts, date(2026, 1, 24))
    assert (int(autumn.value), int(autumn.target), autumn.state) == (30, 60, State.ON_TRACK)
    assert autumn.period is not None
    assert (autumn.period.first, autumn.period.last) == (date(2025, 9, 1), date(2026, 7, 8))
    spring = judged(YEAR, facts, date(2026, 8, 31), SPRING)
    assert [(part.basis.id, int(part.value), part.state) for part in spring.parts] == [
        ("p-backbone", 61, State.EXCEEDED)
    ]
    assert judged(YEAR, EAST_ONLY).state is State.NOT_APPLICABLE


def test_a_stay_that_names_one_school_is_completed_from_roster_and_archive():
    bare = ExchangeFacts("x", "", EAST, state="held", person_id="p-backbone", real_from=date(2025, 10, 1))
    days = own(
        "quotas",
        'period = "term"\nper = "partner"\ncondition = { measure = { sort = "served", days = "working" },'
        ' at_least = 5, select = { record = "stay", direction = "lead-to-member" } }',
    )
    for one in (bare, replace(bare, person_id=None, name="甲")):
        facts = replace(EAST_ONLY, exchanges=(replace(one, real_to=date(2025, 10, 10)),))
        assert judged(days, facts).value == 8
    back = replace(bare, from_id=EAST, to_id="", real_to=date(2025, 10, 10))
    assert judged(days, replace(EAST_ONLY, exchanges=(back,))).value == 0


def test_a_community_that_has_ended_is_asked_for_nothing():
    ended = replace(FACTS, community=replace(FACTS.community, until=date(2025, 8, 31)))
    assert judged(MONTHLY, ended).state is State.NOT_APPLICABLE


@pytest.mark.parametrize("role", ["lead", "牵头单位", "Leading unit"])
def test_a_role_may_be_entered_by_the_schemes_name_for_it(role):
    text = (
        '[[roles]]\ncode = "lead"\nside = "helper"\nname = { zh = "牵头单位", en = "Leading unit" }\n'
        '[[quotas]]\nid = "rule"\nname = { zh = "一条", en = "Rule" }\nsentence = "一条要求。"\n'
        'period = "term"\nper = { each = "school", schools = { side = "helper" } }\n'
        'condition = { select = { kinds = ["guidance"] }, at_least = 1 }'
    )
    members = (replace(FACTS.members[0], role=role), *FACTS.members[1:])
    found = judged(own("", "").split("[[")[0] + text, replace(FACTS, members=members))
    assert [part.basis.id for part in found.parts] == [OURS]


@pytest.mark.parametrize(("role", "counts"), [("teacher", True), ("", True), ("listener", False)])
def test_a_rule_for_each_person_may_ask_for_that_persons_own_part(role, counts):
    both = (Participant("p-backbone", role=role), Participant("p-teacher", role="teacher"))
    facts = replace(
        EAST_ONLY,
        domains=(DomainEntry("person", "p-backbone"),),
        activities=(activity(kinds=("open-lesson",), people=both),),
    )
    asked = '{ select = { kinds = ["open-lesson"], acts_as = ["teacher"] }, at_least = 1 }'
    found = judged(own("quotas", f'period = "term"\nper = "person"\ncondition = {asked}'), facts)
    assert found.value == int(counts)
    assert [near.reason for near in found.near] == ([] if counts else ["person-acts"])
