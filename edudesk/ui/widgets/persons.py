"""A field of people: each a tag with name, role and ×, completed while typing."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from edudesk.texts import Texts
from edudesk.texts.initials import is_like
from edudesk.ui.theme import theme
from edudesk.ui.widgets.completion import OfferingLine
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.person_tag import PersonTag
from edudesk.ui.widgets.words import Words

_GROUP = re.compile(r"(.*?\D)\s*(\d{1,4})\s*(?:人|名|位)")
_BETWEEN = re.compile(r"[、,;]+")
_LINE = 64


@dataclass(frozen=True)
class PersonToken:
    """Who is entered: a person of the roster, a name only, or a group of ``count``; the role is a code."""

    person_id: str | None
    name: str
    count: int = 1
    role: str = ""


@dataclass(frozen=True)
class Candidate:
    """A person who can be entered, or a group of ``count`` that has no id.

    ``pinyin`` helps to find the name, else its initials do.
    """

    person_id: str
    name: str
    school: str = ""
    pinyin: str = ""
    count: int = 1

    def is_meant(self, typed: str) -> bool:
        """Tell whether the name, its initials or its pinyin contain what was typed."""
        return is_like(typed, self.name) or bool(self.pinyin and is_like(typed, self.pinyin))


class _Line(OfferingLine):
    """The place to type in; as wide as is left, at least so wide that a name can be read."""

    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        shown = self.text() or self.placeholderText()
        width = self.fontMetrics().horizontalAdvance(shown) + theme().tokens.px(24)
        return QSize(max(width, self.minimumSizeHint().width()), theme().tokens.px("target"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().tokens.px(_LINE), theme().tokens.px("target"))


class PersonsField(QFrame):
    """Names, entered with Enter or 、; “班主任 10 人” becomes a group. Backspace takes the last one out.

    ``edited`` comes with every change of a token, not of the words being typed.
    """

    edited = Signal()

    def __init__(self, placeholder: str, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._placeholder = placeholder
        self._tags: list[PersonTag] = []
        self._tokens: list[PersonToken] = []
        self._shown: list[PersonToken] = []
        self._roles: Mapping[str, str] = {}
        self._candidates: tuple[Candidate, ...] = ()
        self._offered: tuple[Candidate, ...] = ()
        self.line = _Line()
        self._fact = Words("", "second", "text2")
        self._lay_out()
        self._complete()
        self.line.setPlaceholderText(placeholder)
        self.line.emptied.connect(self._drop_last)
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._enter)
        self.line.editingFinished.connect(self._enter)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)

    def tokens(self) -> tuple[PersonToken, ...]:
        """Return who is entered; a name that is still being typed counts."""
        typed = self.line.text().strip()
        return (*self._tokens, *([self._read(typed)] if typed else []))

    def set_tokens(self, tokens: Sequence[PersonToken]) -> None:
        """Show other people, without ``edited``."""
        if self.line.text():
            self.line.clear()
        if list(tokens) != self._tokens:
            self._tokens = list(tokens)
            self._show()

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Offer these people while typing, in this order."""
        self._candidates = tuple(candidates)

    def set_roles(self, roles: Sequence[tuple[str, str]]) -> None:
        """Offer roles (code, words) in the menu of each name."""
        self._roles, self._shown = dict(roles), []
        self._show()

    def set_fact(self, words: str) -> None:
        """Show a fact at the field's right, such as the number of people."""
        self._fact.setText(words)
        self._fact.setVisible(bool(words))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.setProperty("focus", event.type() is QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self.setProperty("role", "field")
        self.line.setFont(theme().font("body"))
        tags = QWidget()
        self._flow = FlowLayout(tags, 6, 4)
        self._flow.addWidget(self.line)
        for widget in (tags, self):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(6), px(3), px(9), px(3))
        layout.setSpacing(px(8))
        layout.addWidget(tags, 1)
        layout.addWidget(self._fact, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fact.hide()
        self.setMinimumHeight(px("button"))

    def _complete(self) -> None:
        self._names = QStringListModel(self)
        self.line.offer_from(self._names)
        self.line.taken.connect(self._take)

    def _typed(self, text: str) -> None:
        if _BETWEEN.search(unicodedata.normalize("NFKC", text)):
            self._enter()
            return
        found = tuple(each for each in self._candidates if each.is_meant(text)) if text.strip() else ()
        self._offered = found[:12]
        self._names.setStringList([f"{self._said(each)}    {each.school}".strip() for each in self._offered])
        self.line.offer()
        self._flow.invalidate()

    def _take(self, index: QModelIndex) -> None:
        candidate = self._offered[index.row()]
        self.line.clear()
        self._add(PersonToken(candidate.person_id or None, candidate.name, candidate.count))

    def _enter(self) -> None:
        text = unicodedata.normalize("NFKC", self.line.text())
        names = [name.strip() for name in _BETWEEN.split(text) if name.strip()]
        if text:
            self.line.clear()
        self._add(*(self._read(name) for name in names))

    def _read(self, name: str) -> PersonToken:
        if group := _GROUP.fullmatch(name):
            return PersonToken(None, group[1].strip(), int(group[2]))
        known = [each for each in self._candidates if each.name == name]
        if not known and name.isascii():  # initials stand for the first person they fit
            known = [each for each in self._candidates if each.is_meant(name)][:1]
            name = known[0].name if known else name
        if len(known) != 1:
            return PersonToken(None, name)
        return PersonToken(known[0].person_id or None, name, known[0].count)

    def _add(self, *tokens: PersonToken) -> None:
        before, there = len(self._tokens), {each.person_id for each in self._tokens if each.person_id}
        for token in tokens:
            if token.person_id not in there:
                self._tokens.append(token)
            if token.person_id:
                there.add(token.person_id)
        if len(self._tokens) > before:
            self._show()
            self.edited.emit()

    def _drop_last(self) -> None:
        if self._tokens:
            self._drop(len(self._tokens) - 1)

    def _drop(self, place: int) -> None:
        del self._tokens[place]
        self._show()
        self.line.setFocus()
        self.edited.emit()

    def _set_role(self, place: int, role: str) -> None:
        self._tokens[place] = replace(self._tokens[place], role=role)
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        same = 0  # so many names in front stay as they are: a list may hold hundreds
        while same < min(len(self._shown), len(self._tokens)) and self._shown[same] == self._tokens[same]:
            same += 1
        for tag in self._tags[same:]:
            self._flow.removeWidget(tag)
            tag.hide()
            tag.deleteLater()
        del self._tags[same:]
        self._flow.setEnabled(False)  # else all are laid out anew for each that is shown
        self._shown = list(self._tokens)
        for place, token in enumerate(self._tokens[same:], start=same):
            name = self._said(token)
            remove = self._texts.say("fields.persons.remove", name=token.name)
            tag = PersonTag(name, self._roles.get(token.role, token.role), self._roles, remove)
            tag.removed.connect(lambda place=place: self._drop(place))
            tag.role_chosen.connect(lambda role, place=place: self._set_role(place, role))
            self._flow.insert(place, tag)
            tag.show()
            self._tags.append(tag)
        self._flow.setEnabled(True)
        self._flow.invalidate()
        self.line.setPlaceholderText("" if len(self._tokens) > 2 else self._placeholder)  # noqa: PLR2004
        self.line.updateGeometry()  # a placeholder tells nobody that the line needs less room
        self.updateGeometry()

    def _said(self, one: PersonToken | Candidate) -> str:
        if one.count == 1:
            return one.name
        return self._texts.say("fields.persons.group", name=one.name, count=one.count)
