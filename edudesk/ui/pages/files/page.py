"""The page: places left, files right; filing, adding, numbering and checking in views of their own."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.services.filing.values import ALL, PENDING
from edudesk.ui.desk import Work
from edudesk.ui.page import Page
from edudesk.ui.pages.files import questions
from edudesk.ui.pages.files.adding_view import AddingView
from edudesk.ui.pages.files.check_view import CheckView
from edudesk.ui.pages.files.deeds import Deeds
from edudesk.ui.pages.files.file_list import FileList
from edudesk.ui.pages.files.filing_view import FilingView
from edudesk.ui.pages.files.frame import View
from edudesk.ui.pages.files.nodes import Node, nodes_of
from edudesk.ui.pages.files.numbering_view import NumberingView
from edudesk.ui.pages.files.printing import Printing
from edudesk.ui.pages.files.questions import Known
from edudesk.ui.pages.files.tree import ShelfTree
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.dialogs import choose_files
from edudesk.ui.widgets.layout import NARROW, TitleBar, effective_width, fit_margins
from edudesk.ui.widgets.menus import Entry, make_menu

if TYPE_CHECKING:
    from edudesk.services.filing.adding import Added
    from edudesk.services.filing.filing import Filed
    from edudesk.services.filing.values import FileRow

AnyView = TypeVar("AnyView", bound=View)
_TREE = 240


class FilesPage(Page):
    """Places: ``place`` (the key of a node), ``id`` of a file in it; ``view``, such as check or numbering.

    ``column`` leaves of a place what has ``words`` in it, what is bare there without them; an empty one all.
    """

    code: ClassVar[str] = "files"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.known: Known | None = None
        self._nodes: tuple[Node, ...] = ()
        self._key = ""
        self._wanted_id = ""
        self.setAcceptDrops(True)
        say = session.say
        self.tree = ShelfTree(session)
        self.list = FileList(session)
        self.printing = Printing(session, self, lambda: self.tree.node)
        self.deeds = Deeds(session, self)
        self.file_button = Button(say("files.file-all"), icon="archive")
        self.add_button = Button(say("files.add"), icon="plus")
        self.print_button = Button(say("files.print"), icon="printer", menu=self.printing.menu)
        self.check_button = Button(say("files.check"), icon="shield-check")
        self.more_button = Button(say("files.more"), menu=self._make_menu())
        self._lay_out()
        self._listen()

    # What is not seen at first is made when it is first wanted: the page opens at once.

    @cached_property
    def filing(self) -> FilingView:
        """Where the chosen documents go."""
        view = self._take(FilingView(self.session))
        view.filed.connect(self._filed)
        return view

    @cached_property
    def adding(self) -> AddingView:
        """New files that wait to be taken in."""
        view = self._take(AddingView(self.session))
        view.added.connect(self._added)
        return view

    @cached_property
    def numbering(self) -> NumberingView:
        """How the school numbers."""
        return self._take(NumberingView(self.session))

    @cached_property
    def checking(self) -> CheckView:
        """The look through the archive."""
        return self._take(CheckView(self.session))

    @property
    def has_primary(self) -> bool:  # type: ignore[override]  # it depends on what is shown
        """Whether a view is shown whose button is the primary one."""
        return isinstance(self._stack.currentWidget(), FilingView | AddingView)

    @property
    def title(self) -> str:
        """What the page's title says."""
        return self._title.title

    def refresh(self) -> None:
        self.session.desk.ask(self, questions.ask_known, self._show, key="known")

    def to_start(self) -> None:
        self._show_main()

    def go_to(self, **place: Any) -> None:
        view = place.get("view", "")
        self._wanted_id = place.get("id", "")
        if place.get("place"):
            self._key = place["place"]
            self.tree.choose(self._key)
        if "column" in place:
            self.list.show_only(place["column"], place.get("words", ""))
        match view:
            case "numbering":
                self._show_view(self.numbering)
                if self.known is not None:
                    self.numbering.show_rules(self.known.rules)
            case "check":
                self._show_view(self.checking)
                if self.checking.found is None:
                    self.checking.begin()
            case "adding" if self.adding.lines:
                self._show_view(self.adding)
            case "filing" if self.filing.waits:
                self._show_view(self.filing)
            case _:
                self._show_main()

    def leave(self) -> None:
        if "numbering" in self.__dict__:
            self.numbering.keep()

    def shows(self, work: Work) -> bool:
        own = [view.work for name in ("checking", "adding") if (view := self.__dict__.get(name)) is not None]
        return work in own and isinstance(self._stack.currentWidget(), CheckView | AddingView)

    def focus_filter(self) -> None:
        self._show_main()
        self.list.text.setFocus()

    def print_page(self) -> None:
        """Make the catalogue of what is chosen as a PDF and open it."""
        self.printing.print_catalogue()

    def take_files(self, files: Sequence[Path]) -> None:
        """Begin to add files."""
        if files:
            self.adding.take(files)
            self.session.go(self.code, view="adding")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take_mime(event.mimeData()):
            event.acceptProposedAction()

    # -- what is shown

    def _show(self, known: Known) -> None:
        self.known = known
        shelves = known.shelves
        self._nodes = nodes_of(self.session, shelves)
        self.list.show_known(known, self._nodes)
        self.tree.show_nodes(
            self._nodes, self._key or (PENDING if shelves.pending or not shelves.filed else ALL)
        )
        if "numbering" in self.__dict__:
            self.numbering.show_rules(known.rules)
        say = self.session.say
        waits, filed, volumes = shelves.pending, shelves.filed, len(shelves.volumes)
        code = "files.title-waiting" if waits else "files.title-filed" if filed else "files.title"
        self._title.set_title(say(code, count=waits or filed, volumes=volumes))
        self._title.set_second(say("files.second", count=filed, volumes=volumes) if waits and filed else "")
        self.file_button.setVisible(bool(waits))
        self.print_button.why_not("" if filed else say("filing.nothing-filed"))

    def _choose(self, node: Node) -> None:
        self._key = node.key
        self.list.show_node(node)
        is_one = bool(node.volume)
        self._renumber.setEnabled(is_one)
        self._renumber.setToolTip("" if is_one else self.session.say("files.one-volume"))
        if self._wanted_id:
            self.list.select(self._wanted_id)
            self._wanted_id = ""

    def _show_main(self) -> None:
        self._stack.setCurrentWidget(self._main)
        self.primary_changed.emit()

    def _show_view(self, view: View) -> None:
        self._stack.setCurrentWidget(view)
        self.primary_changed.emit()
        view.area.setFocus()

    def _fit(self) -> None:
        narrow = effective_width(self) < NARROW
        self._card.setVisible(not narrow)
        self.list.set_narrow(narrow=narrow)
        layout = self._main.layout()
        fit_margins(self)
        if layout is not None and (own := self.layout()) is not None:
            layout.setContentsMargins(own.contentsMargins())
            own.setContentsMargins(0, 0, 0, 0)

    # -- what is done

    def _act(self, code: str, ids: tuple[str, ...]) -> None:
        self.session.desk.ask(
            self,
            lambda opened: questions.ask_files(opened, ids),
            lambda rows: self._do(code, rows),
            key="act",
        )

    def _file_all(self) -> None:
        self.session.desk.ask(self, questions.ask_waiting, lambda rows: self._do("file", rows), key="act")

    def _do(self, code: str, rows: "Sequence[FileRow]") -> None:
        if code == "file" and self.known is not None:
            self.filing.begin(self.known, rows)
            self.session.go(self.code, view="filing")
        elif code == "take-out":
            self.deeds.take_out(rows)
        elif code == "delete":
            self.deeds.delete(rows)

    def _filed(self, filed: "Filed") -> None:
        say = self.session.say
        words = "files.filed-one" if filed.count == 1 else "files.filed-many"
        self.list.model.set_checked(())
        if len(filed.volumes) == 1:
            self._key = f"volume:{filed.volumes[0]}"
        self.session.go(self.code)
        self.session.toast(say(words, count=filed.count, first=filed.first, last=filed.last), filed.change_id)

    def _added(self, added: "Added") -> None:
        if added.ids:
            self._key = PENDING
            self._wanted_id = added.ids[0]
            self.session.toast(self.session.say("files.added", count=len(added.ids)), added.change_id)
        if not added.refused:
            self.session.go(self.code, place=PENDING, id=added.ids[0] if added.ids else "")

    def _choose_files(self) -> None:
        self.take_files(choose_files(self.window(), self.session.say("files.choose")))

    def _paste(self) -> None:
        self._take_mime(QGuiApplication.clipboard().mimeData())

    def _take_mime(self, mime: QMimeData) -> bool:
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            self.take_files([one for one in files if one.is_file()])
            return True
        image = mime.imageData() if mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self.adding.take_image(image)
            self.session.go(self.code, view="adding")
            return True
        return False

    def _ask_renumbering(self) -> None:
        node = self.tree.node
        if node is not None and node.volume:
            self.deeds.renumber(node.volume, node.words)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        right = (self.file_button, self.add_button, self.print_button, self.check_button, self.more_button)
        self._title = TitleBar(say("files.title"), right)
        self._card = Card()
        self._card.setFixedWidth(px(_TREE))
        self._card.body.setContentsMargins(1, 1, 1, 1)
        self._card.body.addWidget(self.tree, 1)
        body = QHBoxLayout()
        body.setSpacing(px(16))
        body.addWidget(self._card)
        body.addWidget(self.list, 1)
        self._main = QWidget()
        main = QVBoxLayout(self._main)
        main.setSpacing(px(12))
        main.addWidget(self._title)
        main.addLayout(body, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._main)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _make_menu(self) -> Any:
        say = self.session.say
        menu = make_menu(
            [
                Entry(
                    say("files.numbering"), lambda: self.session.go(self.code, view="numbering"), "settings"
                ),
                Entry(say("files.renumber-menu"), self._ask_renumbering, "list-checks"),
            ],
            self,
        )
        self._renumber = menu.actions()[1]
        return menu

    def _listen(self) -> None:
        self.tree.chosen.connect(self._choose)
        self.list.place_chosen.connect(self.tree.choose)
        self.list.acted.connect(self._act)
        self.list.adding.connect(self._choose_files)
        self.file_button.clicked.connect(self._file_all)
        self.add_button.clicked.connect(self._choose_files)
        self.check_button.clicked.connect(lambda: self.session.go(self.code, view="check"))
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._paste)

    def _take(self, view: AnyView) -> AnyView:
        self._stack.addWidget(view)
        view.left.connect(lambda: self.session.go(self.code))
        return view
