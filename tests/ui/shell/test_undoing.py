"""Ctrl+Z, Ctrl+Y and the button of a toast."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.ui.shell.hands import SLOW, press


def rename(window, record_id, name):
    from edudesk.services.changes import change

    def deed(opened):
        with change(opened.archive, "school.edit", opened.clock.now(), subject=name) as writing:
            writing.edit(record_id, {"name": name})
        return writing.change_id

    return deed


def name_of(window, qtbot):
    from edudesk.services.records import get

    found: list[Any] = []
    window.session.desk.ask(
        window,
        lambda opened: get(opened.archive, opened.archive.holder_id).content["name"],
        found.append,
    )
    qtbot.waitUntil(lambda: bool(found), timeout=SLOW)
    return found[0]


def renamed(window, qtbot, name):
    holders: list[Any] = []
    changes: list[Any] = []
    window.session.desk.ask(window, lambda opened: opened.archive.holder_id, holders.append)
    qtbot.waitUntil(lambda: bool(holders), timeout=SLOW)
    window.session.desk.change(window, rename(window, holders[0], name), changes.append)
    qtbot.waitUntil(lambda: bool(changes), timeout=SLOW)
    return changes[0]


def test_ctrl_z_takes_back_and_ctrl_y_does_again(active, qtbot):
    before = name_of(active, qtbot)
    renamed(active, qtbot, "新名字小学")
    press(qtbot, active, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: active.toast_words().startswith("已撤销"), timeout=SLOW)
    assert name_of(active, qtbot) == before
    press(qtbot, active, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: active.toast_words().startswith("已重做"), timeout=SLOW)
    assert name_of(active, qtbot) == "新名字小学"


def test_what_was_done_before_this_window_stays(active, qtbot):
    before = name_of(active, qtbot)
    press(qtbot, active, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: active.toast_words() == "没有可以撤销的了", timeout=SLOW)
    assert name_of(active, qtbot) == before


def test_the_button_of_a_toast_takes_back_its_own_change(active, qtbot):
    before = name_of(active, qtbot)
    first = renamed(active, qtbot, "新名字小学")
    active.session.toast("改了校名", undo=first)
    toast = active.toasts.toast
    assert toast.words.text() == "改了校名"
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: active.toast_words() == "已撤销", timeout=SLOW)
    assert name_of(active, qtbot) == before


def test_an_answer_is_taken_back_by_key_while_nothing_was_changed_after_it(active, qtbot):
    taken: list[str] = []
    active.session.toast_answer("记为不是同一所", "记为两条", lambda: taken.append("first"))
    assert active.toast_words() == "记为不是同一所"
    press(qtbot, active, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: active.toast_words() == "已撤销：记为两条", timeout=SLOW)
    assert taken == ["first"]
    active.session.toast_answer("记为不是同一所", "记为两条", lambda: taken.append("second"))
    before = name_of(active, qtbot)
    renamed(active, qtbot, "新名字小学")
    press(qtbot, active, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: name_of(active, qtbot) == before, timeout=SLOW)
    assert taken == ["first"]


def test_in_a_field_the_key_is_the_fields_own_while_there_is_something_to_undo(active, qtbot):
    renamed(active, qtbot, "新名字小学")
    field = QLineEdit(active.frame.bar)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert name_of(active, qtbot) == "新名字小学"
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: active.toast_words().startswith("已撤销"), timeout=SLOW)
    assert name_of(active, qtbot) != "新名字小学"
