"""Plain words where Qt would read markup, such as in tips; what is read out stays on one line."""

import re

_CODE = re.compile(r"\b[0-9A-Z]{4}(?: [0-9A-Z]{4}){3}\b")
_NO_BREAK = "\N{NO-BREAK SPACE}"

_LONG = 60
"""So many letters stand on one line of a tip, which Qt breaks in marked words alone."""


def escape(words: str) -> str:
    """Return words that Qt shows as they are; the library's own would load all named characters first."""
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        words = words.replace(sign, name)
    return words


def unbroken(words: str) -> str:
    """Return words in which no line ends inside a key or a check code: four groups, read out as one."""
    return _CODE.sub(lambda found: found[0].replace(" ", _NO_BREAK), words)


def tip(words: str) -> str:
    """Return words as a tip shows them as they are, in several lines where they are long."""
    if len(words) <= _LONG and not any(sign in words for sign in "&<\n"):
        return words
    return f"<span>{escape(words)}</span>".replace("\n", "<br/>")
