"""The answers of the first start in one JSON file beside the preferences, until the archive is made."""

import json
import threading
from contextlib import suppress
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services.starting import FILE
from edudesk.services.starting.answers import Answers, from_plain, to_plain

_DATABASE = "edudesk.db"
_PAUSE = 0.4
"""Seconds; what is typed within them is written in one go."""


class Draft:
    """The file of answers; reading never fails, writing happens a moment later in a thread of its own.

    What cannot be written lives on in memory: the first start must not fail for it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._timer: threading.Timer | None = None
        self._answers = read_draft(path)
        self._over = False

    @property
    def answers(self) -> Answers:
        """What was answered so far."""
        return self._answers

    def put(self, answers: Answers) -> None:
        """Keep the answers; they are on the disk within a second."""
        with self._lock:
            if answers == self._answers or self._over:
                return
            self._answers = answers
            if self._timer is None:
                self._timer = threading.Timer(_PAUSE, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Write now what has changed."""
        from edudesk.services.disk.writing import write_file  # noqa: PLC0415 - starting does without

        with self._writing:
            with self._lock:
                waiting, self._timer = self._timer, None
                if waiting is None:
                    return
                waiting.cancel()
                content = json.dumps(to_plain(self._answers), ensure_ascii=False, indent=1)
            with suppress(EnvironmentProblem, OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                write_file(self.path, content.encode())

    def remove(self) -> None:
        """Forget everything: the first start is over."""
        with self._lock:
            self._over = True
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
        with self._writing, suppress(OSError):
            self.path.unlink(missing_ok=True)


def read_draft(path: Path) -> Answers:
    """Return the answers that were kept; none where there is no file or it cannot be understood."""
    try:
        return from_plain(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, RecursionError):
        return Answers()


def unfinished(preferences: Path, default: Path) -> Path | None:
    """Return the archive that was made by a first start which did not come to its end, if there is one.

    ``preferences`` is the file of preferences, ``default`` where archives lie by default.
    """
    answers = read_draft(preferences.with_name(FILE))
    folder = Path(answers.folder) if answers.folder else default
    return folder if answers.begun and (folder / _DATABASE).is_file() else None
