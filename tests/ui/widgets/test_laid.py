"""What lies in a layout is told in its order, and Python keeps nothing of it that Qt may free."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.laid import parts_of


def test_parts_come_in_the_order_of_the_layout(qtbot: QtBot):
    box = QWidget()
    qtbot.addWidget(box)
    outer, inner, flow = QVBoxLayout(box), QHBoxLayout(), FlowLayout()
    one, two, three, four = (QLabel(words) for words in "1234")
    elsewhere = QLabel("5", box)
    outer.addStretch(1)
    outer.addLayout(inner)
    outer.addWidget(two)
    outer.addLayout(flow)
    outer.insertWidget(0, one)
    inner.addWidget(three)
    flow.addWidget(four)
    assert parts_of(outer) == [one, inner, two, flow]
    assert (parts_of(inner), parts_of(flow)) == ([three], [four])
    assert elsewhere not in parts_of(outer)
