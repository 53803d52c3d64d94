"""The window."""

import sys

if sys.version_info < (3, 12):
    # PySide6 6.12 gives back one reference more to True and None than it takes, with every signal and timer.
    # From Python 3.12 on they cannot be used up; before, the interpreter ends when the last one is gone.
    import ctypes

    for _constant in (True, False, None):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 29
