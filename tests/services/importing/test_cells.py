"""Cells as schools write them."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.importing.cells import (
    Someone,
    read_choice,
    read_files,
    read_list,
    read_number,
    read_people,
    read_text,
    read_whole,
    read_yes_no,
)
from edudesk.services.importing.cellvalues import CellError
from edudesk.services.importing.days import read_clock, read_day, read_days, read_month
from edudesk.services.importing.faults import CellFault

AUTUMN = (date(2025, 9, 1), date(2026, 1, 31))


@pytest.mark.parametrize(
    "cell",
    [
        date(2025, 9, 3),
        datetime(2025, 9, 3, 14, 30),
        45903,
        45903.5,
        20250903,
        "45903",
        "20250903",
        "2025-09-03",
        "2025-9-3",
        "2025/9/3",
        "2025.9.3",
        "2025.09.03.".rstrip("."),
        "2025年9月3日",
        "２０２５年９月３日",
        "2025年9月3号",
        "25年9月3日",
        "25.9.3",
        "2025年9月3日（星期三）",
        "2025年9月3日周三",
        "2025年 9月 3日 上午8:30",
        "2025-09-03 14:30",
        "9月3日",
        "9.3",
        "9/3",
    ],
)
def test_days(cell):
    assert read_day(cell, AUTUMN) == date(2025, 9, 3)


def test_a_day_without_year_lies_in_the_term():
    assert read_day("1月8日", AUTUMN) == date(2026, 1, 8)
    for cell, span in (("9月3日", None), ("5月3日", AUTUMN)):
        with pytest.raises(CellFault) as fault:
            read_day(cell, span)
        assert fault.value.code == "cell.day-without-year"


@pytest.mark.parametrize(
    "cell", ["", "去年", "2025-13-01", "2025-02-30", True, 3, 9e9, "3025-01-01", "2025", time(8), "9" * 5000]
)
def test_what_is_no_day(cell):
    with pytest.raises(CellFault):
        read_day(cell, AUTUMN)


@pytest.mark.parametrize(
    ("cell", "last"),
    [
        ("2025年9月3日-5日", (9, 5)),
        ("2025-9-3至2025-9-5", (9, 5)),
        ("2025.9.3—9.5", (9, 5)),
        ("2025年9月3日～10月8日", (10, 8)),
    ],
)
def test_ranges_of_days(cell, last):
    assert read_days(cell) == (date(2025, 9, 3), date(2025, *last))


def test_a_range_may_run_over_new_year():
    assert read_days("2025年12月30日至1月2日")[1] == date(2026, 1, 2)


@given(st.dates(date(1940, 1, 1), date(2099, 12, 31)), st.sampled_from(["-", "/", "."]))
def test_every_day_is_read_in_every_way(day, separator):
    assert read_day(f"{day.year}{separator}{day.month}{separator}{day.day}") == day
    assert read_day(f"{day.year}年{day.month}月{day.day}日") == day
    assert read_day(f"{day:%Y%m%d}") == day
    assert read_day((day - date(1899, 12, 30)).days) == day


@given(st.text(max_size=30))
def test_no_text_breaks_a_reader(text):
    for read in (read_days, read_clock, read_month, read_number, read_yes_no, read_whole):
        try:
            read(text)
        except CellFault:
            continue
    read_list(text)
    read_people(text)
    read_files(text)


@pytest.mark.parametrize(
    "cell", ["2025-09", "2025年9月", "2025.9", "202509", date(2025, 9, 3), "2025-09-03", "2025/09"]
)
def test_months(cell):
    assert read_month(cell) == "2025-09"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("8:30", (time(8, 30), None)),
        ("8：30", (time(8, 30), None)),
        ("8：30-9：10", (time(8, 30), time(9, 10))),
        ("上午8点半", (time(8, 30), None)),
        ("下午2:30—4:00", (time(14, 30), time(16, 0))),
        ("14时30分", (time(14, 30), None)),
        ("8点", (time(8, 0), None)),
        ("8点一刻", (time(8, 15), None)),
        (time(8, 30, 12), (time(8, 30), None)),
        (0.354166666, (time(8, 30), None)),
        (datetime(2025, 9, 3, 8, 30), (time(8, 30), None)),
    ],
)
def test_clocks(cell, expected):
    assert read_clock(cell) == expected


@pytest.mark.parametrize("cell", ["", "25:00", "8:75", "上午", 3, "8:30-9:10-10:00"])
def test_what_is_no_clock(cell):
    with pytest.raises(CellFault):
        read_clock(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (2, "2"),
        (1.5, "1.5"),
        ("2课时", "2"),
        ("约35人", "35"),
        ("1,200元", "1200"),
        ("２．５", "2.5"),
        ("两次", "2"),
        ("十二节", "12"),
        ("二十", "20"),
        ("共3场", "3"),
    ],
)
def test_numbers(cell, expected):
    assert read_number(cell) == Decimal(expected)


@pytest.mark.parametrize("cell", ["", "若干", "2.5万", True, "1-2次", "３３课时和2次讲座活动安排"])
def test_what_is_no_number(cell):
    with pytest.raises(CellFault):
        read_number(cell)


def test_a_part_is_no_whole_number():
    assert read_whole("35人") == 35
    with pytest.raises(CellFault):
        read_whole(1.5)


def test_yes_and_no():
    assert all(read_yes_no(cell) for cell in ("是", "√", True, "有", "Y"))
    assert not any(read_yes_no(cell) for cell in ("否", "×", False, "无", "N"))
    with pytest.raises(CellFault):
        read_yes_no("也许")


def test_choices_by_label_code_and_synonym():
    kinds = VOCABULARIES["activity-kind"]
    assert {read_choice(cell, kinds) for cell in ("送教", "sent-lesson", "送教下乡", " 送 课 ")} == {
        "sent-lesson"
    }
    assert read_choice("读书节", kinds) == "读书节"
    with pytest.raises(CellFault) as near:
        read_choice("同课异够", kinds)
    assert near.value.parameters["near"] == "同课异构"
    with pytest.raises(CellFault) as unknown:
        read_choice("未知", VOCABULARIES["sex"])
    assert unknown.value.parameters["offered"] == "男、女"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("语文、数学", ("语文", "数学")),
        ("语文，数学;英语；美术/音乐\n体育", ("语文", "数学", "英语", "美术", "音乐", "体育")),
        ("语文 数学", ("语文", "数学")),
        ("李 明", ("李明",)),
        ("甲校（东、西校区）、乙校", ("甲校（东、西校区）", "乙校")),
        ("、，", ()),
    ],
)
def test_lists(cell, expected):
    assert read_list(cell) == expected


def test_people_with_remarks_and_groups():
    assert read_people("张 三(语文)、李四【主持】，班主任10人；语文教师等12名、Anna Li") == (
        Someone("张三", "语文"),
        Someone("李四", "主持"),
        Someone("班主任", "", 10),
        Someone("语文教师", "", 12),
        Someone("Anna Li"),
    )


def test_file_names_keep_their_spaces_and_folders():
    assert read_files("照片/合影 1.jpg、b.jpg") == ("照片/合影 1.jpg", "b.jpg")


@pytest.mark.parametrize("cell", [450102198605120021, 4.50102198605120e17, "4.50102E+17"])
def test_a_number_that_lost_its_digits_is_not_taken_for_text(cell):
    with pytest.raises(CellFault) as fault:
        read_text(cell)
    assert fault.value.code == "cell.precision"


def test_other_values_as_text():
    assert read_text(13800001234) == "13800001234"
    assert read_text(date(2025, 9, 3)) == "2025-09-03"
    assert read_text("450102198605120021") == "450102198605120021"
    with pytest.raises(CellFault):
        read_text(CellError("#REF!"))
