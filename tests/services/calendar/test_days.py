"""Natural and working days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from edudesk.services.calendar import (
    SpecialDays,
    SpecialRange,
    add_working_days,
    days_between,
    working_days,
)

AUTUMN_2025 = SpecialDays(
    (
        SpecialRange(date(2025, 10, 1), date(2025, 10, 8), works=False, name="国庆节、中秋节"),
        SpecialRange(date(2025, 9, 28), date(2025, 9, 28), works=True, name="调休"),
        SpecialRange(date(2025, 10, 11), date(2025, 10, 11), works=True, name="调休"),
    )
)
some_days = st.dates(date(2025, 8, 1), date(2025, 12, 31))
specials = st.builds(
    lambda ranges: SpecialDays(
        tuple(SpecialRange(first, first + timedelta(days=more), works) for first, more, works in ranges)
    ),
    st.lists(st.tuples(some_days, st.integers(0, 20), st.booleans()), max_size=6),
)


def test_holidays_and_worked_weekends_count_as_they_are():
    assert working_days(date(2025, 9, 26), date(2025, 10, 11), AUTUMN_2025) == 7
    assert working_days(date(2025, 9, 27), date(2025, 9, 27), AUTUMN_2025) == 0
    assert add_working_days(date(2025, 9, 30), 1, AUTUMN_2025) == date(2025, 10, 9)
    assert add_working_days(date(2025, 10, 9), -1, AUTUMN_2025) == date(2025, 9, 30)


@given(some_days, some_days)
def test_natural_days_count_both_ends(first, last):
    assert days_between(first, last) == max(0, (last - first).days + 1)
    assert working_days(first, last) <= days_between(first, last)


@given(some_days, st.integers(-200, 200), specials)
def test_adding_and_taking_away_working_days_comes_back(day, count, special):
    start = add_working_days(day, 1, special)
    there = add_working_days(start, count, special)
    assert special.works(there)
    assert add_working_days(there, -count, special) == start


@given(some_days, st.integers(0, 60), specials)
def test_working_days_up_to_the_nth_are_n(day, count, special):
    after = add_working_days(day, count, special)
    assert working_days(day + timedelta(days=1), after, special) == count
