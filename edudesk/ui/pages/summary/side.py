"""What stands at the right: figures of the time, tables and pictures, to be put into the words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.summarising.marks import FIGURE, PHOTO, TABLE, Mark
from edudesk.ui.pages.summary.offers import THUMB, Offer, OfferList
from edudesk.ui.pages.summary.questions import ask_thumbnails
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.summarising.figures import Figure
    from edudesk.services.summarising.opening import Sheet
    from edudesk.services.summarising.saying import Photo

_GROUPS = ("totals", "rules", "kinds")


class Side(QWidget):
    """``taken`` gives a mark to be put into the words, ``asked`` one whose records are to be opened."""

    taken = Signal(object)
    asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        say, px = session.say, theme().tokens.px
        self._sheet: Sheet | None = None
        self.parts = Segment(
            [("figures", say("summarypage.figures")), ("pieces", say("summarypage.pieces"))], spread=True
        )
        self.parts.setAccessibleName(say("summarypage.side"))
        self.parts.edited.connect(self._show)
        self.list = OfferList(say("summarypage.side"))
        self.list.taken.connect(self.taken)
        self.list.asked.connect(self.asked)
        self.card = Card(say("summarypage.side"))
        top = QWidget()
        line = QVBoxLayout(top)
        line.setContentsMargins(px(12), px(10), px(12), px(10))
        line.addWidget(self.parts)
        self.card.body.addWidget(top)
        self.card.add_line()
        self.card.body.addWidget(self.list, 1)
        self.card.add_line()
        hint = Words(say("summarypage.side-hint"), "caption", "text2", wrap=True)
        self.card.add_block(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.setFocusProxy(self.list)

    def show_sheet(self, sheet: "Sheet") -> None:
        """Offer what a summary can name."""
        self._sheet = sheet
        self._show()

    def _show(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if self.parts.value() == "figures":
            self.list.set_offers(self._figures(sheet))
            return
        self.list.set_offers(self._pieces(sheet))
        known = self.list.offers.pictures
        wanted = [
            one.evidence.content["sha256"]
            for one in sheet.photos
            if one.evidence.content["sha256"] not in known
        ]
        if wanted:
            px, ratio = theme().tokens.px, self.devicePixelRatioF()
            size = QSize(round(px(THUMB.width()) * ratio), round(px(THUMB.height()) * ratio))
            question = ask_thumbnails(wanted, size)
            self._session.desk.ask(self, question, self.list.offers.show_pictures, key="thumbnails")

    def _figures(self, sheet: "Sheet") -> list[Offer]:
        offers = []
        for group in _GROUPS:
            found = [self._figure(one) for one in sheet.figures if one.group == group]
            if found:
                offers += [Offer(self._session.say(f"summarypage.group-{group}")), *found]
        return offers

    def _figure(self, figure: "Figure") -> Offer:
        from edudesk.services.schemes.explain import plain
        from edudesk.services.standing.words import say_amount

        texts = self._session.texts
        name, value = figure.name(texts.language), say_amount(texts, figure.number, figure.unit)
        return Offer(
            name,
            Mark(FIGURE, figure.key, plain(figure.number)),
            value,
            opens=bool(figure.records),
            spoken=texts.say("summarypage.figure-spoken", name=name, value=value, count=len(figure.records)),
        )

    def _pieces(self, sheet: "Sheet") -> list[Offer]:
        from edudesk.services.summarising.saying import TABLES

        texts = self._session.texts
        offers = [Offer(texts.say("summarypage.group-tables"))]
        for key, label in TABLES.items():
            name = label(texts.language)
            offers.append(
                Offer(name, Mark(TABLE, key, name), opens=key != "figures", icon="table", spoken=name)
            )
        if sheet.photos:
            offers.append(Offer(texts.say("summarypage.group-photos", count=len(sheet.photos))))
            offers += [self._photo(one) for one in sheet.photos]
        return offers

    def _photo(self, photo: "Photo") -> Offer:
        from edudesk.services.standing.words import say_day

        texts, day = self._session.texts, photo.about.content.get("starts_on")
        title = photo.about.title if photo.caption != photo.about.title else ""  # said above
        second = " ".join(filter(None, (say_day(texts, day) if day else "", title)))
        mark = Mark(PHOTO, photo.evidence.id).saying(photo.caption)
        return Offer(
            photo.caption,
            mark,
            second=second,
            opens=True,
            picture=photo.evidence.content["sha256"],
            spoken=texts.say("summarypage.photo-spoken", caption=photo.caption, about=second),
        )
