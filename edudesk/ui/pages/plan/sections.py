"""One section of a plan: its heading and its words, typed in place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.entries import LongField, TextField

if TYPE_CHECKING:
    from edudesk.services.planning import Section

_LINES = 2


class SectionBox(QWidget):
    """A heading, its words below, and three buttons: up, down, take out."""

    edited = Signal()
    moved = Signal(int)
    dropped = Signal()

    def __init__(self, texts: Texts, section: "Section") -> None:
        super().__init__()
        px, say = theme().tokens.px, texts.say
        self.heading = TextField(say("planpage.section-heading"))
        self.heading.setFont(theme().font("body", bold=True))
        self.heading.setText(section.heading)
        self.body = LongField(say("planpage.section-body"), _LINES)
        self.body.set_text(section.body)
        name = section.heading or say("planpage.section-heading")
        self.heading.setAccessibleName(say("planpage.section-heading"))
        self.body.setAccessibleName(name)
        self.up = IconButton("arrow-up", say("planpage.section-up", name=name))
        self.down = IconButton("arrow-down", say("planpage.section-down", name=name))
        self.drop = IconButton("x", say("planpage.section-drop", name=name))
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self.heading, 1)
        for button in (self.up, self.down, self.drop):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addLayout(head)
        layout.addWidget(self.body)
        self.heading.textEdited.connect(self.edited)
        self.heading.textChanged.connect(self.body.setAccessibleName)
        self.body.edited.connect(self.edited)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.drop.clicked.connect(self.dropped)

    @property
    def section(self) -> "Section":
        """What stands in the section."""
        from edudesk.services.planning import Section

        return Section(self.heading.text(), self.body.text())

    def set_editable(self, *, editable: bool) -> None:
        """Let the words be read only."""
        self.heading.setReadOnly(not editable)
        self.body.setReadOnly(not editable)
        for button in (self.up, self.down, self.drop):
            button.setVisible(editable)


class SectionList(QWidget):
    """The sections one below the other, and the button that adds one."""

    edited = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._editable = True
        self.boxes: list[SectionBox] = []
        px = theme().tokens.px
        self.more = Button(texts.say("planpage.section-add"), icon="plus")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(16))
        self._layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(self._add)

    @property
    def sections(self) -> "tuple[Section, ...]":
        """What stands in the sections."""
        return tuple(box.section for box in self.boxes)

    def show_sections(self, sections: "Sequence[Section]", *, editable: bool) -> None:
        """Show these; nothing is made anew where they say the same."""
        if tuple(sections) == self.sections and editable == self._editable:
            return
        self._editable = editable
        for box in self.boxes:
            self._layout.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = []
        for section in sections:
            self._put(section)
        self.more.setVisible(editable)

    def _put(self, section: "Section") -> SectionBox:
        box = SectionBox(self._texts, section)
        box.set_editable(editable=self._editable)
        box.edited.connect(self.edited)
        box.moved.connect(lambda step: self._move(box, step))
        box.dropped.connect(lambda: self._drop(box))
        self._layout.insertWidget(len(self.boxes), box)
        self.boxes.append(box)
        return box

    def _add(self) -> None:
        from edudesk.services.planning import Section

        self._put(Section()).heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _move(self, box: SectionBox, step: int) -> None:
        at = self.boxes.index(box)
        to = at + step
        if 0 <= to < len(self.boxes):
            self.boxes.insert(to, self.boxes.pop(at))
            self._layout.removeWidget(box)
            self._layout.insertWidget(to, box)
            (box.up if step < 0 else box.down).setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _drop(self, box: SectionBox) -> None:
        at = self.boxes.index(box)
        self.boxes.remove(box)
        self._layout.removeWidget(box)
        box.hide()
        box.deleteLater()
        near = self.boxes[min(at, len(self.boxes) - 1)].heading if self.boxes else self.more
        near.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
