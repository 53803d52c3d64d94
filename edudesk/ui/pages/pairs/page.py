"""Cards or list two thirds, the pair one third; a new pair and the reviews of a term take the whole page."""

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edudesk.ui.page import Page
from edudesk.ui.pages.pairs import questions
from edudesk.ui.pages.pairs.cards import PairCards
from edudesk.ui.pages.pairs.deeds import Deeds
from edudesk.ui.pages.pairs.filters import Filters
from edudesk.ui.pages.pairs.form import PairForm
from edudesk.ui.pages.pairs.pane import PairPane
from edudesk.ui.pages.pairs.questions import Paged, Seen
from edudesk.ui.pages.pairs.reviews import ReviewForm
from edudesk.ui.pages.pairs.table import PairTable
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.drawer import ListWithDetail
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import TitleBar, fit_margins
from edudesk.ui.widgets.menus import Entry, make_menu

if TYPE_CHECKING:
    from edudesk.services.pairing.overview import Overview, PairCard
    from edudesk.ui.widgets.tables import Row

_VIEW = "pairs.view"


class PairsPage(Page):
    """Places: ``id`` for one pair, ``filter`` "idle", "running", "ended" or "all"; ``ids`` with a ``title``.

    ``new`` opens the form of a new pair with that content; ``review`` with ``id`` the reviews of a term.
    """

    code: ClassVar[str] = "pairs"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self._overview: Overview | None = None
        self._shown: tuple[PairCard, ...] = ()
        self._awaited = ""
        self._deeds = Deeds(session, self)
        self.view = Segment(
            [("cards", say("pairs.cards")), ("list", say("pairs.list"))],
            icons={"cards": "layout-grid", "list": "list"},
        )
        self.view.setAccessibleName(say("pairs.view"))
        self.add_button = Button(say("pairs.add"), icon="plus")
        self.more_button = Button(say("pairs.more-menu"), menu=self._menu())
        self.title = TitleBar(say("pairs.title"), (self.add_button, self.more_button), beside=(self.view,))
        self.filters = Filters(session)
        self.cards = PairCards(session)
        self.table = PairTable(session)
        self.pane = PairPane(session)
        self.empty = EmptyState(
            "users", say("pairs.empty"), say("pairs.empty-words"), say("pairs.add"), primary=False
        )
        self._lay_out()
        self._listen()
        kept = session.preferences.state(_VIEW)
        self._show_view(kept if kept in ("cards", "list") else "cards")

    @cached_property
    def form(self) -> PairForm:
        """The form of a new pair."""
        made = PairForm(self.session)
        made.saved.connect(self._made)
        made.left.connect(self._show_pairs)
        self._stack.addWidget(made)
        return made

    @cached_property
    def reviews(self) -> ReviewForm:
        """The reviews of a term."""
        made = ReviewForm(self.session)
        made.saved.connect(self._reviewed)
        made.left.connect(self._show_pairs)
        self._stack.addWidget(made)
        return made

    @property
    def has_primary(self) -> bool:  # type: ignore[override]  # it depends on what is shown
        """Whether a form is shown, whose button is the primary one."""
        return self._stack.currentWidget() is not self._list_page

    @property
    def shown(self) -> "tuple[PairCard, ...]":
        """The pairs that are shown, in their order."""
        return self._shown

    def refresh(self) -> None:
        term, texts = self.session.term, self.session.texts
        self.session.desk.ask(
            self, lambda opened: questions.ask_overview(opened, term, texts), self._show, key="pairs"
        )
        if self.pane.shown:
            self._ask_pair(self.pane.shown)

    def go_to(self, **place: Any) -> None:
        if "new" in place:
            self.open_form(place["new"] or {})
            return
        if place.get("review"):
            self.open_reviews(place["id"], place["review"])
            return
        if place:
            self._show_pairs()
        if "ids" in place:
            self.filters.show_only(tuple(place["ids"]), place.get("title", ""))
        elif "filter" in place:
            self.filters.choose(place["filter"])
        if place.get("id"):
            self._awaited = place["id"]
            self._narrow()
            if self.split.is_drawer:
                self.split.open_detail()

    def to_start(self) -> None:
        self._show_pairs()

    def leave(self) -> None:
        for name in ("form", "reviews"):
            if name in self.__dict__:
                self.__dict__[name].leave()

    def focus_filter(self) -> None:
        self._show_pairs()
        self.filters.text.setFocus()

    def print_page(self) -> None:
        """Write what is shown as a PDF and open it."""
        self._write_seen(".pdf")

    def _write_seen(self, suffix: str) -> None:
        """Write what is seen: the list as it is narrowed and sorted, or the cards."""
        if self.view.value() == "cards":
            self._deeds.write_list(self._shown, suffix)
        else:
            self._deeds.write_list(self.table.seen(), suffix)

    def open_form(self, content: dict[str, Any] | None = None) -> None:
        """Show the form of a new pair."""
        self.form.open(content)
        self._show_page(self.form)

    def open_reviews(self, pair_id: str, term: str) -> None:
        """Show what both sides say of a term."""
        self.reviews.open(pair_id, term)
        self._show_page(self.reviews)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._list_page)

    # -- what is shown

    def _show(self, found: "Overview") -> None:
        self._overview = found
        self._narrow()

    def _narrow(self) -> None:
        found = self._overview
        if found is None:
            return
        self._shown = self.filters.left(found.pairs, found.month)
        ids, wanted = [card.id for card in self._shown], self._awaited
        if wanted and wanted not in ids and any(card.id == wanted for card in found.pairs):
            self.filters.choose("all")  # it is there, but not among these
            return
        self._awaited = "" if wanted in ids else wanted  # one that was just made comes with the next answer
        self._say_title(found)
        self.cards.show_pairs(self._shown)
        self.table.show_pairs(self._shown)
        self._show_emptiness(bare=not found.pairs)
        if wanted in ids:
            self._choose(wanted, go=True)
        elif self.pane.shown not in ids:
            self._choose(ids[0] if ids else "")

    def _say_title(self, found: "Overview") -> None:
        living = [card for card in found.pairs if card.state == "running" and card.in_term]
        idle = sum(card.idle for card in living)
        code = "pairs.title-idle" if idle else "pairs.title-met" if living else "pairs.title"
        if not found.present and living:
            code = "pairs.title-count"
        self.title.set_title(self.session.say(code, count=len(living), idle=idle, month=found.month))

    def _show_emptiness(self, *, bare: bool) -> None:
        say = self.session.say
        if bare:
            self.empty.set_words(say("pairs.empty"), say("pairs.empty-words"), say("pairs.add"))
        else:
            self.empty.set_words(say("pairs.no-hits"), "", say(f"pairs.show-{self._wider()}"))
        self._is_bare = bare
        self._views.setCurrentWidget(
            self.empty if not self._shown else self.cards if self.view.value() == "cards" else self.table
        )
        self.filters.setVisible(not bare)

    def _fill_emptiness(self) -> None:
        if self._is_bare:
            self._add()
        else:
            self.filters.choose(self._wider())

    def _wider(self) -> str:
        """Return what to show where nothing is left: all, where those that run were looked for."""
        is_plain = self.filters.chosen == "running" and not self.filters.text.text().strip()
        return "all" if is_plain else "running"

    def _choose(self, pair_id: str, *, go: bool = False) -> None:
        self.cards.set_current(pair_id)
        if not pair_id:
            self.pane.clear()
            return
        if go:
            self.cards.reach(pair_id)
            self.table.select(pair_id)
        self._ask_pair(pair_id)

    def _ask_pair(self, pair_id: str) -> None:
        term, texts = self.session.term, self.session.texts
        self.session.desk.ask(
            self, lambda opened: questions.ask_pair(opened, pair_id, term, texts), self._show_pair, key="pair"
        )

    def _show_pair(self, seen: Seen | None) -> None:
        if seen is None:
            self.pane.clear()
        else:
            self.pane.show_pair(seen)

    def _open(self, pair_id: str) -> None:
        self._choose(pair_id)
        if self.split.is_drawer:
            self.split.open_detail()

    def _current(self, row: "Row | None") -> None:
        if row is not None and self.view.value() == "list" and row.id != self.pane.shown:
            self._choose(row.id)

    def _show_view(self, view: str) -> None:
        self.view.set_value(view)
        self.session.preferences.keep_state(_VIEW, view)
        if self._shown:
            self._views.setCurrentWidget(self.cards if view == "cards" else self.table)
            self.table.select(self.pane.shown)

    def _show_page(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        self.primary_changed.emit()

    def _show_pairs(self) -> None:
        self.leave()
        self._show_page(self._list_page)

    # -- what is done

    def _add(self) -> None:
        self.open_form()

    def _made(self, pair_id: str, change_id: str) -> None:
        self._show_pairs()
        self.filters.choose("running")
        self._awaited = pair_id
        self.session.toast(self.session.say("pairs.saved"), change_id)
        self._choose(pair_id, go=True)

    def _reviewed(self, change_id: str) -> None:
        self._show_pairs()
        self.session.toast(self.session.say("pairs.review-saved"), change_id)

    def _edit(self, pair_id: str) -> None:
        self.session.go("make", type="mentor-pair", record=pair_id, back=("pairs", {"id": pair_id}))

    def _end(self, _pair_id: str) -> None:
        if self.pane.seen is not None:
            self._deeds.end(self.pane.seen.detail.card)

    def _write_pair_list(self, suffix: str) -> None:
        """Write the district's list of pairs: of several communities that of the pair that is shown."""
        seen = self.pane.seen
        community = seen.detail.content.get("community_id", "") if seen else ""
        self._deeds.write_paper(Paged("pair-list", suffix, community=community))

    def _acted(self, code: str, ids: tuple[str, ...]) -> None:
        chosen = [card for card in self.table.seen() if card.id in ids]
        self._deeds.write_list(chosen, ".xlsx" if code == "excel" else ".pdf")

    def _menu(self) -> Any:
        say = self.session.say
        entries = [
            Entry(say(f"pairs.pair-list{suffix}"), partial(self._write_pair_list, suffix))
            for suffix in (".pdf", ".docx", ".xlsx")
        ]
        entries += [
            Entry(),
            Entry(say("pairs.excel"), partial(self._write_seen, ".xlsx")),
            Entry(say("pairs.print"), self.print_page),
        ]
        return make_menu(entries, self)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        self._is_bare = False
        self._views = QStackedWidget()
        for widget in (self.cards, self.table, self.empty):
            self._views.addWidget(widget)
        self.split = ListWithDetail(self._views, self.pane, say("people.close-pane"))
        self._list_page = QWidget()
        inside = QVBoxLayout(self._list_page)
        inside.setSpacing(px(12))
        inside.addWidget(self.title)
        inside.addWidget(self.filters)
        inside.addWidget(self.split, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _listen(self) -> None:
        self.view.edited.connect(lambda: self._show_view(self.view.value()))
        self.add_button.clicked.connect(self._add)
        self.empty.clicked.connect(self._fill_emptiness)
        self.filters.changed.connect(self._narrow)
        self.cards.chosen.connect(self._choose)
        self.cards.opened.connect(self._open)
        self.cards.session_wanted.connect(self._deeds.record)
        self.table.current_changed.connect(self._current)
        self.table.opened.connect(lambda row: self._open(row.id))
        self.table.acted.connect(self._acted)
        self.pane.session_wanted.connect(self._deeds.record)
        self.pane.edited.connect(self._edit)
        self.pane.deleted.connect(self._deeds.delete)
        self.pane.ending.connect(self._end)
        self.pane.going_on.connect(self._deeds.go_on)
        self.pane.reviewing.connect(self.open_reviews)
        self.pane.papered.connect(self._deeds.write_paper)
