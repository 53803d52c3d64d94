"""Districts' ways of writing a term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.errors import UserError
from edudesk.services.calendar import TermCode, TermStyle, parse_term, write_term

codes = st.builds(TermCode, st.integers(1950, 2200), st.integers(1, 3))


@given(codes, st.sampled_from(TermStyle))
def test_every_style_is_read_back(code, style):
    assert parse_term(write_term(code, style)) == code


@pytest.mark.parametrize(
    ("style", "autumn", "spring"),
    [
        (TermStyle.LONG_DASH, "2025—2026学年第一学期", "2025—2026学年第二学期"),
        (TermStyle.HYPHEN, "2025-2026学年第一学期", "2025-2026学年第二学期"),
        (TermStyle.SEASON, "2025年秋季学期", "2026年春季学期"),
        (TermStyle.SCHOOL_YEAR, "2025学年第一学期", "2025学年第二学期"),
    ],
)
def test_styles(style, autumn, spring):
    assert write_term(TermCode(2025, 1), style) == autumn
    assert write_term(TermCode(2025, 2), style) == spring


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("２０２５－２０２６学年第１学期", "2025-1"),
        ("2025～2026学年度第二学期", "2025-2"),
        ("2025–2026 学年 上学期", "2025-1"),
        ("2025——2026学年下学期", "2025-2"),
        ("2025至2026学年第一学期", "2025-1"),
        ("2025-2026学年（上）", "2025-1"),
        ("2025年—2026年学年度第一学期", "2025-1"),
        ("2025-26学年第二学期", "2025-2"),
        ("2025学年秋季学期", "2025-1"),
        ("2025-2026学年春季学期", "2025-2"),
        ("2026年春季学期", "2025-2"),
        ("2026春", "2025-2"),
        ("2025年秋", "2025-1"),
        ("2026年夏季学期", "2025-3"),
        ("2025-2026-2", "2025-2"),
        ("2025-2026(1)", "2025-1"),
        (" 2025-1 ", "2025-1"),
    ],
)
def test_other_ways_are_read(text, code):
    assert str(parse_term(text)) == code


@pytest.mark.parametrize(
    "text", ["", "第一学期", "2025-2027学年第一学期", "2025学年", "2025年9月", "学期" * 5000]
)
def test_what_is_no_term_is_refused(text):
    with pytest.raises(UserError) as refused:
        parse_term(text)
    assert refused.value.code == "term.unreadable"


def test_a_term_that_two_provinces_read_differently_is_not_guessed():
    with pytest.raises(UserError) as refused:
        parse_term("2025年上学期")
    assert refused.value.code == "term.ambiguous"
