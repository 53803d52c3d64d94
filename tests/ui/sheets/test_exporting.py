"""A list that is written has a name alone in its cell, and what stands beside it in a column of its own."""

from datetime import date

from edudesk.texts import Texts
from edudesk.ui.sheets.exporting import _sheet
from edudesk.ui.widgets.tables import Cell, Column, Row

COLUMNS = (Column("name", "学校"), Column("since", "起始", 96), Column("kind", "类型", 80))
ROWS = (
    Row("a", {"name": Cell("白鹭岭镇中心小学", tag="结对学校"), "kind": "小学"}),
    Row(
        "b",
        {"name": Cell("石榴湾小学", "三人", "补录"), "since": Cell("3月2日", value=date(2026, 3, 2))},
    ),
    Row("c", {"name": "松坡小学", "kind": Cell("小学", faint=True)}),
)


def test_what_is_said_beside_a_name_stands_in_the_column_behind_it() -> None:
    sheet = _sheet(Texts("zh"), "学校", COLUMNS, ROWS, "小学")
    assert [one.heading for one in sheet.columns] == ["学校", "备注", "起始", "类型"]
    assert sheet.rows == (
        ("白鹭岭镇中心小学", "结对学校", "", "小学"),
        ("石榴湾小学", "三人，补录", date(2026, 3, 2), ""),
        ("松坡小学", "", "", "小学"),
    )


def test_without_anything_beside_there_is_no_further_column() -> None:
    sheet = _sheet(Texts("en"), "Schools", COLUMNS, ROWS[2:], "")
    assert [one.heading for one in sheet.columns] == ["学校", "起始", "类型"]
