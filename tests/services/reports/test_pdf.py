"""PDFs read back: text, fonts, pages, and what no font can draw."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from edudesk.services.reports.document import (
    Block,
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
    SignatureBlock,
    Table,
)
from edudesk.services.reports.fonts import to_unicode
from edudesk.services.reports.pdf import draw_pdf
from edudesk.services.reports.profiles import LEDGER, OFFICIAL, SHEET
from edudesk.services.reports.rendering import render_pdf_bytes


def pdftotext(data, tmp_path: Path) -> str:
    path = tmp_path / "read.pdf"
    path.write_bytes(data)
    return poppler("pdftotext", str(path), "-")


def poppler(*command: str) -> str:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def document(*blocks: Block, title: str = "活动记录表") -> Document:
    return Document(title, blocks)


def ledger(rows: int) -> Table:
    columns = (
        Column("序号", 0.5, "centre", "number"),
        Column("主题", 3),
        Column("日期", 1, "centre", "date"),
    )
    return Table(columns, tuple((n, f"第{n}次联合教研", date(2025, 9, 1)) for n in range(1, rows + 1)))


@pytest.mark.parametrize("character", ["䶮", "𬭚", "𠅤", "㙍", "〇"])
def test_rare_characters_are_drawn_and_found_by_two_readers(character, tmp_path):
    data, missing = render_pdf_bytes(document(Paragraph(f"主持人：陈{character}。")), SHEET)
    assert missing == ()
    assert f"陈{character}" in pdftotext(data, tmp_path)
    assert f"陈{character}" in PdfReader(BytesIO(data)).pages[0].extract_text()


def test_a_character_no_font_has_is_reported_and_still_found(tmp_path):
    data, missing = render_pdf_bytes(document(Paragraph("𠮷野老师与👍")), SHEET)
    assert missing == ("👍", "𠮷")
    assert "𠮷野老师" in pdftotext(data, tmp_path)


def test_missing_characters_are_those_of_this_document_only():
    assert render_pdf_bytes(document(Paragraph("𠮷")), SHEET)[1] == ("𠮷",)
    assert render_pdf_bytes(document(Paragraph("平常的字")), SHEET)[1] == ()


def test_ticks_are_drawn_by_a_relative_and_are_not_missing(tmp_path):
    data, missing = render_pdf_bytes(document(Paragraph("☑记录 ☐照片")), SHEET)
    assert missing == ()
    assert "☑记录 ☐照片" in pdftotext(data, tmp_path)


def test_every_font_is_embedded_as_a_subset(tmp_path):
    path = tmp_path / "fonts.pdf"
    form = KeyValueTable(((Field("主题", "同课异构"),),), 1)
    path.write_bytes(draw_pdf(document(Heading("一、"), Paragraph("正文"), Note("注"), form), SHEET)[0])
    listed = poppler("pdffonts", str(path))
    fonts = listed.splitlines()[2:]
    assert len(fonts) >= 4
    assert all(re.search(r"yes\s+yes\s+yes", line) for line in fonts)
    assert not any("Helvetica" in line for line in fonts)


def test_the_same_document_gives_the_same_bytes():
    made = document(Paragraph("陈䶮、李𬭚、𠮷"), ledger(60))
    assert draw_pdf(made, SHEET)[0] == draw_pdf(made, SHEET)[0]


def test_what_looks_like_markup_is_only_words(tmp_path):
    data, _ = draw_pdf(document(Paragraph("<b>a & b</b> &amp; <para>")), SHEET)
    assert "<b>a & b</b> &amp; <para>" in pdftotext(data, tmp_path)


def test_control_and_invisible_characters_do_no_harm(tmp_path):
    data, missing = render_pdf_bytes(
        document(Paragraph("甲\x00乙\x07丙\u200b丁\ufe0f\u2028戊\t己\ud800")), SHEET
    )
    assert "甲乙丙丁" in pdftotext(data, tmp_path)
    assert missing == ("\ufffd",)


def test_a_long_table_repeats_its_heading_on_every_page():
    reader = PdfReader(BytesIO(draw_pdf(document(ledger(400), SignatureBlock()), LEDGER)[0]))
    assert len(reader.pages) >= 10
    texts = [page.extract_text() for page in reader.pages]
    assert all("主题" in text for text in texts[:-1])
    whole = "".join(texts)
    assert all(whole.count(f"第{n}次联合教研") == 1 for n in range(1, 401))


def test_a_cell_higher_than_the_page_is_split_without_loss():
    story = "".join(f"第{n}句话讲了研讨的经过。" for n in range(1, 901))
    form = KeyValueTable(((Field("主题", "长"),), (Field("过程", story, 0, 10),)), 1)
    reader = PdfReader(BytesIO(draw_pdf(document(form), SHEET)[0]))
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", "").replace("过程", "")
    assert len(reader.pages) > 5
    for n in (1, 450, 900):
        assert f"第{n}句话" in text
    assert all("过程" in page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("profile", [OFFICIAL, SHEET, LEDGER])
@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Paragraph(""),),
        (Paragraph("A" * 50_000),),
        (Paragraph("，" * 5_000),),
        (Paragraph("（" * 500),),
        (Paragraph("行\n" * 3_000),),
        (KeyValueTable(()),),
        (KeyValueTable(((),)),),
        (KeyValueTable(((Field("标签" * 2000, "值" * 9000),),), 3),),
        (KeyValueTable(((Field("", None, lines=200),),), 1),),
        (KeyValueTable(tuple((Field("甲", "乙", 9), Field("丙", "丁", 9)) for _ in range(3)), 3),),
        (Table((), ((1, 2),)),),
        (Table((Column("甲"), Column("乙")), ()),),
        (Table((Column("甲"), Column("乙")), ((1,), (1, 2, 3))),),
        (Table((Column("很长的表头" * 400),), (("值" * 5000,),)),),
        (Table((Column("甲", 0), Column("乙", -3)), (("a" * 300, float("nan")),)),),
        (Table(tuple(Column(f"第{n}列") for n in range(60)), (tuple(range(60)),)),),
        (Table((Column("甲"),), (("甲",),), row_lines=90),),
        (Photos(()),),
        (SignatureBlock(()),),
        (PageBreak(), PageBreak(), Heading("只有标题"), PageBreak()),
    ],
)
def test_nothing_a_person_types_stops_the_drawing(profile, blocks):
    data, pages = draw_pdf(Document("", blocks), profile)
    assert len(PdfReader(BytesIO(data)).pages) == len(pages.pages) >= 1


def test_lines_never_begin_with_a_closing_mark(tmp_path):
    data, _ = draw_pdf(document(Paragraph("研讨课后，老师们说：“这节课好。”（全场鼓掌）" * 60)), SHEET)
    lines = [line.strip() for line in pdftotext(data, tmp_path).splitlines() if line.strip()]
    assert not [line for line in lines if line[0] in "，。：”）"]
    assert not [line for line in lines if line[-1] in "“（"]


def test_words_and_dates_stay_whole_where_there_is_room(tmp_path):
    data, _ = draw_pdf(document(Paragraph("参加EduDesk培训2025-09-01、" * 60)), SHEET)
    text = pdftotext(data, tmp_path).splitlines()
    assert sum(line.count("EduDesk") for line in text) == 60
    assert sum(line.count("2025-09-01") for line in text) == 60


def test_the_official_page_numbers_odd_right_and_even_left():
    _, pages = draw_pdf(document(Paragraph("正文。" * 900)), OFFICIAL)
    data, _ = draw_pdf(document(Paragraph("正文。" * 900)), OFFICIAL)
    found = {}
    for number, page in enumerate(PdfReader(BytesIO(data)).pages, 1):

        def visit(text, _cm, tm, _font, _size, number=number):
            if "—" in text:
                found[number] = tm[4]

        page.extract_text(visitor_text=visit)
    assert len(found) == len(pages.pages) >= 3
    assert found[1] > pages.width / 2 > found[2]


def test_a_full_official_page_has_22_lines_of_28_characters():
    _, pages = draw_pdf(Document("", (Paragraph("国" * 28 * 30, indented=False),)), OFFICIAL)
    first = pages.pages[0]
    assert len(first) == 22
    assert len(first[0].line.runs[0].text) == 28  # type: ignore[union-attr]


def test_title_author_and_language_are_in_the_file():
    data, _ = draw_pdf(Document("学期总结", (), author="青溪小学"), OFFICIAL)
    reader = PdfReader(BytesIO(data))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("学期总结", "青溪小学")
    assert str(reader.root_object["/Lang"]) == "zh-CN"


def jpeg(width: int, height: int, **extra) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (90, 140, 110)).save(out, "JPEG", **extra)
    return out.getvalue()


def test_photos_stand_two_to_a_page_with_captions(tmp_path):
    path = tmp_path / "wide.jpg"
    path.write_bytes(jpeg(3000, 200))
    pictures = (
        *(Picture(jpeg(300, 900), f"图{n}　2025年10月9日") for n in range(1, 5)),
        Picture(path, "图5"),
    )
    reader = PdfReader(BytesIO(draw_pdf(document(Photos(pictures)), SHEET)[0]))
    texts = [page.extract_text() for page in reader.pages]
    assert [re.findall(r"图\d", text) for text in texts] == [["图1", "图2"], ["图3", "图4"], ["图5"]]


def test_a_picture_that_cannot_be_read_is_named_and_the_rest_is_drawn(tmp_path):
    block = Photos((Picture(b"no picture", "坏的"), Picture(tmp_path / "gone.jpg", "没有的")))
    data, pages = draw_pdf(document(block), SHEET)
    assert pages.unreadable_pictures == ("坏的", "没有的")
    assert "打不开" in pdftotext(data, tmp_path)


def test_the_place_where_a_photo_was_taken_does_not_travel():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (21.0, 57.0, 0.0)}
    exif[0x010F] = "SECRETCAMERA"
    data, _ = draw_pdf(document(Photos((Picture(jpeg(60, 40, exif=exif), "图"),))), SHEET)
    pictures = [image.data for page in PdfReader(BytesIO(data)).pages for image in page.images]
    assert len(pictures) == 1
    assert b"SECRETCAMERA" not in pictures[0]
    assert not Image.open(BytesIO(pictures[0])).getexif()


def test_to_unicode_writes_surrogate_pairs_in_blocks_of_a_hundred():
    cmap = to_unicode("F", [0, 0x56FD, 0x2CB5A, *range(0x4E00, 0x4EFA)])
    assert "<01> <56FD>" in cmap
    assert "<02> <D872DF5A>" in cmap
    assert [int(count) for count in re.findall(r"(\d+) beginbfchar", cmap)] == [100, 100, 52]
