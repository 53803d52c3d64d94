"""The months of a term and where a session lies in them."""

from datetime import date
from itertools import pairwise

from edudesk.services.calendar import Term, TermCode
from edudesk.services.pairing.months import months_of, school_year, session_term

AUTUMN = Term(TermCode(2025, 1), date(2025, 9, 1), date(2026, 1, 31))
SPRING = Term(TermCode(2025, 2), date(2026, 2, 25), date(2026, 7, 3))


def test_a_term_has_its_five_months():
    months = months_of(AUTUMN)
    assert [month.named.month for month in months] == [9, 10, 11, 12, 1]
    assert (months[0].first, months[-1].last) == (date(2025, 9, 1), date(2026, 1, 31))
    assert all(before.last < after.first for before, after in pairwise(months))


def test_a_few_days_at_the_edge_belong_to_the_month_beside_them():
    months = months_of(SPRING)
    assert [month.named.month for month in months] == [3, 4, 5, 6]
    assert months[0].first == date(2026, 2, 25)
    assert months[-1].holds(date(2026, 7, 3))
    short = Term(TermCode(2025, 1), date(2025, 9, 1), date(2025, 9, 5))
    assert len(months_of(short)) == 1


def test_a_session_counts_in_its_holidays_term_unless_it_was_moved():
    terms = (AUTUMN, SPRING)
    assert session_term(date(2026, 2, 10), None, terms) == AUTUMN.code
    assert session_term(date(2026, 2, 10), "2025-2", terms) == SPRING.code
    assert session_term(date(1900, 1, 1), None, terms) is None


def test_a_new_pair_runs_a_school_year_in_summer_the_next():
    assert school_year((AUTUMN, SPRING), date(2026, 3, 1)) == (date(2025, 9, 1), date(2026, 7, 3))
    assert school_year((AUTUMN, SPRING), date(2026, 7, 20)) == (date(2026, 9, 1), date(2027, 7, 10))
