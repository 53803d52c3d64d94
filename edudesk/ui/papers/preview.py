"""One photo or paper large, one after the other: its caption, its kind, the way it is turned."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from edudesk.ui.opening import open_original
from edudesk.ui.papers.large import LargePicture
from edudesk.ui.papers.paper import Kinds, Paper
from edudesk.ui.papers.tiles import say_taken, turned
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.fields import ChoiceField
from edudesk.ui.widgets.words import Words

_LEAST = (512, 240)
_WIDEST, _HIGHEST = 1000, 640
_SMALL = 512
_STEPS = {
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}


class Preview(QDialog):
    """Shows the papers one after the other; ←/→ go on, R turns, Esc closes.

    ``kind_chosen(id, kind)``, ``captioned(id, words)``, ``turned(id)`` and ``taken_out(id)`` ask the page.
    """

    kind_chosen = Signal(str, str)
    captioned = Signal(str, str)
    turned = Signal(str)
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
        self._image = QImage()
        self._at = next((place for place, one in enumerate(papers) if one.id == at), 0)
        self._large = LargePicture(session, self)
        self._large.come.connect(self._come)
        self.setWindowTitle(texts.say("papers.picture"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.name = Words("", bold=True, elide=True)
        self.day = Words("", "second", "text2", elide=True)
        self.caption = TextField(texts.say("papers.caption-hint"))
        self.caption.setAccessibleName(texts.say("papers.caption"))
        self.caption.textEdited.connect(self._write)
        self.kind = ChoiceField(kinds)
        self.kind.setAccessibleName(texts.say("papers.kind"))
        self.kind.edited.connect(self._choose)
        self.previous = IconButton("chevron-left", texts.say("papers.previous"))
        self.next = IconButton("chevron-right", texts.say("papers.next"))
        self.turn = Button(texts.say("papers.turn"), icon="rotate-cw")
        self.original = Button(texts.say("papers.open-original"), icon="external-link")
        self.take_out = Button(texts.say("papers.take-out"), role="danger")
        self.ready = Button(texts.say("papers.done"), role="tonal")
        self._listen()
        self._lay_out()
        self._show()
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go(_STEPS[key])
        elif key == Qt.Key.Key_R and not event.modifiers():
            self._turn()
        elif key == Qt.Key.Key_Space and self.picture.hasFocus():
            self._go(1)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.picture and event.type() is QEvent.Type.Resize:
            self._paint()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint()

    def _listen(self) -> None:
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.turn.clicked.connect(self._turn)
        self.original.clicked.connect(self._open_original)
        self.take_out.clicked.connect(self._take_out)
        self.ready.clicked.connect(self.accept)
        self.picture.installEventFilter(self)
        again = QShortcut(QKeySequence("Ctrl+R"), self)
        again.activated.connect(self._turn)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        told = QHBoxLayout()
        told.setSpacing(px(10))
        told.addWidget(Words(self._texts.say("papers.caption"), "second", "text2"))
        told.addWidget(self.caption, 2)
        told.addWidget(Words(self._texts.say("papers.kind"), "second", "text2"))
        told.addWidget(self.kind, 1)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self.name, 1)
        head.addWidget(self.day)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(10))
        for widget in (self.previous, self.next, self.turn, self.original):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        buttons.addWidget(self.take_out)
        buttons.addWidget(self.ready)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(self.picture, 1)
        layout.addLayout(head)
        layout.addLayout(told)
        layout.addLayout(buttons)
        self.picture.setMinimumSize(px(_LEAST[0]), px(_LEAST[1]))
        self.kind.setEnabled(self._editable)
        self.caption.setReadOnly(not self._editable)
        self.turn.setVisible(self._editable)
        self.take_out.setVisible(self._editable)
        self.resize(self._fitting())

    def _fitting(self) -> QSize:
        """Return a size that leaves some of the window to be seen around."""
        px, parent = theme().tokens.px, self.parentWidget()
        room = parent.window().size() * 0.92 if parent is not None else QSize(px(_WIDEST), px(_HIGHEST))
        return room.boundedTo(QSize(px(_WIDEST), px(_HIGHEST))).expandedTo(self.minimumSizeHint())

    @property
    def _paper(self) -> Paper:
        return self._papers[self._at]

    def _show(self) -> None:
        paper = self._paper
        self._image = QImage.fromData(paper.thumbnail) if paper.thumbnail else QImage()
        self._large.ask(paper)
        self._paint()
        self.picture.setAccessibleName(self._texts.phrase((paper.name, paper.caption)))
        self.name.setText(paper.name)
        self.day.setText(say_taken(self._texts, paper))
        if self.caption.text() != paper.caption:
            self.caption.setText(paper.caption)
        self.kind.set_value(paper.kind)
        self.turn.setEnabled(bool(paper.thumbnail))
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self._papers) - 1)

    def _come(self, sha256: str, picture: bytes) -> None:
        if sha256 == self._paper.sha256:
            self._image = QImage.fromData(picture)
            self._paint()

    def _paint(self) -> None:
        if self._image.isNull():
            self.picture.setText(self._texts.say("papers.no-picture"))
            return
        ratio = self.devicePixelRatioF()
        image = turned(self._image, self._paper.turned)
        # A small picture is not blown up: that shows nothing more.
        most = image.size() * 2 if max(image.width(), image.height()) <= _SMALL else image.size()
        fitting = QPixmap.fromImage(image).scaled(
            (self.picture.size() * ratio).boundedTo(most),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitting.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitting)

    def _go(self, step: int) -> None:
        self._at = min(max(self._at + step, 0), len(self._papers) - 1)
        self._show()

    def _turn(self) -> None:
        paper = self._paper
        if self._editable and paper.thumbnail:
            self._set(turned=(paper.turned + 90) % 360)
            self._paint()
            self.turned.emit(paper.id)

    def _write(self, words: str) -> None:
        self._set(caption=words)
        self.captioned.emit(self._paper.id, words)

    def _set(self, **said: object) -> None:
        paper = replace(self._paper, **said)  # type: ignore[arg-type]  # the fields of a paper
        self._papers = (*self._papers[: self._at], paper, *self._papers[self._at + 1 :])

    def _open_original(self) -> None:
        open_original(self._session, self, self._paper.sha256, self._paper.name)

    def _choose(self) -> None:
        self._set(kind=self.kind.value())
        self.kind_chosen.emit(self._paper.id, self.kind.value())

    def _take_out(self) -> None:
        self.taken_out.emit(self._paper.id)
        self.accept()
