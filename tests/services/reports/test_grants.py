"""The summary of recognitions and allowances: what stands in it for each person."""

from datetime import date
from decimal import Decimal
from typing import Any

from edudesk.services.reports.document import Heading, Note, Table
from edudesk.services.reports.facts import Frame, GainFacts, GainRow, GrantFacts, PaidFacts, PaidRow
from edudesk.services.reports.grants import grants

FRAME = Frame("青禾小学", "青禾小学结对共同体", "2025—2026学年第二学期", date(2026, 6, 30))
GAIN = GainFacts(
    "支教经历认定",
    "1年支教经历",
    "支教满一年的，认定为1年支教经历。",
    "至今",
    (
        GainRow("李青", "青禾小学", reached=True, figure="210 天，要求 200 天", records=("一", "二")),
        GainRow("王禾", "青禾小学", figure="90 天，要求 200 天", missing=("还差 110 天",)),
        GainRow("赵苗", "青禾小学", reached=True, figure="200 天，要求 200 天", missing=("缺鉴定表",)),
    ),
)
PAID = PaidFacts(
    "交通补贴",
    "每月200元。",
    "2025—2026学年",
    (
        PaidRow("李青", "青禾小学", "200 元 × 8 个月 = 1600 元", Decimal(1600), Decimal(1600)),
        PaidRow("王禾", "青禾小学", "200 元 × 3 个月 = 600 元", Decimal(600), Decimal(800)),
    ),
)


def blocks(facts: GrantFacts, sort: type) -> list[Any]:
    return [block for block in grants(facts, FRAME).blocks if isinstance(block, sort)]


def test_each_person_stands_with_figure_records_and_what_is_missing():
    (table,) = blocks(GrantFacts("办法", date(2026, 6, 30), (GAIN,)), Table)
    assert table.rows == (
        (1, "李青", "青禾小学", "已达到", "210 天，要求 200 天", "一\n二", ""),
        (2, "王禾", "青禾小学", "进行中", "90 天，要求 200 天", "", "还差 110 天"),
        (3, "赵苗", "青禾小学", "缺材料", "200 天，要求 200 天", "", "缺鉴定表"),
    )


def test_what_is_gained_stands_in_the_heading_and_the_rules_own_words_below_it():
    facts = GrantFacts("办法", date(2026, 6, 30), (GAIN,))
    assert [block.text for block in blocks(facts, Heading)] == ["支教经历认定（1年支教经历）"]
    assert GAIN.sentence in [block.text for block in blocks(facts, Note)]


def test_money_is_added_up_below_the_formulas():
    (table,) = blocks(GrantFacts("办法", None, paid=(PAID,)), Table)
    assert table.rows[0][3:6] == ("200 元 × 8 个月 = 1600 元", Decimal(1600), Decimal(1600))
    assert table.totals == (("", "合计", "", "", Decimal(2200), Decimal(2400), ""),)


def test_exceptions_are_named_and_an_empty_scheme_says_so():
    freed = GrantFacts("办法", None, (GAIN,), freed=("支教条件：例外：李青：经县教育局批准",))
    assert freed.freed[0] in [block.text for block in blocks(freed, Note)]
    assert "方案中没有认定和补贴的规定。" in [block.text for block in blocks(GrantFacts("办法", None), Note)]
