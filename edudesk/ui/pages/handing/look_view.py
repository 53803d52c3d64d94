"""核对别人的包: choose any package, see whether it is in order, and what is wrong file by file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.handing.view import Looked, Remark
from edudesk.services.schemes.results import State
from edudesk.ui.pages.handing.facts import FactRows, VerdictBand
from edudesk.ui.pages.handing.gap_list import Band
from edudesk.ui.pages.handing.looking import Looking
from edudesk.ui.pages.handing.opening import say_size
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Paragraph, Words

_MOST = 200
"""So many remarks are listed; more of them help nobody."""


class LookView(QWidget):
    """The choice of a package and the verdict on it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._looking = session, Looking.of(session)
        self._shown: object = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().tokens.px(12))
        self._busy = BusyCard(session.texts)
        self._result = QWidget()
        self._choice = self._chooser()
        self._column.addWidget(self._choice)
        self._column.addWidget(self._busy)
        self._column.addWidget(self._result)
        self._column.addStretch(1)
        self.setAcceptDrops(True)
        self._looking.changed.connect(self._show)
        self._show()

    def look_at(self, package: Path) -> None:
        """Check a package."""
        self._looking.start(package)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        package = self._dropped(event)
        if package is not None:
            event.acceptProposedAction()
            self.look_at(package)

    def _dropped(self, event: QDropEvent) -> Path | None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        return Path(urls[0].toLocalFile()) if urls else None

    def _chooser(self) -> Card:
        say = self._session.say
        card = Card(say("handing.look.title"))
        self._file = Button(say("handing.look.file"), role="primary", icon="file")
        folder = Button(say("handing.look.folder"), icon="folder")
        drop = Words(say("handing.look.drop"), "second", "text2", elide=True)
        self._file.clicked.connect(self._choose_file)
        folder.clicked.connect(self._choose_folder)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().tokens.px(12))
        self._why = Paragraph(say("handing.look.why"), colour="text2")
        column.addWidget(self._why)
        line = Line(self._file, folder, drop, gap=10)
        line.body.setStretch(2, 1)
        column.addWidget(line)
        card.add_block(inside)
        return card

    def _choose_file(self) -> None:
        say = self._session.say
        words = say("handing.look.filter")
        found = dialogs.choose_files(self, say("handing.look.choose"), ["*.zip"], words)
        if found:
            self.look_at(found[0])

    def _choose_folder(self) -> None:
        found = dialogs.choose_folder(self, self._session.say("handing.look.choose"))
        if found is not None:
            self.look_at(found)

    def _show(self) -> None:
        looking = self._looking
        now = (looking.work, looking.looked, looking.error, looking.stopped)
        if now == self._shown:
            return
        self._shown = now
        fresh = self._made()
        self._column.replaceWidget(self._result, fresh)
        self._result.deleteLater()
        self._result = fresh
        self._file.set_role("" if looking.looked else "primary")
        self._why.setVisible(looking.looked is None)
        if looking.work is not None:
            self._busy.follow(looking.work, "bytes")
            self._busy.show_at_once()
        else:
            self._busy.stop_following()

    def _made(self) -> QWidget:
        looking, say = self._looking, self._session.say
        if looking.error is not None:
            notice = ErrorNotice(self._session.texts, looking.error, [say("handing.look.another")])
            notice.chosen.connect(lambda _place: self._choose_file())
            return notice
        if looking.stopped:
            return Words(say("handing.look.cancelled"), "body", "text2", wrap=True)
        if looking.looked is not None:
            return self._verdict(looking.looked)
        return QWidget()

    def _verdict(self, looked: Looked) -> Card:
        say, card = self._session.say, Card()
        wrong = [one for one in looked.remarks if one.wrong]
        notable = [one for one in looked.remarks if not one.wrong]
        if looked.valid:
            title, why = say("handing.look.good"), say("handing.look.good-why", count=looked.files)
        else:
            title, why = say("handing.look.bad"), say("handing.look.bad-why", count=len(wrong))
        card.body.addWidget(VerdictBand(State.MET if looked.valid else State.MISSED, title, why))
        self._add_remarks(card, "handing.look.wrong", wrong)
        card.body.addWidget(self._facts(looked))
        self._add_remarks(card, "handing.look.notable", notable)
        return card

    def _facts(self, looked: Looked) -> FactRows:
        say, rows = self._session.say, FactRows()
        unsaid = say("handing.look.unsaid")
        size = say_size(self._session.texts, looked.bytes)
        rows.add_file(say("handing.file"), looked.path.name)
        rows.add_fact(say("handing.look.sender"), looked.sender or unsaid)
        rows.add_fact(say("handing.look.about"), looked.about or unsaid)
        rows.add_fact(say("handing.look.made"), looked.made_on or unsaid)
        rows.add_fact(say("handing.content"), say("handing.look.size", files=looked.files, size=size))
        if looked.gaps:
            rows.add_fact(say("handing.look.inside"), looked.gaps)
        if looked.check_code:
            code = Words(looked.check_code, "detail", bold=True)
            code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            right = Words(say("handing.look.compare"), "second", "text2", elide=True)
            rows.add_widget(say("handing.code"), code, right)
        return rows

    def _add_remarks(self, card: Card, code: str, remarks: Sequence[Remark]) -> None:
        if not remarks:
            return
        say, px = self._session.say, theme().tokens.px
        card.body.addWidget(Separator())
        card.body.addWidget(Band(say(code, count=len(remarks))))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(px(20), px(10), px(20), px(12))
        column.setSpacing(px(8))
        for remark in remarks[:_MOST]:
            column.addWidget(Words(remark.path or say("handing.look.whole"), "second", wrap=True))
            column.addWidget(Words(remark.words, "second", "missed" if remark.wrong else "text2", wrap=True))
        if len(remarks) > _MOST:
            column.addWidget(Words(say("handing.look.more", count=len(remarks) - _MOST), "second", "text2"))
        card.body.addWidget(whole)

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(760), super().sizeHint().height())
