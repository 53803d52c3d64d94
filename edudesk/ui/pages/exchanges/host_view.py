"""The host's confirmation (书面鉴定): a record of its writer, typed in place beside what others wrote."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.standing.words import listed
from edudesk.ui.pages.exchanges.words import say_grade
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import FormRow
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.entries import LongField, TextField
from edudesk.ui.widgets.typed_fields import DateField
from edudesk.ui.widgets.words import Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.exchanging.steps import Confirmation

NAMES = ("by", "dated", "grade", "body")


class HostView(QWidget):
    """``edited`` follows every key, ``saving`` asks to save."""

    edited = Signal()
    saving = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, say = session, session.say
        self._own: Confirmation | None = None
        self._shown: tuple[str, tuple[Confirmation, ...]] | None = None
        grades = VOCABULARIES["grade"].choices
        language = session.texts.language
        self.by = TextField(say("exchanges.host-by-example"))
        self.dated = DateField(session.texts, session.clock.today())
        self.grade = ChoiceField()
        self.grade.set_items(
            [("", say("exchanges.no-grade")), *((one.code, one.label(language)) for one in grades)]
        )
        self.words = LongField(say("exchanges.host-example"), 5)
        self.told = Words("", "second", "text2", elide=True)
        self.save = Button(say("exchanges.save"), "primary", hint="Ctrl S")
        self.card = Card()
        self._others = QVBoxLayout()
        self._lay_out()
        self.save.clicked.connect(self.saving)
        self.by.textEdited.connect(lambda _text: self._edited())
        self.dated.edited.connect(self._edited)
        self.grade.edited.connect(self._edited)
        self.words.edited.connect(self._edited)

    def show_said(
        self, stay_id: str, host: str, said: "tuple[Confirmation, ...]", typed: Mapping[str, str]
    ) -> None:
        """Show what was said of a stay; where it is the same as before, what is being typed is left alone."""
        if self._shown == (stay_id, said):
            self._follow()
            return
        self._shown = (stay_id, said)
        self._own = next((one for one in reversed(said) if one.ours), None)
        self.card.set_title(self._session.say("exchanges.host-title", school=host))
        texts = self._kept() | {name: text for name, text in typed.items() if name in NAMES}
        self.by.setText(texts["by"])
        self.dated.line.setText(texts["dated"])
        self.grade.set_value(texts["grade"])
        self.words.set_text(texts["body"])
        self._show_others([one for one in said if one is not self._own])
        self._follow()

    def typed(self) -> dict[str, str]:
        """Return the fields that say something else than the record."""
        kept = self._kept()
        return {name: text for name, text in self._texts().items() if text.strip() != kept[name]}

    def written(self) -> dict[str, Any] | None:
        """Return the whole confirmation; None where its day cannot be read, which is said."""
        if self.dated.error():
            self.told.setText(self.dated.error())
            return None
        day: date | None = self.dated.date()
        texts = self._texts()
        return {
            "by": texts["by"].strip(),
            "dated": day,
            "grade": texts["grade"],
            "body": texts["body"].strip(),
        }

    def _texts(self) -> dict[str, str]:
        return {
            "by": self.by.text(),
            "dated": self.dated.text_typed(),
            "grade": self.grade.value() or "",
            "body": self.words.text(),
        }

    def _kept(self) -> dict[str, str]:
        own = self._own
        if own is None:
            return dict.fromkeys(NAMES, "")
        day = self.dated.write(own.dated) if own.dated else ""
        return {"by": own.by, "dated": day, "grade": own.grade, "body": own.body}

    def _edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        say, count = self._session.say, len(self.typed())
        self.save.why_not("" if count else say("exchanges.all-saved"))
        code = "unsaved-host" if count else "host-kept" if self._own else "host-how"
        self.told.setText(say(f"exchanges.{code}"))

    def _show_others(self, others: "list[Confirmation]") -> None:
        while (item := self._others.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        texts = self._session.texts
        for one in others:
            facts = (one.by, str(one.dated) if one.dated else "", say_grade(texts, one.grade))
            card = Card(one.school, listed(texts, (fact for fact in facts if fact)))
            card.add_block(Paragraph(one.body))
            self._others.addWidget(card)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self._session.say
        form = QWidget()
        rows = QVBoxLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(px(8))
        for code, field in (
            ("grade", self.grade),
            ("body", self.words),
            ("by", self.by),
            ("dated", self.dated),
        ):
            rows.addWidget(FormRow(say(f"exchanges.host-{code}"), field))
        self.card.add_block(form)
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        head.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addLayout(head)
        layout.addWidget(self._scroller(), 1)

    def _scroller(self) -> QScrollArea:
        """Return what scrolls where large type leaves no room for all: the form, and what others wrote."""
        inside = QWidget()
        inside.setProperty("role", "page")
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme().tokens.px(10))
        body.addWidget(self.card)
        body.addLayout(self._others)
        body.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setWidget(inside)
        return scroller
