"""What one person likes: language, look, places of windows. Never anything that belongs to the archive."""

import json
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from edudesk.errors import EnvironmentProblem
from edudesk.services.place import PORTABLE, program_folder
from edudesk.texts import Language

if TYPE_CHECKING:
    import logging

FILE = "settings.json"
SET_ASIDE = "settings.damaged.json"
_PAUSE = 1.0
"""Seconds; what changes within them is written in one go."""

ShadeChoice = Literal["system", "light", "dark"]
SizeChoice = Literal["standard", "large", "larger"]


def preferences_folder(beside: Path | None = None) -> Path:
    """Return where preferences and crash reports lie; ``beside`` is the program's folder."""
    portable = (beside or program_folder()) / PORTABLE
    if portable.is_dir():
        return portable
    # Both names are what platformdirs would ask the system for; importing it delays the first painting.
    system: str = sys.platform
    told = os.environ.get("LOCALAPPDATA" if system == "win32" else "XDG_CONFIG_HOME")
    if told and Path(told).is_absolute():
        return Path(told) / "EduDesk"
    if system.startswith("linux"):
        return Path.home() / ".config" / "EduDesk"
    import platformdirs  # noqa: PLC0415

    return platformdirs.user_config_path("EduDesk", appauthor=False)


class Preferences:
    """The settings in one JSON file; reading never fails, writing happens later in a thread of its own.

    A file that cannot be understood is kept as ``settings.damaged.json`` and everything is as on the first
    day. A value that makes no sense counts as not set.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._values = self._read()

    @property
    def language(self) -> Language | None:
        """The language of the window; None before one was chosen."""
        found = self._values.get("language")
        return cast("Language", found) if found in get_args(Language) else None

    @language.setter
    def language(self, value: Language) -> None:
        self._set("language", value)

    @property
    def shade(self) -> ShadeChoice:
        """Light, dark, or as the system has it."""
        found = self._values.get("shade")
        return cast("ShadeChoice", found) if found in get_args(ShadeChoice) else "system"

    @shade.setter
    def shade(self, value: ShadeChoice) -> None:
        self._set("shade", value)

    @property
    def size(self) -> SizeChoice:
        """How large type is."""
        found = self._values.get("size")
        return cast("SizeChoice", found) if found in get_args(SizeChoice) else "standard"

    @size.setter
    def size(self, value: SizeChoice) -> None:
        self._set("size", value)

    @property
    def author(self) -> str:
        """Who enters records on this machine; empty before anybody said so."""
        return self._text("author")

    @author.setter
    def author(self, value: str) -> None:
        self._set("author", value)

    @property
    def archive(self) -> Path | None:
        """The archive that was open last."""
        found = self._text("archive")
        return Path(found) if found else None

    @archive.setter
    def archive(self, value: Path | None) -> None:
        self._set("archive", str(value or ""))

    @property
    def backup_target(self) -> Path | None:
        """The folder of the last backup."""
        found = self._text("backup_target")
        return Path(found) if found else None

    @backup_target.setter
    def backup_target(self, value: Path | None) -> None:
        self._set("backup_target", str(value or ""))

    def state(self, name: str) -> Any:
        """Return what was kept under a name, such as a page's column widths, or None; plain JSON."""
        found = self._values.get("states")
        return found.get(name) if isinstance(found, dict) else None

    def keep_state(self, name: str, value: Any) -> None:
        """Keep plain JSON under a name."""
        with self._lock:
            states = self._values.get("states")
            kept = dict(states) if isinstance(states, dict) else {}
        self._set("states", {**kept, name: value})

    def flush(self) -> None:
        """Write now what has changed; what cannot be written is noted in the log and lives on in memory."""
        with self._lock:
            waiting, self._timer = self._timer, None
            if waiting is None:
                return
            waiting.cancel()
            content = json.dumps(self._values, ensure_ascii=False, indent=1)
        from edudesk.services.disk.writing import write_file  # noqa: PLC0415 - starting does without

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_file(self.path, content.encode("utf-8"))
        except (EnvironmentProblem, OSError):
            _log().exception("preferences could not be written")

    def _text(self, name: str) -> str:
        found = self._values.get(name)
        return found if isinstance(found, str) else ""

    def _set(self, name: str, value: Any) -> None:
        with self._lock:
            if self._values.get(name) == value:
                return
            self._values = {**self._values, name: value}
            if self._timer is None:
                self._timer = threading.Timer(_PAUSE, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def _read(self) -> dict[str, Any]:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            return self._set_aside(error)
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            return self._set_aside(error)
        return found if isinstance(found, dict) else self._set_aside(TypeError("not an object"))

    def _set_aside(self, error: Exception) -> dict[str, Any]:
        _log().warning("preferences are set aside: %s", error)
        with suppress(OSError):
            self.path.replace(self.path.with_name(SET_ASIDE))
        return {}


def _log() -> "logging.Logger":
    import logging  # noqa: PLC0415 - hardly ever needed, and the window paints before

    return logging.getLogger(__name__)
