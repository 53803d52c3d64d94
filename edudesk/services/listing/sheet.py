"""What a list shows, as an Excel workbook or a PDF to print."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edudesk.services.reports.document import Column, Document, Note, Table, Value
from edudesk.services.reports.profiles import LEDGER
from edudesk.services.reports.rendering import Rendered, render
from edudesk.texts import Texts


@dataclass(frozen=True)
class ListSheet:
    """A list to be written: columns and rows as they are seen, ``filter_words`` what it was narrowed to.

    ``running`` stands small at the foot of printed pages (school · term).
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    filter_words: str = ""
    running: str = ""


def write_list(sheet: ListSheet, path: Path, today: date, texts: Texts) -> Rendered:
    """Write a list as .xlsx, .pdf or .docx by the path's suffix, dated ``today``.

    Errors: ``report.suffix``, ``disk.denied``, ``disk.full``, ``disk.failed``.
    """
    narrowed = texts.say("listing.filter", words=sheet.filter_words) if sheet.filter_words else ""
    # A worksheet has no room above its headings: there the title tells it, on every printed page.
    in_title = bool(narrowed) and path.suffix.lower() == ".xlsx"
    document = Document(
        title=texts.aside(sheet.title, narrowed) if in_title else sheet.title,
        blocks=(
            Table(sheet.columns, sheet.rows, name=sheet.title),
            Note(texts.say("listing.total", count=len(sheet.rows))),
        ),
        subtitle=narrowed,
        running=sheet.running,
        language=texts.language,
        made=today,
    )
    return render(document, LEDGER, path)
