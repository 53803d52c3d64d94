"""The sheet that is written on: the title, then sections that can be named, moved and left out."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.summarising.marks import Mark, length, spoken
from edudesk.ui.pages.summary.chips import Look
from edudesk.ui.pages.summary.editor import ChipEdit
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.words import Words

Row = Mapping[str, Any]
"""A section as JSON: ``heading`` and ``body``."""


class SectionBox(QWidget):
    """One section. ``moved`` gives -1 or 1, ``dropped`` asks for it to be left out."""

    edited = Signal()
    moved = Signal(int)
    dropped = Signal()

    def __init__(self, session: Session, look: Look, row: Row) -> None:
        super().__init__()
        self._session, self._look = session, look
        say, px = session.say, theme().tokens.px
        self.heading = TextField(say("summarypage.heading-hint"))
        self.heading.setFont(theme().font("body", bold=True))
        self.heading.setAccessibleName(say("summarypage.heading"))
        self.heading.setFixedHeight(px("row-button"))
        self.heading.setText(str(row.get("heading") or ""))
        self.editor = ChipEdit(look, say("summarypage.body-hint"))
        self.editor.set_words(str(row.get("body") or ""))
        self._count = Words("", "caption", "text3")
        self.more = IconButton("ellipsis", say("summarypage.section-more"))
        self.more.clicked.connect(self._open_menu)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.heading, 1)
        head.addWidget(self._count)
        head.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        layout.setSpacing(px(6))
        layout.addLayout(head)
        layout.addWidget(self.editor)
        self._listen()
        self._tell()

    @property
    def is_written(self) -> bool:
        """Whether the section has text."""
        return bool(self.editor.words().strip())

    def row(self) -> dict[str, str]:
        """Return the section as JSON, without what is empty."""
        found = {"heading": self.heading.text(), "body": self.editor.words()}
        return {name: words for name, words in found.items() if words.strip()}

    def show_row(self, row: Row) -> None:
        """Show what the section says now."""
        heading = str(row.get("heading") or "")
        if self.row().get("heading", "") != heading:
            self.heading.setText(heading)
        if self.row().get("body", "") != str(row.get("body") or ""):
            self.editor.set_words(str(row.get("body") or ""))
        self._tell()

    def renew(self) -> None:
        """Show what chips say now."""
        self.editor.renew()
        self._tell()

    def set_editable(self, *, editable: bool) -> None:
        """Let it be written, or only be read."""
        self.heading.setReadOnly(not editable)
        self.editor.setReadOnly(not editable)
        if not editable:  # it can still be walked through and its chips opened
            flags = Qt.TextInteractionFlag
            self.editor.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.more.setVisible(editable)

    def length(self) -> int:
        """Return how long the words are, what chips say included."""
        return length(spoken(self.editor.words(), lambda mark: self._look(mark)[1]))

    def _listen(self) -> None:
        self.heading.textEdited.connect(self._edited)
        self.editor.edited.connect(self._edited)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._move, step))

    def _move(self, step: int) -> None:
        if not self.heading.isReadOnly():
            self.moved.emit(step)

    def _edited(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        count = self.length()
        say = self._session.say
        self._count.setText(say("summarypage.length", count=count) if count else say("summarypage.unwritten"))
        name = self.heading.text() or say("summarypage.heading")
        self.editor.setAccessibleName(say("summarypage.body", heading=name))
        self.more.set_name(say("summarypage.section-more-of", heading=name))

    def _open_menu(self) -> None:
        say = self._session.say
        menu = make_menu(
            [
                Entry(say("summarypage.up"), lambda: self.moved.emit(-1), "arrow-up", "Alt+↑"),
                Entry(say("summarypage.down"), lambda: self.moved.emit(1), "arrow-down", "Alt+↓"),
                Entry(),
                Entry(say("summarypage.leave-out"), self.dropped.emit, "trash-2"),
            ],
            self,
        )
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))


class SummarySheet(QWidget):
    """Title and sections; ``left_out`` gives a section that was taken out, so that it can be put back."""

    edited = Signal()
    wanted = Signal(object)  # Mark
    left_out = Signal(object)  # (place, row)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self._editable = True
        self._last: SectionBox | None = None
        self.boxes: list[SectionBox] = []
        self.title = TextField(session.say("summarypage.title-hint"))
        self.title.setAccessibleName(session.say("summarypage.title-name"))
        self.title.setFont(theme().font("detail", bold=True))
        self.title.textEdited.connect(self.edited)
        self.card = Card()
        self._add = Button(session.say("summarypage.add-section"), "quiet", "plus", row=True)
        self._add.clicked.connect(lambda _checked: self.add())
        self._lay_out()

    # -- content

    def content(self) -> dict[str, Any]:
        """Return title and sections as JSON."""
        title = self.title.text().strip()
        found: dict[str, Any] = {"sections": [box.row() for box in self.boxes]}
        return ({"title": title} if title else {}) | found

    def show_content(self, content: Row, *, editable: bool) -> None:
        """Show a summary; sections that stay keep their cursor and their undoing."""
        self._editable = editable
        if self.title.text().strip() != str(content.get("title") or ""):
            self.title.setText(str(content.get("title") or ""))
        self.title.setReadOnly(not editable)
        rows = list(content.get("sections") or ())
        self._match(rows)
        for box, row in zip(self.boxes, rows, strict=True):
            box.show_row(row)
            box.set_editable(editable=editable)
        self._add.setVisible(editable)

    def renew(self) -> None:
        """Show what chips say now."""
        for box in self.boxes:
            box.renew()

    def counts(self) -> tuple[int, int, int]:
        """Return how many sections are written, of how many, and the length of all words."""
        return (
            sum(box.is_written for box in self.boxes),
            len(self.boxes),
            sum(box.length() for box in self.boxes),
        )

    def put(self, mark: Mark) -> None:
        """Put a chip where the cursor last was, else at the end of the first section without text."""
        box = self._last if self._last in self.boxes else None
        box = (
            box
            or next((one for one in self.boxes if not one.is_written), None)
            or next(iter(self.boxes), None)
        )
        if box is not None and self._editable:
            box.editor.put(mark)

    def go_back(self) -> None:
        """Put the cursor back into the words."""
        box = self._last if self._last in self.boxes else next(iter(self.boxes), None)
        if box is not None:
            box.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- sections

    def add(self, row: Row | None = None, place: int | None = None) -> SectionBox:
        """Add a section, at the end or at a place, and go into it."""
        box = self._make(row or {}, len(self.boxes) if place is None else place)
        box.set_editable(editable=self._editable)
        (box.editor if row else box.heading).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
        return box

    def _match(self, rows: Sequence[Row]) -> None:
        while len(self.boxes) > len(rows):
            self._drop(self.boxes[-1])
        while len(self.boxes) < len(rows):
            self._make(rows[len(self.boxes)], len(self.boxes))

    def _make(self, row: Row, place: int) -> SectionBox:
        box = SectionBox(self._session, self._look, row)
        box.edited.connect(self.edited)
        box.moved.connect(partial(self._moved, box))
        box.dropped.connect(partial(self._leave_out, box))
        box.editor.wanted.connect(self.wanted)
        box.editor.entered.connect(partial(self._entered, box))
        self.boxes.insert(place, box)
        self._sections.insertWidget(place, box)
        return box

    def _entered(self, box: SectionBox) -> None:
        self._last = box

    def _drop(self, box: SectionBox) -> None:
        self.boxes.remove(box)
        self._sections.removeWidget(box)
        box.hide()
        box.deleteLater()

    def _leave_out(self, box: SectionBox) -> None:
        place, row = self.boxes.index(box), box.row()
        self._drop(box)
        self.edited.emit()
        self.left_out.emit((place, row))

    def _moved(self, box: SectionBox, step: int) -> None:
        place = self.boxes.index(box) + step
        if not 0 <= place < len(self.boxes):
            return
        focused = box.focusWidget()
        self.boxes.remove(box)
        self.boxes.insert(place, box)
        self._sections.removeWidget(box)
        self._sections.insertWidget(place, box)
        self._order_tabs()
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _order_tabs(self) -> None:
        before: QWidget = self.title
        for box in self.boxes:
            for widget in (box.heading, box.more, box.editor):
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self._add)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        head = QWidget()
        line = QVBoxLayout(head)
        line.setContentsMargins(px(16), px(12), px(16), px(4))
        line.addWidget(self.title)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(0)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(8), 0, px(16), px(10))
        foot.addWidget(self._add)
        foot.addStretch(1)
        self.card.body.addWidget(head)
        self.card.body.addLayout(self._sections)
        self.card.body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        layout.addStretch(1)
