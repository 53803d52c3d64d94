"""The field of a section: it grows with its words, keeps chips, and takes nothing but words from outside."""

from PySide6.QtCore import QEvent, QMimeData, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QToolTip, QWidget

from edudesk.services.summarising.marks import Mark, spoken
from edudesk.ui.pages.summary.chips import (
    CHIP,
    ChipObject,
    Look,
    airy,
    chip_after,
    chip_at,
    put_words,
    words_in,
    words_of,
)
from edudesk.ui.theme import theme
from edudesk.ui.widgets.entries import pastes_papers
from edudesk.ui.widgets.plain import tip

_LEAST_LINES = 3
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ChipEdit(QTextEdit):
    """``edited`` when a person changed the words, ``wanted`` when a chip's records are asked for.

    Enter opens a chip that is chosen, Ctrl+Enter the one beside the cursor; a click opens the one it hits.
    """

    edited = Signal()
    wanted = Signal(object)  # Mark
    entered = Signal()

    def __init__(self, look: Look, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._quiet = False
        self._pressed: Mark | None = None
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFont(theme().font("body"))
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme().tokens.px(4))
        self._object = ChipObject(look, self.document())
        self.document().documentLayout().registerHandler(CHIP, self._object)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.textChanged.connect(self._changed)
        self.viewport().setMouseTracking(True)
        self._grow()

    # -- what stands there

    def words(self) -> str:
        """Return the words with their marks."""
        return words_of(self.document())

    def set_words(self, text: str) -> None:
        """Show other words; undoing begins anew. Nothing happens where they stand there already."""
        if text == self.words():
            return
        self._quiet = True
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(airy())
        put_words(cursor, text)
        self.document().setUndoRedoEnabled(True)
        self._quiet = False
        self._name()
        self._grow()

    def put(self, mark: Mark) -> None:
        """Put a chip where the cursor is."""
        put_words(self.textCursor(), str(mark))
        self.ensureCursorVisible()

    def renew(self) -> None:
        """Show what chips say now."""
        self._quiet = True
        self.document().markContentsDirty(0, self.document().characterCount())
        self._quiet = False
        self._name()
        self.viewport().update()

    # -- keys and mouse

    def event(self, event: QEvent) -> bool:
        if pastes_papers(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS:
            beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            mark = self.chip_beside() if beside else self.chosen_chip()
            if mark is not None:
                self.wanted.emit(mark)
                return
            if beside:
                event.ignore()
                return
        super().keyPressEvent(event)

    def chosen_chip(self) -> Mark | None:
        """Return the chip that is chosen and nothing else."""
        cursor = self.textCursor()
        first, last = sorted((cursor.anchor(), cursor.position()))
        return chip_after(self.document(), first) if last - first == 1 else None

    def chip_beside(self) -> Mark | None:
        """Return the chip that is chosen, or stands right before or behind the cursor."""
        place = self.textCursor().position()
        document = self.document()
        return self.chosen_chip() or chip_after(document, place - 1) or chip_after(document, place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._under(event.position()) if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if (
            pressed is not None
            and pressed == self._under(event.position())
            and not self.textCursor().hasSelection()
        ):
            self.wanted.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._under(event.position())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        if over is not None and not event.buttons():
            saying, words = self._look(over)
            told = f"{saying.name} {words}" if saying and saying.name != words else words
            QToolTip.showText(event.globalPosition().toPoint(), tip(told), self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def _under(self, point: QPointF) -> Mark | None:
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return chip_at(self.document(), point + scrolled)

    # -- copying and pasting

    def createMimeDataFromSelection(self) -> QMimeData:
        # Qt's own object: one made here would still be asked for when the interpreter is gone.
        mime = super().createMimeDataFromSelection()
        mime.text()  # now it is filled, and can be filled otherwise
        mime.clear()
        mime.setText(words_in(self.textCursor()))
        return mime

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not any(url.isLocalFile() for url in source.urls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.canInsertFromMimeData(source):
            put_words(self.textCursor(), source.text().replace("\r\n", "\n").replace("\r", "\n"))
            self.ensureCursorVisible()

    # -- size and name

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _wanted(self) -> int:
        least = _LEAST_LINES * self.fontMetrics().lineSpacing()
        return max(round(self.document().size().height()), least) + theme().tokens.px(12)

    def _grow(self) -> None:
        if self.height() != self._wanted() or self.minimumHeight() != self._wanted():
            self.setFixedHeight(self._wanted())

    def _changed(self) -> None:
        if not self._quiet:
            self._name()
            self.edited.emit()

    def _name(self) -> None:
        """Tell assistive technology what chips say: in the text itself they are one character each."""
        words = self.words()
        has_chips = words != spoken(words, lambda _mark: "")
        self.setAccessibleDescription(spoken(words, lambda mark: self._look(mark)[1]) if has_chips else "")
