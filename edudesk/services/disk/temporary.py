"""A place to write beside the final name: locked while in use, removed when nobody uses it any more."""

import os
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from edudesk.services.disk.naming import numbered
from edudesk.services.disk.volume import sync_folder

PREFIX = ".edudesk-part-"
_LOCK = ".lock"
# Virus scanners on Windows look into what was just written, and a folder cannot be renamed meanwhile.
_WAITS = (0.1, 0.2, 0.4, 0.8, 1.6) if os.name == "nt" else ()
"""Seconds between attempts to rename."""


class Temporary:
    """A temporary name in the folder of the final one, held by a lock that ends with the process."""

    def __init__(self, folder: Path) -> None:
        """Clear what killed runs left in ``folder``, then take a fresh name; nothing is made under it yet."""
        clear_leftovers(folder)
        self.path = folder / f"{PREFIX}{secrets.token_hex(8)}"
        self._lock = FileLock(_lock_path(self.path), thread_local=False)
        self._lock.acquire()

    def move_to(self, target: Path) -> Path:
        """Give what was written its final name, numbered when ``target`` is taken, and return that name.

        Raises OSError when the disk does not take the name for good, as a stick that is just pulled.
        """
        number, final = 1, target
        while not _rename_to_free(self.path, final):
            number += 1
            final = target.with_name(numbered(target.name, number))
        try:
            sync_folder(final.parent)
        except OSError:
            remove_if_there(final)
            raise
        self._release()
        return final

    def discard(self) -> None:
        """Remove everything under the temporary name; what cannot be removed now goes with the next run."""
        with suppress(OSError):
            _remove(self.path)
            self._release()

    def _release(self) -> None:
        self._lock.release()
        _lock_path(self.path).unlink(missing_ok=True)


def clear_leftovers(folder: Path) -> None:
    """Remove temporary names in ``folder`` that no living run holds."""
    found = {path.name.removesuffix(_LOCK) for path in folder.glob(f"{PREFIX}*")}
    for name in found:
        leftover = folder / name
        lock = FileLock(_lock_path(leftover))
        # A leftover that cannot be removed (a read-only stick) hinders nothing.
        with suppress(OSError, Timeout), lock.acquire(blocking=False):
            _remove(leftover)
            _lock_path(leftover).unlink(missing_ok=True)


def remove_if_there(path: Path) -> None:
    """Remove a file or a folder with all that is in it, as far as its disk can still be reached."""
    with suppress(OSError):
        _remove(path)


def _lock_path(part: Path) -> Path:
    return part.with_name(part.name + _LOCK)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _rename_to_free(part: Path, final: Path) -> bool:
    """Rename without ever replacing what has the name already; say whether the name was free."""
    if os.path.lexists(final):
        return False
    if part.is_dir() or os.name == "nt":
        # A folder is never put over a folder with content, and Windows never over anything.
        with suppress(FileExistsError):
            _rename_patiently(part, final)
            return True
        return False
    try:
        os.link(part, final)  # Fails where a rename would silently replace a file that appeared just now.
    except FileExistsError:
        return False
    except OSError:  # FAT knows no links.
        part.rename(final)
        return True
    part.unlink()
    return True


def _rename_patiently(part: Path, final: Path) -> None:
    for wait in _WAITS:
        try:
            part.rename(final)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    part.rename(final)
