"""The side of the check: to whom and where to, and what will be in the package."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.handing.places import Place
from edudesk.services.handing.view import Checked, CommunityCheck
from edudesk.ui.pages.handing.edition_rows import EditionRows
from edudesk.ui.pages.handing.side_row import SideRow
from edudesk.ui.pages.handing.target import Target
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.fields import ChoiceField, TextField
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Link, Words

ALL = "*"
"""Stands for every community in the choice of one."""

_OTHER, _NOBODY, _CHOOSE = "…", "", "…"


class ReceiverCard(Card):
    """To whom, where to, in which form; ``changed`` follows every choice, ``community_chosen`` one."""

    changed = Signal()
    community_chosen = Signal(str)

    def __init__(self, session: Session, target: Target) -> None:
        say = session.say
        super().__init__(say("handing.to-head"))
        self._session, self._target = session, target
        self._community = ChoiceField(())
        self._receiver = ChoiceField(())
        self._typed = TextField(say("handing.receiver.example"))
        self._where = ChoiceField(())
        self._room = Words("", "caption", "text2", wrap=True)
        self.edition = EditionRows(session, target)
        self._pictures = Words("", "second", elide=True)
        self.faces = Link(say("sending.faces-link"), "second")
        self._name = Words("", "second", elide=True)
        self.naming = Link(say("sending.naming-link"), "second")
        self._known: tuple[object, ...] = ()
        self._fill()
        self._connect()
        self._offer_places()

    @property
    def receiver(self) -> str:
        """The name of the one it is for, empty when not said."""
        chosen = str(self._receiver.value() or "")
        return self._typed.text().strip() if chosen == _OTHER else chosen

    @property
    def community(self) -> str:
        """The id of the chosen community, or :data:`ALL`."""
        return str(self._community.value() or "")

    def show_check(self, checked: Checked, chosen: Sequence[CommunityCheck]) -> None:
        """Offer what is known: the communities, those who may receive, and the size."""
        say = self._session.say
        self.set_fact(say("handing.by", day=checked.deadline_words) if checked.deadline_words else "")
        self.edition.show_chosen(chosen)
        count, held = sum(len(one.pictures) for one in chosen), sum(one.held for one in chosen)
        said = say("sending.pictures-held", count=count, held=held)
        self._pictures.setText(said if held else say("sending.pictures-count", count=count))
        self.faces.setVisible(bool(count or held))
        communities = [(one.community_id, one.name) for one in checked.communities]
        receivers = list(dict.fromkeys(name for one in chosen for name in one.receivers))
        known = (tuple(communities), tuple(receivers), tuple(one.community_id for one in chosen))
        if known != self._known:
            self._known = known
            # A community without a scheme has no package, so there cannot be one of each.
            several = len(communities) > 1 and not checked.without_scheme
            self._offer_communities(communities, chosen, several=several)
            self._offer_receivers(receivers)
        self._show_room()

    def show_name(self, name: str) -> None:
        """Show what the package would be called."""
        self._name.setText(name)

    def _offer_communities(
        self, found: list[tuple[str, str]], chosen: Sequence[CommunityCheck], *, several: bool
    ) -> None:
        every = [(ALL, self._session.say("handing.community.all", count=len(found)))] if several else []
        self._community.set_items([*found, *every])
        self._community.set_value(ALL if len(chosen) > 1 else chosen[0].community_id if chosen else "")
        self._community_row.setVisible(len(found) > 1)

    def _offer_receivers(self, names: list[str]) -> None:
        say, before = self._session.say, self._receiver.value()
        items = [
            *((name, name) for name in names),
            (_NOBODY, say("handing.receiver.nobody")),
            (_OTHER, say("handing.receiver.other")),
        ]
        self._receiver.set_items(items)
        kept = before if before in [value for value, _words in items] else None
        self._receiver.set_value(kept if kept is not None else items[0][0])
        self._show_typed()

    def _offer_places(self) -> None:
        target, say = self._target, self._session.say
        # Before the places were looked at there is only the folder of last time.
        places = target.places or (Place(target.folder),)
        items = [(str(one.folder), target.name(one)) for one in places]
        self._where.blockSignals(True)
        self._where.set_items([*items, (_CHOOSE, say("handing.target.choose"))])
        self._where.set_value(str(target.folder))
        self._where.blockSignals(False)
        self._where.setToolTip(str(target.folder))
        self._show_room()
        self.changed.emit()

    def _show_room(self) -> None:
        edition = self.edition
        trouble = self._target.trouble(edition.expected, edition.largest, takes_folder=edition.takes_folder)
        self._room.setText(trouble or self._target.room())
        self._room.set_colour("at-risk" if trouble else "text2")
        self._room.setVisible(bool(self._room.text()))

    def _show_typed(self) -> None:
        self._typed.setVisible(self._receiver.value() == _OTHER)

    def _choose_where(self) -> None:
        chosen = str(self._where.value() or "")
        if chosen != _CHOOSE:
            self._target.choose(Path(chosen))
            return
        title = self._session.say("handing.target.choose-title")
        folder = dialogs.choose_folder(self, title, self._target.folder)
        if folder is None:
            self._offer_places()
        else:
            self._target.choose(folder)

    def _connect(self) -> None:
        self._community.edited.connect(lambda: self.community_chosen.emit(self.community))
        self._receiver.edited.connect(self._show_typed)
        self._receiver.edited.connect(self.changed)
        self._where.edited.connect(self._choose_where)
        self.edition.changed.connect(self._show_room)
        self.edition.changed.connect(self.changed)
        self._target.changed.connect(self._offer_places)

    def _fill(self) -> None:
        say, px = self._session.say, theme().tokens.px
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._typed.setAccessibleName(say("handing.receiver.typed"))
        self._community_row = SideRow(say("handing.community"), self._community)
        pictures, name = Line(self._pictures, self.faces), Line(self._name, self.naming)
        for line, words in ((pictures, self._pictures), (name, self._name)):
            line.body.setStretchFactor(words, 1)
        for row in (
            self._community_row,
            SideRow(say("handing.receiver"), self._receiver, self._typed),
            SideRow(say("handing.target"), self._where, self._room),
            self.edition,
            SideRow(say("sending.pictures"), pictures),
            SideRow(say("sending.name"), name),
        ):
            column.addWidget(row)
        self.add_block(rows)
        self.body.addStretch(1)
        self._typed.hide()


class PartsCard(Card):
    """The numbered folders of the package with how much is in each."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("handing.parts-head"))
        self._session = session
        self._shown: tuple[CommunityCheck, ...] | None = None

    def show_parts(self, chosen: Sequence[CommunityCheck]) -> None:
        """Show what the package of one community holds; several are only counted."""
        if tuple(chosen) == self._shown:
            return
        self._shown = tuple(chosen)
        files = sum(one.files for one in chosen)
        self.set_fact(self._session.say("handing.parts-fact", files=files) if files else "")
        self.clear()
        px, rows = theme().tokens.px, QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        for one in chosen:
            if len(chosen) > 1:
                column.addWidget(Words(one.name, "second", bold=True, elide=True))
            for part in one.parts:
                line = QHBoxLayout()
                line.addWidget(Words(part.name, "second", elide=True), 1)
                line.addWidget(Words(part.count, "second", "at-risk" if part.open else "text2"))
                column.addLayout(line)
        self.add_block(rows)
        self.body.addStretch(1)
