"""The first start in a window of its own, on an empty machine."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services.place import default_archive
from edudesk.services.preferences import Preferences
from edudesk.services.starting.keeping import unfinished
from edudesk.texts import Texts
from edudesk.ui.clock import Clock
from edudesk.ui.pages.start import StartPage
from edudesk.ui.shell.window import MainWindow
from tests.ui.pages.start.hands import SLOW, Begin, page_of


@pytest.fixture
def clock() -> Clock:
    """Return a clock on which it is a December afternoon."""
    return Clock(datetime(2025, 12, 16, 8, tzinfo=UTC) - datetime.now(UTC))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Return where archives lie by default, empty before and after."""
    folder = default_archive()
    shutil.rmtree(folder.parent, ignore_errors=True)
    yield folder
    shutil.rmtree(folder.parent, ignore_errors=True)


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path, clock: Clock, place: Path) -> Iterator[Begin]:
    """Return what opens the program as on the first day, or again after a kill."""
    windows: list[MainWindow] = []

    def start(kept: Path | None = None, language: str = "zh") -> StartPage:
        folder = tmp_path / f"config{len(windows)}"
        if kept is not None:
            shutil.copytree(kept, folder)
        window = MainWindow(Preferences(folder / "settings.json"), Texts(language), clock)  # type: ignore[arg-type]
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 696)
        window.show_start(unfinished(window.preferences.path, place) or place)
        window.show()
        qtbot.waitUntil(
            lambda: QApplication.focusWidget() is not None and window.isActiveWindow(), timeout=SLOW
        )
        return page_of(window)

    yield start
    for window in windows:
        window.shut()
        window.preferences.flush()
