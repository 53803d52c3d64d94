"""How a file's columns are read is laid open, can be corrected, and what was corrected is read so."""

from datetime import UTC, date, datetime

import openpyxl
import pytest

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.importing.applying import apply
from edudesk.services.importing.dryrun import preview
from edudesk.services.importing.matching import fields_of, read_columns, settled
from edudesk.services.importing.remembering import remember, remembered, used
from edudesk.services.importing.sheets import bulk_types, columns_of
from edudesk.services.importing.telling import groups
from edudesk.services.importing.template import ROSTER, write_template
from edudesk.texts import Texts
from tests.services.importing import ledger

TODAY = date(2025, 11, 20)
NOW = datetime(2025, 11, 20, 8, 0, tzinfo=UTC)
PEOPLE = ("person", "school")


def chosen(sheet, **fields):
    return tuple(fields.get(column.heading, column.field) for column in sheet.columns)


def test_a_roster_is_laid_open_with_its_values(shared_data):
    path = shared_data / "real" / "workbooks" / "zh_office_bom.csv"
    (sheet,) = read_columns(path, {}, offered=PEOPLE).sheets
    assert (sheet.type, sheet.rows, sheet.lacking) == ("person", 10, ())
    name, age = sheet.columns
    assert (name.heading, name.field, name.sure, name.samples) == (
        "姓名",
        "name",
        True,
        ("姓名0", "姓名1", "姓名2"),
    )
    assert (age.field, age.sure, age.samples) == ("", False, ("20",))
    assert not sheet.sure


def test_every_real_workbook_can_be_laid_open(shared_data):
    for path in sorted((shared_data / "real" / "workbooks").iterdir()):
        found = read_columns(path, {}, offered=PEOPLE)
        assert found.sheets, path.name
        for sheet in found.sheets:
            assert sheet.type in PEOPLE
            assert sheet.columns, path.name


def test_a_file_without_known_headings_is_read_as_a_person_explains_it(archive, shared_data):
    path = shared_data / "real" / "workbooks" / "zh_demo.xlsx"
    with pytest.raises(UserError, match="table.no-headings"):
        preview(archive, path, TODAY)
    first, second = read_columns(path, {}, offered=PEOPLE).sheets
    assert (first.type, first.mark == second.mark) == ("person", True)
    memory = settled(first, chosen(first, 字符串标题="name"))
    shown = preview(archive, path, TODAY, memory=memory)
    assert {line.title for line in shown.lines} == {
        f"{sheet}字符串{number}" for sheet in ("", "表2") for number in range(10)
    }


def test_a_corrected_column_of_a_numbered_table_is_remembered(archive, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text("序号,名字,校区,备考,等级\n1,林晓岚,云溪小学,略,一级教师\n", "utf-8")
    (sheet,) = read_columns(path, {}, offered=PEOPLE).sheets
    memory = settled(sheet, chosen(sheet, 校区="facts:school", 等级="facts:title"))
    shown = preview(archive, path, TODAY, memory=memory)
    apply(archive, shown, NOW)
    remember(archive, used(shown))
    (person,) = records.all_of(archive, "person")
    assert {fact["fact"] for fact in person.content["facts"]} == {"school", "title"}
    # Next term's table of the same make needs no word more.
    (again,) = read_columns(path, remembered(archive), offered=PEOPLE).sheets
    assert [column.field for column in again.columns] == ["", "name", "facts:school", "", "facts:title"]
    assert remembered(archive).keys() == {again.mark}


def test_a_sheet_can_be_left_out_or_taken_for_something_else(archive, tmp_path):
    path = tmp_path / "两张表.xlsx"
    book = openpyxl.Workbook()
    first = book["Sheet"]
    first.title = "老师"
    first.append(["姓名", "学校"])
    first.append(["林晓岚", "明德实验小学"])
    other = book.create_sheet("名单")
    other.append(["学校", "联系人"])
    other.append(["云溪小学", "何敏"])
    book.save(path)
    teachers, second = read_columns(path, {}, offered=PEOPLE).sheets
    memory = settled(second, ("", ""))
    lines = preview(archive, path, TODAY, memory=memory).lines
    assert {line.sheet for line in lines} == {teachers.name}
    turned = read_columns(path, {}, offered=PEOPLE, types={"名单": "person"}).sheets[1]
    assert turned.type == "person"
    assert "facts:school" in {column.field for column in turned.columns}


def test_a_filled_workbook_needs_no_explaining(tmp_path):
    path = ledger.fill(tmp_path / "ledger.xlsx", activity=ledger.ACTIVITIES, person=ledger.PEOPLE)
    found = read_columns(path, {}, offered=bulk_types())
    assert [(sheet.type, sheet.sure, sheet.rows) for sheet in found.sheets] == [
        ("person", True, 3),
        ("activity", True, 3),
    ]
    assert found.blank == len(bulk_types()) - 2 + 0


def test_the_fields_offered_are_those_of_the_type():
    names = [name for name, _label in fields_of("person")]
    assert names[:2] == ["name", "sex"]
    assert "row" not in names


def test_the_template_of_the_roster_has_people_and_schools_only(tmp_path):
    path = tmp_path / "名册.xlsx"
    write_template(path, ROSTER)
    book = openpyxl.load_workbook(path)
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible == ["说明", "学校（园所）", "教师"]
    named = {row[0].value for row in book["说明"].iter_rows(min_row=13)}
    assert "活动记录" not in named
    assert book["教师"]["B1"].value == "姓名*"
    assert len(columns_of("person")) == book["教师"].max_column


def test_a_dry_run_is_told_in_groups_with_places(archive, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text(
        "姓名,学校,出生年月\n林晓岚,云溪小学,1986-05\n何敏,明德实验小学,春天\n林晓岚,云溪小学,1986-05\n",
        "utf-8",
    )
    told = {group.code: group for group in groups(preview(archive, path, TODAY), Texts("zh"))}
    assert list(told) == ["new", "same", "problem"]
    assert told["new"].counted == "1 人、1 所学校"
    (wrong,) = told["problem"].lines
    assert (wrong.place, wrong.title) == ("第 3 行", "何敏")
    assert wrong.words == ("C（出生年月）：看不出“春天”是哪个月，写成 2025-09 这样。",)
    assert told["same"].lines[0].words == ("表里写了两遍",)
    schools, person = told["new"].lines
    assert (schools.title, schools.words) == ("云溪小学", ("表里提到，名册里还没有",))
    assert person.words == ("新的教师",)


def test_what_changes_and_what_is_near_is_told(archive, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text("姓名,学校,手机\n林晓岚,云溪中心小学,13800001234\n", "utf-8")
    apply(archive, preview(archive, path, TODAY), NOW)
    path.write_text(
        "姓名,学校,手机,职称\n林晓岚,云溪中心小学,13800001234,一级教师\n何敏,云溪镇中心小学,,\n", "utf-8"
    )
    told = {group.code: group for group in groups(preview(archive, path, TODAY), Texts("zh"))}
    (changed,) = told["changed"].lines
    assert changed.words == ("改：任职与荣誉",)
    assert told["asks"].counted == "1 所学校"  # it stands in the row of a person who is counted as new
    (asks,) = told["asks"].lines
    assert asks.named_only
    assert [near.words for near in asks.asked] == ["云溪中心小学"]
