"""A1: three ways to a year of 支教 for a subject team's member, and the time that was served."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.schemes.results import State
from tests.services.schemes.making import EAST, MID, OURS, SPRING, WEST, activity

from .making import away, by, duties, having, judge, paper
from .test_liuzhou import CITY

JUDGE = judge("liuzhou")


def lessons(days: int, **changes: Any):
    """Return sent lessons of so many days in all."""
    return activity(
        "sent",
        kinds=("sent-lesson",),
        people=by("p-backbone", role="teacher"),
        units={"day": Decimal(days)},
        starts_on=date(2025, 9, 1),
        ends_on=date(2026, 7, 31),
        **changes,
    )


def online(periods: int):
    return activity(
        "on",
        kinds=("sent-lesson",),
        form="online",
        people=by("p-backbone", role="teacher"),
        units={"period": Decimal(periods)},
    )


def studio(years: int, times: int = 8):
    return [
        activity(
            f"st-{year}-{n}",
            kinds=("studio",),
            people=by("p-backbone"),
            starts_on=date(2023 + year, 3, n + 1),
        )
        for year in range(years)
        for n in range(times)
    ]


TEAM = having(CITY, duties(OURS, subject_team="p-backbone"))
JUDGED = paper("studio-assessment", MID, handed=False, person_id="p-backbone")


@pytest.mark.parametrize(
    ("records", "met"),
    [
        ([lessons(199)], False),
        ([lessons(200)], True),
        ([online(200)], False),
        ([online(201)], True),
        ([*studio(3), JUDGED], True),
        ([*studio(3)], False),
        ([*studio(2), JUDGED], False),
        ([*studio(3, 7), JUDGED], False),
        ([lessons(199), online(200)], False),
    ],
)
def test_one_of_three_ways_is_enough(records, met):
    summer = {"term": SPRING, "today": date(2026, 8, 20)}
    done = [paper("confirmation", MID, handed=False, person_id="p-backbone")]
    found = JUDGE("experience", having(TEAM, records, done), **summer)
    assert [part.basis.id for part in found.parts] == ["p-backbone"]
    assert (found.parts[0].state is State.MET) == met


def test_only_a_subject_teams_member_with_the_confirmation_is_recognised():
    summer = {"term": SPRING, "today": date(2026, 8, 20)}
    nobody = JUDGE("experience", having(CITY, [lessons(200)]), **summer)
    assert not nobody.parts
    unconfirmed = JUDGE("experience", having(TEAM, [lessons(200)]), **summer)
    assert unconfirmed.parts[0].state is not State.MET


def test_seconded_teachers_are_recognised_by_the_time_served():
    stays = [
        away(
            "out", "p-backbone", date(2025, 9, 1), date(2025, 11, 29), "secondment"
        ),  # 90 days: three months
        away(
            "in", "p-east", date(2025, 9, 1), date(2025, 10, 30), "rotation", from_id=EAST, to_id=OURS
        ),  # 60 days
        away("wrong", "p-west", date(2025, 9, 1), date(2025, 10, 30), "rotation", to_id=WEST),
    ]
    found = JUDGE("served", having(CITY, stays))
    assert {part.basis.id: int(part.value) for part in found.parts} == {"p-backbone": 3, "p-east": 2}
