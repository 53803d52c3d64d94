"""The recycle bin: everything that was deleted, with the way back."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.records import all_of, get_many
from edudesk.services.recycling import delete_records, in_the_bin
from edudesk.ui.desk import Opened
from edudesk.ui.pages.bin import BinPage
from edudesk.ui.session import Session
from edudesk.ui.widgets.dialogs import Question
from tests.ui.asking import LONG, told


def throw_away(opened: Opened) -> tuple[str, ...]:
    """Put two activities, with their evidence, and a document into the bin."""
    archive = opened.archive
    with_files = {one.content["about_id"] for one in all_of(archive, "evidence")}
    activities = [one.id for one in all_of(archive, "activity") if one.id in with_files][:2]
    document = all_of(archive, "document")[0].id
    for one in (*activities, document):
        delete_records(archive, [one], opened.clock.now())
    return (*activities, document)


@pytest.fixture
def thrown(qtbot: QtBot, session: Session) -> tuple[str, ...]:
    found: tuple[str, ...] = told(qtbot, session, throw_away)
    return found


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> BinPage:
    made = BinPage(session)
    qtbot.addWidget(made)
    made.resize(1182, 640)
    made.show()
    qtbot.waitUntil(lambda: made.model.is_loaded, timeout=LONG)
    return made


def test_an_empty_bin_says_so(page: BinPage):
    assert page.model.total == 0
    assert not page.table.view.isVisible()
    assert not page.restore_button.isEnabled()


def test_what_was_deleted_stands_there_last_first_with_what_went_along(
    qtbot: QtBot, session: Session, thrown: tuple[str, ...], page: BinPage
):
    assert page.model.total == 3
    first = page.model.row(0)
    assert first is not None
    assert first.id == thrown[-1]
    activity = page.model.row(1)
    assert activity is not None
    assert "佐证材料" in activity.cell("what").second
    assert activity.cell("when").text


def test_ticked_rows_come_back_in_one_change(
    qtbot: QtBot, session: Session, thrown: tuple[str, ...], page: BinPage
):
    page.model.set_checked(thrown[:2])
    with qtbot.waitSignal(session.said, timeout=LONG) as said:
        qtbot.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert said.args is not None
    assert said.args[0] == "已找回 2 条"
    assert said.args[1]
    qtbot.waitUntil(lambda: page.model.total == 1, timeout=LONG)
    there = told(qtbot, session, lambda opened: get_many(opened.archive, thrown))
    assert [there[one].deleted for one in thrown] == [False, False, True]
    assert len(told(qtbot, session, lambda opened: in_the_bin(opened.archive))) == 1
    assert page.model.checked == ()


def test_enter_asks_and_brings_one_back(
    qtbot: QtBot, session: Session, thrown: tuple[str, ...], page: BinPage
):
    page.table.view.setFocus()
    page.table.view.go_to_row(0)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    question = page.window().findChild(Question)
    assert isinstance(question, Question)
    with qtbot.waitSignal(session.said, timeout=LONG):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.total == 2, timeout=LONG)
