"""What stays in sight beside a list while the page scrolls."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from edudesk.ui.widgets.following import Following

_LONG, _PAGE = 2000, 400


def _show(qtbot: QtBot, height: int) -> tuple[QScrollArea, QFrame]:
    area, inside, held = QScrollArea(), QWidget(), QFrame()
    held.setFixedHeight(height)
    long = QFrame()
    long.setFixedHeight(_LONG)
    row = QHBoxLayout(inside)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(long)
    row.addWidget(Following(held))
    area.setWidget(inside)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    area.resize(600, _PAGE)
    area.show()
    qtbot.waitExposed(area)
    return area, held


def _span(area: QScrollArea, held: QFrame) -> tuple[int, int]:
    top = held.mapTo(area.viewport(), QPoint()).y()
    return top, top + held.height()


@pytest.mark.parametrize("far", [0, 300, 1000, _LONG])
def test_it_is_seen_whole_wherever_the_page_is_scrolled_to(qtbot: QtBot, far: int):
    area, held = _show(qtbot, 200)
    area.verticalScrollBar().setValue(far)
    qtbot.waitUntil(lambda: _span(area, held)[0] >= 0 and _span(area, held)[1] <= area.viewport().height())


def test_one_taller_than_the_page_is_read_to_its_end(qtbot: QtBot):
    area, held = _show(qtbot, 700)
    assert _span(area, held)[0] == 0
    area.verticalScrollBar().setValue(200)
    qtbot.wait(20)
    assert _span(area, held)[0] == -200
    area.verticalScrollBar().setValue(1200)
    room = area.viewport().height()
    qtbot.waitUntil(lambda: 0 <= room - _span(area, held)[1] <= 24)


def test_a_list_that_becomes_shorter_makes_the_page_shorter(qtbot: QtBot):
    area, held = _show(qtbot, 200)
    area.verticalScrollBar().setValue(_LONG)
    qtbot.waitUntil(lambda: held.y() > 1000)
    for long in area.findChildren(QFrame):
        if long.height() == _LONG:
            long.setFixedHeight(250)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    qtbot.waitUntil(lambda: _span(area, held)[0] >= 0)
