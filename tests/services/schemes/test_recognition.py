"""What people are recognised for: by condition or by the time served; nobody owes it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import DocumentFacts, Participant
from edudesk.services.schemes.reading import check_scheme
from edudesk.services.schemes.results import RuleKind, State
from edudesk.texts import Texts

from .making import AFTER, EAST, FACTS, activity, figures, stay
from .own import judged, own

GIVES = 'gives = { zh = "1年支教经历", en = "One year of experience" }\n'
DAYS = (
    GIVES
    + 'condition = { select = { record = "exchange", direction = "lead-to-member" }, '
    + 'measure = { sort = "served" }, at_least = 30 }\n'
)
TIME = (
    GIVES
    + 'time = { select = { record = "exchange", exchange_forms = ["secondment"] }, '
    + 'measure = { sort = "served", unit = "month" } }\n'
)


def gained(body: str, *stays, documents=(), activities=(), today=AFTER):
    facts = replace(FACTS, exchanges=stays, documents=documents, activities=activities)
    return judged(own("recognition", body), facts, today)


def said(part) -> list[str]:
    return [say_owed(Texts("zh"), owed) for owed in part.owed]


@pytest.mark.parametrize(
    ("last", "days", "state"),
    [(30, 29, State.ON_TRACK), (1, 30, State.MET), (2, 31, State.MET)],
)
def test_a_person_is_recognised_from_the_number_asked_for_on(last, days, state):
    month = 9 if last == 30 else 10
    result = gained(DAYS, stay("s", "p-teacher", date(2025, 9, 2), date(2025, month, last)))
    (part,) = result.parts
    assert (part.value, part.target, part.state) == (Decimal(days), Decimal(30), state)
    assert figures(result) == (int(state is State.MET), 1, state)
    assert result.kind is RuleKind.RECOGNITION


def test_nothing_is_owed_and_what_is_missing_names_no_day():
    result = gained(DAYS, stay("s", "p-teacher", date(2025, 9, 2), date(2025, 9, 21)))
    assert result.owed == ()
    assert said(result.parts[0]) == ["还差 10 天"]


def test_it_is_never_missed_not_even_long_after():
    result = gained(DAYS, stay("s", "p-teacher", date(2020, 9, 2), date(2020, 9, 5)), today=date(2026, 8, 1))
    assert result.state is State.ON_TRACK


def test_it_adds_up_over_the_years_each_person_alone():
    result = gained(
        DAYS,
        stay("a", "p-teacher", date(2023, 10, 1), date(2023, 10, 20)),
        stay("b", "p-teacher", date(2025, 10, 1), date(2025, 10, 15)),
        stay("c", "p-dean", date(2025, 10, 1), date(2025, 10, 15)),
    )
    assert {part.basis.id: int(part.value) for part in result.parts} == {"p-dean": 15, "p-teacher": 35}
    assert [part.basis.id for part in result.parts] == [
        "p-dean",
        "p-teacher",
    ]  # the roster's order, no ranking
    assert figures(result)[:2] == (1, 2)


def test_only_people_with_something_that_counts_are_listed():
    result = gained(
        DAYS,
        stay("s", "p-teacher", date(2025, 9, 2), date(2025, 9, 21)),
        stay("back", "p-east", date(2025, 9, 2), date(2025, 9, 21), back=True),
        replace(stay("off", "p-dean", date(2025, 9, 2), date(2025, 9, 21)), state="cancelled"),
    )
    assert [part.basis.id for part in result.parts] == ["p-teacher"]
    assert gained(DAYS).state is State.NOT_APPLICABLE


def test_who_comes_into_question_is_listed_without_anything_too():
    rule = DAYS + 'among = { kinds = ["guidance"], people = [{ posts = ["director"] }] }\n'
    result = gained(rule, activities=(activity("v", people=(Participant("p-dean"), Participant("p-vice"))),))
    assert [(part.basis.id, part.value) for part in result.parts] == [("p-dean", 0)]


def test_people_tests_choose_of_the_whole_roster():
    rule = DAYS + 'people = [{ honours = ["backbone"], side = "helper" }]\n'
    assert [part.basis.id for part in gained(rule).parts] == ["p-backbone"]


def test_a_planned_stay_counts_only_as_what_is_to_come():
    planned = replace(
        stay("s", "p-teacher", date(2026, 1, 1), date(2026, 1, 1)),
        state="planned",
        real_from=None,
        real_to=None,
        planned_from=date(2025, 11, 20),
        planned_to=date(2025, 12, 31),
    )
    (part,) = gained(DAYS, planned, today=date(2025, 11, 10)).parts
    assert (part.value, part.planned, part.state) == (Decimal(0), Decimal(42), State.ON_TRACK)


def test_time_served_is_recognised_as_it_is():
    served = replace(stay("s", "p-teacher", date(2025, 9, 1), date(2025, 12, 14)), form="secondment")
    (part,) = gained(TIME, served).parts
    assert (part.value, part.state) == (Decimal("3.5"), State.MET)
    assert part.target == 0


def test_time_of_a_part_time_stay_is_what_was_served():
    half = replace(
        stay("s", "p-teacher", date(2025, 9, 1), date(2025, 11, 28)),
        form="secondment",
        days_per_week=Decimal(2),
    )
    (part,) = gained(TIME, half).parts
    assert part.value == Decimal("0.8")  # 65 working days × 2 ÷ 5 = 26 of 30 days


def test_time_that_still_runs_counts_to_today():
    running = replace(
        stay("s", "p-teacher", date(2025, 9, 1), date(2025, 9, 1)), form="secondment", real_to=None
    )
    assert gained(TIME, running, today=date(2025, 9, 30)).parts[0].value == 1


def test_papers_that_are_missing_keep_it_on_track_until_they_are_there():
    rule = DAYS + 'documents = ["confirmation"]\n'
    done = stay("s", "p-teacher", date(2025, 9, 2), date(2025, 11, 1))
    (part,) = gained(rule, done).parts
    assert (part.state, said(part)) == (State.ON_TRACK, ["缺鉴定表"])
    for paper in (
        DocumentFacts("d", "confirmation", about_id="s"),
        DocumentFacts("d", "confirmation", person_id="p-teacher"),
    ):
        assert gained(rule, done, documents=(paper,)).parts[0].state is State.MET
    other = DocumentFacts("d", "confirmation", person_id="p-dean")
    assert gained(rule, done, documents=(other,)).parts[0].state is State.ON_TRACK


def test_of_alternatives_one_is_enough_each_with_its_own_unit():
    rule = (
        GIVES
        + """
condition = { any = [
    { at_least = 3, select = { forms = ["onsite"] }, measure = { sort = "sum", unit = "day" } },
    { at_least = 4, select = { forms = ["online"] }, measure = { sort = "sum", unit = "period" } },
] }
"""
    )
    online = activity(
        "o",
        kinds=("sent-lesson",),
        form="online",
        host_id=EAST,
        units={"period": Decimal(3)},
        people=(Participant("p-teacher"),),
    )
    (part,) = gained(rule, activities=(online,)).parts
    assert part.state is State.ON_TRACK
    assert "3 天" in said(part)[0]
    assert "1 课时" in said(part)[0]
    enough = replace(online, units={"period": Decimal(4)})
    assert gained(rule, activities=(enough,)).parts[0].state is State.MET


def test_a_deleted_or_planned_activity_gives_nothing():
    rule = GIVES + 'condition = { select = { kinds = ["guidance"] }, at_least = 1 }\n'
    found = (activity("d", deleted=True), activity("p", state="planned"))
    assert gained(rule, activities=found).parts == ()


def test_condition_and_time_exclude_each_other_and_one_is_needed():
    assert [one.code for one in check_scheme(own("recognition", GIVES))] == ["scheme.missing"]
    both = own("recognition", DAYS + TIME.removeprefix(GIVES))
    assert "scheme.two-bounds" in [one.code for one in check_scheme(both)]
