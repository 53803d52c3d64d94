"""Buttons: the style sheet draws their boxes, they draw their own icon, words and shortcut."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.enter import is_enter, pressed_by_enter
from edudesk.ui.widgets.painting import paint_icon, paint_ring, paint_words
from edudesk.ui.widgets.plain import tip

_INKS = {"primary": "onAccent", "tonal": "accent", "quiet": "accent", "danger": "missed"}
_BOLD = ("primary", "tonal")
_PAD = 14
_LEAST = 120
_GAP = 7
_HINT_GAP = 12
_ICON = 18
_ROW_ICON = 16


def paint_box(button: QPushButton, painter: QPainter) -> None:
    """Draw the box that the style sheet gives a button, and nothing in it."""
    option = QStyleOptionButton()
    button.initStyleOption(option)
    option.text = ""
    option.icon = QIcon()
    option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu
    button.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, button)


class Button(QPushButton):
    """A button that says what it does. ``hint`` is its shortcut, printed small; ``row``: row height.

    ``elide`` shortens its words at the end where there is not room for all.
    """

    def __init__(
        self,
        text: str,
        role: str = "",
        icon: str = "",
        hint: str = "",
        *,
        row: bool = False,
        elide: bool = False,
        menu: QMenu | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._icon, self._hint = role, icon, hint
        self._icon_px = _ROW_ICON if row else _ICON
        self._height = "row-button" if row else "button"
        self._tip = hint
        self._kept = text
        self.setToolTip(hint)
        self.setProperty("role", role)
        self._elide = elide
        across = QSizePolicy.Policy.Maximum if elide else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._menu = menu  # a button does not keep its menu alive by itself
        if menu is not None:
            self.setMenu(menu)

    @property
    def role(self) -> str:
        """How much the button stands out: ``primary``, ``tonal``, ``quiet``, ``danger`` or nothing."""
        return self._role

    def set_role(self, role: str) -> None:
        """Let the button stand out more or less, such as tonal beside another primary button."""
        self._role = role
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Show another of Lucide's icons, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_tip(self, words: str) -> None:
        """Explain the button under the mouse; the shortcut is added."""
        self._tip = f"{words}  {self._hint}".strip()
        self.setToolTip(tip(self._tip))

    def why_not(self, reason: str) -> None:
        """Disable the button and say why under the mouse; an empty reason enables it again."""
        self.setEnabled(not reason)
        self.setToolTip(tip(reason or self._tip))
        self.setAccessibleDescription(reason)

    def set_busy(self, words: str) -> None:
        """Show what is being done instead of the words, disabled; empty when it is done."""
        if words and self.isEnabled():
            self._kept = self.text()
            self.setMinimumWidth(self.width())
        self.setEnabled(not words)
        self.setText(words or self._kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What destroys is not done by an Enter that may have been meant for something else.
        if not is_enter(event) or self._role == "danger":
            super().keyPressEvent(event)
        elif self._menu is not None:
            self.showMenu()
        else:
            self.click()

    def sizeHint(self) -> QSize:
        width = 2 * theme().tokens.px(_PAD) + self._content_width()
        return QSize(width, theme().tokens.px(self._height))

    def minimumSizeHint(self) -> QSize:
        asked = self.sizeHint()
        if self._elide:
            asked.setWidth(min(asked.width(), theme().tokens.px(_LEAST)))
        return asked

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            is_whole = self.sizeHint().width() <= self.width()
            self.setToolTip(tip(self._tip if is_whole else f"{self.text()}  {self._hint}".strip()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        paint_box(self, painter)
        self._paint_content(painter)
        if self.hasFocus() and self._role == "primary":
            # The border has the fill's own colour, so a light line inside it makes the ring.
            paint_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), theme().tokens.px(4), "onAccent")

    def _font(self) -> QFont:
        # Not the widget's own font: a style sheet puts that back whenever it looks at the widget anew.
        return theme().font("body", bold=self._role in _BOLD)

    def _words_width(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(self.text())

    def _hint_font(self) -> QFont:
        return theme().font("hint")

    def _content_width(self) -> int:
        px = theme().tokens.px
        width = self._words_width()
        if self._icon:
            width += px(self._icon_px) + (px(_GAP) if self.text() else 0)
        if self._hint:
            width += px(_HINT_GAP) + QFontMetrics(self._hint_font()).horizontalAdvance(self._hint)
        if self.menu() is not None:
            width += px(_GAP) + px(_ROW_ICON)
        return width

    def _paint_content(self, painter: QPainter) -> None:
        px = theme().tokens.px
        ink = _INKS.get(self._role, "text") if self.isEnabled() else "text3"
        left = max((self.width() - self._content_width()) // 2, px(_GAP))
        if self._icon:
            side = px(self._icon_px)
            paint_icon(painter, QRect(left, 0, side, self.height()), self._icon, ink, self._icon_px)
            left += side + px(_GAP)
        lacking = max(0, self.sizeHint().width() - self.width())
        width = self._words_width() - lacking
        paint_words(painter, QRect(left, 0, width + 1, self.height()), self.text(), self._font(), ink)
        left += width
        if self._hint:
            left += px(_HINT_GAP)
            room = QRect(left, 0, self.width() - left, self.height())
            paint_words(painter, room, self._hint, self._hint_font(), ink if self._role else "text2")
        if self.menu() is not None:
            left += px(_GAP)
            paint_icon(painter, QRect(left, 0, px(_ROW_ICON), self.height()), "chevron-down", ink, _ROW_ICON)


@pressed_by_enter
class IconButton(QPushButton):
    """A square button with an icon only; its name is read out and shown under the mouse."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        size: float | str = "target",
        colour: str = "text2",
        icon_px: float = _ICON,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._colour, self._icon_px = icon, colour, icon_px
        self.setProperty("role", "icon")
        self.set_name(name)
        self.setFixedSize(QSize(theme().tokens.px(size), theme().tokens.px(size)))
        self.setAutoDefault(False)

    def set_name(self, name: str) -> None:
        """Say what the button does."""
        self.setAccessibleName(name)
        self.setToolTip(tip(name))

    def set_icon(self, icon: str, colour: str = "text2") -> None:
        """Show another icon."""
        self._icon, self._colour = icon, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        paint_box(self, painter)
        colour = self._colour if self.isEnabled() else "line2"
        paint_icon(painter, self.rect(), self._icon, colour, self._icon_px)


@pressed_by_enter
class CountButton(QPushButton):
    """A pill with a count that opens the records behind it: glyph, word and a bold number."""

    def __init__(self, word: str, count: str, state: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._count, self._state = word, count, state
        self.setProperty("role", "count")
        self.setFont(theme().font("second"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def set_count(self, count: str) -> None:
        """Show another number."""
        self._count = count
        self.setAccessibleName(f"{self._word} {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        words = self.fontMetrics().horizontalAdvance(self._word)
        count = QFontMetrics(theme().font("card", bold=True)).horizontalAdvance(self._count)
        glyph = px(18) + px(7) if self._state else 0
        return QSize(2 * px(12) + glyph + words + px(6) + count, px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        from edudesk.services.schemes.results import State
        from edudesk.ui.widgets.states import paint_glyph

        px = theme().tokens.px
        painter = QPainter(self)
        paint_box(self, painter)
        left = px(12)
        if self._state:
            side = px(16)
            paint_glyph(painter, QRectF(left, (self.height() - side) / 2, side, side), State(self._state))
            left += px(18) + px(7)
        width = self.fontMetrics().horizontalAdvance(self._word)
        paint_words(painter, QRect(left, 0, width + 1, self.height()), self._word, self.font(), "text")
        left += width + px(6)
        room = QRect(left, 0, self.width() - left, self.height())
        paint_words(painter, room, self._count, theme().font("card", bold=True), "text")
