"""Papers that several pages print: a PDF is opened at once, for Word and Excel a place is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.opening import open_path
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.menus import Entry

FORMS = (".pdf", ".docx", ".xlsx")


@dataclass(frozen=True)
class Paper:
    """A paper to be made: its kind, the file's name without an ending, the community, the record."""

    kind: str
    name: str
    community: str = ""
    record: str = ""


def paper_entries(
    session: Session, page: QWidget, paper: Paper, words: str, forms: Sequence[str] = FORMS
) -> list[Entry]:
    """Return the lines of a menu that print a paper in each form; ``words`` say what it is."""
    return [
        Entry(
            session.say(f"printing.as{form}", paper=words), partial(print_paper, session, page, paper, form)
        )
        for form in forms
    ]


def print_paper(session: Session, page: QWidget, paper: Paper, form: str) -> None:
    """Make a paper of the term that is looked at and open it."""
    texts, term = session.texts, str(session.term) if session.term else None
    path: Path | None = None
    if form != ".pdf":
        title = session.say("printing.save")
        path = dialogs.save_as(page, title, paper.name + form, f"*{form}", form[1:].upper())
        if path is None:
            return

    def done(made: Path) -> None:
        if path is not None:
            session.toast(session.say("printing.saved", name=made.name))
        open_path(made)

    session.desk.ask(page, lambda opened: _made(opened, paper, term, path, texts), done)


def _made(opened: Opened, paper: Paper, term: str | None, path: Path | None, texts: Texts) -> Path:
    from edudesk.services.listing.viewing import VIEWED
    from edudesk.services.packages.names import safe_name
    from edudesk.services.paperwork import Asked, write_report

    if path is None:
        path = opened.archive.derived / VIEWED / f"{safe_name(paper.name) or paper.kind}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
    asked = Asked(paper.kind, term, paper.community or None, paper.record or None)
    return write_report(opened.archive, asked, path, today=opened.clock.today(), texts=texts).path
