"""Where the parts are wired together: which face the program shows."""

import os
import sys
from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run a command, or say how to when none is given; return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console writes in its own code page; a pipe or file gets UTF-8.
        # A program without a console has no streams at all.
        # No character, such as half of a damaged name, stops a sentence.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    from edudesk.cli import run_command  # noqa: PLC0415 - the window will not need the command line

    try:
        return run_command(arguments)
    except BrokenPipeError:
        # The reader of our output (such as head) has seen enough; what follows must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
