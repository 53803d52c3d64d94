"""The program's own start, watched from inside: when it is painted first, and when 首页 is filled."""

# It looks from inside at what nobody else needs to see.
# ruff: noqa: ARG002, N802, SLF001

import json
import os
import sys
import time
from typing import Any


def main() -> None:
    """``BEGUN FOLDER DAY``: show the window on an archive as it is shown to a person, and say when."""
    begun, folder, day = float(sys.argv[1]), sys.argv[2], sys.argv[3]
    from edudesk import bootstrap

    found: dict[str, float] = {}
    import edudesk.ui.program  # noqa: F401 - what ``run`` loads before anything else

    _attach(begun, found)
    bootstrap.run(["--archive", folder, "--on", day, "--language", "zh"])


def _attach(begun: float, found: dict[str, float]) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    from edudesk.ui.shell.stack import PageStack
    from edudesk.ui.shell.window import MainWindow

    def stamp(name: str) -> None:
        found.setdefault(name, time.perf_counter() - begun)
        found.setdefault(f"{name}, processor", time.process_time())
        if name == "filled":
            found["modules"] = len(sys.modules)
            found["database"] = "sqlalchemy" in sys.modules
            print(json.dumps(found), flush=True)
            os._exit(0)  # an archive that is still being opened is not waited for

    class Painted(QObject):
        """Waits for the first painting of what a view filled."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                QTimer.singleShot(0, lambda: stamp("filled"))
            return False

    paint, go = MainWindow.paintEvent, PageStack.go
    waiting = Painted()

    def first_painted(self: Any, event: Any) -> None:
        if not self._is_painted:
            QTimer.singleShot(0, lambda: stamp("painted"))
        paint(self, event)

    def first_shown(self: Any, code: str, place: Any) -> None:
        PageStack.go = go  # type: ignore[method-assign]
        go(self, code, place)
        page: Any = self.page()
        show = page.show_view

        def show_view(view: Any) -> None:
            show(view)
            page.show_view, page.watching = show, waiting
            for part in (page.owed, page._done, page._blank):
                part.installEventFilter(waiting)

        page.show_view = show_view

    MainWindow.paintEvent = first_painted  # type: ignore[method-assign]
    PageStack.go = first_shown  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
