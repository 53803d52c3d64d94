"""Chips and segments with the keyboard and the mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from edudesk.ui.widgets.chips import ChipRow, Segment

KINDS = [
    ("guide", "到校指导"),
    ("observe", "听课评课"),
    ("lesson", "示范课"),
    ("talk", "讲座"),
    ("research", "教研"),
]


Show = Callable[[QWidget], QPushButton]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Return what shows a widget below a button, which has the focus and is handed back."""
    kept = []

    def lay_out(widget: QWidget) -> QPushButton:
        window = QWidget()
        kept.append(window)
        layout = QVBoxLayout(window)
        before = QPushButton("before")
        layout.addWidget(before)
        layout.addWidget(widget)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        before.setFocus()
        return before

    return lay_out


def focused(widget: QWidget) -> str:
    return next((each.text() for each in widget.findChildren(QPushButton) if each.hasFocus()), "")


def test_tab_enters_once_and_arrows_move(qtbot: QtBot, show: Show):
    row = ChipRow(KINDS)
    before = show(row)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert focused(row) == "到校指导"
    window = row.window()
    for key, name in (
        (Qt.Key.Key_Right, "听课评课"),
        (Qt.Key.Key_Left, "到校指导"),
        (Qt.Key.Key_Left, "教研"),
        (Qt.Key.Key_Home, "到校指导"),
        (Qt.Key.Key_End, "教研"),
        (Qt.Key.Key_Down, "到校指导"),
    ):
        qtbot.keyClick(window.focusWidget(), key)
        assert focused(row) == name
    assert row.chosen() == ()


def test_space_chooses_several(qtbot: QtBot, show: Show):
    row = ChipRow(KINDS)
    before = show(row)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    with qtbot.waitSignal(row.edited):
        qtbot.keyClick(row.window().focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(row.window().focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(row.window().focusWidget(), Qt.Key.Key_Space)
    assert row.chosen() == ("guide", "observe")
    qtbot.keyClick(row.window().focusWidget(), Qt.Key.Key_Space)
    assert row.chosen() == ("guide",)


def test_only_one_is_chosen_where_one_is_asked_for(qtbot: QtBot, show: Show):
    row = ChipRow(KINDS, several=False)
    show(row)
    chips = row.findChildren(QPushButton)
    for place in (1, 3, 3):
        qtbot.mouseClick(chips[place], Qt.MouseButton.LeftButton)
    assert row.chosen() == ("talk",)


def test_the_program_choosing_is_no_edit(qtbot: QtBot, show: Show):
    row, segment = ChipRow(KINDS), Segment(KINDS[:3])
    show(row)
    show(segment)
    with qtbot.assertNotEmitted(row.edited), qtbot.assertNotEmitted(segment.edited):
        row.set_chosen(["talk", "unknown"])
        segment.set_value("lesson")
    assert row.chosen() == ("talk",)
    assert segment.value() == "lesson"


def test_more_shows_the_rest_and_chosen_ones_are_always_seen(qtbot: QtBot, show: Show):
    row = ChipRow(KINDS, more="更多", shown=2)
    row.set_chosen(["research"])
    show(row)
    seen = [each.text() for each in row.findChildren(QPushButton) if each.isVisible()]
    assert set(seen) == {"到校指导", "听课评课", "教研", "更多"}
    more = next(each for each in row.findChildren(QPushButton) if each.text() == "更多")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert not more.isVisible()
    assert focused(row) == "示范课"
    assert row.chosen() == ("research",)


def test_chips_go_on_in_the_next_line(qtbot: QtBot, show: Show):
    row = ChipRow(KINDS)
    show(row)
    row.window().resize(260, 400)
    qtbot.waitUntil(lambda: len({each.y() for each in row.findChildren(QPushButton)}) > 1)
    assert row.heightForWidth(200) > row.heightForWidth(900)
    assert all(each.height() >= 28 and each.width() >= 28 for each in row.findChildren(QPushButton))


def test_arrows_choose_in_a_segment(qtbot: QtBot, show: Show):
    segment = Segment([("list", "列表"), ("calendar", "日历"), ("wall", "照片墙")])
    before = show(segment)
    assert segment.value() == "list"
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    with qtbot.waitSignal(segment.edited):
        qtbot.keyClick(segment.window().focusWidget(), Qt.Key.Key_Right)
    assert (segment.value(), focused(segment)) == ("calendar", "日历")
    with qtbot.assertNotEmitted(segment.edited):
        qtbot.keyClick(segment.window().focusWidget(), Qt.Key.Key_Space)
    assert segment.value() == "calendar"


def test_one_of_a_segment_is_always_chosen(qtbot: QtBot, show: Show):
    segment = Segment([("yes", "是"), ("no", "否")])
    show(segment)
    for _ in range(2):
        qtbot.mouseClick(segment.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
        assert segment.value() == "no"
    assert [each.isChecked() for each in segment.findChildren(QPushButton)] == [False, True]
