"""A month that is painted: walked through by keys, opened by Enter or click, and told to those who listen."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from edudesk.texts import Texts
from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.month_grid import PLACES, DayEntry, DayMark, MonthGrid, MonthHead, shown_days

TODAY = date(2026, 5, 20)
TOLD_APART = 6


def made(qtbot: QtBot) -> MonthGrid:
    grid = MonthGrid(Texts("zh"), TODAY, "本学期日历")
    qtbot.addWidget(grid)
    grid.resize(900, 480)
    grid.set_entries(
        {
            TODAY: [
                DayEntry("a", "同课异构", "held", "同课异构，已开展"),
                DayEntry("b", "联席会", "planned"),
            ],
            date(2026, 5, 12): [DayEntry(str(n), f"活动{n}", PLACES[n % 4]) for n in range(9)],
        }
    )
    grid.set_weeks(lambda monday: f"第 {(monday - date(2026, 3, 2)).days // 7 + 1} 周")
    grid.set_marks({date(2026, 5, 1): DayMark("劳动节", "休", free=True)})
    grid.show()
    grid.setFocus()
    return grid


@pytest.mark.parametrize("shade", [Shade.LIGHT, Shade.DARK])
def test_days_off_are_darker_than_school_days_in_both_shades(qtbot: QtBot, shade: Shade):
    theme().set(shade, Size.STANDARD)
    grid, card = made(qtbot), Card()
    qtbot.addWidget(card)
    card.add_block(grid)
    card.resize(900, 560)
    card.show()
    picture = card.grab().toImage()

    def lightness(day: date) -> int:
        return picture.pixelColor(grid.mapTo(card, grid.rect_of(day).center())).lightness()

    school, sunday, holiday = date(2026, 5, 25), date(2026, 5, 31), date(2026, 5, 1)
    assert lightness(school) - lightness(sunday) >= TOLD_APART
    assert lightness(sunday) == lightness(holiday) == lightness(date(2026, 4, 27))


def test_the_names_of_the_days_stay_in_sight_and_no_day_is_hit_through_them(qtbot: QtBot):
    grid, scroller = made(qtbot), QScrollArea()
    qtbot.addWidget(scroller)
    scroller.setFrameShape(QScrollArea.Shape.NoFrame)
    scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroller.setWidget(grid)
    scroller.resize(900, 240)
    scroller.show()
    head = QRect(0, 0, 900, 28)
    before = scroller.viewport().grab(head).toImage()
    scroller.verticalScrollBar().setValue(130)
    assert grid.y() == -130
    assert scroller.viewport().grab(head).toImage() == before
    stood = grid.day
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(450, 130 + 10))
    assert grid.day == stood


def test_whole_weeks_are_shown():
    assert shown_days(date(2026, 5, 20)) == (date(2026, 4, 27), date(2026, 5, 31))
    assert shown_days(date(2027, 2, 1)) == (date(2027, 2, 1), date(2027, 2, 28))


def test_a_day_with_room_gives_its_entries_more_lines_and_all_of_them_open_it(qtbot: QtBot):
    grid = made(qtbot)
    few, many = grid.rect_of(TODAY, 0), grid.rect_of(date(2026, 5, 12), 0)
    grid.resize(900, 900)
    wide = grid.rect_of(TODAY, 0)
    assert wide.height() > few.height() >= many.height()
    assert grid.rect_of(TODAY, 1).top() > wide.bottom()
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=wide.bottomLeft() + QPoint(40, -4))
    assert opened.args == ["a"]


def test_arrows_go_through_what_stands_on_a_day_and_enter_opens_it(qtbot: QtBot):
    grid = made(qtbot)
    opened: list[str] = []
    grid.opened.connect(opened.append)
    assert "同课异构，已开展" in grid.accessibleName()
    assert "第 12 周" in grid.accessibleName()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened == ["a", "b"]
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.day == TODAY + timedelta(days=7)
    assert "这天没有安排" in grid.accessibleName()
    with qtbot.waitSignal(grid.day_opened) as empty:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert empty.args == [date(2026, 5, 27)]
    with qtbot.waitSignal(grid.month_changed) as turned:
        qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert turned.args == [date(2026, 6, 1)]


def test_a_click_opens_an_entry_and_a_full_day_offers_the_rest(qtbot: QtBot):
    grid = made(qtbot)
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.rect_of(TODAY, 1).center())
    assert opened.args == ["b"]
    full = date(2026, 5, 12)
    places = grid._geometry().places
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.rect_of(full, places - 1).center())
    menu = grid.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == 9
    menu.close()


def test_the_head_turns_the_month_and_follows_it(qtbot: QtBot):
    grid = made(qtbot)
    head = MonthHead(Texts("zh"), grid, TODAY)
    qtbot.addWidget(head)
    assert head.name.text() == "2026年5月"
    qtbot.mouseClick(head.later, Qt.MouseButton.LeftButton)
    assert (head.name.text(), grid.month) == ("2026年6月", date(2026, 6, 1))
    qtbot.mouseClick(head.today, Qt.MouseButton.LeftButton)
    assert grid.day == TODAY
    grid.grab()
