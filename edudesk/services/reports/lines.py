"""Chinese line breaking (避头尾): text into lines of a given width, each a row of runs in one font."""

from dataclasses import dataclass

from edudesk.services.reports.fonts import metrics
from edudesk.services.reports.profiles import Style

_NO_START = frozenset("，。、；：？！）》〉」』】〕〗］｝”’…—·％‰℃々!),.:;?]}%°′″～")
_NO_END = frozenset("（《〈「『【〔〖［｛“‘([{￥$£№")
_PAIRED = frozenset("—…")
_BREAK_AFTER = frozenset("-/\\_@&=?")
_WIDE_FROM = 0x2E80
# Beyond this share of the size, spreading a short line over the measure looks worse than a ragged edge.
_MOST_SPREAD = 0.14
# In a narrow column a few characters set wide apart look worse still.
_LEAST_SPREAD = 12
_TOLERANCE = 0.01


@dataclass(frozen=True)
class Run:
    """Characters drawn by one font."""

    font: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line: its runs, natural width and offset in points, and the space to add after each character."""

    runs: tuple[Run, ...]
    width: float
    offset: float = 0.0
    spread: float = 0.0


def break_lines(text: str, style: Style, width: float, indent: float = 0.0) -> tuple[Line, ...]:
    """Break clean ``text`` into lines of ``width`` points; a line break starts a line indented by ``indent``.

    Always at least one line; a word longer than the width is cut, never an error.
    """
    lines: list[Line] = []
    for part in text.split("\n"):
        lines += _paragraph(part.rstrip(), style, width, indent)
    return tuple(lines)


def _paragraph(text: str, style: Style, width: float, indent: float) -> list[Line]:
    if not text:
        return [Line((), 0.0)]
    table = metrics(style.face)
    advances = [table[character][1] * style.size + style.tracking for character in text]
    lines: list[Line] = []
    start = 0
    while start < len(text):
        offset = 0.0 if lines else indent
        end = _end(text, advances, start, width - offset)
        shown = text[start:end].rstrip(" ")
        natural = sum(advances[start : start + len(shown)])
        last = end >= len(text)
        spread = 0.0 if last else _spread(shown, width - offset - natural, style)
        lines.append(Line(_runs(shown, style), natural, offset, style.tracking + spread))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return lines


def _end(text: str, advances: list[float], start: int, width: float) -> int:
    used, reach = 0.0, start
    while reach < len(text) and used + advances[reach] <= width + _TOLERANCE:
        used += advances[reach]
        reach += 1
    if reach >= len(text):
        return reach
    for breakable in (_breakable, _breakable_at_need):
        end = reach
        while end > start and not breakable(text, end):
            end -= 1
        if end > start:
            return end
    return max(reach, start + 1)


def _breakable(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if " " in (before, after):
        return after not in _NO_START
    if after in _NO_START or before in _NO_END or (before == after and before in _PAIRED):
        return False
    if ord(before) >= _WIDE_FROM or ord(after) >= _WIDE_FROM or before == "—":
        return True
    # Dates, numbers and codes such as 2025-09-01 and 1,200 stay whole.
    return before in _BREAK_AFTER and not after.isdigit()


def _breakable_at_need(text: str, at: int) -> bool:
    """Tell where a word that is wider than its column is cut first."""
    return text[at - 1] in _BREAK_AFTER and text[at] not in _NO_START


def _spread(text: str, slack: float, style: Style) -> float:
    gaps = len(text) - 1
    if style.alignment != "left" or len(text) < _LEAST_SPREAD or slack <= 0:
        return 0.0
    spread = slack / gaps
    return spread if spread <= _MOST_SPREAD * style.size else 0.0


def _runs(text: str, style: Style) -> tuple[Run, ...]:
    table = metrics(style.face)
    runs: list[Run] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or table[text[at]][0] != table[text[start]][0]:
            runs.append(Run(table[text[start]][0], text[start:at]))
            start = at
    return tuple(runs)


def text_width(text: str, style: Style) -> float:
    """Return the width of one unbroken line in points."""
    table = metrics(style.face)
    return sum(table[character][1] * style.size + style.tracking for character in text)
