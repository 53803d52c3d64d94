"""Toasts: eight seconds, longer under mouse or focus, with the way back."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from edudesk.ui.widgets import toast
from edudesk.ui.widgets.toast import Toasts


@pytest.fixture
def area(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = QVBoxLayout(widget)
    layout.addWidget(QLineEdit())
    widget.resize(900, 500)
    widget.show()
    return widget


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    assert toast.STAYS == 8000
    monkeypatch.setattr(toast, "STAYS", 150)


def test_it_stands_at_the_bottom_in_the_middle_also_after_resizing(area: QWidget):
    toasts = Toasts(area)
    toasts.show_words("已删除 1 次活动", "撤销")
    for width in (900, 1300):
        area.resize(width, 500)
        assert abs(toasts.toast.geometry().center().x() - width // 2) <= 1
        assert toasts.toast.geometry().bottom() < 500


def test_the_button_takes_back_once_and_the_toast_goes(qtbot: QtBot, area: QWidget):
    taken_back: list[int] = []
    toasts = Toasts(area)
    toasts.show_words("已删除 1 次活动", "撤销", lambda: taken_back.append(1))
    qtbot.mouseClick(toasts.toast.button, Qt.MouseButton.LeftButton)
    assert taken_back == [1]
    assert not toasts.toast.isVisible()


def test_it_goes_by_itself(qtbot: QtBot, area: QWidget, brief: None):
    toasts = Toasts(area)
    toasts.show_words("存好了")
    assert not toasts.toast.button.isVisible()
    # Where the mouse stood after the test before is anybody's guess; here it is elsewhere.
    QApplication.sendEvent(toasts.toast, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not toasts.toast.isVisible())


def test_it_stays_under_the_mouse(qtbot: QtBot, area: QWidget, brief: None):
    toasts = Toasts(area)
    toasts.show_words("存好了", "撤销")
    middle = QPointF(10, 10)
    QApplication.sendEvent(toasts.toast, QEnterEvent(middle, middle, middle))
    qtbot.wait(400)
    assert toasts.toast.isVisible()
    QApplication.sendEvent(toasts.toast, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not toasts.toast.isVisible())


def test_it_stays_while_its_button_has_the_focus(qtbot: QtBot, area: QWidget, brief: None):
    toasts = Toasts(area)
    toasts.show_words("存好了", "撤销")
    area.activateWindow()
    toasts.toast.button.setFocus()
    qtbot.waitUntil(toasts.toast.button.hasFocus)
    qtbot.wait(400)
    assert toasts.toast.isVisible()
    qtbot.keyClick(toasts.toast.button, Qt.Key.Key_Escape)
    assert not toasts.toast.isVisible()


def test_a_newer_one_takes_its_place(area: QWidget):
    toasts = Toasts(area)
    toasts.show_words("已删除 1 次活动", "撤销", lambda: None)
    toasts.show_words("存好了")
    assert toasts.toast.words.text() == "存好了"
    assert toasts.toast.accessibleName() == "存好了"
