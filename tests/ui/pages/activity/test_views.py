"""活动: the same activities as list, as calendar and as photo wall; sheets printed and taken back."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services import records
from edudesk.services.listing.column_words import ColumnWords
from edudesk.ui.desk import Opened
from edudesk.ui.pages.activity import ActivityPage
from edudesk.ui.pages.activity.signed import SignedSheet
from edudesk.ui.pages.activity.wall_delegate import tile_size
from edudesk.ui.session import Session
from edudesk.ui.widgets.table_narrowing import NarrowingChips
from tests.ui.asking import LONG, Said, Went

LEFT = Qt.MouseButton.LeftButton


def test_a_director_looks_at_the_term_in_three_ways(
    qtbot: QtBot, session: Session, monkeypatch, said: Said, went: Went
):
    """By keys and mouse: calendar, photo wall and its large view, sheets, a table with many."""
    page = ActivityPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    qtbot.waitUntil(lambda: bool(page.pane.shown) and "次" in page.table.footer.words, timeout=LONG)
    in_calendar(qtbot, page, went)
    on_the_wall(qtbot, page, session)
    the_sheet(qtbot, page, session, monkeypatch, said)
    many_at_once(qtbot, page, went)


def test_beside_the_calendar_nothing_is_told_of_a_list_that_is_not_in_sight(qtbot: QtBot, session: Session):
    session.preferences.keep_state("activities.view", "calendar")
    page = ActivityPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    qtbot.waitUntil(lambda: page.table.model.total > 0 and bool(page.calendar.grid._entries), timeout=LONG)
    assert page.table.current() is None
    assert not page.pane.shown
    qtbot.mouseClick(page.views.button("list"), LEFT)
    qtbot.waitUntil(lambda: bool(page.pane.shown), timeout=LONG)


def in_calendar(qtbot, page, places):
    """The arrows choose a day, Enter shows what stands there, and on an empty day records."""
    qtbot.keyClick(page.views.button("list"), Qt.Key.Key_Right)
    grid = page.calendar.grid
    qtbot.waitUntil(lambda: bool(grid._entries), timeout=LONG)
    assert page.session.preferences.state("activities.view") == "calendar"
    counted = {
        one.id for day, found in grid._entries.items() if day.month == grid.month.month for one in found
    }
    assert sum(map(int, re.findall(r"\d+", page.calendar.footer.words))) == len(counted) > 0
    day, entries = next((day, found) for day, found in sorted(grid._entries.items()) if found)
    qtbot.mouseClick(grid, LEFT, pos=grid.rect_of(day, 0).center())
    qtbot.waitUntil(lambda: page.pane.shown == entries[0].id, timeout=LONG)
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    assert grid.day == day
    empty = next(day.replace(day=at) for at in range(1, 29) if not grid._entries.get(day.replace(day=at)))
    grid.go_to(empty)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert places[-1][0] == "record"
    assert places[-1][1]["content"]["starts_on"] == empty


def on_the_wall(qtbot, page, session):
    """Photos stand newest first; Space shows one large, its caption is kept, Enter shows the activity."""
    qtbot.mouseClick(page.views.button("photos"), LEFT)
    wall = page.photos.wall
    qtbot.waitUntil(lambda: wall.rows.rowCount() > 0 and page.photos.isVisible(), timeout=LONG)
    qtbot.waitUntil(lambda: wall.rows.picture(wall.rows.tiles[0]) is not None, timeout=LONG)
    assert f"{len(wall.rows.tiles)} 张照片" in page.photos.footer.words
    page.views.button("photos").setFocus()
    wall.setCurrentIndex(QModelIndex())
    wall.setFocus()
    qtbot.waitUntil(lambda: page.pane.shown == wall.rows.tiles[0].about, timeout=LONG)
    qtbot.keyClick(wall, Qt.Key.Key_Home)
    assert wall.current == wall.rows.tiles[0]
    qtbot.keyClick(wall, Qt.Key.Key_Down)
    first, below = wall.visualRect(wall.model().index(1, 0)), wall.visualRect(wall.currentIndex())
    assert below.left() == first.left()
    assert below.top() > first.top()
    tile = wall.current
    qtbot.waitUntil(lambda: page.pane.shown == tile.about, timeout=LONG)
    qtbot.keyClick(wall, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.photos.large is not None, timeout=LONG)
    large = page.photos.large
    large.caption.setFocus()
    large.caption.clear()
    qtbot.keyClicks(large.caption, "tuanti")
    qtbot.mouseClick(large.ready, LEFT)
    row = wall.rows.row_of
    qtbot.waitUntil(lambda: wall.rows.tile(row(tile.id)).words == "tuanti", timeout=LONG)
    page.filters.text.setText("没有这样的活动")
    qtbot.waitUntil(page.photos.empty.isVisible, timeout=LONG)
    page.filters.clear()
    qtbot.waitUntil(lambda: wall.rows.rowCount() > 0, timeout=LONG)


def the_sheet(qtbot, page, session, monkeypatch, said):
    """The sheet is printed, and its photo comes back from the clipboard with the number of those present."""
    opened: list[Any] = []
    monkeypatch.setattr("edudesk.ui.pages.activity.deeds.open_path", opened.append)
    shown = page.pane.shown
    page.pane.sheet.trigger()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=LONG)
    alone = pages(opened[0])
    others = [one.about for one in page.photos.wall.rows.tiles if one.about != shown]
    page.deeds.act("sheets", (shown, others[0]))
    qtbot.waitUntil(lambda: len(opened) > 1, timeout=LONG)
    assert pages(opened[1]) > alone > 0
    page.pane.scan.trigger()
    qtbot.waitUntil(lambda: bool(asked()), timeout=LONG)
    (sheet,) = asked()
    assert not sheet.yes.isEnabled()
    assert not sheet.actual.text_typed() or sheet._awaited.actual is not None
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#88aacc"))
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(sheet.strip, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(sheet.yes.isEnabled, timeout=LONG)
    sheet.actual.line.clear()
    qtbot.keyClicks(sheet.actual.line, "27")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)  # a slip: the file and the number wait
    qtbot.waitUntil(lambda: not asked(), timeout=LONG)
    page.pane.scan.trigger()
    qtbot.waitUntil(lambda: bool(asked()), timeout=LONG)
    (sheet,) = asked()
    assert sheet.actual.text_typed() == "27"
    assert sheet.yes.isEnabled()
    before = len(said)
    qtbot.mouseClick(sheet.yes, LEFT)
    qtbot.waitUntil(lambda: len(said) > before, timeout=LONG)
    found: list[Any] = []

    def there(opened: Opened) -> tuple[Any, list[str]]:
        about = records.all_of(opened.archive, "evidence", about_id=shown)
        return records.get(opened.archive, shown).content["actual"], [one.content["kind"] for one in about]

    session.desk.ask(page, there, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    assert found[0][0] == 27
    assert "sign-in" in found[0][1]
    assert said[-1][1]


def pages(path: Path) -> int:
    """Return how many pages a PDF has."""
    return path.read_bytes().count(b"/Type /Page\n")


def asked() -> list[SignedSheet]:
    """Return the questions for a sheet that are open."""
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, SignedSheet) and one.isVisible()]


def many_at_once(qtbot, page, places):
    """The empty table is offered first, and the way leads back to the activities."""
    page.go_to(batch=True)
    template, choose = page.batch.file_step.template, page.batch.file_step.choose
    qtbot.waitUntil(template.isVisible, timeout=LONG)
    assert template.x() < choose.x()
    assert page.has_primary
    qtbot.mouseClick(page.to_list, LEFT)
    assert places[-1] == ("activity", {"view": "photos"})
    page.go_to(view="list")
    assert page.table.isVisible()


def test_the_calendar_and_the_wall_are_narrowed_by_the_columns_too(qtbot: QtBot, session: Session):
    page = ActivityPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    qtbot.waitUntil(lambda: page.table.model.total > 0, timeout=LONG)
    qtbot.keyClick(page.views.button("list"), Qt.Key.Key_Right)
    grid = page.calendar.grid

    def seen() -> int:
        return len({one.id for entries in grid._entries.values() for one in entries})

    qtbot.waitUntil(lambda: seen() > 1, timeout=LONG)
    assert not page.chips.isVisible()  # nor is there a gap for what does not narrow
    every, shown = seen(), next(found for found in grid._entries.values() if found)
    page.table.model.narrow(ColumnWords("topic", shown[0].words))
    qtbot.waitUntil(lambda: 0 < seen() < every, timeout=LONG)
    (chip,) = page.chips.findChildren(NarrowingChips)[0].chips
    assert chip.isVisible()
    qtbot.mouseClick(page.views.button("photos"), LEFT)
    wall = page.photos.wall
    qtbot.waitUntil(lambda: len({one.about for one in wall.rows.tiles}) <= 1, timeout=LONG)
    qtbot.mouseClick(chip, LEFT)
    qtbot.waitUntil(lambda: len({one.about for one in wall.rows.tiles}) > 1, timeout=LONG)
    assert not page.chips.isVisible()
    qtbot.mouseClick(page.views.button("list"), LEFT)
    assert not page.chips.isVisible()


def test_holidays_and_worked_weekends_are_told_in_the_calendar(qtbot: QtBot, session: Session):
    page = ActivityPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    qtbot.waitUntil(lambda: page.table.model.total > 0, timeout=LONG)
    qtbot.keyClick(page.views.button("list"), Qt.Key.Key_Right)
    grid = page.calendar.grid
    grid.go_to(date(2026, 5, 1))
    qtbot.waitUntil(lambda: bool(grid._marks), timeout=LONG)
    assert grid._marks[date(2026, 5, 1)].free
    assert not grid._marks[date(2026, 5, 9)].free


def test_photos_are_about_as_large_on_every_screen_and_fill_the_line():
    for line in range(600, 2400, 7):
        tile = tile_size(line).width()
        assert 160 <= tile <= 212, line
        assert line % tile < line // tile, line
    assert tile_size(0).width() == tile_size(160).width() - 10 == 150
