"""The tree of indicators: arrows move, Enter or F2 or a digit types the own score, Tab goes to the next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTreeView, QWidget

from edudesk.ui.pages.assess.model import CODES, NAME, OWN, POINTS, REVIEW, IndicatorModel
from edudesk.ui.pages.assess.painter import IndicatorPainter, ScoreLine
from edudesk.ui.pages.assess.reading import typed_entry
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_hairline, paint_words

if TYPE_CHECKING:
    from edudesk.services.standing.assessing import IndicatorRow

_COLUMN, _PAD, _INDENT = 58, 12, 18
_ROOMS = {POINTS: 430, REVIEW: 375}
"""With less, a column is left to the detail: the full score first, as the reviewer's may be what counts."""
_EDITS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2})


class _Head(QHeaderView):
    """Titles at the right of their columns, the first at the left."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        painter.save()
        painter.fillRect(rect, theme().colour("sunken"))
        paint_hairline(painter, rect, "line")
        pad = theme().tokens.px(_PAD)
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        is_name = logicalIndex == NAME
        align = Qt.AlignmentFlag.AlignLeft if is_name else Qt.AlignmentFlag.AlignRight
        room = rect.adjusted(pad if is_name else 0, 0, -pad, -1)
        paint_words(painter, room, words, theme().font("second"), "text2", align=align)
        painter.restore()


class IndicatorTree(QTreeView):
    """``chosen`` gives the indicator that is shown; ``filling`` one that is filled in beside the tree.

    ``unread`` gives what was typed and cannot be read with the indicator's name, empty once it can.
    """

    chosen = Signal(object)
    filling = Signal(object)
    unread = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.indicators = IndicatorModel(session, self)
        self.setHeader(_Head(Qt.Orientation.Horizontal, self))
        self.setModel(self.indicators)
        self.setItemDelegate(IndicatorPainter(self))
        self.setAccessibleName(session.say("assess.indicators"))
        self.setMouseTracking(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setRootIsDecorated(True)
        self.setIndentation(theme().tokens.px(_INDENT))
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.SelectedClicked)
        self._set_up_head()
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())

    @property
    def row(self) -> "IndicatorRow | None":
        """The indicator that is chosen."""
        return self.indicators.row(self.currentIndex())

    def show_rows(self, rows: "tuple[IndicatorRow, ...]") -> None:
        """Show a table; the chosen indicator stays, else the first open one is chosen."""
        before = self.row
        if self.indicators.show_rows(rows):
            self.expandAll()
            kept = self.indicators.place_of(before.key) if before else QModelIndex()
            self.setCurrentIndex(kept if kept.isValid() else self.indicators.index(0, NAME))
        else:
            self._tell()

    def choose(self, key: str) -> None:
        """Choose an indicator."""
        place = self.indicators.place_of(key)
        if place.isValid():
            self.setCurrentIndex(place)

    def fill_in(self, place: QModelIndex) -> None:
        """Type the own score of an indicator."""
        self.setCurrentIndex(place)
        self.edit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.row
        if row is None:
            super().keyPressEvent(event)
            return
        place = self.currentIndex().siblingAtColumn(OWN)
        if event.key() in _EDITS:
            if typed_entry(row) is not None:
                self.fill_in(place)
            else:
                self.filling.emit(row)
        elif event.text().isdigit() and typed_entry(row) is not None:
            self.fill_in(place)
            for editor in self.findChildren(ScoreLine):
                editor.setText(event.text())
                editor.setModified(True)
        else:
            super().keyPressEvent(event)

    def heed(self, typed: str, name: str) -> None:
        """Tell what cannot be read in the line that is typed in."""
        self.unread.emit(typed, name)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        self.setFocus()
        if hint not in {hints.EditNextItem, hints.EditPreviousItem}:
            return
        places = self.indicators.typed_places()
        keys = [index.internalId() for index in places]
        here = self.currentIndex().internalId()
        at = keys.index(here) if here in keys else -1
        at += 1 if hint == hints.EditNextItem else -1
        if 0 <= at < len(places):
            self.fill_in(places[at])

    def room_of_name(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return how wide an indicator's name may be, its glyph and weight included."""
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return self.columnWidth(NAME) - depth * self.indentation()

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        pass  # the delegate paints the arrow: the row's ground lies over the branch

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, room in _ROOMS.items():
            self.setColumnHidden(column, self.viewport().width() < theme().tokens.px(room))
        self.scheduleDelayedItemsLayout()  # names take as many lines as they need in their column

    def _set_up_head(self) -> None:
        head, px = self.header(), theme().tokens.px
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        head.setFixedHeight(px("table-head"))
        head.setMinimumSectionSize(px(_COLUMN))
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        metrics = QFontMetrics(theme().font("second"))
        for column in range(POINTS, len(CODES)):
            words = str(self.indicators.headerData(column, Qt.Orientation.Horizontal))
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, max(px(_COLUMN), metrics.horizontalAdvance(words) + px(_PAD) + 4))

    def _tell(self) -> None:
        if (row := self.row) is not None:
            self.chosen.emit(row)
