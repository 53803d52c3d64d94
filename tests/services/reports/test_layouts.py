"""The layouts: what stands on each sheet, what is never invented, what is masked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from edudesk.services.reports.activity_records import activity_record
from edudesk.services.reports.attendance import attendance_sheet
from edudesk.services.reports.catalogue import catalogue
from edudesk.services.reports.document import Document, KeyValueTable, Paragraph, SignatureBlock, Table
from edudesk.services.reports.docx import draw_docx
from edudesk.services.reports.facts import (
    ActivityFacts,
    Attendee,
    CatalogueGroup,
    CatalogueRow,
    ExchangeFacts,
    FigureFacts,
    Frame,
    PairFacts,
    PairMember,
    PersonFacts,
    PhotoFacts,
    PlanFacts,
    RuleFacts,
    ScheduleRow,
    SectionFacts,
    SelfCheckFacts,
    SummaryFacts,
)
from edudesk.services.reports.ledgers import ledger
from edudesk.services.reports.lists import exchange_list, pair_list, roster
from edudesk.services.reports.masking import masked_identity, masked_phone
from edudesk.services.reports.pdf import draw_pdf
from edudesk.services.reports.photo_pages import photo_pages
from edudesk.services.reports.profiles import LEDGER, OFFICIAL, SHEET, Profile
from edudesk.services.reports.self_check import self_check
from edudesk.services.reports.wording import clock, days, worded
from edudesk.services.reports.writings import plan, schedule, summary
from edudesk.services.reports.xlsx import draw_xlsx
from tests.services.reports.samples import ACTIVITY, CHECK, ENGLISH, FRAME, ledger_rows

PERSON = PersonFacts("王映雪", "青溪市实验小学", phone="13812345678", id_number="330102198503021234")


def read(document: Document, profile: Profile = SHEET) -> str:
    pages = PdfReader(BytesIO(draw_pdf(document, profile)[0])).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def table_of(document: Document, number: int = 0) -> Table:
    return [block for block in document.blocks if isinstance(block, Table)][number]


def test_a_record_sheet_holds_all_facts_on_one_page():
    document = activity_record(ACTIVITY, FRAME)
    text = read(document)
    for words in (
        ACTIVITY.topic, "2025-1-007", "同课异构、联合教研", "2025年10月9日", "8:30—11:30",
        "录播教室", "1次、2课时", "王映雪（执教）", "李𬭚（执教）", "语文教师12人", "应到16人",
        "签到表", "课例贴近学生", "送教下乡每学期不少于3次",
    ):  # fmt: skip
        assert words in text.replace(" ", "")
    assert len(PdfReader(BytesIO(draw_pdf(document, SHEET)[0])).pages) == 1
    assert "补录" not in text


def test_a_record_entered_late_says_so_and_a_historical_one_says_that():
    late = replace(ACTIVITY, late=True, entered_on=date(2025, 11, 20))
    assert "【补录】" in read(activity_record(late, FRAME))
    assert "于2025年11月20日录入" in read(activity_record(late, FRAME))
    historical = read(activity_record(replace(ACTIVITY, historical=True), FRAME))
    assert "【历史导入】" in historical
    assert "补录" not in historical


def test_an_empty_activity_leaves_room_and_invents_nothing():
    document = activity_record(ActivityFacts("主题"), Frame())
    (form,) = (block for block in document.blocks if isinstance(block, KeyValueTable))
    assert {field.value for row in form.rows for field in row} == {"主题", ""}
    (signed,) = (block for block in document.blocks if isinstance(block, SignatureBlock))
    assert all(value == "" for _, value in signed.entries)


def jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (80, 60), (120, 150, 120)).save(out, "JPEG")
    return out.getvalue()


def test_photos_are_numbered_captioned_and_tell_another_day():
    photos = (
        PhotoFacts(jpeg(), "王老师执教", date(2025, 10, 9)),
        PhotoFacts(jpeg(), "", date(2025, 10, 8)),
        PhotoFacts(jpeg(), "会后"),
    )
    text = read(photo_pages(ACTIVITY, photos, FRAME))
    assert "图1　王老师执教" in text
    assert "图2　三年级语文" in text
    assert text.count("拍摄于") == 1
    assert "拍摄于2025年10月8日" in text


def test_the_blank_attendance_sheet_has_a_page_of_rows_and_spare_ones():
    blank = attendance_sheet(ACTIVITY, (), FRAME)
    assert len(table_of(blank).rows) == 20
    assert len(PdfReader(BytesIO(draw_pdf(blank, SHEET)[0])).pages) == 1
    many = attendance_sheet(ACTIVITY, tuple(Attendee(f"教师{n}") for n in range(30)), FRAME)
    assert len(table_of(many).rows) == 33


def test_the_filled_attendance_sheet_says_only_what_was_recorded():
    attendees = (Attendee("甲", present=True), Attendee("乙", present=False), Attendee("丙"))
    document = attendance_sheet(ACTIVITY, attendees, FRAME, filled=True)
    assert [row[4] for row in table_of(document).rows] == ["已到", "未到", ""]
    assert "依据活动记录" in read(document)


def test_the_ledger_sums_units_and_counts_each_activity_once():
    document = ledger(ledger_rows(40), FRAME)
    total = table_of(document).totals[0]
    assert total[3] == "40次"
    assert total[7:] == ("40次\n80课时", 600, 1680)
    months = table_of(document, 1)
    assert months.totals[0][-1] == 40
    assert sum(int(str(row[-1])) for row in months.rows) == 50


def test_the_ledger_as_excel_has_real_dates_and_numbers():
    book = load_workbook(BytesIO(draw_xlsx(ledger(ledger_rows(9), FRAME))))
    page = book.worksheets[0]
    assert page["B2"].value.date() == date(2025, 10, 2)
    assert page["I2"].value == 15
    assert page.auto_filter.ref == "A1:N10"
    assert page["N6"].value == "补录"
    assert book.sheetnames[1].startswith("按类型与月份")


def test_the_self_check_shows_sentence_figures_records_near_misses_and_what_is_owed():
    text = read(self_check(CHECK, FRAME), LEDGER)
    for words in (
        "送教不少于3次", "有风险", "含计划 3", "2025-10-01", "未计入：2025-11-20", "还差送教 1",
        "2025年12月15日", "不用于评价教师个人",
    ):  # fmt: skip
        assert words.replace(" ", "") in text.replace(" ", "")


def test_the_self_check_counts_records_beyond_the_twelfth():
    rule = RuleFacts("送教", counted=tuple(f"记录{n}" for n in range(1, 31)))
    row = table_of(self_check(SelfCheckFacts("方案", None, (rule,)), FRAME)).rows[0]
    assert "记录12\n……等共 30 条" in str(row[7])
    assert "没有可自查的指标" in read(self_check(SelfCheckFacts("方案", None), FRAME))


def test_a_summary_says_which_sections_are_not_written():
    facts = SummaryFacts(
        sections=(
            SectionFacts("二、主要做法", "做法。\n（一）送教下乡\n三次。"),
            SectionFacts("特色亮点", "亮点。"),
        ),
        figures=(FigureFacts("活动", "40次", "活动记录 40 条"),),
        check=CHECK,
        activities=ledger_rows(3),
    )
    document = summary(facts, FRAME)
    text = read(document, OFFICIAL)
    assert "尚未撰写的部分：组织领导、取得成效、存在问题、下步打算。" in text
    assert text.count("（本部分尚未撰写。）") == 4
    for words in (
        "二、主要做法",
        "（一）送教下乡",
        "六、特色亮点",
        "附1　数据表",
        "附2　指标自查情况",
        "附3　活动一览",
    ):
        assert words in text


def test_a_summary_is_dated_and_signed_only_as_recorded():
    undated = summary(SummaryFacts(), FRAME)
    assert "2026年" not in read(undated, OFFICIAL)
    dated = summary(SummaryFacts(school="青溪小学", dated=date(2026, 1, 9)), FRAME)
    last = [block for block in dated.blocks if isinstance(block, Paragraph)][-1]
    assert last.text.split() == ["青溪小学", "2026年1月9日"]


def test_a_whole_summary_has_no_remark():
    written = tuple(
        SectionFacts(name, "文字。")
        for name in ("组织领导", "主要工作", "工作成效", "存在的问题", "下一步打算")
    )
    assert "尚未撰写" not in read(summary(SummaryFacts(sections=written), FRAME), OFFICIAL)


def test_a_plan_carries_its_schedule_on_a_page_of_its_own():
    rows = (ScheduleRow("10月", "同课异构", "现场", "石桥镇中心小学", "王映雪", "语文教师", "已开展"),)
    document = plan(
        PlanFacts("工作计划", "青溪小学", sections=(SectionFacts("1. 目标", "共同提高。"),), schedule=rows),
        FRAME,
    )
    pages = [page.extract_text() for page in PdfReader(BytesIO(draw_pdf(document, OFFICIAL)[0])).pages]
    assert len(pages) == 2
    assert "一、目标" in pages[0]
    assert "活动安排表" in pages[1]
    assert "尚未安排活动" in read(schedule((), FRAME))


def test_lists_of_people_count_and_keep_numbers_masked():
    pair = PairFacts(
        (PairMember("王映雪", "甲校", "高级教师"),), (PairMember("何苗", "乙校"), PairMember("苏禾", "乙校"))
    )
    row = table_of(pair_list((pair,), FRAME)).rows[0]
    assert row[5:7] == ("何苗\n苏禾", "乙校")
    assert row[10] == "是"
    stays = (
        ExchangeFacts("王映雪", backbone=True, days=Decimal("87.0")),
        ExchangeFacts("周若涵", planned_only=True),
    )
    assert "已交流 1 人次，其中骨干 1 人次；另有计划 1 人次" in read(exchange_list(stays, FRAME), LEDGER)


@pytest.mark.parametrize(
    "draw", [lambda made: draw_pdf(made, LEDGER)[0], draw_xlsx, lambda made: draw_docx(made, LEDGER)[0]]
)
def test_no_sheet_prints_a_whole_phone_or_identity_number(draw):
    document = roster((PERSON,), FRAME)
    values = {value for row in table_of(document).rows for value in row}
    assert {"138****5678", "3301**********1234"} <= values
    assert not {PERSON.phone, PERSON.id_number} & values
    assert PERSON.phone.encode() not in draw(document)
    assert PERSON.phone not in repr(PERSON)


def test_masking_hides_short_and_odd_numbers_whole():
    assert masked_phone("") == ""
    assert masked_phone("12345") == "*****"
    assert masked_phone("138 1234 5678") == "138****5678"
    assert masked_identity("12345678") == "********"


def test_a_catalogue_is_numbered_through_its_folders():
    groups = (
        CatalogueGroup("01-组织与协议", (CatalogueRow("协议", dated=date(2025, 9, 1), pages=3),) * 2),
        CatalogueGroup("03-台账", (CatalogueRow("台账"),)),
    )
    document = catalogue(groups, FRAME)
    assert [row[0] for n in (0, 1) for row in table_of(document, n).rows] == [1, 2, 3]
    assert "共 3 件" in read(document, LEDGER)


def test_every_layout_speaks_english_where_asked():
    documents = (
        activity_record(replace(ACTIVITY, late=True), ENGLISH),
        attendance_sheet(ACTIVITY, (), ENGLISH, filled=True),
        ledger((), ENGLISH),
        self_check(SelfCheckFacts("A6", date(2025, 12, 1)), ENGLISH),
        summary(SummaryFacts(), ENGLISH),
        plan(PlanFacts(""), ENGLISH),
        pair_list((), ENGLISH),
        exchange_list((), ENGLISH),
        roster((), ENGLISH),
        catalogue((), ENGLISH),
    )
    for document in documents:
        assert document.title.replace("\u2013", "-").isascii()
        assert "Page 1 of" in read(document)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 10, 9), None, "2025年10月9日"),
        (date(2025, 10, 9), date(2025, 10, 11), "2025年10月9日至11日"),
        (date(2025, 10, 30), date(2025, 11, 2), "2025年10月30日至11月2日"),
        (date(2025, 12, 30), date(2026, 1, 2), "2025年12月30日至2026年1月2日"),
        (None, date(2026, 1, 2), ""),
    ],
)
def test_ranges_of_days_repeat_nothing(first, last, words):
    assert days(first, last, "zh") == words


def test_values_in_words():
    assert worded(Decimal("2.50"), "zh") == "2.5"
    assert worded(Decimal(100), "zh") == "100"
    assert worded(date(2025, 9, 1), "zh", compact=True) == "2025-09-01"
    assert clock(None, None) == ""
