"""What is checked ahead fills the page at once, and is forgotten as soon as anything is written."""

from typing import Any

from pytestqt.qtbot import QtBot

from edudesk.ui.ahead import KeptCheck
from edudesk.ui.pages.handing import HandingPage
from edudesk.ui.session import Session
from tests.ui.asking import LONG


def test_a_check_made_ahead_fills_the_page_when_it_opens(qtbot: QtBot, session: Session) -> None:
    kept = KeptCheck.of(session)
    kept.look_ahead()
    qtbot.waitUntil(lambda: kept.answer is not None, timeout=LONG)
    page = HandingPage(session)
    qtbot.addWidget(page)
    page.refresh()
    assert page._checked is not None
    assert page._check.gaps.lines
    qtbot.waitUntil(lambda: not session.desk.works, timeout=LONG)


def test_what_was_checked_ahead_is_forgotten_with_the_next_change(qtbot: QtBot, session: Session) -> None:
    kept = KeptCheck.of(session)
    kept.look_ahead()
    qtbot.waitUntil(lambda: kept.answer is not None, timeout=LONG)

    def deed(opened: Any) -> None:
        from edudesk.services.changes import change

        with change(opened.archive, "school.create", opened.clock.now()) as writing:
            writing.create("school", {"name": "柳林小学", "kind": "primary"})

    with qtbot.waitSignal(session.desk.changed, timeout=LONG):
        session.desk.change(session, deed)
    assert kept.answer is None
