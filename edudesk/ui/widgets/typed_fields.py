"""Fields for days, clock times and numbers as people write them; what is wrong stays and is explained."""

from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from edudesk.errors import UserError
from edudesk.services.calendar.typed import parse_day, parse_times, write_time
from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import mark_error
from edudesk.ui.widgets.buttons import IconButton
from edudesk.ui.widgets.calendar_popup import CalendarPopup
from edudesk.ui.widgets.icon import Icon
from edudesk.ui.widgets.plain import tip

Day = date
_ICON = 18


class TypedField(QFrame):
    """A line that is read when it is left. ``problem`` says what is wrong, or nothing once it is right."""

    edited = Signal()
    problem = Signal(str)

    def __init__(self, texts: Texts, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.texts = texts
        self.setProperty("role", "field")
        self.setFixedHeight(px("button"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.line = QLineEdit()
        self.line.setFont(theme().font("body"))
        self.line.setPlaceholderText(placeholder)
        self.line.setToolTip(tip(placeholder))
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._settle)
        self.setFocusProxy(self.line)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(8), 1, px(5), 1)
        self._row.setSpacing(px(4))
        self._row.addWidget(self.line, 1)
        self._problem = ""

    def text_typed(self) -> str:
        """Return the words in the line as they stand."""
        return self.line.text()

    def error(self) -> str:
        """Return what is wrong with the words in the line, or nothing."""
        return self._read()[1]

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(188), theme().tokens.px("button"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.setProperty("focus", event.type() is QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        return super().eventFilter(watched, event)

    def parse(self, text: str) -> Any:
        """Return what ``text`` means; UserError says why it means nothing."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return how a value stands in the line."""
        raise NotImplementedError

    def _read(self) -> tuple[Any, str]:
        text = self.line.text().strip()
        if not text:
            return None, ""
        try:
            return self.parse(text), ""
        except UserError as error:
            return None, self.texts.present(error)

    def _show(self, value: Any) -> None:
        self.line.setText("" if value is None else self.write(value))
        self._say("")

    def _typed(self) -> None:
        if self._problem and not self._read()[1]:
            self._say("")
        self.edited.emit()

    def _settle(self) -> None:
        value, wrong = self._read()
        if wrong:
            self._say(wrong)
        elif value is not None:
            self._show(value)

    def _say(self, problem: str) -> None:
        mark_error(self, wrong=bool(problem))
        if problem != self._problem:
            self._problem = problem
            self.setToolTip(problem)
            self.problem.emit(problem)


class DateField(TypedField):
    """A day: 12.16, 12-16, 今天, 周二 or from the calendar. ``planned``: weekdays lie ahead."""

    def __init__(
        self, texts: Texts, today: date, *, planned: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, texts.say("fields.day.example"), parent)
        self._today, self._planned = today, planned
        self._popup: CalendarPopup | None = None
        self._button = IconButton("calendar", texts.say("fields.day.calendar"))
        self._button.clicked.connect(self._open)
        self._row.addWidget(self._button)

    def date(self) -> Day | None:
        """Return the day in the line, or None where there is none or it cannot be read."""
        found: Day | None = self._read()[0]
        return found

    def set_date(self, day: Day | None) -> None:
        """Show a day without ``edited``."""
        self._show(day)

    def set_planned(self, planned: bool) -> None:  # noqa: FBT001 - a setter
        """Read weekdays as lying ahead, or behind."""
        self._planned = planned

    def parse(self, text: str) -> Day:
        return parse_day(text, self._today, planned=self._planned)

    def write(self, value: Day) -> str:
        return f"{value.isoformat()} {self.texts.say(f'fields.weekday.{value.weekday()}')}"

    def _open(self) -> None:
        if self._popup is None:
            self._popup = CalendarPopup(self.texts, self)
            self._popup.chosen.connect(self._take)
        self._popup.open_below(self, self.date() or self._today)

    def _take(self, day: Day) -> None:
        self._show(day)
        self.line.setFocus()
        self.edited.emit()


class TimeRangeField(TypedField):
    """Clock times: 9-11:30, 9:00—11:30, 上午9点; the end may be left out."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, texts.say("fields.time.example"), parent)
        self._row.addWidget(Icon("clock", _ICON))
        self._row.addSpacing(theme().tokens.px(5))

    def times(self) -> tuple[time | None, time | None]:
        """Return start and end; None for what was not typed or cannot be read."""
        found: tuple[time, time | None] | None = self._read()[0]
        return found or (None, None)

    def set_times(self, start: time | None, end: time | None) -> None:
        """Show times without ``edited``."""
        self._show(None if start is None else (start, end))

    def parse(self, text: str) -> tuple[time, time | None]:
        return parse_times(text)

    def write(self, value: tuple[time, time | None]) -> str:
        start, end = value
        return write_time(start) if end is None else f"{write_time(start)} — {write_time(end)}"

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(150), theme().tokens.px("button"))


def read_number(text: str) -> Decimal:
    """Return a number that is not negative, full-width digits too; UserError ``fields.number.unreadable``."""
    try:
        number = Decimal("".join(normalize("NFKC", text).split()))
    except InvalidOperation:
        raise UserError("fields.number.unreadable", text=text) from None
    if not number.is_finite() or number < 0:
        raise UserError("fields.number.unreadable", text=text)
    return number


class NumberField(TypedField):
    """A number that is not negative, with at most the decimals typed; full-width digits are read too."""

    def __init__(self, texts: Texts, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(texts, placeholder, parent)

    def value(self) -> Decimal | None:
        """Return the number in the line, or None where there is none or it cannot be read."""
        found: Decimal | None = self._read()[0]
        return found

    def set_value(self, value: Decimal | int | None) -> None:
        """Show a number without ``edited``."""
        self._show(None if value is None else Decimal(value))

    def parse(self, text: str) -> Decimal:
        return read_number(text)

    def write(self, value: Decimal) -> str:
        whole = value.to_integral_value()
        return f"{whole:f}" if value == whole else f"{value.normalize():f}"

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(64), theme().tokens.px("button"))
