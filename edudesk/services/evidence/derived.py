"""Copies that can be made again at any time: thumbnails and renditions, keyed by original and recipe."""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from edudesk.services.evidence.codec import PLAIN, Codec

_KEY = re.compile(r"[0-9a-f]{64}")
_RECIPE = re.compile(r"[a-z0-9-]{1,40}")
_DIGEST = hashlib.sha256().digest_size
_INCOMING = ".incoming-"


class DerivedFiles:
    """A folder ``ab/cdef…-recipe`` of derived files; deleting any or all of it loses nothing.

    Each file begins with the SHA-256 of the rest, which spares the flush to disk: a half one is made again.
    """

    def __init__(self, folder: Path, codec: Codec = PLAIN) -> None:
        self._folder, self._codec = folder, codec

    def get_or_make(self, sha256: str, recipe: str, make: Callable[[], bytes]) -> bytes:
        """Return the copy of the original ``sha256`` by ``recipe`` (as ``thumbnail-512``), made when needed.

        A copy that cannot be kept (disk full, read-only stick) is returned all the same.
        """
        kept = self.get(sha256, recipe)
        if kept is not None:
            return kept
        made = make()
        with contextlib.suppress(OSError):
            self.keep(sha256, recipe, made)
        return made

    def has(self, sha256: str, recipe: str) -> bool:
        """Return whether a copy is there, without reading whether it is sound."""
        return self._path(sha256, recipe).is_file()

    def get(self, sha256: str, recipe: str) -> bytes | None:
        """Return a copy that is there and sound."""
        try:
            with self._codec.reader(self._path(sha256, recipe).open("rb")) as file:
                digest, content = file.read(_DIGEST), file.read()
        except OSError:
            return None
        return content if hashlib.sha256(content).digest() == digest else None

    def keep(self, sha256: str, recipe: str, content: bytes) -> None:
        """Keep a copy; raises OSError."""
        final = self._path(sha256, recipe)
        final.parent.mkdir(parents=True, exist_ok=True)
        incoming = final.with_name(f"{_INCOMING}{os.getpid()}-{secrets.token_hex(8)}")
        try:
            with incoming.open("xb") as file, self._codec.writer(file) as target:
                target.write(hashlib.sha256(content).digest() + content)
            incoming.replace(final)
        finally:
            incoming.unlink(missing_ok=True)

    def forget(self, sha256: str) -> None:
        """Delete every copy of one original."""
        for copy in self._path(sha256, "any").parent.glob(f"{sha256[2:]}-*"):
            copy.unlink(missing_ok=True)

    def clear(self) -> None:
        """Delete all copies, and what a killed run left half."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, sha256: str, recipe: str) -> Path:
        if not _KEY.fullmatch(sha256) or not _RECIPE.fullmatch(recipe):
            raise ValueError(sha256, recipe)
        return self._folder / sha256[:2] / f"{sha256[2:]}-{recipe}"
