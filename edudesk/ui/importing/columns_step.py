"""Step two of an import: which column of the file becomes which field."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from edudesk.ui.importing.asking import Laid
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.fields import ChoiceField
from edudesk.ui.widgets.layout import Line, PageScroll
from edudesk.ui.widgets.states import FactTag
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.importing.matching import SheetRead
    from edudesk.services.importing.remembering import Memory

_FIELD = 220
_OPEN = 2  # up to so many sheets are shown open even when nothing is to be asked


class ColumnsStep(PageScroll):
    """A card per sheet: what its rows are, and each heading beside its values and the field it becomes.

    ``type_chosen`` tells that a sheet is about something else than was thought; ``edited`` follows choices.
    """

    type_chosen = Signal(str, str)
    edited = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self.cards: list[SheetCard] = []
        self._remark = Words("", "second", "text2", wrap=True)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._remark)
        self.body.addStretch(1)

    def show_file(self, laid: Laid) -> None:
        """Show the sheets of a file, the doubtful ones open."""
        for card in self.cards:
            card.hide()
            card.deleteLater()
        few = len(laid.file.sheets) <= _OPEN
        self.cards = [
            SheetCard(self._session, sheet, laid, is_open=few or not sheet.sure) for sheet in laid.file.sheets
        ]
        for place, card in enumerate(self.cards):
            card.edited.connect(self.edited)
            card.type_chosen.connect(self.type_chosen)
            self.body.insertWidget(1 + place, card)
        blank = self._session.say("people.blank-sheets", count=laid.file.blank) if laid.file.blank else ""
        self._remark.setText(blank)
        self._remark.setVisible(bool(blank))

    def memory(self) -> "Memory":
        """Return how the columns shall be read."""
        whole: dict[str, Mapping[str, str]] = {}
        for card in self.cards:
            whole |= card.memory()
        return whole

    def lacking(self) -> str:
        """Return why it cannot go on: what a sheet needs, or that nothing is used; empty if it can."""
        used = [card for card in self.cards if any(card.chosen())]
        if not used:
            return self._session.say("people.nothing-used")
        return next(filter(None, (card.lacking() for card in used)), "")

    def _set_margins(self) -> None:
        self.body.setContentsMargins(0, 0, theme().tokens.px(4), 0)


class SheetCard(Card):
    """One sheet; closed it shows only that its columns are known."""

    edited = Signal()
    type_chosen = Signal(str, str)

    def __init__(self, session: Session, sheet: "SheetRead", laid: Laid, *, is_open: bool) -> None:
        say, language = session.say, session.texts.language
        super().__init__(say("people.sheet", name=sheet.name), say("people.sheet-rows", count=sheet.rows))
        self._session, self._sheet = session, sheet
        self._fields = laid.fields[sheet.type]
        self._language = language
        self.fields: list[ChoiceField] = []
        self._kind = ChoiceField([(code, label(language)) for code, label in laid.types])
        self._kind.set_value(sheet.type)
        self._kind.setAccessibleName(say("people.sheet-about"))
        self._kind.setMinimumWidth(theme().tokens.px(_FIELD))
        self._kind.edited.connect(self._choose_type)
        self._note = Words("", "second", "text2", elide=True)
        self.add_row(Line(Words(say("people.sheet-about")), self._kind, self._note, None), 52)
        self._grid: QWidget | None = None
        self.link_clicked.connect(lambda: self.set_open(is_open=self._grid is None))
        self.set_open(is_open=is_open)

    def set_open(self, *, is_open: bool) -> None:
        """Show or hide the columns."""
        if is_open and self._grid is None:
            self._grid = self._make_grid()
            self.add_line()
            self.body.addWidget(self._grid)
        elif self._grid is not None:
            self._grid.setVisible(is_open)
        self.set_link("" if is_open else self._session.say("people.show-columns"))
        known = self._session.say("people.columns-known", count=len(self._sheet.columns))
        self._note.setText("" if is_open else known)

    def chosen(self) -> tuple[str, ...]:
        """Return the fields taken, one per column from left to right, empty for a column not used."""
        if not self.fields:
            return tuple(column.field for column in self._sheet.columns)
        return tuple(str(field.value() or "") for field in self.fields)

    def memory(self) -> "Memory":
        """Return how the columns shall be read."""
        from edudesk.services.importing.matching import settled

        return settled(self._sheet, self.chosen())

    def lacking(self) -> str:
        """Return what the sheet still needs, or which field was chosen twice, or nothing."""
        from edudesk.services.importing.matching import lacking

        taken = [field for field in self.chosen() if field]
        if twice := {field for field in taken if taken.count(field) > 1}:
            words = [label(self._language) for field, label in self._fields if field in twice]
            return self._session.say("people.column-twice", field=words[0])
        missing = lacking(self._sheet.type, list(self.chosen()))
        if not missing:
            return ""
        fields = self._session.say("import.comma").join(label(self._language) for label in missing)
        return self._session.say("people.column-lacking", sheet=self._sheet.name, fields=fields)

    def _choose_type(self) -> None:
        self.type_chosen.emit(self._sheet.name, str(self._kind.value()))

    def _make_grid(self) -> QWidget:
        px, say = theme().tokens.px, self._session.say
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(px(16), px(8), px(16), px(12))
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(3, 1)
        for place, code in ((0, "people.in-table"), (1, "people.becomes"), (3, "people.samples")):
            grid.addWidget(Words(say(code), "second", "text2"), 0, place)
        offered = [
            ("", say("people.not-used")),
            *((code, label(self._language)) for code, label in self._fields),
        ]
        for row, column in enumerate(self._sheet.columns, 1):
            field = ChoiceField(offered)
            field.set_value(column.field)
            field.setAccessibleName(say("people.column-becomes", heading=column.heading))
            field.setMinimumWidth(px(_FIELD))
            field.edited.connect(self.edited)
            self.fields.append(field)
            heading = Words(column.heading, bold=True, elide=True)
            heading.setMinimumWidth(px(140))
            heading.setMaximumWidth(px(260))
            samples = Words(say("import.comma").join(column.samples), "body", "text2", elide=True)
            grid.addWidget(heading, row, 0)
            grid.addWidget(field, row, 1)
            if column.field and not column.sure:
                grid.addWidget(FactTag(say("people.guessed")), row, 2)
            grid.addWidget(samples, row, 3)
        return inside
