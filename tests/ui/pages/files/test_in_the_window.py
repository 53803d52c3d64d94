"""档案 in the real window: a file is dropped, filed, printed and checked, by mouse and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from edudesk.ui.pages.files import FilesPage, printing
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.widgets.words import Link
from tests.pictures.scenes.scene import write
from tests.ui.asking import LONG

_VOLUME = "volume:2025年·组织协议·永久"


def page_of(qtbot: QtBot, window: MainWindow) -> FilesPage:
    window.session.go("files")
    found = window.findChild(FilesPage)
    assert isinstance(found, FilesPage)
    qtbot.waitUntil(lambda: found.list.model.total > 0, timeout=LONG)
    return found


def drop(page: FilesPage, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def titles(page: FilesPage) -> list[str]:
    rows = (page.list.model.row(number) for number in range(page.list.model.total))
    return [row.cell("title").text for row in rows if row is not None]


def test_a_file_is_dropped_filed_printed_and_the_archive_checked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    page = page_of(qtbot, window)
    before = page.known.shelves.pending if page.known else 0
    paper, tool = tmp_path / "两校共建章程.txt", tmp_path / "工具.exe"
    paper.write_text("第一条", "utf-8")
    tool.write_bytes(b"MZ" + bytes(100))

    drop(page, paper, tool)
    adding = page.adding
    assert [line.kind.value() for line in adding.lines] == ["charter", "other"]  # offered by the name
    QTest.mouseClick(adding.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(adding.lines) == 1 and adding.work is None, timeout=LONG)
    assert "工具.exe" in adding.trouble.accessibleName()  # the other was taken in all the same
    QTest.mouseClick(adding.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "两校共建章程" in titles(page), timeout=LONG)
    qtbot.waitUntil(lambda: page.title == f"待归档 {before + 1} 份", timeout=LONG)

    view = page.list.table.view
    view.setFocus()
    qtbot.waitUntil(lambda: titles(page)[0] == "两校共建章程", timeout=LONG)
    view.go_to_row(0)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert len(page.list.model.checked) == 1
    page.list.acted.emit("file", page.list.model.checked)
    filing = page.filing
    qtbot.waitUntil(lambda: filing.go.text() == "归档 1 份", timeout=LONG)
    assert page.has_primary
    QTest.mouseClick(filing.mode._buttons["one"], Qt.MouseButton.LeftButton)
    filing.year.selectAll()
    QTest.keyClicks(filing.year, "20")
    qtbot.waitUntil(lambda: not filing.go.isEnabled(), timeout=LONG)
    QTest.keyClicks(filing.year, "25")
    qtbot.waitUntil(filing.go.isEnabled, timeout=LONG)
    qtbot.waitUntil(lambda: filing.volume is not None and filing.volume.year == 2025, timeout=LONG)
    QTest.mouseClick(filing.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.tree.node is not None and page.tree.node.key == _VOLUME, timeout=LONG)
    qtbot.waitUntil(lambda: titles(page) == ["两校共建章程"], timeout=LONG)
    row = page.list.model.row(0)
    assert row is not None
    assert row.cell("archive-number").text == "WS·2025·Y·组织协议-0001"

    opened: list[Path] = []
    monkeypatch.setattr(printing, "open_path", opened.append)
    page.print_page()
    qtbot.waitUntil(lambda: bool(opened), timeout=LONG)
    assert opened[0].read_bytes().startswith(b"%PDF")
    page.printing.menu.aboutToShow.emit()
    assert all(action.isEnabled() for action in page.printing.menu.actions())  # one volume is chosen

    QTest.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    checking = page.checking
    qtbot.waitUntil(lambda: checking.found is not None, timeout=LONG)
    assert "档案完好" in checking.verdict.accessibleName()
    QTest.mouseClick(checking.back, Qt.MouseButton.LeftButton)
    window.activateWindow()
    page.tree.setFocus()
    qtbot.waitUntil(page.tree.hasFocus, timeout=LONG)
    QTest.keyClick(page.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.title == f"待归档 {before + 1} 份", timeout=LONG)


def test_all_that_waits_is_filed_from_the_title_without_ticking_a_box(qtbot: QtBot, window: MainWindow):
    page = page_of(qtbot, window)
    assert page.known is not None
    waits = page.known.shelves.pending
    assert waits > 1
    assert page.file_button.isVisible()
    QTest.mouseClick(page.file_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.filing.go.text() == f"归档 {waits} 份", timeout=LONG)
    assert page.has_primary


def test_what_the_check_found_is_listed_by_its_link(qtbot: QtBot, window: MainWindow):
    page = page_of(qtbot, window)
    assert page.known is not None
    waits = page.known.shelves.pending
    QTest.mouseClick(page.file_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.filing.go.text() == f"归档 {waits} 份", timeout=LONG)
    QTest.mouseClick(page.filing.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.title.startswith(f"都归好了：{waits} 份"), timeout=LONG)
    page.list.text.setText("别的")
    QTest.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.checking.found is not None, timeout=LONG)
    said = page.checking.area.title_bar._second
    assert said.text() == "每条记录、每份原件都读一遍，什么都不改。"
    window.session.desk.changed.emit()
    assert said.text() == "查过以后又有改动，再查一遍才算在内。"
    (link,) = page.checking.findings.findChildren(Link)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.model.total == waits, timeout=LONG)
    assert page.tree.node is not None
    assert (page.tree.node.key, page.list.table.chips.words) == ("all", "页数：空着的")


def test_the_places_are_walked_by_keys_and_the_numbers_are_set(qtbot: QtBot, window: MainWindow):
    page = page_of(qtbot, window)
    page.tree.setFocus()
    QTest.keyClick(page.tree, Qt.Key.Key_Down)
    assert page.tree.node is not None
    assert page.tree.node.key == "all"
    qtbot.waitUntil(lambda: page.list.model.total == 0, timeout=LONG)
    window.session.go("files", view="numbering")
    numbering = page.numbering
    QTest.keyClicks(numbering.fonds, "Z109")
    assert numbering.preview.text().startswith("Z109-WS·")
    numbering.pattern.set_value("")
    numbering.pattern.edited.emit()
    numbering.own.clear()
    write(numbering.own, "{年度}")
    assert "件号" in numbering.own.accessibleDescription()
    page.leave()
    qtbot.waitUntil(lambda: page.known is not None and page.known.rules.fonds == "Z109", timeout=LONG)
