"""Search from the top bar, by keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.ui.shell.hands import SLOW, page, press


def type_words(qtbot, window, words):
    press(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.frame.bar.search
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    for letter in words:
        commit(field, letter)
    return field


def commit(field, words):
    """Enter words as an input method does."""
    done = QInputMethodEvent("", [])
    done.setCommitString(words)
    QApplication.sendEvent(field, done)


def test_what_is_typed_is_found_in_groups_and_opened_by_keyboard(active, qtbot):
    field = type_words(qtbot, active, "教研")
    hits = active.place.searching.list
    qtbot.waitUntil(hits.isVisible, timeout=SLOW)
    assert hits.rows[0].words == "活动"
    assert hits.rows[0].target is None
    assert hits.rows[hits.currentIndex().row()].target.page == "activity"
    first = hits.currentIndex().row()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert hits.currentIndex().row() == first + 1
    qtbot.keyClick(field, Qt.Key.Key_Up)
    chosen = hits.rows[first].target
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not hits.isVisible()
    assert page(active) == "activity"
    assert active.frame.stack.now.place == chosen.place
    assert field.text() == ""


def test_people_and_schools_are_found_too(active, qtbot):
    type_words(qtbot, active, "周敏仪")
    hits = active.place.searching.list
    qtbot.waitUntil(hits.isVisible, timeout=SLOW)
    targets = [row.target for row in hits.rows if row.target]
    assert ("people", "people") in [(target.page, target.place.get("tab")) for target in targets]


def test_nothing_found_is_said_and_escape_closes(active, qtbot):
    field = type_words(qtbot, active, "并没有这样的词")
    hits = active.place.searching.list
    qtbot.waitUntil(hits.isVisible, timeout=SLOW)
    assert [row.target for row in hits.rows] == [None]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not hits.isVisible()
    assert page(active) == "home"


def test_what_an_input_method_composes_is_not_searched_for(active, qtbot):
    field = type_words(qtbot, active, "")
    QApplication.sendEvent(field, QInputMethodEvent("jiaoyan", []))
    qtbot.wait(300)
    assert active.place.searching.list.isHidden()
    commit(field, "教研")
    qtbot.waitUntil(active.place.searching.list.isVisible, timeout=SLOW)
