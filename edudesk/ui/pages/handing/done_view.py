"""Step 4: the package is made; where it lies, what is in it, its check code, and how to hand it over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.handing.view import Handed, HandedPart, Sent
from edudesk.services.schemes.results import State
from edudesk.ui.desk import Opened
from edudesk.ui.pages.handing.facts import FactRows, FileName, VerdictBand
from edudesk.ui.pages.handing.gap_list import sentence_list
from edudesk.ui.pages.handing.handed import HandedActions
from edudesk.ui.pages.handing.next_card import NextCard
from edudesk.ui.pages.handing.opening import say_size
from edudesk.ui.pages.handing.packing import Packing
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.fields import ChoiceField
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import Column, Line, TwoColumns
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Link, Words


class DoneView(QWidget):
    """Shows what was made; ``anew`` asks for another one, in an edition if it names one.

    ``loading`` asks for the file of the receipt.
    """

    anew = Signal(str)
    loading = Signal()

    def __init__(self, session: Session, packing: Packing) -> None:
        super().__init__()
        self._session, self._packing = session, packing
        self._shown: tuple[Handed, ...] = ()
        self._at = 0
        self._card = Card()
        self._next = NextCard(session)
        self._next.loading.connect(self.loading)
        self._actions = HandedActions(session, packing, self)
        self._busy = BusyCard(session.texts)
        self._below = QVBoxLayout()
        self._below.setSpacing(theme().tokens.px(10))
        self._message: QWidget | None = None
        self._gaps: QWidget | None = None
        self._folder: Link | None = None
        main = Column(gap=12)
        main.body.addLayout(self._below)
        main.body.addWidget(self._busy)
        main.body.addWidget(self._card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(TwoColumns(main, Column(self._next)))

    def show_packing(self) -> None:
        """Show the finished packages, and how a further copy is going."""
        packing = self._packing
        if packing.handed != self._shown:
            self._shown, self._at = packing.handed, 0
            self._show_package()
        self._show_copying()

    def show_deadline(self, words: str) -> None:
        """Say until when it is to be handed in, if there is a day for it."""
        self._next.set_fact(self._session.say("handing.by", day=words) if words else "")

    def refresh(self) -> None:
        """Ask whether the receipt of the package has come meanwhile."""
        if not self._shown:
            return
        handover_id, texts = self.package.handover_id, self._session.texts

        def question(opened: Opened) -> tuple[Sent, ...]:
            from edudesk.services.handing.history import sent_packages

            return tuple(one for one in sent_packages(opened.archive, texts) if one.id == handover_id)

        def show(found: tuple[Sent, ...]) -> None:
            if found and self._shown and self.package.handover_id == handover_id:
                self._next.show_receipt(found[0])

        self._session.desk.ask(self, question, show, key="receipt")

    @property
    def package(self) -> Handed:
        """The package that is looked at."""
        return self._shown[self._at]

    def focus_button(self) -> None:
        """Put the focus on the first thing to do."""
        if self._folder is not None:
            self._folder.setFocus()

    def print_gaps(self) -> None:
        """Show the printed list of gaps, if there is one."""
        if self._shown and self.package.gap_list:
            self._actions.print_gaps(self.package)

    def _show_package(self) -> None:
        say, count = self._session.say, len(self._shown)
        self._card.clear()
        title = say("handing.done-several", count=count) if count > 1 else say("handing.done")
        self._card.body.addWidget(VerdictBand(State.MET, title, say("handing.done-why")))
        self._card.body.addWidget(self._facts())
        self._card.body.addStretch(1)
        self._card.body.addWidget(Separator())
        self._card.body.addWidget(self._buttons())
        packing = self._packing
        self._next.show_steps(packing.wanted.handed_to if packing.wanted else "", self.package)
        self.refresh()

    def _facts(self) -> FactRows:
        say, texts, one, rows = self._session.say, self._session.texts, self.package, FactRows()
        if len(self._shown) > 1:
            rows.add_widget(say("handing.file.choose"), self._chooser())
        actions = self._actions
        self._add_files(rows, one)
        place = actions.place_words(one)
        rows.add_fact(say("handing.place"), place, say("handing.copy"), lambda: actions.copy(one))
        size = say_size(texts, one.bytes)
        content = say("handing.content-said", files=one.files, lists=one.lists, size=size)
        # What is sealed cannot be read without its password, which is kept nowhere.
        see = "" if one.sealed or one.edition == "same-school" else say("handing.see-catalogue")
        rows.add_fact(say("handing.content"), content, see, lambda: actions.open_catalogue(one))
        if one.gaps:
            said = say("handing.open-gaps-said", count=len(one.gaps))
            link = rows.add_fact(say("handing.open-gaps"), said, say("handing.see-gaps"))
            assert link is not None
            self._gaps = sentence_list(one.gaps)
            self._gaps.hide()
            rows.add_below(self._gaps)
            link.clicked.connect(lambda: self._turn_gaps(link))
        else:
            rows.add_fact(say("handing.open-gaps"), say("handing.open-gaps-none"))
        rows.add_fact(
            say("handing.privacy"),
            say("sending.privacy-after.strict" if one.strict else "sending.privacy-after.usual"),
        )
        if one.sealed:
            rows.add_fact(say("sending.sealing"), say("sending.sealed"))
        if one.missing_characters:
            drawn = say("handing.fonts-said", characters=" ".join(one.missing_characters))
            rows.add_fact(say("handing.fonts"), drawn)
        if len(one.parts) == 1:
            why = Words(say("handing.code-why"), "second", "text2")
            rows.add_widget(say("handing.code"), self._code(one.parts[0], "detail"), why)
        return rows

    def _add_files(self, rows: FactRows, one: Handed) -> None:
        """Name the file; of several parts each with its size and its check code."""
        say, texts = self._session.say, self._session.texts
        link = say("handing.open-folder")
        if len(one.parts) == 1:
            self._folder = rows.add_file(
                say("handing.file"), one.path.name, link, lambda: self._actions.open_folder(one)
            )
            return
        self._folder = rows.add_fact(
            say("handing.file"),
            say("sending.parts", count=len(one.parts)),
            link,
            lambda: self._actions.open_folder(one),
        )
        for number, part in enumerate(one.parts, 1):
            told = Line(Words(say_size(texts, part.bytes), "second", "text2"), self._code(part, "body"))
            rows.add_widget(say("sending.part-number", number=number), FileName(part.path.name), told)

    def _code(self, part: HandedPart, role: str) -> Words:
        code = Words(part.check_code, role, bold=True)
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return code

    def _chooser(self) -> ChoiceField:
        field = ChoiceField([(number, one.path.name) for number, one in enumerate(self._shown)])
        field.set_value(self._at)
        field.setAccessibleName(self._session.say("handing.file.choose"))
        field.edited.connect(lambda: self._look_at(int(field.value() or 0)))
        return field

    def _look_at(self, number: int) -> None:
        self._at = number
        self._show_package()

    def _turn_gaps(self, link: Link) -> None:
        if self._gaps is not None:
            shown = self._gaps.isHidden()
            self._gaps.setVisible(shown)
            link.setText(self._session.say("handing.hide-gaps" if shown else "handing.see-gaps"))

    def _buttons(self) -> QWidget:
        say, px, bar = self._session.say, theme().tokens.px, QWidget()
        layout = FlowLayout(bar, gap=10)
        layout.setContentsMargins(px(20), px(12), px(20), px(12))
        one = self.package
        slip = Button(say("printing.handover-slip"), icon="printer")
        slip.clicked.connect(lambda: self._actions.print_slip(one.handover_id, one.path.stem))
        layout.addWidget(slip)
        if one.gap_list:
            gaps = Button(say("handing.print-gaps"), icon="printer")
            gaps.clicked.connect(lambda: self._actions.print_gaps(one))
            layout.addWidget(gaps)
        if one.edition == "full":
            mail = Button(say("handing.as-mail"), icon="mail")
            mail.clicked.connect(lambda: self.anew.emit("email"))
            layout.addWidget(mail)
        anew = Button(say("handing.anew"))
        anew.clicked.connect(lambda: self.anew.emit(""))
        layout.addWidget(anew)
        return bar

    def _show_copying(self) -> None:
        packing, say = self._packing, self._session.say
        if self._message is not None:
            self._below.removeWidget(self._message)
            self._message.deleteLater()
            self._message = None
        if packing.copying is not None:
            self._busy.follow(packing.copying, "files", say("handing.copying"))
        elif packing.copy_error is not None:
            notice = ErrorNotice(self._session.texts, packing.copy_error, [say("handing.another-folder")])
            notice.chosen.connect(lambda _place: self._actions.copy(self.package))
            self._message = notice
        elif packing.copy_stopped:
            self._message = Notice(State.ON_TRACK, say("handing.copy-cancelled"))
        elif packing.copied is not None:
            self._message = Notice(State.MET, say("handing.copied", place=packing.copied))
        if self._message is not None:
            self._below.addWidget(self._message)
