"""Lists inside a record, such as people or donated items: one compact line per row, added and taken away."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.models.contents import Content, empty
from edudesk.models.description import Field, Kind
from edudesk.ui.forms.editors import Editor
from edudesk.ui.forms.making import Surroundings, make_editor
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.fields import mark_error
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.words import Words

_WIDTHS: Mapping[Kind, int] = {
    Kind.REFERENCE: 190,
    Kind.CHOICE: 138,
    Kind.DAY: 172,
    Kind.MONTH: 112,
    Kind.WHOLE: 84,
    Kind.NUMBER: 84,
    Kind.MONEY: 96,
}
_USUAL = 148


class RowLine(QFrame):
    """One row: its short fields side by side, its texts below them, and × at the right."""

    removed = Signal()
    edited = Signal()

    def __init__(self, fields: Sequence[Field], content: Content, around: Surroundings, place: str) -> None:
        super().__init__()
        self.setProperty("role", "band")
        self._kept = content
        self.editors = {field.name: make_editor(field, around) for field in fields}
        self._wrong: dict[str, str] = {}
        self._error = Words("", role="second", colour="missed", wrap=True)
        flow, below = QWidget(), QVBoxLayout()
        line = FlowLayout(flow)
        for field in fields:
            cell = self._cell(field, around, place)
            if field.kind is Kind.LONG_TEXT:
                below.addWidget(cell)
            else:
                cell.setFixedWidth(theme().tokens.px(_WIDTHS.get(field.kind, _USUAL)))
                line.addWidget(cell)
        self._lay_out(flow, below, around, place)

    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return all(empty(editor.value()) for editor in self.editors.values())

    def content(self) -> Content:
        """Return the row, as it was where nobody changed it."""
        if not any(editor.is_touched for editor in self.editors.values()):
            return self._kept
        read = {name: editor.value() for name, editor in self.editors.items()}
        return {name: value for name, value in read.items() if not empty(value)}

    def set_error(self, name: str, words: str) -> bool:
        """Explain what is wrong with a field of the row; False when it has no such field."""
        if name not in self.editors:
            return False
        mark_error(self.editors[name].widget, wrong=True)
        self.editors[name].widget.setAccessibleDescription(words)
        self._wrong[name] = words
        self._tell()
        return True

    def clear_errors(self) -> None:
        """Take all explanations away."""
        for name in self._wrong:
            mark_error(self.editors[name].widget, wrong=False)
            self.editors[name].widget.setAccessibleDescription("")
        self._wrong = {}
        self._tell()

    @property
    def error(self) -> str:
        """What is said to be wrong now."""
        return self._error.text()

    def _tell(self) -> None:
        # The fields of a row are narrow: what is wrong stands below all of them.
        self._error.setText("\n".join(self._wrong.values()))
        self._error.setVisible(bool(self._wrong))

    def _typed_wrong(self, name: str, words: str) -> None:
        self._wrong = {one: said for one, said in self._wrong.items() if one != name}
        if words:
            self._wrong[name] = words
        self._tell()

    def _cell(self, field: Field, around: Surroundings, place: str) -> QWidget:
        editor = self.editors[field.name]
        editor.set_value(self._kept.get(field.name))
        editor.edited.connect(self.edited)
        label = field.label(around.texts.language)
        editor.widget.setAccessibleName(f"{place} {label}")
        problem = getattr(editor.widget, "problem", None)
        if problem is not None:
            problem.connect(lambda words, name=field.name: self._typed_wrong(name, words))
        cell = QWidget()
        layout = QVBoxLayout(cell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(2))
        layout.addWidget(Words(label, role="caption", colour="text2", elide=True))
        layout.addWidget(editor.widget)
        return cell

    def _lay_out(self, flow: QWidget, below: QVBoxLayout, around: Surroundings, place: str) -> None:
        px = theme().tokens.px
        remove = IconButton("x", around.texts.say("forms.remove-row", row=place))
        remove.clicked.connect(self.removed)
        words = QVBoxLayout()
        words.setSpacing(px(6))
        words.addWidget(flow)
        words.addLayout(below)
        words.addWidget(self._error)
        self._error.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(10), px(6), px(6), px(8))
        layout.setSpacing(px(6))
        layout.addLayout(words, 1)
        layout.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        for before, after in pairwise([*(editor.widget for editor in self.editors.values()), remove]):
            QWidget.setTabOrder(before, after)


class RowsField(QWidget):
    """The lines of a list and the button that adds one."""

    def __init__(self, label: str, add: str) -> None:
        super().__init__()
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme().tokens.px(6))
        self.add = Button(add, role="quiet", icon="plus", row=True)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(4))
        layout.addLayout(self.lines)
        layout.addLayout(foot)
        self.setAccessibleName(label)
        self.setFocusProxy(self.add)


class RowsEditor(Editor):
    """A list of rows."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        label = field.label(around.texts.language)
        self._described, self._around, self._label = field, around, label
        self._field = RowsField(label, around.texts.say("forms.add-row"))
        # Its label stands beside it, but is not heard there.
        self._field.add.setAccessibleName(around.texts.phrase((self._field.add.text(), label)))
        super().__init__(self._field)
        self.lines: list[RowLine] = []
        self._field.add.clicked.connect(self._add)

    def read(self) -> tuple[Content, ...] | None:
        return tuple(line.content() for line in self._filled()) or None

    def show(self, value: Sequence[Content] | None) -> None:
        for line in list(self.lines):
            self._drop(line)
        for content in value or ():
            self._append(content)

    def error(self) -> str:
        wrong = (editor.error() for line in self.lines for editor in line.editors.values())
        return next(filter(None, wrong), "")

    def set_problem(self, place: int, name: str, words: str) -> bool:
        """Explain what is wrong in a row, counted without the empty ones; False when it is not there."""
        filled = self._filled() if self.is_touched else self.lines
        return place < len(filled) and filled[place].set_error(name, words)

    def clear_errors(self) -> None:
        """Take all explanations away."""
        for line in self.lines:
            line.clear_errors()

    def _filled(self) -> list[RowLine]:
        return [line for line in self.lines if not line.is_empty()]

    def _add(self) -> None:
        line = self._append({})
        self.touch()
        first: Any = next(iter(line.editors.values())).widget
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, content: Content) -> RowLine:
        place = f"{self._label} {len(self.lines) + 1}"
        line = RowLine(self._described.rows, content, self._around, place)
        line.removed.connect(lambda: self._remove(line))
        line.edited.connect(self.touch)
        self.lines.append(line)
        self._field.lines.addWidget(line)
        return line

    def _remove(self, line: RowLine) -> None:
        self._drop(line)
        self._field.add.setFocus()
        self.touch()

    def _drop(self, line: RowLine) -> None:
        self.lines.remove(line)
        self._field.lines.removeWidget(line)
        line.hide()
        line.deleteLater()
