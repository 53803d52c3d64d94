"""Marks in a summary's words: ``[[figure:held|24]]``, ``[[table:activities]]``, ``[[photo:ID|caption]]``.

A mark stands for a figure, a table or a picture, looked up when the summary is shown or printed. Behind
``|`` stands what it said when the summary was saved: a reader without the program still reads it, and what
changes is noticed. What is not exactly a mark is words.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

FIGURE, TABLE, PHOTO = "figure", "table", "photo"
_MARK = re.compile(r"\[\[(figure|table|photo):([^\[\]|\s]+)(?:\|([^\[\]|\r\n]*))?\]\]")
_UNSAYABLE = re.compile(r"[\[\]|\s]+")


@dataclass(frozen=True)
class Mark:
    """One mark: what it stands for (``kind``, ``key``), and what it said last; None where it never said."""

    kind: str
    key: str
    said: str | None = None

    def __str__(self) -> str:
        said = "" if self.said is None else f"|{self.said}"
        return f"[[{self.kind}:{self.key}{said}]]"

    @property
    def bare(self) -> "Mark":
        """The mark without what it said."""
        return replace(self, said=None)

    def saying(self, words: str) -> "Mark":
        """Return the mark with what it says now; what would break it becomes a space."""
        return replace(self, said=_UNSAYABLE.sub(" ", words).strip())


Piece = str | Mark


def pieces(text: str) -> tuple[Piece, ...]:
    """Return words and marks in their order; put together again they are the text."""
    found: list[Piece] = []
    at = 0
    for match in _MARK.finditer(text):
        if match.start() > at:
            found.append(text[at : match.start()])
        found.append(Mark(match[1], match[2], match[3]))
        at = match.end()
    if at < len(text):
        found.append(text[at:])
    return tuple(found)


def joined(found: Iterable[Piece]) -> str:
    """Return the text that :func:`pieces` was given."""
    return "".join(map(str, found))


def marks(text: str) -> tuple[Mark, ...]:
    """Return the marks of a text."""
    return tuple(piece for piece in pieces(text) if isinstance(piece, Mark))


def spoken(text: str, say: Callable[[Mark], str]) -> str:
    """Return the text with words in the place of its marks."""
    return "".join(say(piece) if isinstance(piece, Mark) else piece for piece in pieces(text))


def remarked(text: str, say: Callable[[Mark], str | None]) -> str:
    """Return the text with what its marks say now; where that is not known (None) a mark stays as it is."""

    def renew(piece: Piece) -> Piece:
        words = say(piece) if isinstance(piece, Mark) else None
        return piece.saying(words) if isinstance(piece, Mark) and words is not None else piece

    return joined(map(renew, pieces(text)))


_WORD = re.compile(r"\S+")
_HAN = re.compile(r"[^\x00-\x7f]")


def length(text: str) -> int:
    """Return the number of characters as a word processor counts them: of Latin letters each word is one."""
    wide = sum(not one.isspace() for one in _HAN.findall(text))
    return wide + len(_WORD.findall(_HAN.sub(" ", text)))
