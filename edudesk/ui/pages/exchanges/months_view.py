"""The monthly notes of a stay, typed in place; beside each figure stands what the records say."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from edudesk.services.schemes.explain import plain
from edudesk.services.standing.words import listed
from edudesk.ui.pages.exchanges.words import long_month, worked
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.entries import LongField
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.typed_fields import NumberField
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.exchanging.months import MonthNote, Months

_BETWEEN = "|"
_FIELDS = ("days", "periods", "body")


class MonthCard(Card):
    """One month. ``edited`` follows every key, ``behind`` asks for the records of the month."""

    edited = Signal()
    behind = Signal(tuple)

    def __init__(self, session: Session, note: "MonthNote", *, ours: bool) -> None:
        super().__init__(long_month(session.texts, date.fromisoformat(f"{note.month}-01")))
        self._session, self.note = session, note
        say = session.say
        self.days, self.periods = NumberField(session.texts), NumberField(session.texts)
        self.body_field = LongField(say("exchanges.month-body"), 2)
        self._said: list[Link] = []
        figures = [
            *self._figure("days", self.days, str(note.counted.days) if note.counted.days else ""),
            *self._figure(
                "periods", self.periods, plain(note.counted.lessons) if note.counted.lessons else ""
            ),
        ]
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(8))
        layout.addWidget(Line(*figures, None, gap=8))
        if note.counted.ids:
            counted = Link(self._counted_words(), "second", elide=True)
            counted.setAccessibleName(f"{self._title.text()} {counted.text()}")
            counted.clicked.connect(lambda: self.behind.emit(note.counted.ids))
            layout.addWidget(counted)
        layout.addWidget(self.body_field)
        self.add_block(inside)
        self.body_field.setAccessibleName(f"{self._title.text()} {say('exchanges.month-work')}")
        for field in (self.days, self.periods, self.body_field):
            field.setEnabled(ours)
            field.edited.connect(self.edited)
        for link in self._said:
            link.setEnabled(ours)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            "days": self.days.text_typed(),
            "periods": self.periods.text_typed(),
            "body": self.body_field.text(),
        }

    @property
    def kept(self) -> dict[str, str]:
        """What the record says."""
        note = self.note
        return {
            "days": "" if note.days is None else str(note.days),
            "periods": "" if note.periods is None else plain(note.periods),
            "body": note.body,
        }

    def typed(self) -> dict[str, str]:
        """Return the fields that say something else than the record."""
        kept = self.kept
        return {name: text for name, text in self.texts.items() if text.strip() != kept[name]}

    def show_texts(self, typed: Mapping[str, str]) -> None:
        """Show the record and over it what was typed."""
        texts = self.kept | dict(typed)
        self.days.line.setText(texts["days"])
        self.periods.line.setText(texts["periods"])
        self.body_field.set_text(texts["body"])

    def wrong(self) -> str:
        """Return what cannot be read, empty where all can."""
        days = self.days.value()
        if days is not None and days % 1:
            return self._session.say("exchanges.whole-days")
        return self.days.error() or self.periods.error()

    def written(self) -> dict[str, Any]:
        """Return the fields that changed, as values."""
        days = self.days.value()
        values = {
            "days": None if days is None else int(days),
            "periods": self.periods.value(),
            "body": self.body_field.text().strip(),
        }
        return {name: values[name] for name in self.typed()}

    def _figure(self, name: str, field: NumberField, said: str) -> list[QWidget]:
        say = self._session.say
        label = say(f"exchanges.month-{name}")
        field.setAccessibleName(f"{self._title.text()} {label}")
        field.setFixedWidth(theme().tokens.px(84))
        words = Words(label, "body", "text2")
        if not said:
            return [words, field]
        link = Link(say("exchanges.records-say", value=said), "second")
        link.setAccessibleName(say("exchanges.take-over", label=label, value=said))
        link.setToolTip(link.accessibleName())
        link.clicked.connect(lambda: self._take(field, said))
        self._said.append(link)
        return [words, field, link]

    def _take(self, field: NumberField, said: str) -> None:
        field.line.setText(said)
        self.edited.emit()

    def _counted_words(self) -> str:
        texts = self._session.texts
        return listed(texts, (worked(texts, kind, amount) for kind, amount in self.note.counted.kinds))


class MonthsView(QWidget):
    """All months of a stay, newest first. ``edited`` follows every key, ``saving`` asks to save."""

    edited = Signal()
    saving = Signal()
    behind = Signal(tuple)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._months: Months | None = None
        self.cards: dict[str, MonthCard] = {}
        self.told = Words("", "second", "text2", elide=True)
        self.save = Button(session.say("exchanges.save"), "primary", hint="Ctrl S")
        self.save.clicked.connect(self.saving)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(self._scroll.focusPolicy().NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(self._scroll.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        head.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(10))
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)

    def show_months(self, months: "Months", typed: Mapping[str, str]) -> None:
        """Show the months; where they say the same as before, what is being typed is left alone."""
        before = self._months
        if before is None or before.stay.id != months.stay.id or before.notes != months.notes:
            self._months = months
            self._build(months)
            for key, card in self.cards.items():
                begins = key + _BETWEEN
                own = {
                    name.removeprefix(begins): text for name, text in typed.items() if name.startswith(begins)
                }
                card.show_texts({name: text for name, text in own.items() if name in _FIELDS})
        self._follow()

    def typed(self) -> dict[str, str]:
        """Return what was typed and not saved, by month and field."""
        return {
            f"{month}{_BETWEEN}{name}": text
            for month, card in self.cards.items()
            for name, text in card.typed().items()
        }

    def written(self) -> dict[str, dict[str, Any]] | None:
        """Return what is to be saved by month; None where something cannot be read, which is said."""
        for card in self.cards.values():
            if wrong := card.wrong():
                self.told.setText(wrong)
                return None
        return {month: card.written() for month, card in self.cards.items() if card.typed()}

    def _follow(self) -> None:
        say = self._session.say
        count, months = len(self.typed()), self._months
        self.save.why_not("" if count else say("exchanges.all-saved"))
        if months is not None and not months.stay.ours:
            self.told.setText(say("exchanges.not-ours"))
        elif not self.cards:
            self.told.setText(say("exchanges.no-months"))
        else:
            self.told.setText(
                say("exchanges.unsaved-months", count=count) if count else say("exchanges.months-how")
            )

    def _edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _build(self, months: "Months") -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(10))
        self.cards = {}
        for note in reversed(months.notes):
            card = MonthCard(self._session, note, ours=months.stay.ours)
            card.edited.connect(self._edited)
            card.behind.connect(self.behind)
            self.cards[note.month] = card
            layout.addWidget(card)
        layout.addStretch(1)
        self._scroll.setWidget(inside)
