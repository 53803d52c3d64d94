"""A term as both sides see it: mentors at the left, apprentices at the right, and who has not written."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.schemes.results import State
from edudesk.ui.pages.pairs import questions
from edudesk.ui.pages.pairs.opinions import OpinionCard
from edudesk.ui.pages.pairs.questions import Seen
from edudesk.ui.pages.pairs.saying import couple_words
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.layout import NARROW, BottomBar, Column, PageScroll, effective_width
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft
    from edudesk.services.pairing.detail import TermReview

_WIDEST = 1100


class ReviewForm(QWidget):
    """The opinions of one pair on one term. ``saved`` carries the change; ``left`` comes without."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = session.say
        self._session = session
        self._pair_id, self._term, self._title = "", "", ""
        self._seen: Seen | None = None
        self.cards: tuple[OpinionCard, ...] = ()
        self.kept = Words("", "second", "text2")
        self.term = ChoiceField([], label=say("pairs.term"))
        self.term.edited.connect(lambda: self.open(self._pair_id, str(self.term.value())))
        self.save_button = Button(say("pairs.save"), "primary", hint="Ctrl S")
        self.cancel_button = Button(say("pairs.cancel"))
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancel)
        self._lay_out()
        for key, deed in (("Ctrl+S", self.save), ("Esc", self.cancel)):
            shortcut = QShortcut(QKeySequence(key), self)
            if key != "Ctrl+S":  # saving is meant wherever the cursor is
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    @property
    def is_touched(self) -> bool:
        """Whether something is typed that is not saved."""
        return any(card.is_touched for card in self.cards)

    def open(self, pair_id: str, term: str) -> None:
        """Show the reviews of a term; what was typed before and not saved comes back."""
        self.leave()
        self._pair_id, self._term = pair_id, term
        session = self._session
        session.desk.ask(
            self,
            lambda opened: (
                questions.ask_pair(opened, pair_id, session.term, session.texts),
                questions.waiting_opinions(opened, pair_id),
            ),
            self._show,
            key="reviews",
        )

    def leave(self) -> None:
        """Write what is typed at once."""
        for card in self.cards:
            card.leave()

    def save(self) -> None:
        """Save everything that was touched, in one change."""
        QGuiApplication.inputMethod().commit()
        drafts = tuple(draft for card in self.cards if (draft := card.draft()) is not None)
        if not drafts:
            self.left.emit()
            return
        for card in self.cards:
            card.keeper.forget()
        self.save_button.set_busy(self._session.say("pairs.saving"))
        self.setEnabled(False)
        self._session.desk.change(
            self,
            partial(questions.save_reviews, title=self._title, drafts=drafts),
            self._saved,
            failed=self._failed,
        )

    def cancel(self) -> None:
        """Go without saving; what was typed is dropped only when that is said."""
        if not self.is_touched:
            self.left.emit()
            return
        say = self._session.say
        dialogs.ask(
            self,
            say("pairs.give-up"),
            say("pairs.give-up-words"),
            say("pairs.give-up-drop"),
            say("pairs.give-up-stay"),
            danger=True,
            then=self._drop,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show(self, found: "tuple[Seen | None, tuple[Draft, ...]]") -> None:
        seen, drafts = found
        if seen is None or not seen.detail.reviews:
            self.left.emit()
            return
        self._seen = seen
        detail, say = seen.detail, self._session.say
        self._title = couple_words(self._session, detail.card)
        self.scroller.title_bar.set_title(say("pairs.review-title", pair=self._title))
        self.term.set_items([(str(one.code), one.label) for one in detail.reviews])
        review = next((one for one in detail.reviews if str(one.code) == self._term), detail.reviews[0])
        self._term = str(review.code)
        self.term.set_value(self._term)
        _emptied(self.above)
        self._fill(review, drafts)

    def _fill(self, review: "TermReview", drafts: "tuple[Draft, ...]") -> None:
        assert self._seen is not None
        made = (OpinionCard(self._session, self._pair_id, voice, review.dated) for voice in review.voices)
        self.cards = tuple(made)
        resumed = False
        for card in self.cards:
            resumed = self._resume(card, review, drafts) or resumed
            card.edited.connect(lambda: self.kept.setText(self._session.say("pairs.keeping")))
            card.kept.connect(self._kept)
            card.failed.connect(lambda error: self.kept.setText(self._session.texts.present(error)))
        self.kept.setText(self._session.say("pairs.resumed") if resumed else "")
        for column, part in ((self.left_side, "mentor"), (self.right_side, "apprentice")):
            _emptied(column)
            for card in self.cards:
                if card.voice.person.part == part:
                    column.body.addWidget(card)
            column.body.addStretch(1)
            column.show()
        if review.missing:
            names = self._session.texts.listed(review.missing)
            self.above.body.addWidget(Notice(State.ON_TRACK, self._session.say("pairs.missing", names=names)))
            self.above.show()
        self._arrange()
        first = next((card for card in self.cards if not card.voice.said), self.cards[0])
        first.body_field.setFocus()

    def _resume(self, card: OpinionCard, review: "TermReview", drafts: "tuple[Draft, ...]") -> bool:
        for draft in drafts:
            of_person = draft.content.get("by") == card.voice.person.name
            of_own = draft.about == card.own_id if draft.about else not card.own_id
            if of_person and of_own and review.holds(draft.content.get("dated", "")):
                card.resume(draft)
                return True
        return False

    def _kept(self) -> None:
        if self.is_touched:
            self.kept.setText(self._session.say("pairs.kept", time=f"{self._session.clock.local():%H:%M}"))

    def _saved(self, change_id: str) -> None:
        self._end_saving()
        for card in self.cards:
            card.forget()
        self.saved.emit(change_id)

    def _failed(self, error: EduDeskError) -> None:
        self._end_saving()
        _emptied(self.above)
        self.above.body.addWidget(ErrorNotice(self._session.texts, error))
        self.above.show()
        self.scroller.verticalScrollBar().setValue(0)

    def _end_saving(self) -> None:
        self.save_button.set_busy("")
        self.setEnabled(True)

    def _drop(self) -> None:
        for card in self.cards:
            card.drop()
        self.left.emit()

    def _arrange(self) -> None:
        narrow = effective_width(self) < NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(down if narrow else across)

    def _lay_out(self) -> None:
        say, px = self._session.say, theme().tokens.px
        self.above, self.left_side, self.right_side = Column(), Column(), Column()
        both = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(px(16))
        self._sides.addWidget(self.left_side, 1)
        self._sides.addWidget(self.right_side, 1)
        self.scroller = PageScroll(" ", [self.kept], beside=[self.term], most=_WIDEST)
        self.scroller.body.addWidget(self.above)
        self.scroller.body.addWidget(both)
        self.scroller.body.addStretch(1)
        self.above.hide()
        self.save_button.setMinimumWidth(px(120))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.scroller, 1)
        layout.addWidget(BottomBar(say("pairs.review-foot"), [self.cancel_button, self.save_button]))


def _emptied(column: Column) -> None:
    while (item := column.body.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
    column.hide()
