"""往来记录: every package that left or came, whether its receipt is there, and what can be done with it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edudesk.services.handing.view import Sent
from edudesk.ui.desk import Opened
from edudesk.ui.pages.handing.handed import HandedActions
from edudesk.ui.pages.handing.looking import Answer, Looking, take_back, write_receipt
from edudesk.ui.pages.handing.opening import open_with_system
from edudesk.ui.pages.handing.packing import Packing
from edudesk.ui.pages.handing.signing_dialog import SigningDialog
from edudesk.ui.pages.handing.taken_view import ask_to_take_back, choose_receipt_folder
from edudesk.ui.pages.handing.traffic_rows import IN, OUT, Entry, entries, row_of
from edudesk.ui.session import Session
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.table_local import LocalModel
from edudesk.ui.widgets.tables import Column, RecordsTable, Row
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.receiving.arrivals import Came

_ALL = ""
_WIDTHS = {"zh": (84, 144, 196), "en": (96, 156, 160)}
"""Of the columns that say more in one language than in the other: way, receipt, term."""


class TrafficView(QWidget):
    """The list; ``checking`` carries a package to be looked at again, ``making`` asks for a first one."""

    checking = Signal(object)  # Path
    making = Signal()

    def __init__(self, session: Session, packing: Packing) -> None:
        super().__init__()
        self._session, self._packing = session, packing
        self._entries: tuple[Entry, ...] = ()
        say = session.say
        self.way = Segment([(one, say(f"incoming.way-{one or 'all'}")) for one in (_ALL, OUT, IN)])
        self.way.setAccessibleName(say("incoming.column.way"))
        self._model = LocalModel(self._columns())
        self.table = RecordsTable(session.texts, self._model, say("handing.tab.sent"), checkable=False)
        self._writer = ListWriter(session, self, self.table, lambda: say("handing.tab.sent"))
        self._actions = HandedActions(session, packing, self)
        self._folder = Button(say("handing.sent.open"), icon="folder-open")
        self._again = Button(say("handing.sent.check-again"), icon="package-check")
        self._slip = Button(say("printing.handover-slip"), icon="printer")
        self._signed = Button(say("incoming.signed"), icon="file-pen")
        self._receipt = Button(say("incoming.write-receipt"), icon="file-pen")
        self._back = Button(say("incoming.take-back"), icon="undo-2")
        self._of_out = (self._signed, self._slip, self._again, self._folder)
        self._of_in = (self._back, self._receipt)
        self._place = Words("", "second", "text2", elide=True)
        words = (say(f"handing.sent.empty{part}") for part in ("", "-why", "-button"))
        self._empty = EmptyState("package", *words)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def print_list(self) -> None:
        """Write what is seen to a file for the printer."""
        self._writer.write()

    def refresh(self) -> None:
        """Ask for everything that left and came; what is shown stays until then."""
        texts = self._session.texts

        def question(opened: Opened) -> "tuple[tuple[Sent, ...], tuple[Came, ...]]":
            from edudesk.services.handing.history import sent_packages
            from edudesk.services.receiving.arrivals import arrivals

            return sent_packages(opened.archive, texts), arrivals(opened.archive, texts)

        self._session.desk.ask(self, question, lambda found: self._take(entries(*found)), key="traffic")

    def _take(self, found: tuple[Entry, ...]) -> None:
        if found != self._entries:
            self._entries = found
            self._narrow()
        self._stack.setCurrentIndex(0 if found else 1)
        self._show_entry()

    def _narrow(self) -> None:
        way, current = self.way.value(), self.table.current()
        left = [one for one in self._entries if way in (_ALL, one.direction)]
        self._model.set_rows([row_of(one, self._session.texts) for one in left])
        self.table.set_footer(self._session.say("handing.sent.footer", count=len(left)))
        ids = [one.id for one in left]
        if ids:
            self.table.select(current.id if current and current.id in ids else ids[0])

    def _entry(self) -> Entry | None:
        row: Row | None = self.table.current()
        return row.data if row is not None and isinstance(row.data, Entry) else None

    def _path(self) -> Path | None:
        entry = self._entry()
        return self._packing.place_of(entry.id) if entry else None

    def _show_entry(self) -> None:
        say, entry = self._session.say, self._entry()
        came = entry.came if entry else None
        for button in self._of_out:
            button.setVisible(came is None)
        for button in self._of_in:
            button.setVisible(came is not None)
        for button in (self._signed, self._slip):
            button.setEnabled(entry is not None)
        if came is not None:
            self._receipt.setText(
                say("incoming.write-withdrawal" if came.taken_back else "incoming.write-receipt")
            )
            self._back.why_not(say("incoming.taken-back") if came.taken_back else "")
            self._place.setText(came.signature)
            return
        self._show_place()

    def _show_place(self) -> None:
        say, path = self._session.say, self._path()
        if path is None:
            self._show_reach(say("handing.sent.unknown-place") if self._entries else "", "")
            return

        def shown(there: bool) -> None:  # noqa: FBT001 - the desk's answer
            self._show_reach("" if there else say("handing.sent.moved"), str(path.parent))

        # A stick or a share that does not answer must not hold up the window.
        self._session.desk.ask(self, lambda _opened: path.exists(), shown, key="reach")

    def _show_reach(self, reason: str, place: str) -> None:
        for button in (self._folder, self._again):
            button.why_not(reason)
        self._place.setText(reason or (self._session.say("handing.sent.lies", place=place) if place else ""))

    def _open(self) -> None:
        path = self._path()
        if path is not None:
            open_with_system(path.parent)

    def _check(self) -> None:
        path = self._path()
        if path is not None:
            self.checking.emit(path)

    def _print_slip(self) -> None:
        entry = self._entry()
        if entry is not None:
            self._actions.print_slip(entry.id, Path(entry.name).stem)

    def _ask_who_signed(self) -> None:
        entry = self._entry()
        if entry is not None:
            SigningDialog(self._session, entry.id, lambda by, day: self._sign(entry, by, day), self).open()

    def _sign(self, entry: Entry, by: str, day: date) -> None:
        def deed(opened: Opened) -> str:
            from edudesk.services.handing.paper_receipt import note_paper_receipt

            return note_paper_receipt(opened.archive, entry.id, by, day, opened.clock.now())

        said = self._session.say("incoming.signed-done", by=by)
        self._session.desk.change(self, deed, lambda change_id: self._session.toast(said, change_id))

    def _write_receipt(self) -> None:
        entry, looking = self._entry(), Looking.of(self._session)
        folder = choose_receipt_folder(self, self._session, looking.receipt_folder) if entry else None
        if entry is not None and folder is not None:
            looking.remember_folder(folder)
            sender = entry.came.sender if entry.came else ""
            said = self._session.say("incoming.receipt-ready", sender=sender)
            write_receipt(
                self._session, self, entry.id, folder, Answer(lambda _path: self._session.toast(said))
            )

    def _take_back(self) -> None:
        entry, session = self._entry(), self._session
        if entry is not None:
            said = session.say("incoming.taken-back")
            answer = Answer[str](lambda change_id: session.toast(said, change_id))
            ask_to_take_back(self, session, entry.name, lambda: take_back(session, self, entry.id, answer))

    def _columns(self) -> tuple[Column, ...]:
        say, (way, state, term) = self._session.say, _WIDTHS[self._session.texts.language]
        return (
            Column("when", say("incoming.column.when"), 136, whole=True),
            Column("way", say("incoming.column.way"), way),
            Column("who", say("incoming.column.who"), 136),
            Column("name", say("handing.sent.name")),
            Column("state", say("incoming.column.state"), state, whole=True),
            Column("code", say("handing.sent.code"), 190, whole=True),
            Column("term", say("handing.sent.term"), term, whole=True),
            Column("edition", say("handing.edition"), 84),
        )

    def _lay_out(self) -> None:
        px, listed = theme().tokens.px, QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(Line(self.way, None))
        column.addWidget(self.table, 1)
        column.addWidget(self._place)  # of its own: beside four buttons a path has no room
        column.addWidget(Line(None, *self._of_out, *self._of_in, gap=10))
        self._stack.addWidget(listed)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self._folder.clicked.connect(self._open)
        self._again.clicked.connect(self._check)
        self._slip.clicked.connect(self._print_slip)
        self._signed.clicked.connect(self._ask_who_signed)
        self._receipt.clicked.connect(self._write_receipt)
        self._back.clicked.connect(self._take_back)
        self._empty.clicked.connect(self.making)
        self.way.edited.connect(self._narrow)
        self.table.current_changed.connect(lambda _row: self._show_entry())
        self.table.opened.connect(lambda _row: self._open())
