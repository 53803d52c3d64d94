"""Rosters as schools really keep them: notes and sums around the rows, hidden sheets, near names."""

import shutil

from edudesk.services import records
from edudesk.services.archive import open_archive
from tests.e2e.program import state_of
from tests.e2e.zoo.making import HEADINGS, NOW, offer, one_sheet, roster, written


def test_hidden_sheets_are_named(place, tmp_path):
    book, sheet = one_sheet("旧名单")
    sheet.append(HEADINGS)
    sheet.append(["林晓岚", "女"])
    sheet.sheet_state = "hidden"
    book.create_sheet("空")
    book.save(tmp_path / "hidden.xlsx")
    assert "隐藏" in offer(place, tmp_path / "hidden.xlsx")[1]
    spare = book.worksheets[1]
    spare.append(HEADINGS)
    spare.append(["周敏", "女", "明德实验小学"])
    book.save(tmp_path / "hidden.xlsx")
    status, words = offer(place, tmp_path / "hidden.xlsx")
    assert status == 0
    assert "旧名单" in words


def test_a_roster_as_schools_keep_it(place, tmp_path):
    book, sheet = one_sheet()
    sheet.append(["明德实验小学2025-2026学年教职工花名册"])
    sheet.merge_cells("A1:E1")
    sheet.append(["填表人：周敏      2025年9月10日"])
    heads = ["序号", "姓 名", "性别", "职 称", "备注"]
    for row in (
        heads,
        [1, "林 岚", "女", "中小学一级教师", ""],
        [None] * 5,
        [2, "周敏", "女", "小教高级", "产假"],
    ):
        sheet.append(row)
    for row in (
        ["合计", 2],
        ["二、临聘教师"],
        heads,
        [1, "吴临", "男", "未定级", ""],
        ["注：本表一式两份。"],
    ):
        sheet.append(row)
    book.save(tmp_path / "花名册.xlsx")
    status, words = offer(place, tmp_path / "花名册.xlsx")
    assert status == 0, words
    with open_archive(place, NOW) as archive:
        names = [person.content["name"] for person in records.all_of(archive, "person")]
    assert sorted(names) == ["吴临", "周敏", "林岚"]
    shutil.copy(tmp_path / "花名册.xlsx", tmp_path / "花名册 - 副本.xlsx")
    assert "新增 0，更新 0" in offer(place, tmp_path / "花名册 - 副本.xlsx")[1]


def test_a_school_said_to_be_a_known_one_stays_so(place, tmp_path):
    known = written(tmp_path / "a.xlsx", roster(["姓名", "学校", "性别"], ["何静", "云岭镇中心小学", "女"]))
    assert offer(place, known)[0] == 0
    other = written(tmp_path / "b.xlsx", roster(["姓名", "学校", "性别"], ["何静", "云岭镇中心校", "女"]))
    status, words = offer(place, other)
    assert status == 2
    assert "--near same" in words
    assert offer(place, other, "--near", "same")[0] == 0
    again = state_of(place)
    assert offer(place, other)[0] == 0
    assert state_of(place) == again
    with open_archive(place, NOW) as archive:
        assert len(records.all_of(archive, "person")) == 1


def test_a_missing_column_is_told_once_and_can_be_named(place, tmp_path):
    path = written(tmp_path / "a.xlsx", roster(["人名", "学校", "性别"], ["何静", "云岭镇中心小学", "女"]))
    before = state_of(place)
    status, words = offer(place, path, "--dry-run", "--column", "人名=姓名")
    assert status == 0
    assert state_of(place) == before
    status, words = offer(place, path)
    assert status == 2
    assert "没有找到“姓名”这一列" in words
    assert offer(place, path, "--column", "人名=姓名")[0] == 0
    assert "已有 1" in offer(place, path)[1]
