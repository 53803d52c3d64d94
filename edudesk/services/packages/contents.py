"""The files of one bag inside its container, found by the names its own lists give them."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from edudesk.services.packages.tagfiles import Declaration, unescape_path
from edudesk.services.packages.trees import Damaged, Tree

LARGEST_TAG_FILE = 16 << 20


@dataclass(frozen=True)
class Found:
    """The file that a listed name means; ``remark`` is the code of a warning about how it was written."""

    path: str
    remark: str = ""


class Contents:
    """The files below ``base`` (``""`` or ending in ``/``), by their paths from there."""

    def __init__(self, tree: Tree, base: str) -> None:
        self._tree, self._base = tree, base
        self.sizes: Mapping[str, int] = {
            path.removeprefix(base): size for path, size in tree.files.items() if path.startswith(base)
        }
        self.outside = tuple(path for path in tree.files if not path.startswith(base))
        self._forms: dict[str, list[str]] = {}
        for path in self.sizes:
            self._forms.setdefault(unicodedata.normalize("NFC", path), []).append(path)

    @property
    def payload(self) -> Mapping[str, int]:
        """The files under ``data/`` with their sizes."""
        return {path: size for path, size in self.sizes.items() if path.startswith("data/")}

    @property
    def has_payload_folder(self) -> bool:
        """Whether there is a folder ``data``, if only an empty one."""
        return bool(self.payload) or f"{self._base}data" in self._tree.folders

    def pieces(self, path: str) -> Iterator[memoryview]:
        """Yield the content of a file in pieces; raise Damaged when it cannot be had."""
        return self._tree.pieces(self._base + path)

    def deviation(self, last: Sequence[str], day: dt.date) -> str | None:
        """Return where the container is not as the program writes it, with ``last`` at its end, or None."""
        return self._tree.deviation([self._base + path for path in last], day)

    def read(self, path: str, most: int = LARGEST_TAG_FILE) -> bytes:
        """Return the whole content of a file; raise Damaged when it cannot be had or is absurdly large."""
        if self.sizes[path] > most:
            raise Damaged("package.tag_file_too_large")
        return b"".join(bytes(piece) for piece in self.pieces(path))

    def find(self, listed: str, declared: Declaration) -> Found:
        """Return the file that ``listed`` means, as generously as earlier drafts and other tools need.

        When there is none, ``path`` is the name as it was meant.
        """
        forms = [unescape_path(listed), listed] if declared.strict else [listed, unescape_path(listed)]
        for path in forms:
            if path in self.sizes:
                return Found(path)
        for path in forms:
            bare = path.removeprefix("*")
            plain = bare.removeprefix("./")
            if plain != path and plain in self.sizes:
                return Found(plain, "package.star_in_list" if bare != path else "package.dot_in_list")
        for path in forms:
            alike = self._forms.get(unicodedata.normalize("NFC", path), [])
            if len(alike) == 1:
                return Found(alike[0], "package.unicode_form")
        return Found(forms[0])
