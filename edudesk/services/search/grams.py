"""How text becomes entries of the index, and words become a query for them.

Chinese is not split into words but into overlapping pairs of characters, so that any word of two characters
is one entry of the index, and a longer one a run of them. Readings are kept alike: pairs of initials, and
for names the whole reading from each character on.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from edudesk.texts.initials import readings

HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_CHINESE = re.compile(f"[{HAN}]+")
_LETTERS = re.compile("[a-z]{2,}")
_LONGEST_READING = 24
# Signs for private use, which no word holds that is looked for: they keep readings and marks from words.
_READ, _WHOLE = "\ue000", "\ue001"
MARK = "\ue002"


def folded(words: str) -> str:
    """Return a text in one written form: full-width letters narrow, capitals small."""
    return unicodedata.normalize("NFKC", words).lower()


def runs(words: str) -> Iterator[str]:
    """Give the runs of Chinese characters and the other words of a text, in one written form."""
    yield from _RUN.findall(folded(words))


def grams(words: str) -> str:
    """Return what the index holds of a text: pairs of characters, the last one alone, other words whole."""
    pieces: list[str] = []
    for run in runs(words):
        if _CHINESE.match(run):
            pieces += _pairs(run)
        else:
            pieces.append(run)
    return " ".join(pieces)


def query(words: str) -> str:
    """Return the full-text query for records that hold every word; empty when there is none.

    Runs without anything between them, such as 第, 3 and 课, must stand together.
    """
    groups: list[list[str]] = []
    end = -1
    for match in _RUN.finditer(folded(words)):
        if match.start() != end:
            groups.append([])
        groups[-1].append(match[0])
        end = match.end()
    return " AND ".join(map(_together, groups))


def _together(group: Sequence[str]) -> str:
    """Return the phrase for runs that follow each other; the last may go on in the text."""
    *others, last = group
    head = grams(" ".join(others))
    if len(last) == 1 or not _CHINESE.match(last):
        return f'"{head} {last}"*' if head else f'"{last}"*'
    return f'"{head} {_phrase(last)[1:]}' if head else _phrase(last)


def sounds(names: str, *, whole: bool) -> str:
    """Return how names are read, in all common ways: pairs of initials, with ``whole`` whole readings too."""
    pieces: list[str] = []
    for run in _CHINESE.findall(folded(names)):
        ways = list(readings(run))
        for heads in dict.fromkeys("".join(one[0] for one in way) for way in ways):
            pieces += [_READ + pair for pair in _pairs(heads)]
        if whole:
            pieces += dict.fromkeys(one for way in ways for one in _whole_readings(way))
    return " ".join(pieces)


def sound_query(words: str) -> str:
    """Return the query for names read like ``words``; empty unless they are at least two letters."""
    plain = folded(words)
    if not _LETTERS.fullmatch(plain):
        return ""
    pairs = " ".join(_READ + pair for pair in _pairs(plain)[:-1])
    whole = f' OR "{_WHOLE}{plain[:_LONGEST_READING]}"*' if len(plain) > len("ab") else ""
    return f'"{pairs}"{whole}'


def all_of(parts: Iterable[str]) -> str:
    """Join queries that must all hold."""
    return " AND ".join(f"({part})" for part in parts)


def any_of(parts: Iterable[str]) -> str:
    """Join queries of which one must hold."""
    return " OR ".join(f"({part})" for part in parts)


def _whole_readings(syllables: Sequence[str]) -> list[str]:
    return [_WHOLE + "".join(syllables[at:])[:_LONGEST_READING] for at in range(len(syllables))]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]


def _phrase(run: str) -> str:
    return '"' + " ".join(_pairs(run)[:-1]) + '"'
