"""How the generic form's page is laid out: title, notices, the card with the form, the bar of buttons."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.fields import FormRow
from edudesk.ui.widgets.layout import BottomBar, Column, PageScroll
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.photos import PhotoStrip
from edudesk.ui.widgets.words import Words

_WIDEST = 792  # a form of 760 with the card's margins


class MakeFrame(QWidget):
    """The page's parts; the page puts a form into it."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.strip = PhotoStrip(texts)
        self.kept = Words("", "second", "text2")
        self.scroller = PageScroll(" ", [self.kept], most=_WIDEST)
        self.save = Button(texts.say("make.save"), "primary", hint="Ctrl S")
        self.cancel = Button(texts.say("make.cancel"))
        self._above = Column()
        self._card = Card()
        self._papers = FormRow(texts.say("make.papers"), self.strip)
        self._lay_out()

    def show_form(self, title: str, form: QWidget, *, with_papers: bool) -> None:
        """Show another form."""
        self.scroller.title_bar.set_title(title)
        self._papers.setParent(None)  # it outlives what the card holds
        self._card.clear()
        whole = Column(form, gap=12)
        if with_papers:
            whole.body.addWidget(self._papers)
            self._papers.show()
        self._card.add_block(whole)
        self.clear_notices()

    def set_editable(self, *, editable: bool) -> None:
        """Let the form be saved, or only be read."""
        self._card.setEnabled(editable)
        self.save.setEnabled(editable)

    def show_saving(self, *, saving: bool) -> None:
        """Say on the button that it is being saved."""
        self.save.set_busy(self._texts.say("make.saving") if saving else "")

    def add_notice(self, state: State, words: str, *links: str) -> Notice:
        """Say something above the form."""
        notice = Notice(state, words, links)
        self._above.body.addWidget(notice)
        self._above.show()
        self.scroller.verticalScrollBar().setValue(0)
        return notice

    def notices(self) -> tuple[str, ...]:
        """Return what is said above the form."""
        return tuple(one.accessibleName() for one in self._above.findChildren(Notice) if not one.isHidden())

    def clear_notices(self) -> None:
        """Say nothing above the form any more."""
        while (item := self._above.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._above.hide()

    def _lay_out(self) -> None:
        self.scroller.body.addWidget(self._above)
        self.scroller.body.addWidget(self._card)
        self.scroller.body.addStretch(1)
        self._above.hide()
        self.save.setMinimumWidth(theme().tokens.px(120))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.scroller, 1)
        layout.addWidget(BottomBar(self._texts.say("make.foot"), [self.cancel, self.save]))
