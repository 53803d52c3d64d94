"""Narrowing a table by its columns: the small card that asks, and the chips that say what was asked."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.listing.column_words import ColumnWords
from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import Check
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.table_model import CHECK, PagedModel
from edudesk.ui.widgets.table_rows import Column
from edudesk.ui.widgets.words import Link

_TYPED = 150  # milliseconds after the last key before the list is narrowed
_WIDTH = 288
_MOST_SEEN = 8  # values seen at once


def filterable(model: PagedModel) -> tuple[Column, ...]:
    """Return the columns that the list can be narrowed by."""
    if not model.can_narrow:
        return ()
    return tuple(one for one in model.columns if one.filterable and one.code != CHECK and one.title)


class NarrowingCard(QFrame):
    """Asks for a column, and for its words or values; the list follows at once. Enter and Esc close it."""

    def __init__(self, texts: Texts, model: PagedModel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._texts, self._model = texts, model
        self.checks: list[Check] = []
        self._offered: tuple[str, ...] = ()
        items = [(one.code, one.title) for one in filterable(model)]
        self.column = ChoiceField(items, label=texts.say("tables.narrow"))
        self.column.edited.connect(self._show_column)
        self.text = TextField(texts.say("tables.narrow-words"), "search")
        self.text.setAccessibleName(texts.say("tables.narrow-words"))
        self._soon = QTimer(self, singleShot=True, interval=_TYPED)
        self._soon.timeout.connect(self.apply)
        self.text.textEdited.connect(self._restart)
        self.values = QScrollArea()
        self.values.setAccessibleName(texts.say("tables.narrow-open"))
        self.clear = Link(texts.say("tables.widen-column"))
        self.clear.clicked.connect(self._clear)
        self._lay_out()

    def open_at(self, where: QPoint, column: str) -> None:
        """Show the card at a place on the screen, for one column."""
        self.column.set_value(column)
        self._show_column()
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(where.x(), screen.right() - self.width()))
        y = max(screen.top(), min(where.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.text.setFocus()

    def apply(self) -> None:
        """Narrow the list to what the card says now."""
        self._soon.stop()
        chosen = zip(self._offered, self.checks, strict=True)
        picked = tuple(value for value, check in chosen if check.isChecked())
        wanted = ColumnWords(self.column.value(), self.text.text().strip(), picked)
        self.clear.setVisible(not wanted.is_bare)
        self._model.narrow(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
            self.close()
        else:
            super().keyPressEvent(event)

    def _restart(self, _edited: object = None) -> None:
        self._soon.start()

    def _clear(self) -> None:
        self.text.clear()
        for check in self.checks:
            check.setChecked(False)
        self.apply()
        self.text.setFocus()

    def _show_column(self) -> None:
        code = self.column.value()
        known = next((one for one in self._model.narrowed if one.column == code), ColumnWords(code))
        self.text.setText(known.words)
        self.clear.setVisible(not known.is_bare)
        self._show_values((), ())
        self._model.ask_values(
            code, lambda values: self._show_values(values, known.picked) if self._is_for(code) else None
        )

    def _is_for(self, code: str) -> bool:
        return bool(code == self.column.value())

    def _show_values(self, values: Sequence[str], picked: Sequence[str]) -> None:
        px = theme().tokens.px
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(px(2), 0, px(2), 0)
        lines.setSpacing(0)
        self.checks, self._offered = [], tuple(dict.fromkeys((*values, *picked)))
        for value in self._offered:
            check = Check(value or self._texts.say("tables.narrow-bare"))
            check.setChecked(value in picked)
            check.toggled.connect(self._restart)
            self.checks.append(check)
            lines.addWidget(check)
        lines.addStretch(1)
        self.values.setWidget(inner)
        inner.setAutoFillBackground(False)  # the area turns it on
        self.values.setVisible(bool(self.checks))
        self.values.setFixedHeight(px("target") * min(len(self.checks), _MOST_SEEN) + px(2))
        self.adjustSize()

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self.setFixedWidth(px(_WIDTH))
        self.values.setWidgetResizable(True)
        # The card's own ground shows through.
        self.values.viewport().setAutoFillBackground(False)
        self.values.setFrameShape(QFrame.Shape.NoFrame)
        self.values.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(14), px(14), px(14))
        layout.setSpacing(px(10))
        for widget in (self.column, self.text, self.values, self.clear):
            layout.addWidget(widget)


class NarrowingChips(QWidget):
    """One chip for each column that narrows, with a cross that takes it away; hidden while there is none."""

    reopened = Signal(str)

    def __init__(self, texts: Texts, model: PagedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._model = texts, model
        self.chips: list[Button] = []
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clear = Link(texts.say("tables.widen"))
        self.clear.clicked.connect(model.widen)
        self._flow.addWidget(self.clear)
        model.narrowed_changed.connect(self._fill)
        self._fill()

    @property
    def words(self) -> str:
        """What the columns narrow the list to."""
        return self._texts.say("tables.semicolon").join(map(self._said, self._model.narrowed))

    def _said(self, one: ColumnWords) -> str:
        title = next(column.title for column in self._model.columns if column.code == one.column)
        picked = (value or self._texts.say("tables.narrow-bare") for value in one.picked)
        parts = [*picked, one.words] if one.words else [*picked]
        return self._texts.say(
            "tables.narrowed", column=title, words=self._texts.say("tables.or").join(parts)
        )

    def _fill(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for one in self._model.narrowed:
            chip = Button(self._said(one), "tonal", "x", row=True, elide=True)
            chip.setAccessibleName(self._texts.say("tables.take-away", what=self._said(one)))
            chip.clicked.connect(lambda _=False, code=one.column: self._model.narrow(ColumnWords(code)))
            self._flow.insert(len(self.chips), chip)
            self.chips.append(chip)
        self.clear.setFixedHeight(theme().tokens.px("row-button"))
        self.setVisible(bool(self.chips))
        self.updateGeometry()
