"""The program with its window: what must be there before it shows, and what happens when it ends."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from edudesk.errors import UserError
from edudesk.resources import resource
from edudesk.services.place import default_archive
from edudesk.services.preferences import FILE, Preferences, preferences_folder
from edudesk.services.starting import FILE as ANSWERS
from edudesk.texts import Language, Texts
from edudesk.ui.clock import Clock
from edudesk.ui.shell.speaking import speak
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.theme import apply_theme

_DATABASE = "edudesk.db"
_SWITCH = 0.0001
"""Seconds after which a busy thread lets another run. Each call of Qt waits so long for its turn again: with
Python's own 5 ms one busy thread stops the window for 200 ms, so for 16 ms; the work takes a tenth longer."""


def run_window(
    archive: Path | None = None,
    language: Language | None = None,
    clock: Clock | None = None,
    picture: Path | None = None,
) -> int:
    """Show the window on an archive, else on the last one, else the first start; return the exit status.

    With ``picture`` it ends by itself, see :class:`~edudesk.ui.picture.Pictures`.
    """
    sys.setswitchinterval(_SWITCH)
    folder = preferences_folder()
    preferences = Preferences(folder / FILE)
    texts = Texts(language or preferences.language or "zh")
    app = _application(texts.language)
    window = MainWindow(preferences, texts, clock or Clock())
    window.painted.connect(lambda: _expect_the_unexpected(folder, window))
    window.painted.connect(lambda: _tidy(app))
    _open(window, archive, preferences)
    window.show()
    if picture is not None:
        from edudesk.ui.picture import Pictures

        Pictures(window, picture).ended.connect(app.exit)
    try:
        return app.exec()
    finally:
        window.shut()
        preferences.flush()


def _application(language: Language) -> QApplication:
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("EduDesk")
    speak(app, language)
    apply_theme(app)
    return app


def _expect_the_unexpected(folder: Path, window: MainWindow) -> None:
    """Do what need not be there for the first painting: log, crash reports, the window's icon."""
    from edudesk.ui.crash import CrashReports, keep_log

    keep_log(folder)
    CrashReports(folder, window).catch()
    window.setWindowIcon(QIcon(str(resource("icons", "edudesk.png"))))


def _tidy(app: QApplication) -> None:
    from edudesk.ui.tidying import Tidying

    Tidying(app)


def _open(window: MainWindow, asked: Path | None, preferences: Preferences) -> None:
    """Choose what the window begins with."""
    if asked is None and (begun := _unfinished(preferences)) is not None:
        window.show_start(begun)
        return
    folder = asked or preferences.archive or default_archive()
    if (folder / _DATABASE).is_file():
        window.open_archive(folder)
    elif asked or (preferences.archive and preferences.archive != default_archive()):
        window.show_error(folder, UserError("archive.none", path=folder))
    else:
        window.show_start(folder)


def _unfinished(preferences: Preferences) -> Path | None:
    """Return the archive that a first start began to make and did not fill, if there is one."""
    if not preferences.path.with_name(ANSWERS).is_file():
        return None
    from edudesk.services.starting.keeping import unfinished

    return unfinished(preferences.path, default_archive())
