"""One photo or paper large, with the kind it is kept as."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edudesk.ui.opening import open_original
from edudesk.ui.papers.paper import Kinds, Paper
from edudesk.ui.papers.tiles import say_taken
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.fields import ChoiceField
from edudesk.ui.widgets.words import Words

_WIDTH, _HEIGHT = 512, 384  # thumbnails have a long edge of 512


class Preview(QDialog):
    """Shows the papers one after the other.

    ``kind_chosen(id, kind)`` and ``taken_out(id)`` ask the page.
    """

    kind_chosen = Signal(str, str)
    taken_out = Signal(str)

    def __init__(
        self,
        session: Session,
        papers: Sequence[Paper],
        kinds: Kinds,
        at: str,
        *,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        """``at`` is the id of the first shown."""
        super().__init__(parent)
        texts = session.texts
        self._session, self._texts, self._papers = session, texts, tuple(papers)
        self._editable = editable
        self._at = next((place for place, one in enumerate(papers) if one.id == at), 0)
        self.setWindowTitle(texts.say("papers.picture"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedSize(QSize(theme().tokens.px(_WIDTH), theme().tokens.px(_HEIGHT)))
        self.name = Words("", bold=True, elide=True)
        self.day = Words("", "second", "text2", elide=True)
        self.kind = ChoiceField(kinds)
        self.kind.setAccessibleName(texts.say("papers.kind"))
        self.kind.edited.connect(self._choose)
        self.previous = IconButton("chevron-left", texts.say("papers.previous"))
        self.next = IconButton("chevron-right", texts.say("papers.next"))
        self.original = Button(texts.say("papers.open-original"), icon="external-link")
        self.take_out = Button(texts.say("papers.take-out"), role="danger")
        self.ready = Button(texts.say("papers.done"), role="primary")
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.original.clicked.connect(self._open_original)
        self.take_out.clicked.connect(self._take_out)
        self.ready.clicked.connect(self.accept)
        self._lay_out()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._go(step)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        kind = QHBoxLayout()
        kind.setSpacing(px(10))
        kind.addWidget(Words(self._texts.say("papers.kind"), "second", "text2"))
        kind.addWidget(self.kind, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(10))
        buttons.addWidget(self.previous)
        buttons.addWidget(self.next)
        buttons.addWidget(self.original)
        buttons.addStretch(1)
        buttons.addWidget(self.take_out)
        buttons.addWidget(self.ready)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.name)
        layout.addWidget(self.day)
        layout.addLayout(kind)
        layout.addLayout(buttons)
        self.kind.setEnabled(self._editable)
        self.take_out.setVisible(self._editable)

    def _show(self) -> None:
        paper = self._papers[self._at]
        image = QImage.fromData(paper.thumbnail) if paper.thumbnail else QImage()
        if image.isNull():
            self.picture.setText(self._texts.say("papers.no-picture"))
        else:
            ratio = self.devicePixelRatioF()
            # A small picture is not blown up: that shows nothing more.
            room = (self.picture.size() * ratio).boundedTo(image.size() * 2)
            fitting = QPixmap.fromImage(image).scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitting.setDevicePixelRatio(ratio)
            self.picture.setPixmap(fitting)
        self.picture.setAccessibleName(paper.name)
        self.name.setText(paper.name)
        self.day.setText(say_taken(self._texts, paper))
        self.kind.set_value(paper.kind)
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self._papers) - 1)

    def _go(self, step: int) -> None:
        self._at = min(max(self._at + step, 0), len(self._papers) - 1)
        self._show()

    def _open_original(self) -> None:
        paper = self._papers[self._at]
        open_original(self._session, self, paper.sha256, paper.name)

    def _choose(self) -> None:
        paper = self._papers[self._at]
        self.kind_chosen.emit(paper.id, self.kind.value())

    def _take_out(self) -> None:
        paper = self._papers[self._at]
        self.taken_out.emit(paper.id)
        self.accept()
