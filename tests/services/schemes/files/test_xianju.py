"""A12: a hundred synchronous lessons for both partners, eight subjects, a week's notice, a liaison."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.schemes.results import State
from tests.services.schemes.making import AFTER, EAST, FACTS, OURS, SPRING, WEST, activity, figures

from .making import at, duties, having, held, judge, paper

JUDGE = judge("xianju")
SUMMER = date(2026, 9, 10)


def lessons(count: float, *schools: str, subject: str = "chinese", **changes: Any):
    """Return one record of so many lessons that reach these schools."""
    return activity(
        f"sync-{subject}-{'-'.join(schools)}",
        kinds=("sync-lesson",),
        form="online",
        host_id=OURS,
        schools=at(OURS, *schools),
        people=(),
        subjects=(subject,),
        units={"lesson": Decimal(str(count))},
        **changes,
    )


# The school year by hand: 60 Chinese and 39 maths lessons reach both schools, 10 lessons of art East alone.
# East has 109 lessons, West 99; together there are 60 + 39 + 10 = 109.
YEAR = having(
    FACTS,
    [
        lessons(60, EAST, WEST),
        lessons(39, EAST, WEST, subject="maths"),
        lessons(10, EAST, subject="art"),
        lessons(7, EAST, WEST, subject="history"),  # not one of the eight subjects
    ],
)


def test_the_lessons_of_a_year_as_a_person_counts_them():
    found = JUDGE("sync-lessons", YEAR, today=SUMMER, term=SPRING)
    assert [part.value for part in found.parts] == [109, 99]
    assert figures(found) == (199, 200, State.MISSED)  # 100 of East, 99 of West
    together = JUDGE("sync-lessons", YEAR, {"lesson-basis": "all"}, today=SUMMER, term=SPRING)
    assert figures(together) == (109, 100, State.EXCEEDED)
    assert found.warning  # an expectation, so a reminder


@pytest.mark.parametrize(("more", "state"), [(0, State.MISSED), (1, State.MET), (2, State.EXCEEDED)])
def test_the_hundredth_lesson_is_enough(more, state):
    extra = [lessons(more, WEST, subject="music")] if more else []
    found = JUDGE("sync-lessons", having(YEAR, extra), today=SUMMER, term=SPRING)
    assert found.parts[1].state is state


def test_the_year_goes_on_while_the_autumn_term_is_over():
    assert JUDGE("sync-lessons", YEAR).state in {State.ON_TRACK, State.AT_RISK}
    fewer = JUDGE("sync-lessons", YEAR, {"lessons": 99}, today=SUMMER, term=SPRING)
    assert figures(fewer) == (198, 198, State.MET)  # West has just enough


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "planned"},
        {"state": "cancelled"},
        {"deleted": True},
        {"starts_on": date(2025, 8, 20)},  # the school year before
        {"kinds": ("online-study",)},
    ],
)
def test_lessons_not_given_or_of_another_year_do_not_count(changes):
    facts = having(FACTS, [replace(lessons(100, EAST, WEST), **changes)])
    assert JUDGE("sync-lessons", facts, today=SUMMER, term=SPRING).value == 0


def test_good_lessons_may_be_those_rated_good():
    rated = [
        lessons(50, EAST, WEST, rating="good"),
        lessons(50, EAST, WEST, subject="maths", rating="pass"),
    ]
    found = JUDGE("sync-lessons", having(FACTS, rated), {"good": "rated"}, today=SUMMER, term=SPRING)
    assert [part.value for part in found.parts] == [50, 50]


def test_eight_subjects_are_listed():
    assert figures(JUDGE("subjects", YEAR, today=SUMMER, term=SPRING)) == (3, 8, State.MISSED)
    eight = ("chinese", "maths", "english", "science", "art", "music", "labour", "class-work")
    whole = having(FACTS, [lessons(1, EAST, WEST, subject=one) for one in eight])
    assert figures(JUDGE("subjects", whole, today=SUMMER, term=SPRING)) == (8, 8, State.MET)


@pytest.mark.parametrize(("before", "met"), [(6, False), (7, True), (8, True)])
def test_the_partner_is_told_a_week_ahead(before, met):
    (event,) = held(1, "joint-research")
    told = event.starts_on - timedelta(days=before)
    facts = having(FACTS, [event], [paper("activity-plan", told, about_id=event.id)])
    assert (JUDGE("notice", facts).state is State.MET) == met
    if before == 6:
        assert JUDGE("notice", facts, {"notice-days": 6}).state is State.MET


def test_a_synchronous_lesson_needs_no_notice():
    assert JUDGE("notice", having(FACTS, [lessons(1, EAST)])).state is State.NOT_APPLICABLE


def test_each_side_has_its_vice_principal_as_liaison():
    ours = having(FACTS, duties(OURS, liaison="p-vice"))
    assert [part.value for part in JUDGE("liaison", ours).parts] == [1, 0, 0]
    assert JUDGE("liaison", having(FACTS, duties(OURS, liaison="p-dean")), today=AFTER).value == 0
    assert JUDGE("liaison", having(FACTS, duties(OURS, leader="p-vice"))).value == 0
