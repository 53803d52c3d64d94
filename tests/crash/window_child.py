"""A process that does one stage of the new user's run and may be killed at any moment.

Where the system can fork, one process imports everything and forks for each request, so that the moments fall
into the work and not into Python's start. A request and its answers are one line of JSON each.
"""

import json
import os
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edudesk.ui.shell.window import MainWindow

PACE = 0.03 if "EDUDESK_KILLS" in os.environ else 0.005
"""Seconds between two keys: a quick typist, in a sample of kills one in a great hurry."""
_HEAVY = (
    "edudesk.services.drafts",
    "edudesk.services.importing.applying",
    "edudesk.services.packages.build",
    "edudesk.services.standing.home",
    "tests.e2e.new_user.stages",
)
REOPEN = "reopen"
LOG = "typed.log"


def work(stage: str, folder: Path) -> None:
    """Open the window as the program does and do a stage, or only open it as after a restart."""
    from PySide6.QtWidgets import QApplication

    from edudesk.ui.theme import apply_theme
    from tests.e2e.new_user.desk import Place, sit_down
    from tests.e2e.new_user.hands import Hands
    from tests.e2e.new_user.stages import STAGES

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app)
    log = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(place: str, words: str, done: bool) -> None:
        if place:
            line = json.dumps([time.monotonic(), place, words, done], ensure_ascii=False)
            os.write(log, f"{line}\n".encode())

    with sit_down(Place(folder), Hands(note, PACE)) as user:
        user.hands.until(lambda: is_up(user.window), "for the window")
        if stage != REOPEN:
            STAGES[stage](user)
    os.close(log)


def is_up(window: "MainWindow") -> bool:
    """Tell whether the first start asks its question, or the archive is open."""
    from edudesk.ui.pages.start import StartPage

    layer = window._layers.currentWidget()
    if isinstance(layer, StartPage):
        return layer.question is not None and not layer._making.is_under_way
    return window.is_ready


def serve() -> None:
    """Fork for each request; answer with the status of the process and the moment of its end."""
    for name in _HEAVY:
        import_module(name)

    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            do_and_leave(asked["stage"], Path(asked["folder"]))
        sys.stdout.write(json.dumps(end_of(child, asked["moment"])) + "\n")
        sys.stdout.flush()


def end_of(child: int, moment: float | None) -> tuple[int, float]:
    """Wait for a process, or kill it ``moment`` seconds from now; return its status and when it ended."""
    begun = time.monotonic()
    while moment is None or time.monotonic() < begun + moment:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status), time.monotonic()
        time.sleep(0.002)
    killed = time.monotonic()
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), killed


def do_and_leave(stage: str, folder: Path) -> None:
    """Do the work; the process that was forked never returns into its parent's loop."""
    status = 1
    try:
        work(stage, folder)
        status = 0
    except BaseException:  # noqa: BLE001 - told by the status, to a reader by the traceback
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        do_and_leave(sys.argv[1], Path(sys.argv[2]))
    serve()
