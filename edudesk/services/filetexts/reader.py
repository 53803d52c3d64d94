"""Having the text of files read in a worker process that may crash, hang or grow without harm."""

import json
import time
from typing import Self

from edudesk.errors import Cancelled
from edudesk.services.apart.worker import Worker
from edudesk.services.filetexts.cache import FileText, State
from edudesk.services.filetexts.worker import LONGEST, serve
from edudesk.services.jobs import QUIET, Job

SECONDS = 30.0
MEMORY = 1 << 30
_PATIENCE = 0.1
_LARGEST_ANSWER = 16 * LONGEST


class TextReader:
    """Owns the worker; use as a context manager and keep it for a batch.

    The worker starts with the first file and anew after one that killed it. ``seconds`` is the longest one
    file may take, ``memory`` the most the worker may take in bytes (not on Windows).
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._worker = Worker(serve, memory, "edudesk-texts", "search.no-reader")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_unused: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; the next file would start another."""
        self._worker.end()

    def read(self, content: bytes, job: Job = QUIET) -> FileText:
        """Return the text of a file; never fails because of the file, which is then without text.

        EnvironmentProblem ``search.no-reader`` when the worker cannot be started.
        """
        connection, answered = self._worker.connection(), False
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
