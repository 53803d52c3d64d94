"""The chosen indicator: its sentence, how it is reckoned, what is entered, what shows it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.pages.assess.deeds import Target, put, put_link
from edudesk.ui.pages.assess.describing import column, counted, heading, quote, reckoning, still_open
from edudesk.ui.pages.assess.entering import EntryForm, FigureForm, SheetForm, figures_of
from edudesk.ui.pages.assess.evidence import EvidenceBox
from edudesk.ui.pages.assess.questions import Assessed
from edudesk.ui.pages.assess.reading import typed_entry
from edudesk.ui.pages.assess.signing import Signing, sheets_of
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import Check
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.standing.assessing import (
        AssessmentTable,
        FigureRow,
        IndicatorRow,
        SubjectView,
        VetoRow,
    )

_PAD = 20


class Detail(Card):
    """Shows an indicator. ``kept`` gives a deed and its words, ``going`` another indicator's key."""

    kept = Signal(object, str)
    going = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        px = theme().tokens.px
        self._session = session
        self._place: object = None
        self._seen: object = None
        self.row: IndicatorRow | None = None
        self.forms: tuple[EntryForm, ...] = ()
        self.evidence: EvidenceBox | None = None
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        self._fields = QVBoxLayout()
        inside = QVBoxLayout()
        inside.setContentsMargins(px(_PAD), px(14), px(_PAD), px(16))
        inside.setSpacing(px(14))
        for layout in (self._above, self._fields, self._below):
            layout.setSpacing(px(14))
            inside.addLayout(layout)
        inside.addStretch(1)
        self.body.addLayout(inside)

    def flush(self) -> None:
        """Keep what was typed and not left yet."""
        for form in self.forms:
            form.flush()

    def fill_in(self) -> None:
        """Put the cursor into the first field."""
        field = next((form.first for form in self.forms if form.first is not None), None)
        if field is not None:
            field.setFocus()

    def show_row(
        self, known: Assessed, table: "AssessmentTable", subject: "SubjectView", row: "IndicatorRow"
    ) -> None:
        """Show an indicator; fields of the same one stay, so that nobody is interrupted in typing."""
        seen = (table.id, table.community_id, subject, row, known.figures)
        if seen == self._seen:
            return
        self._seen, self.row = seen, row
        figures = figures_of(row, table.community_id, known.figures)
        place = (table.community_id, table.id, subject.school_id, row.key, row.entries, row.left_out)
        if place != self._place:
            self.flush()
            self._place = place
            self._make_fields(known, table, subject.rows, row, figures)
        self._show_fields(subject.rows, row, figures)
        self._tell(subject, row)
        self._tell_below(table, subject, row)

    # -- what is told

    def _tell(self, subject: "SubjectView", row: "IndicatorRow") -> None:
        _clear(self._above)
        below = [one for one in _below(subject.rows, row) if one.depth == row.depth + 1]
        self._above.addWidget(heading(self._session, row))
        if row.sentence:
            self._above.addWidget(quote(row.sentence))
        self._above.addWidget(reckoning(self._session, row, below, self.going.emit))
        if too_high(row):
            self._above.addWidget(
                Notice(State.AT_RISK, self._session.say("assess.too-high", points=row.points))
            )

    def _tell_below(self, table: "AssessmentTable", subject: "SubjectView", row: "IndicatorRow") -> None:
        _clear(self._below)
        if row.depth == 0 and subject.missing and len(subject.rows) > 1:
            self._below.addWidget(still_open(self._session, subject.rows, self.going.emit))
        if row.depth == 0 and subject.vetoes:
            self._below.addWidget(self._vetoes(table, subject.vetoes))
        if row.records:
            self._below.addWidget(counted(self._session, row))

    def _vetoes(self, table: "AssessmentTable", vetoes: "Sequence[VetoRow]") -> QWidget:
        title = Words(self._session.say("assess.vetoes"), "second", "text2", bold=True)
        return column(title, *(self._veto(table, veto) for veto in vetoes), gap=4)

    def _veto(self, table: "AssessmentTable", veto: "VetoRow") -> QWidget:
        box = Check(veto.name)
        box.setChecked(veto.applies)
        box.setEnabled(veto.entry is not None)
        box.clicked.connect(partial(self._tick, table, veto))
        return column(box, Words(veto.sentence, "second", "text2", wrap=True), gap=0)

    def _tick(self, table: "AssessmentTable", veto: "VetoRow", ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        assert veto.entry is not None
        words = self._session.say("assess.ticked" if ticked else "assess.unticked", name=veto.name)
        target = Target(table.community_id, table.name, veto.entry)
        self.kept.emit(put(target, count=1 if ticked else None), words)

    # -- what is entered

    def _make_fields(
        self,
        known: Assessed,
        table: "AssessmentTable",
        rows: "Sequence[IndicatorRow]",
        row: "IndicatorRow",
        figures: "tuple[FigureRow, ...]",
    ) -> None:
        _clear(self._fields)
        self.evidence = None
        community, session = table.community_id, self._session
        entry = row.place or typed_entry(row)
        sheet = Target(community, known.name_of(community, entry), entry) if entry else None
        forms: list[EntryForm] = []
        if figures:
            forms.append(FigureForm(session, Target(community, table.name, figures[0].entry), row, figures))
        if sheet and not row.left_out and (typed_entry(row) or not _is_sum(row)):
            forms.append(SheetForm(session, sheet, row))
        if sheet and not row.depth and sheets_of(rows):
            forms.append(Signing(session, replace(sheet, part="review"), rows))
        self.forms = tuple(forms)
        for form in forms:
            form.kept.connect(self.kept)
            self._fields.addWidget(form)
        if sheet and row.place is not None and row.depth and not row.left_out:
            self._fields.addWidget(self._evidence(sheet, row.name))

    def _show_fields(
        self, rows: "Sequence[IndicatorRow]", row: "IndicatorRow", figures: "tuple[FigureRow, ...]"
    ) -> None:
        for form in self.forms:
            if isinstance(form, SheetForm):
                form.show_row(row)
            elif isinstance(form, FigureForm):
                form.show_figures(figures)
            elif isinstance(form, Signing):
                form.show_rows(rows)
        if self.evidence is not None:
            self.evidence.show_links(row.links)

    def _evidence(self, target: Target, name: str) -> QWidget:
        self.evidence = EvidenceBox(self._session)
        self.evidence.linking.connect(partial(self._join, target, name))
        title = Words(self._session.say("assess.evidence"), "second", "text2", bold=True)
        return column(title, self.evidence)

    def _join(self, target: Target, name: str, record: str, title: str, linked: bool) -> None:  # noqa: FBT001
        words = self._session.say("assess.linked" if linked else "assess.unlinked", title=title, name=name)
        self.kept.emit(put_link(target, record, linked=linked), words)


def _below(rows: "Sequence[IndicatorRow]", row: "IndicatorRow") -> "list[IndicatorRow]":
    """Return the rows that a row is reckoned from, directly or not."""
    found: list[IndicatorRow] = []
    at = next((place for place, one in enumerate(rows) if one.key == row.key), len(rows))
    for one in rows[at + 1 :]:
        if one.depth <= row.depth:
            break
        found.append(one)
    return found


def _is_sum(row: "IndicatorRow") -> bool:
    """Return whether a row is made of others alone, so that nothing is written at it."""
    return not row.entries and not row.records and not row.own and not row.review


def too_high(row: "IndicatorRow") -> bool:
    """Return whether a side gave more points than there are."""
    from decimal import Decimal, InvalidOperation

    if not row.points:
        return False
    try:
        return any(Decimal(side.score) > Decimal(row.points) for side in (row.own, row.review) if side.score)
    except InvalidOperation:  # several samples
        return False


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
