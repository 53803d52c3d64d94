"""总结: a term's summary with figures, tables and pictures in its words."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edudesk.services.calendar import TermCode
from tests.pictures.scenes.scene import Scene, write
from tests.pictures.stage import Stage

_SAID = "本学期开展活动，"


def _before(stage: Stage) -> None:
    stage.session.set_term(TermCode(2025, 1))


def show_summary(stage: Stage) -> None:
    """Open the summary of the term before."""
    _before(stage)
    stage.go("summary")
    stage.settle()


def _figures(stage: Stage) -> None:
    show_summary(stage)
    page = stage.page
    editor = page.frame.sheet.boxes[1].editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    write(editor, _SAID)
    shown = page.frame.side.list
    shown.setFocus()
    for row in (1, 2, 5):
        shown.setCurrentIndex(shown.offers.index(row))
        QTest.keyClick(shown, Qt.Key.Key_Return)
    stage.settle()


def _photos(stage: Stage) -> None:
    page = stage.page
    page.frame.side.parts.set_value("pieces")
    page.frame.side.parts.edited.emit()
    stage.settle()


def _new(stage: Stage) -> None:
    stage.session.set_term(TermCode(2025, 2))
    stage.settle()


def _begun(stage: Stage) -> None:
    stage.page.frame.empty.button.click()
    stage.settle()


SCENES = (
    Scene("summary", show_summary, fresh=True),
    Scene("summary-figures", _figures),
    Scene("summary-photos", _photos),
    Scene("summary-new", _new),
    Scene("summary-begun", _begun),
)
