"""Names that Windows, FAT32, zip programs and people all accept."""

import re
import unicodedata

from edudesk.errors import UserError
from edudesk.services.disk.naming import SUFFIX, numbered

PATH_LIMIT = 199
"""The longest path in a package, in UTF-16 units, from the package's own folder name on."""

NAME_LIMIT = 100
"""The longest single name, in UTF-16 units; see also ``_BYTE_LIMIT``."""

_BYTE_LIMIT = 240  # Linux allows 255 bytes of UTF-8 in a name; the rest is for a number and a temporary name.
_SHORTEST = 12  # A name is not cut below this to make a long path fit: shorter says nothing to a reader.
_UNNAMED = "未命名"
_NO_IDENTITY = "（证件号略）"

# What Windows reserves looks the same to a Chinese reader in its full-width form; % is escaped differently by
# different BagIt programs, so it is kept out of names as well.
_FULL_WIDTH = str.maketrans('<>:"/\\|?*%', "＜＞：＂／＼｜？＊％")
_DEVICE = re.compile(r"(?i)(?:^|/)(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])\s*(\.|/|$)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_NOT_PORTABLE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]|[ .](/|$)')
_LONG = re.compile(r"[^/]{128,}")


def safe_name(text: str, *, limit: int = NAME_LIMIT) -> str:
    """Return ``text`` as one file or folder name, its extension kept when it has to be shortened.

    ``limit`` is in UTF-16 units, as Windows counts. Identity numbers of 18 digits are left out
    (standards: never in file names).
    """
    name = unicodedata.normalize("NFC", "".join(_readable(letter) for letter in text))
    name = re.sub(r"\s+", " ", _hide_identities(name).translate(_FULL_WIDTH))
    name = name.lstrip(" .").rstrip(" .") or _UNNAMED
    name = _shorten(name, limit)
    return f"_{_shorten(name, limit - 1)}" if _DEVICE.match(name) else name


def same_name_key(name: str) -> str:
    """Return what two names share when some file system takes them for one: case and Unicode form ignored."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


class Names:
    """Hands out the paths of one package: each safe, short enough and unique in its folder."""

    def __init__(self, base: str = "") -> None:
        """Start with the name of the package's own folder, which counts towards :data:`PATH_LIMIT`."""
        self._spent = _units(base) + len("/data/") if base else len("data/")
        self._taken: set[tuple[str, str]] = set()

    def claim(self, folder: str, text: str, *, room: int = 0) -> str:
        """Return the path for ``text`` in ``folder`` (``""`` for the top), with ``/`` between the parts.

        ``room`` is what must stay free for names inside when a folder is claimed.
        """
        parent = f"{folder}/" if folder else ""
        left = PATH_LIMIT - self._spent - _units(parent) - room
        limit = max(_SHORTEST, min(NAME_LIMIT, left))
        name, number = safe_name(text, limit=limit), 1
        while (same_name_key(folder), same_name_key(name)) in self._taken:
            number += 1
            name = _numbered(text, number, limit)
        self._taken.add((same_name_key(folder), same_name_key(name)))
        path = parent + name
        if self._spent + _units(path) > PATH_LIMIT:
            raise UserError("package.path_too_long", path=path)
        return path


def device(path: str) -> bool:
    """Tell whether Windows would take some part of ``path`` for a device, as NUL or COM1, in any folder."""
    return _DEVICE.search(path) is not None


def portable(path: str) -> bool:
    """Tell whether every part of ``path`` can be written on Windows and FAT32 as it is."""
    return not (
        device(path) or _NOT_PORTABLE.search(path) or any(_units(part) > 255 for part in _LONG.findall(path))  # noqa: PLR2004 - the length of a name on NTFS and FAT32
    )


def _readable(letter: str) -> str:
    """Return the letter, a space for white space, or nothing for what cannot be seen or does not exist."""
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Cn"} else letter


def _hide_identities(name: str) -> str:
    # Full-width digits are digits to a reader: look for numbers in a form of the same length.
    ascii_digits = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in name
    )
    for match in reversed([*_IDENTITY.finditer(ascii_digits.replace("Ｘ", "X").replace("ｘ", "x"))]):
        name = name[: match.start()] + _NO_IDENTITY + name[match.end() :]
    return name


def _numbered(text: str, number: int, limit: int) -> str:
    mark = f" ({number})"
    return numbered(safe_name(text, limit=limit - len(mark)), number)


def _shorten(name: str, limit: int) -> str:
    if _fits(name, limit):
        return name
    suffix = match[0] if (match := SUFFIX.search(name)) else ""
    stem = name[: len(name) - len(suffix)]
    while stem and not _fits(stem + suffix, limit):
        stem = stem[:-1]
        while stem and unicodedata.combining(stem[-1]):
            stem = stem[:-1]
    return (stem.rstrip(" .") or _UNNAMED) + suffix


def _fits(name: str, limit: int) -> bool:
    return _units(name) <= limit and len(name.encode()) <= _BYTE_LIMIT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
