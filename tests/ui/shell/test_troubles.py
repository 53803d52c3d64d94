"""Long work, failures, backup, closing, and archives that do not open."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.archive import open_archive
from edudesk.texts import Texts
from edudesk.ui.shell.opening import OpeningPage
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.dialogs import Question
from edudesk.ui.widgets.layout import TitleBar
from tests.ui.shell.hands import SLOW, page


def test_work_of_a_page_that_is_left_is_seen_above_the_page_and_stopped(window, qtbot):
    begun = threading.Event()

    def deed(_archive, job):
        begun.set()
        for step in range(2000):
            job.step(step, 2000)
            threading.Event().wait(0.01)

    owner = window.frame.stack.page()
    failed: list[Any] = []
    window.session.desk.work(owner, "正在做长的", deed, lambda _none: None, failed=failed.append)
    begun.wait(10)
    qtbot.wait(500)
    (band, card) = next(iter(window.place.works._bands.values()))
    assert not band.isVisible()
    window.go("people")
    assert card.isVisible()
    qtbot.mouseClick(card._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(failed), timeout=SLOW)
    assert failed[0].code == "work.cancelled"
    assert window.place.works._bands == {}


def test_work_that_the_page_itself_shows_is_not_shown_twice(window, qtbot):
    from edudesk.ui.pages.handing.packing import Packing

    release = threading.Event()
    window.go("handing")
    packing = Packing.of(window.session)
    packing.work = window.session.desk.work(
        packing, "正在生成", lambda _archive, _job: release.wait(20), lambda _none: None
    )
    qtbot.wait(600)  # so long that a card would be there
    (band, _card) = next(iter(window.place.works._bands.values()))
    assert not band.isVisible()
    window.go("people")
    assert band.isVisible()
    release.set()
    qtbot.waitUntil(lambda: window.place.works._bands == {}, timeout=SLOW)
    packing.work = None


def test_closing_asks_while_work_goes_on(window, qtbot):
    begun = threading.Event()

    def deed(_archive, job):
        begun.set()
        while True:
            job.step(1, 2)
            threading.Event().wait(0.01)

    window.session.desk.work(window, "正在做长的", deed, lambda _none: None, failed=lambda _error: None)
    begun.wait(10)
    assert not window.close()
    question = window.findChild(Question)
    question.no.click()
    assert window.isVisible()
    window.close()
    question = next(each for each in window.findChildren(Question) if each.isVisible())
    question.yes.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=SLOW)


def test_a_failure_is_said_above_the_page_until_it_is_closed(window, qtbot):
    window.session.desk.troubled.emit(UserError("record.none"))
    assert window.place.troubles.is_open
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.place.troubles.is_open
    assert page(window) == "home"


def test_what_failed_is_tried_again_by_its_button(window, qtbot):
    locked = [EnvironmentProblem("archive.locked", path="x")]
    done: list[Any] = []

    def deed(_opened):
        if locked:
            raise locked.pop()

    window.session.desk.ask(window, deed, done.append)
    qtbot.waitUntil(lambda: window.place.troubles.is_open, timeout=SLOW)
    qtbot.mouseClick(window.place.troubles.notice.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(done), timeout=SLOW)
    assert not window.place.troubles.is_open


@pytest.mark.parametrize("width", [1366, 1920, 911])
def test_a_failure_is_as_wide_as_what_stands_below_it(window, qtbot, width):
    window.resize(width, 696)
    window.session.desk.troubled.emit(UserError("record.none"))
    for code in ("home", "settings", "pairs"):
        window.go(code)
        shown = window.frame.stack.page()
        title = next(one for one in shown.findChildren(TitleBar) if one.isVisible())
        qtbot.waitUntil(lambda title=title: ends(window.place.troubles.notice) == ends(title))


def ends(widget):
    left = widget.mapTo(widget.window(), QPoint()).x()
    return left, left + widget.width()


def test_one_click_backs_up_and_says_where(window, qtbot, tmp_path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    window.preferences.backup_target = stick
    qtbot.mouseClick(window.frame.foot, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已备份" in window.frame.foot.accessibleName(), timeout=SLOW)
    assert "U盘" in window.frame.foot.accessibleName()
    assert [each.name.startswith("EduDesk备份-") for each in stick.iterdir()] == [True]
    assert "U盘" in window.toast_words()


def test_a_backup_that_cannot_be_written_offers_another_place(window, qtbot, tmp_path, monkeypatch):
    inside = window.session.desk.folder / "inside"
    inside.mkdir()
    window.preferences.backup_target = inside
    qtbot.mouseClick(window.frame.foot, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.place.troubles.is_open, timeout=SLOW)
    stick = tmp_path / "E"
    stick.mkdir()
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_said: stick)
    qtbot.mouseClick(window.place.troubles.notice.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(stick.iterdir()), timeout=SLOW)
    qtbot.waitUntil(lambda: not [work for work in window.session.desk.works if work.title], timeout=SLOW)


def test_photos_dropped_anywhere_begin_a_record(window, tmp_path, qtbot):
    photo = tmp_path / "照片.png"
    QImage(40, 30, QImage.Format.Format_RGB32).save(str(photo))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(photo))])
    where = QPointF(QPoint(600, 400))
    event = QDropEvent(
        where,
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert page(window) == "record"
    assert window.frame.stack.now.place["files"] == (photo,)


def shown(qtbot, window):
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def explained(qtbot, window):
    qtbot.waitUntil(lambda: bool(window.findChildren(OpeningPage)), timeout=SLOW)
    return window.findChildren(OpeningPage)[0]


def test_an_archive_that_is_open_elsewhere_is_explained_and_tried_again(
    qtbot, demo_folder, clock, preferences
):
    with open_archive(demo_folder, clock.now()):
        window = shown(qtbot, MainWindow(preferences, Texts("zh"), clock))
        window.open_archive(demo_folder)
        reason = explained(qtbot, window)
        assert "正在另一个 EduDesk 窗口里开着" in reason.notice.described.what
    qtbot.mouseClick(reason.notice.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.is_ready, timeout=SLOW)
    window.shut()


def test_a_damaged_archive_is_brought_back_from_a_backup(qtbot, demo_folder, clock, preferences, monkeypatch):
    from edudesk.services.safety.backup import back_up

    with open_archive(demo_folder, clock.now()) as archive:
        made = back_up(archive, demo_folder.parent / "stick", clock.now())
    (demo_folder / "edudesk.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    window = shown(qtbot, MainWindow(preferences, Texts("zh"), clock))
    window.open_archive(demo_folder)
    reason = explained(qtbot, window)
    assert reason.ways[0] == "restore"
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_said: made.path)
    qtbot.mouseClick(reason.notice.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.is_ready, timeout=SLOW)
    window.shut()
