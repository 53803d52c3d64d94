"""The page of an activity, shown by itself on a demonstration archive."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from edudesk.ui.pages.record import RecordPage
from edudesk.ui.session import Session

WAIT = 20_000

Ask = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def ask(qtbot: QtBot, session: Session) -> Ask:
    """Return what asks the archive and waits for the answer."""

    def asking(question: Callable[[Any], Any]) -> Any:
        found: list[Any] = []
        session.desk.ask(session, question, found.append)
        qtbot.waitUntil(lambda: bool(found), timeout=WAIT)
        return found[0]

    return asking


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[RecordPage]:
    """Return the page, shown and filled for a new activity."""
    shown = RecordPage(session)
    qtbot.addWidget(shown)
    shown.resize(1182, 640)
    shown.show()
    shown.go_to()
    qtbot.waitUntil(lambda: shown.is_ready, timeout=WAIT)
    shown.activateWindow()
    yield shown
    shown.leave()
