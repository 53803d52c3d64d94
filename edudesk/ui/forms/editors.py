"""One editor per kind of field: it shows a value, and gives back the same value until a person changes it."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from edudesk.texts import Texts
from edudesk.ui.widgets.chips import ChipRow
from edudesk.ui.widgets.fields import Check, ChoiceField, DateField, LongField, NumberField, TextField
from edudesk.ui.widgets.typed_fields import TypedField

FEW_CHIPS = 8


class Editor(QObject):
    """Ties a field to its widget. What cannot be shown is kept: it changes only when a person edits.

    ``edited`` comes from the person, never from the program.
    """

    edited = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self._kept: Any = None
        self._touched = False

    @property
    def is_touched(self) -> bool:
        """Whether a person changed the value."""
        return self._touched

    def value(self) -> Any:
        """Return the value, None where nothing is filled in."""
        return self.read() if self._touched else self._kept

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self._kept, self._touched = value, False
        self.show(value)

    def error(self) -> str:
        """Return why what was typed cannot be read, or nothing."""
        return ""

    def typed(self) -> str:
        """Return words that are no value yet, such as half a date, to be kept in a draft."""
        return ""

    def set_typed(self, words: str) -> None:
        """Put such words back."""

    def read(self) -> Any:
        """Return what the widget says."""
        raise NotImplementedError

    def show(self, value: Any) -> None:
        """Let the widget say a value."""
        raise NotImplementedError

    def touch(self) -> None:
        """Note that a person changed the value."""
        self._touched = True
        self.edited.emit()


class LineEditor(Editor):
    """One line of words."""

    def __init__(self, placeholder: str = "") -> None:
        self._field = TextField(placeholder)
        super().__init__(self._field)
        self._field.textEdited.connect(lambda _text: self.touch())

    def read(self) -> str | None:
        return self._field.text().strip() or None

    def show(self, value: str | None) -> None:
        self._field.setText(value or "")
        self._field.setCursorPosition(0)


class LongEditor(Editor):
    """Paragraphs."""

    def __init__(self, lines: int = 2) -> None:
        self._field = LongField(lines=lines)
        super().__init__(self._field)
        self._field.edited.connect(self.touch)

    def read(self) -> str | None:
        return self._field.text().strip() or None

    def show(self, value: str | None) -> None:
        self._field.set_text(value or "")


class MappingEditor(Editor):
    """JSON for machines; shown for completeness, and taken over only where it is an object."""

    def __init__(self) -> None:
        self._field = LongField(lines=2)
        super().__init__(self._field)
        self._field.edited.connect(self.touch)

    def read(self) -> dict[str, Any] | None:
        try:
            found = json.loads(self._field.text() or "null")
        except ValueError:
            return None if self._kept is None else dict(self._kept)
        return found if isinstance(found, dict) else None

    def show(self, value: Any) -> None:
        self._field.set_text(json.dumps(value, ensure_ascii=False, indent=1) if value else "")


class TypedEditor(Editor):
    """A field that reads what is typed when it is left: days, months, times, numbers."""

    def __init__(self, field: TypedField) -> None:
        self._field = field
        super().__init__(field)
        field.edited.connect(self.touch)

    def error(self) -> str:
        return self._field.error() if self._touched else ""

    def typed(self) -> str:
        return self._field.text_typed() if self.error() else ""

    def set_typed(self, words: str) -> None:
        self._field.line.setText(words)
        self._touched = True


class DayEditor(TypedEditor):
    """A day."""

    def __init__(self, texts: Texts, today: date) -> None:
        self._day = DateField(texts, today)
        super().__init__(self._day)

    def read(self) -> date | None:
        return self._day.date()

    def show(self, value: date | None) -> None:
        self._day.set_date(value)


class NumberEditor(TypedEditor):
    """A number; ``whole`` for numbers without decimals."""

    def __init__(self, texts: Texts, *, whole: bool = False) -> None:
        self._number = NumberField(texts)
        self._whole, self._texts = whole, texts
        super().__init__(self._number)

    def read(self) -> Decimal | int | None:
        number = self._number.value()
        return int(number) if self._whole and number is not None else number

    def error(self) -> str:
        wrong = super().error()
        number = self._number.value()
        if not wrong and self._touched and self._whole and number is not None and number % 1:
            return self._texts.say("forms.whole", text=self._number.text_typed())
        return wrong

    def show(self, value: Decimal | int | None) -> None:
        self._number.set_value(value)


class ParsedEditor(TypedEditor):
    """A typed field of the form's own, such as a month."""

    def __init__(self, field: "ParsedField") -> None:
        self._parsed = field
        super().__init__(field)

    def read(self) -> Any:
        return self._parsed.value()

    def show(self, value: Any) -> None:
        self._parsed.set_value(value)


class ParsedField(TypedField):
    """A typed field whose value is what ``parse`` gives."""

    def value(self) -> Any:
        """Return the value in the line, or None where there is none or it cannot be read."""
        return self._read()[0]

    def set_value(self, value: Any) -> None:
        """Show a value without ``edited``."""
        self._show(value)


class CheckEditor(Editor):
    """Yes or no; one that is needed and was not answered is a no."""

    def __init__(self, words: str, *, needed: bool) -> None:
        self._check = Check(words)
        self._needed = needed
        super().__init__(self._check)
        self._check.clicked.connect(lambda _on=False: self.touch())

    def value(self) -> bool | None:
        said: bool | None = super().value()
        return False if said is None and self._needed else said

    def read(self) -> bool:
        return self._check.isChecked()

    def show(self, value: bool | None) -> None:  # noqa: FBT001 - a value
        self._check.setChecked(bool(value))


class ChoiceEditor(Editor):
    """One of several codes or records; a value that is not offered is added to the offer."""

    def __init__(self, items: Sequence[tuple[str, str]], placeholder: str = "", *, needed: bool) -> None:
        self._choice = ChoiceField((), placeholder)
        self._needed = needed
        super().__init__(self._choice)
        self._choice.edited.connect(self.touch)
        self.offer(items)

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer these."""
        none: list[tuple[Any, str]] = [] if self._needed else [(None, "—")]
        self._items = [*none, *items]
        self._choice.set_items(self._items)

    def add(self, value: str, words: str) -> None:
        """Offer one more."""
        if value not in dict(self._items):
            self._items.append((value, words))
            self._choice.set_items(self._items)

    def read(self) -> str | None:
        found: str | None = self._choice.value()
        return found

    def show(self, value: str | None) -> None:
        if value:
            self.add(value, value)
        self._choice.set_value(value)


class ChipsEditor(Editor):
    """Several codes of a vocabulary; a code that is not offered gets a chip of its own."""

    def __init__(self, items: Sequence[tuple[str, str]], more: str) -> None:
        self._items = list(items)
        self._chips = ChipRow(items, more=more, shown=FEW_CHIPS)
        super().__init__(self._chips)
        self._chips.edited.connect(self.touch)

    def read(self) -> tuple[str, ...] | None:
        return self._chips.chosen() or None

    def show(self, value: Sequence[str] | None) -> None:
        fresh = [(code, code) for code in value or () if code not in dict(self._items)]
        if fresh:
            self._items += fresh
            self._chips.set_items(self._items)
        self._chips.set_chosen(tuple(value or ()))
