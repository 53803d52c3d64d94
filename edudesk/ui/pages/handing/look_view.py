"""收别人的包: choose a package or a receipt, see whether it is in order, preview it, take it in."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.schemes.results import State
from edudesk.ui.desk import Opened, Work
from edudesk.ui.pages.handing.batching import are_several
from edudesk.ui.pages.handing.conflicts_card import ConflictsCard
from edudesk.ui.pages.handing.looking import Looking
from edudesk.ui.pages.handing.password_card import PasswordCard
from edudesk.ui.pages.handing.preview_card import PreviewCard
from edudesk.ui.pages.handing.receipt_card import ReceiptCard
from edudesk.ui.pages.handing.taken_view import TakenView
from edudesk.ui.pages.handing.trust_row import TrustRow
from edudesk.ui.pages.handing.verdict_card import FactsCard, VerdictCard
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.layout import BottomBar, Column, Line, TwoColumns
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Paragraph, Words


class LookView(QWidget):
    """The choice of a package, what was found, and the bar that takes it in; the page places the bar.

    Where more than one was chosen, ``several`` gives the paths, and nothing else happens.
    """

    changed = Signal()
    several = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._looking = session, Looking.of(session)
        self._shown: object = ()
        self._first: QWidget | None = None
        self._preview: PreviewCard | None = None
        say = session.say
        self._another = Button(say("incoming.another"))
        self.take = Button(say("incoming.take"), role="primary", icon="import")
        self.bar = BottomBar("", [self._another, self.take])
        self._another.clicked.connect(self._looking.reset)
        self.take.clicked.connect(self._take)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().tokens.px(12))
        self._busy = BusyCard(session.texts)
        self._result = QWidget()
        self._choice = self._chooser()
        self.conflicts = ConflictsCard(session)
        for part in (self._choice, self._busy, self._result, self.conflicts):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setAcceptDrops(True)
        self._looking.changed.connect(self._show)
        self._show()

    @property
    def wants_bar(self) -> bool:
        """Whether there is something to be taken in."""
        looking = self._looking
        return looking.preview is not None and looking.taken is None and looking.work is None

    @property
    def work(self) -> Work | None:
        """What is being read or taken in now."""
        return self._looking.work

    def refresh(self) -> None:
        """Ask what stands in conflict, and how our own key reads."""

        def spoken(opened: Opened) -> str:
            from edudesk.services.keys import own_signer

            return own_signer(opened.archive).spoken

        def say(key: str) -> None:
            self._key.setText(self._session.say("incoming.own-key", spoken=key))

        self._session.desk.ask(self, spoken, say, key="key")
        self._looking.count_twice()
        self.conflicts.refresh()

    def focus_filter(self) -> None:
        """Put the cursor where the records of the preview are looked for."""
        if self._preview is not None:
            self._preview.text.setFocus()

    def print_list(self) -> None:
        """Print the preview."""
        if self._preview is not None:
            self._preview.print_list()

    def look_at(self, package: Path) -> None:
        """Look at a package or a receipt."""
        self._looking.start(package)

    def show_conflicts(self) -> None:
        """Show what waits for a choice also above a package, until that goes on."""
        self._column.removeWidget(self.conflicts)
        self._column.insertWidget(0, self.conflicts)
        self.conflicts.set_place(free=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if dropped := self._dropped(event):
            event.acceptProposedAction()
            self._take_up(dropped)

    def _dropped(self, event: QDropEvent) -> list[Path]:
        return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]

    def _take_up(self, chosen: list[Path]) -> None:
        if are_several(chosen):
            self.several.emit(chosen)
        else:
            self.look_at(chosen[0])

    def _chooser(self) -> Card:
        say = self._session.say
        card = Card(say("handing.look.title"))
        self._file = Button(say("handing.look.file"), role="primary", icon="file")
        folder = Button(say("handing.look.folder"), icon="folder")
        drop = Words(say("handing.look.drop"), "second", "text2", elide=True)
        self._file.clicked.connect(self._choose_file)
        folder.clicked.connect(self._choose_folder)
        self._why = Paragraph(say("handing.look.why"), colour="text2")
        self._key = Words("", "second", "text2", wrap=True)
        self._key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = Line(self._file, folder, drop, gap=10)
        line.body.setStretch(2, 1)
        card.add_block(Column(self._why, line, self._key, gap=12))
        return card

    def _choose_file(self) -> None:
        say = self._session.say
        words = say("incoming.filter")
        found = dialogs.choose_files(self, say("handing.look.choose"), ["*.zip", "*.json"], words)
        if found:
            self._take_up(found)

    def _choose_folder(self) -> None:
        found = dialogs.choose_folder(self, self._session.say("handing.look.choose"))
        if found is not None:
            self._take_up([found])

    def _show(self) -> None:
        looking = self._looking
        self._show_bar()
        self.changed.emit()
        now = (
            looking.work,
            looking.examined,
            looking.error,
            looking.stopped,
            looking.taken,
            looking.taken_back,
            looking.receipt,
            looking.entered,
            looking.twice,
        )
        if now == self._shown:
            return
        self._shown = now
        focus = QApplication.focusWidget()
        is_here = self.isVisible() and (focus is None or self.window().isAncestorOf(focus))
        self._first = self._preview = None
        fresh = self._made()
        self._column.replaceWidget(self._result, fresh)
        self._result.hide()
        self._result.deleteLater()
        self._result = fresh
        fresh.setVisible(fresh.layout() is not None)  # what is empty would leave a second gap
        self._file.set_role("" if looking.looked or looking.entered or looking.asks_password else "primary")
        self._why.setVisible(looking.looked is None)
        self._choice.setVisible(looking.preview is None)
        self._column.removeWidget(self.conflicts)
        self._column.insertWidget(self._column.count() - 1, self.conflicts)  # last, but for the stretch
        self.conflicts.set_place(free=looking.preview is None or looking.taken is not None)
        if looking.work is not None:
            self._busy.follow(looking.work, "bytes")
            self._busy.show_at_once()
        else:
            self._busy.stop_following()
        if is_here:
            self._focus_first()

    def _focus_first(self) -> None:
        if self._first is not None:
            self._first.setFocus()

    def _show_bar(self) -> None:
        looking, say = self._looking, self._session.say
        shown = looking.preview
        if shown is None:
            return
        numbers = shown.numbers
        if not looking.offers or (shown.trust == "changed" and not looking.key_accepted):
            words = say("incoming.ask-first" if looking.offers else "incoming.bar-own")
            self.bar.set_words(words)
            self.take.why_not(words)
            return
        fresh, altered = numbers["new"], numbers["newer"] + numbers["withdrawn"] + numbers["conflict"]
        code = "incoming.bar" if fresh or altered else "incoming.bar-same"
        self.bar.set_words(say(code, new=fresh, changed=altered))
        self.take.why_not("")

    def _take(self) -> None:
        shown, say = self._looking.preview, self._session.say
        if shown is None or shown.large is None:
            self._looking.take_in()
            return
        large = shown.large
        words = say(
            "incoming.large-words",
            sender=shown.sender,
            total=large.total,
            deleted=large.deleted,
            changed=large.changed,
        )
        dialogs.ask(
            self,
            say("incoming.large-question"),
            words,
            say("incoming.large-yes"),
            say("incoming.large-no"),
            danger=True,
            then=lambda: self._looking.take_in(large_change=True),
        )

    def _made(self) -> QWidget:
        looking, say = self._looking, self._session.say
        if looking.work is not None:
            return QWidget()
        parts: list[QWidget] = []
        if looking.stopped:
            parts.append(Notice(State.ON_TRACK, say("handing.look.cancelled")))
        if looking.asks_password:
            asking = PasswordCard(self._session, looking)
            self._first = asking.field
            parts.append(asking)
        elif looking.error is not None:
            parts.append(self._error(looking.error))
        if looking.entered is not None:
            parts.append(ReceiptCard(self._session, looking.entered))
        parts += self._found()
        return Column(*parts, gap=12) if parts else QWidget()

    def _found(self) -> list[QWidget]:
        looking = self._looking
        examined, shown, taken = looking.examined, looking.preview, looking.taken
        if examined is None:
            return []
        if shown is None:
            verdict = VerdictCard(self._session, examined.looked, whole=True)
            return [verdict, *self._no_way()]
        if taken is not None:
            view = TakenView(self._session, looking, shown, taken)
            self._first = view.first
            return [view]
        main = Column(gap=12)
        changed = shown.trust == "changed"
        main.body.addWidget(VerdictCard(self._session, examined.looked, whole=False, changed_key=changed))
        main.body.addWidget(TrustRow(self._session, looking, examined, shown))
        twice = len(shown.twice)
        if twice:
            main.body.addWidget(
                Notice(State.ON_TRACK, self._session.say("incoming.twice-later", count=twice))
            )
        self._preview = PreviewCard(self._session, shown)
        main.body.addWidget(self._preview, 1)
        say, extra = self._session.say, []
        if shown.lacking:
            extra.append((say("incoming.lacking-name"), say("incoming.files", count=len(shown.lacking))))
        if shown.reduced:
            extra.append((say("incoming.reduced-name"), say("incoming.files", count=shown.reduced)))
        self._first = self.take
        return [TwoColumns(main, Column(FactsCard(self._session, examined.looked, extra)))]

    def _no_way(self) -> list[QWidget]:
        """Say why a package that is in order cannot be taken in."""
        examined = self._looking.examined
        if examined is None or not examined.looked.valid:
            return []
        if examined.trouble is not None:
            return [ErrorNotice(self._session.texts, examined.trouble)]
        return [Notice(State.NOT_APPLICABLE, self._session.say("incoming.foreign"))]

    def _error(self, error: EduDeskError) -> ErrorNotice:
        looking, say = self._looking, self._session.say
        if error.code == "signing.changed":
            label, deed = say("incoming.key-asked"), looking.accept_receipt
        elif error.code == "receiving.changed-since":
            label, deed = say("incoming.compare-again"), looking.compare_again
        else:
            label, deed = say("handing.look.another"), self._choose_file
        notice = ErrorNotice(self._session.texts, error, [label])
        notice.chosen.connect(lambda _place: deed())
        return notice

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(760), super().sizeHint().height())
