"""How a month is painted: weeks, days, and what stands on each with its glyph."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter

from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.glyphs import paint_glyph
from edudesk.ui.widgets.painting import first_line, paint_ring, paint_words, pen

PLANNED, HELD, CANCELLED, LATE = PLACES = ("planned", "held", "cancelled", "late")
"""What an entry can be; each has a shape of its own that is told in black and white."""

_WEEK = 7
_HEAD, _NUMBER, _LINE, _GAP = 30, 22, 20, 2
_WEEKS, _MOST_WEEKS = 68, 120
_MOST_LINES = 3
_FREE = "bg"
"""The ground of days off and of other months: darker than that of school days in both shades."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayEntry:
    """What stands on a day: ``state`` is one of ``PLACES``, ``spoken`` the whole for those who listen."""

    id: str
    words: str
    state: str = HELD
    spoken: str = ""


@dataclass(frozen=True)
class DayMark:
    """What a day is besides: free, or worked although it is a weekend; ``short`` stands beside its number."""

    name: str = ""
    short: str = ""
    free: bool = False


@dataclass(frozen=True)
class Geometry:
    """Where days and entries lie in a widget, of which ``above`` pixels are scrolled out of sight."""

    area: QRect
    first: date
    last: date
    month: date
    weeks: tuple[str, ...]
    above: int = 0

    @property
    def left(self) -> int:
        """The width of the column that names the weeks."""
        if not any(self.weeks):
            return 0
        px, metrics = theme().tokens.px, QFontMetrics(theme().font("caption"))
        widest = max(map(metrics.horizontalAdvance, self.weeks)) + px(16)
        return min(max(widest, px(_WEEKS)), px(_MOST_WEEKS))

    @property
    def rows(self) -> int:
        """How many weeks there are."""
        return ((self.last - self.first).days + 1) // _WEEK

    @property
    def height(self) -> float:
        """How high one week is."""
        return (self.area.height() - theme().tokens.px(_HEAD)) / self.rows

    @property
    def places(self) -> int:
        """How many lines a day has room for, each enough for one entry."""
        px = theme().tokens.px
        return max(1, int((self.height - px(_NUMBER) - px(3)) // px(_LINE)))

    def week(self, row: int) -> QRect:
        """Return where the name of a week stands."""
        top = self._top(row)
        return QRect(self.area.left(), top, self.left, self._top(row + 1) - top)

    def head(self, column: int) -> QRect:
        """Return where the name of a day of the week stands: at the top of what is in sight."""
        left, top = self._left(column), self.area.top() + self.above
        return QRect(left, top, self._left(column + 1) - left, theme().tokens.px(_HEAD))

    def day(self, day: date) -> QRect:
        """Return where a day is."""
        row, column = divmod((day - self.first).days, _WEEK)
        left, top = self._left(column), self._top(row)
        return QRect(left, top, self._left(column + 1) - left, self._top(row + 1) - top)

    def lines(self, count: int) -> int:
        """Return in how many lines each of ``count`` entries of a day is written."""
        return max(1, min(self.places // max(1, count), _MOST_LINES))

    def entry(self, day: date, place: int, count: int) -> QRect:
        """Return where an entry of a day is that has ``count`` of them."""
        px, box, lines = theme().tokens.px, self.day(day), self.lines(count)
        top = box.top() + px(_NUMBER) + place * lines * px(_LINE)
        return QRect(box.left() + px(3), top, box.width() - px(6), lines * px(_LINE) - px(_GAP))

    def at(self, place: QPoint) -> tuple[date, int | None] | None:
        """Return the day at a place, and which of its lines."""
        px = theme().tokens.px
        in_head = place.y() < px(_HEAD) + self.above
        if not self.area.contains(place) or place.x() < self.left or in_head:
            return None
        row = min(int((place.y() - px(_HEAD)) // self.height), self.rows - 1)
        column = next(at for at in range(_WEEK) if place.x() < self._left(at + 1) or at == _WEEK - 1)
        day = self.first + (row * _WEEK + column) * _ONE_DAY
        below = place.y() - self.day(day).top() - px(_NUMBER)
        line = below // px(_LINE) if below >= 0 else None
        return day, line if line is not None and line < self.places else None

    def _left(self, column: int) -> int:
        wide = self.area.width() - self.left
        return self.area.left() + self.left + round(column * wide / _WEEK)

    def _top(self, row: int) -> int:
        return self.area.top() + theme().tokens.px(_HEAD) + round(row * self.height)


def paint_month(
    painter: QPainter,
    geometry: Geometry,
    texts: Texts,
    *,
    entries: Mapping[date, Sequence[DayEntry]],
    marks: Mapping[date, DayMark],
    weeks: Callable[[date], str],
    today: date,
    standing: tuple[date, int],
) -> None:
    """Paint the whole grid; ``standing`` is the day of the arrows and the entry on it, −1 without focus."""
    painter.fillRect(geometry.area, theme().colour("surface"))
    for row in range(geometry.rows):
        monday = geometry.first + row * _WEEK * _ONE_DAY
        if geometry.left:
            _paint_week(painter, geometry.week(row), weeks(monday))
        for column in range(_WEEK):
            day = monday + column * _ONE_DAY
            _paint_ground(painter, geometry, day, marks.get(day))
            _paint_number(painter, geometry, day, marks.get(day), is_today=day == today)
            _paint_entries(painter, geometry, day, entries.get(day, ()), texts)
    _paint_standing(painter, geometry, standing, len(entries.get(standing[0], ())))
    _paint_heads(painter, geometry, texts)  # over the days that were scrolled below them


def paint_shape(painter: QPainter, box: QRectF, state: str) -> None:
    """Paint what an entry is: a filled disc, a ring with a dot, a dashed ring with a bar, a triangle."""
    if state == PLANNED:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen("accent", 1.5))
        inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawEllipse(inner)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme().colour("accent")))
        dot = box.width() * 0.14
        painter.drawEllipse(box.center(), dot, dot)
        painter.restore()
        return
    states = {HELD: State.MET, CANCELLED: State.NOT_APPLICABLE, LATE: State.AT_RISK}
    paint_glyph(painter, box, states[state])


def _paint_heads(painter: QPainter, geometry: Geometry, texts: Texts) -> None:
    px = theme().tokens.px
    top = geometry.area.top() + geometry.above
    band = QRect(geometry.area.left(), top, geometry.area.width(), px(_HEAD))
    painter.fillRect(band, theme().colour("sunken"))
    if geometry.above:
        painter.fillRect(QRect(band.left(), band.bottom(), band.width(), 1), theme().colour("line"))
    for column in range(_WEEK):
        room = geometry.head(column).adjusted(px(8), 0, -px(4), 0)
        paint_words(painter, room, texts.say(f"fields.weekday.{column}"), theme().font("caption"), "text2")


def _paint_week(painter: QPainter, box: QRect, words: str) -> None:
    px = theme().tokens.px
    painter.fillRect(box, theme().colour("sunken"))
    painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), theme().colour("line"))
    room = QRect(box.left() + px(8), box.top(), box.width() - px(8), px(_NUMBER) + px(2))
    paint_words(painter, room, words, theme().font("caption"), "text2")


def _paint_ground(painter: QPainter, geometry: Geometry, day: date, mark: DayMark | None) -> None:
    box = geometry.day(day)
    is_free = mark.free if mark else day.weekday() >= 5  # noqa: PLR2004 - Saturday and Sunday
    if is_free or day.month != geometry.month.month:
        painter.fillRect(box, theme().colour(_FREE))
    painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), theme().colour("line"))
    painter.fillRect(QRect(box.left(), box.top(), 1, box.height()), theme().colour("line"))


def _paint_number(
    painter: QPainter, geometry: Geometry, day: date, mark: DayMark | None, *, is_today: bool
) -> None:
    px, box = theme().tokens.px, geometry.day(day)
    font = theme().font("caption", bold=is_today)
    room = QRect(box.left() + px(8), box.top() + px(1), box.width() - px(12), px(_NUMBER) - px(2))
    ink = "accent" if is_today else "text2" if day.month == geometry.month.month else "text3"
    words = str(day.day)
    paint_words(painter, room, words, font, ink)
    if is_today:
        wide = QFontMetrics(font).horizontalAdvance(words)
        painter.fillRect(QRect(room.left(), room.bottom() - px(1), wide, px(2)), theme().colour("accent"))
    if mark is not None and mark.short:
        right = Qt.AlignmentFlag.AlignRight
        paint_words(painter, room, mark.short, theme().font("caption"), "text3", align=right)


def _paint_entries(
    painter: QPainter, geometry: Geometry, day: date, found: Sequence[DayEntry], texts: Texts
) -> None:
    places = geometry.places
    shown = found if len(found) <= places else found[: places - 1]
    for place, one in enumerate(shown):
        _paint_entry(painter, geometry.entry(day, place, len(found)), one)
    if len(shown) < len(found):
        words = texts.say("month.more", count=len(found) - len(shown))
        box = geometry.entry(day, places - 1, len(found))
        paint_words(painter, box, words, theme().font("caption"), "accent")


def _paint_entry(painter: QPainter, box: QRect, one: DayEntry) -> None:
    px = theme().tokens.px
    side, line = px(14), px(_LINE)
    top = box.top() + (line - px(_GAP) - side) / 2
    paint_shape(painter, QRectF(box.left(), top, side, side), one.state)
    font = QFont(theme().font("caption"))
    font.setStrikeOut(one.state == CANCELLED)
    ink, words = "text3" if one.state == CANCELLED else "text", one.words
    room = box.adjusted(side + px(4), 0, 0, 0)
    room.setHeight(line - px(_GAP))
    while words and room.bottom() <= box.bottom():
        is_last = room.bottom() + line > box.bottom()
        end = len(words) if is_last else first_line(words, font, room.width())
        paint_words(painter, room, words[:end].rstrip(), font, ink)
        words = words[end:]
        room.translate(0, line)


def _paint_standing(painter: QPainter, geometry: Geometry, standing: tuple[date, int], count: int) -> None:
    day, entry = standing
    px, box = theme().tokens.px, QRectF(geometry.day(day))
    if entry < 0:
        painter.setPen(pen("line2"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        return
    paint_ring(painter, box, px(3))
    if 0 <= entry < min(count, geometry.places):
        painter.setPen(pen("accent"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = QRectF(geometry.entry(day, entry, count)).adjusted(-0.5, 0.5, 0.5, -0.5)
        painter.drawRoundedRect(line, px(3), px(3))
