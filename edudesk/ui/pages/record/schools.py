"""The field of the schools across: one or several, from a menu that stays open while one ticks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from edudesk.ui.pages.record.ground import SchoolChoice
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import paint_box
from edudesk.ui.widgets.painting import paint_icon, paint_words

_PAD, _GAP, _ICON, _CHEVRON = 10, 9, 18, 16


@dataclass(frozen=True)
class SchoolGroup:
    """The schools of one community; its name is shown where there are several."""

    community_id: str
    name: str
    schools: tuple[SchoolChoice, ...]


class SchoolsField(QPushButton):
    """Shows the chosen schools, the first one chosen first; a click, Enter or Down opens all.

    Ticking a school of another community changes to that community.
    """

    edited = Signal()

    def __init__(
        self, name: str, empty: str, listed: Callable[[Sequence[str]], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._empty, self._listed = name, empty, listed
        self._groups: tuple[SchoolGroup, ...] = ()
        self._community = ""
        self._chosen: tuple[str, ...] = ()
        self._others: dict[str, str] = {}
        self.setProperty("role", "term")
        self.setFont(theme().font("body"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.clicked.connect(self.open_menu)

    @property
    def community_id(self) -> str:
        """The community that the chosen schools belong to."""
        return self._community

    def value(self) -> tuple[str, ...]:
        """Return the chosen schools, the first one chosen first."""
        return self._chosen

    def set_groups(self, groups: Sequence[SchoolGroup], names: dict[str, str]) -> None:
        """Offer these; ``names`` also knows schools that are chosen and not offered."""
        self._groups, self._others = tuple(groups), names

    def set_value(self, community_id: str, chosen: Sequence[str]) -> None:
        """Choose schools of a community."""
        self._community, self._chosen = community_id, tuple(chosen)
        self._tell()

    def words(self) -> str:
        """Return what is written in the field."""
        return self._listed([self._others.get(one, "") for one in self._chosen])

    def tick(self, community_id: str, school_id: str) -> None:
        """Choose a school, or let go of it."""
        if community_id != self._community:
            self._community, self._chosen = community_id, ()
        if school_id in self._chosen:
            self._chosen = tuple(one for one in self._chosen if one != school_id)
        else:
            self._chosen = (*self._chosen, school_id)
        self._tell()
        self.edited.emit()

    def menu_of_schools(self) -> QMenu:
        """Return the menu with the chosen schools ticked."""
        menu = _StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in self._groups:
            if len(self._groups) > 1:
                menu.addAction(group.name).setEnabled(False)
            for school in group.schools:
                action = menu.addAction(school.name)
                action.setCheckable(True)
                action.setData((group.community_id, school.id))
        menu.triggered.connect(lambda action: self._ticked(menu, action))
        self._tick(menu)
        return menu

    def open_menu(self) -> None:
        """Open the menu below the field."""
        menu = self.menu_of_schools()
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _ticked(self, menu: QMenu, action: QAction) -> None:
        self.tick(*action.data())
        self._tick(menu)

    def _tick(self, menu: QMenu) -> None:
        for action in menu.actions():
            if action.data():
                community, school = action.data()
                action.setChecked(community == self._community and school in self._chosen)

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._name} {self.words() or self._empty}")
        self.setToolTip(self.words())
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(160), theme().tokens.px("button"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().tokens.px(110), theme().tokens.px("button"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        paint_box(self, painter)
        high = self.height()
        paint_icon(painter, QRect(px(_PAD), 0, px(_ICON), high), "school", "text2", _ICON)
        chevron = QRect(self.width() - px(_PAD) - px(_CHEVRON), 0, px(_CHEVRON), high)
        paint_icon(painter, chevron, "chevron-down", "text2", _CHEVRON)
        left = px(_PAD) + px(_ICON) + px(_GAP)
        room = QRect(left, 0, chevron.left() - px(_GAP) - left + 1, high)
        words, colour = (self.words(), "text") if self._chosen else (self._empty, "text3")
        paint_words(painter, room, words, self.font(), colour)


class _StayingMenu(QMenu):
    """A menu in which ticking does not close it; Enter, Esc or a click elsewhere does."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action: QAction | None = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)
