"""The process's own side: first it settles in, then loads what it reads with, then is ready."""

import os
import signal
import warnings
from multiprocessing.connection import Connection

READY = b"ready"


def settle_in(*, silent: bool = True) -> None:
    """Leave Ctrl+C to the program; ``silent`` closes the output to readers that chat."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    if silent:
        silence = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(silence, stream)


def be_ready(connection: Connection, memory: int) -> None:
    """Take at most ``memory`` bytes from now on, and say that requests may come; the readers are loaded."""
    _limit_memory(memory)
    connection.send_bytes(READY)


def _limit_memory(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - Unix alone has it; elsewhere the limits of what is read must do
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
