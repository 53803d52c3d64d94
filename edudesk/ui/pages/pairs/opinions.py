"""What one person of a pair says of a term: typed here, kept within a second, an opinion when saved."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.session import Session
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.fields import ChoiceField, DateField, FormRow, LongField
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft
    from edudesk.services.pairing.detail import Said, Voice

_LINES = 6


class OpinionCard(Card):
    """One person's words. What another school wrote is shown above and cannot be changed here."""

    edited = Signal()
    kept = Signal()
    failed = Signal(object)  # EduDeskError

    def __init__(
        self, session: Session, pair_id: str, voice: "Voice", dated: date, parent: QWidget | None = None
    ) -> None:
        person = voice.person
        title = session.say(f"pairs.voice-{person.part}", name=person.name)
        super().__init__(title, person.school, parent=parent)
        self._session, self._pair_id, self._dated = session, pair_id, dated
        self.voice = voice
        self._own: Said | None = next((one for one in reversed(voice.said) if one.ours), None)
        self._draft: Draft | None = None
        say = session.say
        self.body_field = LongField(say(f"pairs.voice-example-{person.part}"), _LINES)
        self.body_field.setAccessibleName(title)
        words = [one.label(session.texts.language) for one in VOCABULARIES["grade"].choices]
        self.grade = ChoiceField([("", say("pairs.no-grade")), *((one, one) for one in words)])
        self.day = DateField(session.texts, session.clock.today())
        self.keeper = DraftKeeper(session.desk, self)
        self.keeper.kept.connect(self.kept)
        self.keeper.failed.connect(self.failed)
        self._place_fields()
        self._show(self._own.body if self._own else "", self._own.grade if self._own else "")
        self.day.set_date((self._own.dated if self._own else None) or dated)
        self.body_field.edited.connect(self._edited)
        self.grade.edited.connect(self._edited)
        self.day.edited.connect(self._edited)

    @property
    def is_touched(self) -> bool:
        """Whether something else stands here than what is saved."""
        return self._draft is not None

    @property
    def own_id(self) -> str:
        """The opinion of ours that is edited here, or nothing."""
        return self._own.id if self._own else ""

    def draft(self) -> "Draft | None":
        """Return what is to be saved, None where nothing was touched."""
        return self._written(self._session.clock.now()) if self._draft is not None else None

    def resume(self, draft: "Draft") -> None:
        """Go on with what was typed and not saved."""
        content = draft.content
        self._draft = draft
        self._show(content.get("body", ""), content.get("grade", ""))
        if content.get("dated"):
            self.day.set_date(date.fromisoformat(content["dated"]))

    def forget(self) -> None:
        """Keep nothing more: it was saved."""
        self.keeper.forget()
        self._draft = None

    def drop(self) -> None:
        """Throw away what was typed."""
        if self._draft is not None:
            self.keeper.drop(self._draft)
        self._draft = None

    def leave(self) -> None:
        """Write what was typed at once."""
        self.keeper.write_now()

    def _show(self, body: str, grade: str) -> None:
        self.body_field.set_text(body)
        if grade and self.grade.findText(grade) < 0:
            items = [
                (self.grade.itemText(row), self.grade.itemText(row)) for row in range(1, self.grade.count())
            ]
            self.grade.set_items([("", self.grade.itemText(0)), *items, (grade, grade)])
        self.grade.set_value(grade)

    def _edited(self) -> None:
        from edudesk.services.drafts import new_draft

        if self._draft is None:
            fresh = new_draft("opinion", self._session.clock.now())
            self._draft = replace(fresh, about=self.own_id or None)
        self.edited.emit()
        self.keeper.touch(partial(self._made, self._written(self._session.clock.now())))

    def _made(self, draft: "Draft") -> "Draft":
        return draft

    def _written(self, now: datetime) -> "Draft":
        assert self._draft is not None
        day = self.day.date() or self._dated
        person = self.voice.person
        content: dict[str, Any] = {
            "about_id": self._pair_id,
            "kind": "pair-review",
            "by": person.name,
            "school_id": person.school_id,
            "dated": day.isoformat(),
            "grade": self.grade.value(),
            "body": self.body_field.text().strip(),
        }
        said = {name: value for name, value in content.items() if value}
        return replace(self._draft, changed_at=now, title=person.name, content=said)

    def _place_fields(self) -> None:
        say = self._session.say
        whole = Column(gap=10)
        for one in self.voice.said:
            if not one.ours:
                whole.body.addWidget(Words(say("pairs.written-by", owner=one.owner), "second", "text2"))
                whole.body.addWidget(Paragraph(one.body))
        whole.body.addWidget(self.body_field)
        if self.voice.person.part == "mentor":
            whole.body.addWidget(FormRow(say("pairs.grade"), self.grade))
        whole.body.addWidget(FormRow(say("pairs.dated"), self.day))
        whole.body.addStretch(1)
        self.add_block(whole)
