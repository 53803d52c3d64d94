"""Having a workbook parsed in a process of its own."""

import contextlib
import json
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

from edudesk.errors import UserError
from edudesk.services.apart.worker import Worker
from edudesk.services.importing.limits import MAX_UNPACKED
from edudesk.services.importing.worker import serve
from edudesk.services.jobs import Job

SECONDS = 120.0
MEMORY = 3 << 30
_PATIENCE = 0.2
_LARGEST_ANSWER = 4 * MAX_UNPACKED


def answers(name: str, content: bytes, job: Job, seconds: float = SECONDS) -> Iterator[dict[str, Any]]:
    """Yield what the parsing process says of a workbook, see :mod:`edudesk.services.importing.worker`.

    UserError ``table.password``, ``table.damaged`` (also when the process dies or takes longer than
    ``seconds``); EnvironmentProblem ``table.no-reader`` when it cannot be started.
    """
    worker = Worker(serve, MEMORY, "edudesk-tables", "table.no-reader", name=name)
    connection = worker.connection()
    try:
        with contextlib.suppress(OSError):  # a process that died is told when its answer is missed
            connection.send_bytes(content)
        while answer := _next(name, connection, job, time.monotonic() + seconds):
            yield answer
    finally:
        worker.end()


def _next(name: str, connection: Connection, job: Job, deadline: float) -> dict[str, Any]:
    try:
        while not connection.poll(_PATIENCE):
            job.step(0, 0, name)
            if time.monotonic() > deadline:
                raise UserError("table.damaged", name=name)
        answer: dict[str, Any] = json.loads(connection.recv_bytes(_LARGEST_ANSWER))
    except (OSError, EOFError, ValueError) as died:
        raise UserError("table.damaged", name=name) from died
    if "fault" in answer:
        raise UserError(answer["fault"], name=name)
    return answer
