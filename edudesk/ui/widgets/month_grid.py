"""A month as a grid of days with what stands on each: painted, and walked through with the arrows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.month_painter import PLACES, DayEntry, DayMark, Geometry, paint_month
from edudesk.ui.widgets.plain import escape, tip
from edudesk.ui.widgets.words import Words

__all__ = ["PLACES", "DayEntry", "DayMark", "MonthGrid", "MonthHead", "shown_days"]

_ONE_DAY, _WEEK = timedelta(days=1), 7
_LEAST, _WISH = 60, 84  # pixels that a week is high
_NO_MARK = DayMark()


def shown_days(month: date) -> tuple[date, date]:
    """Return the first and last day that the grid of a month shows: whole weeks from Monday to Sunday."""
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - _ONE_DAY
    return first - first.weekday() * _ONE_DAY, last + (6 - last.weekday()) * _ONE_DAY


class MonthGrid(QWidget):
    """The days of one month.

    ``opened`` gives the id of an entry that was clicked or entered, ``day_opened`` a day without any.
    ``month_changed`` gives the first day of a month that was turned to: its entries are wanted;
    ``day_changed`` the day that is stood on.
    Arrows go from day to day, up and down through what stands on a day and then to the week beside,
    Page Up and Page Down turn the month, Home goes to today.
    """

    opened = Signal(str)
    day_opened = Signal(object)
    month_changed = Signal(object)
    day_changed = Signal(object)

    def __init__(self, texts: Texts, today: date, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._today, self._name = texts, today, name
        self._entries: Mapping[date, Sequence[DayEntry]] = {}
        self._marks: Mapping[date, DayMark] = {}
        self._weeks: Callable[[date], str] = lambda _monday: ""
        self._day, self._at = today, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tell()

    # -- what is shown

    @property
    def month(self) -> date:
        """The first day of the month that is shown."""
        return self._day.replace(day=1)

    @property
    def day(self) -> date:
        """The day that the arrows stand on."""
        return self._day

    @property
    def current(self) -> DayEntry | None:
        """The entry that Enter would open."""
        found = self._entries.get(self._day, ())
        return found[self._at] if self._at < len(found) else None

    def set_entries(self, entries: Mapping[date, Sequence[DayEntry]]) -> None:
        """Show what stands on the days."""
        if dict(entries) != self._entries:
            self._entries = dict(entries)
            whole = (one.words for found in self._entries.values() for one in found)
            self.setToolTip("<br/>".join(map(escape, whole)))  # under the mouse its own entry is told
            self._at = min(self._at, max(0, len(self._entries.get(self._day, ())) - 1))
            self._tell()

    def set_marks(self, marks: Mapping[date, DayMark]) -> None:
        """Say of days that they are free or worked, and why."""
        self._marks = dict(marks)
        self._tell()

    def set_weeks(self, weeks: Callable[[date], str]) -> None:
        """Name the weeks, each by its Monday; an empty name is none."""
        self._weeks = weeks
        self._tell()

    def go_to(self, day: date) -> None:
        """Stand on a day, and turn to its month."""
        turned = day.replace(day=1) != self.month
        self._day, self._at = day, 0
        self._tell(aloud=True)
        self.day_changed.emit(day)
        if turned:
            self.month_changed.emit(self.month)

    def turn(self, months: int) -> None:
        """Turn some months on, or back."""
        place = self._day.year * 12 + self._day.month - 1 + months
        first = date(place // 12, place % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - _ONE_DAY
        self.go_to(min(first + (self._day.day - 1) * _ONE_DAY, last))

    def rect_of(self, day: date, place: int | None = None) -> QRect:
        """Return where a day is painted, or one of its entries."""
        geometry = self._geometry()
        if place is None:
            return geometry.day(day)
        return geometry.entry(day, place, len(self._entries.get(day, ())))

    # -- Qt

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        return QSize(px(640), px(32) + 6 * px(_WISH))

    def minimumSizeHint(self) -> QSize:
        px = theme().tokens.px
        return QSize(px(320), px(32) + 6 * px(_LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        paint_month(
            QPainter(self),
            self._geometry(),
            self._texts,
            entries=self._entries,
            marks=self._marks,
            weeks=self._weeks,
            today=self._today,
            standing=(self._day, self._at) if self.hasFocus() else (self._day, -1),
        )

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.update()  # the names of the days stay in sight while it is scrolled

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell(aloud=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        known = Qt.Key(key)
        if known in days:
            self.go_to(self._day + days[known] * _ONE_DAY)
        elif known in rows:
            self._walk(rows[known])
        elif known in months:
            self.turn(months[known])
        elif known is Qt.Key.Key_Home:
            self.go_to(self._today)
        elif known in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = self._find(event.position().toPoint())
        if place is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        day, entry = place
        found = self._entries.get(day, ())
        self.go_to(day)
        if entry is None:
            return
        if self._is_more(day, entry):
            self._show_all(day)
        elif entry < len(found):
            self._at = entry
            self._tell()
            self.opened.emit(found[entry].id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._find(event.position().toPoint())
        if place is not None and not self._entries.get(place[0]):
            self.day_opened.emit(place[0])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self._tip(event.pos())), self)
            return True
        return super().event(event)

    # -- walking

    def _geometry(self) -> Geometry:
        first, last = shown_days(self.month)
        weeks = tuple(map(self._weeks, _mondays(first, last)))
        return Geometry(self.rect(), first, last, self.month, weeks, above=max(0, -self.y()))

    def _find(self, place: QPoint) -> tuple[date, int | None] | None:
        """Return the day at a place, and which of its entries."""
        geometry = self._geometry()
        found = geometry.at(place)
        if found is None:
            return None
        day, line = found
        each = geometry.lines(len(self._entries.get(day, ())))
        return day, None if line is None else line // each

    def _walk(self, step: int) -> None:
        found = len(self._entries.get(self._day, ()))
        if 0 <= self._at + step < found:
            self._at += step
            self._tell(aloud=True)
            return
        self.go_to(self._day + step * _WEEK * _ONE_DAY)
        if step < 0:
            self._at = max(0, len(self._entries.get(self._day, ())) - 1)
            self._tell()

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current.id)
        else:
            self.day_opened.emit(self._day)

    def _is_more(self, day: date, place: int) -> bool:
        geometry = self._geometry()
        return len(self._entries.get(day, ())) > geometry.places and place >= geometry.places - 1

    def _show_all(self, day: date) -> None:
        """Offer all that stands on a day where there is not room for it."""
        lines = [Entry(one.words, partial(self.opened.emit, one.id)) for one in self._entries[day]]
        make_menu(lines, self).popup(self.mapToGlobal(self._geometry().day(day).bottomLeft()))

    def _tip(self, place: QPoint) -> str:
        where = self._find(place)
        if where is None:
            return ""
        day, entry = where
        found = self._entries.get(day, ())
        if entry is not None and entry < len(found) and not self._is_more(day, entry):
            return found[entry].spoken or found[entry].words
        return self._marks.get(day, _NO_MARK).name

    def _tell(self, *, aloud: bool = False) -> None:
        said = self._spoken()
        self.setAccessibleName(self._texts.phrase((self._name, said)))
        if aloud and self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.update()

    def _spoken(self) -> str:
        say, day = self._texts.say, self._day
        found, mark = self._entries.get(day, ()), self._marks.get(day, _NO_MARK)
        week = self._weeks(day - day.weekday() * _ONE_DAY)
        what = found[self._at].spoken or found[self._at].words if found else say("month.nothing")
        count = say("month.of", at=self._at + 1, count=len(found)) if len(found) > 1 else ""
        parts = (f"{day.isoformat()} {say(f'fields.weekday.{day.weekday()}')}", week, mark.name, count, what)
        return self._texts.phrase(parts)


class MonthHead(Line):
    """The month's name between two arrows, and the way to today; it turns the grid and follows it."""

    def __init__(self, texts: Texts, grid: MonthGrid, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._texts, self._grid, self._today = texts, grid, today
        self.earlier = IconButton("chevron-left", texts.say("fields.day.earlier"))
        self.later = IconButton("chevron-right", texts.say("fields.day.later"))
        self.today = Button(texts.say("month.today"), row=True)
        self.name = Words("", "card", elide=True)
        self.name.setMinimumWidth(theme().tokens.px(96))
        self.name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.setSpacing(theme().tokens.px(8))
        for widget in (self.earlier, self.name, self.later, self.today):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.earlier.clicked.connect(lambda: grid.turn(-1))
        self.later.clicked.connect(lambda: grid.turn(1))
        self.today.clicked.connect(lambda: grid.go_to(today))
        grid.month_changed.connect(self._follow)
        self._follow()

    def _follow(self, *_month: object) -> None:
        month = self._grid.month
        self.name.setText(
            self._texts.say(
                "month.name", year=month.year, month=self._texts.say(f"month.month.{month.month}")
            )
        )


def _mondays(first: date, last: date) -> list[date]:
    return [first + passed * _ONE_DAY for passed in range(0, (last - first).days + 1, _WEEK)]
