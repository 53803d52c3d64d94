"""The program as a whole: which face it shows, what it paints first, and what it does with the unexpected."""

import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QFileDialog

from edudesk import bootstrap
from edudesk.errors import UserError
from edudesk.texts import Texts
from edudesk.ui.crash import LOG, CrashReports
from edudesk.ui.pages.home import HomePage
from edudesk.ui.pages.start import StartPage
from edudesk.ui.shell.opening import OpeningPage
from edudesk.ui.shell.speaking import speak
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.widgets.dialogs import Question

SLOW = 20_000


@pytest.mark.parametrize(
    ("arguments", "is_window"),
    [
        ([], True),
        (["--archive", "/somewhere"], True),
        (["--archive=/somewhere", "--language", "en"], True),
        (["status"], False),
        (["--version"], False),
        (["--archive"], False),
        (["--language", "fr"], False),
        (["demo", "--archive", "/somewhere"], False),
    ],
)
def test_without_a_command_it_is_the_window(arguments, is_window):
    assert (bootstrap._window_options(arguments) is not None) is is_window


def test_without_a_screen_a_plain_sentence_and_the_commands():
    without = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    run = subprocess.run(
        [sys.executable, "-m", "edudesk"],
        env=without,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 3
    assert run.stdout.startswith("这里没有屏幕，打不开窗口。")
    assert "export" in run.stdout
    assert not run.stderr


def test_without_qt_a_plain_sentence_and_the_commands(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "find_spec", lambda _name: None)
    assert bootstrap.run(["--language", "en"]) == 2
    said = capsys.readouterr().out
    assert said.startswith("The window needs PySide6")
    assert "export" in said


FIRST_PAINT = """
import sys
from pathlib import Path
from edudesk.ui import program

class Told(program.MainWindow):
    def __init__(self, *given):
        super().__init__(*given)
        heavy = ("sqlalchemy", "sqlite3", "reportlab", "openpyxl", "PIL")
        self.painted.connect(lambda: print([name for name in heavy if name in sys.modules]))
        self.painted.connect(self.close)

program.MainWindow = Told
sys.exit(program.run_window(Path(sys.argv[1])))
"""


def test_the_window_paints_before_the_database_is_loaded_and_can_be_closed_at_once(demo_folder):
    run = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(demo_folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "[]\n", "")


def test_the_first_page_is_there_at_once_the_next_time(window, qtbot, clock, preferences, demo_folder):
    kept = demo_folder / "derived" / "home"
    qtbot.waitUntil(lambda: kept.is_dir() and any(kept.glob("*.json")), timeout=SLOW)
    title = window.frame.stack.page()._scroll.title_bar.title
    window.close()
    again = MainWindow(preferences, Texts("zh"), clock)
    qtbot.addWidget(again)
    again.open_archive(demo_folder)
    assert "云杉" in again.frame.bar.school.words
    assert again.frame.bar.terms.words() == "2025—2026学年第二学期"
    seen = []

    def look():
        page = again.frame.stack.page()
        assert isinstance(page, HomePage)
        seen.append(page._scroll.title_bar.title)

    again.painted.connect(lambda: QTimer.singleShot(0, look))
    again.show()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [title]
    qtbot.waitUntil(lambda: again.is_ready, timeout=SLOW)
    again.shut()


def test_an_archive_that_was_asked_for_and_is_not_there_is_explained(qtbot, tmp_path, clock, preferences):
    window = MainWindow(preferences, Texts("zh"), clock)
    qtbot.addWidget(window)
    window.show_error(tmp_path / "none", UserError("archive.none", path=tmp_path / "none"))
    (reason,) = window.findChildren(OpeningPage)
    assert reason.ways == ("again", "other", "begin")
    with qtbot.waitSignal(reason.beginning) as beginning:
        reason.notice.buttons[2].click()
    assert beginning.args == [tmp_path / "none"]
    window.shut()


def test_without_any_archive_it_begins_with_the_first_start_and_then_opens_what_was_made(
    qtbot, tmp_path, clock, preferences, demo_folder
):
    window = MainWindow(preferences, Texts("zh"), clock)
    qtbot.addWidget(window)
    window.show_start(tmp_path / "new")
    window.show()
    (start,) = window.findChildren(StartPage)
    assert start.isVisible()
    start.finished.emit(demo_folder)
    qtbot.waitUntil(lambda: window.is_ready, timeout=SLOW)
    assert not any(each.isVisible() for each in window.findChildren(StartPage))
    window.shut()


def test_qt_itself_speaks_chinese(dressed):
    app = dressed
    speak(app, "zh")
    assert QLocale().name() == "zh_CN"
    assert app.translate("QPlatformTheme", "Cancel") == "取消"
    assert QFileDialog().labelText(QFileDialog.DialogLabel.Reject) == "取消"
    for language in ("en", "zh", "en"):  # one after the other, before anything of the one before is gone
        speak(app, language)
    assert app.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert QLocale().name() == "en_GB"
    speak(app, "zh")


@pytest.fixture
def reports(window, tmp_path):
    catching = CrashReports(tmp_path / "config", window)
    catching.catch()
    yield catching
    catching.release()


def question(window):
    return next((each for each in window.findChildren(Question) if each.isVisible()), None)


def fail():
    raise ZeroDivisionError("nobody expected this")


def test_the_unexpected_is_written_down_and_said_calmly(window, reports, qtbot, tmp_path):
    sys.excepthook(*_caught())
    qtbot.waitUntil(lambda: question(window) is not None)
    (report,) = (tmp_path / "config").glob("crash-*.txt")
    assert "nobody expected this" in report.read_text("utf-8")
    assert "EduDesk" in report.read_text("utf-8")
    assert "保存过的都在" in question(window).accessibleDescription()
    sys.excepthook(*_caught())
    assert len([each for each in window.findChildren(Question) if each.isVisible()]) == 1
    question(window).no.click()
    assert window.isVisible()
    assert window.is_ready


def test_the_unexpected_in_a_thread_is_told_too(window, reports, qtbot):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: question(window) is not None)
    question(window).no.click()


def test_only_the_newest_reports_are_kept(window, reports, qtbot, tmp_path):
    for _ in range(25):
        reports._write("x")
    assert len(list((tmp_path / "config").glob("crash-*.txt"))) == 20
    assert LOG == "edudesk.log"


def _caught():
    try:
        fail()
    except ZeroDivisionError:
        return sys.exc_info()
