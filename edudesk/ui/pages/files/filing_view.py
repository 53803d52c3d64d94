"""Filing: where the chosen documents go, and which numbers they get, before anything is written."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.filing.classes import CLASSES, OTHER, class_words
from edudesk.services.filing.volumes import Volume
from edudesk.services.schemes.results import State
from edudesk.ui.pages.files import questions
from edudesk.ui.pages.files.frame import View
from edudesk.ui.pages.files.nodes import volume_words
from edudesk.ui.pages.files.questions import Known
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.fields import ChoiceField, FormRow, TextField
from edudesk.ui.widgets.layout import Column as Stack
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.table_local import LocalModel
from edudesk.ui.widgets.tables import Cell, Column, RecordsTable, Row

if TYPE_CHECKING:
    from edudesk.services.filing.filing import Filed, Line, Proposal
    from edudesk.services.filing.values import FileRow

_TYPED = 150  # milliseconds after the last key before numbers are counted
_FIRST_YEAR, _LAST_YEAR = 1950, 2200
_OWN = ""
_PARTS = 9
_NAMED = 5
_SHORT = 220
_LEAST_ROWS = 7
"""So many rows are seen at least; more where the window has room for them."""


class FilingView(View):
    """``filed`` tells what was filed. Nothing is written before the button is pressed."""

    filed = Signal(object)  # Filed

    def __init__(self, session: Session) -> None:
        say, language = session.say, session.texts.language
        self.cancel = Button(say("files.not-now"))
        self.go = Button(say("files.file-away"), "primary")
        super().__init__(session, say("files.filing"), (self.cancel, self.go))
        self._ids: tuple[str, ...] = ()
        self._proposal: Proposal | None = None
        self.mode = Segment([("each", say("files.each")), ("one", say("files.one"))])
        self.mode.setAccessibleName(say("files.into"))
        self.year = TextField(say("files.year-example"))
        names = [(one.name.zh, one.name(language)) for one in CLASSES]
        self.name = ChoiceField([*names, (_OWN, say("files.own-class"))])
        self.own = TextField(say("files.own-class-example"))
        kept = [(one.code, one.label(language)) for one in VOCABULARIES["retention"].choices]
        self.retention = Segment(kept)
        parts = [(number, say("files.part", number=number)) for number in range(1, _PARTS + 1)]
        self.part = ChoiceField([(0, say("files.no-part")), *parts])
        self.first = TextField(say("files.first-example"))
        self.notices = Stack(gap=8)
        self.table = self._make_table()
        self._soon = QTimer(self, singleShot=True, interval=_TYPED)
        self._soon.timeout.connect(self._ask)
        self._lay_out()
        self._listen()

    def begin(self, known: Known, rows: "Sequence[FileRow]") -> None:
        """Show what filing these would do, each in the volume that it is proposed for."""
        self._ids = tuple(one.id for one in rows)
        self.set_title(self.session.say("files.filing-title", count=len(rows)))
        own = {one.volume.name for one in known.shelves.volumes if one.volume is not None}
        language = self.session.texts.language
        names = [one.name.zh for one in CLASSES]
        offered = [*names, *sorted(own.difference(names))]
        words = [(one, class_words(one, language)) for one in offered]
        self.name.set_items([*words, (_OWN, self.session.say("files.own-class"))])
        self.mode.set_value("each")
        self.own.clear()
        self.first.clear()
        self.part.set_value(0)
        proposed = next((row.proposed for row in rows if row.proposed is not None), None)
        if proposed is not None:
            self.year.setText(str(proposed.year))
            self.name.set_value(proposed.name)
            self.retention.set_value(proposed.retention)
        self._school_years = known.rules.school_years
        self._show_mode()
        self._ask()

    @property
    def waits(self) -> bool:
        """Whether documents wait here to be filed."""
        return bool(self._ids)

    @property
    def volume(self) -> Volume | None:
        """The volume that is said; None where each goes into its own, or where it cannot be read."""
        year = self.year.text().strip()
        name = (self.name.value() or self.own.text().strip().replace("·", "、")) or OTHER.name.zh
        if self.mode.value() == "each" or not self._is_year(year):
            return None
        return Volume(int(year), self._school_years, name, self.retention.value(), self.part.value() or 0)

    def _is_year(self, words: str) -> bool:
        return words.isascii() and words.isdigit() and _FIRST_YEAR <= int(words) <= _LAST_YEAR

    def _item(self) -> int | None:
        words = self.first.text().strip()
        return int(words) if words.isascii() and words.isdigit() and int(words) else None

    def _show_mode(self) -> None:
        one = self.mode.value() == "one"
        self._form.setVisible(one)
        self._own_row.setVisible(self.name.value() == _OWN)

    def _ask(self) -> None:
        say, one = self.session.say, self.mode.value() == "one"
        wrong = one and not self._is_year(self.year.text().strip())
        self._year_row.set_error(say("files.year-wrong") if wrong else "")
        typed = self.first.text().strip()
        self._first_row.set_error(say("files.first-wrong") if one and typed and self._item() is None else "")
        if wrong:
            self.go.why_not(say("files.year-wrong"))
            return
        ids, volume, first = self._ids, self.volume, self._item() if one else None
        self.session.desk.ask(
            self,
            lambda opened: questions.ask_proposal(opened, ids, volume, first),
            self._show,
            failed=self._refused,
            key="proposal",
        )

    def _show(self, found: "Proposal") -> None:
        self._proposal = found
        say = self.session.say
        rows = [self._row(line, group.volume) for group in found.groups for line in group.lines]
        self.table.model.set_rows(rows)  # type: ignore[attr-defined]  # a LocalModel
        px = theme().tokens.px
        head, row = px("table-head") + px(4), px("row")
        self.table.setMinimumHeight(head + min(len(rows), _LEAST_ROWS) * row)
        self.table.setMaximumHeight(head + len(rows) * row)
        self._tell(found)
        volumes = len(found.groups)
        self.bar.set_words(say("files.will-file", count=len(rows), volumes=volumes))
        self.go.setText(say("files.file-count", count=len(rows)))
        reason = "" if rows else say("filing.nothing")
        self.go.why_not(say("files.taken-first") if found.taken else reason)

    def _row(self, line: "Line", volume: Volume) -> Row:
        taken = self.session.say("files.taken-by", title=line.taken_by) if line.taken_by else ""
        number = Cell(line.number, state=State.AT_RISK if taken else None, hint=taken)
        cells: dict[str, Cell | str] = {
            "number": number,
            "title": line.row.title,
            "volume": Cell(volume_words(self.session, volume), faint=True),
        }
        return Row(line.row.id, cells, self.session.texts.phrase((line.number, line.row.title)))

    def _tell(self, found: "Proposal") -> None:
        say = self.session.say
        while (item := self.notices.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        said = [
            (State.MISSED, say("filing.taken", number=line.number, title=line.taken_by))
            for line in found.taken[:_NAMED]
        ]
        for group in found.groups:
            if group.gaps:
                more = "…" if len(group.gaps) > _NAMED else ""
                words = self.session.texts.listed(group.gaps[:_NAMED]) + more
                volume = volume_words(self.session, group.volume)
                said.append(
                    (State.AT_RISK, say("files.gaps", volume=volume, count=len(group.gaps), numbers=words))
                )
        if found.theirs:
            said.append((State.NOT_APPLICABLE, say("files.left-theirs", count=len(found.theirs))))
        if found.filed:
            said.append((State.NOT_APPLICABLE, say("files.left-filed", count=len(found.filed))))
        for state, words in said:
            self.notices.body.addWidget(Notice(state, words))
        self.notices.setVisible(bool(said))

    def _refused(self, error: EduDeskError) -> None:
        self.go.set_busy("")
        words = self.session.texts.present(error)
        self.notices.body.addWidget(Notice(State.MISSED, words))
        self.notices.show()

    def _file(self) -> None:
        ids, volume, one = self._ids, self.volume, self.mode.value() == "one"
        first = self._item() if one else None
        self.go.set_busy(self.session.say("files.filing-now"))
        self.session.desk.change(
            self,
            lambda opened: questions.file_away(opened, ids, volume, first),
            self._done,
            failed=self._refused,
        )

    def _done(self, filed: "Filed") -> None:
        self.go.set_busy("")
        self._ids = ()
        self.filed.emit(filed)

    def _make_table(self) -> RecordsTable:
        say = self.session.say
        model = LocalModel(
            (
                Column("number", say("files.column-archive-number"), 260, sortable=False),
                Column("title", say("files.column-title"), sortable=False),
                Column("volume", say("files.column-volume"), 220, sortable=False),
            )
        )
        return RecordsTable(self.session.texts, model, say("files.numbers"), checkable=False)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        where = Card(say("files.into"))
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(px(10))
        for field in (self.year, self.first):
            field.setMaximumWidth(px(_SHORT))
        self._year_row = FormRow(say("files.year-label"), self.year)
        self._own_row = FormRow(say("files.class-name"), self.own)
        self._first_row = FormRow(say("files.first"), self.first, say("files.first-hint"))
        for row in (
            self._year_row,
            FormRow(say("files.class"), self.name),
            self._own_row,
            FormRow(say("files.column-retention"), self.retention),
            FormRow(say("files.column-volume"), self.part, say("files.part-hint")),
            self._first_row,
        ):
            form.addWidget(row)
        where.add_block(Stack(self.mode, self._form, gap=12))
        body = self.area.body
        body.addWidget(where)
        body.addWidget(self.notices)
        body.addWidget(self.table, 1)
        body.addStretch()
        self._school_years = False

    def _listen(self) -> None:
        self.cancel.clicked.connect(self.left)
        self.go.clicked.connect(self._file)
        for field in (self.year, self.own, self.first):
            field.textEdited.connect(lambda _text: self._soon.start())
        for choice in (self.mode, self.retention, self.name, self.part):
            choice.edited.connect(self._changed)

    def _changed(self) -> None:
        self._show_mode()
        self._ask()
