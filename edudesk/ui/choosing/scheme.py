"""Choosing a scheme: one's own, then the program's with the nearest first, and what the chosen one asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.calendar import TermCode
from edudesk.texts import Texts
from edudesk.texts.initials import is_like
from edudesk.ui.choosing.asks import AsksCard
from edudesk.ui.choosing.settings import SettingsCard
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.chips import ChipRow
from edudesk.ui.widgets.fields import Radio, TextField
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.schemes.facts import Facts, SettingValue
    from edudesk.services.starting.offering import Asks, Offer

_ALL = "all"
_SHOWN = 6
"""So many of a group are seen at first."""


@dataclass(frozen=True)
class Pairing:
    """For whom a scheme is chosen: the facts, our school first among them, and the term that is shown."""

    facts: "Facts"
    term: TermCode
    named: int
    """How many partners have a name."""
    own: "Mapping[str, str]" = field(default_factory=dict)
    """The whole texts of one's own schemes by id."""
    present: str = ""
    """The scheme that is followed now."""
    settings: "Mapping[str, SettingValue]" = field(default_factory=dict)
    """What was chosen in the present scheme and can be chosen again."""


class SchemeChoice(QWidget):
    """The list with its search; ``asks`` and ``settings`` are cards to stand beside it.

    Nothing is chosen by itself unless ``propose``: then the nearest scheme is, where one is of our place.
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
        self._set_for = ""
        self._kind = _ALL
        self._opened: set[str] = set()
        self.kinds = ChipRow([], several=False)
        self.kinds.setAccessibleName(session.say("start.kinds"))
        self._group = QButtonGroup(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addWidget(self.search)
        column.addWidget(self.kinds)
        column.addLayout(self._list)
        self.search.textChanged.connect(self._fill)
        self.kinds.edited.connect(self._choose_kind)
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

    def beside(self) -> Column:
        """Return what belongs beside the list."""
        column = Column(self.asks, self.settings, gap=12)
        column.body.addStretch(1)
        return column

    def choose(self, scheme_id: str) -> None:
        """Choose a scheme."""
        if scheme_id != self._wanted:
            known = self._pairing.settings if scheme_id == self._pairing.present else {}
            self._wanted, self._values = scheme_id, dict(known)
            self._show_chosen()
            self.edited.emit()

    def take_found(self) -> bool:
        """Choose the first scheme that the search found where the chosen one is out of sight.

        Whoever looked for a scheme and presses Enter means what is seen, not what was chosen before.
        """
        if not self.search.text().strip() or not self.cards or self._wanted in self.cards:
            return False
        self.choose(next(iter(self.cards)))
        self.begin()
        return True

    def begin(self) -> None:
        """Put the cursor on the chosen scheme, into the search where none is."""
        card = self.cards.get(self._wanted)
        (card or self.search).setFocus()

    def _ask(self, question: Callable[..., Any], then: Callable[[Any], None]) -> None:
        self._session.desk.work_apart(self, "", lambda _job: question(), then)

    def _show_offers(self, offers: "tuple[Offer, ...]") -> None:
        self._offers = offers
        if self._propose and not self._wanted and offers and offers[0].here:
            self._wanted = offers[0].id
        self._offer_kinds()
        self._fill()
        self._show_chosen()
        if self._propose and self._wanted:
            self.edited.emit()
        self.ready.emit()

    def _offer_kinds(self) -> None:
        named = {stage for offer in self._offers for stage in offer.stages}
        language = self._session.texts.language
        known = VOCABULARIES["stage"].choices
        kinds = [(choice.code, choice.label(language)) for choice in known if choice.code in named]
        self.kinds.set_items([(_ALL, self._session.say("start.kinds.all")), *kinds])
        self.kinds.set_chosen([self._kind])

    def _choose_kind(self) -> None:
        self._kind = next(iter(self.kinds.chosen()), _ALL)
        self.kinds.set_chosen([self._kind])
        self._fill()

    def _fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.cards = {}
        typed = self.search.text().strip()
        of_kind = [offer for offer in self._offers if self._kind == _ALL or _is_for(offer, self._kind)]
        found = [offer for offer in of_kind if _fits(offer, typed)]
        say = self._session.say
        if typed or not found:
            self._list.addWidget(self._title(say("start.found" if found else "start.not-found")))
            self._add_cards("found", found)
        else:
            self._add_group("own", [offer for offer in found if offer.is_own])
            shipped = [offer for offer in found if not offer.is_own]
            self._add_group("near", [offer for offer in shipped if offer.near])
            self._add_group("far", [offer for offer in shipped if not offer.near])

    def _title(self, words: str) -> Words:
        return Words(words, "second", "text2", wrap=True)

    def _add_group(self, group: str, offers: "list[Offer]") -> None:
        if offers:
            self._list.addWidget(self._title(self._session.say(f"start.{group}")))
            self._add_cards(group, offers)

    def _add_cards(self, group: str, offers: "list[Offer]") -> None:
        """Add the first of a group and what is chosen; a link shows the others."""
        most = len(offers) if group in self._opened else _SHOWN
        shown = [one for at, one in enumerate(offers) if at < most or one.id == self._wanted]
        for offer in shown:
            present = self._session.say("start.present") if offer.id == self._pairing.present else ""
            card = Radio(offer.name, " · ".join(filter(None, (present, offer.second))), card=True)
            card.setChecked(offer.id == self._wanted)
            card.toggled.connect(partial(self._toggled, offer.id))
            self._group.addButton(card)
            self.cards[offer.id] = card
            self._list.addWidget(card)
        if left := len(offers) - len(shown):
            link = Link(self._session.say("start.more", count=left), "second")
            link.clicked.connect(partial(self._open_group, group))
            self._list.addWidget(link)

    def _open_group(self, group: str) -> None:
        seen = set(self.cards)
        self._opened.add(group)
        self._fill()
        fresh = next((card for scheme_id, card in self.cards.items() if scheme_id not in seen), None)
        if fresh is not None:  # once it has its place: the page scrolls to where it is
            QTimer.singleShot(0, fresh, fresh.setFocus)

    def _toggled(self, scheme_id: str, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self.choose(scheme_id)

    def _set(self) -> None:
        self._values = dict(self.settings.values)
        self._show_asks()
        self.edited.emit()

    def _show_chosen(self) -> None:
        for scheme_id, card in self.cards.items():
            if scheme_id == self._wanted and not card.isChecked():
                card.setChecked(True)
        self._show_asks()

    def _show_asks(self) -> None:
        if not self._wanted or not self._offers:
            self.asks.show_nothing()
            self.settings.show_settings((), {})
            self._set_for = ""
            return
        question = partial(_asks, self._wanted, dict(self._values), self._pairing, self._session.texts)
        self._ask(question, partial(self._take_asks, self._wanted, dict(self._values)))

    def _take_asks(self, scheme_id: str, values: "Mapping[str, SettingValue]", found: "Asks") -> None:
        if (scheme_id, values) != (self._wanted, self._values):
            return
        self.asks.show_asks(found, self._pairing.named, len(found.settings))
        if self._set_for != scheme_id:  # while a point is being set, its field must stay
            self._set_for = scheme_id
            self.settings.show_settings(found.settings, self._values)


def _is_for(offer: "Offer", kind: str) -> bool:
    return not offer.stages or kind in offer.stages


def _fits(offer: "Offer", typed: str) -> bool:
    return all(
        word in offer.words or is_like(word, offer.name) or is_like(word, offer.place)
        for word in typed.casefold().split()
    )


def _offers(pairing: Pairing, texts: Texts) -> "tuple[Offer, ...]":
    from edudesk.services.starting.offering import offers

    ours = sorted(pairing.facts.schools, key=lambda school: not school.ours)
    return offers(ours, texts, pairing.own)


def _asks(scheme_id: str, values: "Mapping[str, SettingValue]", pairing: Pairing, texts: Texts) -> "Asks":
    from edudesk.services.starting.offering import asks

    return asks(scheme_id, values, pairing.facts, pairing.term, texts, own=pairing.own)
