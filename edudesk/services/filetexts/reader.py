"""Having the text of files read in a worker process that may crash, hang or grow without harm."""

import contextlib
import json
import multiprocessing
import time
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Self

from edudesk.errors import Cancelled, EnvironmentProblem
from edudesk.services.filetexts.cache import FileText, State
from edudesk.services.filetexts.worker import LONGEST, READY, serve
from edudesk.services.jobs import QUIET, Job

SECONDS = 30.0
MEMORY = 1 << 30
_START_SECONDS = 60.0
_PATIENCE = 0.1
_LARGEST_ANSWER = 16 * LONGEST


class TextReader:
    """Owns the worker; use as a context manager and keep it for a batch.

    The worker starts with the first file and anew after one that killed it. ``seconds`` is the longest one
    file may take, ``memory`` the most the worker may take in bytes (not on Windows).
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._running: tuple[BaseProcess, Connection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_unused: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; the next file would start another."""
        if self._running is None:
            return
        process, connection = self._running
        self._running = None
        connection.close()
        process.kill()
        process.join()
        process.close()

    def read(self, content: bytes, job: Job = QUIET) -> FileText:
        """Return the text of a file; never fails because of the file, which is then without text.

        EnvironmentProblem ``search.no-reader`` when the worker cannot be started.
        """
        connection, answered = self._start(), False
        try:
            connection.send_bytes(content)
            deadline = time.monotonic() + self._seconds
            while not job.cancelled() and not connection.poll(_PATIENCE):
                if time.monotonic() > deadline:
                    return FileText(State.TOO_SLOW)
            if job.cancelled():
                raise Cancelled
            told = json.loads(connection.recv_bytes(_LARGEST_ANSWER))
            found = FileText(State(told["state"]), str(told["text"])[:LONGEST])
            answered = True
        except (OSError, EOFError, ValueError, TypeError, KeyError):  # it died of this file, or lies
            return FileText(State.BROKEN)
        finally:
            if not answered:  # a late answer must not pass for the next file's
                self.close()
        return found

    def _start(self) -> Connection:
        if self._running and not self._running[0].is_alive():
            self.close()
        if self._running is None:
            self._running = _started(self._memory)
        return self._running[1]


def _started(memory: int) -> tuple[BaseProcess, Connection]:
    # spawn everywhere: a fork would copy the window's threads and the database's locks.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, memory), name="edudesk-texts", daemon=True)
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
    raise EnvironmentProblem("search.no-reader")
