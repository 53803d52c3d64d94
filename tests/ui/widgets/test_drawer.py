"""The detail stands beside the list where there is room, else it is a drawer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.widgets.drawer import ListWithDetail


def made(qtbot, width):
    detail = QWidget()
    detail.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    split = ListWithDetail(QLineEdit(), detail, "收起")
    qtbot.addWidget(split)
    split.resize(width, 500)
    split.show()
    return split, detail


def test_there_is_room_for_both_in_a_wide_window(qtbot):
    split, detail = made(qtbot, 1366)
    assert not split.is_drawer
    assert detail.isVisible()
    qtbot.waitUntil(lambda: detail.x() >= 900)
    assert not split._close.isVisible()


def test_in_a_narrow_one_the_drawer_opens_and_escape_or_its_button_close_it(qtbot):
    split, detail = made(qtbot, 1100)
    closed = []
    split.closed.connect(lambda: closed.append(True))
    assert split.is_drawer
    assert not detail.isVisible()
    split.open_detail()
    assert detail.isVisible()
    assert detail.geometry().right() == split.rect().right()
    qtbot.keyClick(detail, Qt.Key.Key_Escape)
    assert not detail.isVisible()
    split.open_detail()
    qtbot.mouseClick(split._close, Qt.MouseButton.LeftButton)
    assert not detail.isVisible()
    assert len(closed) == 2


def test_large_type_needs_more_room(qtbot):
    theme().set(Shade.LIGHT, Size.LARGER)
    split, detail = made(qtbot, 1366)
    assert split.is_drawer
    assert not detail.isVisible()
