"""How the page is laid out: title, notices, form and side cards, the bar with the buttons."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.pages.record.advice import Advice
from edudesk.ui.pages.record.form import TellingForm
from edudesk.ui.pages.record.ground import Begun
from edudesk.ui.pages.record.side import EnoughCard, FactsCard, ForeseenCard
from edudesk.ui.pages.record.tabs import order_tabs
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.layout import BottomBar, Column, PageScroll, TwoColumns
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

_FORM = 760
_WHOLE = 760 + 16 + 360
_STATES = ("held", "planned")


class RecordFrame(QWidget):
    """The widgets of the page in their places; what they do is the page's business."""

    def __init__(self, texts: Texts, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self._texts = texts
        self.state = Segment([(state, texts.say(f"record.state-{state}")) for state in _STATES])
        self.state.setAccessibleName(texts.say("record.state"))
        self.kept = Words("", "second", "text2")
        self.kept.setFixedHeight(px("button"))
        self.tick = QLabel()
        self.tick.setFixedHeight(px("button"))
        self._paint_tick()
        theme().changed.connect(self._paint_tick)
        self.tick.hide()
        self.form = TellingForm(texts, today)
        self.foreseen = ForeseenCard(texts)
        self.facts = FactsCard(texts)
        self.notices = Notices(below=True)
        self.above = Notices(below=False)
        self.cancel = Button(texts.say("record.cancel"))
        self.save_next = Button(texts.say("record.save-next"))
        self.save_next.set_tip("Ctrl+Enter")
        self.save = Button(texts.say("record.save"), role="primary", hint="Ctrl S")
        beside = (self.foreseen, self.facts, self.notices, EnoughCard(texts))
        side = Column(*beside, gap=12)
        side.body.addStretch(1)
        main = Column(self.above, self.form, gap=12)
        main.body.addStretch(1)
        for one in (self.form, self.above, *beside):
            one.setMaximumWidth(px(_FORM))
        self.scroller = PageScroll(
            texts.say("record.title"), [self.tick, self.kept], beside=[self.state], most=_WHOLE
        )
        self.scroller.body.addWidget(TwoColumns(main, side))
        self.scroller.body.addStretch(1)
        self.bottom = BottomBar(texts.say("record.bottom"), [self.cancel, self.save_next, self.save])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.scroller, 1)
        layout.addWidget(self.bottom)
        self._ordering = QTimer(self, singleShot=True, interval=0)
        self._ordering.timeout.connect(lambda: order_tabs(self))
        self.form.rearranged.connect(self._ordering.start)
        self.notices.edited.connect(self._ordering.start)

    def _paint_tick(self) -> None:
        self.tick.setPixmap(theme().pixmap("check", "met", 18))

    def show_saving(self, *, saving: bool) -> None:
        """Show that it is being saved, so that nobody saves twice."""
        self.save.set_busy(self._texts.say("record.saving") if saving else "")
        self.save_next.setEnabled(not saving)

    def set_editable(self, *, editable: bool) -> None:
        """Let the record be changed, or only looked at."""
        self.form.set_editable(editable=editable)
        self.state.setEnabled(editable)
        self.save.setVisible(editable)
        self.save_next.setVisible(editable)
        say = self._texts.say
        self.cancel.setText(say("record.cancel") if editable else say("record.back"))
        self.cancel.updateGeometry()

    def show_begun(self, begun: Begun) -> None:
        """Call the page after what it was opened for."""
        say = self._texts.say
        if begun.readonly:
            self.scroller.title_bar.set_title(say("record.title-read", school=begun.readonly))
            self.bottom.set_words(say("record.bottom-read", school=begun.readonly))
        self.show_state(begun, begun.told.state)
        self._ordering.start()
        self.scroller.verticalScrollBar().setValue(0)

    def show_missing(self, missing: str | None) -> None:
        """Say that evidence may come later, by name; nothing where none is missing, None while unknown."""
        say = self._texts.say
        if missing is None:
            self.bottom.set_words(say("record.bottom"))
        else:
            self.bottom.set_words(say("record.bottom-missing", missing=missing) if missing else "")

    def show_state(self, begun: Begun, state: str) -> None:
        """Say whether it was done or is planned, wherever that is said."""
        say, planned = self._texts.say, state == "planned"
        self.state.set_value(state)
        self.foreseen.set_title(say("record.counts-held" if planned else "record.counts-in"))
        if not begun.readonly:
            code = "-edit" if begun.record_id else "-planned" if planned else ""
            self.scroller.title_bar.set_title(say(f"record.title{code}"))

    def show_kept(self, words: str, *, done: bool = False, wrong: str = "") -> None:
        """Say whether the draft is safe; ``wrong`` explains why it is not."""
        self.kept.setText(words)
        self.kept.set_colour("missed" if wrong else "text2")
        self.kept.setToolTip(wrong)
        self.tick.setVisible(done)

    def reveal(self, name: str) -> None:
        """Put the cursor into a field that is missing something, and show it."""
        self.form.enter(name)
        field = self.form.day if name == "day" else self.form.topic
        self.scroller.reveal(field)


class Notices(Column):
    """Notices one below the other; ``answered`` is called with the notice's code and the link's deed."""

    edited = Signal()

    def __init__(self, *, below: bool, parent: QWidget | None = None) -> None:
        """``below`` puts the links below the sentence, where there is little room."""
        super().__init__(gap=10, parent=parent)
        self._below = below
        self._shown: tuple[Advice, ...] = ()
        self.hide()

    def show_advice(self, advice: Sequence[Advice], answered: Callable[[str, str], None]) -> None:
        """Show these and no others; what stays the same stays untouched."""
        if tuple(advice) == self._shown:
            return
        self._shown = tuple(advice)
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._shown:
            notice = Notice(one.state, one.words, [words for _, words in one.links], below=self._below)
            deeds = [deed for deed, _ in one.links]
            notice.chosen.connect(lambda place, code=one.code, deeds=deeds: answered(code, deeds[place]))
            self.body.addWidget(notice)
        self.setVisible(bool(self._shown))
        self.edited.emit()
