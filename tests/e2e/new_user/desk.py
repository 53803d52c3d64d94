"""Where the new user sits: the window as the program opens it, and the folder with photos and lists."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from edudesk.services.preferences import FILE, Preferences
from edudesk.texts import Language, Texts
from edudesk.ui import program
from edudesk.ui.clock import Clock
from edudesk.ui.pages.start import StartPage
from edudesk.ui.papers import shelf
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.widgets import dialogs
from tests.e2e.new_user.hands import Hands
from tests.e2e.new_user.story import NOW, REAL_ROSTER, write_roster


@dataclass(frozen=True)
class Place:
    """The folders of one person: settings, photos and lists, the archive, what is handed in."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def roster(self) -> Path:
        return self.inbox / "教师花名册.xlsx"

    @property
    def real_roster(self) -> Path:
        return self.inbox / REAL_ROSTER.name


def furnish(folder: Path, shared_data: Path) -> Place:
    """Make the folders and put real photos and lists where the person keeps them."""
    place = Place(folder)
    shutil.copytree(shared_data / "real" / "photos", place.inbox)
    shutil.copy(shared_data / REAL_ROSTER, place.real_roster)
    write_roster(place.roster)
    place.archive.mkdir()
    place.out.mkdir()
    return place


@dataclass(frozen=True)
class Sitting:
    """The person before the window."""

    window: MainWindow
    hands: Hands
    place: Place

    @property
    def start(self) -> StartPage:
        """The first start."""
        page = self.window._layers.currentWidget()
        assert isinstance(page, StartPage)
        return page

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self.window.frame.stack.page()

    def ask(self, question: Callable[[Any], Any]) -> Any:
        """Return what the archive answers, once it has answered all that was asked before."""
        found: list[Any] = []
        self.window.session.desk.ask(self.window, question, found.append)
        self.hands.until(lambda: found, "for the archive")
        return found[0]

    def settle(self) -> None:
        """Wait until everything that was asked has been answered and no work is under way."""
        self.hands.until(lambda: not self.window.session.desk.works, "for the work")
        self.ask(lambda _opened: True)

    def go(self, code: str) -> Any:
        """Click a page in the navigation and return it."""
        navigation = self.window.frame.navigation
        at = next(number for number, row in enumerate(navigation.rows) if row.code == code)
        middle = navigation.visualRect(navigation.model().index(at, 0)).center()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(navigation.viewport(), left, none, middle)
        now = self.window.frame.stack.now
        assert now is not None
        assert now.code == code
        return self.page


class Flashes(QObject):
    """Notes what opens as a window without being one: on a real desk it flashes and takes the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            plain = watched.windowType() in (Qt.WindowType.Window, Qt.WindowType.Widget)
            if watched.isWindow() and plain and not isinstance(watched, MainWindow):
                self.seen.append(repr(watched))
        return False


@contextmanager
def sit_down(
    place: Place, hands: Hands, *, now: datetime = NOW, archive: Path | None = None, language: Language = "zh"
) -> Iterator[Sitting]:
    """Open the window as the program does, at noon of the story's day; leave it as closing does."""
    clock = Clock(now - datetime.now(UTC))
    preferences = Preferences(place.config / FILE)
    window = MainWindow(preferences, Texts(language), clock)
    flashes, app = Flashes(), QApplication.instance()
    assert app is not None
    app.installEventFilter(flashes)
    try:
        program._open(window, archive, preferences)
        window.resize(1366, 696)
        window.show()
        window.activateWindow()
        hands.until(window.isActiveWindow, "for the window")
        yield Sitting(window, hands, place)
        window.close()
        assert flashes.seen == [], flashes.seen
    except BaseException:
        window.grab().save(str(place.folder / "where it failed.png"))
        raise
    finally:
        app.removeEventFilter(flashes)
        window.shut()
        preferences.flush()
        window.deleteLater()


@contextmanager
def answering(*, files: Sequence[Path] = (), folder: Path | None = None) -> Iterator[None]:
    """Answer the system's windows for files and folders, which no test can click."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (dialogs, shelf):
            patch.setattr(module, "choose_files", lambda *_asked, **_named: list(files))
        patch.setattr(dialogs, "choose_folder", lambda *_asked, **_named: folder)
        yield


def button(within: QWidget, words: str) -> QAbstractButton:
    """Return the button that can be seen and whose words begin like this."""
    for one in within.findChildren(QAbstractButton):
        if one.isVisible() and one.text().startswith(words):
            return one
    raise AssertionError(words)


def words_of(within: QWidget) -> str:
    """Return everything that can be read."""
    return "\n".join(one.text() for one in within.findChildren(QLabel) if one.isVisible())
