"""设置: each change applies at once, and can be taken back."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services import records
from edudesk.ui.desk import Opened
from edudesk.ui.pages.settings import SettingsPage
from edudesk.ui.session import Session
from tests.ui.widgets.composing import write


def name_of_school(opened: Opened) -> str:
    return str(records.get(opened.archive, opened.archive.holder_id).content["name"])


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> SettingsPage:
    """Return the page, filled."""
    shown = SettingsPage(session)
    qtbot.addWidget(shown)
    shown.resize(1366, 640)
    shown.show()
    qtbot.waitUntil(lambda: bool(shown.school.name.text()))
    return shown


def test_a_new_name_of_the_school_is_written_when_the_field_is_left_and_can_be_undone(
    qtbot, page, session, said
):
    page.school.name.selectAll()
    write(page.school.name, "青枫市新名实验小学")
    qtbot.keyClick(page.school.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))
    names: list[str] = []
    session.desk.ask(page, name_of_school, names.append)
    qtbot.waitUntil(lambda: names == ["青枫市新名实验小学"])
    assert said[0][1]


def test_a_school_without_a_name_keeps_the_one_it_has(qtbot, page, session):
    before = page.school.name.text()
    page.school.name.selectAll()
    qtbot.keyClick(page.school.name, Qt.Key.Key_Delete)
    qtbot.keyClick(page.school.name, Qt.Key.Key_Return)
    assert page.school.explained
    found: list[str] = []
    session.desk.ask(page, name_of_school, found.append)
    qtbot.waitUntil(lambda: found == [before])


def test_language_shade_and_size_are_kept_and_told(qtbot, page, session):
    told: list[str] = []
    session.language_changed.connect(lambda: told.append("language"))
    session.look_changed.connect(lambda: told.append("look"))
    looks = page.looks
    for segment, answer in ((looks.shade, "dark"), (looks.type_size, "larger"), (looks.language, "en")):
        qtbot.mouseClick(segment.button(answer), Qt.MouseButton.LeftButton)
    assert told == ["look", "look", "language"]
    likes = session.preferences
    assert (likes.shade, likes.size, likes.language) == ("dark", "larger", "en")


def test_other_days_of_a_term_are_written_and_overlapping_ones_explained(qtbot, page, said):
    line = page.terms.lines[0]
    line.last.line.selectAll()
    qtbot.keyClicks(line.last.line, "2026-07-10")
    qtbot.keyClick(line.last.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))
    line = page.terms.lines[0]
    line.first.line.selectAll()
    qtbot.keyClicks(line.first.line, "2026-01-02")
    qtbot.keyClick(line.first.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(line.explained))


def test_a_backup_is_asked_for_here_and_elsewhere(qtbot, page, tmp_path, monkeypatch, went):
    from edudesk.ui.widgets import dialogs

    monkeypatch.setattr(dialogs, "choose_folder", lambda *_all: tmp_path)
    qtbot.mouseClick(page.backup.now, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.backup.elsewhere, Qt.MouseButton.LeftButton)
    assert went == [("backup", {}), ("backup", {"folder": tmp_path})]
