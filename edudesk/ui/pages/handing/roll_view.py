"""各校情况: every member of our communities in the term, with its package, its gaps and its rules."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.results import State
from edudesk.services.standing.words import say_amount
from edudesk.ui.desk import Opened
from edudesk.ui.pages.handing.roll_member import MemberCard
from edudesk.ui.printing import Paper, print_paper
from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import Column as ColumnBox
from edudesk.ui.widgets.layout import TwoColumns
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.table_local import LocalModel
from edudesk.ui.widgets.tables import Cell, Column, RecordsTable, Row
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.rollup.view import CommunityRoll, MemberRow
    from edudesk.services.summarising.figures import Figure

_WIDTHS = {"zh": (230, 84), "en": (196, 160)}
"""Of the columns that say more in one language than in the other: community, role."""
_LEAST, _MOST = 300, 560
_MONEY = "donated"
_OWED = frozenset({State.ON_TRACK, State.AT_RISK, State.MISSED})


class RollView(QWidget):
    """The table, the member that is looked at beside it; ``taking_in`` asks for a package to be taken in."""

    taking_in = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rolls: tuple[CommunityRoll, ...] = ()
        self._members: dict[str, tuple[CommunityRoll, MemberRow]] = {}
        say = session.say
        community, role = _WIDTHS[session.texts.language]
        columns = [
            Column("school", say("rollup.school"), 0),
            Column("community", say("rollup.community"), community),
            Column("role", say("rollup.role"), role),
            Column("handed", say("rollup.handed"), 96),
            Column("rules", say("rollup.rules"), 120),
            Column("gaps", say("rollup.gaps"), 72),
            Column("made", say("rollup.made"), 104, whole=True),
        ]  # the right-most go first where room is short
        self._model = LocalModel(columns, parent=self)
        self.table = RecordsTable(session.texts, self._model, say("rollup.title"), checkable=False)
        self._totals = Card(say("rollup.totals"))
        self._twice = Notice(State.ON_TRACK, say("rollup.twice"), (say("rollup.twice-link"),))
        self._member = MemberCard(session)
        self.table.offer_writing(words={one: say(f"rollup.write-{one}") for one in ("xlsx", "pdf")})
        self._empty = EmptyState(
            "package", say("rollup.empty"), say("rollup.empty-why"), say("rollup.empty-button")
        )
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Reckon the table of the term anew."""
        term = self._session.term

        def question(opened: Opened) -> "tuple[tuple[CommunityRoll, ...], int]":
            from edudesk.services.communities.proposals import same_communities, same_schools
            from edudesk.services.rollup.reckoning import roll_up

            archive, today = opened.archive, opened.clock.today()
            rolls = roll_up(opened.standing, term or opened.standing.term_of_day(today), today)
            return rolls, len(same_schools(archive)) + len(same_communities(archive))

        self._session.desk.ask(self, question, self._show, key="roll")

    def _show(self, found: "tuple[tuple[CommunityRoll, ...], int]") -> None:
        rolls, twice = found
        self._rolls = rolls
        self._twice.setVisible(bool(twice))
        self._members = {
            f"{roll.community_id}/{row.school_id}": (roll, row) for roll in rolls for row in roll.rows
        }
        self._model.set_rows([self._row(key, *found) for key, found in self._members.items()])
        expected, came = sum(one.expected for one in rolls), sum(one.handed_in for one in rolls)
        self.table.set_footer(self._session.say("rollup.footer", came=came, expected=expected))
        self._fit_height()
        self._show_totals()
        self._whole.setVisible(bool(rolls))
        self._empty.setVisible(not rolls)
        self._show_member()

    def _row(self, key: str, roll: "CommunityRoll", row: "MemberRow") -> Row:
        say, language, handed = self._session.say, self._session.texts.language, row.handed
        owed = sum(cell.state in _OWED for cell in row.cells.values())
        if row.ours:
            state = Cell(say("rollup.ours"), faint=True)
        elif handed:
            state = Cell(say("rollup.came"), state=State.MET)
        else:
            state = Cell(say("rollup.waiting"), state=State.ON_TRACK)
        rules = say("rollup.owed", count=owed) if owed else say("rollup.all-met")
        cells: dict[str, Cell | str] = {
            "school": row.school,
            "community": roll.community,
            "role": row.role(language),
            "handed": state,
            "made": f"{handed.made_at:%Y-%m-%d}" if handed else Cell("—", faint=True),
            "gaps": str(len(handed.gaps)) if handed else Cell("—", faint=True),
            "rules": rules if row.cells else Cell("—", faint=True),
        }
        return Row(key, cells, data=row)

    def _fit_height(self) -> None:
        """Let the table end with its last row: what is left free in it would keep the totals out of sight."""
        px, view = theme().tokens.px, self.table.view
        around = view.horizontalHeader().sizeHint().height() + self.table.footer.minimumHeight()
        around += view.horizontalScrollBar().sizeHint().height()
        whole = max(px(_LEAST), around + len(self._members) * view.row_height)
        self.table.setMinimumHeight(min(whole, px(_MOST)))
        self.table.setMaximumHeight(whole)

    def _show_totals(self) -> None:
        self._totals.clear()
        counted = [roll for roll in self._rolls if roll.totals]
        for roll in counted:
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            if len(counted) > 1:
                column.addWidget(Words(roll.community, "second", "text2", elide=True))
            flow = FlowLayout(gap=theme().tokens.px(20))
            for figure in roll.totals:
                flow.addWidget(self._figure(roll, figure))
            column.addLayout(flow)
            self._totals.add_block(box)
        self._totals.setVisible(bool(counted))

    def _figure(self, roll: "CommunityRoll", figure: "Figure") -> Link:
        texts = self._session.texts
        name = figure.name(texts.language)
        # An English name says what is counted (Lessons, Mentor pairs); a Chinese number needs its unit.
        is_said = texts.language == "en" and figure.key != _MONEY
        amount = plain(figure.number) if is_said else say_amount(texts, figure.number, figure.unit)
        link = Link(self._session.say("rollup.total", name=name, amount=amount))
        lead_to_records(link, self._session, figure.records, f"{roll.community} {name}")
        link.setEnabled(bool(figure.records))
        return link

    def _show_member(self) -> None:
        row = self.table.current()
        found = self._members.get(row.id) if row else None
        if found is None and self._members:
            self.table.select(next(iter(self._members)))
            return
        if found is not None:
            self._member.show_member(*found)

    def print_roll(self) -> None:
        """Write the roll-up to a file for the printer."""
        self._write("pdf")

    def _write(self, suffix: str) -> None:
        name = self._session.say("rollup.title")
        print_paper(self._session, self, Paper("roll-up", name), f".{suffix}")

    def _lay_out(self) -> None:
        px = theme().tokens.px
        listed = ColumnBox(gap=12)
        listed.body.addWidget(self._twice)
        listed.body.addWidget(self.table, 1)
        listed.body.addWidget(self._totals)
        listed.body.addStretch(0)
        self.table.setMinimumHeight(px(_LEAST))
        self._whole = TwoColumns(listed, ColumnBox(self._member))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(12))
        whole.addWidget(self._whole, 1)
        whole.addWidget(self._empty)
        self._empty.hide()

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda _row: self._show_member())
        self.table.writing.connect(self._write)
        self._empty.clicked.connect(self.taking_in)
        self._twice.chosen.connect(lambda _place: self._session.go("community", tab="twins"))
