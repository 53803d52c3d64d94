"""A package was taken in: what it brought, the receipt for its sender, and the way back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.pages.handing.facts import FactRows, VerdictBand
from edudesk.ui.pages.handing.looking import Looking
from edudesk.ui.pages.handing.opening import open_with_system
from edudesk.ui.pages.handing.verdict_card import code_words
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from edudesk.services.receiving.comparing import Verdict
    from edudesk.services.receiving.preview import Preview
    from edudesk.services.receiving.taking import Taken

_CAME: tuple["Verdict", ...] = ("new", "newer", "withdrawn", "conflict")


class TakenView(QWidget):
    """What became of the package; ``first`` is the button that comes next."""

    def __init__(self, session: Session, looking: Looking, shown: "Preview", taken: "Taken") -> None:
        super().__init__()
        self._session, self._looking, self._shown, self._taken = session, looking, shown, taken
        self.first = Button("")
        card = Card()
        card.body.addWidget(self._band())
        card.body.addWidget(self._facts())
        card.body.addWidget(Separator())
        card.body.addWidget(self._buttons())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().tokens.px(12))
        column.addWidget(card)
        for notice in self._notices():
            column.addWidget(notice)

    def _band(self) -> VerdictBand:
        say, name = self._session.say, self._shown.sender
        if self._looking.taken_back:
            return VerdictBand(
                State.NOT_APPLICABLE, say("incoming.gone", sender=name), say("incoming.gone-why")
            )
        if not self._taken.changed:
            return VerdictBand(State.MET, say("incoming.known", sender=name), say("incoming.known-why"))
        why = say("incoming.done-why", count=sum(self._taken.numbers[one] for one in _CAME))
        return VerdictBand(State.MET, say("incoming.done", sender=name), why)

    def _facts(self) -> FactRows:
        say, rows, shown = self._session.say, FactRows(), self._shown
        rows.add_file(say("handing.file"), shown.package.name)
        told = [
            say(
                "incoming.verdict-count",
                verdict=say(f"receiving.verdict.{verdict}"),
                count=count,
            )
            for verdict, count in self._taken.numbers.items()
            if count
        ]
        came = tuple(("", one.record_id) for one in shown.items if one.verdict in _CAME)
        offered = bool(came) and not self._looking.taken_back
        rows.add_fact(
            say("incoming.records-name"),
            say("incoming.comma").join(told),
            say("incoming.see") if offered else "",
            lambda: self._session.go("records", records=came, title=shown.package.name),
        )
        rows.add_fact(say("incoming.files-name"), say("incoming.files", count=self._taken.files))
        if self._looking.looked is not None:
            rows.add_widget(say("handing.code"), code_words(self._looking.looked.check_code))
        if self._looking.receipt is not None:
            path = self._looking.receipt
            rows.add_file(
                say("incoming.receipt"),
                path.name,
                say("handing.open-folder"),
                lambda: open_with_system(path.parent),
            )
        return rows

    def _buttons(self) -> QWidget:
        say, px, bar = self._session.say, theme().tokens.px, QWidget()
        layout = FlowLayout(bar, gap=10)
        layout.setContentsMargins(px(20), px(12), px(20), px(12))
        back = self._looking.taken_back
        words = say("incoming.write-withdrawal" if back else "incoming.write-receipt")
        self.first = Button(words, role="primary", icon="file-pen")
        self.first.clicked.connect(self._write)
        layout.addWidget(self.first)
        another = Button(say("incoming.another"))
        another.clicked.connect(self._looking.reset)
        layout.addWidget(another)
        if not back:
            undo = Button(say("incoming.take-back"), icon="undo-2")
            undo.clicked.connect(self._take_back)
            layout.addWidget(undo)
        return bar

    def _notices(self) -> list[Notice]:
        say, looking, found = self._session.say, self._looking, []
        if looking.receipt is not None:
            found.append(Notice(State.MET, say("incoming.receipt-ready", sender=self._shown.sender)))
        twice = looking.twice
        if twice and not looking.taken_back:
            notice = Notice(State.ON_TRACK, say("incoming.twice", count=twice), [say("incoming.see-twice")])
            notice.chosen.connect(lambda _place: self._session.go("community", tab="twins"))
            found.append(notice)
        return found

    def _write(self) -> None:
        folder = choose_receipt_folder(self, self._session, self._looking.receipt_folder)
        if folder is not None:
            self._looking.write_receipt(folder)

    def _take_back(self) -> None:
        ask_to_take_back(self, self._session, self._shown.package.name, self._looking.take_back)


def choose_receipt_folder(parent: QWidget, session: Session, start: Path | None) -> Path | None:
    """Let the person choose where a receipt goes."""
    return dialogs.choose_folder(parent, session.say("incoming.receipt-where"), start)


def ask_to_take_back(parent: QWidget, session: Session, name: str, then: Callable[[], None]) -> None:
    """Ask whether a whole package is to be taken back."""
    say = session.say
    dialogs.ask(
        parent,
        say("incoming.back-question"),
        say("incoming.back-words", name=name),
        say("incoming.back-yes"),
        say("incoming.back-no"),
        danger=True,
        then=then,
    )
