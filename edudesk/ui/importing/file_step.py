"""Step one of an import: which file."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.words import Link, Words

SUFFIXES = (".xlsx", ".xls", ".et", ".csv", ".txt", ".tsv", ".xlsm")


def file_of(offered: QMimeData) -> Path | None:
    """Return the first file that is dragged, or None."""
    first = next((url for url in offered.urls() if url.isLocalFile()), None)
    return Path(first.toLocalFile()) if first else None


class FileStep(QFrame):
    """A place to drop a file on, a button to choose one, and an empty table for those who have none.

    Of activities few have a table already: there the empty one comes first.

    ``offered`` carries the file; ``template_wanted`` the place where the empty table shall be written.
    """

    offered = Signal(object)  # Path
    template_wanted = Signal(object)  # Path

    def __init__(self, session: Session, what: str, *, primary: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._what = session, what
        self._hovered = False
        self.setAcceptDrops(True)
        say = session.say
        self.choose = Button(say("people.choose-file"), "primary" if primary else "tonal", "folder-open")
        self.choose.clicked.connect(self._choose)
        self.template: Button | Link = (
            Button(say("people.save-template"), icon="download")
            if what == "activity"
            else Link(say("people.save-template"))
        )
        self.template.clicked.connect(self._save_template)
        self.words = Words(say(f"people.drop-{what}"), "card")
        self._second = Words(say("people.drop-second"), "second", "text2", wrap=True)
        self._second.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().tokens.px
        buttons = QHBoxLayout()
        buttons.setSpacing(px(16))
        buttons.addStretch(1)
        parts = (self.choose, self.template)
        for part in reversed(parts) if self._what == "activity" else parts:
            buttons.addWidget(part)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(24))
        layout.setSpacing(px(8))
        layout.addStretch(2)
        layout.addSpacing(px(40))
        layout.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._second)
        layout.addSpacing(px(8))
        layout.addLayout(buttons)
        layout.addStretch(3)

    def _choose(self) -> None:
        say = self._session.say
        patterns = [f"*{suffix}" for suffix in SUFFIXES]
        chosen = dialogs.choose_files(self, say("people.choose-file"), patterns, say("people.tables"))
        if chosen:
            self.offered.emit(chosen[0])

    def _save_template(self) -> None:
        say = self._session.say
        name = say(f"people.template-{self._what}")
        path = dialogs.save_as(self, say("people.save-template"), name, "*.xlsx", say("people.tables"))
        if path:
            self.template_wanted.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_of(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._hover(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002 - Qt's signature
        self._hover(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(on=False)
        path = file_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.offered.emit(path)

    def _hover(self, *, on: bool) -> None:
        self._hovered = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        colour, px = theme().colour, theme().tokens.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour("accent" if self._hovered else "line2"), 1.5)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(colour("accentSoft" if self._hovered else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), px("card-radius"), px("card-radius"))
        top = self.words.y() - px(46)
        side = px(32)
        picture = theme().pixmap("file-spreadsheet", "text3", 32, self.devicePixelRatioF())
        painter.drawPixmap(QRect((self.width() - side) // 2, top, side, side), picture)
