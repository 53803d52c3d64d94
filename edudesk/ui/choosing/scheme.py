"""Choosing a scheme: all that come with the program, the nearest first, and what the chosen one asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from edudesk.services.calendar import TermCode
from edudesk.texts import Texts
from edudesk.texts.initials import is_like
from edudesk.ui.choosing.asks import AsksCard
from edudesk.ui.choosing.settings import SettingsCard
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.fields import Radio, TextField
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.schemes.facts import Facts, SettingValue
    from edudesk.services.starting.offering import Asks, Offer


@dataclass(frozen=True)
class Pairing:
    """For whom a scheme is chosen: the facts, our school first among them, and the term that is shown."""

    facts: "Facts"
    term: TermCode
    named: int
    """How many partners have a name."""
    own: "Mapping[str, str]" = field(default_factory=dict)
    """The whole texts of one's own schemes by id."""


class SchemeChoice(QWidget):
    """The list with its search; ``asks`` and ``settings`` are cards to stand beside it.

    Nothing is chosen by itself unless ``propose``: then the nearest scheme is, where one is near.
    ``edited`` comes with every other choice or setting, ``ready`` once the schemes are there.
    """

    edited = Signal()
    ready = Signal()

    def __init__(
        self,
        session: Session,
        pairing: Pairing,
        scheme_id: str = "",
        settings: "Mapping[str, SettingValue] | None" = None,
        *,
        propose: bool = False,
    ) -> None:
        super().__init__()
        px = theme().tokens.px
        self._session, self._pairing, self._propose = session, pairing, propose
        self._wanted, self._values = scheme_id, dict(settings or {})
        self._offers: tuple[Offer, ...] = ()
        self.cards: dict[str, Radio] = {}
        self.search = TextField(session.say("start.search"), icon="search")
        self.search.setAccessibleName(session.say("start.search"))
        self.asks = AsksCard(session)
        self.settings = SettingsCard(session)
        self._group = QButtonGroup(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addWidget(self.search)
        column.addLayout(self._list)
        self.search.textChanged.connect(self._fill)
        self.settings.edited.connect(self._set)
        self.asks.settings_wanted.connect(self.settings.turn)
        self._ask(partial(_offers, pairing, session.texts), self._show_offers)

    @property
    def is_ready(self) -> bool:
        """Whether the schemes are there to choose from."""
        return bool(self._offers)

    @property
    def scheme_id(self) -> str:
        """The scheme that is chosen, empty for none."""
        return self._wanted

    @property
    def chosen_settings(self) -> "Mapping[str, SettingValue]":
        """The settings that differ from the scheme's first readings."""
        return dict(self._values)

    @property
    def name(self) -> str:
        """The name of the scheme that is chosen."""
        return next((offer.name for offer in self._offers if offer.id == self._wanted), "")

    def beside(self) -> QWidget:
        """Return what belongs beside the list."""
        column = Column(self.asks, self.settings, gap=12)
        column.body.addStretch(1)
        return column

    def choose(self, scheme_id: str) -> None:
        """Choose a scheme."""
        if scheme_id != self._wanted:
            self._wanted, self._values = scheme_id, {}
            self._show_chosen()
            self.edited.emit()

    def begin(self) -> None:
        """Put the cursor on the chosen scheme, into the search where none is."""
        card = self.cards.get(self._wanted)
        (card or self.search).setFocus()

    def _ask(self, question: Callable[..., Any], then: Callable[[Any], None]) -> None:
        self._session.desk.work_apart(self, "", lambda _job: question(), then)

    def _show_offers(self, offers: "tuple[Offer, ...]") -> None:
        self._offers = offers
        if self._propose and not self._wanted and offers and offers[0].near:
            self._wanted = offers[0].id
        self._fill()
        self._show_chosen()
        if self._propose and self._wanted:
            self.edited.emit()
        self.ready.emit()

    def _fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.cards = {}
        typed = self.search.text().strip()
        found = [offer for offer in self._offers if _fits(offer, typed)]
        say = self._session.say
        if typed:
            self._add_group(say("start.found" if found else "start.not-found"), found)
        else:
            self._add_group(say("start.near"), [offer for offer in found if offer.near])
            self._add_group(say("start.far"), [offer for offer in found if not offer.near])

    def _add_group(self, title: str, offers: "list[Offer]") -> None:
        if not offers and not self.search.text().strip():
            return
        self._list.addWidget(Words(title, "second", "text2", wrap=True))
        for offer in offers:
            card = Radio(offer.name, offer.second, card=True)
            card.setChecked(offer.id == self._wanted)
            card.toggled.connect(partial(self._toggled, offer.id))
            self._group.addButton(card)
            self.cards[offer.id] = card
            self._list.addWidget(card)

    def _toggled(self, scheme_id: str, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self.choose(scheme_id)

    def _set(self) -> None:
        self._values = dict(self.settings.values)
        self._show_asks()
        self.edited.emit()

    def _show_chosen(self) -> None:
        offer = next((offer for offer in self._offers if offer.id == self._wanted), None)
        self.settings.show_settings(offer.settings if offer else (), self._values)
        for scheme_id, card in self.cards.items():
            if scheme_id == self._wanted and not card.isChecked():
                card.setChecked(True)
        self._show_asks()

    def _show_asks(self) -> None:
        if not self._wanted or not self._offers:
            self.asks.show_nothing()
            return
        question = partial(_asks, self._wanted, dict(self._values), self._pairing, self._session.texts)
        self._ask(question, partial(self._take_asks, self._wanted, dict(self._values)))

    def _take_asks(self, scheme_id: str, values: "Mapping[str, SettingValue]", found: "Asks") -> None:
        if (scheme_id, values) == (self._wanted, self._values):
            points = next(len(offer.settings) for offer in self._offers if offer.id == scheme_id)
            self.asks.show_asks(found, self._pairing.named, points)


def _fits(offer: "Offer", typed: str) -> bool:
    return all(word in offer.words or is_like(word, offer.name) for word in typed.casefold().split())


def _offers(pairing: Pairing, texts: Texts) -> "tuple[Offer, ...]":
    from edudesk.services.starting.offering import offers

    ours = sorted(pairing.facts.schools, key=lambda school: not school.ours)
    return offers(ours, texts, pairing.own)


def _asks(scheme_id: str, values: "Mapping[str, SettingValue]", pairing: Pairing, texts: Texts) -> "Asks":
    from edudesk.services.starting.offering import asks

    return asks(scheme_id, values, pairing.facts, pairing.term, texts, own=pairing.own)
