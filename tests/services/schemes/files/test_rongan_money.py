"""Rong'an: the month's 200 yuan, a lead's 10,000 a year, service that is recognised."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.schemes.making import FACTS

from .making import away, having
from .rongan import BASE, SHADOWS, TEAM, ready, sent


def paid(rule: str, facts, settings=None):
    return ready(rule, facts, settings)


@pytest.mark.parametrize(
    ("first", "last", "yuan"),
    [
        (date(2025, 9, 1), date(2026, 8, 31), 2000),  # twelve months, of which ten are paid
        (date(2025, 9, 1), date(2026, 6, 30), 2000),  # ten
        (date(2025, 9, 1), date(2026, 5, 31), 1800),  # nine
        (date(2025, 9, 30), date(2025, 10, 1), 400),  # a day in each of two months
        (date(2025, 9, 1), date(2025, 9, 30), 200),
    ],
)
def test_two_hundred_yuan_a_month_for_ten_months_at_most(first, last, yuan):
    stay = away("s", "p-b1", first, last, "secondment")
    assert paid("monthly", having(BASE, [stay])).value == yuan


def test_the_monthly_money_is_for_those_whom_the_lead_sends():
    assert paid("monthly", having(BASE, SHADOWS)).value == 0
    planned = replace(TEAM[2], state="planned", real_from=None, real_to=None)
    for record in (planned, replace(TEAM[2], state="cancelled"), sent("p-b1", "", form="short")):
        assert paid("monthly", having(BASE, [record])).value == 0, record
    # Four people for the whole school year: 4 × 10 × 200.
    assert paid("monthly", having(BASE, TEAM)).value == 8000
    assert paid("monthly", having(BASE, TEAM), {"monthly-allowance": 300}).value == 12000


def test_a_month_may_need_more_days():
    stay = away("s", "p-b1", date(2025, 9, 16), date(2025, 10, 14), "secondment")
    assert paid("monthly", having(BASE, [stay])).value == 400
    assert paid("monthly", having(BASE, [stay]), {"allowance-days": 15}).value == 200


def test_each_lead_has_ten_thousand_a_year():
    assert paid("lead-money", BASE).value == 10000
    second = replace(
        FACTS, members=(FACTS.members[0], FACTS.members[1], replace(FACTS.members[2], role="lead"))
    )
    assert paid("lead-money", second).value == 20000
    assert paid("lead-money", BASE, {"lead-money": 12000}).value == 12000


def test_service_is_recognised_by_the_time_served():
    facts = having(BASE, [away("s", "p-b1", date(2025, 9, 1), date(2026, 6, 30), "secondment"), *SHADOWS])
    found = ready("experience", facts)
    assert found.state not in ("missed", "at-risk")
    assert {part.basis.id for part in found.parts} == {"p-b1"}
