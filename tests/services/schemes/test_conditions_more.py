"""What holds in every part of a period, sums, how many of several are enough, shares and means."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import Participant, SchoolPart
from edudesk.services.schemes.results import State
from edudesk.texts import Texts

from .making import AFTER, EAST_ONLY, FACTS, MID, OURS, SPRING, WEST, activity, stay
from .own import own, shown

ZH = Texts("zh")
MONTHLY = own(
    "quotas",
    'period = "term"\ncondition = { in_every = "month",'
    ' condition = { select = { kinds = ["sent-lesson"] }, at_least = 1 } }',
)
SOME_MONTHS = MONTHLY.replace('"month",', '"month", at_least = 3,')
LIMITED = MONTHLY.replace("at_least = 1", "at_most = 1")
SUM = own(
    "quotas",
    'period = "term"\nunit = { zh = "课时", en = "periods" }\ncondition = { at_least = 20, add = ['
    '{ select = { kinds = ["sent-lesson"] }, measure = { sort = "sum", unit = "period" } },'
    '{ select = { kinds = ["observation"] }, measure = { sort = "sum", unit = "period" }, most = 8 },'
    '{ select = { kinds = ["joint-research"] }, measure = { sort = "sum", unit = "half-day" }, times = 3 },'
    "] }",
)
TWO_OF_THREE = own(
    "quotas",
    'period = "term"\ncondition = { at_least = 2, any = ['
    '{ name = { zh = "讲座", en = "Lecture" }, select = { kinds = ["lecture"] }, at_least = 1 },'
    '{ name = { zh = "培训", en = "Training" }, select = { kinds = ["training"] }, at_least = 2 },'
    '{ name = { zh = "调研", en = "Survey" }, select = { kinds = ["survey"] }, at_least = 1 },'
    "] }",
)


def held(*days: date, kind: str = "sent-lesson", state: str = "held", **more: Any):
    return tuple(
        activity(f"{kind}-{state}-{day}", kinds=(kind,), starts_on=day, state=state, **more) for day in days
    )


def seen(text, records, today=AFTER, facts=EAST_ONLY):
    found = shown(text, replace(facts, activities=tuple(records)), today)
    return int(found.value), int(found.planned), int(found.target), found.state


def says(text, records, today=AFTER):
    return [say_owed(ZH, owed) for owed in shown(text, replace(EAST_ONLY, activities=records), today).owed]


# -- in every part

MONTHS = [date(2025, month, 9) for month in (9, 10, 11, 12)] + [date(2026, 1, 9)]


def test_it_holds_in_every_month_of_the_term():
    assert seen(MONTHLY, held(*MONTHS)) == (5, 5, 5, State.MET)
    assert seen(MONTHLY, held(*MONTHS[1:])) == (4, 4, 5, State.MISSED)
    assert seen(MONTHLY, held(*MONTHS, date(2025, 9, 20))) == (5, 5, 5, State.MET)


def test_a_month_that_is_lost_misses_the_whole_and_those_to_come_do_not():
    assert seen(MONTHLY, held(*MONTHS[:2]), date(2025, 10, 31)) == (2, 2, 5, State.ON_TRACK)
    assert seen(MONTHLY, held(MONTHS[0]), date(2025, 10, 10)) == (1, 1, 5, State.ON_TRACK)
    assert seen(MONTHLY, held(MONTHS[0]), date(2025, 10, 31)) == (1, 1, 5, State.AT_RISK)
    assert seen(MONTHLY, held(MONTHS[0]), date(2025, 11, 1)) == (1, 1, 5, State.MISSED)


def test_what_is_planned_counts_in_its_month():
    plans = held(*MONTHS[2:], state="planned")
    assert seen(MONTHLY, (*held(*MONTHS[:2]), *plans), date(2025, 10, 31)) == (2, 5, 5, State.ON_TRACK)


def test_the_months_that_are_owed_are_named():
    assert says(MONTHLY, held(MONTHS[0], *MONTHS[3:])) == ["10月、11月还没有送教"]
    assert says(MONTHLY, held(*MONTHS[:2]), date(2025, 10, 31)) == ["后面还有 3 个月要做"]
    two = MONTHLY.replace("at_least = 1", "at_least = 2")
    assert says(two, held(*MONTHS)) == ["9月、10月、11月、12月、1月还差 1"]


def test_so_many_months_are_enough():
    assert seen(SOME_MONTHS, held(*MONTHS[:2])) == (2, 2, 3, State.MISSED)
    assert seen(SOME_MONTHS, held(*MONTHS[:3])) == (3, 3, 3, State.MET)
    assert seen(SOME_MONTHS, held(*MONTHS[:4])) == (4, 4, 3, State.EXCEEDED)
    assert seen(SOME_MONTHS, held(MONTHS[0]), date(2025, 11, 30)) == (1, 1, 3, State.ON_TRACK)
    assert seen(SOME_MONTHS, (), date(2025, 11, 30)) == (0, 0, 3, State.AT_RISK)
    assert seen(SOME_MONTHS, (), date(2025, 12, 1)) == (0, 0, 3, State.MISSED)
    assert says(SOME_MONTHS, held(MONTHS[0])) == ["还要有 2 个月做到，截止 1月23日"]


def test_a_month_bounded_above_may_still_be_passed_before_it_has_begun():
    twice = held(MONTHS[0], date(2025, 9, 10))
    assert seen(LIMITED, twice, date(2025, 9, 30))[3] is State.MISSED
    assert seen(LIMITED, (), date(2025, 9, 30)) == (1, 5, 5, State.ON_TRACK)
    assert seen(LIMITED, held(*MONTHS)) == (5, 5, 5, State.MET)


@pytest.mark.parametrize(("part", "count"), [("week", 21), ("quarter", 2), ("term", 1)])
def test_a_term_has_weeks_and_quarters(part, count):
    # 1 September is a Monday, 23 January a Friday; October to December and the third quarter's one month
    assert seen(MONTHLY.replace('"month"', f'"{part}"'), ())[2] == count


def test_the_parts_of_a_school_year_are_those_of_its_terms():
    yearly = MONTHLY.replace('"term"', '"school-year"', 1)
    facts = replace(EAST_ONLY, activities=held(*MONTHS))
    found = shown(yearly, facts, date(2026, 7, 9), SPRING)
    # 23 to 28 February are too few days to ask for anything; July has eight.
    assert (found.value, found.target) == (5, 9)
    terms = shown(yearly.replace('"month"', '"term"'), facts, date(2026, 7, 9), SPRING)
    assert (terms.value, terms.target, terms.state) == (1, 2, State.MISSED)


def test_a_moved_activity_counts_in_the_term_it_was_moved_to():
    yearly = MONTHLY.replace('"term"', '"school-year"', 1).replace('"month"', '"term"')
    facts = replace(EAST_ONLY, activities=held(date(2026, 1, 10), term=SPRING))
    found = shown(yearly, facts, date(2026, 7, 9), SPRING)
    assert (found.value, found.owed[0].parameters["parts"][0].zh) == (1, "2025—2026学年第一学期")


def test_every_month_is_asked_of_every_partner():
    partner = MONTHLY.replace('period = "term"', 'period = "term"\nper = "partner"')
    west = held(*MONTHS[:4], host_id=WEST, schools=(SchoolPart(OURS), SchoolPart(WEST)))
    records = (*held(*MONTHS), *(replace(one, id=f"w-{one.id}") for one in west))
    found = shown(partner, replace(FACTS, activities=records))
    assert [int(part.value) for part in found.parts] == [5, 4]


# -- sums


def lessons(amount: int, kind="sent-lesson", unit="period", **more: Any):
    units = {unit: Decimal(amount)}
    return activity(f"{kind}{amount}{more.get('state', '')}", kinds=(kind,), units=units, **more)


def test_a_sum_adds_what_each_leaf_comes_to():
    rest = (lessons(5, "observation"), lessons(2, "joint-research", "half-day"))
    assert seen(SUM, (lessons(8), *rest)) == (19, 19, 20, State.MISSED)
    assert seen(SUM, (lessons(9), *rest)) == (20, 20, 20, State.MET)
    assert seen(SUM, (lessons(10), *rest)) == (21, 21, 20, State.EXCEEDED)


def test_a_leaf_adds_no_more_than_its_most():
    assert seen(SUM, (lessons(11), lessons(40, "observation"))) == (19, 19, 20, State.MISSED)


def test_a_sum_says_what_is_missing_in_its_unit():
    assert says(SUM, (lessons(8),)) == ["到 1月23日 还差 12 课时，已经开展的可以补录"]
    assert says(SUM, (lessons(8),), MID) == ["还差 12 课时，截止 1月23日"]


def test_what_is_planned_is_added_too():
    plan = lessons(12, state="planned", starts_on=date(2025, 12, 1))
    assert seen(SUM, (lessons(8), plan), MID) == (8, 20, 20, State.ON_TRACK)


def test_a_record_that_counts_twice_stands_once_with_both_amounts():
    both = replace(lessons(4), kinds=("sent-lesson", "observation"))
    found = shown(SUM, replace(EAST_ONLY, activities=(both,)))
    assert [(one.id, int(one.amount)) for one in found.counted] == [("sent-lesson4", 8)]
    assert found.value == 8


# -- so many of several


def test_two_of_three_are_enough():
    lecture, survey = held(MID, kind="lecture"), held(MID, kind="survey")
    training = held(MID, date(2025, 11, 11), kind="training")
    assert seen(TWO_OF_THREE, lecture) == (1, 1, 2, State.MISSED)
    assert seen(TWO_OF_THREE, (*lecture, *survey)) == (2, 2, 2, State.MET)
    assert seen(TWO_OF_THREE, (*lecture, *survey, *training)) == (3, 3, 2, State.EXCEEDED)
    assert seen(TWO_OF_THREE, lecture, date(2026, 1, 20)) == (1, 1, 2, State.AT_RISK)
    assert says(TWO_OF_THREE, (*lecture, *training[:1])) == [
        "下列还要做到 1 项："
        + "、".join(f"{name}：到 1月23日 还差 1 次，已经开展的可以补录" for name in ("培训", "调研"))
    ]


def test_an_alternative_that_asks_nothing_is_passed_over():
    one = TWO_OF_THREE.replace("at_least = 2, any", "at_least = 1, any").replace(
        "at_least = 2 }", "at_least = 0 }"
    )
    assert seen(one, ())[3] is State.MISSED


def test_a_premise_holds_by_its_state():
    text = own(
        "quotas",
        'period = "term"\ncondition = { only_if = { select = { kinds = ["survey"] }, at_most = 1 },'
        ' then = { select = { kinds = ["lecture"] }, at_least = 1 } }',
    )
    assert seen(text, ())[3] is State.MISSED
    assert seen(text, held(MID, date(2025, 11, 11), kind="survey"))[3] is State.NOT_APPLICABLE


# -- measures


def test_an_average_is_rounded_down():
    text = own(
        "quotas",
        'period = "term"\ncondition = { select = { kinds = ["sent-lesson"] }, at_least = 2,'
        ' measure = { sort = "average", unit = "period", of = "person" } }',
    )
    who = [(Participant("p-dean"),), (Participant("p-vice"),), (Participant("p-teacher"),)]
    records = [replace(lessons(amount), people=people) for amount, people in zip((1, 2, 3), who, strict=True)]
    found = shown(text, replace(EAST_ONLY, activities=tuple(records)))
    assert (found.value, found.state) == (2, State.MET)
    fewer = shown(text, replace(EAST_ONLY, activities=tuple(records[:2])))
    assert (fewer.value, fewer.state) == (Decimal("1.5"), State.MISSED)


def test_a_share_may_compare_two_sums():
    text = own(
        "quotas",
        'period = "term"\ncondition = { select = { kinds = ["sent-lesson"], forms = ["onsite"] },'
        ' at_least = 50, measure = { sort = "share", unit = "period",'
        ' whole = { kinds = ["sent-lesson"] } } }',
    )
    online = replace(lessons(3), id="o", form="online")
    assert seen(text, (lessons(2), online))[0] == 40
    assert seen(text, (replace(lessons(3), id="p"), online))[::3] == (50, State.MET)


def test_no_share_is_met_by_rounding():
    text = own(
        "quotas",
        'period = "term"\ncondition = { select = { kinds = ["sent-lesson"], forms = ["onsite"] },'
        ' at_least = 66.7, measure = { sort = "share", unit = "period",'
        ' whole = { kinds = ["sent-lesson"] } } }',
    )
    records = (lessons(2), replace(lessons(1), form="online"))
    found = shown(text, replace(EAST_ONLY, activities=records))
    assert (found.value, found.state) == (Decimal("66.6"), State.MISSED)


def test_of_nothing_there_is_no_share():
    text = own(
        "quotas",
        'period = "term"\ncondition = { select = { kinds = ["lecture"] }, at_least = 10,'
        ' measure = { sort = "share", whole = { kinds = ["training"] } } }',
    )
    found = shown(text, EAST_ONLY)
    assert (found.state, found.note.code) == (State.NOT_APPLICABLE, "scheme.note.no-whole")


@pytest.mark.parametrize(
    ("of", "value"), [("kind", 2), ("day", 3), ("month", 2), ("stage", 1), ("member", 2), ("record", None)]
)
def test_different_kinds_days_months_and_stages_are_counted(of, value):
    text = own(
        "quotas",
        'period = "term"\ncondition = { select = { kinds = ["lecture", "training"] }, at_least = 2,'
        f' measure = {{ sort = "distinct", of = "{of}" }} }}',
    )
    records = (
        *held(date(2025, 10, 31), kind="lecture", ends_on=date(2025, 11, 1)),
        *held(date(2025, 11, 1), date(2025, 11, 2), kind="training"),
    )
    if value is None:
        with pytest.raises(AssertionError):
            seen(text, records)
    else:
        assert seen(text, records)[0] == value


@pytest.mark.parametrize(
    ("last", "value", "state"),
    [
        (date(2025, 10, 29), "0.9", "missed"),
        (date(2025, 10, 30), "1", "met"),
        (date(2025, 12, 1), "2", "exceeded"),
    ],
)
def test_months_served_are_thirty_days_each(last, value, state):
    text = own(
        "quotas",
        'period = "term"\ncondition = { select = { record = "exchange" }, at_least = 1,'
        ' measure = { sort = "served", unit = "month" } }',
    )
    facts = replace(EAST_ONLY, exchanges=(stay("x", "p-backbone", date(2025, 10, 1), last),))
    found = shown(text, facts)
    assert (found.value, found.state.value) == (Decimal(value), state)


def test_many_short_stays_make_months_together():
    text = own(
        "quotas",
        'period = "term"\ncondition = { select = { record = "exchange" }, at_least = 1,'
        ' measure = { sort = "served", unit = "month" } }',
    )
    stays = tuple(
        stay(f"x{day}", "p-backbone", date(2025, 10, day), date(2025, 10, day)) for day in range(1, 31)
    )
    assert shown(text, replace(EAST_ONLY, exchanges=stays)).state is State.MET


def test_a_bound_holds_for_every_kind_and_stage():
    kinds = own(
        "quotas",
        'period = "term"\ncondition = { select = { kinds = ["lecture", "training"] },'
        ' every = "kind", at_least = 1 }',
    )
    assert seen(kinds, held(MID, kind="lecture"))[:3:2] == (1, 2)
    stages = kinds.replace('"kind"', '"stage"')
    assert seen(stages, held(MID, kind="lecture")) == (1, 1, 1, State.MET)
