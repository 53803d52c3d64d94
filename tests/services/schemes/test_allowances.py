"""Money by rule: months by the days served in them, rates by school, caps, and the formula in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import DocumentFacts, PairFacts
from edudesk.services.schemes.reading import check_scheme
from edudesk.services.schemes.results import RuleKind, State
from edudesk.texts import Texts

from .making import AFTER, EAST, FACTS, OURS, SPRING, WEST, stay
from .own import judged, own

STAYS = 'select = { record = "exchange" }\n'
MONTHLY = STAYS + "amount = 200\n"
SUMMER = date(2026, 8, 20)
YEAR = (date(2025, 9, 1), date(2026, 6, 30))


def paid(body: str, *stays, today=AFTER, facts=FACTS, term=None):
    whole = replace(facts, exchanges=stays)
    return judged(own("allowances", body), whole, today, *((term,) if term else ()))


def formula(result, language="zh") -> str:
    return say_owed(Texts(language), result.parts[0].formula)


def teacher(first: date, last: date, **changes):
    return replace(stay("s", "p-teacher", first, last), **changes)


def test_every_month_that_was_served_is_paid_and_the_formula_says_it():
    result = paid(MONTHLY, teacher(date(2025, 9, 1), date(2026, 4, 30)), today=SUMMER, term=SPRING)
    assert (result.value, result.state, result.kind) == (Decimal(1600), State.MET, RuleKind.ALLOWANCE)
    assert formula(result) == "200 元 × 8 个月 = 1600 元"
    assert formula(result, "en") == "200 yuan × 8 months = 1600 yuan"
    assert result.unit.zh == "元"
    assert result.owed == ()


def test_only_the_time_until_today_is_paid_and_the_planned_end_is_told():
    running = teacher(date(2025, 9, 1), date(2026, 4, 30), real_to=None, planned_to=date(2026, 4, 30))
    result = paid(MONTHLY, running, today=date(2025, 11, 10))
    assert (result.value, result.planned) == (Decimal(600), Decimal(1600))
    assert formula(result) == "200 元 × 3 个月 = 600 元；按计划到期共 1600 元"


@pytest.mark.parametrize(("last", "units"), [(14, 1), (15, 2), (16, 2)])
def test_a_month_counts_from_its_least_days_on(last, units):
    result = paid(MONTHLY + "least_days = 15\n", teacher(date(2025, 9, 1), date(2025, 10, last)))
    assert result.value == 200 * units


def test_a_part_time_month_counts_its_own_days():
    body = MONTHLY + "least_days = 10\n"
    weekly = teacher(date(2025, 9, 1), date(2025, 9, 30), days_per_week=Decimal(2))
    assert paid(body, weekly).parts == ()  # 22 working days × 2 ÷ 5 = 8
    assert paid(body, replace(weekly, days_per_week=Decimal(3))).value == 200  # 13


def test_holidays_are_left_out_by_naming_the_months():
    body = MONTHLY + "months = [9, 10, 11, 12, 1, 3, 4, 5, 6, 7]\n"
    result = paid(body, teacher(date(2025, 9, 1), date(2026, 8, 31)), today=date(2026, 8, 31), term=SPRING)
    assert formula(result) == "200 元 × 10 个月 = 2000 元"


def test_two_stays_in_one_month_pay_it_once():
    result = paid(
        MONTHLY,
        teacher(date(2025, 9, 1), date(2025, 9, 10)),
        teacher(date(2025, 9, 15), date(2025, 9, 20), id="t"),
    )
    assert result.value == 200


@pytest.mark.parametrize(("most", "units"), [(2, 2), (3, 3), (4, 3)])
def test_at_most_so_many_units_are_paid(most, units):
    result = paid(MONTHLY + f"most_units = {most}\n", teacher(date(2025, 9, 1), date(2025, 11, 30)))
    assert result.value == 200 * units


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (599, "200 元 × 3 个月 = 600 元，最多 599 元"),
        (600, "200 元 × 3 个月 = 600 元"),
        (601, "200 元 × 3 个月 = 600 元"),
    ],
)
def test_at_most_so_much_money_is_paid(most, words):
    result = paid(MONTHLY + f"most = {most}\n", teacher(date(2025, 9, 1), date(2025, 11, 30)))
    assert result.value == min(most, 600)
    assert formula(result) == words


def test_the_rate_is_that_of_the_first_tier_that_fits():
    schools = (*FACTS.schools[:2], replace(FACTS.schools[2], location="village"))
    facts = replace(FACTS, schools=schools)
    body = STAYS + (
        'tiers = [{ to = { locations = ["village"] }, amount = 300 }, '
        '{ from = { side = "helper" }, to = { side = "helped" }, amount = 100 }]\n'
    )
    result = paid(
        body,
        teacher(date(2025, 9, 1), date(2025, 10, 31)),
        teacher(date(2025, 11, 1), date(2025, 11, 30), id="t", to_id=WEST),
        stay("back", "p-east", date(2025, 9, 1), date(2025, 9, 30), back=True),
        facts=facts,
    )
    assert [part.basis.id for part in result.parts] == ["p-teacher"]  # no tier is for those who come here
    assert formula(result) == "100 元 × 2 个月 + 300 元 × 1 个月 = 500 元"


def test_a_tier_may_be_for_some_people_only():
    body = STAYS + 'tiers = [{ people = { honours = ["backbone"] }, amount = 500 }, { amount = 200 }]\n'
    result = paid(
        body,
        stay("a", "p-backbone", date(2025, 9, 1), date(2025, 9, 30)),
        stay("b", "p-teacher", date(2025, 9, 1), date(2025, 9, 30)),
    )
    assert {part.basis.id: int(part.value) for part in result.parts} == {"p-teacher": 200, "p-backbone": 500}


@pytest.mark.parametrize(
    ("each", "value", "words"),
    [
        ("day", 300, "10 元 × 30 天 = 300 元"),
        ("week", 50, "10 元 × 5 周 = 50 元"),
        ("month", 10, "10 元 × 1 个月 = 10 元"),
        ("term", 10, "10 元 × 1 学期 = 10 元"),
        ("school-year", 10, "10 元 × 1 学年 = 10 元"),
        ("calendar-year", 10, "10 元 × 1 年 = 10 元"),
        ("record", 10, "10 元 × 1 次 = 10 元"),
        ("once", 10, "10 元 × 1 次 = 10 元"),
    ],
)
def test_it_is_paid_for_each_of_many_things(each, value, words):
    body = STAYS + f'amount = 10\neach = "{each}"\n'
    result = paid(body, teacher(date(2025, 9, 1), date(2025, 9, 30)))
    assert (int(result.value), formula(result)) == (value, words)


def test_planned_cancelled_and_earlier_stays_are_not_paid():
    result = paid(
        MONTHLY,
        teacher(date(2025, 9, 1), date(2025, 12, 31), state="cancelled"),
        teacher(date(2025, 3, 1), date(2025, 6, 30), id="before"),
    )
    assert (result.state, result.parts) == (State.NOT_APPLICABLE, ())
    planned = teacher(
        YEAR[0], YEAR[1], state="planned", real_from=None, real_to=None,
        planned_from=date(2025, 12, 1), planned_to=date(2025, 12, 31),
    )  # fmt: skip
    coming = paid(MONTHLY, planned, today=date(2025, 11, 10))
    assert (coming.state, coming.value, coming.planned) == (State.ON_TRACK, 0, 200)
    assert formula(coming) == "预计 200 元 × 1 个月 = 200 元"


def test_a_school_is_paid_for_the_year_by_what_it_is():
    body = 'to = "school"\nschools = { side = "helped" }\namount = 20000\neach = "school-year"\n'
    result = paid(body)
    assert {part.basis.id: int(part.value) for part in result.parts} == {EAST: 20000, WEST: 20000}
    assert result.value == 40000


def test_money_whose_rate_was_not_entered_is_not_paid_and_the_note_says_which_figure():
    figure = (
        '[[figures]]\nid = "rate"\nname = { zh = "标准", en = "Rate" }\nunit = { zh = "元", en = "yuan" }\n'
    )
    text = own("allowances", 'to = "school"\namount = { figure = "rate" }\neach = "school-year"')
    result = judged(text.replace("[[allowances]]", f"{figure}[[allowances]]"), FACTS, SUMMER, SPRING)
    assert (result.value, result.state) == (Decimal(0), State.NOT_APPLICABLE)
    assert result.note is not None
    assert result.note.code == "scheme.note.no-figure"
    assert {part.formula for part in result.parts} == {None}


def test_a_school_is_paid_for_the_stays_of_its_people():
    body = """
to = "school"
schools = { side = "helper" }
amount = 50
each = "record"
select = { record = "exchange", part = "from" }
"""
    result = paid(
        body,
        teacher(date(2025, 9, 1), date(2025, 9, 30)),
        teacher(date(2025, 10, 1), date(2025, 10, 9), id="t"),
    )
    assert [(part.basis.id, int(part.value)) for part in result.parts] == [(OURS, 100)]


def test_a_mentor_pair_is_paid_by_the_month():
    pair = PairFacts("p", date(2025, 9, 10), date(2025, 11, 20), mentors=("p-dean",), apprentices=("p-east",))
    result = paid('to = "pair"\namount = 100\n', facts=replace(FACTS, pairs=(pair,)))
    assert [(part.basis.id, int(part.value)) for part in result.parts] == [("p", 300)]


def test_who_is_freed_of_it_by_a_paper_is_not_paid():
    body = MONTHLY + 'unless = ["approval"]\n'
    paper = DocumentFacts("d", "approval", dated=date(2025, 9, 1), person_id="p-teacher", author="县教育局")
    served = teacher(date(2025, 9, 1), date(2025, 9, 30))
    other = stay("o", "p-dean", date(2025, 9, 1), date(2025, 9, 30))
    result = paid(body, served, other, facts=replace(FACTS, documents=(paper,)))
    assert {part.basis.id: int(part.value) for part in result.parts} == {"p-dean": 200, "p-teacher": 0}


def test_an_allowance_that_says_no_amount_is_refused():
    assert [one.code for one in check_scheme(own("allowances", STAYS))] == ["scheme.missing"]
