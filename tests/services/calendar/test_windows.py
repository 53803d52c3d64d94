"""Windows of every sort."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.services.calendar import (
    CalendarYears,
    Cycles,
    MonthDay,
    Months,
    SchoolYears,
    Sort,
    Term,
    TermCode,
    Terms,
    Until,
    Window,
    YearlyWindow,
    default_term,
    window_at,
    windows_ending_in,
    windows_for_term,
)

ENTERED = (
    Term(TermCode(2024, 2), date(2025, 2, 17), date(2025, 7, 4)),
    Term(TermCode(2025, 1), date(2025, 8, 28), date(2026, 1, 23)),
    Term(TermCode(2025, 2), date(2026, 3, 2), date(2026, 7, 3)),
    Term(TermCode(2026, 1), date(2026, 9, 3), date(2027, 1, 29)),
)
AUTUMN, SPRING = ENTERED[1], ENTERED[2]
months = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: MonthDay(day.month, day.day))
covering = st.one_of(
    st.just(Terms()),
    st.just(Terms(ENTERED)),
    st.just(SchoolYears()),
    st.just(SchoolYears(ENTERED)),
    st.just(CalendarYears()),
    st.just(Months()),
    st.builds(Cycles, st.dates(date(1960, 1, 1), date(1999, 12, 31)), st.integers(1, 6)),
)


def at(sort: Sort, day: date) -> Window:
    window = window_at(sort, day)
    assert window is not None
    return window


def days(window: Window) -> int:
    return (window.last - window.first).days + 1


@given(covering)
def test_each_day_of_four_decades_is_covered_exactly_once(sort):
    first, last = date(2000, 1, 1), date(2040, 12, 31)
    window = at(sort, first)
    covered = (window.last - first).days + 1
    windows = windows_ending_in(sort, window.last + timedelta(days=1), last)
    for before, after in zip((window, *windows), windows, strict=False):
        assert after.first == before.last + timedelta(days=1)
    covered += sum(map(days, windows))
    running = at(sort, last)
    if running.last > last:
        covered += (last - running.first).days + 1
    assert covered == (last - first).days + 1


@given(covering, st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_a_day_lies_in_its_window_and_in_no_neighbour(sort, day):
    window = at(sort, day)
    assert day in window
    assert at(sort, window.first) == at(sort, window.last) == window
    assert at(sort, window.last + timedelta(days=1)).first == window.last + timedelta(days=1)


@given(months, months, st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_a_yearly_window_comes_once_a_year(first, last, day):
    sort = YearlyWindow(first, last)
    window = sort.ending_from(day)
    following = sort.ending_from(window.last + timedelta(days=1))
    assert day <= window.last < following.first
    assert following.last.year == window.last.year + 1
    assert days(window) <= 366


def test_a_yearly_window_may_run_over_new_year():
    sort = YearlyWindow(MonthDay(12, 15), MonthDay(2, 29))
    assert at(sort, date(2024, 2, 29)).first == date(2023, 12, 15)
    assert at(sort, date(2026, 1, 1)).last == date(2026, 2, 28)
    assert window_at(sort, date(2026, 3, 1)) is None


def test_a_cycle_starts_again_on_its_anniversary():
    sort = Cycles(date(2024, 3, 1), 2)
    assert at(sort, date(2026, 2, 28)).first == date(2024, 3, 1)
    assert at(sort, date(2026, 3, 1)).last == date(2028, 2, 29)
    assert window_at(sort, date(2024, 2, 29)) is None


@given(st.dates(date(1999, 1, 1), date(2001, 12, 31)), st.integers(1, 5), st.integers(0, 20000))
def test_cycles_hold_every_day_from_their_start(start, years, passed):
    day = start + timedelta(days=passed)
    assert day in Cycles(start, years).ending_from(day)


def test_a_term_is_judged_by_the_period_that_ends_in_it():
    spring = windows_for_term(SchoolYears(ENTERED), SPRING, ENTERED)
    assert [(window.first, window.last) for window in spring] == [(date(2025, 8, 28), date(2026, 9, 2))]
    autumn = windows_for_term(CalendarYears(), AUTUMN, ENTERED)
    assert [window.label.zh for window in autumn] == ["2025年"]
    own = windows_for_term(Terms(ENTERED), AUTUMN, ENTERED)
    assert [(window.first, window.last) for window in own] == [(date(2025, 8, 28), date(2026, 3, 1))]
    by_month = windows_for_term(Months(), AUTUMN, ENTERED)
    assert [window.last.month for window in by_month] == [8, 9, 10, 11, 12, 1, 2]


def test_a_term_in_which_nothing_ends_is_judged_by_the_period_that_runs():
    autumn = windows_for_term(SchoolYears(ENTERED), AUTUMN, ENTERED)
    assert [window.label.en for window in autumn] == ["school year 2025–2026"]
    cycle = windows_for_term(Cycles(date(2025, 3, 1), 2), AUTUMN, ENTERED)
    assert [window.last for window in cycle] == [date(2027, 2, 28)]
    assert windows_for_term(YearlyWindow(MonthDay(4, 1), MonthDay(4, 30)), AUTUMN, ENTERED) == ()


def test_a_term_without_entered_days_goes_by_the_default():
    term = default_term(TermCode(2030, 1))
    (window,) = windows_for_term(Terms(), term, ())
    assert (window.first, window.last) == (date(2030, 9, 1), date(2031, 1, 31))


def test_until_a_date_there_is_one_window():
    sort = Until(date(2025, 9, 1), date(2026, 1, 10))
    assert windows_for_term(sort, AUTUMN, ENTERED) == (sort.ending_from(date(2025, 9, 1)),)
    assert windows_for_term(sort, SPRING, ENTERED) == ()
    assert window_at(sort, date(2026, 1, 11)) is None


@pytest.mark.parametrize("sort", [Terms(ENTERED), SchoolYears(), CalendarYears(), Months()])
def test_windows_have_names_in_both_languages(sort):
    label = at(sort, date(2025, 10, 1)).label
    assert "2025" in label.zh
    assert "2025" in label.en
