"""What is only stated: a value with its records, and nothing owed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from edudesk.services.schemes.explain import say_figure, say_owed
from edudesk.services.schemes.facts import Participant
from edudesk.services.schemes.reading import check_scheme
from edudesk.services.schemes.results import RuleKind, State
from edudesk.texts import Texts

from .making import FACTS, MID, WEST, activity, visits
from .own import own, shown


def stated(condition: str, more: str = "") -> str:
    return own("statistics", f'period = "term"\n{more}\ncondition = {condition}\n')


def test_a_statistic_has_a_value_and_owes_nothing():
    text = stated('{ select = { kinds = ["guidance"] } }')
    plan = activity("p", state="planned", starts_on=date(2025, 12, 1))
    near = activity("n", starts_on=date(2025, 8, 20))
    found = shown(text, replace(FACTS, activities=(*visits(3), plan, near)), MID)
    assert (found.kind, found.state) == (RuleKind.STATISTIC, State.NOT_APPLICABLE)
    assert (found.value, found.planned, found.target, found.owed) == (3, 4, 0, ())
    assert len(found.counted) == 3
    assert {one.id for one in found.near} == {"p", "n"}
    assert say_owed(Texts("zh"), found.note) == "只作统计，不作要求。"
    assert say_figure(found) == "3"


def test_what_several_come_to_is_added_up():
    text = stated('{ select = { kinds = ["guidance"] } }', 'per = "partner"')
    west = activity("w", host_id=WEST, schools=())
    found = shown(text, replace(FACTS, activities=(*visits(3), west)))
    assert [int(part.value) for part in found.parts] == [3, 1]
    assert found.value == 4


def test_a_share_and_different_values_are_of_all_together():
    share = stated(
        '{ select = { kinds = ["guidance"], forms = ["online"] },'
        ' measure = { sort = "share", whole = { kinds = ["guidance"] } } }',
        'per = "partner"',
    )
    west = activity("w", host_id=WEST, schools=(), form="online")
    found = shown(share, replace(FACTS, activities=(*visits(3), west)))
    assert [int(part.value) for part in found.parts] == [0, 100]
    assert found.value == 25
    people = stated(
        '{ select = { kinds = ["guidance"] }, measure = { sort = "distinct", of = "person" } }',
        'per = "partner"',
    )
    assert shown(people, replace(FACTS, activities=(*visits(3), west))).value == 1


def test_a_sum_of_several_leaves_may_be_stated():
    text = stated(
        '{ add = [{ select = { kinds = ["guidance"] }, times = 2 },'
        ' { select = { kinds = ["lecture"] }, measure = { sort = "sum", unit = "period" } }] }'
    )
    lecture = activity("l", kinds=("lecture",), units={"period": Decimal(3)}, people=(Participant("p-dean"),))
    assert shown(text, replace(FACTS, activities=(*visits(2), lecture))).value == 7


def test_a_statistic_has_no_bound():
    assert {problem.code for problem in check_scheme(stated("{ select = {}, at_least = 1 }"))} == {
        "scheme.unknown-field"
    }
    assert check_scheme(stated("{ all = [{ select = {} }] }")) != ()
