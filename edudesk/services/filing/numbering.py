"""Archive numbers by a pattern, such as ``{全宗}-{门类}·{年度}·{期限}·{类别}-{件号:4}`` (DA/T 13-2022)."""

import re
from dataclasses import dataclass

from edudesk.errors import UserError
from edudesk.services.filing.volumes import RETENTION_CODES, SEPARATORS, Volume

PATTERN_2022 = "{全宗}-{门类}·{年度}·{期限}·{类别}-{件号:4}"
PATTERN_2015 = "{全宗}-{门类}·{年度}-{期限}-{类别}-{件号:4}"
PATTERN_PLAIN = "{年度}-{期限}-{件号:4}"
PATTERNS = (PATTERN_2022, PATTERN_2015, PATTERN_PLAIN)
ITEM = "件号"
TOKENS = ("全宗", "门类", "年度", "期限", "类别", "案卷", ITEM)
_TOKEN = re.compile(r"\{([^{}:]*)(?::([0-9]+))?\}")
_MOST_DIGITS = 6


@dataclass(frozen=True)
class FilingRules:
    """How this school numbers. ``fonds`` is the number the archives office gave it, if it has one.

    ``category`` is the code of the sort of archives (文书 WS); ``school_years`` files by school year.
    """

    fonds: str = ""
    category: str = "WS"
    pattern: str = PATTERN_2022
    school_years: bool = False


@dataclass(frozen=True)
class Series:
    """The numbers that differ in nothing but the item: what stands before and behind it."""

    head: str
    tail: str
    digits: int

    def number(self, item: int) -> str:
        """Return the archive number of an item."""
        return f"{self.head}{item:0{self.digits}}{self.tail}"

    def item(self, number: str) -> int | None:
        """Return the item of an archive number, or None for one of another series."""
        if not (number.startswith(self.head) and number.endswith(self.tail)):
            return None
        inner = number[len(self.head) : len(number) - len(self.tail)]
        return int(inner) if inner.isascii() and inner.isdigit() else None


def check_pattern(pattern: str) -> None:
    """Raise UserError ``filing.pattern-item``, ``-word`` or ``-brace`` for a pattern that makes no number."""
    tokens = _TOKEN.findall(pattern)
    for name, _digits in tokens:
        if name not in TOKENS:
            raise UserError("filing.pattern-word", word=name, known="、".join(TOKENS))
    rest = _TOKEN.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise UserError("filing.pattern-brace")
    items = [int(digits or 1) for name, digits in tokens if name == ITEM]
    if len(items) != 1 or not 1 <= items[0] <= _MOST_DIGITS:
        raise UserError("filing.pattern-item")


def series_of(rules: FilingRules, volume: Volume) -> Series:
    """Return the series that a volume is numbered in; what is not known leaves no separator behind."""
    check_pattern(rules.pattern)
    values = {
        "全宗": rules.fonds,
        "门类": rules.category,
        "年度": str(volume.year),
        "期限": RETENTION_CODES.get(volume.retention, volume.retention),
        "类别": volume.name,
        "案卷": str(volume.part or 1),
    }
    found = next(one for one in _TOKEN.finditer(rules.pattern) if one[1] == ITEM)
    head = _filled(rules.pattern[: found.start()], values).lstrip(SEPARATORS)
    return Series(head, _filled(rules.pattern[found.end() :], values), int(found[2] or 1))


def _filled(part: str, values: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        words = values[found[1]]
        return words.zfill(int(found[2])) if found[2] and words.isdigit() else words

    return re.sub(r"([·-])(?=[·-])", "", _TOKEN.sub(value, part))
