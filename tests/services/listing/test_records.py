"""Any record as a row and as labelled words, by its description alone."""

from datetime import date
from decimal import Decimal

import pytest

from edudesk.errors import UserError
from edudesk.models.registry import record_types
from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.listing.records import rows_of, sheet_of
from edudesk.services.records import all_of
from edudesk.texts import Label, Texts

from .conftest import NOW

ZH, EN = Texts("zh"), Texts("en")


def said(sheet):
    return {line.label: line.value for line in sheet.lines}


def test_rows_stand_in_the_order_asked_for(village):
    one, two = (
        village.activity("一"),
        village.create("donation", purpose="图书", dated=date(2025, 9, 3)),
    )
    village.delete(one)
    found = rows_of(village.archive, [two, "01a2009d-10a3-746c-a1ed-000000000000", one, village.ours])
    assert [(row.type_label.zh, row.title.zh, row.day, row.deleted) for row in found] == [
        ("捐赠", "图书", date(2025, 9, 3), False),
        ("活动记录", "一", date(2025, 9, 24), True),
        ("学校（园所）", "明德实验小学", None, False),
    ]
    assert found[1].state == Label("已开展", "Held")
    assert {row.owner for row in found} == {"明德实验小学"}
    assert all(row.ours for row in found)


def test_a_record_is_said_in_words_with_names_for_ids(village):
    teacher = village.create("person", name="周敏")
    made = village.create(
        "exchange",
        name="支教",
        person_id=teacher,
        from_id=village.ours,
        to_id=village.far,
        state="held",
        starts_on=date(2025, 9, 1),
        community_id=village.community,
    )
    sheet = sheet_of(village.archive, made, ZH)
    words = said(sheet)
    assert (words["派出学校"], words["接收学校"], words["状态"]) == ("明德实验小学", "丽光学校", "已开展")
    assert "2025年9月1日" in words.values()
    referred = {line.field: line.refers_to for line in sheet.lines if line.refers_to}
    assert referred == {
        "person_id": teacher,
        "from_id": village.ours,
        "to_id": village.far,
        "community_id": village.community,
    }
    assert said(sheet_of(village.archive, made, EN))["State"] == "Held"


def test_private_numbers_are_masked(village):
    made = village.create("person", name="周敏", phone="13812345678", id_number="450702198001011234")
    words = said(sheet_of(village.archive, made, ZH))
    assert (words["手机"], words["身份证号"]) == ("138****5678", "4507**********1234")


def test_lists_have_the_columns_that_say_something(village):
    teacher = village.create("person", name="周敏")
    made = village.activity(
        people=({"person_id": teacher, "name": "周敏"}, {"name": "数学教师", "count": 8}),
        units=({"unit": "time", "amount": Decimal(1)},),
    )
    lists = {one.field: one for one in sheet_of(village.archive, made, ZH).lists}
    assert lists["people"].headings == ("人员", "姓名或群体", "人数")
    assert lists["people"].rows == (("周敏", "周敏", ""), ("", "数学教师", "8"))
    assert lists["units"].rows == (("次", "1"),)
    only = village.activity(people=({"person_id": teacher, "name": "周敏"},))
    assert {one.field: one.headings for one in sheet_of(village.archive, only, ZH).lists} == {
        "people": ("人员",)
    }


def test_a_unit_stands_with_its_number_and_money_is_written_as_money(village):
    item = {"name": "台式电脑", "quantity": Decimal(10), "unit": "台", "unit_price": Decimal(600)}
    made = village.create(
        "donation", purpose="替换旧电脑", dated=date(2026, 4, 28), items=({**item, "value": Decimal(6000)},)
    )
    (items,) = sheet_of(village.archive, made, ZH).lists
    assert items.headings == ("物品名称", "数量", "单价", "金额")
    assert items.rows == (("台式电脑", "10 台", "¥600", "¥6,000"),)


def test_terms_and_yes_and_no_are_words(village):
    term = {"community_id": village.community, "code": "2025-1"}
    made = village.create("term", **term, starts_on=date(2025, 9, 1), ends_on=date(2026, 1, 23))
    assert said(sheet_of(village.archive, made, ZH))["学期"] == "2025—2026学年第一学期"
    day = village.create("special-day", first=date(2025, 10, 1), last=date(2025, 10, 8), works=False)
    assert said(sheet_of(village.archive, day, ZH))["上班上课"] == "否"


def test_a_scheme_says_kinds_in_its_own_words(village):
    made = village.activity(kinds=("lecture",))
    own = sheet_of(village.archive, made, ZH, own_words=lambda _vocabulary, _code: Label("讲坛", "Masters"))
    assert said(own)["活动类型"] == "讲坛"


def test_a_record_that_is_not_there_is_said_plainly(village):
    with pytest.raises(UserError, match="record.none"):
        sheet_of(village.archive, "01a2009d-10a3-746c-a1ed-000000000000", ZH)


def test_every_record_of_the_archive_has_a_sheet(village):
    adopt(
        village.archive, village.community, shipped_scheme("qinnan"), since=NOW.date(), settings={}, now=NOW
    )
    village.file(village.activity())
    for code in record_types():
        for record in all_of(village.archive, code):
            for texts in (ZH, EN):
                assert sheet_of(village.archive, record.id, texts).row.type == code


def test_a_title_that_is_a_code_is_said_in_the_readers_language(village):
    adopt(
        village.archive, village.community, shipped_scheme("qinnan"), since=NOW.date(), settings={}, now=NOW
    )
    adopted = next(one.id for one in all_of(village.archive, "adoption"))
    (row,) = rows_of(village.archive, [adopted])
    assert row.title.zh == "钦南区中小学（幼儿园）结对帮扶"
    assert row.title.en == "Qinnan: paired schools and kindergartens"
