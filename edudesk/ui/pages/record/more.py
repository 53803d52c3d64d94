"""还可以写: what few activities need, folded away below the form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts import Texts
from edudesk.ui.pages.record.ground import Items, Surroundings
from edudesk.ui.theme import theme
from edudesk.ui.widgets.chips import ChipRow
from edudesk.ui.widgets.fields import (
    Check,
    ChoiceField,
    DateField,
    FormRow,
    LongField,
    NumberField,
    TextField,
)
from edudesk.ui.widgets.words import Words

_LINES = ("link", "grade", "recorder", "responsible")
_LONG = ("process", "reflection", "follow_up")
_NUMBERS = ("expected", "actual", "pupils")
_HINTS = ("process", "link")


class MoreFields(QWidget):
    """The folded fields by name, the check of a mixed form, and the community where there are several."""

    edited = Signal()
    community_chosen = Signal(str)

    def __init__(self, texts: Texts, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._kept: Mapping[str, Any] = {}
        self.lines = {name: TextField(self._hint(name)) for name in _LINES}
        self.long = {name: LongField(self._hint(name)) for name in _LONG}
        self.numbers = {name: NumberField(texts) for name in _NUMBERS}
        self.subjects = ChipRow((), more=texts.say("record.more-chips"), shown=6)
        self.work = ChipRow(())
        self.last_day = DateField(texts, today)
        self.mixed = Check(texts.say("record.mixed"))
        self.pair = ChoiceField()
        self.exchange = ChoiceField()
        grades = ((one.code, one.label(texts.language)) for one in VOCABULARIES["grade"].choices)
        self.rating = ChoiceField((("", texts.say("record.rating-none")), *grades))
        self.community = ChoiceField()
        self._rows: dict[str, QWidget] = {}
        self._lay_out()
        self._listen()

    def set_surroundings(self, around: Surroundings, communities: Items) -> None:
        """Offer what one community has."""
        none = ("", self._texts.say("record.belongs-none"))
        self.subjects.set_items(around.subjects)
        self.work.set_items(around.lines)
        self.pair.set_items((none, *around.pairs))
        self.exchange.set_items((none, *around.exchanges))
        self.community.set_items(communities)
        self.community.set_value(around.id)
        self._rows["lines"].setVisible(bool(around.lines))
        self._rows["pair"].setVisible(bool(around.pairs))
        self._rows["exchange"].setVisible(bool(around.exchanges))
        self._rows["community"].setVisible(len(communities) > 1)

    def value(self) -> dict[str, Any]:
        """Return what is filled in, by the names of the record's fields."""
        told: dict[str, Any] = {name: field.text() for name, field in self.lines.items()}
        told |= {name: field.text() for name, field in self.long.items()}
        told |= {name: field.text_typed() for name, field in self.numbers.items()}
        told["subjects"] = self._codes("subjects", self.subjects)
        told["lines"] = self._codes("lines", self.work)
        told["pair_id"] = self._reference("pair_id", self.pair)
        told["exchange_id"] = self._reference("exchange_id", self.exchange)
        told["rating"] = self._reference("rating", self.rating)
        told["ends_on"] = self.last_day.date()
        return {name: value for name, value in told.items() if value}

    def set_value(self, told: Mapping[str, Any], *, mixed: bool) -> None:
        """Show these; codes and references that are not offered here are kept."""
        self._kept = told
        self.mixed.setChecked(mixed)
        for name, line in self.lines.items():
            line.setText(told.get(name, ""))
        for name, long in self.long.items():
            long.set_text(told.get(name, ""))
        for name, number in self.numbers.items():
            number.line.setText(told.get(name, ""))
        self.subjects.set_chosen(told.get("subjects", ()))
        self.work.set_chosen(told.get("lines", ()))
        self.pair.set_value(told.get("pair_id", ""))
        self.exchange.set_value(told.get("exchange_id", ""))
        self.rating.set_value(told.get("rating", ""))
        self.last_day.set_date(told.get("ends_on"))

    def _codes(self, name: str, row: ChipRow) -> tuple[str, ...]:
        """Return the chosen codes in the order in which they were told, new ones behind."""
        return in_order(self._kept.get(name, ()), row)

    def _reference(self, name: str, field: ChoiceField) -> str:
        # A pair of another community is not offered here; nobody took it away.
        value = field.value()
        return str(self._kept.get(name, "") if value is None else value)

    def _hint(self, name: str) -> str:
        return self._texts.say(f"record.{name}-hint") if name in _HINTS else ""

    def _listen(self) -> None:
        for line in self.lines.values():
            line.textChanged.connect(self.edited)
        others: tuple[Any, ...] = (
            self.subjects,
            self.work,
            self.last_day,
            self.pair,
            self.exchange,
            self.rating,
        )
        for one in (*self.long.values(), *self.numbers.values(), *others):
            one.edited.connect(self.edited)
        self.mixed.clicked.connect(self.edited)
        self.community.edited.connect(lambda: self.community_chosen.emit(str(self.community.value())))

    def _lay_out(self) -> None:
        px = theme().tokens.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        rows: tuple[tuple[str, QWidget], ...] = (
            ("process", self.long["process"]),
            ("reflection", self.long["reflection"]),
            ("follow-up", self.long["follow_up"]),
            ("link", self.lines["link"]),
            ("rating", self.rating),
            ("ends-on", self._beside(self.last_day, Words(self._say("ends-on-hint"), "second", "text3"))),
            ("where", self._beside(self.mixed)),
            ("subjects", self.subjects),
            ("grade", self.lines["grade"]),
            ("lines", self.work),
            ("attendance", self._attendance()),
            ("pair", self.pair),
            ("exchange", self.exchange),
            ("recorder", self.lines["recorder"]),
            ("responsible", self.lines["responsible"]),
            ("community", self.community),
        )
        for name, widget in rows:
            self._rows[name] = FormRow(self._say(name), widget)
            layout.addWidget(self._rows[name])
        self.last_day.problem.connect(self._rows["ends-on"].set_error)  # type: ignore[attr-defined]
        self.last_day.setAccessibleName(self._say("ends-on"))

    def _attendance(self) -> QWidget:
        parts: list[QWidget] = []
        for name, field in self.numbers.items():
            field.setAccessibleName(self._say(name))
            field.setFixedWidth(theme().tokens.px(72))
            parts += [Words(self._say(name), "body", "text2"), field]
        return self._beside(*parts)

    def _beside(self, *widgets: QWidget) -> QWidget:
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(8))
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        return holder

    def _say(self, name: str) -> str:
        return self._texts.say(f"record.{name}")


def in_order(before: tuple[str, ...], row: ChipRow) -> tuple[str, ...]:
    """Return the chosen codes, those of ``before`` in their old order and the new ones behind."""
    chosen = row.chosen()
    kept = tuple(code for code in before if code in chosen)
    return (*kept, *(code for code in chosen if code not in kept))
