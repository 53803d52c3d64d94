"""A10: a visit each month, ten periods, two lectures; graded lessons, a paper a year, one score."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.schemes.facts import DocumentFacts
from edudesk.services.schemes.results import State
from tests.services.schemes.making import EAST, FACTS, MID, OURS, SPRING, WEST, activity, figures

from .making import achieved, at, away, by, having, held, judge, of_stage, paper, scores, sheet

JUDGE = judge("provincial-kindergarten")
SUMMER = date(2026, 9, 10)
KINDERGARTENS = of_stage(FACTS, "preschool")
MONTHS = [date(2025, 9, 16), date(2025, 10, 21), date(2025, 11, 18), date(2025, 12, 16), date(2026, 1, 13)]


def seen(day: date, place: str = EAST, **changes: Any):
    return activity(
        f"o-{day}-{place}",
        starts_on=day,
        kinds=("observation",),
        host_id=place,
        schools=at(OURS, place),
        **changes,
    )


def sent(periods: float, place: str = EAST, **changes: Any):
    return activity(
        f"s-{place}-{periods}",
        kinds=("sent-lesson",),
        host_id=place,
        schools=at(OURS, place),
        people=by("p-backbone", role="teacher"),
        units={"period": Decimal(str(periods))},
        **changes,
    )


def lectured(count: int, place: str = EAST, **changes: Any):
    changes = {
        "host_id": place,
        "schools": at(OURS, place),
        "people": by("p-dean", role="lecturer"),
        **changes,
    }
    return held(count, "lecture", f"l-{place}", **changes)


# The term by hand. Visits: East in all five months, West in two. Sent lessons: East 6 + 4.5 periods, West 3.
# Lectures: East two, West one.
TERM = having(
    KINDERGARTENS,
    [seen(day) for day in MONTHS],
    [seen(day, WEST) for day in MONTHS[:2]],
    [sent(6), sent(4.5), sent(3, WEST)],
    lectured(2),
    lectured(1, WEST),
)


@pytest.mark.parametrize(
    ("rule", "settings", "value", "target", "state"),
    [
        ("observing", {}, 7, 10, State.MISSED),
        ("observing", {"basis": "community"}, 5, 5, State.MET),
        ("sent-lessons", {}, 13, 20, State.MISSED),  # 10 of East's 10.5, and 3
        ("sent-lessons", {"basis": "community"}, Decimal("13.5"), 10, State.EXCEEDED),
        ("lectures", {}, 3, 4, State.MISSED),
        ("lectures", {"basis": "community"}, 3, 2, State.EXCEEDED),
    ],
)
def test_a_term_as_a_person_counts_it(rule, settings, value, target, state):
    found = JUDGE(rule, TERM, settings)
    assert (found.value, found.target) == (value, target)
    assert found.state in ({State.MET, State.EXCEEDED} if state is not State.MISSED else {state})


@pytest.mark.parametrize(("periods", "state"), [(9.5, State.MISSED), (10, State.MET), (10.5, State.EXCEEDED)])
def test_ten_periods_are_sent(periods, state):
    assert JUDGE("sent-lessons", having(KINDERGARTENS, [sent(periods)])).parts[0].state is state


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "planned"},
        {"deleted": True},
        {"people": by("p-east", role="teacher"), "host_id": OURS},
        {"starts_on": date(2025, 8, 20)},
    ],
)
def test_lessons_are_sent_by_us_and_in_the_term(changes):
    assert JUDGE("sent-lessons", having(KINDERGARTENS, [replace(sent(10), **changes)])).value == 0


def test_a_month_without_a_visit_is_missed_and_the_holiday_is_none():
    gap = having(KINDERGARTENS, [seen(day) for day in (*MONTHS[:3], MONTHS[4])])
    assert JUDGE("observing", gap).parts[3].value == 0
    assert JUDGE("observing", having(KINDERGARTENS, [seen(date(2026, 2, 3))])).value == 0
    assert JUDGE("observing", having(KINDERGARTENS, [seen(MONTHS[0], form="online")])).value == 0


def test_teachers_are_taken_in_for_shadowing():
    stay = away("s", "p-east", date(2025, 10, 8), date(2025, 10, 17), "shadowing", from_id=EAST, to_id=OURS)
    facts = having(KINDERGARTENS, [stay])
    assert figures(JUDGE("shadowing", facts, today=SUMMER, term=SPRING)) == (1, 2, State.MISSED)
    assert JUDGE("shadowing", facts, {"shadowing": 0}).state is State.NOT_APPLICABLE
    wrong_way = having(KINDERGARTENS, [replace(stay, from_id=OURS, to_id=EAST, person_id="p-backbone")])
    assert JUDGE("shadowing", wrong_way, today=SUMMER, term=SPRING).value == 0


def graded(*grades: str, place: str = EAST):
    return [
        activity(
            f"g{n}-{place}", kinds=("open-lesson",), host_id=place, schools=at(OURS, place), rating=grade
        )
        for n, grade in enumerate(grades)
    ]


@pytest.mark.parametrize(
    ("grades", "good", "passing"),
    [
        (("excellent", "good", "pass"), 33, 100),
        (("excellent", "good", "pass", "pass"), 25, 100),
        (("excellent", "good", "basic"), 33, 66),
        (("excellent", "good", "fail", ""), 33, 66),  # the fourth was not graded
    ],
)
def test_thirty_of_a_hundred_lessons_excel_and_all_pass(grades, good, passing):
    facts = having(KINDERGARTENS, graded(*grades))
    best, enough = JUDGE("good-lessons", facts).parts[0], JUDGE("passing-lessons", facts).parts[0]
    assert (int(best.value), best.state is not State.MISSED) == (good, good >= 30)
    assert (int(enough.value), enough.state is not State.MISSED) == (passing, passing == 100)
    basic = JUDGE("passing-lessons", facts, {"passing": "basic"}).parts[0]
    assert int(basic.value) == (66 if "fail" in grades else 100)
    assert JUDGE("good-lessons", facts, {"good-lessons": 20}).parts[0].state is State.EXCEEDED


def test_lessons_in_our_own_house_are_not_the_partners():
    found = JUDGE("good-lessons", having(KINDERGARTENS, graded("excellent", place=OURS)))
    assert found.state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("kind", "level", "day", "value"),
    [
        ("paper", "city", date(2025, 10, 1), 1),
        ("paper", "province", date(2026, 5, 1), 1),
        ("paper", "county", date(2025, 10, 1), 0),
        ("award", "city", date(2025, 10, 1), 0),
        ("paper", "city", date(2025, 8, 20), 0),
    ],
)
def test_a_paper_of_city_level_each_school_year(kind, level, day, value):
    facts = having(KINDERGARTENS, [achieved(kind, level, day, school=EAST)])
    assert figures(JUDGE("paper", facts, today=SUMMER, term=SPRING))[:2] == (value, 2)


@pytest.mark.parametrize(
    ("rule", "kind"), [("research", "joint-research"), ("parents", "parents"), ("features", "feature")]
)
def test_work_of_the_helped_kindergarten_reminds(rule, kind):
    facts = having(KINDERGARTENS, held(1, kind, host_id=EAST, schools=at(EAST)))
    found = JUDGE(rule, facts, today=SUMMER)
    assert ([int(part.value) for part in found.parts], found.warning) == ([1, 0], True)
    assert JUDGE(rule, facts, {rule: 0}).state is State.NOT_APPLICABLE
    assert int(JUDGE(rule, facts, {rule: 2}).value) == 1


@pytest.mark.parametrize(
    ("rule", "kind", "needed"),
    [
        ("research-papers", "joint-research", ("programme", "plan", "record")),
        ("parents-papers", "parents", ("plan", "record", "summary")),
        ("feature-papers", "feature", ("programme", "record", "summary")),
        ("process-papers", "guidance", ("record",)),
    ],
)
def test_papers_with_the_activities(rule, kind, needed):
    for missing in (None, *needed):
        found = JUDGE(
            rule, having(KINDERGARTENS, held(1, kind, evidence_kinds=frozenset(needed) - {missing}))
        )
        assert (found.state is State.MET) == (missing is None)


def test_a_volume_for_each_kind_or_each_activity():
    work = (*held(3, "guidance"), *held(1, "feature"))
    volumes = [
        DocumentFacts(f"v-{one}", "volume-list", MID, about_id=one) for one in ("guidance-0", "feature-0")
    ]
    facts = having(KINDERGARTENS, work, volumes)
    assert figures(JUDGE("volumes", facts)) == (100, 100, State.MET)
    assert figures(JUDGE("volumes", facts, {"volumes": "record"})) == (50, 100, State.MISSED)


@pytest.mark.parametrize("rule", ["plan", "programme"])
def test_plan_and_programme(rule):
    for day, state in ((date(2025, 10, 1), State.MET), (date(2025, 10, 2), State.MISSED)):
        assert JUDGE(rule, having(KINDERGARTENS, [paper(rule, day, handed=False)])).state is state
    later = having(KINDERGARTENS, [paper(rule, date(2025, 10, 2), handed=False)])
    assert JUDGE(rule, later, {"plan-days": 31}).state is State.MET


def test_both_sides_have_one_score():
    facts = having(KINDERGARTENS, [sheet("bundled", {"bundled": 91.5}, None)])
    assert list(scores("provincial-kindergarten", "bundled", facts).values()) == [Decimal("91.5")]
    assert list(scores("provincial-kindergarten", "bundled", KINDERGARTENS).values()) == [None]
