"""Words that wrap."""

from PySide6.QtGui import QTextLayout, QTextOption
from pytestqt.qtbot import QtBot

from edudesk.ui.widgets.words import Paragraph, Words

CODE = "7K2M 40QX 9ABC DEF1"


def lines(words: Words, width: float) -> list[str]:
    """Return the lines in which a label breaks its words at a width."""
    layout = QTextLayout(words.text(), words.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    found = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(words.text()[line.textStart() :][: line.textLength()].replace("\xa0", " "))
    layout.endLayout()
    return found


def test_no_line_ends_inside_a_key_that_is_read_out(qtbot: QtBot) -> None:
    words = Words(
        f"这是我校自己的密钥，对方打电话来问时念给他们听：{CODE}。Then 12 more words follow.", wrap=True
    )
    qtbot.addWidget(words)
    least = words.fontMetrics().horizontalAdvance(f"{CODE}。") + 1
    for width in range(least, least * 5, 7):
        broken = lines(words, width)
        assert len(broken) > 1 or width > least * 3
        assert [line for line in broken if CODE in line], broken
    assert CODE not in Paragraph(f"key {CODE}").text()
    assert CODE in Words(CODE).text(), "alone on its line it is as it is copied"
