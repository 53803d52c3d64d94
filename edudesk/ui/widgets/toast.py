"""Toasts: what went well, briefly, at the bottom of the window, with the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_ring, paint_words
from edudesk.ui.widgets.states import paint_glyph
from edudesk.ui.widgets.words import Link, Words

STAYS = 8000  # milliseconds
_CALM = 150  # milliseconds after the last step of scrolling
_HEIGHT, _GLYPH, _ABOVE, _MOST, _LEAST = 46, 18, 8, 640, 320
_STEP, _STEPS, _AIR = 18, 6, 4


class _StripLink(Link):
    """A link on the dark strip."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        font = QFont(self.font())
        font.setUnderline(self.underMouse())
        paint_words(painter, self.rect(), self.text(), font, "stripLink", align=Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), theme().tokens.px(4), "stripLink")


class _Glyph(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        # The strip is dark in both shades, so its glyph has an ink of its own.
        paint_glyph(QPainter(self), QRectF(self.rect()), State.MET, "stripMet")


class Toast(QFrame):
    """The strip itself; it stays while the mouse or the focus is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.setProperty("role", "toast")
        self.setFixedHeight(px(_HEIGHT))
        self.button = _StripLink("")
        self.words = Words("", colour="onStrip", elide=True)
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self._leave)
        glyph = _Glyph()
        glyph.setFixedSize(px(_GLYPH), px(_GLYPH))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(15), 0, px(16), 0)
        layout.setSpacing(px(11))
        layout.addWidget(glyph)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.button.clicked.connect(self._go_back)
        self.button.installEventFilter(self)
        self.hide()

    def tell(self, words: str, button: str, then: Callable[[], None] | None) -> None:
        """Show these words instead of those before."""
        self._then = then
        self.words.setText(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(words)
        self._timer.start()
        self.show()
        self.raise_()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def wanted_width(self) -> int:
        """Return how wide the strip is for its words."""
        px = theme().tokens.px
        words = self.words.fontMetrics().horizontalAdvance(self.words.text()) + px(_GLYPH) + px(70)
        link = self.button.sizeHint().width() + px(20) if self.button.text() else 0
        return min(max(words + link, px(_LEAST)), px(_MOST))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.button.hasFocus():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() is QEvent.Type.FocusOut and not self.underMouse():
            self._timer.start()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        then, self._then = self._then, None
        self._leave()
        if then is not None:
            then()

    def _leave(self) -> None:
        self._timer.stop()
        if self.button.hasFocus():
            window = QApplication.activeWindow()
            if window is not None:
                window.focusNextChild()
        self.hide()


class Toasts(QObject):
    """Shows one toast at a time at the bottom of ``parent``; a newer one takes its place.

    It stands in the middle, or where it covers no field that can be typed into, also after scrolling; it
    never covers the field or the button that has the focus.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.toast = Toast(parent)
        self._bars: list[QScrollBar] = []
        self._scrolled = QTimer(self, singleShot=True, interval=_CALM)
        self._scrolled.timeout.connect(self._give_way_to_what_came)
        parent.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._give_way)

    def show_words(self, words: str, button: str = "", then: Callable[[], None] | None = None) -> None:
        """Say what went well; ``then`` is called when the button is pressed."""
        self.toast.tell(words, button, then)
        self._place()
        # What was said of is often followed by another page, or by the same one with more in it.
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        self._place()
        for bar in filter(isValid, self._bars):
            bar.valueChanged.disconnect(self._wait_for_calm)
        self._bars = self._area.findChildren(QScrollBar)
        for bar in self._bars:
            bar.valueChanged.connect(self._wait_for_calm)

    def _wait_for_calm(self, _value: int) -> None:
        self._scrolled.start()

    def _give_way_to_what_came(self) -> None:
        if self.toast.isVisible() and not self.toast.underMouse():
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.toast.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _give_way(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Nothing has the focus while a window goes, and the strip may be gone before this.
        if now is not None and self.toast.isVisible() and not self.toast.isAncestorOf(now):
            self._place()
            # A form that opens takes the focus before it is laid out and scrolled into sight.
            QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        px = theme().tokens.px
        wide = min(self.toast.wanted_width(), self._area.width() - px(24))
        self.toast.resize(wide, self.toast.height())
        self.toast.move(self._spot().topLeft())

    def _spot(self) -> QRect:
        """Return the best place: off all that is pressed, else ticks, else fields, else the one in focus."""
        spots, fields, cells = self._spots(), _fields(self._area), _focused_cells(self._area)
        pressed = [one for one in _buttons(self._area) if one is not self.toast.button]
        focused = [one for one in (*fields, *pressed) if one.hasFocus()]
        ticked = [one for one in pressed if one.isCheckable()]
        # At the left it would cover the navigation only for the sake of fields.
        tries = (
            (spots[:-1], [*fields, *pressed]),
            (spots, [*fields, *ticked, *focused]),
            (spots, [*fields, *focused]),
            (spots, focused),
        )
        for offered, kept in tries:
            rooms = [*cells, *(_room_of(field, self._area) for field in kept)]
            for spot in offered:
                if not any(spot.intersects(room) for room in rooms):
                    return spot
        return spots[0]

    def _spots(self) -> list[QRect]:
        """Return where the strip may stand: at the bottom, a little higher, beside the title, at the left."""
        px, size = theme().tokens.px, self.toast.size()
        right = self._area.width() - size.width() - px("margin")
        # Above where a page's bottom bar is: a saved form may be followed by the next one within seconds.
        lowest = self._area.height() - px("bottombar") - px(_ABOVE) - size.height()
        spots = [
            QPoint(left, lowest - px(_STEP) * step)
            for step in range(_STEPS)
            for left in ((self._area.width() - size.width()) // 2, right)
        ]
        # A form of its own at the right leaves room at the left alone, where lists and the navigation are.
        last = (QPoint(right, px("topbar") + px(_ABOVE)), QPoint(px("margin"), lowest))
        return [QRect(spot, size) for spot in (*spots, *last)]


def _fields(area: QWidget) -> list[QWidget]:
    """Return the fields that are seen, as far as they are not scrolled out of sight."""
    kinds: tuple[type[QWidget], ...] = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox)
    found: list[QWidget] = [one for kind in kinds for one in area.findChildren(kind)]
    return [one for one in found if _is_seen(one)]


def _buttons(area: QWidget) -> list[QAbstractButton]:
    """Return the buttons, links, chips and boxes that are seen."""
    return [one for one in area.findChildren(QAbstractButton) if _is_seen(one)]


def _is_seen(field: QWidget) -> bool:
    return field.isVisible() and field.isEnabled() and not field.visibleRegion().isEmpty()


def _room_of(field: QWidget, area: QWidget) -> QRect:
    """Return what is seen of a field, its frame included, in ``area``."""
    around = field.parentWidget()
    while around is not None and around is not area and around.property("role") != "field":
        around = around.parentWidget()
    if around is not None and around is not area:
        field = around
    seen = field.visibleRegion().boundingRect()
    air = theme().tokens.px(_AIR)
    return seen.translated(field.mapTo(area, QPoint())).adjusted(-air, -air, air, air)


def _focused_cells(area: QWidget) -> list[QRect]:
    """Return the cell of a table that has the focus, where one is typed into without a field."""
    view = QApplication.focusWidget()
    if not isinstance(view, QAbstractItemView) or not area.isAncestorOf(view):
        return []
    cell = view.visualRect(view.currentIndex()).intersected(view.viewport().rect())
    return [] if cell.isEmpty() else [cell.translated(view.viewport().mapTo(area, QPoint()))]
