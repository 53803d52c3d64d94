"""Step 4: the package is made; where it lies, what is in it, its check code, and how to hand it over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.handing.view import Handed
from edudesk.services.schemes.results import State
from edudesk.ui.pages.handing.facts import FactRows, VerdictBand
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
from edudesk.ui.widgets.layout import Column, TwoColumns
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Link, Words


class DoneView(QWidget):
    """Shows what was made; ``anew`` asks for another one."""

    anew = Signal()

    def __init__(self, session: Session, packing: Packing) -> None:
        super().__init__()
        self._session, self._packing = session, packing
        self._shown: tuple[Handed, ...] = ()
        self._at = 0
        self._card = Card()
        self._next = NextCard(session)
        self._actions = HandedActions(session, packing, self)
        self._busy = BusyCard(session.texts)
        self._below = QVBoxLayout()
        self._below.setSpacing(theme().tokens.px(10))
        self._message: QWidget | None = None
        self._gaps: QWidget | None = None
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
            receiver = packing.wanted.handed_to if packing.wanted else ""
            self._next.show_receiver(receiver)
        self._show_copying()

    @property
    def package(self) -> Handed:
        """The package that is looked at."""
        return self._shown[self._at]

    def focus_button(self) -> None:
        """Put the focus on the first thing to do."""
        self._folder.setFocus()

    def print_gaps(self) -> None:
        """Show the printed list of gaps, if there is one."""
        if self._shown and self.package.gaps:
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

    def _facts(self) -> FactRows:
        say, texts, one, rows = self._session.say, self._session.texts, self.package, FactRows()
        if len(self._shown) > 1:
            rows.add_widget(say("handing.file.choose"), self._chooser())
        actions = self._actions
        rows.add_file(
            say("handing.file"), one.path.name, say("handing.open-folder"), lambda: actions.open_folder(one)
        )
        place = actions.place_words(one)
        rows.add_fact(say("handing.place"), place, say("handing.copy"), lambda: actions.copy(one))
        size = say_size(texts, one.bytes)
        rows.add_fact(
            say("handing.content"), say("handing.content-said", files=one.files, lists=one.lists, size=size)
        )
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
        rows.add_fact(say("handing.privacy"), say("handing.privacy.after"))
        if one.missing_characters:
            drawn = say("handing.fonts-said", characters=" ".join(one.missing_characters))
            rows.add_fact(say("handing.fonts"), drawn)
        rows.add_widget(
            say("handing.code"), self._code(one), Words(say("handing.code-why"), "second", "text2")
        )
        return rows

    def _code(self, one: Handed) -> Words:
        code = Words(one.check_code, "detail", bold=True)
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
        self._folder = folder = Button(say("handing.open-folder"), icon="folder-open")
        folder.clicked.connect(lambda: self._actions.open_folder(one))
        copy = Button(say("handing.copy"), icon="copy")
        copy.clicked.connect(lambda: self._actions.copy(one))
        layout.addWidget(folder)
        layout.addWidget(copy)
        if one.gaps:
            gaps = Button(say("handing.print-gaps"), icon="printer")
            gaps.clicked.connect(lambda: self._actions.print_gaps(one))
            layout.addWidget(gaps)
        anew = Button(say("handing.anew"))
        anew.clicked.connect(self.anew)
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
