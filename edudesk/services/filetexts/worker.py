"""The process in which files by strangers are read for their text, so that a bad one harms nothing."""

import json
import os
import signal
import sys
import warnings
from multiprocessing.connection import Connection

READY = b"ready"
LONGEST = 200_000
"""Characters of one file that are searched; more is a book."""


def serve(connection: Connection, memory: int) -> None:
    """Answer files with their text until the other side closes; ``memory`` is the most this may take.

    Each answer is JSON. Not pickle: what has read a hostile file is not trusted.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the program's to answer
    warnings.simplefilter("ignore")
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    if sys.platform != "win32":
        os.nice(10)
    from edudesk.services.filetexts.extracting import extract  # noqa: PLC0415 - only this process loads the readers

    _limit_memory(memory)
    connection.send_bytes(READY)
    while True:
        try:
            content = connection.recv_bytes()
        except EOFError:
            return
        state, text = extract(content, LONGEST)
        try:
            connection.send_bytes(json.dumps({"state": state, "text": text}).encode())
        except OSError:  # the program is gone
            return


def _limit_memory(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - Unix alone has it; elsewhere the limits on parts must do
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
