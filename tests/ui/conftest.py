"""Windows on a copy of the demonstration archive or an empty one, which leave nothing behind."""

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services.demonstration import DEMO_NOW
from edudesk.services.founding import found_archive
from edudesk.services.preferences import Preferences
from edudesk.texts import Texts
from edudesk.ui.clock import Clock
from edudesk.ui.desk import Desk
from edudesk.ui.session import Session
from edudesk.ui.shell.questions import present_term
from edudesk.ui.theme import Shade, Size, apply_theme, theme
from tests.ui.asking import Ask, Said, Went, told

if TYPE_CHECKING:
    from edudesk.ui.shell.window import MainWindow

OPENING = 20_000  # milliseconds; a busy machine is no defect of ours


@pytest.fixture
def demo_folder(demonstration: Path, tmp_path: Path) -> Path:
    """Return the folder of a demonstration archive of the test's own."""
    return shutil.copytree(demonstration, tmp_path / "demonstration")


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    """Return the folder of an archive that holds one school and nothing else."""
    holder = {"name": "明德实验小学", "kind": "primary", "location": "urban"}
    folder = tmp_path / "empty"
    found_archive(folder, holder, datetime(2025, 9, 1, 8, tzinfo=UTC), author="周敏").close()
    return folder


@pytest.fixture
def clock() -> Clock:
    """Return a clock on which it is the demonstration's morning."""
    return Clock(DEMO_NOW - datetime.now(UTC) + timedelta(seconds=1))


@pytest.fixture
def preferences(tmp_path: Path) -> Iterator[Preferences]:
    """Return preferences of the test's own, as on the first day."""
    own = Preferences(tmp_path / "config" / "settings.json")
    yield own
    own.flush()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """Return the application with the theme on."""
    apply_theme(qapp)
    return qapp


@pytest.fixture(autouse=True)
def usual_look(dressed: QApplication) -> Iterator[None]:
    """Start every test light, at standard size and in the typeface for Chinese."""
    theme().set(Shade.LIGHT, Size.STANDARD)
    yield
    theme().set(Shade.LIGHT, Size.STANDARD)
    theme().speak("zh")


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail when an archive is still open, or work still under way, after a test."""
    yield
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("edudesk-")]
    assert not left


def _session(qtbot: QtBot, folder: Path, clock: Clock, preferences: Preferences) -> Iterator[Session]:
    desk = Desk(folder, clock)
    session = Session(desk, Texts("zh"), preferences)
    desk.setParent(session)
    try:
        with qtbot.waitSignal(desk.opened, timeout=OPENING):
            desk.open()
        found: list[Any] = []
        desk.ask(session, present_term, found.append)
        qtbot.waitUntil(lambda: bool(found), timeout=OPENING)
        session.set_term(found[0])
        yield session
    finally:
        desk.close()


@pytest.fixture
def session(qtbot: QtBot, demo_folder: Path, clock: Clock, preferences: Preferences) -> Iterator[Session]:
    """Return a session on a demonstration archive, in Chinese, looking at the present term."""
    yield from _session(qtbot, demo_folder, clock, preferences)


@pytest.fixture
def ask(qtbot: QtBot, session: Session) -> Ask:
    """Return what asks the archive and waits for the answer."""
    return partial(told, qtbot, session)


@pytest.fixture
def said(session: Session) -> Said:
    """Return what the session says from now on, the newest last."""
    found: Said = []
    session.said.connect(lambda words, change: found.append((words, change)))
    return found


@pytest.fixture
def went(session: Session) -> Went:
    """Return which pages are gone to from now on, the newest last."""
    found: Went = []
    session.wanted.connect(lambda page, place: found.append((page, place)))
    return found


@pytest.fixture
def empty_session(
    qtbot: QtBot, empty_folder: Path, clock: Clock, preferences: Preferences
) -> Iterator[Session]:
    """Return a session on an archive with one school and nothing else."""
    yield from _session(qtbot, empty_folder, clock, preferences)


@pytest.fixture
def window(qtbot: QtBot, demo_folder: Path, clock: Clock, preferences: Preferences) -> Iterator["MainWindow"]:
    """Return the window, shown and open on a demonstration archive, 1366×696, in Chinese."""
    from edudesk.ui.shell.window import MainWindow

    shown = MainWindow(preferences, Texts("zh"), clock)
    qtbot.addWidget(shown)
    shown.resize(1366, 696)
    shown.show()
    shown.open_archive(demo_folder)
    qtbot.waitUntil(lambda: shown.is_ready, timeout=OPENING)
    yield shown
    shown.shut()
