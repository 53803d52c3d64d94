"""Days of one term in another: the same week of teaching and weekday, holidays and 调休 respected."""

from datetime import date

import pytest

from edudesk.services.calendar import SpecialDays, SpecialRange, Term, TermCode
from edudesk.services.planning import Calendar, shift, spread, week_of

OLD = Term(TermCode(2025, 1), date(2025, 9, 1), date(2026, 1, 23))  # a Monday
NEW = Term(TermCode(2026, 1), date(2026, 9, 2), date(2027, 1, 15))  # a Wednesday
DAYS = SpecialDays(
    (
        SpecialRange(date(2025, 10, 1), date(2025, 10, 8), works=False, name="国庆节"),
        SpecialRange(date(2025, 9, 28), date(2025, 9, 28), works=True),
        SpecialRange(date(2025, 10, 11), date(2025, 10, 11), works=True),
        SpecialRange(date(2026, 10, 1), date(2026, 10, 7), works=False, name="国庆节"),
        SpecialRange(date(2026, 10, 10), date(2026, 10, 10), works=True),
    )
)
CALENDAR = Calendar((OLD, NEW), DAYS)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (date(2025, 9, 11), date(2026, 9, 10), ""),  # Thursday of week 2
        (date(2025, 9, 1), date(2026, 9, 2), ""),  # the Monday before the new term has begun: its first day
        (date(2025, 9, 29), date(2026, 9, 28), ""),  # Monday of week 5
        (date(2025, 10, 15), date(2026, 10, 14), ""),  # Wednesday of week 7
        (date(2025, 10, 9), date(2026, 10, 8), ""),  # Thursday of week 6, the holidays just over in both
        (date(2025, 9, 30), date(2026, 9, 29), ""),
        (date(2025, 10, 11), date(2026, 10, 10), ""),  # a Saturday worked in both years
        (date(2025, 9, 28), date(2026, 9, 25), "holiday"),  # a Sunday that was worked: the Friday before
        (date(2025, 9, 13), date(2026, 9, 12), ""),  # a free Saturday stays one
        (date(2026, 1, 21), date(2027, 1, 13), "end"),  # Wednesday of week 21; the new term has 20 weeks
    ],
)
def test_the_same_weekday_of_the_same_week(before: date, after: date, moved: str):
    found = shift(before, OLD, NEW, CALENDAR)
    assert (found.day, found.moved) == (after, moved)
    assert NEW.starts_on <= found.day <= NEW.ends_on


def test_what_falls_on_a_holiday_goes_to_a_working_day_of_the_week():
    special = SpecialDays((SpecialRange(date(2026, 9, 25), date(2026, 9, 27), works=False, name="中秋节"),))
    calendar = Calendar((OLD, NEW), special)
    assert shift(date(2025, 9, 26), OLD, NEW, calendar).day == date(2026, 9, 24)
    assert shift(date(2025, 9, 27), OLD, NEW, calendar).day == date(2026, 9, 24)  # a Saturday in the holidays
    week = SpecialDays((SpecialRange(date(2026, 9, 21), date(2026, 9, 27), works=False),))
    moved = shift(date(2025, 9, 24), OLD, NEW, Calendar((OLD, NEW), week))
    assert (moved.day, moved.moved) == (date(2026, 9, 28), "holiday")


def test_weeks_are_counted_from_the_week_of_the_first_day():
    assert [
        week_of(NEW.starts_on, day) for day in (date(2026, 9, 2), date(2026, 9, 6), date(2026, 9, 7))
    ] == [*(1, 1, 2)]


def test_days_are_spread_over_the_time_that_is_left_and_never_lie_on_free_or_taken_ones():
    taken = [date(2026, 9, 15)]
    found = spread(3, date(2026, 9, 21), date(2026, 10, 9), CALENDAR, taken)
    assert len(set(found)) == 3
    assert found == sorted(found)
    assert not any(CALENDAR.is_off(day) for day in found)
    assert all(date(2026, 9, 21) <= day <= date(2026, 10, 9) for day in found)
