"""The small text files of a BagIt bag (RFC 8493, sections 2.1 and 2.2), to and from bytes."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from edudesk.services.packages.trees import LONGEST_PATH, MOST_FILES

ALGORITHMS: Mapping[str, int] = {
    "md5": 32,
    "sha1": 40,
    "sha224": 56,
    "sha256": 64,
    "sha384": 96,
    "sha512": 128,
}
"""The checksum algorithms that can be verified, with the number of hexadecimal digits."""

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
FIRST_STRICT = (1, 0)
"""The version from which BagIt says MUST where earlier drafts were lenient."""

_MOST_BAD_LINES = 1000
_MOST_ELEMENTS = 10_000
_VERSIONS = frozenset({(0, 93), (0, 94), (0, 95), (0, 96), (0, 97), (1, 0)})
_DECLARATION = re.compile(
    rb"BagIt-Version: ([0-9]{1,3})\.([0-9]{1,3})(?:\r\n|\r|\n)"
    rb"Tag-File-Character-Encoding: ([!-~]+)(?:\r\n|\r|\n)?"
)
_MANIFEST_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\S.*)", re.DOTALL)
_FETCH_LINE = re.compile(r"(\S+)[ \t]+([0-9]+|-)[ \t]+(\S.*)", re.DOTALL)
_ESCAPE = re.compile("%(0[AaDd]|25)")
_STRICT_ELEMENT = re.compile(r"([^:\s](?:[^:]*[^:\s])?):[ \t](.*)", re.DOTALL)
_LENIENT_ELEMENT = re.compile(r"\s*([^:\s](?:[^:]*[^:\s])?)\s*:\s*(.*)", re.DOTALL)
# Python knows codecs that are no text encodings of files, or take quadratic time; only these are used.
_ENCODING = re.compile(
    r"utf-8|utf-16(-[lb]e)?|utf-32(-[lb]e)?|ascii|iso8859-\d+|cp\d+|gb2312|gbk|gb18030|big5|"
    r"shift_jis|euc_jp|euc_kr|koi8-[ru]"
)


@dataclass(frozen=True)
class Declaration:
    """What ``bagit.txt`` says: the version and the encoding of the other tag files."""

    version: tuple[int, int]
    encoding: str

    @property
    def strict(self) -> bool:
        """Whether the rules of BagIt 1.0 hold in full."""
        return self.version >= FIRST_STRICT

    @property
    def known(self) -> bool:
        """Whether this is a version of BagIt that can be verified."""
        return self.version in _VERSIONS

    @property
    def info_name(self) -> str:
        """The name of the file with the bag's metadata, which changed with BagIt 0.96."""
        return "bag-info.txt" if self.version >= (0, 96) else "package-info.txt"


@dataclass(frozen=True)
class Lines:
    """The entries of a manifest or of ``fetch.txt``, and the numbers of the lines that could not be read."""

    entries: tuple[tuple[str, str], ...]
    """Pairs of checksum (or address) and path, the path as written in the file."""
    bad: tuple[int, ...]


def read_declaration(content: bytes) -> Declaration | None:
    """Return what ``bagit.txt`` declares, or None unless it has exactly the form of RFC 8493, 2.1.1."""
    match = _DECLARATION.fullmatch(content)
    if match is None:
        return None
    return Declaration((int(match[1]), int(match[2])), match[3].decode("ascii"))


def text_codec(encoding: str) -> str | None:
    """Return Python's name for a declared encoding, or None when it is not one for text files."""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return None
    return name if _ENCODING.fullmatch(name) else None


def read_info(text: str, *, strict: bool) -> tuple[tuple[tuple[str, str], ...], tuple[int, ...]]:
    """Return the (label, value) pairs of ``bag-info.txt`` in order, and the numbers of unreadable lines."""
    element = _STRICT_ELEMENT if strict else _LENIENT_ELEMENT
    pairs: list[tuple[str, list[str]]] = []
    bad: list[int] = []
    for number, line in _numbered_lines(text):
        if len(bad) > _MOST_BAD_LINES:
            break
        if line[0] in " \t" and pairs:
            pairs[-1][1].append(line.strip())
        elif len(pairs) < _MOST_ELEMENTS and (match := element.fullmatch(line)):
            pairs.append((match[1], [match[2].rstrip()]))
        else:
            bad.append(number)
    return tuple((label, " ".join(values)) for label, values in pairs), tuple(bad)


def read_manifest(text: str, algorithm: str) -> Lines:
    """Return the checksums and paths of a manifest; a checksum of the wrong length makes a bad line."""
    return _read_lines(text, _MANIFEST_LINE, ALGORITHMS[algorithm])


def read_fetch(text: str) -> Lines:
    """Return the addresses and paths of ``fetch.txt``."""
    return _read_lines(text, _FETCH_LINE)


def escape_path(path: str) -> str:
    """Return ``path`` as a manifest of BagIt 1.0 writes it."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def unescape_path(path: str) -> str:
    """Undo :func:`escape_path`; other percent signs stay as they are."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), path)


def write_manifest(checksums: Mapping[str, str]) -> bytes:
    """Return a manifest of paths and checksums, sorted by path."""
    return "".join(f"{checksums[path]}  {escape_path(path)}\n" for path in sorted(checksums)).encode()


def write_info(elements: Iterable[tuple[str, str]]) -> bytes:
    """Return ``bag-info.txt``; line breaks inside a value become spaces."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in elements).encode()


def _read_lines(text: str, form: re.Pattern[str], digits: int = 0) -> Lines:
    """Read lines of which the first group and the last are wanted, until too many make no sense."""
    entries: list[tuple[str, str]] = []
    bad: list[int] = []
    for number, line in _numbered_lines(text):
        match = form.fullmatch(line)
        path = match[match.re.groups] if match else ""
        sound = len(entries) < MOST_FILES and 0 < len(path) <= LONGEST_PATH
        if match and sound and (not digits or len(match[1]) == digits):
            entries.append((match[1], path))
        else:
            bad.append(number)
        if len(bad) > _MOST_BAD_LINES:
            break
    return Lines(tuple(entries), tuple(bad))


def _numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    # Not str.splitlines: it also breaks at characters that are part of a name.
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.strip(" \t\n"):
            yield number, line.removesuffix("\n")
