"""A list that knows how the archive stands, three sentences, a sheet to sign and a name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.schemes.results import State
from edudesk.ui.opening import open_path
from edudesk.ui.page import Page
from edudesk.ui.pages.succession.questions import ask_guide, check_archive, hand_over, write_sheet
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.fields import FormRow
from edudesk.ui.widgets.layout import Column, Line, PageScroll
from edudesk.ui.widgets.states import StateTag
from edudesk.ui.widgets.words import Link, Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.succession import Guide, Point

WIDEST = 760
_TAG = 100  # as wide as the widest tag, so that the words stand in line


class PointLine(QWidget):
    """One point of the list: how it stands, and the way to it."""

    def __init__(self, session: Session, point: "Point", then: Button | None) -> None:
        super().__init__()
        state = State.AT_RISK if point.open else State.MET
        word = session.say("succession.state.open" if point.open else "succession.state.done")
        tag = StateTag(state, word)
        tag.setFixedWidth(max(tag.sizeHint().width(), theme().tokens.px(_TAG)))
        words = Words(point.words, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        line = Line(tag, words, gap=12)
        line.body.setStretch(1, 1)
        if then is not None:
            line.body.addWidget(then)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(line)
        self.setMinimumHeight(theme().tokens.px("row-button"))
        self.button = then


class SuccessionPage(Page):
    """What a predecessor looks at, what both sign, and who enters records from then on."""

    code = "succession"
    has_primary = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self.guide: Guide | None = None
        self.lines: dict[str, PointLine] = {}
        self._list = Card(say("succession.list"), say("succession.second"))
        self.successor = TextField(say("succession.successor-example"))
        self._row = FormRow(say("succession.successor"), self.successor, say("succession.successor-hint"))
        self._now = Words("", colour="text2", wrap=True)
        self.finish = Button(say("succession.finish"), "primary")
        self.pdf = Button(say("succession.sheet-pdf"), icon="printer", row=True)
        self.word = Button(say("succession.sheet-word"), icon="file-text", row=True)
        self.finish.clicked.connect(self._finish)
        self.successor.returnPressed.connect(self._finish)
        self.pdf.clicked.connect(lambda: self._sheet(".pdf"))
        self.word.clicked.connect(lambda: self._sheet(".docx"))
        self._lay_out()

    def refresh(self) -> None:
        texts = self.session.texts
        self.session.desk.ask(self, lambda opened: ask_guide(opened, texts), self._show, key="guide")

    def print_page(self) -> None:
        self._sheet(".pdf")

    def _show(self, guide: "Guide") -> None:
        say, before = self.session.say, self.guide
        self.guide = guide
        name = guide.author
        self._now.setText(say("succession.who-now", name=name) if name else say("succession.who-nobody"))
        if before is not None and before.points == guide.points:
            return
        self._list.clear()
        self.lines = {one.code: PointLine(self.session, one, self._button(one)) for one in guide.points}
        buttons = [line.button for line in self.lines.values() if line.button is not None]
        width = max((one.sizeHint().width() for one in buttons), default=0)
        for one in buttons:
            one.setMinimumWidth(width)
        self._list.add_block(Column(*self.lines.values(), gap=8))

    def _button(self, point: "Point") -> Button | None:
        say = self.session.say
        if point.code in {"check", "backup"}:
            made = Button(say(f"succession.go-{point.code}"), row=True)
            made.clicked.connect(self._check if point.code == "check" else self._back_up)
            return made
        if not point.page:
            return None
        made = Button(say(f"succession.go-{point.code}"), row=True)
        made.clicked.connect(lambda: self.session.go(point.page))
        return made

    def _check(self) -> None:
        now = self.session.clock.now()
        button = self.lines["check"].button
        if button is not None:
            button.set_busy(self.session.say("succession.checking"))
        self.session.desk.work(
            self,
            self.session.say("succession.checking"),
            lambda archive, job: check_archive(archive, now, job),
            lambda _sound: self.refresh(),
            failed=self._failed,
        )

    def _failed(self, error: EduDeskError) -> None:
        self.guide = None  # the list is made anew, its button free again
        self.refresh()
        self.session.desk.troubled.emit(error)

    def _back_up(self) -> None:
        self.session.go("backup")

    def _sheet(self, suffix: str) -> None:
        say, texts = self.session.say, self.session.texts
        name = f"{say('succession.sheet-name')}{suffix}"
        path = dialogs.save_as(self, say("succession.save-sheet"), name, f"*{suffix}", suffix[1:].upper())
        if path is None:
            return
        successor = self.successor.text().strip()

        def done(_path: object) -> None:
            self.session.toast(say("succession.sheet-saved", name=path.name))
            open_path(path)

        self.session.desk.ask(self, lambda opened: write_sheet(opened, path, successor, texts), done)

    def _finish(self) -> None:
        name, texts, session = self.successor.text().strip(), self.session.texts, self.session

        def done(_change: str) -> None:
            session.preferences.author = name
            self.successor.clear()
            self._row.set_error("")
            session.toast(session.say("succession.finished", name=name))

        session.desk.change(
            self,
            lambda opened: hand_over(opened, name, texts),
            done,
            failed=lambda error: self._row.set_error(texts.present(error)),
        )

    def _lay_out(self) -> None:
        say = self.session.say
        where = Card(say("succession.where"))
        folder = Link(say("succession.open-folder"))
        folder.clicked.connect(lambda: open_path(self.session.desk.folder))
        place = Line(Words(str(self.session.desk.folder), elide=True), folder)
        place.body.setStretch(0, 1)
        told = [
            Paragraph(say(f"succession.where-{code}"), colour="text2") for code in ("same", "other", "after")
        ]
        where.add_block(Column(place, *told, gap=8))
        sheet = Card(say("succession.sheet"))
        words = Words(say("succession.sheet-words"), colour="text2", wrap=True)
        line = Line(words, self.word, self.pdf)
        line.body.setStretch(0, 1)
        sheet.add_block(line)
        who = Card(say("succession.who"))
        who.add_block(Column(self._now, self._row, Line(None, self.finish), gap=10))
        scroll = PageScroll(say("succession.title"), most=WIDEST)
        for card in (self._list, where, sheet, who):
            scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
