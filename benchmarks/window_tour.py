"""A walk through the window in one process, watched from inside: lists opened, keys typed, rows scrolled.

``python -m benchmarks.window_tour WHAT FOLDER DAY`` prints what it found as JSON.
"""
# It looks from inside at what nobody else needs to see.
# ruff: noqa: ARG002, E402, N802, PTH123, SLF001

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from edudesk import bootstrap

bootstrap._start_quickly()  # as the program itself begins

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.window_bare import memory

BEAT = 5
SETTLED = ("plan", "pairs", "exchanges", "others", "summary", "files", "community")
"""Pages of several parts: they are there when all that they asked for, and asked after it, is answered."""
LISTS = ("activity", "people", "schools", "records", "scheme", "handing", *SETTLED)
WARM = 3


class Heart(QObject):
    """Beats every five milliseconds while the event loop is free, and remembers the longest pause."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=BEAT)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.last, self._waited = time.perf_counter(), _waited()
        self.longest = 0.0
        self.pauses: list[float] = []

    def _beat(self) -> None:
        now, waited = time.perf_counter(), _waited()
        pause = now - self.last - (waited - self._waited)
        self.last, self._waited = now, waited
        self.longest = max(self.longest, pause)
        if pause > 0.02:
            self.pauses.append(pause)

    @contextmanager
    def listened(self, found: dict[str, Any], name: str) -> Iterator[None]:
        self.last, self._waited = time.perf_counter(), _waited()
        self.longest, self.pauses = 0.0, []
        self._timer.start()
        yield
        wait(0.03)
        self._timer.stop()
        found[name] = self.longest
        found[f"{name}, pauses"] = sorted(self.pauses, reverse=True)[:5]


def _waited() -> float:
    """Return the seconds for which this thread could have run and other programs had the processors."""
    try:
        with open("/proc/thread-self/schedstat", encoding="ascii") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def wait(seconds: float) -> None:
    deadline = time.perf_counter() + seconds
    while (left := deadline - time.perf_counter()) > 0:
        turn = QDeadlineTimer(max(1, int(left * 1000)))
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, turn)
        time.sleep(min(0.0005, max(0.0, deadline - time.perf_counter())))


def until(ready: Callable[[], object], seconds: float = 15, told: Callable[[], object] = str) -> None:
    deadline = time.perf_counter() + seconds
    while not ready():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if time.perf_counter() > deadline:
            raise TimeoutError(ready, told())
        time.sleep(0.0002)


class Tour:
    def __init__(self, folder: Path, day: date) -> None:
        from edudesk.services.preferences import FILE, Preferences, preferences_folder
        from edudesk.texts import Texts
        from edudesk.ui import program
        from edudesk.ui.shell.window import MainWindow

        sys.setswitchinterval(program._SWITCH)
        self.app = program._application("zh")
        self.preferences = Preferences(preferences_folder() / FILE)
        self.window = MainWindow(self.preferences, Texts("zh"), bootstrap._clock(day))
        self.window.open_archive(folder)
        self.window.painted.connect(lambda: program._tidy(self.app))
        self.window.show()
        self.window.session.desk.refused.connect(lambda error: print("refused", error, file=sys.stderr))
        self.window.session.desk.troubled.connect(lambda error: print("troubled", error, file=sys.stderr))
        until(lambda: self.window.is_ready and self.home.view is not None, 120)
        self.desk = self.window.session.desk
        until(lambda: not self.desk.works, 120)  # the search index
        self.settle()

    @property
    def home(self) -> Any:
        return self.window.frame.stack._pages["home"]

    @property
    def page(self) -> Any:
        return self.window.frame.stack.page()

    def ask(self, question: Callable[[Any], Any]) -> Any:
        found: list[Any] = []
        self.desk.ask(self.window.session, question, found.append)
        until(lambda: found)
        return found[0]

    def settle(self) -> None:
        """Let everything that was asked be answered and painted."""
        for _ in range(3):
            self.ask(lambda _opened: 0)
            wait(0.01)

    def prepare(self) -> dict[str, Any]:
        """Stay until the first page is kept for today and the days after it."""
        kept = self.desk.folder / "derived" / "home"
        until(lambda: len(list(kept.glob("*.json"))) >= 4, 60)
        wait(0.1)
        self.preferences.flush()
        return {"kept": True}

    # -- lists

    def go(self, name: str) -> None:
        go = self.window.session.go
        match name:
            case "people" | "schools":
                go("people", tab=name)
            case "records":
                go("records", records=self.records, title="…")
            case _:
                go(name)

    def is_filled(self, name: str) -> bool:
        page = self.page
        match name:
            case "activity":
                return _table(page.table)
            case "people" | "schools":
                return page.tab == name and _table(page.list.table)
            case "records":
                return page.model._total == len(self.records) or bool(page.model.total)
            case "scheme":
                return bool(page.schemes.following)
            case "handing":
                return page._checked is not None
        raise ValueError(name)

    def open(self, name: str) -> float:
        begun = time.perf_counter()
        self.go(name)
        if name in SETTLED:
            for _ in range(3):
                self.ask(lambda _opened: 0)
        else:
            until(lambda: self.is_filled(name), told=lambda: (name, type(self.page)))
        QCoreApplication.processEvents()
        return time.perf_counter() - begun

    def make_stale(self, name: str) -> None:
        """Let the page forget its rows, so that opening it asks for them again as after a change."""
        page = self.page
        self.window.session.go("home")
        self.settle()
        page._stale = True
        match name:
            case "activity":
                page.table.model.is_loaded = False
            case "people" | "schools":
                page.list.table.model.is_loaded = False
            case "records":
                page.model.set_rows([])
            case "scheme":
                page.schemes = type(page.schemes)((), ())
            case "handing":
                page._checked = None

    def lists(self) -> dict[str, Any]:
        from edudesk.ui.ahead import KeptCheck

        until(
            lambda: KeptCheck.of(self.window.session).answer, 60
        )  # the window has been left alone for a while
        self.records = self.ask(_documents)
        found: dict[str, Any] = {"records": len(self.records)}
        for name in LISTS:
            found[f"first {name}"] = self.open(name)
            self.settle()
            again = []
            for _ in range(WARM):
                self.make_stale(name)
                again.append(self.open(name))
                self.settle()
            found[name] = sorted(again)[len(again) // 2]
            self.window.session.go("home")
            self.settle()
        return found

    # -- memory

    def memory(self) -> dict[str, Any]:
        found: dict[str, Any] = {"opened": memory()}
        self.records = self.ask(_documents)
        for name in (*LISTS, "settings", "record", "make", "bin"):
            if name == "make":
                self.window.session.go("make", type="document", content={})
            elif name in LISTS:
                self.open(name)
            else:
                self.window.session.go(name)
            self.settle()
            found[name] = memory()
        self.window.session.go("home")
        self.settle()
        found["memory"] = memory()
        return found

    # -- edit

    def edits(self) -> dict[str, Any]:
        committed: list[float] = []
        painted: list[float] = []
        home = self.home
        show = home.show_view

        class Painted(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() is QEvent.Type.Paint:
                    QTimer.singleShot(0, lambda: painted.append(time.perf_counter()))
                return False

        waiting = Painted()

        def show_view(view: Any) -> None:
            is_new = view != home.view
            show(view)
            if is_new:
                home.installEventFilter(waiting)
                for part in home.findChildren(QWidget):
                    part.installEventFilter(waiting)

        home.show_view = show_view
        base = self.ask(_an_activity)
        took = []
        for number in range(9):
            painted.clear()

            def deed(opened: Any, number: int = number) -> None:
                from edudesk.services.changes import change

                with change(opened.archive, "activity.create", opened.clock.now()) as writing:
                    writing.create("activity", base | {"topic": f"新的一次 {number}"})
                committed.append(time.perf_counter())

            self.desk.change(self.window.session, deed)
            until(lambda: painted)
            self.settle()
            home.removeEventFilter(waiting)
            for part in home.findChildren(QWidget):
                part.removeEventFilter(waiting)
            first = [one for one in painted if one > committed[-1]]
            took.append(first[0] - committed[-1])
        return {"edit": sorted(took)[len(took) // 2], "edits": took}

    # -- smooth

    def smooth(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        heart = Heart()
        with heart.listened(found, "rest"):
            wait(1)
        self._scroll(heart, found, "")
        self._type(heart, found, "")
        return found

    def packing(self) -> dict[str, Any]:
        from edudesk.services.handing.view import Wanted
        from edudesk.ui.pages.handing.packing import Packing

        found: dict[str, Any] = {}
        packing = Packing.of(self.window.session)
        clock = self.window.session.clock
        out = Path(os.environ["XDG_CONFIG_HOME"]) / "out"
        out.mkdir(exist_ok=True)
        heart = Heart()

        def again() -> None:
            if not packing.is_busy:
                found["packages"] = found.get("packages", 0) + 1
                found["stage"] = packing.stage
                found["error"] = str(packing.error)
                packing.reset()
                term = str(self.window.session.term)
                packing.start(Wanted(term, "", out, "zip", "", clock.now(), clock.today(), 2000))

        again()
        timer = QTimer(interval=20)
        timer.timeout.connect(again)
        timer.start()
        self._scroll(heart, found, "")
        self._type(heart, found, "")
        timer.stop()
        packing.work.cancel() if packing.work else None
        until(lambda: not packing.is_busy)
        return found

    def _scroll(self, heart: Heart, found: dict[str, Any], when: str) -> None:
        self.window.session.go("activity")
        until(lambda: self.is_filled("activity"))
        self.settle()
        view = self.page.table.view
        found["rows"] = self.page.table.model.total
        view.setFocus()
        with heart.listened(found, f"{when}keys in the list"):
            for _ in range(40):
                QTest.keyClick(view, Qt.Key.Key_PageDown)
                wait(0.03)
        with heart.listened(found, f"{when}wheel"):
            for number in range(60):
                _turn(view.viewport(), -360 if number < 40 else 720)
                wait(0.016)
        self._narrow(heart, found, when)
        bar = view.verticalScrollBar()
        with heart.listened(found, f"{when}scroll bar"):
            for number in range(40):
                bar.setValue((number * 7919) % (bar.maximum() + 1))
                wait(0.04)

    def _narrow(self, heart: Heart, found: dict[str, Any], when: str) -> None:
        """Sort by topic, narrow by it, and go back, as the list's own heads do."""
        from edudesk.services.listing.column_words import ColumnWords

        model = self.page.table.model
        with heart.listened(found, f"{when}sorting and narrowing"):
            model.sort_by("topic", descending=False)
            until(lambda: model.is_loaded)
            model.narrow(ColumnWords("topic", "jy"))
            until(lambda: model.is_loaded)
            model.widen()
            model.sort_by("date", descending=True)
            until(lambda: model.is_loaded)

    def _type(self, heart: Heart, found: dict[str, Any], when: str) -> None:
        self.window.session.go("activity")
        self.settle()
        with heart.listened(found, f"{when}list filter"):
            _write(self.page.filters.text, ("五年级", "语文", "同课异构"))
        with heart.listened(found, f"{when}search"):
            self.window.place.search()
            _write(self.window.frame.bar.search, ("五年级", "小学", "草船借箭"))
            QTest.keyClick(self.window.frame.bar.search, Qt.Key.Key_Escape)
        self.window.session.go("record")
        until(lambda: self.page.is_ready)
        self.settle()
        form = self.page.form
        with heart.listened(found, f"{when}recording"):
            form.day.line.setFocus()
            _write(form.day.line, ("12.16",), clear=False)
            form.topic.setFocus()
            _write(form.topic, ("石桥镇中心小学五年级语文草船借箭同课异构",), clear=False)
        self.page._drop()
        self.settle()


def _write(field: Any, words: tuple[str, ...], *, clear: bool = True) -> None:
    """Type as with an input method: character by character, faster than anyone types."""
    field.setFocus()
    for word in words:
        for letter in word:
            if letter.isascii():
                QTest.keyClick(field, Qt.Key(ord(letter.upper())))
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QCoreApplication.sendEvent(field, event)
            wait(0.08)
        wait(0.4)
        for _letter in word if clear else "":
            QTest.keyClick(field, Qt.Key.Key_Backspace)
            wait(0.03)


def _turn(widget: QWidget, by: int) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(widget, event)


def _table(table: Any) -> bool:
    model = table.model
    if not model.is_loaded:
        return False
    first, last = model.visible()
    return all(model.row(number) is not None for number in range(first, min(last + 1, model.total)))


def _documents(opened: Any) -> tuple[tuple[str, str], ...]:
    from edudesk.services.records import all_of

    with opened.archive.read() as connection:
        return tuple(
            (type_code, one.id)
            for type_code in ("document", "exchange", "mentor-pair", "adoption")
            for one in all_of(connection, type_code)
        )


def _an_activity(opened: Any) -> Any:
    from sqlalchemy import select

    from edudesk.models.activity import Activity
    from edudesk.services.records import get

    day = opened.clock.today()
    with opened.archive.read() as connection:
        chosen = select(Activity.id).where(Activity.starts_on <= day).order_by(Activity.starts_on.desc())
        return dict(get(connection, connection.execute(chosen.limit(1)).scalar_one()).content)


def main() -> None:
    what, folder, day = sys.argv[1:]
    try:
        tour = Tour(Path(folder), date.fromisoformat(day))
        print(json.dumps(getattr(tour, what)()), flush=True)
    except BaseException:  # noqa: BLE001 - the process ends at once, whatever threads are at work
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
