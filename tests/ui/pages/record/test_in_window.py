"""The page inside the window: the way there and back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services.records import all_of
from edudesk.ui.pages.record import RecordPage
from tests.ui.pages.record.conftest import WAIT

if TYPE_CHECKING:
    from edudesk.ui.shell.window import MainWindow


def test_it_is_one_key_away_and_leads_back_to_where_one_was(qtbot: QtBot, window: "MainWindow") -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    before = window.frame.stack.now
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = window.frame.stack.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.is_ready, timeout=WAIT)
    assert page.form.topic.hasFocus()
    done = QInputMethodEvent("", [])
    done.setCommitString("一句话就够")
    QApplication.sendEvent(page.form.topic, done)
    with qtbot.waitSignal(window.session.said, timeout=WAIT) as said:
        qtbot.keyClick(page.form.topic, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert said.args is not None
    words, change_id = said.args
    assert words == "已保存：一句话就够"
    assert change_id
    assert window.frame.stack.now == before
    found: list[str] = []
    window.session.desk.ask(
        window, lambda opened: all_of(opened.archive, "activity")[-1].content["topic"], found.append
    )
    qtbot.waitUntil(lambda: found == ["一句话就够"], timeout=WAIT)
