"""Archives that are there already: the demonstration, and one's own from before."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.starting import FILE
from edudesk.services.starting.keeping import read_draft
from edudesk.services.starting.showing import MARK
from edudesk.ui.pages.start import StartPage
from edudesk.ui.pages.start.school import SchoolQuestion
from edudesk.ui.shell.demonstration import DemonstrationStrip
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.errors import ErrorNotice
from tests.ui.pages.start.hands import SLOW, Begin, asked, type_in, window_of


def test_the_demonstration_opens_marked_with_a_way_back(
    qtbot: QtBot, begin: Begin, place: Path, demonstration: Path
) -> None:
    folder = place.with_name(f"{place.name}-demonstration")
    shutil.copytree(demonstration, folder)
    (folder / MARK).write_text("2026-05-20")
    page = begin()
    window = window_of(page)
    question = asked(page, SchoolQuestion)
    type_in(qtbot, "临海市")
    qtbot.mouseClick(question.beside.demonstration, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.is_ready, timeout=SLOW)
    assert window.session.clock.today() == date(2026, 5, 20)
    strip = window.findChild(DemonstrationStrip)
    assert isinstance(strip, DemonstrationStrip)
    assert strip.link.text() == "开始自己的档案"
    qtbot.mouseClick(strip.link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(StartPage)), timeout=SLOW)
    back = window.findChildren(StartPage)[-1]
    assert back.answers.name == "临海市"
    assert window.session.clock.today() == date(2025, 12, 16)


def test_an_earlier_archive_opens_and_what_is_none_is_explained(
    qtbot: QtBot, begin: Begin, tmp_path: Path, empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin()
    window = window_of(page)
    question = asked(page, SchoolQuestion)
    (tmp_path / "空的").mkdir()
    chosen = [tmp_path / "空的", empty_folder]
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_args: chosen.pop(0))
    qtbot.mouseClick(question.beside.earlier, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(ErrorNotice)), timeout=SLOW)
    qtbot.mouseClick(question.beside.earlier, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.is_ready, timeout=SLOW)
    assert window.preferences.archive == empty_folder
    assert read_draft(page.draft.path.with_name(FILE)).name == ""
