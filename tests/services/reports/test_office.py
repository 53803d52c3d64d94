"""Word and Excel files read back."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from openpyxl import load_workbook

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.reports.document import (
    Column,
    Document,
    Field,
    Heading,
    KeyValueTable,
    Note,
    PageBreak,
    Paragraph,
    Photos,
    Picture,
    Sheet,
    SignatureBlock,
    Table,
)
from edudesk.services.reports.docx import draw_docx
from edudesk.services.reports.profiles import LEDGER, OFFICIAL, SHEET
from edudesk.services.reports.rendering import render
from edudesk.services.reports.xlsx import draw_sheets, draw_xlsx
from tests.services.reports.test_pdf import jpeg

COLUMNS = (Column("序号", 0.5, "centre", "number"), Column("主题", 3), Column("日期", 1, "centre", "date"))
FORM = KeyValueTable(
    ((Field("主题", "同课异构"), Field("日期", date(2025, 10, 9))), (Field("过程", "甲\n乙", 0, 6),))
)


def whole() -> Document:
    table = Table(COLUMNS, ((1, "联合教研", date(2025, 9, 1)),), totals=(("", "合计", None),))
    return Document(
        "活动记录表",
        (
            Heading("一、基本情况"),
            FORM,
            Paragraph("正文\x00"),
            Note("注"),
            table,
            PageBreak(),
            SignatureBlock(),
            Photos((Picture(jpeg(40, 30), "图1"), Picture(b"", "坏图"), Picture(jpeg(30, 40), "图3"))),
        ),
        subtitle="第一学期",
        author="青溪小学",
    )


def test_word_keeps_every_word_and_the_chinese_faces():
    data, unreadable = draw_docx(whole(), OFFICIAL)
    word = docx.Document(BytesIO(data))
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    assert unreadable == ("坏图",)
    assert {"活动记录表", "第一学期", "一、基本情况", "正文", "注", "图1", "坏图"} <= set(paragraphs)
    faces = {fonts.get(qn("w:eastAsia")) for fonts in word.element.body.iter(qn("w:rFonts"))}
    assert {"方正小标宋简体", "仿宋", "楷体", "黑体"} <= faces
    assert len(word.inline_shapes) == 2


def test_word_tables_repeat_their_heading_and_merge_the_form():
    word = docx.Document(BytesIO(draw_docx(whole(), SHEET)[0]))
    form, table = word.tables
    assert [cell.text for cell in form.rows[0].cells] == ["主题", "同课异构", "日期", "2025年10月9日"]
    assert form.rows[1].cells[1].text == "甲\n乙"
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert [cell.text for cell in table.rows[1].cells] == ["1", "联合教研", "2025-09-01"]


def test_word_page_and_page_number_follow_the_profile():
    word = docx.Document(BytesIO(draw_docx(whole(), OFFICIAL)[0]))
    section = word.sections[0]
    assert [round((side or 0) / 36000) for side in (section.top_margin, section.left_margin)] == [37, 28]
    assert word.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert footer._element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")) == "PAGE"
    wide = docx.Document(BytesIO(draw_docx(whole(), LEDGER)[0])).sections[0]
    assert (wide.page_width or 0) > (wide.page_height or 0)


def test_excel_keeps_dates_and_numbers_as_such():
    rows = (
        (1, "甲", date(2025, 9, 1)),
        (2.5, None, datetime(2025, 9, 1, 8, 30)),
        (Decimal("3.10"), "", None),
    )
    page = load_workbook(BytesIO(draw_sheets((Sheet("台账", COLUMNS, rows),)))).worksheets[0]
    assert [cell.value for cell in page[1]] == ["序号", "主题", "日期"]
    assert page["C2"].value == datetime(2025, 9, 1)
    assert page["C2"].number_format == "yyyy-mm-dd"
    assert page["A3"].value == 2.5
    assert float(page["A4"].value) == pytest.approx(3.1)
    assert page["B3"].value is page["B4"].value is None
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:C4"
    assert page.print_title_rows in {"1:1", "$1:$1"}
    assert page.page_setup.orientation == "landscape"


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://x","y")', "+86 138", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "#N/A", "\t=1"],
)
def test_no_text_becomes_a_formula(text):
    data = draw_sheets((Sheet("台账", (Column("主题"),), ((text,),)),))
    cell = load_workbook(BytesIO(data)).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\t", " ")
    assert cell.quotePrefix or text[0] in "#\t"


def test_the_form_is_also_a_worksheet_and_tables_get_their_own():
    book = load_workbook(BytesIO(draw_xlsx(whole())))
    form, table = book.worksheets
    values = {cell.value for row in form.iter_rows() for cell in row}
    assert {"活动记录表", "主题", "同课异构", datetime(2025, 10, 9), "甲\n乙", "正文", "图1"} <= values
    assert [cell.value for cell in table[2]] == [1, "联合教研", datetime(2025, 9, 1)]


@pytest.mark.parametrize(
    "names", [("a/b:c*?[]", "A B C"), ("", ""), ("History", "history"), ("长" * 60, "长" * 61), ("'x'", "x")]
)
def test_worksheet_names_are_allowed_and_different(names):
    book = load_workbook(BytesIO(draw_sheets(tuple(Sheet(name, COLUMNS, ()) for name in names))))
    assert len({name.casefold() for name in book.sheetnames}) == len(names)
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_values_excel_cannot_hold_are_kept_as_text():
    rows = ((10**400, float("inf"), date(1850, 1, 1)), (123456789012345678, "\x0b\x00", "长" * 40_000))
    page = load_workbook(BytesIO(draw_sheets((Sheet("", COLUMNS, rows),)))).worksheets[0]
    assert page["A2"].value == str(10**400)
    assert page["C2"].value == "1850-01-01"
    assert page["A3"].value == "123456789012345678"
    assert len(page["C3"].value) == 32767
    assert "截断" in page["C3"].value


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".PDF"])
def test_render_writes_the_finished_file_and_nothing_else(suffix, tmp_path):
    path = tmp_path / f"记录{suffix}"
    path.write_bytes(b"old")
    done = render(whole(), SHEET, path)
    assert done.path == path
    assert (done.pages or 0) >= (suffix.lower() == ".pdf")
    assert path.stat().st_size > 1000
    assert list(tmp_path.iterdir()) == [path]


def test_render_refuses_other_suffixes_and_folders_that_are_not_there(tmp_path):
    with pytest.raises(UserError) as refused:
        render(whole(), SHEET, tmp_path / "记录.wps")
    assert refused.value.code == "report.suffix"
    with pytest.raises(EnvironmentProblem) as failed:
        render(whole(), SHEET, tmp_path / "gone" / "记录.pdf")
    assert failed.value.code == "disk.failed"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("profile", [OFFICIAL, SHEET, LEDGER])
def test_empty_and_absurd_documents_become_word_and_excel(profile):
    blocks = (
        KeyValueTable(((), (Field("标" * 900, "值" * 9000, 9), Field("x", 1))), 3),
        Table((), ((1,),)),
        Table((Column("甲", 0),), ((1, 2, 3), ())),
        SignatureBlock(()),
        Paragraph("\ud800\x01"),
    )
    for made in (Document("", ()), Document("题", blocks)):
        docx.Document(BytesIO(draw_docx(made, profile)[0]))
        load_workbook(BytesIO(draw_xlsx(made)))


def test_a_wide_table_can_still_be_read_on_paper():
    wide = tuple(Column(f"第{number}栏") for number in range(15))
    row = tuple("一段相当长的文字，写满了这一格" for _ in wide)
    page = load_workbook(BytesIO(draw_sheets([Sheet("宽表", wide, (row,), (("合计",),))]))).worksheets[0]
    widths = [page.column_dimensions[letter].width for letter in "ABCDEFGHIJKLMNO"]
    assert sum(widths) <= 180
    assert page.row_dimensions[2].height > 40
    assert all(cell.border.bottom.style for cell in page[3])  # the sum's line goes through to the last column


def test_no_row_of_a_table_in_word_is_torn_or_pulled_apart():
    table = Table(COLUMNS, ((1, "片区、中心校、村小", date(2025, 10, 9)),))
    word = docx.Document(BytesIO(draw_docx(Document("表", (table,)), LEDGER)[0]))
    row = word.tables[0].rows[1]
    assert row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    assert row.cells[1].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.LEFT
