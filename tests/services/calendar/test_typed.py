"""Days and clock times as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.errors import UserError
from edudesk.services.calendar.typed import parse_day, parse_times, write_time

TUESDAY = date(2025, 12, 16)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12.16", (2025, 12, 16)),
        ("12-16", (2025, 12, 16)),
        ("12/16", (2025, 12, 16)),
        ("1216", (2025, 12, 16)),
        ("2025-12-16", (2025, 12, 16)),
        ("2025.12.3", (2025, 12, 3)),
        ("2025年12月3日", (2025, 12, 3)),
        ("25-12-3", (2025, 12, 3)),
        ("20251216", (2025, 12, 16)),
        ("12月16日", (2025, 12, 16)),
        ("12月16号", (2025, 12, 16)),
        ("１２．１６", (2025, 12, 16)),
        (" 12 - 16 ", (2025, 12, 16)),
        ("2025-12-16 周二", (2025, 12, 16)),
        ("2025-12-16 Tue", (2025, 12, 16)),
        ("12月16日（周二）", (2025, 12, 16)),
        ("今天", (2025, 12, 16)),
        ("昨天", (2025, 12, 15)),
        ("前天", (2025, 12, 14)),
        ("明天", (2025, 12, 17)),
        ("后天", (2025, 12, 18)),
        ("today", (2025, 12, 16)),
        ("周二", (2025, 12, 16)),
        ("星期三", (2025, 12, 10)),
        ("礼拜天", (2025, 12, 14)),
        ("fri", (2025, 12, 12)),
        ("上周五", (2025, 12, 12)),
        ("本周五", (2025, 12, 19)),
        ("下周一", (2025, 12, 22)),
        ("1.5", (2026, 1, 5)),
        ("9.1", (2025, 9, 1)),
        ("2.29", (2024, 2, 29)),
        ("10", (2025, 12, 10)),
        ("20号", (2025, 11, 20)),
    ],
)
def test_a_day_is_read(typed: str, day: tuple[int, int, int]):
    assert parse_day(typed, TUESDAY) == date(*day)


@pytest.mark.parametrize(
    ("typed", "day"), [("周二", 16), ("周三", 17), ("周一", 22), ("20号", 20), ("sun", 21)]
)
def test_what_is_planned_lies_ahead(typed: str, day: int):
    assert parse_day(typed, TUESDAY, planned=True) == date(2025, 12, day)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2025-13-02", "fields.day.month"),
        ("13.2", "fields.day.month"),
        ("2.30", "fields.day.day"),
        ("2025-2-29", "fields.day.day"),
        ("2525-1-1", "fields.day.year"),
        ("下个学期", "fields.day.unreadable"),
        ("周八", "fields.day.unreadable"),
        ("--", "fields.day.unreadable"),
        ("32", "fields.day.day"),
    ],
)
def test_what_cannot_be_a_day_is_explained(typed: str, code: str):
    with pytest.raises(UserError) as caught:
        parse_day(typed, TUESDAY)
    assert caught.value.code == code


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d"]))
def test_every_day_written_in_full_comes_back(day: date, form: str):
    assert parse_day(day.strftime(form), TUESDAY) == day


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_explained(typed: str):
    for read in (lambda: parse_day(typed, TUESDAY), lambda: parse_times(typed)):
        try:
            read()
        except UserError as error:
            assert error.code.startswith("fields.")  # noqa: PT017 - either way is right


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("9-11:30", (9, 0), (11, 30)),
        ("9:00—11:30", (9, 0), (11, 30)),
        ("9:00 — 11:30", (9, 0), (11, 30)),
        ("9：00～11：30", (9, 0), (11, 30)),
        ("0930-1130", (9, 30), (11, 30)),
        ("930", (9, 30), None),
        ("上午9点", (9, 0), None),
        ("上午9点-下午3点", (9, 0), (15, 0)),
        ("下午2点半到4点", (14, 30), (16, 0)),
        ("下午2-4", (14, 0), (16, 0)),
        ("9点30分至11点", (9, 30), (11, 0)),
        ("14.30-16", (14, 30), (16, 0)),
        ("2pm", (14, 0), None),
        ("9点钟", (9, 0), None),
        ("9-", (9, 0), None),
    ],
)
def test_clock_times_are_read(typed: str, start: tuple[int, int], end: tuple[int, int] | None):
    assert parse_times(typed) == (time(*start), time(*end) if end else None)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("25:00", "fields.time.none"),
        ("9:75", "fields.time.none"),
        ("11-9", "fields.time.backwards"),
        ("9-9", "fields.time.backwards"),
        ("放学后", "fields.time.unreadable"),
        ("9-10-11", "fields.time.unreadable"),
    ],
)
def test_what_cannot_be_a_time_is_explained(typed: str, code: str):
    with pytest.raises(UserError) as caught:
        parse_times(typed)
    assert caught.value.code == code


def test_a_time_is_written_as_on_records():
    assert write_time(time(9, 5)) == "9:05"
