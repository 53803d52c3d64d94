"""PDF: set pages drawn with embedded fonts, the same bytes for the same document."""

import threading
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from edudesk.services.reports.document import Document
from edudesk.services.reports.fonts import first_font
from edudesk.services.reports.layout import MM, FillMark, PictureMark, RuleMark, TextMark
from edudesk.services.reports.lines import Line, break_lines, text_width
from edudesk.services.reports.profiles import Profile
from edudesk.services.reports.setting import SetDocument, set_document
from edudesk.services.reports.wording import clean

# The page number's line lies 7 mm below the type area (GB/T 9704).
_NUMBER_DROP = 7 * MM
_FOOT_DROP = 6 * MM
# reportlab's font subsets read one open font file at a time.
_drawing = threading.Lock()
# Pictures go in as bytes, not as text that is a quarter longer and takes most of the time to write.
setattr(rl_config, "useA85", 0)  # noqa: B010 - made at run time, unknown to the type checker


def draw_pdf(document: Document, profile: Profile) -> tuple[bytes, SetDocument]:
    """Return the PDF's bytes and the pages that were drawn."""
    data, drawn = draw_pdfs((document,), profile)
    return data, drawn[0]


def draw_pdfs(documents: Sequence[Document], profile: Profile) -> tuple[bytes, tuple[SetDocument, ...]]:
    """Return several documents as one PDF, each with its own page numbers; its properties are the first's."""
    drawn = tuple(set_document(one, profile) for one in documents)
    out = BytesIO()
    with _drawing:
        canvas = _canvas(documents[0], drawn[0], out)
        for document, pages in zip(documents, drawn, strict=True):
            for number in range(1, len(pages.pages) + 1):
                _draw_page(canvas, pages, number, document, profile)
                canvas.showPage()
        canvas.save()
    return out.getvalue(), drawn


def _canvas(document: Document, pages: SetDocument, out: BytesIO) -> Any:
    canvas: Any = Canvas(  # type: ignore[no-untyped-call]
        out,
        pagesize=(pages.width, pages.height),
        invariant=1,
        pageCompression=1,
        initialFontName=first_font(),
        lang="zh-CN" if document.language == "zh" else "en",
    )
    canvas.setTitle(clean(document.title))
    canvas.setAuthor(clean(document.author))
    canvas.setSubject(clean(document.subtitle))
    canvas.setCreator("EduDesk")
    canvas.setProducer("EduDesk")
    return canvas


def _draw_page(canvas: Any, pages: SetDocument, number: int, document: Document, profile: Profile) -> None:
    marks = pages.pages[number - 1]
    height = pages.height
    canvas.setFillGray(profile.fill)
    for mark in marks:
        if isinstance(mark, FillMark):
            canvas.rect(mark.x, height - mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)
    canvas.setStrokeGray(profile.rule_ink)
    canvas.setLineWidth(profile.rule)
    canvas.setLineCap(2)
    # Neighbouring cells share a line: it is drawn once.
    for rule in dict.fromkeys(mark for mark in marks if isinstance(mark, RuleMark)):
        canvas.line(rule.x1, height - rule.y1, rule.x2, height - rule.y2)
    for mark in marks:
        if isinstance(mark, PictureMark):
            reader = ImageReader(BytesIO(mark.picture.data))  # type: ignore[no-untyped-call]
            canvas.drawImage(reader, mark.x, height - mark.y - mark.height, mark.width, mark.height)
            canvas.rect(mark.x, height - mark.y - mark.height, mark.width, mark.height, stroke=1, fill=0)
    words = [mark for mark in marks if isinstance(mark, TextMark)]
    words += _foot(pages, number, document, profile)
    _write(canvas, words, height)


def _write(canvas: Any, words: list[TextMark], height: float) -> None:
    text = canvas.beginText()
    ink, spread = -1.0, 0.0
    for mark in words:
        if mark.style.ink != ink:
            ink = mark.style.ink
            text.setFillGray(ink)
        if mark.line.spread != spread:
            spread = mark.line.spread
            text.setCharSpace(spread)
        text.setTextOrigin(mark.x, height - mark.y)
        for run in mark.line.runs:
            text.setFont(run.font, mark.style.size)
            text.textOut(run.text)
    canvas.drawText(text)


def _foot(pages: SetDocument, number: int, document: Document, profile: Profile) -> list[TextMark]:
    _, right, bottom, left = (side * MM for side in profile.margins)
    style = profile.styles["number"]
    width = pages.width - left - right
    area_end = pages.height - bottom
    if profile.numbering == "official":
        words = f"— {number} —"
        own = text_width(words, style)
        # Odd pages: right, one character in; even pages: left, one character in.
        x = left + width - own - style.size if number % 2 else left + style.size
        return [TextMark(x, area_end + _NUMBER_DROP + style.size * 0.35, _one(words, style, own), style)]
    total = len(pages.pages)
    words = f"第 {number} 页，共 {total} 页" if document.language == "zh" else f"Page {number} of {total}"
    y = area_end + _FOOT_DROP + style.size
    own = text_width(words, style)
    marks = [TextMark(left + width - own, y, _one(words, style, own), style)]
    running = clean(document.running).replace("\n", " ")
    if running:
        line = break_lines(running, style, max(width - own - 4 * style.size, style.size))[0]
        marks.insert(0, TextMark(left, y, line, style))
    return marks


def _one(words: str, style: Any, width: float) -> Line:
    return break_lines(words, style, width + 1)[0]
