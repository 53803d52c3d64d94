"""Pinyin without a dictionary of words: ``lls`` finds 李老师, ``lilao`` too.

``resources/readings.txt`` has one line for each syllable with its characters. Of several readings only the
usual one is known, for surnames such as 单 or 曾 the surname's.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache

from edudesk.resources import resource

_IN_NAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "翟": "zhai", "覃": "qin",
    "缪": "miao", "佘": "she", "乜": "nie", "郇": "huan", "冼": "xian", "逄": "pang", "阚": "kan",
    "佴": "nai", "晟": "sheng", "隗": "wei", "长": "chang", "匙": "chi", "伺": "si", "茄": "qie",
}  # fmt: skip


@cache
def _readings() -> Mapping[str, str]:
    lines = resource("readings.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition(" ") for line in lines)
    return {character: syllable for syllable, _, characters in rows for character in characters} | _IN_NAMES


def reading(character: str) -> str:
    """Return how a Chinese character is read, without tone, or the character itself."""
    return _readings().get(character, character)


def initials(text: str) -> str:
    """Return ``text`` in small letters, each Chinese character whose reading is known as its initial."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain if plain.isascii() else "".join(reading(character)[0] for character in plain)


@cache
def _place(character: str) -> bytes:
    """Return what sorts one character: digits and letters, then Chinese by syllable, then all others."""
    plain = character.encode("gb18030", "replace")
    syllable = _readings().get(character)
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
    return wanted in plain or (wanted.isascii() and wanted in initials(plain))
