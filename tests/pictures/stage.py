"""A window on an archive of its own, at a moment that stands still."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QRect, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from edudesk.services.archive import open_archive
from edudesk.services.demonstration import DEMO_NOW
from edudesk.services.founding import found_archive
from edudesk.services.preferences import Preferences
from edudesk.services.starting.showing import MARK
from edudesk.texts import Texts
from edudesk.ui.clock import Clock
from edudesk.ui.page import Page
from edudesk.ui.session import Session
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.theme import theme
from tests.pictures.assessed import add_assessed
from tests.pictures.modes import Mode

Answer = TypeVar("Answer")
_PATIENCE = 240.0  # seconds; a busy machine is no defect of ours
_SOON = 1000  # milliseconds; shorter timers are waited for
_BEGUN = datetime(2025, 9, 1, 8, tzinfo=UTC)


class StillClock(Clock):
    """A clock on which it stays the demonstration's day."""

    def now(self) -> datetime:
        return DEMO_NOW


@dataclass(frozen=True)
class Ground:
    """What a stage stands on: the demonstration archive to copy, and a folder of its own.

    ``stick`` is where packages go to, as it is shown; it may be relative to the working folder.
    """

    demonstration: Path
    folder: Path
    stick: Path


class Stage:
    """One window in one mode; :meth:`begin` gives it a fresh archive."""

    def __init__(self, app: QApplication, mode: Mode, ground: Ground, texts: Texts | None = None) -> None:
        self._app, self._ground = app, ground
        self.mode = mode
        self._texts = texts or Texts(mode.language)
        self._window: MainWindow | None = None

    @property
    def window(self) -> MainWindow:
        """The window."""
        assert self._window is not None
        return self._window

    @property
    def session(self) -> Session:
        """The session of what the window shows."""
        return self.window.session

    @property
    def page(self) -> Any:
        """The page that is shown."""
        page = self.window.frame.stack.page()
        assert isinstance(page, Page)
        return page

    @property
    def folder(self) -> Path:
        """A folder for files that a scene needs."""
        return self._ground.folder

    def begin(self, archive: str) -> None:
        """Open a new window: on the "demonstration", on an "empty" archive, or at the "start" without one.

        The demonstration is shown as one's own archive; as "marked" it says that it is none; as "assessed"
        it has a third community, whose scheme has assessment tables.
        """
        self.end()
        self._empty()
        folder = self._ground.folder / "EduDesk"
        preferences = Preferences(self._ground.folder / "config" / "settings.json")
        preferences.language, preferences.shade = self.mode.language, self.mode.shade
        preferences.size = self.mode.size
        preferences.keep_state("handing.target", str(self._ground.stick))
        self._ground.stick.mkdir(parents=True)
        self._window = MainWindow(preferences, self._texts, StillClock())
        self.resize(*self.mode.room)
        self._window.show()
        self._window.activateWindow()
        if archive == "start":
            self._window.show_start(folder)
            self._breathe()
            self._window.activateWindow()
            self.settle()
            return
        if archive in ("demonstration", "marked", "assessed"):
            shutil.copytree(self._ground.demonstration, folder)
            if archive != "marked":
                (folder / MARK).unlink(missing_ok=True)
            if archive == "assessed":
                with open_archive(folder, DEMO_NOW) as opened:
                    add_assessed(opened)
        else:
            holder = {"name": "明德实验小学", "kind": "primary", "location": "urban"}
            found_archive(folder, holder, _BEGUN, author="周敏").close()
        self._window.open_archive(folder)
        self.wait(lambda: self.window.is_ready)
        self._window.activateWindow()
        self.settle()

    def _empty(self) -> None:
        """Take out what the scenes before left; the folder itself may be the working folder."""
        self._ground.folder.mkdir(parents=True, exist_ok=True)
        for left in self._ground.folder.iterdir():
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()

    def end(self) -> None:
        """Let go of window and archive."""
        if self._window is not None:
            self._window.shut()
            self._window.preferences.flush()
            self._window.hide()
            self._window.deleteLater()
            self._window = None
            self._breathe()

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.window.resize(width, height)

    def go(self, code: str, **place: Any) -> None:
        """Show a page at a place and wait until it is filled."""
        self.window.go(code, place)
        self.settle()

    def ask(self, question: Callable[[Any], Answer]) -> Answer:
        """Ask the archive and wait for the answer."""
        found: list[Answer] = []
        self.session.desk.ask(self.window, question, found.append)
        self.wait(lambda: bool(found))
        return found[0]

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + _PATIENCE
        tick = QTimer(interval=5)  # what is waited for may come without an event
        tick.start()
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            self._breathe(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self) -> None:
        """Wait until all questions are answered, all work is done and no short timer runs."""
        calm = 0
        while calm < 3:
            self.wait(lambda: not self._is_moving())
            if self.session.desk.is_open:
                self.ask(lambda _opened: True)
            self._breathe()
            calm = 0 if self._is_moving() else calm + 1

    def picture(self) -> QPixmap:
        """Return what is seen: the window and what lies over it."""
        self._breathe()
        whole = self.window.grab()
        painter = QPainter(whole)
        for over in self.overlays():
            place = over.mapToGlobal(QPoint()) - self.window.mapToGlobal(QPoint())
            painter.drawPixmap(place, over.grab())
            painter.setPen(theme().colour("bline"))  # for the frame that the system gives it
            painter.drawRect(QRect(place, over.size()).adjusted(-1, -1, 0, 0))
        painter.end()
        return whole

    def shown_page(self) -> QWidget:
        """Return the page within the frame, or what stands in the frame's place."""
        place = self.window._place
        page = place.frame.stack.page() if place is not None else self.window._layers.currentWidget()
        assert page is not None
        return page

    def overlays(self) -> list[QWidget]:
        """Return the dialogs and menus that are open."""
        return [one for one in self._app.topLevelWidgets() if one.isVisible() and one is not self.window]

    def close_overlays(self) -> None:
        """Close dialogs and menus."""
        for over in self.overlays():
            over.close()
        self.window.activateWindow()
        self.settle()

    def _is_moving(self) -> bool:
        timers = self.window.findChildren(QTimer)
        soon = any(one.isActive() and one.isSingleShot() and one.interval() <= _SOON for one in timers)
        return soon or bool(self.session.desk.works)

    def _breathe(self, flags: QEventLoop.ProcessEventsFlag = QEventLoop.ProcessEventsFlag.AllEvents) -> None:
        self._app.processEvents(flags)
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
