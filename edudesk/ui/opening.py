"""Handing files to the system's own programs: a sheet that was made, an original as it was taken in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.session import Session


def open_path(path: Path) -> None:
    """Open a file or folder with whatever the system opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_original(session: Session, owner: QWidget, sha256: str, name: str) -> None:
    """Copy an original out of the store under its own name and open the copy: originals are never edited."""
    session.desk.ask(owner, partial(_taken_out, sha256=sha256, name=name), open_path)


def open_sheet(session: Session, owner: QWidget, kind: str, record: str) -> None:
    """Make the sheet of a record as a PDF and open it, to be read or printed."""
    texts, term = session.texts, str(session.term or "")
    session.desk.ask(owner, lambda opened: _sheet(opened, kind, record, term, texts), open_path)


def _taken_out(opened: Opened, sha256: str, name: str) -> Path:
    from edudesk.services.listing.viewing import taken_out

    return taken_out(opened.archive, sha256, name)


def _sheet(opened: Opened, kind: str, record: str, term: str, texts: Texts) -> Path:
    from edudesk.services.listing.viewing import sheet

    return sheet(opened.archive, kind, record, term, today=opened.clock.today(), texts=texts)
