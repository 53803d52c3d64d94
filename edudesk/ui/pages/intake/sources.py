"""Where photos can come from: the sticks and cards that are in, and any folder."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.dialogs import choose_folder
from edudesk.ui.widgets.fields import DateField
from edudesk.ui.widgets.icon import Icon
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.intake import Place

_BACK = timedelta(days=30)
_DATE = 170
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Sources(Card):
    """``chosen(folder)`` when one of them is to be looked through."""

    chosen = Signal(object)  # Path
    again = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.say("intake.from"), link=session.say("intake.search-again"), parent=parent)
        say = session.say
        self._session = session
        self.link_clicked.connect(self.again)
        self.since = DateField(session.texts, session.clock.today())
        self.since.setAccessibleName(say("intake.since"))
        self.since.set_date(session.clock.today() - _BACK)
        self.since.setFixedWidth(theme().tokens.px(_DATE))
        self.folder = Button(say("intake.choose-folder"), "primary", "folder-open")
        self.folder.clicked.connect(self._choose)
        self.drives: dict[Path, Button] = {}
        self._found = Column(gap=12)
        self._arrange_rows()
        self.show_places(())

    @property
    def since_day(self) -> date | None:
        """From which day photos are looked at; None for all."""
        return self.since.date()

    def show_places(self, places: "Sequence[Place]") -> None:
        """Offer these drives."""
        say = self._session.say
        while (item := self._found.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.drives = {}
        for place in places:
            button = Button(say("intake.look"), row=True)
            button.setAccessibleName(say("intake.look-at", name=place.name))
            button.clicked.connect(partial(self._take, place.folder))
            self.drives[place.folder] = button
            fact = say("intake.has-camera" if place.camera else "intake.is-drive")
            self._found.body.addWidget(self._place("usb", place.name, fact, button))
        if not places:
            none = Words(say("intake.no-drive"), "second", "text2", wrap=True)
            none.setAlignment(_MIDDLE)
            self._found.body.addWidget(none)

    def _take(self, folder: Path, *_clicked: bool) -> None:
        self.chosen.emit(folder)

    def _choose(self) -> None:
        folder = choose_folder(self.window(), self._session.say("intake.choose-folder"))
        if folder is not None:
            self.chosen.emit(folder)

    def _place(self, icon: str, title: str, fact: str, *right: QWidget) -> QWidget:
        px = theme().tokens.px
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(Icon(icon, 20))
        layout.addWidget(Words(title, bold=True, elide=True))
        layout.addWidget(Words(fact, "second", "text2", elide=True), 1)
        for widget in right:
            layout.addWidget(widget)
        return row

    def _arrange_rows(self) -> None:
        say, px = self._session.say, theme().tokens.px
        since = QWidget()
        layout = QHBoxLayout(since)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(Words(say("intake.since"), "body", "text2"))
        layout.addWidget(self.since)
        layout.addWidget(Words(say("intake.since-fact"), "second", "text2", elide=True), 1)
        phone = Paragraph(say("intake.phone"), "second", "text2")
        phone.setAlignment(_MIDDLE)
        rows = (
            self._found,
            self._place("folder", say("intake.folder"), say("intake.folder-fact"), self.folder),
            since,
            phone,
        )
        for number, row in enumerate(rows):
            if number:
                self.add_line()
            row.setMinimumHeight(px("button"))  # with a button or without, all have the same air
            self.add_block(row)
