"""交接: the list knows how the archive stands, checks it, and lets a successor take over by Enter."""

from PySide6.QtCore import Qt

from edudesk.ui.pages.succession import SuccessionPage
from tests.ui.widgets.composing import write

PATIENCE = 20_000


def test_the_archive_is_checked_and_handed_over(qtbot, session):
    page = SuccessionPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    qtbot.waitUntil(lambda: "check" in page.lines, timeout=PATIENCE)
    qtbot.mouseClick(page.lines["check"].button, Qt.MouseButton.LeftButton)

    def sound():
        return page.guide is not None and "check" not in {one.code for one in page.guide.left}

    qtbot.waitUntil(sound, timeout=PATIENCE)
    page.successor.setFocus()
    qtbot.keyClick(page.successor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page._row.box.error), timeout=PATIENCE)
    write(page.successor, "王丽")
    qtbot.keyClick(page.successor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.guide is not None and page.guide.author == "王丽", timeout=PATIENCE)
    assert session.preferences.author == "王丽"
