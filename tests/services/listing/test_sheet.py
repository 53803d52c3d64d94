"""What a list shows, on paper and in Excel."""

from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from edudesk.errors import UserError
from edudesk.services.listing import people, schools
from edudesk.services.listing.activities import ActivityFilter, ActivitySort, page
from edudesk.services.listing.sheet import ListSheet, activity_sheet, people_sheet, school_sheet, write_list
from edudesk.texts import Texts

from .conftest import TODAY

ZH, EN = Texts("zh"), Texts("en")


def activities(village, texts=ZH, counts=None):
    found = page(village.archive, ActivityFilter(), ActivitySort(), 0, 50)
    columns, rows = activity_sheet(found, texts, counts)
    return ListSheet("活动", columns, rows, "教研，9月", "明德实验小学 · 第一学期")


@pytest.fixture
def listed(village, taking):
    """Return the village with two activities, one of them with a formula for a topic."""
    village.activity("=1+1 面积", kinds=("joint-research",), schools=taking(village.ours, village.far))
    village.file(village.activity("示范课", date(2025, 9, 20), ends_on=date(2025, 9, 21)))
    return village


def test_excel_holds_real_days_and_numbers_and_no_formula(listed, tmp_path):
    write_list(activities(listed), tmp_path / "活动.xlsx", TODAY, ZH)
    book = load_workbook(tmp_path / "活动.xlsx")
    assert book.sheetnames == ["活动"]
    sheet = book["活动"]
    heads, first, second = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=3))
    assert heads == ["日期", "到", "主题", "类型", "对方", "状态", "材料份数"]
    assert first == [datetime(2025, 9, 24), None, "=1+1 面积", "联合教研", "丽光", "已开展", 0]
    assert second == [datetime(2025, 9, 20), datetime(2025, 9, 21), "示范课", None, None, "已开展", 1]
    assert sheet["C2"].data_type == "s"
    assert sheet.auto_filter.ref == "A1:G3"
    assert sheet.oddHeader is not None
    assert "教研，9月" in str(sheet.oddHeader.center.text)
    book.close()


def test_print_carries_title_filter_and_count(listed, tmp_path):
    done = write_list(activities(listed), tmp_path / "活动.pdf", TODAY, ZH)
    assert (done.pages, done.missing_characters) == (1, ())
    words = PdfReader(tmp_path / "活动.pdf").pages[0].extract_text()
    for said in (
        "活动",
        "只列：教研，9月",
        "共 2 条",
        "示范课",
        "明德实验小学 · 第一学期",
        "第 1 页，共 1 页",
    ):
        assert said in words


def test_what_it_counts_for_and_lateness_stand_in_columns_of_their_own(village, tmp_path):
    made = village.activity("补的", date(2025, 6, 1))
    sheet = activities(village, EN, {made: "到校指导"})
    assert [column.heading for column in sheet.columns] == [
        "Date",
        "Topic",
        "State",
        "Files",
        "Counts for",
        "Note",
    ]
    assert sheet.rows[0][-2:] == ("到校指导", "Entered late")


def test_people_and_schools_can_be_written(village, tmp_path):
    village.create("person", name="周敏", phone="13812345678", facts=({"fact": "title", "value": "高级"},))
    found = people.page(village.archive, people.PersonFilter(), people.PersonSort(), 0, 9, today=TODAY)
    columns, rows = people_sheet(found, ZH)
    assert [column.heading for column in columns] == ["姓名", "职称", "手机"]
    assert rows == (("周敏", "高级教师", "138****5678"),)
    those = schools.page(village.archive, schools.SchoolFilter(), schools.SchoolSort(), 0, 9, today=TODAY)
    columns, rows = school_sheet(those, ZH)
    assert rows[0][0] == "明德实验小学"
    for name in ("名册.xlsx", "名册.pdf", "名册.docx"):
        write_list(ListSheet("学校", columns, rows), tmp_path / name, TODAY, ZH)
        assert (tmp_path / name).stat().st_size > 1000


def test_an_empty_list_can_be_written(village, tmp_path):
    for name in ("空.xlsx", "空.pdf"):
        write_list(activities(village), tmp_path / name, TODAY, EN)
        assert (tmp_path / name).exists()


def test_another_kind_of_file_is_refused(village, tmp_path):
    with pytest.raises(UserError, match="report.suffix"):
        write_list(activities(village), tmp_path / "活动.csv", TODAY, ZH)
