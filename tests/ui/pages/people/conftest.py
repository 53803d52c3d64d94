"""The roster's page on a demonstration archive, and ways to handle it as a person does."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edudesk.ui.importing import ImportSteps
from edudesk.ui.pages.people import PeoplePage
from edudesk.ui.session import Session
from edudesk.ui.widgets.choice import ChoiceField

PATIENCE = 20_000  # milliseconds


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[PeoplePage]:
    shown = PeoplePage(session)
    qtbot.addWidget(shown)
    shown.resize(1366, 640)
    shown.show()
    qtbot.waitUntil(lambda: shown.people.table.model.total > 0, timeout=PATIENCE)
    yield shown
    wait_for_work(qtbot, session)


def wait_for_work(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.desk.works, timeout=PATIENCE)


def click(qtbot: QtBot, widget: QWidget) -> None:
    """Click a widget with the mouse, in its middle."""
    assert widget.isVisible(), widget
    assert widget.isEnabled(), widget.toolTip()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_in(qtbot: QtBot, widget: QWidget, words: str) -> None:
    """Type as a person does: Chinese comes from the input method, composed first, then committed."""
    widget.setFocus()
    if words.isascii():
        qtbot.keyClicks(widget, words)
        return
    QApplication.sendEvent(widget, QInputMethodEvent("pinyin", []))
    done = QInputMethodEvent()
    done.setCommitString(words)
    QApplication.sendEvent(widget, done)


def choose(qtbot: QtBot, field: ChoiceField, words: str) -> None:
    """Choose words in a drop-down with the arrow keys."""
    rows = [field.itemText(row) for row in range(field.count())]
    steps = rows.index(words) - field.currentIndex()
    for _ in range(abs(steps)):
        qtbot.keyClick(field, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    assert field.currentText() == words


def at_step(qtbot: QtBot, steps: ImportSteps, number: int) -> None:
    """Wait until a step is reached and what it says is complete."""
    begins = {1: "看看", 2: "导入"}[number]
    qtbot.waitUntil(
        lambda: (
            steps.steps.current == number and steps.bar.isEnabled() and steps.next.text().startswith(begins)
        ),
        timeout=PATIENCE,
    )
