"""The papers of one stay say what the records say and leave blank what nobody wrote."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from edudesk.services.reports.document import Block, KeyValueTable, Note, Table
from edudesk.services.reports.facts import ExchangeFacts, Frame
from edudesk.services.reports.stays import (
    MonthFacts,
    StayFacts,
    WordsFacts,
    WorkSum,
    assessment,
    monthly,
    registration,
    workload,
)

FRAME = Frame("明德实验小学", "明德·青溪", "2025—2026学年第一学期", date(2026, 2, 9), "zh")
LESSONS = WorkSum("上课", "节", Decimal(12))
TALKS = WorkSum("讲座", "场", Decimal(1))
STAY = StayFacts(
    ExchangeFacts("林可", to_school="青溪小学", starts_on=date(2025, 10, 14), ends_on=date(2025, 11, 14)),
    months=(
        MonthFacts("2025年10月", 13, None, "带三年级语文。", (LESSONS,), Decimal(12)),
        MonthFacts(
            "2025年11月", None, None, "", (WorkSum("上课", "节", Decimal("7.5")), TALKS), Decimal("7.5")
        ),
    ),
    work=(WorkSum("上课", "节", Decimal("19.5")), TALKS),
    lessons=Decimal("19.5"),
    words=(WordsFacts("罗长庚", "青溪小学", date(2025, 11, 17), "优秀", "工作认真。"),),
)


def fields(blocks: Sequence[Block]) -> dict[str, object]:
    """Return the values of a form by their labels."""
    forms = [block for block in blocks if isinstance(block, KeyValueTable)]
    return {one.label: one.value for form in forms for row in form.rows for one in row}


def test_the_workload_sums_kinds_and_leaves_unknown_days_blank() -> None:
    (table,) = (block for block in workload(STAY, FRAME).blocks if isinstance(block, Table))
    assert [column.heading for column in table.columns] == ["月份", "上课（节）", "讲座（场）", "出勤（天）"]
    assert table.rows == (("2025年10月", 12, None, 13), ("2025年11月", Decimal("7.5"), 1, None))
    assert table.totals == (("合计", Decimal("19.5"), 1, None),)


def test_notes_assessment_and_registration_say_nothing_that_was_not_recorded() -> None:
    first = fields(monthly(STAY, FRAME).blocks[1:2])
    assert (first["出勤（天）"], first["授课节数"], first["主要工作"]) == (13, None, "带三年级语文。")
    said = assessment(STAY, FRAME)
    words = fields(said.blocks)
    assert (words["鉴定等次"], words["填写人"], words["派出校意见"]) == ("优秀", "罗长庚", "")
    assert words["工作情况"] == "上课19.5节、讲座1场"
    (note,) = (block for block in said.blocks if isinstance(block, Note))
    assert note.text == "兹证明林可于2025年10月14日至11月14日在青溪小学交流，登记授课19.5节。"
    blank = fields(registration(StayFacts(ExchangeFacts("林可")), FRAME).blocks)
    assert {label for label, value in blank.items() if value} == {"姓名"}
