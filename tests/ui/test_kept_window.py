"""What is typed into small windows waits until it has been written."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edudesk.services.drafts import typed_in_window, window_draft
from edudesk.texts import Label
from edudesk.ui.kept_window import KeptWindow
from edudesk.ui.pages.scheme.dialogs import NameDialog
from edudesk.ui.session import Session
from tests.ui.asking import LONG
from tests.ui.widgets.composing import write

ABOUT = ("scheme", "")


def waiting(qtbot: QtBot, session: Session) -> Mapping[str, str]:
    found: list[Any] = []
    draft = window_draft("rename", ABOUT, session.clock.now())
    session.desk.ask(session, lambda opened: typed_in_window(opened.archive, draft), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    kept: Mapping[str, str] = found[0]
    return kept


def test_words_of_a_window_that_closed_wait_until_they_are_written(qtbot: QtBot, session: Session) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    asked: list[Label] = []

    def opened() -> tuple[NameDialog, KeptWindow]:
        window = NameDialog(session, Label("本校方案", "Own scheme"), asked.append, page)
        fields = {"zh": window.zh, "en": window.en}
        kept = KeptWindow(session, window, "rename", ABOUT, fields, closes_first=True)
        window.open()
        return window, kept

    window, kept = opened()
    window.zh.clear()
    write(window.zh, "云杉方案")
    qtbot.mouseClick(window.do, Qt.MouseButton.LeftButton)
    assert asked == [Label("云杉方案", "Own scheme")]
    assert waiting(qtbot, session)["zh"] == "云杉方案", "nobody has said yet that it was written"
    again, _kept = opened()
    qtbot.waitUntil(lambda: again.zh.text() == "云杉方案", timeout=LONG)
    again.reject()
    kept.forget()
    assert not waiting(qtbot, session)
