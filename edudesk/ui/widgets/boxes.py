"""Fields with their label and the sentence that explains what is wrong with them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_check, paint_radio, paint_ring, paint_words, pen
from edudesk.ui.widgets.plain import escape
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Words

_LABEL = 88
"""Pixels at standard size of a label before its field, the same in all forms."""
_MARK = 18
_LEAST_CARD = 160


def mark_error(field: QWidget, *, wrong: bool) -> None:
    """Draw the field's edge as wrong, or as usual."""
    if bool(field.property("error")) != wrong:
        field.setProperty("error", wrong)
        field.style().unpolish(field)
        field.style().polish(field)
        field.update()


class FieldBox(QWidget):
    """A field and, below it, what is wrong with it. Fields with a signal ``problem`` speak for themselves."""

    def __init__(self, widget: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.widget = widget
        self._error = Words("", "second", "missed", wrap=True)
        self._glyph = StateGlyph(State.MISSED, "", 16)
        self._hint = Words(hint, "second", "text2", wrap=True)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme().tokens.px(6))
        raised = QVBoxLayout()
        raised.addSpacing(theme().tokens.px(3))
        raised.addWidget(self._glyph)
        raised.addStretch(1)
        below.addLayout(raised)
        below.addWidget(self._error, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(4))
        layout.addWidget(widget)
        layout.addWidget(self._below)
        layout.addWidget(self._hint)
        self._below.hide()
        self._hint.setVisible(bool(hint))
        problem = getattr(widget, "problem", None)
        if problem is not None:
            problem.connect(self.set_error)

    @property
    def error(self) -> str:
        """What is said to be wrong now."""
        return self._error.text()

    def set_error(self, words: str) -> None:
        """Explain what is wrong below the field, or nothing."""
        self._error.setText(words)
        self._below.setVisible(bool(words))
        self._hint.setVisible(bool(self._hint.text()) and not words)
        mark_error(self.widget, wrong=bool(words))
        self.widget.setAccessibleDescription(words)


def fit_label(label: Words) -> None:
    """Make a label as wide as every label before a field, and its one line as high as the field."""
    px = theme().tokens.px
    label.setFixedWidth(px(_LABEL))
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    label.setMinimumHeight(px("button"))


class FormRow(QWidget):
    """A label, at the left or above, and a field box."""

    def __init__(
        self,
        label: str,
        widget: QWidget,
        hint: str = "",
        *,
        above: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.box = FieldBox(widget, hint)
        self.label = Words(label, "body", "text", wrap=not above)
        self.label.setBuddy(widget)
        if label and not widget.accessibleName():
            widget.setAccessibleName(label)
        layout = QVBoxLayout(self) if above else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6) if above else px(8))
        if above:
            layout.addWidget(self.label)
            layout.addWidget(self.box)
        else:
            fit_label(self.label)
            layout.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(self.box, 1, Qt.AlignmentFlag.AlignTop)

    def set_error(self, words: str) -> None:
        """Explain what is wrong below the field, or nothing."""
        self.box.set_error(words)


class Check(QCheckBox):
    """A check box with words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(theme().font("body"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(px(_MARK) + (px(8) + words if words else 0) + px(4), px("target"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002 - the words and the space around count too
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        side = px(_MARK)
        mark = QRectF(px(1), (self.height() - side) // 2, side, side)
        paint_check(painter, mark, checked=self.isChecked(), enabled=self.isEnabled())
        words = QRect(px(1) + side + px(8), 0, self.width() - side - px(9), self.height())
        paint_words(painter, words, self.text(), self.font(), "text" if self.isEnabled() else "text3")
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), px("tag-radius"))


class Radio(QRadioButton):
    """One answer of several; with ``card`` or a ``second`` line it is a card of its own."""

    chosen = Signal()

    def __init__(
        self, text: str, second: str = "", *, card: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._second = second
        self._card = card or bool(second)
        self.setFont(theme().font("body"))
        self.setAccessibleDescription(second)
        across = QSizePolicy.Policy.Preferred if self._card else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self._changed)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        if not self._card:
            width = self.fontMetrics().horizontalAdvance(self.text())
            return QSize(px(_MARK) + px(8) + width + px(4), px("target"))
        wide = QFontMetrics(theme().font("body", bold=True)).horizontalAdvance(self.text())
        return QSize(px(16) * 2 + px(_MARK) + px(12) + wide, px(60 if self._second else 48))

    def minimumSizeHint(self) -> QSize:
        asked = self.sizeHint()
        if self._card:
            asked.setWidth(min(asked.width(), theme().tokens.px(_LEAST_CARD)))
        return asked

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._card:
            whole = "<br/>".join(escape(words) for words in (self.text(), self._second) if words)
            self.setToolTip("" if self.sizeHint().width() <= self.width() else whole)

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002 - the whole card counts
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        left = px(1)
        if self._card:
            self._paint_card(painter)
            left = px(16)
        side = px(_MARK)
        mark = QRectF(left, (self.height() - side) // 2, side, side)
        paint_radio(painter, mark, checked=self.isChecked(), enabled=self.isEnabled())
        self._paint_words(painter, left + side + px(12 if self._card else 8))
        if self.hasFocus() and not self._card:
            paint_ring(painter, QRectF(self.rect()), px("tag-radius"))

    def _paint_card(self, painter: QPainter) -> None:
        strong = self.isChecked() or self.hasFocus()
        width = 2.0 if strong else 1.0
        ground = "accentSoft" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen("accent" if strong else "line", width))
        painter.setBrush(theme().colour(ground))
        inset = width / 2
        radius = theme().tokens.px("radius")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        if self.isChecked() and self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), radius)

    def _paint_words(self, painter: QPainter, left: int) -> None:
        px = theme().tokens.px
        ink = "text" if self.isEnabled() else "text3"
        font = theme().font("body", bold=self._card and self.isChecked())
        width = self.width() - left - (px(4) if self._card else 0)
        if not self._second:
            paint_words(painter, QRect(left, 0, width, self.height()), self.text(), font, ink)
            return
        middle = self.height() // 2
        first = QRect(left, middle - px(23), width, px(24))
        second = QRect(left, middle + px(1), width, px(22))
        paint_words(painter, first, self.text(), font, ink)
        paint_words(painter, second, self._second, theme().font("second"), "text2")

    def _changed(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if checked:
            self.chosen.emit()
