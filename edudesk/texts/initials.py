"""Pinyin without a dictionary of words: ``lls`` finds 李老师, ``lilao`` too.

``resources/readings.txt`` has one line for each syllable with its characters, each at its usual reading.
Characters with several common ones have a line of their own in ``resources/several-readings.txt``, the
usual one first, for surnames such as 单 or 曾 the surname's: 校长 is found by ``xz``, 银行 by ``yh``.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product
from math import prod

from edudesk.resources import resource

_MOST_WAYS = 16


@cache
def _table() -> str:
    return resource("readings.txt").read_text(encoding="utf-8")


@cache
def _several() -> dict[str, tuple[str, ...]]:
    lines = resource("several-readings.txt").read_text(encoding="utf-8").splitlines()
    return {line[0]: tuple(line[2:].split()) for line in lines}


@cache
def _syllable(character: str) -> str:
    """Return the syllable of a Chinese character, or nothing; the few thousand that are met are kept."""
    if character in _several():
        return _several()[character][0]
    table = _table()
    at = -1 if character.isascii() else table.find(character)
    line = table.rfind("\n", 0, at) + 1
    return table[line : table.index(" ", line)] if at >= 0 else ""


def reading(character: str) -> str:
    """Return how a Chinese character is read, without tone, or the character itself."""
    return _syllable(character) or character


def readings(run: str) -> Iterator[tuple[str, ...]]:
    """Give how characters may be read together, the usual way first.

    Where there are very many ways, each character is read otherwise while those around are read as usual.
    """
    common = [_several().get(character) or (reading(character),) for character in run]
    if prod(map(len, common)) <= _MOST_WAYS:
        yield from product(*common)
        return
    usual = tuple(ways[0] for ways in common)
    yield usual
    for at, ways in enumerate(common):
        yield from ((*usual[:at], other, *usual[at + 1 :]) for other in ways[1:])


@cache
def _heads(character: str) -> str:
    return "".join(dict.fromkeys(one[0] for one in _several().get(character) or (reading(character),)))


def places_read(letters: str, text: str) -> Iterator[int]:
    """Give where characters of ``text``, in small letters, begin like ``letters`` in any reading."""
    heads = list(map(_heads, text))
    for at in range(len(heads) - len(letters) + 1):
        if all(letter in heads[at + place] for place, letter in enumerate(letters)):
            yield at


def initials(text: str) -> str:
    """Return ``text`` in small letters, each Chinese character whose reading is known as its initial."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain if plain.isascii() else "".join(reading(character)[0] for character in plain)


@cache
def _place(character: str) -> bytes:
    """Return what sorts one character: digits and letters, then Chinese by syllable, then all others."""
    plain = character.encode("gb18030", "replace")
    syllable = _syllable(character)
    if character.isascii():
        return plain
    # The byte 1 ends a syllable, so that "li" stands before "lian".
    return b"\x7f" + syllable.encode() + b"\x01" + plain if syllable else b"\x80" + plain


def reading_order(text: str) -> bytes:
    """Return a key that sorts Chinese by pinyin and letters without regard to case."""
    return b"".join(map(_place, text.casefold()))


def is_like(typed: str, text: str) -> bool:
    """Tell whether ``text`` contains what was typed, or its initials do."""
    wanted = "".join(unicodedata.normalize("NFKC", typed).casefold().split())
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if wanted in plain or not wanted.isascii():
        return wanted in plain
    return wanted in initials(plain) or any(True for _place in places_read(wanted, plain))
