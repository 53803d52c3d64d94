"""What nobody expected: written down beside the preferences, and said calmly."""

import logging
import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from edudesk import __version__

if TYPE_CHECKING:
    from edudesk.ui.shell.window import MainWindow

LOG = "edudesk.log"
_LOG_SIZE, _LOGS = 500_000, 2
_REPORTS = 20
_log = logging.getLogger(__name__)


def keep_log(folder: Path) -> None:
    """Write what the program notes to a file in ``folder``; where that cannot be, it does without."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG, maxBytes=_LOG_SIZE, backupCount=_LOGS, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


class CrashReports(QObject):
    """Catches what no code expected, in every thread; keeps a report in a file, and the window goes on."""

    _happened = Signal(str)  # the report's path, empty when none could be written

    def __init__(self, folder: Path, window: "MainWindow") -> None:
        super().__init__()
        self._folder, self._window = folder, window
        self._is_telling = False
        self._happened.connect(self._tell)

    def catch(self) -> None:
        """Begin to catch."""
        sys.excepthook = self._keep
        threading.excepthook = self._keep_of_thread

    def release(self) -> None:
        """Let Python do as it does by itself again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _keep_of_thread(self, said: threading.ExceptHookArgs) -> None:
        if said.exc_value is not None:
            self._keep(said.exc_type, said.exc_value, said.exc_traceback)

    def _keep(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        words = "".join(traceback.format_exception(kind, error, trace))
        _log.error("unexpected\n%s", words)
        self._happened.emit(str(self._write(words) or ""))

    def _write(self, words: str) -> Path | None:
        now = datetime.now(UTC)
        path = self._folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
        machine = f"{platform.platform()}, Python {platform.python_version()}"
        about = f"EduDesk {__version__}\n{machine}\n{now:%Y-%m-%d %H:%M:%S} UTC\n\n"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(about + words, encoding="utf-8")
            for old in sorted(self._folder.glob("crash-*.txt"))[:-_REPORTS]:
                old.unlink(missing_ok=True)
        except OSError:
            return None
        return path

    def _tell(self, path: str) -> None:
        if self._is_telling:  # one question is enough, however often it happens meanwhile
            return
        from edudesk.ui.widgets import dialogs

        self._is_telling = True
        say = self._window.say
        sentence = say("shell.crash.sentence")
        if path:
            sentence += "\n" + say("shell.crash.report", path=path)
        question = dialogs.ask(
            self._window,
            say("shell.crash.title"),
            sentence,
            say("shell.crash.close"),
            say("shell.crash.go-on"),
            danger=True,
            then=self._close_window,
        )
        question.finished.connect(self._told)

    def _close_window(self) -> None:
        self._window.close()

    def _told(self) -> None:
        self._is_telling = False
