"""活动: the same activities as list, as calendar and as photo wall; sheets printed and taken back."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services import records
from edudesk.ui.desk import Opened
from edudesk.ui.pages.activity import ActivityPage
from edudesk.ui.pages.activity.signed import SignedSheet
from edudesk.ui.session import Session

WAIT = 20_000
LEFT = Qt.MouseButton.LeftButton


def test_a_director_looks_at_the_term_in_three_ways(qtbot: QtBot, session: Session, monkeypatch):
    """By keys and mouse: calendar, photo wall and its large view, sheets, a table with many."""
    places: list[tuple[str, dict[str, Any]]] = []
    session.wanted.connect(lambda code, place: places.append((code, place)))
    said: list[tuple[str, str]] = []
    session.said.connect(lambda words, change: said.append((words, change)))
    page = ActivityPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    qtbot.waitUntil(lambda: bool(page.pane.shown) and "次" in page.table.footer.words, timeout=WAIT)
    in_calendar(qtbot, page, places)
    on_the_wall(qtbot, page, session)
    the_sheet(qtbot, page, session, monkeypatch, said)
    many_at_once(qtbot, page, places)


def in_calendar(qtbot, page, places):
    """The arrows choose a day, Enter shows what stands there, and on an empty day records."""
    qtbot.keyClick(page.views.button("list"), Qt.Key.Key_Right)
    grid = page.calendar.grid
    qtbot.waitUntil(lambda: bool(grid._entries), timeout=WAIT)
    assert page.session.preferences.state("activities.view") == "calendar"
    assert page.calendar.footer.words == page.table.footer.words
    day, entries = next((day, found) for day, found in sorted(grid._entries.items()) if found)
    qtbot.mouseClick(grid, LEFT, pos=grid.rect_of(day, 0).center())
    qtbot.waitUntil(lambda: page.pane.shown == entries[0].id, timeout=WAIT)
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
    qtbot.waitUntil(lambda: wall.rows.rowCount() > 0 and page.photos.isVisible(), timeout=WAIT)
    qtbot.waitUntil(lambda: wall.rows.picture(wall.rows.tiles[0]) is not None, timeout=WAIT)
    assert f"{len(wall.rows.tiles)} 张照片" in page.photos.footer.words
    wall.setFocus()
    qtbot.keyClick(wall, Qt.Key.Key_Home)
    assert wall.current == wall.rows.tiles[0]
    qtbot.keyClick(wall, Qt.Key.Key_Down)
    first, below = wall.visualRect(wall.model().index(1, 0)), wall.visualRect(wall.currentIndex())
    assert below.left() == first.left()
    assert below.top() > first.top()
    tile = wall.current
    qtbot.waitUntil(lambda: page.pane.shown == tile.about, timeout=WAIT)
    qtbot.keyClick(wall, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.photos.large is not None, timeout=WAIT)
    large = page.photos.large
    large.caption.setFocus()
    large.caption.clear()
    qtbot.keyClicks(large.caption, "tuanti")
    qtbot.mouseClick(large.ready, LEFT)
    row = wall.rows.row_of
    qtbot.waitUntil(lambda: wall.rows.tile(row(tile.id)).words == "tuanti", timeout=WAIT)
    page.filters.text.setText("没有这样的活动")
    qtbot.waitUntil(page.photos.empty.isVisible, timeout=WAIT)
    page.filters.clear()
    qtbot.waitUntil(lambda: wall.rows.rowCount() > 0, timeout=WAIT)


def the_sheet(qtbot, page, session, monkeypatch, said):
    """The sheet is printed, and its photo comes back from the clipboard with the number of those present."""
    opened: list[Any] = []
    monkeypatch.setattr("edudesk.ui.pages.activity.deeds.open_path", opened.append)
    shown = page.pane.shown
    page.pane.sheet.trigger()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=WAIT)
    alone = pages(opened[0])
    others = [one.about for one in page.photos.wall.rows.tiles if one.about != shown]
    page.deeds.act("sheets", (shown, others[0]))
    qtbot.waitUntil(lambda: len(opened) > 1, timeout=WAIT)
    assert pages(opened[1]) > alone > 0
    page.pane.scan.trigger()
    qtbot.waitUntil(lambda: bool(asked()), timeout=WAIT)
    (sheet,) = asked()
    assert not sheet.yes.isEnabled()
    assert not sheet.actual.text_typed() or sheet._awaited.actual is not None
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#88aacc"))
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(sheet.strip, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(sheet.yes.isEnabled, timeout=WAIT)
    sheet.actual.line.clear()
    qtbot.keyClicks(sheet.actual.line, "27")
    before = len(said)
    qtbot.mouseClick(sheet.yes, LEFT)
    qtbot.waitUntil(lambda: len(said) > before, timeout=WAIT)
    found: list[Any] = []

    def there(opened: Opened) -> tuple[Any, list[str]]:
        about = records.all_of(opened.archive, "evidence", about_id=shown)
        return records.get(opened.archive, shown).content["actual"], [one.content["kind"] for one in about]

    session.desk.ask(page, there, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT)
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
    qtbot.waitUntil(template.isVisible, timeout=WAIT)
    assert template.x() < choose.x()
    assert page.has_primary
    qtbot.mouseClick(page.to_list, LEFT)
    assert places[-1] == ("activity", {"view": "photos"})
    page.go_to(view="list")
    assert page.table.isVisible()
