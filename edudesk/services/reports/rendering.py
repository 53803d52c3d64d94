"""One way to a file: a document, a profile, a path; PDF, Word or Excel by its suffix.

The libraries that draw are loaded when something is drawn: who only asks what there will be does without.
"""
# ruff: noqa: PLC0415

from dataclasses import dataclass
from pathlib import Path

from edudesk.errors import UserError
from edudesk.services.disk.writing import write_file
from edudesk.services.reports.document import Document
from edudesk.services.reports.profiles import Profile

SUFFIXES = (".pdf", ".docx", ".xlsx")


@dataclass(frozen=True)
class Rendered:
    """A finished file.

    ``pages`` is None where the reading program decides (Word, Excel); ``missing_characters`` stand as 〓 in
    the PDF; ``unreadable_pictures`` are the captions of pictures left out.
    """

    path: Path
    pages: int | None
    missing_characters: tuple[str, ...] = ()
    unreadable_pictures: tuple[str, ...] = ()


def render_pdf_bytes(document: Document, profile: Profile) -> tuple[bytes, tuple[str, ...]]:
    """Return a PDF, and the characters in it that no bundled font can draw (shown as 〓)."""
    from edudesk.services.reports.pdf import draw_pdf

    data, pages = draw_pdf(document, profile)
    return data, pages.missing_characters


def render(document: Document, profile: Profile, path: Path) -> Rendered:
    """Write a document as .pdf, .docx or .xlsx.

    What has the name already is replaced only by the finished file. Raises UserError ``report.suffix`` and
    EnvironmentProblem ``disk.denied``, ``disk.full`` or ``disk.failed``.
    """
    match path.suffix.lower():
        case ".pdf":
            from edudesk.services.reports.pdf import draw_pdf

            data, pages = draw_pdf(document, profile)
            done = Rendered(path, len(pages.pages), pages.missing_characters, pages.unreadable_pictures)
        case ".docx":
            from edudesk.services.reports.docx import draw_docx

            data, unreadable = draw_docx(document, profile)
            done = Rendered(path, None, unreadable_pictures=unreadable)
        case ".xlsx":
            from edudesk.services.reports.xlsx import draw_xlsx

            data = draw_xlsx(document)
            done = Rendered(path, None)
        case suffix:
            raise UserError("report.suffix", suffix=suffix or path.name, known=", ".join(SUFFIXES))
    write_file(path, data)
    return done
