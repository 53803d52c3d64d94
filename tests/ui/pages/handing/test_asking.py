"""What the window asks and says before a package is taken in, and how that is stopped on its way."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.changes import change
from edudesk.services.evidence.store import EvidenceStore
from edudesk.services.receiving.receipts import write_receipt
from edudesk.services.safety.check import check
from edudesk.ui.pages.handing import HandingPage
from edudesk.ui.pages.handing.looking import Looking
from edudesk.ui.pages.handing.preview_card import PreviewCard
from edudesk.ui.session import Session
from edudesk.ui.sheets import exporting
from edudesk.ui.widgets import dialogs
from tests.e2e.new_user.hands import Hands
from tests.services.receiving.packing import NOW, copied, lesson, receive, send
from tests.ui.asking import LONG
from tests.ui.pages.handing.test_incoming import (
    LATER,
    both,
    button,
    click,
    done,
    look,
    page_on,
    sender,
    session_on,
    words_of,
)

__all__ = ["both", "sender"]


@pytest.fixture
def packages(both: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return two packages of a school: twelve more records in the first, of which six are deleted later.

    With the second comes something new, and something that was changed.
    """
    with open_archive(copied(both / "helper", tmp_path / "giver"), NOW) as giver:
        with change(giver, "import", NOW) as writing:
            made = [writing.create("school", {"name": f"第{number}小学"}) for number in range(12)]
        first = send(giver, tmp_path / "第一次.zip")
        with change(giver, "import", NOW) as writing:
            for one in made[:6]:
                writing.delete(one)
            writing.edit(lesson(giver).id, {"topic": "送教到校"})
            writing.create("school", {"name": "新办小学"})
        return first, send(giver, tmp_path / "第二次.zip")


@pytest.fixture
def receiver(
    qtbot: QtBot, both: Path, packages: tuple[Path, Path], tmp_path: Path, preferences: Any
) -> Iterator[Session]:
    """Return a session on the archive of the other school, which has taken in the first package."""
    folder = copied(both / "helped", tmp_path / "receiver")
    with open_archive(folder, NOW) as archive:
        receive(archive, packages[0])
    yield from session_on(qtbot, folder, preferences)


def questions() -> list[dialogs.Question]:
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return [one for one in shown if isinstance(one, dialogs.Question)]


def question() -> dialogs.Question:
    (shown,) = questions()
    return shown


def schools(qtbot: QtBot, page: HandingPage) -> set[str]:
    """Return the schools that the archive shows."""
    found: list[set[str]] = []
    page.session.desk.ask(
        page, lambda opened: {one.title for one in records.all_of(opened.archive, "school")}, found.append
    )
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def test_a_large_change_is_asked_about_and_no_changes_nothing(qtbot, receiver, packages):
    page, looking = page_on(qtbot, receiver), Looking.of(receiver)
    look(qtbot, page, packages[1])
    before = schools(qtbot, page)
    click(qtbot, page, "收进来")
    said = question().accessibleDescription()
    assert "明德实验小学" in said
    assert "删掉 6 条" in said
    assert "改动 1 条" in said
    question().activateWindow()
    qtbot.waitUntil(question().no.hasFocus, timeout=LONG)
    qtbot.keyClick(question(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not questions(), timeout=LONG)
    assert looking.taken is None
    assert schools(qtbot, page) == before
    click(qtbot, page, "收进来")
    qtbot.mouseClick(question().yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: looking.taken is not None, timeout=LONG)
    assert len(before) - 5 == len(schools(qtbot, page))
    assert "收进来了" in words_of(page)


def test_the_preview_is_narrowed_by_chips_and_words_and_written_as_it_is_seen(
    qtbot, receiver, packages, tmp_path, monkeypatch
):
    page = page_on(qtbot, receiver)
    look(qtbot, page, packages[1])
    card = page.findChild(PreviewCard)
    assert card is not None
    total = card.table.model.total
    # What stays the same stands below what changes.
    assert card._model.arranged()[0].cell("title").text == "新办小学"

    def shows(count: int) -> None:
        qtbot.waitUntil(lambda: card.table.model.total == count, timeout=LONG)

    click(qtbot, page, "对方已删除 6")
    shows(6)
    click(qtbot, page, "更新 1")
    shows(7)
    Hands().type(card.text, "没有这样的")
    shows(0)
    click(qtbot, page, "全部显示")
    shows(total)
    click(qtbot, page, "更新 1")
    shows(1)
    path, opened = tmp_path / "预览.xlsx", list[Path]()
    monkeypatch.setattr(dialogs, "save_as", lambda *_words: path)
    monkeypatch.setattr(exporting, "open_path", opened.append)
    click(qtbot, page, "导出 Excel")
    qtbot.waitUntil(lambda: opened == [path], timeout=LONG)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("谁记的" in row for row in cells), (
        "a school is told that recorded something, no owner of schools"
    )
    assert [row for row in cells if "送教到校" in row]
    assert not [row for row in cells if "新办小学" in row]


def test_taking_in_is_stopped_and_nothing_is_changed(qtbot, both, tmp_path, preferences, monkeypatch):
    folder = copied(both / "helped", tmp_path / "receiver")
    begun, go_on, real = threading.Event(), threading.Event(), EvidenceStore.put_pieces

    def slowly(*about: Any) -> Any:
        begun.set()
        assert go_on.wait(60)
        return real(*about)

    monkeypatch.setattr(EvidenceStore, "put_pieces", slowly)
    for session in session_on(qtbot, folder, preferences):
        page, looking = page_on(qtbot, session), Looking.of(session)
        look(qtbot, page, both / "包.zip")
        click(qtbot, page, "收进来")
        qtbot.waitUntil(begun.is_set, timeout=LONG)
        assert "正在收 包.zip" in words_of(page)
        click(qtbot, page, "取消")
        go_on.set()
        done(qtbot, page)
        assert looking.taken is None
        assert "已取消，什么都没动。" in words_of(page)
        assert button(page, "收进来").isEnabled()
    with open_archive(folder, NOW) as archive:
        assert [one.title for one in records.all_of(archive, "activity")] == ["听送教课"]
        assert list(archive.store.all()) == []
        assert check(archive).sound


def test_a_receipt_signed_with_another_key_than_before_is_said_loudly(qtbot, both, sender, tmp_path):
    with open_archive(copied(both / "helped", tmp_path / "helped"), NOW) as school:
        taken = receive(school, both / "包.zip")
        first = write_receipt(school, taken.arrival_id, tmp_path / "first", NOW)
        school.set_fact("signing-key", "ab" * 32)
        second = write_receipt(school, taken.arrival_id, tmp_path / "second", LATER)
    page, looking = page_on(qtbot, sender), Looking.of(sender)
    look(qtbot, page, first)
    assert "收到并核对了" in words_of(page)
    look(qtbot, page, second)
    said = words_of(page)
    assert "石榴湾镇中心小学" in said
    assert "签名密钥与以前的不一样" in said
    assert "收到并核对了" not in said
    assert looking.entered is None
    click(qtbot, page, "打电话问过了，是他们的新密钥")
    done(qtbot, page)
    assert "收到并核对了" in words_of(page)
    assert "新密钥，已打电话核对" in words_of(page)
