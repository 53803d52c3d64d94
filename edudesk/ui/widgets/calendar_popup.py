"""The month that opens from a date field."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme

_WIDTH = 340
_HEIGHT = 260


class CalendarPopup(QFrame):
    """A month to choose a day from, by mouse or arrows and Enter; Esc closes it."""

    chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        px = theme().tokens.px
        self._month = QCalendarWidget()
        self._month.setLocale(QLocale("zh_CN" if texts.language == "zh" else "en_GB"))
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self._month.setGridVisible(False)
        plain = QTextCharFormat()
        plain.setForeground(theme().colour("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(day, plain)
        head = QTextCharFormat()
        head.setForeground(theme().colour("text2"))
        self._month.setHeaderTextFormat(head)
        for name, icon, code in (
            ("qt_calendar_prevmonth", "chevron-left", "fields.day.earlier"),
            ("qt_calendar_nextmonth", "chevron-right", "fields.day.later"),
        ):
            button = self._month.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(theme().icon(icon))
                button.setAccessibleName(texts.say(code))
                button.setToolTip(texts.say(code))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._month)
        self.setFixedSize(px(_WIDTH), px(_HEIGHT))
        self._month.clicked.connect(self._take)
        self._month.activated.connect(self._take)

    def open_below(self, field: QWidget, day: date) -> None:
        """Show the month of ``day`` below a field, or above it where there is no room."""
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        place = field.mapToGlobal(QPoint(0, field.height() + 2))
        screen = field.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = field.mapToGlobal(QPoint(0, -self.height() - 2))
        place.setX(min(place.x(), screen.right() - self.width()))
        self.move(place)
        self.show()
        self._month.setFocus()

    def _take(self, day: QDate) -> None:
        if self.isVisible():
            self.hide()
            self.chosen.emit(date(day.year(), day.month(), day.day()))
