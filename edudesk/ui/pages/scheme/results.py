"""How a rule stands: for each partner or person, and the records that counted or nearly did."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records, open_records
from edudesk.ui.tallies import cells_of
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Separator
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.states import StateTag
from edudesk.ui.widgets.tally import TallyWidget
from edudesk.ui.widgets.words import Link, Name, Words

if TYPE_CHECKING:
    from edudesk.services.standing.lines import NearLine, RecordLine
    from edudesk.services.standing.rules import PartView, RuleView

_PAD, _DAY = 20, 70
_OPEN = frozenset({State.ON_TRACK, State.AT_RISK, State.MISSED})
SHOWN = 8
"""So many records and so many parts are shown; a link opens all."""


class Results(QWidget):
    """The parts of a rule and its records; every figure and record is a way to what stands behind it."""

    def __init__(self, session: Session, view: "RuleView", *, is_wide: bool) -> None:
        super().__init__()
        self._session, self._view = session, view
        self._all_parts, self._is_wide = False, is_wide
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._fill()

    def _fill(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        view = self._view
        if view.parts:
            self._layout.addWidget(Separator())
            self._layout.addWidget(self._parts(view))
        if view.counted or view.near:
            self._layout.addWidget(Separator())
            self._layout.addWidget(self._records(view))

    def _show_all(self) -> None:
        self._all_parts = True
        self._fill()

    def _parts(self, view: "RuleView") -> QWidget:
        px = theme().tokens.px
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(px(_PAD), px(12), px(_PAD), px(12))
        grid.setHorizontalSpacing(px(_PAD))
        grid.setVerticalSpacing(px(12))
        columns = 2 if self._is_wide else 1
        parts = view.parts
        if len(parts) > SHOWN:  # what still asks for something must not hide behind the link
            parts = tuple(sorted(parts, key=lambda part: part.state not in _OPEN))
        shown = parts if self._all_parts else parts[:SHOWN]
        for at, part in enumerate(shown):
            grid.addWidget(self._part(view, part), at // columns, at % columns)
        if rest := len(view.parts) - len(shown):
            more = Link(self._session.say("schemepage.more-parts", count=rest), "second")
            more.clicked.connect(self._show_all)
            grid.addWidget(more, grid.rowCount(), 0)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return box

    def _part(self, view: "RuleView", part: "PartView") -> QWidget:
        px = theme().tokens.px
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        if part.label:
            name = Words(part.label, bold=True, elide=True)
            name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            head.addWidget(name, 1)
        head.addWidget(StateTag(part.state, part.state_text))
        head.addStretch(0)  # only what the name leaves
        layout.addLayout(head)
        line = QWidget()
        flow = FlowLayout(line, gap=10, line_gap=2)
        figure = _Figure(part.figure)
        figure.setAccessibleName(part.tally.spoken)
        lead_to_records(figure, self._session, part.records, f"{view.name} {part.label} {part.figure}")
        figure.setEnabled(bool(part.records))
        flow.addWidget(figure)
        if part.tally.shape != "none":
            flow.addWidget(TallyWidget(cells_of(part.tally), part.tally.spoken, 18))
        said = "".join(words.text for words in part.sentence)
        flow.addWidget(Name(said, "second", bold=False, colour="text2"))
        layout.addWidget(line)
        return box

    def _records(self, view: "RuleView") -> QWidget:
        box = QWidget()
        is_wide = self._is_wide
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(across if is_wide else down, box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if view.counted:
            counted = [self._counted_line(line) for line in view.counted[:SHOWN]]
            records = tuple(line.record for line in view.counted)
            layout.addWidget(self._column(view.counted_head, records, counted), 1)
        if view.counted and view.near:
            layout.addWidget(Separator(upright=is_wide))
        if view.near:
            near = [self._near_line(line) for line in view.near[:SHOWN]]
            records = tuple(line.record for line in view.near)
            layout.addWidget(self._column(view.near_head, records, near), 1)
        return box

    def _column(self, head: str, records: tuple[tuple[str, str], ...], lines: Sequence[QWidget]) -> QWidget:
        px = theme().tokens.px
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(px(_PAD), px(10), px(_PAD), px(10))
        layout.setSpacing(px(4))
        title = Link(head, elide=True)
        title.setFont(theme().font("body", bold=True))
        lead_to_records(title, self._session, records, head)
        layout.addWidget(title)
        for line in lines:
            layout.addWidget(line)
        layout.addStretch(1)
        return box

    def _record_line(self, day: str, words: QWidget, right: QWidget) -> QWidget:
        """Return a line; ``words`` begin as high as the link is, so that day, words and link stand level."""
        box, px = QWidget(), theme().tokens.px
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        first = Words(day, "second", "text2")
        first.setMinimumWidth(px(_DAY))
        first.setFixedHeight(px("target"))
        layout.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        layout.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _counted_line(self, line: "RecordLine") -> QWidget:
        words = self._first_words(line.text)
        right = Link(line.partner or line.amount or self._session.say("schemepage.open"), "second")
        right.setAccessibleName(f"{line.day_text} {line.text} {line.partner}")
        right.clicked.connect(lambda: open_records(self._session, [line.record], line.text))
        return self._record_line(line.day_text, words, right)

    def _first_words(self, text: str) -> Words:
        words = Words(text, elide=True)
        words.setFixedHeight(theme().tokens.px("target"))
        return words

    def _near_line(self, line: "NearLine") -> QWidget:
        words = QWidget()
        layout = QVBoxLayout(words)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._first_words(line.text))
        layout.addWidget(Words(line.reason, "second", "at-risk", wrap=True))
        link = Link(self._session.say("schemepage.open"), "second")
        link.setAccessibleName(f"{self._session.say('schemepage.open')} {line.text}")
        link.clicked.connect(lambda: open_records(self._session, [line.record], line.text))
        return self._record_line(line.day_text, words, link)


class _Figure(Link):
    """The figure of a part, large, a way to the records that count."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "figure")
        self.setFont(theme().font("figure", bold=True))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(super().sizeHint().height(), theme().tokens.px(30)))
