"""What a scheme written from the document alone brought to light: thirds, days, trips, papers, pairings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.checking import look_through
from edudesk.services.schemes.editable import editable
from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import (
    MemberFacts,
    PairFacts,
    SchoolFacts,
)
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import State
from edudesk.texts import Texts

from .making import END, FACTS, activity, stay, visits
from .own import judged, own

THIRD = """period = "term"
[quotas.condition]
select = { kinds = ["guidance"], forms = ["online"] }
measure = { sort = "share", whole = { kinds = ["guidance"] } }
"""


def shared(online: int, whole: int, bound: str):
    made = (*visits(whole - online), *(activity(f"o{number}", form="online") for number in range(online)))
    return judged(own("quotas", THIRD + bound), replace(FACTS, activities=made))


@pytest.mark.parametrize(
    ("online", "whole", "state"),
    [(1, 3, State.MET), (2, 6, State.MET), (33, 100, State.MISSED), (34, 100, State.EXCEEDED)],
)
def test_a_third_meets_a_bound_of_a_third(online, whole, state):
    assert shared(online, whole, "at_least = { over = [100, 3] }").state is state


@pytest.mark.parametrize(
    ("online", "whole", "state"), [(2, 3, State.MET), (66, 100, State.MET), (67, 100, State.MISSED)]
)
def test_two_thirds_are_not_more_than_two_thirds(online, whole, state):
    assert shared(online, whole, "at_most = { over = [200, 3] }").state is state


def test_what_is_short_of_a_share_is_said_with_one_decimal():
    result = shared(1, 4, "at_least = { over = [100, 3] }")
    assert result.owed[0].parameters["missing"] == Decimal("8.4")


# -- months and stays by working days

MONTHS = """period = { sort = "month", least_days = DAYS }
[quotas.condition]
select = { kinds = ["guidance"] }
at_least = 1
"""


@pytest.mark.parametrize(
    ("days", "months"),
    [("17", 5), ("24", 4), ("{ number = 17, working = true }", 5), ("{ number = 18, working = true }", 4)],
)
def test_a_month_may_ask_for_school_days(days, months):
    assert date(2026, 1, 23) == END  # 23 natural days of January, 17 from Monday to Friday
    assert len(judged(own("quotas", MONTHS.replace("DAYS", days)), FACTS).parts) == months


SENT = """period = "school-year"
[quotas.condition]
select = { record = "exchange", least_days = { number = 20, working = true } }
at_least = 1
"""


@pytest.mark.parametrize(("last", "counts"), [(date(2025, 9, 25), 0), (date(2025, 9, 26), 1)])
def test_a_stay_may_be_asked_for_working_days(last, counts):
    away = stay("s", "p-teacher", date(2025, 9, 1), last)
    assert judged(own("quotas", SENT), replace(FACTS, exchanges=(away,))).value == counts


def test_the_number_of_working_days_can_be_edited():
    text = own("quotas", SENT)
    found = {one.place: one.value for one in editable(read_scheme(text), "rule")}
    assert found["condition.select.least_days.number"] == 20


# -- who travels

TRIPS = """period = "term"
[quotas.condition]
select = { record = "stay", kinds = ["guidance"] }
measure = { sort = "distinct", of = "person" }
at_least = 1
"""


@pytest.mark.parametrize(("form", "travelled"), [("onsite", 1), ("mixed", 1), ("online", 0)])
def test_nobody_travels_to_what_is_held_online(form, travelled):
    facts = replace(FACTS, activities=(activity(form=form),))
    assert judged(own("quotas", TRIPS), facts).value == travelled


def test_stays_without_the_exchanges_leave_the_trips():
    body = TRIPS.replace('["guidance"] }', '["guidance"], except = [{ record = "stay" }] }')
    away = stay("s", "p-teacher", date(2025, 9, 1), date(2025, 9, 26))
    facts = replace(FACTS, activities=(activity(),), exchanges=(away,))
    assert judged(own("quotas", TRIPS), facts).value == 2
    assert judged(own("quotas", body), facts).value == 1


# -- what is told of records that nearly count

ADDED = """period = "term"
[quotas.condition]
at_least = 6
add = [
    { select = { kinds = ["guidance"], forms = ["onsite"] } },
    { select = { kinds = ["guidance"], forms = ["online"] } },
]
"""


def test_a_planned_record_is_told_once():
    facts = replace(FACTS, activities=(activity(state="planned", starts_on=date(2026, 1, 20)),))
    result = judged(own("quotas", ADDED), facts, date(2026, 1, 10))
    assert [near.reason for near in result.near] == ["planned"]


# -- parts that nobody has

GROWTH = """kinds = ["growth-plan"]
per = { each = "person", PER }
due = { sort = "every-year", day = "10-31" }
"""
APPRENTICE = 'people = [{ roles = ["apprentice"] }]'
PAIR = PairFacts("m", date(2025, 9, 10), None, "teaching", "", ("p-dean",), ("p-east",))


def test_roles_are_refused_where_no_record_tells_them():
    beside = f'among = {{ record = "pair" }}, {APPRENTICE}'
    found = look_through(own("documents", GROWTH.replace("PER", beside)), lambda _id: None).problems
    assert {(one.code, one.field) for one in found} == {("scheme.not-of-record", "roles")}
    inside = f'among = {{ record = "pair", {APPRENTICE} }}'
    asked = judged(own("documents", GROWTH.replace("PER", inside)), replace(FACTS, pairs=(PAIR,)))
    assert [part.basis.id for part in asked.parts] == ["p-east"]


# -- limits

ONE_HELPER = 'each = { side = "helped" }\ncount = { side = "helper" }\nexactly = 1\n'
SECOND = SchoolFacts("s-second", "第二小学", "二小", "primary", "urban")
TWO_HELPERS = replace(
    FACTS, schools=(*FACTS.schools, SECOND), members=(*FACTS.members, MemberFacts("s-second", "lead"))
)


def test_a_helper_without_agreement_is_no_partner_of_who_signed_with_another():
    assert judged(own("limits", ONE_HELPER), TWO_HELPERS).state is State.MET
    free = replace(TWO_HELPERS, agreements=())
    result = judged(own("limits", ONE_HELPER), free)
    assert (result.state, result.value) == (State.MISSED, Decimal(2))
    assert say_owed(Texts("zh"), result.owed[0]) == "东岭：现为 2 所，要求正好 1 所"


def test_a_limit_that_nobody_touches_says_so():
    body = 'each = { side = "helper" }\ncount = { side = "helped", locations = ["village"] }\nat_most = 2\n'
    result = judged(own("limits", body), FACTS)
    assert result.state is State.NOT_APPLICABLE
    assert result.note is not None
    assert result.note.code == "scheme.note.unpaired"
