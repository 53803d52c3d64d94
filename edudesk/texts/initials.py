"""Pinyin initials of Chinese names without a dictionary: ``lls`` finds 李老师.

Limits: the 3755 common characters of GB 2312 are arranged by reading, so their initial follows from their
place in it; the 3008 rarer ones are not, and only what names often have is listed here. Of several readings
only the usual one is known, for surnames such as 单 or 曾 the surname's.
"""

import unicodedata
from bisect import bisect_right

_STARTS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"),
    (0xB8C1, "g"), (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"),
    (0xC4C3, "n"), (0xC5B6, "o"), (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"),
    (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"), (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_PLACES = [place for place, _ in _STARTS]
_LAST = 0xD7F9
_OTHERS = {
    "b": "邴蓓",
    "c": "岑谌褚晁琛婵",
    "d": "邸笪黛",
    "f": "酆霏",
    "g": "妫",
    "h": "郇扈晗晖泓皓荟",
    "j": "嵇暨郏菁婧珏瑾姣婕",
    "k": "阚蒯夔锟恺",
    "l": "郦逯栾蔺璐俪岚",
    "m": "缪芈宓旻淼",
    "n": "乜佴甯",
    "p": "邳逄",
    "q": "覃瞿仇亓綦蘧淇琪祺琦麒茜",
    "r": "芮睿嵘",
    "s": "单佘厍眭晟铄嵩姝",
    "t": "佟仝邰郯滕韬婷",
    "w": "邬隗薇炜雯",
    "x": "解冼郤胥昕萱鑫馨筱潇璇娴",
    "y": "闫晏鄢怡钰妍煜烨祎滢漪琰瑛芸邕懿怿奕妤嫣娅昱",
    "z": "翟查臧芷钊峥",
}
_KNOWN = {character: initial for initial, characters in _OTHERS.items() for character in characters}


def _initial(character: str) -> str:
    known = _KNOWN.get(character)
    if known is not None:
        return known
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return character
    if code < _PLACES[0] or code > _LAST:
        return character
    return _STARTS[bisect_right(_PLACES, code) - 1][1]


def initials(text: str) -> str:
    """Return ``text`` in small letters, each Chinese character whose reading is known as its initial."""
    return "".join(_initial(character) for character in unicodedata.normalize("NFKC", text).casefold())


def is_like(typed: str, text: str) -> bool:
    """Tell whether ``text`` contains what was typed, or its initials do."""
    wanted = "".join(unicodedata.normalize("NFKC", typed).casefold().split())
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return wanted in plain or (wanted.isascii() and wanted in initials(plain))
