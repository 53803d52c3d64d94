"""The quantities of an activity: the first in the row of the day, more of them below."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.pages.record.ground import Items
from edudesk.ui.pages.record.telling import Quantity
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import IconButton
from edudesk.ui.widgets.fields import ChoiceField, NumberField
from edudesk.ui.widgets.flow import FlowLayout

_NARROW, _ROOMY = 100, 148  # pixels for “lessons”, and for “attendances”


class AmountField(QWidget):
    """A number and its unit; ``gone`` asks to take it away."""

    edited = Signal()
    gone = Signal()

    def __init__(self, texts: Texts, units: Items, *, removable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.number = NumberField(texts)
        self.number.setAccessibleName(texts.say("record.amount"))
        self.number.setFixedWidth(px(64))
        self.unit = ChoiceField(units)
        self.unit.setAccessibleName(texts.say("record.unit"))
        # The first stands in the row of the day; below it there is room for the longest unit.
        english = _ROOMY if removable else _NARROW
        self.unit.setFixedWidth(px(84 if texts.language == "zh" else english))
        self.number.edited.connect(self.edited)
        self.unit.edited.connect(self.edited)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self.number)
        layout.addWidget(self.unit)
        if removable:
            less = IconButton("x", texts.say("record.amount-less"))
            less.clicked.connect(self.gone)
            layout.addWidget(less)

    def value(self) -> Quantity:
        """Return the number as typed, with its unit."""
        return Quantity(self.number.text_typed(), self.unit.value() or "")

    def set_value(self, quantity: Quantity) -> None:
        """Show a number as typed, with its unit."""
        self.number.line.setText(quantity.amount)
        self.unit.set_value(quantity.unit)


class Amounts(QObject):
    """All quantities. Put ``first`` and ``more`` into the row of the day, ``others`` below."""

    edited = Signal()
    grown = Signal(bool)  # whether there are others than the first

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self._units: Items = ()
        self.first = AmountField(texts, (), removable=False)
        self.first.edited.connect(self.edited)
        self.more = IconButton("plus", texts.say("record.amount-more"))
        self.more.clicked.connect(self._add)
        self.others = QWidget()
        self._flow = FlowLayout(self.others)
        self._fields: list[AmountField] = []

    def set_units(self, units: Items) -> None:
        """Offer these units."""
        if units != self._units:
            self._units = units
            self.first.unit.set_items(units)
            for field in self._fields:
                field.unit.set_items(units)

    def values(self) -> tuple[Quantity, ...]:
        """Return the quantities, without those in which nothing was typed."""
        found = (field.value() for field in (self.first, *self._fields))
        return tuple(one for one in found if one.amount.strip())

    def set_values(self, quantities: Sequence[Quantity]) -> None:
        """Show these."""
        for field in list(self._fields):
            self._remove(field)
        self.first.set_value(quantities[0] if quantities else Quantity(""))
        for quantity in quantities[1:]:
            self._append().set_value(quantity)

    def _add(self) -> None:
        used = {field.unit.value() for field in (self.first, *self._fields)}
        field = self._append()
        self.edited.emit()
        field.set_value(Quantity("", next((code for code, _ in self._units if code not in used), "time")))
        field.number.setFocus()

    def _append(self) -> AmountField:
        field = AmountField(self._texts, self._units, removable=True)
        field.edited.connect(self.edited)
        field.gone.connect(lambda: self._gone(field))
        self._fields.append(field)
        self._flow.addWidget(field)
        self.grown.emit(True)
        return field

    def _gone(self, field: AmountField) -> None:
        self._remove(field)
        self.more.setFocus()
        self.edited.emit()

    def _remove(self, field: AmountField) -> None:
        self._fields.remove(field)
        self._flow.removeWidget(field)
        field.hide()
        field.deleteLater()
        self.grown.emit(bool(self._fields))
