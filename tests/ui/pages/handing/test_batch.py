"""Several packages at once: taken in one by one, told in a list, answered with receipts for all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from edudesk.services.archive import open_archive
from edudesk.services.changes import change
from edudesk.ui.pages.handing.batching import Batching
from edudesk.ui.widgets import dialogs
from tests.services.receiving.packing import NOW, copied, helped, helper, send
from tests.ui.asking import LONG
from tests.ui.pages.handing.test_incoming import click, page_on, session_on, words_of


@pytest.fixture
def inbox(tmp_path):
    """Return a folder with two packages of a school and one that is no package."""
    folder = tmp_path / "来包"
    helper(tmp_path / "helper")
    with open_archive(tmp_path / "helper", NOW) as school:
        send(school, folder / "一.zip")
        with change(school, "import", NOW) as writing:
            writing.create("school", {"name": "第三小学"})
        send(school, folder / "二.zip")
    (folder / "三.zip").write_bytes(b"PK")
    return folder


@pytest.fixture
def page(qtbot, tmp_path, preferences):
    helped(tmp_path / "school")
    folder = copied(tmp_path / "school", tmp_path / "helped")
    for session in session_on(qtbot, folder, preferences):
        yield page_on(qtbot, session)


def say_yes(qtbot):
    question = next(one for one in QApplication.topLevelWidgets() if isinstance(one, dialogs.Question))
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)


def test_a_folder_of_packages_is_taken_in_and_answered(qtbot, page, inbox, tmp_path, monkeypatch):
    batching = Batching.of(page.session)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: inbox)
    click(qtbot, page, "选一个文件夹")
    assert batching.work is None  # nothing is taken in before somebody said so
    say_yes(qtbot)
    qtbot.waitUntil(lambda: batching.batch is not None, timeout=LONG)
    assert "收进 2 个，以前收过 0 个，没有收进 1 个。" in words_of(page)
    table = page._batch.table
    qtbot.waitUntil(lambda: len(table.model.arranged()) == 3, timeout=LONG)
    first = table.model.arranged()[0]
    assert (first.cell("file").text, first.cell("state").text) == ("三.zip", "没有收进")
    assert first.cell("sender").text == "—"
    assert page._batch.why.text() == first.cell("why").text, "a column holds less than the whole reason"
    assert table.current() == first, "the reason below the table is that of the row that is marked"

    receipts = tmp_path / "回执"
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: receipts)
    click(qtbot, page, "写好全部回执")
    qtbot.waitUntil(lambda: batching.receipts is not None, timeout=LONG)
    assert len(list(receipts.iterdir())) == 2
    click(qtbot, page, "收别的包")
    assert "收进 2 个" not in words_of(page)


def test_several_files_are_a_batch_and_one_is_looked_at(qtbot, page, inbox, monkeypatch):
    batching = Batching.of(page.session)
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [inbox / "一.zip", inbox / "三.zip"])
    click(qtbot, page, "选一个文件")
    say_yes(qtbot)
    qtbot.waitUntil(lambda: batching.batch is not None, timeout=LONG)
    assert batching.batch is not None
    assert [one.state for one in batching.batch.outcomes] == ["taken", "failed"]
