"""Search from the top bar, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from edudesk.errors import EnvironmentProblem
from edudesk.ui.papers.strip import PaperStrip
from edudesk.ui.shell import searching
from edudesk.ui.shell.going import Target
from edudesk.ui.shell.searching import Again, Everything
from tests.ui.shell.hands import SLOW, page, press, settled


@pytest.fixture
def hits(active):
    return active.place.searching.list


def begin(qtbot, window):
    press(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.frame.bar.search
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    return field


def look_for(qtbot, window, words):
    """Type words, and wait until their hits are listed."""
    field = begin(qtbot, window)
    field.clear()
    window.place.searching.list.hide()
    for letter in words:
        commit(field, letter)
    qtbot.waitUntil(window.place.searching.list.isVisible, timeout=SLOW)
    return field


def commit(field, words):
    """Enter words as an input method does."""
    done = QInputMethodEvent("", [])
    done.setCommitString(words)
    QApplication.sendEvent(field, done)


def targets(hits):
    return [row.target for row in hits.rows if isinstance(row.target, Target)]


def test_what_is_typed_is_found_in_groups_and_opened_by_keyboard(active, hits, qtbot):
    field = look_for(qtbot, active, "教研")
    assert hits.rows[0].words.startswith("活动")
    assert hits.rows[0].target is None
    assert hits.current().page == "activity"
    assert hits.spans("联合教研") == ((2, 4),)
    first = hits.currentIndex().row()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert hits.currentIndex().row() == first + 1
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert hits.rows[hits.currentIndex().row() - 1].target is None
    assert hits.currentIndex().row() > first + 1
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    assert hits.currentIndex().row() == first
    chosen = hits.current()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not hits.isVisible()
    assert page(active) == "activity"
    assert active.frame.stack.now.place == chosen.place
    assert field.text() == ""
    settled(qtbot, active)

    begin(qtbot, active)  # the empty field offers what was looked for
    qtbot.waitUntil(hits.isVisible, timeout=SLOW)
    assert [row.target for row in hits.rows if row.target] == [Again("教研")]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(targets(hits)), timeout=SLOW)
    assert field.text() == "教研"
    qtbot.keyClick(field, Qt.Key.Key_End)
    for _ in hits.rows:
        if isinstance(hits.current(), Everything):
            break
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page(active) == "records", timeout=SLOW)
    assert len(active.frame.stack.now.place["records"]) > 20


def test_people_pages_and_deeds_are_found_by_the_letters_of_their_reading(active, hits, qtbot):
    look_for(qtbot, active, "zmy")
    first = hits.rows[0]
    assert first.target is None
    assert ("people", "people") in [(one.page, one.place.get("tab")) for one in targets(hits)]
    field = look_for(qtbot, active, "设置")
    assert hits.current() == Target("settings")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page(active) == "settings"
    look_for(qtbot, active, "hsz")
    assert Target("bin") in targets(hits)


def test_a_file_is_found_by_the_text_in_it_and_opens_with_ctrl_enter(active, hits, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(searching, "open_original", lambda _session, _owner, *file: opened.append(file))
    works = active.session.desk.works
    qtbot.waitUntil(lambda: not works, timeout=SLOW)
    active.place.search_keeper.read_files()
    qtbot.waitUntil(lambda: not works or works[0].latest[0] > 3, timeout=60_000)
    field = look_for(qtbot, active, "演示材料")
    file = next(one for one in targets(hits) if one.file)
    row = next(row for row in hits.rows if row.target == file)
    assert "演示材料" in row.snippet
    while hits.current() != file:
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [file.file]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page(active) == file.page
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), PaperStrip), timeout=SLOW)
    strip = QApplication.focusWidget()
    assert isinstance(strip, PaperStrip)
    assert strip.photos()[strip.currentIndex().row()].id == file.place["paper"]


def test_nothing_found_is_said_and_escape_closes(active, hits, qtbot):
    field = look_for(qtbot, active, "并没有这样的词")
    assert hits.rows[0].words.startswith("没有找到")
    assert targets(hits) == []
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not hits.isVisible()
    assert page(active) == "home"
    QApplication.sendEvent(begin(qtbot, active), QInputMethodEvent("jiaoyan", []))  # still being composed
    qtbot.wait(300)
    assert hits.isHidden()


def test_what_keeps_the_search_from_working_is_said_in_its_list(active, hits, qtbot, monkeypatch):
    def full(*_unused, **_more):
        raise EnvironmentProblem("search.no-room", path="", reason="")

    monkeypatch.setattr("edudesk.services.finding.find_hits", full)
    look_for(qtbot, active, "教研")
    assert "磁盘没有空间" in hits.rows[-1].words
