"""The page of an activity, shown by itself on a demonstration archive."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from edudesk.ui.pages.record import RecordPage
from edudesk.ui.session import Session

WAIT = 20_000


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
