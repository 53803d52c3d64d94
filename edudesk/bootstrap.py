"""Where the parts are wired together: which face the program shows."""

import builtins
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edudesk.texts import Language
    from edudesk.ui.clock import Clock

_NO_QT, _NO_DISPLAY = 2, 3
_WINDOW_OPTIONS = {"--archive", "--language", "--on", "--picture"}
"""``--on DAY`` and ``--picture PATH`` serve those who try a frozen program (docs/installer.md)."""


def run(arguments: Sequence[str]) -> int:
    """Show the window when no command is given, else run the command; return the exit status."""
    asked = _window_options(arguments)
    if asked is not None:
        return _run_window(asked)
    return _run_command(arguments)


def _window_options(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the options of the window, or None where the arguments are for the command line."""
    asked: dict[str, str] = {}
    waiting = list(arguments)
    while waiting:
        name, is_joined, value = waiting.pop(0).partition("=")
        if name not in _WINDOW_OPTIONS or not (is_joined or waiting):
            return None
        asked[name] = value if is_joined else waiting.pop(0)
    is_known = asked.get("--language", "zh") in {"zh", "en"} and _is_day(asked.get("--on", "2026-01-01"))
    return asked if is_known else None


def _is_day(words: str) -> bool:
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False


def _run_window(asked: dict[str, str]) -> int:
    wanted = asked.get("--language") or os.environ.get("EDUDESK_LANGUAGE")
    known: Language | None = "en" if wanted == "en" else "zh" if wanted == "zh" else None
    if find_spec("PySide6") is None:
        return _say_why_not("shell.no-qt", known or "zh", _NO_QT)
    if not _has_display():
        return _say_why_not("shell.no-display", known or "zh", _NO_DISPLAY)
    _start_quickly()
    from edudesk.ui.program import run_window  # noqa: PLC0415 - commands do without Qt

    archive, picture, day = (asked.get(name) for name in ("--archive", "--picture", "--on"))
    return run_window(
        Path(archive) if archive else None,
        known,
        _clock(date.fromisoformat(day)) if day else None,
        Path(picture) if picture else None,
    )


def _start_quickly() -> None:
    """Keep the garbage collector and PySide's look into every module out of the way of the first painting.

    PySide has each import read the module's source, in search of ``__feature__``, which nobody here asks for.
    """
    gc.disable()  # until the window is filled, see edudesk.ui.tidying
    import PySide6.QtCore  # noqa: F401, PLC0415 - commands do without Qt

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _clock(day: date) -> "Clock":
    """Return a clock on which it is this time of day on another day."""
    from edudesk.ui.clock import Clock  # noqa: PLC0415 - commands do without Qt

    return Clock(day - date.today())  # noqa: DTZ011 - the wall's day is meant


def _has_display() -> bool:
    """Tell whether Qt would find a screen; it ends the process when it finds none."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _say_why_not(code: str, language: "Language", status: int) -> int:
    _speak_utf8()
    from edudesk.cli import say_help  # noqa: PLC0415 - the window does without the command line

    say_help(code, language)
    return status


def _run_command(arguments: Sequence[str]) -> int:
    _speak_utf8()
    from edudesk.cli import run_command  # noqa: PLC0415 - the window does without the command line

    try:
        return run_command(arguments)
    except BrokenPipeError:
        # The reader of our output (such as head) has seen enough; what follows must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A Windows console writes in its own code page; a pipe or file gets UTF-8.
        # A program without a console has no streams at all.
        # No character, such as half of a damaged name, stops a sentence.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
