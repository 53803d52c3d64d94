"""One record of any type in words, with its files and what can be done with it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.texts import Texts
from edudesk.ui.history import offer_history
from edudesk.ui.papers.paper import Paper
from edudesk.ui.papers.strip import PaperStrip
from edudesk.ui.session import Session
from edudesk.ui.sheets.asking import Sheet
from edudesk.ui.theme import theme
from edudesk.ui.widgets.pane import Pane, PaneWords
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.listing.records import SheetRows


class SheetPane(Pane):
    """Facts by group, lists below them. ``followed`` carries the id of a record that a fact names."""

    followed = Signal(str)
    visited = Signal(str)  # the activity's own page is wanted

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        codes = ("none-chosen", "edit", "delete", "more", "not-ours")
        super().__init__(PaneWords(*(session.say(f"records.{code}") for code in codes)), parent)
        self._session = session
        self._sheet: Sheet | None = None
        self._chosen = ""
        offer_history(session, self)
        self.visit = self.more.addAction(session.say("records.visit"))
        self.visit.triggered.connect(lambda: self.visited.emit(self._id))

    def choose_paper(self, paper_id: str) -> None:
        """Put the focus on a paper of the record that is shown next."""
        self._chosen = paper_id

    def show_sheet(self, found: Sheet) -> None:
        """Show a record."""
        self._sheet = found
        row, language = found.sheet.row, self._session.texts.language
        parts = [row.type_label(language), row.state(language) if row.state else ""]
        if not row.ours:
            parts.append(row.owner)
        if row.late:
            parts.append(self._session.say("records.late"))
        title = (row.title or row.type_label)(language)
        self.begin(row.id, title, " · ".join(part for part in parts if part), ours=row.ours)
        self.visit.setVisible(row.type == "activity")
        self._add_lines((title, parts[1]))
        self._add_lists()
        self._add_papers(found.papers)

    def _add_lines(self, said: Sequence[str]) -> None:
        """Add the facts that do not stand above them already."""
        assert self._sheet is not None
        for line in self._sheet.sheet.lines:
            if line.value in said and not line.refers_to:
                continue
            follow = partial(self.followed.emit, line.refers_to) if line.refers_to else None
            self.add_fact(line.label, line.value, then=follow)

    def _add_lists(self) -> None:
        assert self._sheet is not None
        for found in self._sheet.sheet.lists:
            self.add_heading(found.label)
            for row in found.rows:
                self.add(Words(_said(self._session.texts, found, row), wrap=True))

    def _add_papers(self, papers: tuple[Paper, ...]) -> None:
        if not papers:
            return
        self.add_heading(self._session.say("records.papers", count=len(papers)))
        strip = PaperStrip(self._session, papers)
        self.add(strip)
        strip.choose(self._chosen)
        self._chosen = ""
        strip.setMinimumWidth(theme().tokens.px(240))


def _said(texts: Texts, found: "SheetRows", row: Sequence[str]) -> str:
    """Return a row in words, with figures named by their headings: 台式电脑，数量 10."""
    named = (
        f"{heading} {words}" if _is_figure(words) else words
        for heading, words in zip(found.headings, row, strict=True)
        if words
    )
    return texts.phrase(named)


def _is_figure(words: str) -> bool:
    """Return whether words are a bare figure, which says nothing without its heading."""
    return words.removeprefix("¥").replace(",", "").replace(".", "", 1).isdigit()
