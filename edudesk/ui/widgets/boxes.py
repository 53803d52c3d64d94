"""Fields with their label and the sentence that explains what is wrong with them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_check, paint_radio, paint_ring, paint_words, pen
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Words

_LABEL = 88
"""Pixels at standard size of a label before its field, the same in all forms."""
_MARK = 18
_LEAST_CARD = 160
_PAD, _GAP, _AFTER = 16, 12, 12
_TALL, _LOW, _FIRST, _SECOND = 60, 48, 24, 22
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


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


def _before() -> int:
    """Return where the words of a card of an answer begin."""
    px = theme().tokens.px
    return px(_PAD) + px(_MARK) + px(_GAP)


class Radio(QRadioButton):
    """One answer of several; with ``card`` or a ``second`` line it is a card of its own, whose words wrap."""

    chosen = Signal()

    def __init__(
        self, text: str, second: str = "", *, card: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._second = second
        self._card = card or bool(second)
        self.setFont(theme().font("body"))
        self.setAccessibleDescription(second)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        # A layout would hold a fixed height at that of single lines.
        policy = QSizePolicy(free, free) if self._card else QSizePolicy(fixed, fixed)
        policy.setHeightForWidth(self._card)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self._changed)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        if not self._card:
            width = self.fontMetrics().horizontalAdvance(self.text())
            return QSize(px(_MARK) + px(8) + width + px(4), px("target"))
        wide = QFontMetrics(theme().font("body", bold=True)).horizontalAdvance(self.text())
        return QSize(_before() + wide + px(_AFTER), px(_TALL if self._second else _LOW))

    def minimumSizeHint(self) -> QSize:
        asked = self.sizeHint()
        if self._card:
            asked.setWidth(min(asked.width(), theme().tokens.px(_LEAST_CARD)))
        return asked

    def hasHeightForWidth(self) -> bool:
        return self._card

    def heightForWidth(self, width: int) -> int:
        if not self._card:
            return super().heightForWidth(width)
        first, second = self._beyond(width)
        return self.sizeHint().height() + first + second

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002 - the whole card counts
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        if self._card:
            self._paint_card(painter)
        left, side = px(_PAD if self._card else 1), px(_MARK)
        mark = QRectF(left, (self.height() - side) // 2, side, side)
        paint_radio(painter, mark, checked=self.isChecked(), enabled=self.isEnabled())
        if self._card:
            self._paint_lines(painter)
            return
        beside = left + side + px(8)
        room = QRect(beside, 0, self.width() - beside, self.height())
        paint_words(painter, room, self.text(), self.font(), self._ink())
        if self.hasFocus():
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

    def _paint_lines(self, painter: QPainter) -> None:
        look, px = theme(), theme().tokens.px
        beyond = self._beyond(self.width())
        first = QRect(_before(), 0, self.width() - _before() - px(_AFTER), px(_FIRST) + beyond[0])
        second = QRect(first.left(), 0, first.width(), px(_SECOND) + beyond[1] if self._second else 0)
        first.moveTop((self.height() - first.height() - second.height()) // 2)
        second.moveTop(first.bottom() + 1)
        painter.setFont(look.font("body", bold=self.isChecked()))
        painter.setPen(look.colour(self._ink()))
        painter.drawText(first, _WRAPS, self.text())
        painter.setFont(look.font("second"))
        painter.setPen(look.colour("text2"))
        painter.drawText(second, _WRAPS, self._second)

    def _beyond(self, width: int) -> tuple[int, int]:
        """Return how much higher than one line name and second line are in a card of ``width``."""
        room = QRect(0, 0, width - _before() - theme().tokens.px(_AFTER), 1 << 16)
        # As bold as the chosen one: nothing may move when another is.
        fonts = theme().font("body", bold=True), theme().font("second")
        name, second = map(QFontMetrics, fonts)
        return (
            max(0, name.boundingRect(room, _WRAPS, self.text()).height() - name.height()),
            max(0, second.boundingRect(room, _WRAPS, self._second).height() - second.height()),
        )

    def _ink(self) -> str:
        return "text" if self.isEnabled() else "text3"

    def _changed(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if checked:
            self.chosen.emit()
