"""交接: the list knows how the archive stands, checks it, and lets a successor take over by Enter."""

from PySide6.QtCore import Qt

from edudesk.ui.pages.succession import SuccessionPage
from edudesk.ui.theme import theme
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


def test_the_points_stand_as_far_from_each_other_with_a_button_or_without(qtbot, session):
    page = SuccessionPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 640)
    page.show()
    qtbot.waitUntil(lambda: bool(page.lines), timeout=PATIENCE)
    lines = list(page.lines.values())
    qtbot.waitUntil(lambda: all(line.height() >= theme().tokens.px("row-button") for line in lines))
    buttons = [line.button for line in lines if line.button is not None]
    assert 0 < len(buttons) < len(lines)
    assert len({line.height() for line in lines}) == 1
    assert len({one.width() for one in buttons}) == 1
