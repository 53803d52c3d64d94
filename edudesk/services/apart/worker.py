"""Our side: the process is started when it is needed, and ended with all that it had under way."""

import contextlib
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from edudesk.errors import EnvironmentProblem
from edudesk.services.apart.inside import READY

_START_SECONDS = 60.0


class Worker:
    """A process that runs ``serve(connection, memory)``; ``memory`` is the most it may take, in bytes.

    ``serve`` does what :mod:`edudesk.services.apart.inside` has, then answers. ``refused`` is the code of the
    EnvironmentProblem when the process cannot be started, ``said`` what its sentence names.
    """

    def __init__(
        self, serve: Callable[[Connection, int], None], memory: int, called: str, refused: str, **said: str
    ) -> None:
        self._serve, self._memory, self._called = serve, memory, called
        self._refused, self._said = refused, said
        self._running: tuple[BaseProcess, Connection] | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process; None while there is none."""
        return self._running[0].pid if self._running else None

    def connection(self) -> Connection:
        """Return the way to the process; it is started where there is none or it has died."""
        if self._running and not self._running[0].is_alive():
            self.end()
        if self._running is None:
            self._running = self._started()
        return self._running[1]

    def end(self) -> None:
        """End the process at once; the next request would start another."""
        if self._running is None:
            return
        process, connection = self._running
        self._running = None
        connection.close()
        process.kill()
        process.join()
        process.close()

    def _started(self) -> tuple[BaseProcess, Connection]:
        # spawn everywhere: a fork would copy the window's threads and the database's locks.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=self._serve, args=(theirs, self._memory), name=self._called, daemon=True
        )
        ready = False
        with contextlib.suppress(OSError, EOFError):
            process.start()
            theirs.close()
            ready = ours.poll(_START_SECONDS) and ours.recv_bytes(len(READY)) == READY
        if ready:
            return process, ours
        ours.close()
        theirs.close()
        if process.pid is not None:
            process.kill()
            process.join()
        raise EnvironmentProblem(self._refused, **self._said)
