"""The pages of any record in the real window: one leads to the next, and back."""

from typing import Any

from pytestqt.qtbot import QtBot

from edudesk.services.records import all_of
from edudesk.ui.pages.bin import BinPage
from edudesk.ui.pages.make import MakePage
from edudesk.ui.pages.records import RecordsPage
from edudesk.ui.shell.window import MainWindow
from tests.ui.asking import LONG


def test_from_a_figure_to_the_record_to_its_form_and_back(qtbot: QtBot, window: MainWindow):
    session = window.session
    found: list[Any] = []
    session.desk.ask(session, lambda opened: all_of(opened.archive, "request"), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    session.go("records", records=tuple(("request", one.id) for one in found[0]), title="待响应的需求")
    page = window.findChild(RecordsPage)
    assert isinstance(page, RecordsPage)
    qtbot.waitUntil(lambda: page.pane.title.text() != "", timeout=LONG)
    page.pane.edit.click()
    form = window.findChild(MakePage)
    assert isinstance(form, MakePage)
    qtbot.waitUntil(lambda: form.is_ready, timeout=LONG)
    assert form.isVisible()
    form.frame.cancel.click()
    qtbot.waitUntil(page.isVisible)
    session.go("bin")
    there = window.findChild(BinPage)
    assert isinstance(there, BinPage)
    qtbot.waitUntil(there.isVisible)
