"""What a scene is, and what several of them do."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.pictures.stage import Stage

DEMO, MARKED, EMPTY, START, ASSESSED = "demonstration", "marked", "empty", "start", "assessed"


@dataclass(frozen=True)
class Scene:
    """A name for the picture's file, the archive it begins with when ``fresh``, and the way there."""

    code: str
    act: Callable[[Stage], None]
    archive: str = DEMO
    fresh: bool = False


def scroll(stage: Stage, *, down: bool = True) -> None:
    """Scroll what the page shows to its end, or to its beginning."""
    areas = [one for one in stage.page.findChildren(QScrollArea) if one.isVisible()]
    for area in areas:
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum() if down else 0)
    stage.settle()


def write(widget: QWidget, words: str) -> None:
    """Write as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)
