"""Step 3: which scheme the pairing follows."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from edudesk.services.schemes.results import State
from edudesk.services.starting.answers import PARTNERS, Answers, days_of
from edudesk.ui.choosing.scheme import Pairing, SchemeChoice
from edudesk.ui.pages.start.question import Question
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.notice import Notice

_WIDTH, _SIDE, _GAP = 500, 450, 20
_REVEALED = 240


class SchemeQuestion(Question):
    """The schemes at the left, what the chosen one asks at the right."""

    def __init__(self, session: Session, answers: Answers) -> None:
        say = session.say
        super().__init__(session, answers, say("start.question.2"), say("start.why.2"))
        from edudesk.services.starting.imagining import facts_of

        today = session.clock.today()
        pairing = Pairing(facts_of(answers, today), days_of(answers, today).code, len(answers.named))
        self.choice = SchemeChoice(
            session, pairing, answers.scheme or "", answers.settings, propose=answers.scheme is None
        )
        self.choice.edited.connect(self._take)
        self.choice.asks.settings_wanted.connect(lambda: QTimer.singleShot(0, self, self._reveal_settings))
        self._trouble = Notice(State.AT_RISK, "")
        self._trouble.hide()
        parts: list[QWidget] = [self._trouble, self.choice]
        if not answers.named:
            notice = Notice(State.AT_RISK, say("start.scheme.nobody"), [say("start.scheme.nobody-step")])
            notice.chosen.connect(lambda _link: self.wanted.emit(PARTNERS))
            parts.insert(0, notice)
        main = Column(*parts, gap=12)
        self.lay_out(main, _WIDTH, self.choice.beside(), _SIDE, _GAP, always=True)

    def begin(self) -> None:
        self.choice.begin()
        self.choice.ready.connect(self.choice.begin)

    def check(self, then: Callable[[], None]) -> None:
        if not self.choice.is_ready:  # whoever is faster than the list goes on with what it proposes
            self.choice.ready.connect(lambda: self.check(then), Qt.ConnectionType.SingleShotConnection)
            return
        if self.choice.take_found():
            return
        if self.answers.scheme:
            then()
            return
        self._trouble.set_words(self.session.say("start.scheme.none"))
        self._trouble.show()
        self.choice.search.setFocus()

    def _reveal_settings(self) -> None:
        card = self.choice.settings
        editor = next(iter(card.editors.values()), None)
        if card.isVisible() and editor is not None:
            editor.setFocus()
            self.ensureWidgetVisible(editor, 0, theme().tokens.px(_REVEALED))

    def _take(self) -> None:
        self._trouble.hide()
        self.change(scheme=self.choice.scheme_id, settings=self.choice.chosen_settings)
