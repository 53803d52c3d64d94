"""What the pairs are narrowed to, and in which order they stand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from edudesk.texts.initials import is_like
from edudesk.ui.pages.pairs.saying import couple_words
from edudesk.ui.pages.pairs.table import rank
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.chips import ChipRow
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.pairing.overview import PairCard

_SORTS = ("waiting", "name", "begun", "last")
_LIVING = ("running", "coming", "over")


class Filters(QWidget):
    """Words, one of four sorts of pairs, and the order; ``changed`` when others are to be shown."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        say = session.say
        self._session = session
        self._ids: tuple[str, ...] | None = None
        self._counts: tuple[int, ...] = ()
        self.text = TextField(say("pairs.find"), "search")
        self.text.setAccessibleName(say("pairs.find"))
        self.text.setMinimumWidth(theme().tokens.px(220))
        self.which = ChipRow([], several=False)
        self.which.setAccessibleName(say("pairs.which"))
        self.sort = ChoiceField(
            [(code, say(f"pairs.sort-{code}")) for code in _SORTS], label=say("pairs.sort")
        )
        self.sort.set_value("waiting")
        self._title = Words("", "second", "text2")
        self._all = Link(say("pairs.show-all"), "second")
        flow = FlowLayout(self)
        for widget in (self.text, self.which, self.sort, self._title, self._all):
            flow.addWidget(widget)
        self._title.hide()
        self._all.hide()
        self._offer((0, 0, 0, 0), "")
        self.which.set_chosen(["running"])
        self.text.textChanged.connect(self.changed)
        self.which.edited.connect(self.changed)
        self.sort.edited.connect(self.changed)
        self._all.clicked.connect(self.clear)

    @property
    def chosen(self) -> str:
        """Which pairs are shown: "running", "idle", "ended" or "all"."""
        return next(iter(self.which.chosen()), "all")

    @property
    def is_narrow(self) -> bool:
        """Whether words or certain records narrow the list."""
        return bool(self.text.text().strip()) or self._ids is not None

    def choose(self, which: str) -> None:
        """Show another sort of pairs."""
        self._show_ids(None, "")
        self.text.clear()
        self.which.set_chosen([which])
        self.changed.emit()

    def show_only(self, ids: tuple[str, ...], title: str) -> None:
        """Show certain pairs."""
        self.text.clear()
        self.which.set_chosen(["all"])
        self._show_ids(ids, title)
        self.changed.emit()

    def clear(self) -> None:
        """Show all that run."""
        self.choose("running")

    def left(self, cards: "Sequence[PairCard]", month: str) -> "tuple[PairCard, ...]":
        """Return the pairs that are left, in their order, and say how many of each sort there are."""
        sorts = {which: [card for card in cards if _is(which, card)] for which in _WHICH}
        self._offer(tuple(len(found) for found in sorts.values()), month)
        found = sorts[self.chosen]
        if self._ids is not None:
            found = [card for card in cards if card.id in self._ids]
        if typed := self.text.text().strip():
            found = [card for card in found if is_like(typed, self._searched(card))]
        return tuple(sorted(found, key=self._key))

    def _searched(self, card: "PairCard") -> str:
        people = " ".join(f"{one.name} {one.school}" for one in card.people)
        return f"{people} {card.name} {card.subject} {card.kind}"

    def _key(self, card: "PairCard") -> tuple[object, ...]:
        name = couple_words(self._session, card).encode("gb18030", "replace")
        begun = card.starts_on.toordinal() if card.starts_on else 0
        match self.sort.value():
            case "name":
                return (name,)
            case "begun":
                return (-begun, name)
            case "last":
                return (-(card.last.toordinal() if card.last else 0), name)
        return (rank(card), name)

    def _offer(self, counts: tuple[int, ...], month: str) -> None:
        if counts == self._counts:
            return
        self._counts = counts
        chosen = self.which.chosen()
        within = QApplication.focusWidget()
        focused = within is not None and self.which.isAncestorOf(within)
        say = self._session.say
        items = [
            (which, say(f"pairs.which-{which}", count=count, month=month))
            for which, count in zip(_WHICH, counts, strict=True)
        ]
        self.which.set_items(items)
        self.which.set_chosen(chosen)
        if focused:
            self.which.setFocus()

    def _show_ids(self, ids: tuple[str, ...] | None, title: str) -> None:
        self._ids = ids
        self._title.setText(title)
        self._title.setVisible(ids is not None and bool(title))
        self._all.setVisible(ids is not None)


_WHICH = ("running", "idle", "ended", "all")


def _is(which: str, card: "PairCard") -> bool:
    match which:
        case "running":
            return card.state in _LIVING and card.in_term
        case "idle":
            return card.idle
        case "ended":
            return card.state in ("done", "ended-early", "over")
    return True
