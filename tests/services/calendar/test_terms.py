"""Which term a day belongs to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.errors import UserError
from edudesk.services.calendar import (
    Term,
    TermCode,
    check_terms,
    default_term,
    full_terms,
    term_of,
    term_reach,
)

ENTERED = (
    Term(TermCode(2025, 1), date(2025, 8, 28), date(2026, 1, 23)),
    Term(TermCode(2025, 2), date(2026, 3, 2), date(2026, 7, 3)),
)


def test_a_code_is_written_and_read_back():
    assert str(TermCode.parse("2025-1")) == "2025-1"
    assert TermCode(2025, 2) < TermCode(2026, 1)


@pytest.mark.parametrize("text", ["", "2025", "2025-4", "2025-0", "25-1", "９999-1", "9999-1", "2025-1x"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(UserError) as refused:
        TermCode.parse(text)
    assert refused.value.code == "term.code"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2025, 8, 27), "2024-2"),
        (date(2025, 8, 28), "2025-1"),
        (date(2026, 1, 23), "2025-1"),
        (date(2026, 2, 10), "2025-1"),
        (date(2026, 3, 2), "2025-2"),
        (date(2026, 8, 15), "2025-2"),
        (date(2026, 9, 1), "2026-1"),
        (date(2019, 2, 1), "2018-2"),
    ],
)
def test_a_holiday_belongs_to_the_term_just_ended(day, code):
    assert str(term_of(day, ENTERED)) == code


def test_a_holiday_activity_can_be_moved():
    assert term_of(date(2026, 2, 10), ENTERED, TermCode(2025, 2)) == TermCode(2025, 2)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_day_lies_in_the_reach_of_its_term(day):
    code = term_of(day, ENTERED)
    term = next(term for term in full_terms(ENTERED, day.year - 1, day.year) if term.code == code)
    first, last = term_reach(term, ENTERED)
    assert first <= day <= last


@given(st.integers(1950, 2150), st.integers(1, 4), st.integers(-40, 40))
def test_terms_of_a_year_never_overlap(year, count, moved):
    by_default = default_term(TermCode(year, 1))
    entered = (Term(by_default.code, by_default.starts_on, by_default.ends_on + timedelta(days=moved)),)
    assert check_terms(full_terms(entered, year - count, year + count)) == ()
    assert check_terms([default_term(TermCode(year, number)) for number in (1, 2, 3)]) == ()


def test_wrong_terms_are_told():
    twice = check_terms((ENTERED[0], ENTERED[0]))
    assert [problem.code for problem in twice] == ["term.twice"]
    late = Term(TermCode(2025, 2), date(2026, 1, 23), date(2026, 7, 1))
    assert [problem.code for problem in check_terms((late, ENTERED[0]))] == ["term.overlap"]
    with pytest.raises(UserError) as refused:
        Term(TermCode(2025, 1), date(2026, 1, 1), date(2025, 9, 1))
    assert refused.value.code == "term.backwards"


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(9999, 12, 31)])
def test_an_absurd_day_has_no_term(day):
    with pytest.raises(UserError) as refused:
        term_of(day, ENTERED)
    assert refused.value.code == "term.day"
