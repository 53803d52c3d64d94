"""The detail stands beside the list where there is room, else it is a drawer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.widgets.drawer import ListWithDetail
from edudesk.ui.widgets.table_local import LocalModel, by_words
from edudesk.ui.widgets.tables import Column, RecordsTable, Row


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


def test_a_drawer_does_not_lie_over_a_list_without_rows(qtbot):
    model = LocalModel((Column("name", "名称"),), key=by_words)
    model.set_rows([Row("a", {"name": "一"}, "一")])
    split = ListWithDetail(RecordsTable(Texts("zh"), model, "记录"), QWidget(), "收起")
    qtbot.addWidget(split)
    split.resize(1100, 500)
    split.show()
    qtbot.waitUntil(lambda: model.total == 1)
    split.open_detail()
    model.set_rows([])
    qtbot.waitUntil(lambda: not split._detail.isVisible())
