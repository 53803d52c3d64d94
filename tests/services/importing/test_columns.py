"""Headings of foreign tables are found and matched."""

import openpyxl
import pytest

from edudesk.errors import UserError
from edudesk.services.importing.columns import find_headings, normal, propose, signature
from edudesk.services.importing.reading import read_rows
from edudesk.services.importing.sheets import bulk_types, columns_of
from edudesk.services.importing.tables import Book, Sheet, read_tables
from edudesk.services.importing.template import write_template


def found(*rows, name="Sheet1", memory=None):
    return find_headings(Sheet(name, rows), memory or {})


def names(headed):
    return {each.heading: each.column.name for each in headed.match.matched}


@pytest.mark.parametrize(
    ("headings", "type_code"),
    [
        (("学段", "帮扶学校", "结对学校"), "community"),
        (("学段", "牵头学校", "联合学校"), "community"),
        (("学校", "类别", "省", "市", "区县"), "school"),
        (("序号", "姓名", "性别", "职称", "所在学校"), "person"),
        (("序号", "姓名", "派出学校", "受援校", "支教形式", "起", "止", "周课时"), "exchange"),
        (("序号", "师傅姓名", "徒弟姓名", "学科", "起"), "mentor-pair"),
        (("序号", "日期", "活动类型", "主题", "承担人（学科）", "课时", "参加人次"), "activity"),
        (("日期", "捐赠方（其他）", "受赠学校", "物品", "用途"), "donation"),
    ],
)
def test_the_type_is_known_by_the_headings(headings, type_code):
    headed = found(headings)
    assert headed.match.type == type_code
    assert "序号" not in headed.match.unmatched


def test_titles_above_are_passed_over_and_two_rows_of_headings_joined():
    title = ("师徒结对汇总表",) * 6
    upper = ("序号", "师傅", "师傅", "徒弟", "徒弟", "学科")
    lower = ("序号", "姓名", "学校", "姓名", "学校", "学科")
    headed = found(title, (None,) * 6, upper, lower)
    assert headed.header == 3
    assert names(headed) == {"师傅姓名": "people:mentor", "徒弟姓名": "people:apprentice", "学科": "subject"}
    assert headed.match.unmatched == ("师傅学校", "徒弟学校")


def test_ornaments_brackets_and_width_make_no_difference():
    assert normal("＊姓 名：") == "姓名"
    headed = found(("姓名（必填）", "性  别*", "身份证号码（18位）", "家庭住址"))
    assert names(headed) == {"姓名（必填）": "name", "性 别*": "sex", "身份证号码（18位）": "id_number"}


def test_a_heading_that_is_only_similar_is_not_sure():
    match = propose(("活动主题名", "日期"), "activity")
    assert {each.heading: each.confidence for each in match.matched} == {"活动主题名": 0.6, "日期": 1.0}
    assert not match.sure


def test_a_remembered_match_goes_first():
    headings = ("名字", "校区", "备考")
    memory = {signature(headings): {"": "person", "名字": "name", "校区": "facts:school", "备考": ""}}
    headed = found(headings, memory=memory)
    assert names(headed) == {"名字": "name", "校区": "facts:school"}
    assert headed.match.unmatched == ("备考",)
    again = {signature(headings): headed.match.as_memory()}
    assert found(tuple(reversed(headings)), memory=again).match.type == "person"


def test_one_known_heading_of_two_is_enough_and_values_are_no_headings():
    headed = found(("姓名", "年纪"), ("姓名8", "20"), ("姓名9", "20"))
    assert (headed.header, names(headed), headed.match.unmatched) == (0, {"姓名": "name"}, ("年纪",))


def test_a_table_without_known_headings_is_none():
    assert found(("a", "b"), (1, 2)) is None


def test_sums_notes_and_blank_rows_hold_no_record():
    rows = (
        ("姓名", "学校", "学科"),
        ("林晓岚", "云溪小学", "语文"),
        (None, None, None),
        ("合计", None, None),
        ("注：以上为在编教师",) * 3,
        ("周建国", "江城小学", None),
    )
    read = read_rows(Book("名册.xlsx", (Sheet("名册", rows, 3),)))
    assert [(row.number, row.cells["name"]) for row in read.rows["person"]] == [(4, "林晓岚"), (8, "周建国")]


def test_no_two_columns_of_a_type_have_one_heading():
    for code in bulk_types():
        labels = [column.label.zh for column in columns_of(code)]
        assert len(labels) == len(set(labels)), code


def test_our_own_template_is_read_back_as_what_it_is(tmp_path):
    path = tmp_path / "ledger.xlsx"
    write_template(path)
    with pytest.raises(UserError, match="table.no-rows"):  # as it comes it holds nothing to take in
        read_rows(read_tables(path))
    book = openpyxl.load_workbook(path)
    book["活动记录"]["B2"] = "送教"
    book.save(path)
    read = read_rows(read_tables(path))
    assert [headed.match.type for headed in read.headed] == list(bulk_types())
    for headed in read.headed:
        assert headed.match.sure
        assert headed.match.unmatched == ()
        assert len(headed.match.matched) == len(columns_of(headed.match.type))
    assert {code: len(rows) for code, rows in read.rows.items() if rows} == {"activity": 1}
    assert read.unread == ()


def test_the_template_offers_choices(tmp_path):
    path = tmp_path / "ledger.xlsx"
    write_template(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["ledger.xlsx"]
    book = openpyxl.load_workbook(path)
    sheet = book["活动记录"]
    formulas = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert any("选项" in formula for formula in formulas)
    assert any("共同体" in formula for formula in formulas)
    assert book["选项（勿改）"].sheet_state == "hidden"
    assert sheet["B1"].value == "主题*"
