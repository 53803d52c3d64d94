"""What is typed into a small window and never done is there again when it is opened the next time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from edudesk.ui.desk import Opened
from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.session import Session
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.fields import ChoiceField, DateField, LongField, TextField

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft

Field = ChoiceField | Segment | DateField | TextField | LongField
_WORDS = (TextField, LongField)


class KeptWindow(QObject):
    """Keeps the fields of a window while words stand in them that did not when it was opened.

    ``name`` is the window's, ``about`` type and id of the record it is about. Choices and days come back with
    the words; alone they are a click and not worth it. What was done is forgotten; where the window
    ``closes_first`` it is kept until whoever does it says ``forget``, for the writing may fail.
    """

    def __init__(
        self,
        session: Session,
        window: QDialog,
        name: str,
        about: tuple[str, str],
        fields: Mapping[str, Field],
        *,
        closes_first: bool = False,
    ) -> None:
        super().__init__(window)
        self._session, self._fields = session, fields
        self._draft = _window_draft(session, name, about)
        self._first = self._values()
        # It outlives the window: what was typed last is still to be written when that has closed.
        self._keeper = DraftKeeper(session.desk, window.parent() or session)
        self.forget = partial(self._keeper.drop, self._draft)
        session.desk.ask(self, partial(_typed, draft=self._draft), self._show)
        for field in fields.values():
            changed = field.textChanged if isinstance(field, TextField) else field.edited
            changed.connect(self._follow)
        window.accepted.connect(self._keeper.write_now if closes_first else self.forget)
        window.rejected.connect(self._keeper.write_now)

    @property
    def is_written(self) -> bool:
        """Whether words stand in a field that are a person's own."""
        return any(
            isinstance(field, _WORDS) and _value(field).strip() not in {"", self._first[name]}
            for name, field in self._fields.items()
        )

    def _values(self) -> dict[str, str]:
        return {name: _value(field) for name, field in self._fields.items()}

    def _show(self, typed: Mapping[str, str]) -> None:
        if self.is_written:
            return
        kept = [name for name in self._fields if name in typed]
        # Choices first: what follows them may empty a field of words.
        for name in sorted(kept, key=lambda one: isinstance(self._fields[one], _WORDS)):
            _show(self._fields[name], typed[name])
        self._follow()

    def _follow(self) -> None:
        if self.is_written:
            typed = {**self._draft.typed, **self._values()}
            now = self._session.clock.now()
            self._keeper.touch(partial(replace, self._draft, typed=typed, changed_at=now))
        else:
            self.forget()


def _value(field: Field) -> str:
    if isinstance(field, _WORDS):
        return field.text()
    if isinstance(field, DateField):
        day = field.date()
        return day.isoformat() if day else ""
    return str(field.value() or "")


def _show(field: Field, value: str) -> None:
    if isinstance(field, TextField):
        field.setText(value)
    elif isinstance(field, LongField):
        field.set_text(value)
    elif isinstance(field, DateField):
        field.set_date(date.fromisoformat(value) if value else None)
    else:
        field.set_value(value)
        field.edited.emit()


def _window_draft(session: Session, name: str, about: tuple[str, str]) -> "Draft":
    from edudesk.services.drafts import window_draft

    return window_draft(name, about, session.clock.now())


def _typed(opened: Opened, draft: "Draft") -> Mapping[str, str]:
    from edudesk.services.drafts import typed_in_window

    return typed_in_window(opened.archive, draft)
