"""The archive from the window's side: everything asked of it runs off the GUI thread and answers come back.

One thread answers questions in their order, so that what is asked after a change sees it. Long work gets a
thread of its own and a :class:`~edudesk.services.jobs.Job`. The database layer is imported in these threads.
"""

import gc
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from edudesk.errors import Cancelled, EduDeskError, EnvironmentProblem
from edudesk.services.jobs import Job
from edudesk.ui.clock import Clock

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.standing.live import Standing

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Opened:
    """What a question is asked of: the archive, how its communities stand, and the time."""

    archive: "Archive"
    standing: "Standing"
    clock: Clock


@dataclass
class _Request:
    """What is to be done and who waits for it.

    It may be the last to know a widget, and widgets may only go on the GUI thread: whoever did the deed hands
    the request over and holds on to nothing of it.
    """

    deed: Callable[..., Any]
    owner: QObject | None
    then: Callable[[Any], None] | None
    failed: Callable[[EduDeskError], None] | None
    key: str = ""
    changes: bool = False
    work: "Work | None" = None
    answer: Any = None
    error: BaseException | None = None
    is_lost: bool = False


class Work(QObject):
    """A long piece of work under way: its title, who began it, how far it is, and the way to stop it.

    ``unit`` is what the progress counts: files, bytes or steps.

    ``progressed(done, total, what)`` comes at most ten times a second, ``latest`` is what it said last;
    ``ended`` comes once, however it ends.
    """

    progressed = Signal(int, int, str)
    ended = Signal()
    _INTERVAL = 0.1  # seconds
    _COURTESY = 0.05
    """Seconds for which each step lets a question go first: the window shares its turns with both."""

    def __init__(self, title: str, owner: QObject, unit: str, parent: QObject, calm: threading.Event) -> None:
        super().__init__(parent)
        self._calm = calm
        self.title = title
        self.owner = owner
        self.unit = unit
        self.started = time.monotonic()
        self._stopped = threading.Event()
        self._said = 0.0
        self.latest = (0, 0, "")
        self.job = Job(self._report, self._stopped.is_set)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; it then leaves everything as it was."""
        self._stopped.set()

    def _report(self, done: int, total: int, what: str) -> None:
        self._calm.wait(self._COURTESY)
        self.latest = (done, total, what)
        now = time.monotonic()
        if now - self._said >= self._INTERVAL or done >= total:
            self._said = now
            self.progressed.emit(done, total, what)


@dataclass
class _Queue:
    waiting: deque[_Request | None] = field(default_factory=deque)
    filled: threading.Condition = field(default_factory=threading.Condition)

    def put(self, request: _Request | None) -> None:
        with self.filled:
            if request is not None and request.key:
                # Only the newest of a kind is worth answering, such as the last key typed.
                stale = [
                    one
                    for one in self.waiting
                    if one and (one.owner, one.key) == (request.owner, request.key)
                ]
                for one in stale:
                    self.waiting.remove(one)
            self.waiting.append(request)
            self.filled.notify()

    def take(self) -> _Request | None:
        with self.filled:
            self.filled.wait_for(lambda: bool(self.waiting))
            return self.waiting.popleft()


class Desk(QObject):
    """One open archive. Errors without a ``failed`` of their own go out as ``troubled``.

    ``opened`` and ``refused`` answer :meth:`open`; ``changed`` follows every change that was written.
    """

    opened = Signal()
    refused = Signal(object)  # EduDeskError
    changed = Signal()
    troubled = Signal(object)  # EduDeskError
    working = Signal(object)  # Work
    _answered = Signal()

    def __init__(self, folder: Path, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()  # in a thread it would meet widgets that are just going, see edudesk.ui.tidying
        self.folder = folder
        self.clock = clock
        self.works: list[Work] = []
        self._threads: list[tuple[threading.Thread, Work]] = []
        """Each with its work: the thread names it to its very end, and must not be the last to let it go."""
        self._open: Opened | None = None
        self._is_closed = False
        self._queue = _Queue()
        self._calm = threading.Event()
        """Set while the archive's thread has nothing to answer."""
        self._calm.set()
        self._answers: deque[_Request] = deque()
        self._failed: _Request | None = None
        """What was told as ``troubled`` last."""
        # By a timer each answer has a turn of the event loop to itself: what it fills is not painted, and the
        # next one not shown, before keys and wheel were looked at.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._take_turn)
        self._answered.connect(self._turn.start, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._serve, name="edudesk-archive", daemon=True)

    @property
    def is_open(self) -> bool:
        """Whether the archive has been opened."""
        return self._open is not None

    def open(self) -> None:
        """Open the archive in its thread; ``opened`` or ``refused`` follows."""
        self._queue.put(
            _Request(self._open_archive, self, lambda _none: self.opened.emit(), self.refused.emit)
        )
        self._thread.start()

    def ask(
        self,
        owner: QObject,
        question: Callable[[Opened], Answer],
        then: Callable[[Answer], None],
        *,
        failed: Callable[[EduDeskError], None] | None = None,
        key: str = "",
    ) -> None:
        """Answer a question; ``then`` is called on the GUI thread unless ``owner`` is gone by then.

        A waiting question of the same owner and ``key`` is dropped.
        """
        self._queue.put(_Request(question, owner, then, failed, key))

    def change(
        self,
        owner: QObject,
        deed: Callable[[Opened], Answer],
        then: Callable[[Answer], None] | None = None,
        *,
        failed: Callable[[EduDeskError], None] | None = None,
    ) -> None:
        """Do what writes to the archive, then tell every page by ``changed``; done even if ``owner`` goes."""
        self._queue.put(_Request(deed, owner, then, failed, changes=True))

    def work(
        self,
        owner: QObject,
        title: str,
        deed: Callable[["Archive", Job], Answer],
        then: Callable[[Answer], None],
        *,
        failed: Callable[[EduDeskError], None] | None = None,
        changes: bool = False,
        unit: str = "steps",
    ) -> Work:
        """Start long work in a thread of its own; a stopped one ends in ``failed`` with ``Cancelled``.

        Work without a title is done quietly: nobody is told of it, and closing does not wait to be allowed.
        """
        request = _Request(lambda job: deed(self._archive(), job), owner, then, failed, changes=changes)
        return self._start(Work(title, owner, unit, self, self._calm), request)

    def work_apart(
        self,
        owner: QObject,
        title: str,
        deed: Callable[[Job], Answer],
        then: Callable[[Answer], None],
        *,
        failed: Callable[[EduDeskError], None] | None = None,
        unit: str = "steps",
    ) -> Work:
        """Start long work that needs no open archive, such as making or restoring one."""
        return self._start(Work(title, owner, unit, self, self._calm), _Request(deed, owner, then, failed))

    def _start(self, work: Work, request: _Request) -> Work:
        request.work = work
        job, waiting = work.job, [request]
        thread = threading.Thread(
            target=lambda: self._do(waiting.pop(), job), name="edudesk-work", daemon=True
        )
        self.works.append(work)
        self._threads.append((thread, work))
        self.working.emit(work)
        thread.start()
        return work

    def way_again(self, error: EduDeskError) -> Callable[[], None] | None:
        """Return what asks anew for what failed last, where the surroundings were at fault; else None."""
        failed = self._failed
        if failed is None or failed.error is not error or not isinstance(error, EnvironmentProblem):
            return None

        def again() -> None:
            if self._failed is failed:
                self._failed = failed.error = None
                self._queue.put(failed)

        return again

    def close(self) -> None:
        """Stop long work, finish what was asked, then close the archive; no answer comes any more."""
        self._is_closed = True
        for work in self.works:
            work.cancel()
        for thread, _work in self._threads:
            thread.join()
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def _archive(self) -> "Archive":
        if self._is_closed:
            raise Cancelled  # begun in the moment of closing, by a timer
        if self._open is None:
            raise RuntimeError("the archive is not open")
        return self._open.archive

    def _open_archive(self) -> None:
        from edudesk.services.archive import open_archive
        from edudesk.services.standing.live import Standing

        archive = open_archive(self.folder, self.clock.now())
        self._open = Opened(archive, Standing(archive), self.clock)

    def _serve(self) -> None:
        while self._answer(self._queue.take()):
            self._calm.set()
        self._calm.set()
        if self._open is not None:
            self._open.archive.close()
            self._open = None

    def _answer(self, request: _Request | None) -> bool:
        """Answer in the archive's thread; False when no more is to come."""
        if request is None:
            return False
        self._calm.clear()
        opens = request.deed == self._open_archive
        # Where it could not be opened, nobody waits for an answer any more.
        request.is_lost = not opens and self._open is None
        given = () if opens else (self._open,)
        self._answers.append(_done(request, *given))
        del request  # see _Request
        self._answered.emit()
        return True

    def _do(self, request: _Request, job: Job) -> None:
        """Do long work in its own thread."""
        self._answers.append(_done(request, job))
        del request  # see _Request
        self._answered.emit()

    def _take_turn(self) -> None:
        """Deliver one answer; if there are more, the next in the next turn."""
        if not self._answers:
            return
        request = self._answers.popleft()
        if self._answers:
            self._turn.start()
        self._deliver(request)

    def _deliver(self, request: _Request) -> None:
        if request.is_lost:
            return
        if request.work is not None:
            self._end(request.work)
        if self._is_closed:
            if request.error is not None and not isinstance(request.error, EduDeskError):
                raise request.error
            return
        if request.changes and request.error is None:
            self.changed.emit()
        if request.owner is not None and not isValid(request.owner):
            return
        if request.error is None:
            if request.then is not None:
                request.then(request.answer)
        elif isinstance(request.error, EduDeskError):
            self._tell(request, request.error)
        else:
            raise request.error

    def _tell(self, request: _Request, error: EduDeskError) -> None:
        if request.failed is not None:
            request.failed(error)
            return
        self._failed = None if request.work else request
        self.troubled.emit(error)

    def _end(self, work: Work) -> None:
        self.works.remove(work)
        work.ended.emit()
        over = [each for each in self._threads if not each[0].is_alive() and each[1] not in self.works]
        self._threads = [each for each in self._threads if each not in over]
        for _thread, ended in over:
            ended.deleteLater()


def _done(request: _Request, *given: Any) -> _Request:
    """Do what was asked, and return the request with its answer or its error."""
    if not request.is_lost:
        try:
            request.answer = request.deed(*given)
        except BaseException as error:  # noqa: BLE001 - carried to the GUI thread, where it is raised again
            request.error = error
    return request
