"""Asking the archive from a test of a page, and waiting for the answer."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from edudesk.ui.desk import Opened
from edudesk.ui.session import Session

LONG = 60_000  # milliseconds; a busy machine is no defect of ours
Ask = Callable[[Callable[[Opened], Any]], Any]
"""Asks the archive at once; the fixture ``ask`` is one."""
Said = list[tuple[str, str]]
"""What was said at the edge of the window: the words, and the change that undo takes back."""
Went = list[tuple[str, dict[str, Any]]]
"""Which pages were gone to, and with what place."""


def told(qtbot: QtBot, session: Session, question: Callable[[Opened], Any]) -> Any:
    """Return what the archive answers."""
    found: list[Any] = []
    session.desk.ask(session, question, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]
