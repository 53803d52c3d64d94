"""How a pair ends: one dialog for having run its time and for stopping before it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.fields import DateField, FormRow, LongField
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Words

_WIDTH = 460
_WAYS = ("passed", "excellent", "extended", "ended")


@dataclass(frozen=True)
class Ending:
    """What was said: the code of how it turned out; day and reason where it ended early."""

    outcome: str
    day: date | None = None
    because: str = ""


class EndDialog(QDialog):
    """Asks how a pair turned out; ``then`` is given the answer, when it is complete."""

    def __init__(
        self,
        session: Session,
        title: str,
        begun: date | None,
        then: Callable[[Ending], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        say = session.say
        self._session, self._begun, self._then = session, begun, then
        self.setWindowTitle(say("pairs.end-title", pair=title))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.outcome = Segment([(code, say(f"pairs.outcome-{code}")) for code in _WAYS])
        self.outcome.setAccessibleName(say("pairs.outcome"))
        self.outcome.edited.connect(self._follow)
        self.day = DateField(session.texts, session.clock.today())
        self.day.set_date(session.clock.today())
        self.because = LongField(say("pairs.because-example"), 2)
        self.day_row = FormRow(say("pairs.ended-on"), self.day)
        self.because_row = FormRow(say("pairs.because"), self.because)
        self.hint = Words("", "second", "text2", wrap=True)
        self.cancel, self.do = Button(say("pairs.end-not")), Button(say("pairs.end-do"), "primary")
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.accept)
        px = theme().tokens.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(Words(say("pairs.end-title", pair=title), "detail", wrap=True))
        for widget in (self.outcome, self.hint, self.day_row, self.because_row):
            layout.addWidget(widget)
        layout.addWidget(Line(None, self.cancel, self.do, gap=10))
        self.setMinimumWidth(px(_WIDTH))
        self._follow()
        self.outcome.setFocus()

    def accept(self) -> None:
        if self.outcome.value() != "ended":
            self._then(Ending(self.outcome.value()))
            super().accept()
            return
        say, day, because = self._session.say, self.day.date(), self.because.text().strip()
        early = day is not None and self._begun is not None and day < self._begun
        words = say("pairs.end-before-start", day=self._begun) if early else ""
        self.day_row.set_error(words if day is not None else say("pairs.end-needs-day"))
        self.because_row.set_error("" if because else say("pairs.end-needs-reason"))
        if day is not None and because and not early:
            self._then(Ending("ended", day, because))
            super().accept()

    def _follow(self) -> None:
        early = self.outcome.value() == "ended"
        self.day_row.setVisible(early)
        self.because_row.setVisible(early)
        self.hint.setText(self._session.say("pairs.end-hint-early" if early else "pairs.end-hint"))
        self.adjustSize()
