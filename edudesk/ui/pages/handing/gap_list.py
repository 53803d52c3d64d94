"""The gaps as rows, grouped, each with the button that leads to where it is mended."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.handing.view import ASKED, PAPERS, CommunityCheck, GapRow
from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.states import StateGlyph, state_word
from edudesk.ui.widgets.words import Link, Paragraph, Words

_ROW, _BAND, _PAD, _AIR = 42, 34, 16, 5
_LEAST = 96
_AT_ONCE = 40
"""So many rows of a group are shown at once, and with each click more: a term can lack a thousand papers."""


class Band(QFrame):
    """The head of a group of rows, on sunken ground."""

    def __init__(self, words: str) -> None:
        super().__init__()
        px = theme().tokens.px
        self.setProperty("role", "band")
        self.setFixedHeight(px(_BAND))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(_PAD), 0, px(_PAD), 0)
        layout.addWidget(Words(words, "second", "text2", elide=True))


class GapLine(QWidget):
    """One gap: glyph, what it is about, what is lacking, and the way to mend it; as high as its words."""

    wanted = Signal()

    def __init__(self, texts: Texts, row: GapRow, width: int) -> None:
        super().__init__()
        px = theme().tokens.px
        state = state_word(texts, row.state)
        self.setMinimumHeight(px(_ROW))
        self.setAccessibleName(texts.say("handing.gap-spoken", about=row.about, lacks=row.lacks, state=state))
        self.button = Button(row.step.label, row=True)
        self.button.setFixedWidth(width)
        self.button.setAccessibleDescription(self.accessibleName())
        self.button.clicked.connect(self.wanted)
        self.about, self.lacks = Words(row.about, wrap=True), Words(row.lacks, "second", "text2", wrap=True)
        for words, stretch in ((self.about, 5), (self.lacks, 7)):
            words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHorizontalStretch(stretch)
            policy.setHeightForWidth(True)
            words.setSizePolicy(policy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(_PAD), px(_AIR), px(_PAD), px(_AIR))
        layout.setSpacing(px(12))
        layout.addWidget(StateGlyph(row.state, state), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.about, 5)
        layout.addWidget(self.lacks, 7)
        layout.addWidget(self.button)


class GapsCard(Card):
    """The gaps of one or several communities; ``wanted`` carries the row whose button was pressed."""

    wanted = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts.say("handing.gaps-head.none"))
        self._texts = texts
        self._shown: tuple[CommunityCheck, ...] | None = None
        self.lines: list[GapLine] = []

    def show_gaps(self, communities: Sequence[CommunityCheck]) -> None:
        """Show the gaps of these communities; what says the same as before stays untouched."""
        if tuple(communities) == self._shown:
            return
        self._shown = tuple(communities)
        say, count = self._texts.say, sum(len(one.gaps) for one in communities)
        self.set_title(say("handing.gaps-head", count=count) if count else say("handing.gaps-head.none"))
        self.set_fact(say("handing.gaps-hint") if count else "")
        self.clear()
        self.lines = []
        if not count:
            self.add_block(Paragraph(say("handing.gaps-none"), colour="text2"))
        width = self._button_width([row for one in communities for row in one.gaps])
        for one in communities:
            for group in (ASKED, PAPERS):
                rows = [row for row in one.gaps if row.group == group]
                if rows:
                    self._add_group(self._group_words(one, group, len(rows), several=len(communities) > 1))
                    self._add_lines(rows, width)
        self.body.addStretch(1)

    def _group_words(self, one: CommunityCheck, group: str, count: int, *, several: bool) -> str:
        words = self._texts.say(f"handing.group.{group}", count=count)
        if several:
            return self._texts.say("handing.group.of", community=one.name, group=words)
        return words

    def _add_group(self, words: str) -> None:
        if self.lines:
            self.body.addWidget(Separator())
        self.body.addWidget(Band(words))

    def _add_lines(self, rows: Sequence[GapRow], width: int, at: int = -1) -> None:
        """Add rows at the end or at a place, and below them a way to those that are left."""
        at = self.body.count() if at < 0 else at
        for row in rows[:_AT_ONCE]:
            line = GapLine(self._texts, row, width)
            line.wanted.connect(lambda row=row: self.wanted.emit(row))
            self.lines.append(line)
            self.body.insertWidget(at, Separator())
            self.body.insertWidget(at + 1, line)
            at += 2
        if len(rows) > _AT_ONCE:
            self._add_rest(rows[_AT_ONCE:], width, at)

    def _add_rest(self, rows: Sequence[GapRow], width: int, at: int) -> None:
        line, rest = Separator(), QWidget()
        link = Link(self._texts.say("handing.more-gaps", count=len(rows)))
        rest.setFixedHeight(theme().tokens.px(_ROW))
        layout = QHBoxLayout(rest)
        layout.setContentsMargins(theme().tokens.px(_PAD), 0, theme().tokens.px(_PAD), 0)
        layout.addWidget(link)
        layout.addStretch(1)

        def go_on() -> None:
            place, before = self.body.indexOf(line), len(self.lines)
            for one in (line, rest):
                self.body.removeWidget(one)
                one.hide()
                one.deleteLater()
            self._add_lines(rows, width, place)
            self.lines[before].button.setFocus()

        link.clicked.connect(go_on)
        self.body.insertWidget(at, line)
        self.body.insertWidget(at + 1, rest)

    def _button_width(self, rows: Sequence[GapRow]) -> int:
        """Return the width that all buttons have, so that the columns stand below each other."""
        labels = {row.step.label for row in rows}
        widths = [Button(label, row=True).sizeHint().width() for label in labels]
        return max(theme().tokens.px(_LEAST), *widths, 0)


def sentence_list(sentences: Sequence[str]) -> QWidget:
    """Return sentences one below the other, each with the sign of what is open."""
    from edudesk.services.schemes.results import State

    px, whole = theme().tokens.px, QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, px(4), 0, px(8))
    column.setSpacing(px(6))
    for sentence in sentences:
        row = QHBoxLayout()
        row.setSpacing(px(10))
        glyph = StateGlyph(State.AT_RISK, sentence, size=16)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(sentence, "second", "text2", wrap=True), 1)
        column.addLayout(row)
    return whole
