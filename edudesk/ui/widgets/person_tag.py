"""One person in a field of people: name, role, ×."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import IconButton
from edudesk.ui.widgets.enter import pressed_by_enter
from edudesk.ui.widgets.painting import paint_ring, paint_words

_PAD = 9
_GAP = 6


@pressed_by_enter
class _Name(QPushButton):
    """Name and role; it opens the menu of roles where there are any."""

    def __init__(self, name: str, role: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._role = role
        self.setProperty("role", "token")
        self.setAccessibleName(f"{name} {role}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        width = px(_PAD) + QFontMetrics(theme().font("body")).horizontalAdvance(self.text())
        if self._role:
            width += px(_GAP) + QFontMetrics(theme().font("second")).horizontalAdvance(self._role)
        return QSize(width, px("target"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        font = theme().font("body")
        width = QFontMetrics(font).horizontalAdvance(self.text())
        paint_words(painter, QRect(px(_PAD), 0, width + 1, self.height()), self.text(), font, "text")
        left = px(_PAD) + width + px(_GAP)
        room = QRect(left, 0, self.width() - left + 1, self.height())
        paint_words(painter, room, self._role, theme().font("second"), "text2")
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), px("tag-radius"))


class PersonTag(QWidget):
    """A grey tag; the name opens the menu of roles, × takes the person out."""

    removed = Signal()
    role_chosen = Signal(str)

    def __init__(
        self,
        name: str,
        role: str,
        roles: Mapping[str, str],
        remove: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = _Name(name, role, self)
        cross = IconButton("x", remove, icon_px=16, parent=self)
        cross.clicked.connect(self.removed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._name)
        layout.addWidget(cross)
        if not roles:
            self._name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            return
        self._menu = QMenu(self)
        for code, words in {**roles, "": "—"}.items():
            action = self._menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, code=code: self.role_chosen.emit(code))
        self._name.setMenu(self._menu)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("not-applicable-soft"))
        radius = theme().tokens.px("tag-radius")
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
