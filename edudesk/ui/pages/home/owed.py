"""The card of rules that still ask for something, one next step in each row."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.standing.view import DoneRow, HomeView, IdleRow, OwedRow, Tally, Words
from edudesk.ui.pages.home.rule_name import RuleName
from edudesk.ui.pages.home.sentence import Sentence
from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records, take_step
from edudesk.ui.tallies import cells_of
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.painting import paint_words
from edudesk.ui.widgets.states import paint_glyph
from edudesk.ui.widgets.tally import TallyGroup, tally_width
from edudesk.ui.widgets.words import Link
from edudesk.ui.widgets.words import Words as Label

SHOWN = 5
"""So many owed rules are shown at once; the others wait behind a link."""
_STATE, _NAME, _TALLY, _STEP = 46, 180, 92, 92
_MOST_TALLY, _MOST_TALLIES, _TALLY_GAP = 168, 312, 14
_TALLIES = 3
_WHERE = 72
_INSET = 2  # of the words of links, which other words stand in line with
_AIR = 9
"""Above and below the words of a row, which has two lines of them, or three."""


@dataclass(frozen=True)
class Measures:
    """Widths in pixels that all rows of the card share, so that their columns stand in line."""

    state: int
    tallies: tuple[int, ...]


def shown_tallies(row: OwedRow) -> tuple[Sequence[Tally], int]:
    """Return the groups of a row that are shown, and how many are not."""
    shown = [tally for tally in row.tallies if tally.shape != "none"]
    few = shown if len(shown) <= _TALLIES else shown[: _TALLIES - 1]
    return few, len(shown) - len(few)


def measure(rows: Sequence[OwedRow]) -> Measures:
    """Return the widths that the words of these rows need."""
    px = theme().tokens.px
    metrics = QFontMetrics(theme().font("caption"))
    state = max((metrics.horizontalAdvance(row.state_text) for row in rows), default=0)
    columns = [0] * _TALLIES
    for row in rows:
        few, rest = shown_tallies(row)
        for at, tally in enumerate(few):
            wanted = max(metrics.horizontalAdvance(tally.text), tally_width(cells_of(tally)))
            columns[at] = max(columns[at], min(wanted + px(_TALLY_GAP), px(_MOST_TALLY)), px(_TALLY))
        if rest:
            columns[len(few)] = max(columns[len(few)], px(_TALLY))
    # Where all of it is too much, every column gives in.
    share = min(1.0, px(_MOST_TALLIES) / max(1, sum(columns)))
    return Measures(max(state + 2, px(_STATE)), tuple(int(width * share) for width in columns if width))


class _State(QWidget):
    """The glyph of a state above its word."""

    def __init__(self, row: OwedRow, width: int) -> None:
        super().__init__()
        self._row = row
        self.setFixedWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(row.state_text)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), theme().tokens.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        glyph, middle = px("icon"), self.height() / 2
        box = QRectF((self.width() - glyph) / 2, middle - glyph - px(1), glyph, glyph)
        paint_glyph(painter, box, self._row.state)
        words = self.rect().adjusted(0, round(middle) + px(2), 0, 0)
        words.setHeight(px(20))
        font = theme().font("caption")
        centre = Qt.AlignmentFlag.AlignHCenter
        paint_words(painter, words, self._row.state_text, font, self._row.state.value, align=centre)


class _OwedLine(QWidget):
    """One owed rule: state, name and sentence, cells per partner, one next step."""

    def __init__(self, session: Session, row: OwedRow, measures: Measures, *, named: bool) -> None:
        super().__init__()
        self._session, self._row, self._measures, self._named = session, row, measures, named
        self.setAccessibleName(row.spoken)
        px = theme().tokens.px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, px(_AIR), 0, px(_AIR))
        layout.addStrut(px("two-line") - 2 * px(_AIR))
        layout.setSpacing(px(12))
        layout.addWidget(_State(row, measures.state))
        layout.addWidget(self._name(), 1)
        layout.addWidget(self._tallies())
        step = Button(row.step.label)
        step.setMinimumWidth(px(_STEP))
        step.setAccessibleName(session.texts.phrase((row.step.label, row.name)))
        step.clicked.connect(lambda: take_step(session, row.step))
        layout.addWidget(step)

    def _name(self) -> QWidget:
        row = self._row
        box = QWidget()
        box.setMinimumWidth(theme().tokens.px(_NAME))
        words = QVBoxLayout(box)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addStretch(1)
        name = RuleName(row.name, row.source, wrap=True)
        name.clicked.connect(self._open_rule)
        words.addWidget(self._beside(name))
        late = (Words(f"　{row.deadline_text}", warns=row.overdue),) if row.deadline_text else ()
        words.addWidget(Sentence((*row.sentence, *late), row.state.value))
        words.addStretch(1)
        return box

    def _beside(self, name: QWidget) -> QWidget:
        """Return the name with its community behind it, or below where a line has no room for both."""
        line = QWidget()
        flow = FlowLayout(line, gap=8, line_gap=0)
        flow.addWidget(name)
        if self._row.community and self._named:
            where = Label(self._row.community, "caption", "text3", elide=True)
            where.setContentsMargins(_INSET, 0, 0, 0)
            flow.addWidget(where)
        return line

    def _tallies(self) -> QWidget:
        box = QWidget()
        groups = QHBoxLayout(box)
        groups.setContentsMargins(0, 0, 0, 0)
        groups.setSpacing(0)
        few, rest = shown_tallies(self._row)
        for tally, width in zip(few, self._measures.tallies, strict=False):
            group = TallyGroup(tally.text, cells_of(tally), tally.spoken)
            group.setFixedWidth(width)
            self._lead(group, tally)
            groups.addWidget(group)
        if rest:
            more = Link(self._session.say("homepage.more-groups", count=rest), "second")
            more.clicked.connect(self._open_rule)
            groups.addWidget(more)
        groups.addStretch(1)
        box.setFixedWidth(sum(self._measures.tallies))
        return box

    def _lead(self, group: TallyGroup, tally: Tally) -> None:
        """Let a group open the records that count; while there are none, the rule says what would."""
        if tally.records:
            lead_to_records(group, self._session, tally.records, f"{self._row.name} {tally.text}")
        else:
            group.clicked.connect(self._open_rule)

    def _open_rule(self) -> None:
        self._session.go("scheme", community=self._row.rule[0], rule=self._row.rule[1])


class OwedCard(Card):
    """The main card: what is owed, or with a filter the rules of one count."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: object = None
        self._asked: tuple[HomeView, str] | None = None
        self._plan: object = None
        self._lines: list[tuple[OwedRow, _OwedLine]] = []
        self._all = False

    @property
    def lines(self) -> tuple[QWidget, ...]:
        """The lines of owed rules from top to bottom."""
        return tuple(line for _row, line in self._lines)

    def show_rows(self, view: HomeView, key: str) -> None:
        """Show what is owed; with the key of a count, the rules of that count."""
        self._asked = (view, key)
        rows: Sequence[OwedRow] = view.owed
        chosen = next((count for count in view.counts if count.key == key), None)
        if chosen is not None:
            rows = [row for row in view.owed if row.rule in chosen.rules]
        rest: Sequence[DoneRow | IdleRow] = ()
        if chosen is not None:
            done = [row for row in view.done if row.rule in chosen.rules]
            rest = [*done, *(row for row in view.idle if row.rule in chosen.rules)]
        self.setVisible(bool(rows or rest))
        shown = (tuple(rows), tuple(rest), view.owed_head, key, self._all)
        if shown == self._shown:
            return
        self._shown = shown
        self.set_title(chosen.label if chosen else self._session.say("homepage.owed"))
        # What all rows have in common is said once.
        communities = {row.community for row in self._few(rows)}
        common = next(iter(communities)) if len(communities) == 1 else ""
        self.set_fact("　".join(part for part in (common, view.owed_head if rows else "") if part))
        self._fill(rows, rest)

    def _show_all(self) -> None:
        self._all = True
        if self._asked is not None:
            self.show_rows(*self._asked)

    def _few(self, rows: Sequence[OwedRow]) -> Sequence[OwedRow]:
        return rows if self._all or len(rows) <= SHOWN else rows[:SHOWN]

    def _fill(self, rows: Sequence[OwedRow], rest: Sequence[DoneRow | IdleRow]) -> None:
        few = self._few(rows)
        measures = measure(few)
        named = len({row.community for row in few}) > 1
        plan = (measures, named, len(few), len(rows), tuple(rest))
        if plan == self._plan:
            self._renew(few, measures, named=named)
            return
        self._plan = plan
        self.clear()
        self._lines = [(row, _OwedLine(self._session, row, measures, named=named)) for row in few]
        for _row, line in self._lines:
            self.add_row(line)
        if len(few) < len(rows):
            more = Link(self._session.say("homepage.more-rules", count=len(rows) - len(few)))
            more.clicked.connect(self._show_all)
            self.add_row(more, "row")
        for plain in rest:
            self.add_row(self._plain_line(plain), "row")

    def _renew(self, few: Sequence[OwedRow], measures: Measures, *, named: bool) -> None:
        """Make only those lines anew that say something else: an edit mostly touches one."""
        for place, row in enumerate(few):
            before, line = self._lines[place]
            if row == before:
                continue
            fresh = _OwedLine(self._session, row, measures, named=named)
            holder = line.parentWidget()
            assert holder is not None
            layout = holder.layout()
            assert layout is not None
            layout.replaceWidget(line, fresh)
            line.hide()
            line.deleteLater()
            self._lines[place] = (row, fresh)

    def _plain_line(self, row: DoneRow | IdleRow) -> QWidget:
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(12))
        name = RuleName(row.name)
        name.clicked.connect(lambda: self._session.go("scheme", community=row.rule[0], rule=row.rule[1]))
        layout.addWidget(name)
        if row.community:
            where = Label(row.community, "caption", "text3", elide=True)
            where.setMinimumWidth(theme().tokens.px(_WHERE))
            layout.addWidget(where, 1)
        else:
            layout.addStretch(1)
        layout.addWidget(self._plain_fact(row))
        return box

    def _plain_fact(self, row: DoneRow | IdleRow) -> QWidget:
        if isinstance(row, IdleRow) or not row.records:
            return Label(row.why if isinstance(row, IdleRow) else row.fact, "second", "text2", elide=True)
        fact = Link(row.fact, "second", elide=True)
        lead_to_records(fact, self._session, row.records, f"{row.name} {row.fact}")
        return fact
