"""Toasts: eight seconds, longer under mouse or focus, with the way back."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
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


def test_it_gives_way_to_a_field_that_is_scrolled_below_it(qtbot: QtBot):
    area, page, scroll = QWidget(), QWidget(), QScrollArea()
    qtbot.addWidget(area)
    QVBoxLayout(area).addWidget(scroll)
    page.setFixedSize(860, 2000)
    field = QLineEdit(page)
    field.setGeometry(200, 900, 400, 36)
    scroll.setWidget(page)
    area.resize(900, 500)
    area.show()
    toasts = Toasts(area)
    toasts.show_words("存好了", "撤销")
    stood = toasts.toast.geometry()
    for _ in range(2):  # told of again, it is placed once for each scrolling
        qtbot.wait(10)
        toasts.show_words("存好了", "撤销")
    qtbot.wait(10)
    scroll.verticalScrollBar().setValue(900 + 18 - stood.center().y())
    assert QRect(field.mapTo(area, QPoint()), field.size()).intersects(stood)
    qtbot.waitUntil(
        lambda: not QRect(field.mapTo(area, QPoint()), field.size()).intersects(toasts.toast.geometry())
    )


def test_a_newer_one_takes_its_place(area: QWidget):
    toasts = Toasts(area)
    toasts.show_words("已删除 1 次活动", "撤销", lambda: None)
    toasts.show_words("存好了")
    assert toasts.toast.words.text() == "存好了"
    assert toasts.toast.accessibleName() == "存好了"


def _room(field: QWidget, area: QWidget) -> QRect:
    return QRect(field.mapTo(area, QPoint()), field.size())


def test_it_covers_no_field(area: QWidget):
    fields = [QLineEdit(area), QPlainTextEdit(area)]
    for field, top in zip(fields, (392, 340), strict=True):
        field.setGeometry(200, top, 300, 40)  # where the strip would stand, and above it
        field.show()
    toasts = Toasts(area)
    toasts.show_words("存好了")
    assert not any(toasts.toast.geometry().intersects(_room(field, area)) for field in fields)
    assert area.rect().contains(toasts.toast.geometry())


def test_it_covers_nothing_that_is_to_be_ticked(area: QWidget):
    toasts = Toasts(area)
    toasts.show_words("存好了")
    box = QCheckBox("检查", area)
    box.setGeometry(toasts.toast.geometry())
    box.show()
    toasts.show_words("存好了")
    assert not toasts.toast.geometry().intersects(_room(box, area))


def test_beside_a_form_at_the_right_it_stands_at_the_left(area: QWidget):
    area.resize(1366, 696)
    fields = [QLineEdit(area) for _ in range(27)]
    for place, field in enumerate(fields):
        field.setGeometry(700, place * 26, 600, 24)
        field.show()
    fields[-1].setFocus()
    toasts = Toasts(area)
    toasts.show_words("“到结对学校指导”改好了", "撤销")
    assert not any(toasts.toast.geometry().intersects(_room(field, area)) for field in fields)
    assert area.rect().contains(toasts.toast.geometry())


def _later(parent: QWidget) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.start(0)
    return timer


def test_it_makes_room_for_a_form_that_is_laid_out_after_it_took_the_focus(area: QWidget, qtbot: QtBot):
    fields = [QLineEdit(area) for _ in range(2)]
    for field in fields:
        field.show()
    area.activateWindow()
    toasts = Toasts(area)
    toasts.show_words("存好了")
    usual = toasts.toast.geometry()
    fields[0].setFocus()
    qtbot.waitUntil(fields[0].hasFocus)
    with qtbot.waitSignal(_later(area).timeout):  # what was put off before has been done
        pass
    fields[1].setFocus()
    fields[1].setGeometry(usual)
    qtbot.waitUntil(lambda: not toasts.toast.geometry().intersects(_room(fields[1], area)))


def test_what_is_scrolled_out_of_sight_is_no_hindrance(area: QWidget):
    toasts = Toasts(area)
    toasts.show_words("存好了")
    usual = toasts.toast.geometry()
    clip = QWidget(area)
    clip.setGeometry(0, 0, 900, 200)
    field = QLineEdit(clip)
    field.setGeometry(usual)
    clip.show()
    toasts.show_words("存好了")
    assert toasts.toast.geometry() == usual


def test_where_the_bottom_is_full_of_fields_it_stands_beside_the_title(area: QWidget):
    frame = QFrame(area)
    frame.setProperty("role", "field")  # as around tokens: typed into anywhere, with a short line in it
    frame.setGeometry(0, 150, 900, 350)
    line = QLineEdit(frame)
    line.setGeometry(4, 4, 60, 24)
    frame.show()
    toasts = Toasts(area)
    toasts.show_words("存好了")
    assert not toasts.toast.geometry().intersects(_room(frame, area))


def test_it_does_not_cover_the_cell_that_is_typed_into(area: QWidget, qtbot: QtBot):
    table = QTableWidget(20, 1, area)
    table.setColumnWidth(0, 700)
    table.setGeometry(0, 0, 900, 500)
    table.show()
    area.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    toasts = Toasts(area)
    toasts.show_words("存好了")
    for row in range(table.rowCount()):
        table.setCurrentCell(row, 0)
        toasts.show_words("存好了")
        cell = table.visualRect(table.currentIndex()).translated(table.viewport().mapTo(area, QPoint()))
        assert not toasts.toast.geometry().intersects(cell)


def test_where_fields_are_everywhere_it_gives_way_to_the_one_that_is_edited(area: QWidget, qtbot: QtBot):
    fields = [QLineEdit(area) for _ in range(20)]
    for place, field in enumerate(fields):
        field.setGeometry(0, place * 25, 900, 24)
        field.show()
    area.activateWindow()
    toasts = Toasts(area)
    toasts.show_words("存好了")
    for field in fields:
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        assert not toasts.toast.geometry().intersects(_room(field, area))


def test_it_covers_no_button_where_there_is_room_beside(area: QWidget):
    area.resize(1366, 696)
    toasts = Toasts(area)
    toasts.show_words("存好了", "撤销")
    add = QPushButton("添加", area)
    add.setGeometry(toasts.toast.geometry())
    add.show()
    toasts.show_words("存好了", "撤销")
    assert not toasts.toast.geometry().intersects(_room(add, area))


def test_where_buttons_are_everywhere_it_gives_way_to_the_one_that_has_the_focus(area: QWidget, qtbot: QtBot):
    buttons = [QPushButton("改", area) for _ in range(20)]
    for place, button in enumerate(buttons):
        button.setGeometry(0, place * 25, 900, 24)
        button.show()
    area.activateWindow()
    toasts = Toasts(area)
    toasts.show_words("存好了")
    for button in buttons:
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)
        assert not toasts.toast.geometry().intersects(_room(button, area))
