"""The process in which files by strangers are read for their text, so that a bad one harms nothing."""

import json
import os
import sys
from multiprocessing.connection import Connection

from edudesk.services.apart.inside import be_ready, settle_in

LONGEST = 200_000
"""Characters of one file that are searched; more is a book."""


def serve(connection: Connection, memory: int) -> None:
    """Answer files with their text until the other side closes; ``memory`` is the most this may take.

    Each answer is JSON. Not pickle: what has read a hostile file is not trusted.
    """
    settle_in()
    if sys.platform != "win32":
        os.nice(10)
    from edudesk.services.filetexts.extracting import extract  # noqa: PLC0415 - only this process loads the readers

    be_ready(connection, memory)
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
