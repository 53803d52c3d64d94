"""What an activity was: chips of the kinds, in one line as far as they fit."""

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics

from edudesk.texts import Texts
from edudesk.ui.pages.record.ground import Items
from edudesk.ui.theme import theme
from edudesk.ui.widgets.chips import ChipRow

_LINE, _MORE, _CHIP = 614, 128, 32  # a line of chips; 更多 and ticks; what a chip has around its words
_LEAST = 3


class KindChips(ChipRow):
    """The kinds that are offered, and those of the record that are not offered any more."""

    def __init__(self, texts: Texts) -> None:
        super().__init__((), more=texts.say("record.more-kinds"))
        self.setContentsMargins(0, theme().tokens.px(2), 0, theme().tokens.px(2))

    def offer(self, kinds: Items, chosen: tuple[str, ...]) -> None:
        """Offer kinds, with these chosen."""
        known = dict(kinds)
        items = (*kinds, *((code, code) for code in chosen if code not in known))
        self.set_shown(_fitting([words for _, words in items]))
        self.set_items(items)
        self.set_chosen(chosen)


def _fitting(words: Sequence[str]) -> int:
    """Return how many chips stand in one line, with room for 更多 and the ticks of two."""
    px = theme().tokens.px
    metrics = QFontMetrics(theme().font("body", bold=True))
    room, count = px(_LINE - _MORE), 0
    for one in words:
        room -= metrics.horizontalAdvance(one) + px(_CHIP)
        if room < 0:
            break
        count += 1
    return max(count, _LEAST)
