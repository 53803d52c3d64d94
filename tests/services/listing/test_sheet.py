"""What a list shows, on paper and in Excel."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from edudesk.errors import UserError
from edudesk.services.listing.sheet import ListSheet, write_list
from edudesk.services.reports.document import Column
from edudesk.texts import Texts

from .conftest import TODAY

ZH = Texts("zh")


def activities():
    """Return a list of two activities, one of them with a formula for a topic."""
    heads = (Column("日期", 1), Column("主题", 4), Column("材料份数", 1, "right"))
    rows = ((date(2025, 9, 24), "=1+1 面积", 0), (date(2025, 9, 20), "示范课", 1))
    return ListSheet("活动", heads, rows, "教研，9月", "明德实验小学 · 第一学期")


def test_excel_holds_real_days_and_numbers_and_no_formula(tmp_path):
    write_list(activities(), tmp_path / "活动.xlsx", TODAY, ZH)
    book = load_workbook(tmp_path / "活动.xlsx")
    assert book.sheetnames == ["活动"]
    sheet = book["活动"]
    heads, first, second = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=3))
    assert heads == ["日期", "主题", "材料份数"]
    assert first == [datetime(2025, 9, 24), "=1+1 面积", 0]
    assert second == [datetime(2025, 9, 20), "示范课", 1]
    assert sheet["B2"].data_type == "s"
    assert sheet.auto_filter.ref == "A1:C3"
    assert sheet.oddHeader is not None
    assert "教研，9月" in str(sheet.oddHeader.center.text)
    book.close()


def test_print_carries_title_filter_and_count(tmp_path):
    done = write_list(activities(), tmp_path / "活动.pdf", TODAY, ZH)
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


def test_an_empty_list_can_be_written(tmp_path):
    for name in ("空.xlsx", "空.pdf", "空.docx"):
        write_list(replace(activities(), rows=()), tmp_path / name, TODAY, Texts("en"))
        assert (tmp_path / name).exists()


def test_another_kind_of_file_is_refused(tmp_path):
    with pytest.raises(UserError, match="report.suffix"):
        write_list(activities(), tmp_path / "活动.csv", TODAY, ZH)
