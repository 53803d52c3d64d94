"""Rules of further schemes, to prove that the format reads and the evaluator covers them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import DomainEntry, Facts, Participant, SchoolPart
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.results import RuleResult, State

from .making import AFTER, AUTUMN, EAST, EAST_ONLY, FACTS, MID, OURS, SPRING, activity, figures, stay

DATA = Path(__file__).parent / "data"


def result(name: str, rule: str, facts: Facts, today: date = AFTER, term=AUTUMN) -> RuleResult:
    scheme = read_scheme((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return evaluate(scheme, facts, term, today).result(rule)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_it_is_read_without_a_problem(path):
    assert check_scheme(path.read_text(encoding="utf-8")) == ()


def lessons(subject: str, amount: int, day: int):
    return activity(
        f"{subject}{day}",
        kinds=("sync-lesson",),
        subjects=(subject,),
        units={"lesson": Decimal(amount)},
        starts_on=date(2025, 9, day),
    )


@pytest.mark.parametrize(("maths", "chinese", "met"), [(10, 10, 2), (11, 9, 1), (10, 9, 0), (25, 0, 1)])
def test_twenty_lessons_in_two_subjects_of_ten_each(maths, chinese, met):
    facts = replace(EAST_ONLY, activities=(lessons("maths", maths, 10), lessons("chinese", chinese, 11)))
    found = result("kaihua", "sync-lessons", facts)
    assert figures(found)[:2] == (met, 2)
    assert found.state is (State.MET if met == 2 else State.MISSED)


def test_a_lesson_after_the_date_is_too_late():
    late = replace(lessons("maths", 30, 10), starts_on=date(2025, 10, 1))
    found = result("kaihua", "sync-lessons", replace(EAST_ONLY, activities=(late,)))
    assert found.value == 0
    assert found.period is not None
    assert found.period.last == date(2025, 9, 30)


def test_every_member_is_covered():
    stays = (stay("x", "p-backbone", date(2025, 10, 1), date(2025, 10, 9)),)
    found = result("kaihua", "covers-members", replace(FACTS, exchanges=stays))
    assert figures(found)[:2] == (1, 2)


def test_every_month_of_the_term_asks_for_one():
    months = [date(2025, 9, 9), date(2025, 10, 9), date(2025, 10, 10), date(2025, 12, 9)]
    seen = tuple(activity(f"m{day}", kinds=("observation",), starts_on=day) for day in months)
    found = result("provincial", "monthly-observation", replace(EAST_ONLY, activities=seen))
    assert [int(part.value) for part in found.parts] == [1, 2, 0, 1, 0]
    assert figures(found) == (3, 5, State.MISSED)


def test_lessons_sent_need_their_quantity():
    sent = activity(kinds=("sent-lesson",), units={"time": Decimal(1)})
    found = result("provincial", "sent-lessons", replace(EAST_ONLY, activities=(sent,)))
    assert [near.reason for near in found.near] == ["no-units"]
    sent = replace(sent, units={"period": Decimal(10)})
    found = result("provincial", "sent-lessons", replace(EAST_ONLY, activities=(sent,)))
    assert found.state is State.MET


@pytest.mark.parametrize(("half_days", "taught", "value"), [(6, 62, 2), (5, 62, 1), (7, 59, 1), (6, 61, 1)])
def test_units_are_converted_and_two_sums_hold_at_once(half_days, taught, value):
    who = (Participant("p-backbone"),)
    work = (
        activity("t", kinds=("taught",), people=who, units={"period": Decimal(taught)}),
        activity("r", kinds=("joint-research",), people=who, units={"half-day": Decimal(half_days)}),
        activity("o", kinds=("taught",), units={"period": Decimal(99)}),
    )
    facts = replace(EAST_ONLY, domains=(DomainEntry("person", "p-backbone"),), activities=work)
    found = result("n_plus_2", "workload", facts)
    assert figures(found)[:2] == (value, 2)


def test_a_person_is_listed_by_the_stay_when_there_is_no_list():
    facts = replace(EAST_ONLY, exchanges=(stay("x", "p-backbone", date(2025, 9, 1), date(2026, 7, 1)),))
    found = result("n_plus_2", "taught-in-term", facts)
    assert [part.basis.id for part in found.parts] == ["p-backbone"]


def test_a_share_is_taken_of_the_people_of_the_helped_side():
    facts = replace(FACTS, exchanges=(stay("x", "p-east", date(2025, 10, 1), date(2025, 10, 9), back=True),))
    found = result("songzi", "township-moves", facts)
    assert (*figures(found), found.warning) == (50, 10, State.EXCEEDED, True)
    assert result("songzi", "township-moves", FACTS).value == 0
    assert result("songzi", "township-moves", replace(FACTS, people=())).value == 0


def test_every_member_sends_a_leader_for_a_week():
    week = stay("x", "p-dean", date(2025, 10, 1), date(2025, 10, 7))
    found = result("six_actions", "seconded-leaders", replace(EAST_ONLY, exchanges=(week,)))
    assert [(part.basis.id, int(part.value)) for part in found.parts] == [(OURS, 1), (EAST, 0)]
    short = replace(week, real_to=date(2025, 10, 6))
    found = result("six_actions", "seconded-leaders", replace(EAST_ONLY, exchanges=(short,)))
    assert found.value == 0
    assert [near.reason for near in found.near] == ["not-enough-days"]


@pytest.mark.parametrize(
    ("count", "state"), [(0, State.MISSED), (1, State.MET), (2, State.MET), (3, State.MISSED)]
)
def test_between_has_two_ends(count, state):
    held = tuple(activity(f"s{number}", kinds=("seminar",)) for number in range(count))
    found = result("six_actions", "management-seminars", replace(EAST_ONLY, activities=held))
    assert found.state is state


def test_one_of_several_is_enough():
    online = activity(kinds=("sent-lesson",), form="online", units={"period": Decimal(201)})
    found = result("liuzhou", "experience", replace(EAST_ONLY, activities=(online,)))
    assert found.state is State.MET
    assert result("liuzhou", "experience", EAST_ONLY).owed[0].code == "scheme.owed.any"


def test_the_calendar_year_that_ends_in_a_term_is_the_one_shown():
    autumn = result("liuzhou", "experience", EAST_ONLY)
    spring = result("liuzhou", "experience", EAST_ONLY, term=SPRING)
    assert autumn.period is not None
    assert spring.period is not None
    assert (autumn.period.last, spring.period.last) == (date(2025, 12, 31), date(2026, 12, 31))


def test_what_is_asked_only_if_another_holds():
    sync = activity("s", kinds=("sync-lesson",), schools=(SchoolPart(OURS), SchoolPart(EAST)))
    facts = replace(EAST_ONLY, activities=(sync,))
    assert result("liuzhou", "review-after-lesson", EAST_ONLY).state is State.NOT_APPLICABLE
    assert result("liuzhou", "review-after-lesson", facts, MID).state is State.ON_TRACK
