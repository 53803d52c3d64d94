"""The head of the page: which scheme is shown, whether it can be changed, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.pages.scheme.questions import Schemes, Shown
from edudesk.ui.session import Session
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.layout import TitleBar
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.states import FactTag
from edudesk.ui.widgets.words import Words


class _Chooser(ChoiceField):
    """Names of schemes are long."""

    most_width = 720


class SchemeHead(QWidget):
    """``chosen`` gives the key of another scheme; the other signals are what the buttons say."""

    chosen = Signal(str)
    exchanging = Signal()
    copying = Signal()
    importing = Signal()
    exporting = Signal()
    reading = Signal()
    renaming = Signal()
    deleting = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        say = session.say
        self._session = session
        self.chooser = _Chooser([])
        self.chooser.setAccessibleName(say("schemepage.chooser"))
        self.chooser.edited.connect(lambda: self.chosen.emit(str(self.chooser.value())))
        self.name = Words("", elide=True)
        self.tag = FactTag("")
        self.exchange = Button(say("schemepage.exchange"))
        self.exchange.clicked.connect(self.exchanging)
        self.copy = Button(say("schemepage.copy"), icon="copy")
        self.copy.clicked.connect(self.copying)
        self.more = Button(say("schemepage.more"))
        self.bar = TitleBar(
            say("schemepage.title"),
            [self.exchange, self.copy, self.more],
            beside=[self.chooser, self.name, self.tag],
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)

    def show_schemes(self, schemes: Schemes, shown: Shown | None) -> None:
        """Offer all schemes, with ``shown`` chosen; without one only what can be done without."""
        several = len(schemes.all) > 1
        self.exchange.setVisible(shown is not None and not shown.own)
        self.copy.setVisible(shown is not None)
        self.tag.setVisible(shown is not None)
        self.chooser.setVisible(shown is not None and several)
        self.name.setVisible(shown is not None and not several)
        self.more.setVisible(bool(schemes.all or schemes.waiting))
        self._fill_menu(shown)
        if shown is None:
            return
        named = len(schemes.following) > 1
        self.chooser.set_items([(one.key, self._words(one, named=named)) for one in schemes.all])
        self.chooser.set_value(shown.key)
        self.name.setText(shown.scheme_name)
        self.tag.set_word(self._session.say(f"schemepage.tag.{_sort(shown)}"))

    def _words(self, shown: Shown, *, named: bool) -> str:
        say = self._session.say
        if shown.own:
            return say(f"schemepage.own.{shown.use}", name=shown.scheme_name)
        if named:
            return say("schemepage.of", community=shown.community_name, name=shown.scheme_name)
        return shown.scheme_name

    def _fill_menu(self, shown: Shown | None) -> None:
        say = self._session.say
        entries = [Entry(say("schemepage.import"), self.importing.emit, "import")]
        if shown is not None:
            entries.append(Entry(say("schemepage.export"), self.exporting.emit, "download"))
            entries.append(Entry(say("schemepage.read"), self.reading.emit, "file-text"))
        if shown is not None and shown.own:
            entries.append(Entry())
            why = "" if shown.can_edit else say("schemepage.in-the-file")
            entries.append(Entry(say("schemepage.rename"), self.renaming.emit, "pencil", why_not=why))
            entries.append(Entry(say("schemepage.delete"), self.deleting.emit, "trash-2"))
        self._menu = make_menu(entries, self)
        self.more.setMenu(self._menu)
        self.more.updateGeometry()


def _sort(shown: Shown) -> str:
    if shown.own:
        return "own" if shown.can_edit else "own-file"
    return "shipped" if shown.is_shipped else "in-force"
