"""Word: the same document with named Chinese faces, so that people can go on editing it."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import _Cell

from edudesk.services.reports import document as parts
from edudesk.services.reports.document import Document, Value
from edudesk.services.reports.pictures import prepare
from edudesk.services.reports.profiles import Face, Profile, Style
from edudesk.services.reports.wording import clean, is_place, signed, worded
from edudesk.texts import Label

# The names that Word and WPS know; each machine substitutes its own when one is not there.
_NAMES: Mapping[Face, tuple[str, bool]] = {
    Face.TITLE: ("方正小标宋简体", False),
    Face.SONG: ("宋体", False),
    Face.SONG_BOLD: ("宋体", True),
    Face.HEI: ("黑体", False),
    Face.HEI_BOLD: ("黑体", True),
    Face.KAI: ("楷体", False),
    Face.FANG: ("仿宋", False),
}
_LATIN = "Times New Roman"
_ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_UNREADABLE = Label("（这张图片打不开，未能排入）", "(This picture cannot be opened and is not shown)")
_TO_WRITE_ON = "＿＿＿＿"
_CAPTION_ROOM_MM = 22.0
_EMU_PER_MM = 36000
_LARGEST_DOT_MM = 25.4 / 72


def draw_docx(document: Document, profile: Profile) -> tuple[bytes, tuple[str, ...]]:
    """Return the Word file's bytes and the captions of pictures that could not be read."""
    writer = _Writer(document, profile)
    writer.write_all()
    out = BytesIO()
    writer.word.save(out)
    return out.getvalue(), tuple(writer.unreadable)


class _Writer:
    """Writes the blocks of one document into one Word file."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self.document, self.profile = document, profile
        self.word: Any = docx.Document()
        self.unreadable: list[str] = []
        self._set_page()
        self._set_properties()

    def write_all(self) -> None:
        write: Mapping[type, Callable[[Any], None]] = {
            parts.Heading: self._heading,
            parts.Paragraph: self._paragraph,
            parts.Note: self._note,
            parts.PageBreak: self._page_break,
            parts.KeyValueTable: self._form,
            parts.Table: self._table,
            parts.Photos: self._photos,
            parts.SignatureBlock: self._signatures,
        }
        for text, role in ((self.document.title, "title"), (self.document.subtitle, "subtitle")):
            if text:
                self._lines(clean(text), self.profile.styles[role])  # type: ignore[index]
        for block in self.document.blocks:
            write[type(block)](block)

    def _set_page(self) -> None:
        section = self.word.sections[0]
        width, height = self.profile.page_mm
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.orientation = WD_ORIENT.LANDSCAPE if self.profile.landscape else WD_ORIENT.PORTRAIT
        top, right, bottom, left = self.profile.margins
        section.top_margin, section.right_margin = Mm(top), Mm(right)
        section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
        section.footer_distance = Mm(max(bottom - 12, 5))
        self.width_mm = width - left - right
        self.height_mm = height - top - bottom
        number = self.profile.styles["number"]
        if self.profile.numbering == "official":
            self.word.settings.odd_and_even_pages_header_footer = True
            self._page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT, number)
            self._page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT, number)
        else:
            self._page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.CENTER, number)

    def _page_number(self, paragraph: Any, alignment: Any, style: Style) -> None:
        paragraph.alignment = alignment
        official = self.profile.numbering == "official"
        if official:
            paragraph.paragraph_format.left_indent = Pt(style.size)
            paragraph.paragraph_format.right_indent = Pt(style.size)
        elif self.document.running:
            self._run(paragraph, clean(self.document.running).replace("\n", " ") + "　　", style)
        self._run(paragraph, "— " if official else "", style)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        run = self._run(paragraph, "1", style)
        paragraph._p.remove(run._r)  # noqa: SLF001 - python-docx has no fields of its own
        field.append(run._r)  # noqa: SLF001
        paragraph._p.append(field)  # noqa: SLF001
        self._run(paragraph, " —" if official else "", style)

    def _set_properties(self) -> None:
        properties = self.word.core_properties
        properties.title = clean(self.document.title)[:255]
        properties.author = clean(self.document.author)[:255]
        properties.comments = ""
        properties.language = "zh-CN" if self.document.language == "zh" else "en"
        made = self.document.made
        moment = datetime.combine(made, time()) if made else datetime(2000, 1, 1)  # noqa: DTZ001 - a day
        properties.created = properties.modified = moment

    def _run(self, paragraph: Any, text: str, style: Style) -> Any:
        run = paragraph.add_run(text)
        name, bold = _NAMES[style.face]
        run.font.name = _LATIN
        run.font.size = Pt(style.size)
        run.font.bold = bold
        grey = round(style.ink * 255)
        run.font.color.rgb = RGBColor(grey, grey, grey)
        run._r.rPr.rFonts.set(qn("w:eastAsia"), name)  # noqa: SLF001 - python-docx sets the Latin name only
        if style.tracking:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(round(style.tracking * 20)))
            run._r.rPr.find(qn("w:sz")).addprevious(spacing)  # noqa: SLF001 - python-docx has no tracking
        return run

    def _set(self, paragraph: Any, style: Style, alignment: str = "") -> None:
        paragraph.alignment = _ALIGNMENTS[alignment or style.alignment]
        shape = paragraph.paragraph_format
        shape.space_before, shape.space_after = Pt(style.before), Pt(style.after)
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(style.leading)

    def _lines(self, text: str, style: Style, alignment: str = "", *, indented: bool = False) -> None:
        for line in text.split("\n"):
            paragraph = self.word.add_paragraph()
            self._set(paragraph, style, alignment)
            if indented and style.indent:
                paragraph.paragraph_format.first_line_indent = Pt(style.indent * style.size)
            self._run(paragraph, line, style)

    def _heading(self, block: parts.Heading) -> None:
        style = self.profile.styles[("heading1", "heading2", "heading3")[block.level - 1]]
        paragraph = self.word.add_paragraph(style=f"Heading {block.level}")
        self._set(paragraph, style)
        paragraph.paragraph_format.first_line_indent = Pt(style.indent * style.size)
        self._run(paragraph, clean(block.text), style)

    def _paragraph(self, block: parts.Paragraph) -> None:
        style = self.profile.styles["body"]
        self._lines(clean(block.text), style, block.alignment, indented=block.indented)

    def _note(self, block: parts.Note) -> None:
        self._lines(clean(block.text), self.profile.styles["note"], block.alignment)

    def _page_break(self, _block: parts.PageBreak) -> None:
        self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _grid(self, columns: int, widths: list[float]) -> Any:
        table = self.word.add_table(rows=0, cols=columns, style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), str(round(self.profile.padding[0] * 20)))
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - python-docx has no margins of cells
        look.addprevious(margins)
        return table

    def _fill(self, cell: Any, text: str, style: Style, alignment: str, *, ground: bool) -> None:
        if ground and self.profile.fill < 1:
            # Shading stands before the alignment in a cell's properties.
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), f"{round(self.profile.fill * 255):02X}" * 3)
            cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no shading
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for number, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
            self._set(paragraph, style, alignment)
            if alignment == "left":  # a narrow column set full pulls its few characters apart
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            self._run(paragraph, line, style)

    def _form(self, block: parts.KeyValueTable) -> None:
        label, value = self.profile.styles["label"], self.profile.styles["cell"]
        own = self.profile.label_characters * label.size * 25.4 / 72 + 4
        pair = self.width_mm / block.columns
        table = self._grid(block.columns * 2, [own, pair - own] * block.columns)
        for fields in filter(None, block.rows):
            row = table.add_row()
            row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
            row.height = Pt(max(field.lines for field in fields) * value.leading + 6)
            cells, taken = row.cells, 0
            for number, field in enumerate(fields):
                left = block.columns - taken
                last = number == len(fields) - 1
                span = left if last or not field.span else min(field.span, left)
                if span < 1:
                    break
                words = worded(field.value, self.document.language)
                start, end = taken * 2, (taken + span) * 2 - 1
                if field.label:
                    self._fill(cells[start], clean(field.label), label, "centre", ground=True)
                    start += 1
                cell = cells[start].merge(cells[end]) if end > start else cells[start]
                self._fill(cell, words, value, "left", ground=False)
                taken += span
        self._gap()

    def _table(self, block: parts.Table) -> None:
        if not block.columns:
            return
        total = sum(max(column.weight, 0.01) for column in block.columns)
        widths = [max(column.weight, 0.01) / total * self.width_mm for column in block.columns]
        table = self._grid(len(block.columns), widths)
        self._row(
            table, tuple(column.heading for column in block.columns), block, self.profile.styles["head"]
        )
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no API
        for values in block.rows:
            self._row(table, values, block, self.profile.styles["cell"])
        for values in block.totals:
            self._row(table, values, block, self.profile.styles["total"])
        self._gap()

    def _row(self, table: Any, values: tuple[Value, ...], block: parts.Table, style: Style) -> None:
        head = style is self.profile.styles["head"]
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no API
        if not head and block.row_lines > 1:
            row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
            row.height = Pt(block.row_lines * style.leading + 6)
        padded = (*values, *("" for _ in block.columns))
        for inner, value, column in zip(row._tr.tc_lst, padded, block.columns, strict=False):  # noqa: SLF001 - row.cells is slow
            words = worded(value, self.document.language, compact=True)
            alignment = "centre" if head else column.alignment
            self._fill(_Cell(inner, table), words, style, alignment, ground=head)

    def _gap(self) -> None:
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(6)

    def _photos(self, block: parts.Photos) -> None:
        for number, picture in enumerate(block.pictures):
            if number and number % block.per_page == 0:
                self._page_break(parts.PageBreak())
            self._photo(picture, self.height_mm / block.per_page - _CAPTION_ROOM_MM)

    def _photo(self, picture: parts.Picture, height_mm: float) -> None:
        prepared = prepare(picture.source)
        if prepared is None:
            if not picture.instead:
                self.unreadable.append(picture.caption)
            words = picture.instead or _UNREADABLE(self.document.language)
            self._lines(words, self.profile.styles["note"], "centre")
        else:
            paragraph = self.word.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.keep_with_next = True
            scale = (
                min(self.width_mm / prepared.width, height_mm / prepared.height, _LARGEST_DOT_MM)
                * _EMU_PER_MM
            )
            width, height = Emu(int(prepared.width * scale)), Emu(int(prepared.height * scale))
            paragraph.add_run().add_picture(BytesIO(prepared.data), width, height)
        self._lines(clean(picture.caption), self.profile.styles["caption"])

    def _signatures(self, block: parts.SignatureBlock) -> None:
        style = self.profile.styles["sign"]
        entries = [
            signed(label, value or ("" if is_place(label) else _TO_WRITE_ON), self.document.language)
            for label, value in block.entries
        ]
        paragraph = self.word.add_paragraph()
        self._set(paragraph, style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for number in range(1, len(entries)):
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(number * self.width_mm / len(entries)))
        self._run(paragraph, "\t".join(clean(one).replace("\n", " ") for one in entries), style)
