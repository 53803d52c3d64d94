"""How wide the columns of a table are: as described, then room goes from those that have it to those cut."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtGui import QFontMetrics

from edudesk.ui.theme import theme
from edudesk.ui.widgets.states import tag_width
from edudesk.ui.widgets.table_rows import Cell

GLYPH, BESIDE = 22, 8
"""Pixels at standard size that the glyph of a state takes, and that lie between the parts of a cell."""
_BREATH = 8
"""Pixels at standard size that stay beside the longest words of a column that gives of its room."""
_KNOWN = 4_000
"""So many words are remembered."""
_FEW = 10
"""Of fewer rows than this every one tells how wide a column need be."""
_ENOUGH, _WIDER = 360, 0.7
"""What the column that stretches keeps before the others get more, and at most how much more."""


@dataclass(frozen=True)
class Wish:
    """What a column wants, in pixels: ``width`` as described, ``need`` of its longest words.

    One that ``stretches`` takes what is left; one that is ``fixed`` neither gives nor gets. ``usual`` is what
    nine rows of ten need; nothing says as much as the longest. ``floor`` is what can still be read.
    """

    width: int
    need: int = 0
    stretches: bool = False
    fixed: bool = False
    usual: int = 0
    floor: int = 0

    @property
    def least(self) -> int:
        """What it keeps where others are cut."""
        return self.usual or self.need


class CellMeasure:
    """Measures cells as they are painted; words that come again are measured once."""

    def __init__(self, *, two_line: bool) -> None:
        self._two_line = two_line
        look = theme()
        self._metrics = {
            (role, bold): QFontMetrics(look.font(role, bold=bold))
            for role, bold in (("body", False), ("body", True), ("second", False))
        }
        self._known: dict[tuple[str, str, bool], int] = {}

    def width_of(self, cell: Cell) -> int:
        """Return the pixels that everything in a cell takes on its line or lines."""
        px = theme().tokens.px
        first = self.words(cell.text, "body", bold=cell.bold) + (px(GLYPH) if cell.state else 0)
        first += px(BESIDE) + tag_width(cell.tag, glyph=False) if cell.tag else 0
        second = self.words(cell.second, "second")
        if self._two_line:
            return max(first, second)
        return first + (px(BESIDE) + second if second else 0)

    def longest(self, cells: Iterable[Cell]) -> tuple[int, int]:
        """Return the pixels of the longest of some cells, and what nine of ten need."""
        widths = sorted(map(self.width_of, cells))
        few = len(widths) < _FEW  # none of them is an exception among many
        most = len(widths) if few else len(widths) * 9 // 10
        return (widths[-1], widths[most - 1]) if widths else (0, 0)

    def words(self, words: str, role: str, *, bold: bool = False) -> int:
        """Return the pixels of some words in the font of a role: ``body`` or ``second``."""
        if not words:
            return 0
        key = (words, role, bold)
        if len(self._known) > _KNOWN:
            self._known.clear()
        if key not in self._known:
            line = words.replace("\n", " ")
            self._known[key] = self._metrics[role, bold].horizontalAdvance(line)
        return self._known[key]


def share_room(wishes: Sequence[Wish], room: int) -> tuple[int, ...]:
    """Return the widths of columns in ``room`` pixels; for one that stretches what would be left for it.

    Those whose words are cut get of what others do not need, the smallest lack first, so that as many as can
    be are read whole: first what nine rows of ten need, then what the longest does. Then all grow, once the
    column that stretches has enough. Where there is too little for all, they give way down to what can still
    be read; what then goes beyond the room is scrolled to.
    """
    widths = [wish.width for wish in wishes]
    if any(wish.stretches for wish in wishes):
        free = room - sum(widths)
        free = _fill_lacks(wishes, widths, free)
        _grow(wishes, widths, free)
    for at, wish in enumerate(wishes):
        if not wish.stretches and not wish.fixed:
            widths[at] = max(widths[at], wish.floor)
    wanted = sum(widths) + sum(wish.floor for wish in wishes if wish.stretches) - room
    _take(wishes, widths, wanted, lambda wish: wish.floor or wish.width)
    return _with_rest(wishes, widths, room)


def _fill_lacks(wishes: Sequence[Wish], widths: list[int], free: int) -> int:
    """Give to those that are cut, first of what others need not; return what those that stretch are left."""
    px = theme().tokens.px
    usual = min(px(_ENOUGH), sum(wish.least for wish in wishes if wish.stretches))
    spare = max(0, free - usual)
    able = [at for at, wish in enumerate(wishes) if not wish.stretches and not wish.fixed]
    for wanted in ([wish.least for wish in wishes], [wish.need for wish in wishes]):
        for lack, at in sorted((wanted[at] - widths[at], at) for at in able):
            if lack <= 0:
                continue
            if lack > spare:
                taken = _take(wishes, widths, lack - spare, _all_words)
                spare, free = spare + taken, free + taken
            given = min(lack, spare)
            widths[at] += given
            spare, free = spare - given, free - given
    for kept in (_all_words, _bare_words):  # rather no breath beside words than words that are cut
        free += _take(wishes, widths, sum(wish.need for wish in wishes if wish.stretches) - free, kept)
    return free + _take(wishes, widths, usual - free, _most_words)


def _all_words(wish: Wish) -> int:
    return wish.need + theme().tokens.px(_BREATH) if wish.need else wish.width


def _bare_words(wish: Wish) -> int:
    return wish.need or wish.width


def _most_words(wish: Wish) -> int:
    return wish.least + theme().tokens.px(_BREATH) if wish.need else wish.width


def _take(wishes: Sequence[Wish], widths: list[int], wanted: int, kept: Callable[[Wish], int]) -> int:
    """Take room from columns wider than what is kept of them, from each the same share; return how much."""
    able = [at for at, wish in enumerate(wishes) if not wish.stretches and not wish.fixed]
    spare = {at: max(0, widths[at] - kept(wishes[at])) for at in able}
    whole = sum(spare.values())
    if wanted <= 0 or not whole:
        return 0
    taken = {at: min(each, ceil(each * wanted / whole)) for at, each in spare.items()}
    for at, each in taken.items():
        widths[at] -= each
    return sum(taken.values())


def _grow(wishes: Sequence[Wish], widths: list[int], free: int) -> None:
    """Let all columns get of what the stretching do not need."""
    needed = sum(wish.need for wish in wishes if wish.stretches)
    able = [at for at, wish in enumerate(wishes) if not wish.stretches and not wish.fixed]
    whole = sum(widths[at] for at in able)
    extra = free - max(theme().tokens.px(_ENOUGH), needed)
    share = min(_WIDER, extra / whole) if whole and extra > 0 else 0
    for at in able:
        widths[at] = round(widths[at] * (1 + share))


def _with_rest(wishes: Sequence[Wish], widths: Sequence[int], room: int) -> tuple[int, ...]:
    stretching = sum(wish.stretches for wish in wishes)
    rest = room - sum(widths)
    return tuple(
        max(wish.floor, rest // stretching) if wish.stretches else width
        for wish, width in zip(wishes, widths, strict=True)
    )
