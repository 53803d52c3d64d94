"""The window: which archive is shown, the first start and what is in the way of opening, and its keys."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.preferences import Preferences
from edudesk.services.starting.showing import demonstration_day
from edudesk.texts import Texts
from edudesk.ui.clock import Clock
from edudesk.ui.desk import Desk
from edudesk.ui.session import Session
from edudesk.ui.shell.demonstration import OWN, clock_of
from edudesk.ui.shell.frame import Frame
from edudesk.ui.shell.speaking import speak
from edudesk.ui.shell.workplace import Workplace
from edudesk.ui.theme import Shade, Size, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

LEAST = (800, 420)
USUAL = (1366, 696)
_TITLE = 32
_FEW = 20


class MainWindow(QWidget):
    """Shows one archive at a time; ``painted`` once, after the first painting."""

    painted = Signal()

    def __init__(self, preferences: Preferences, texts: Texts, clock: Clock) -> None:
        super().__init__()
        self.preferences = preferences
        self._texts = texts
        self._clock = clock
        self._session: Session | None = None
        self._place: Workplace | None = None
        self._toasts: Any = None
        self._is_painted = False
        self._layers = QStackedLayout(self)
        self.setWindowTitle("EduDesk")
        self.setMinimumSize(*LEAST)
        self.setAcceptDrops(True)
        self._wear()
        self._recall_geometry()

    @property
    def session(self) -> Session:
        """The session of the archive that is shown."""
        assert self._session is not None
        return self._session

    @property
    def place(self) -> Workplace:
        """Everything around and of the archive that is shown."""
        assert self._place is not None
        return self._place

    @property
    def frame(self) -> Frame:
        """Everything around the pages."""
        return self.place.frame

    @property
    def is_ready(self) -> bool:
        """Whether an archive is open, its term known and a page shown."""
        return self._place is not None and self._place.is_ready

    def open_archive(self, folder: Path) -> None:
        """Show the archive in ``folder``: the frame at once, the page after painting, then what is in it."""
        session = self._new_session(folder, clock_of(folder, self._clock))
        session.desk.refused.connect(self._refuse)
        session.desk.opened.connect(self._note_archive)
        self._place = Workplace(session, self.tell, self)
        self._place.elsewhere.connect(self._go_elsewhere)
        self._show(self._place)
        self.setFocus()  # else Qt gives it to the search, as the first that takes it
        if self._is_painted:
            self._place.begin()

    def show_start(self, folder: Path) -> None:
        """Show the first start, which makes an archive, in ``folder`` unless the person says otherwise."""
        from edudesk.ui.pages.start import StartPage

        session = self._new_session(folder)
        page = StartPage(session)
        page.finished.connect(self.open_archive)
        self._show(page)

    def show_error(self, folder: Path, error: EduDeskError) -> None:
        """Show why the archive in ``folder`` is not shown, and what can be done."""
        from edudesk.ui.shell.opening import OpeningPage

        session = self._new_session(folder)
        page = OpeningPage(session, error)
        page.opened.connect(self.open_archive)
        page.beginning.connect(self.show_start)
        self._show(page)

    def go(self, code: str, place: dict[str, Any] | None = None) -> None:
        """Show a page at a place."""
        self.place.go(code, place or {})

    def tell(self, words: str, button: str = "", then: Callable[[], None] | None = None) -> None:
        """Say briefly what went well, with a button where there is a way back."""
        from edudesk.ui.widgets.toast import Toasts

        if self._toasts is None:
            self._toasts = Toasts(self)
        self._toasts.show_words(words, button, then)

    @property
    def toasts(self) -> Any:
        """The toasts of this window, once there was one."""
        return self._toasts

    def toast_words(self) -> str:
        """Return what the last toast says."""
        return self._toasts.toast.words.text() if self._toasts is not None else ""

    def say(self, code: str, **parameters: object) -> str:
        """Return a sentence in the window's language."""
        return self._texts.say(code, **parameters)

    def shut(self) -> None:
        """Let go of the archive; the window stays."""
        if self._session is None:
            return
        if self._place is not None:
            self._place.frame.stack.leave()
        self._session.desk.close()
        while (layer := self._layers.currentWidget()) is not None:
            self._layers.removeWidget(layer)
            layer.hide()
            layer.deleteLater()
        self._session.deleteLater()
        self._session = self._place = None

    # -- what Qt asks

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Let Tab go as the screen is read."""
        from edudesk.ui.widgets.order import step_focus

        return step_focus(self, forward=forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._place is not None:
            self.frame.fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        if event.key() != Qt.Key.Key_Escape or self._place is None:
            super().keyPressEvent(event)
        elif self._place.troubles.is_open:
            self._place.troubles.close()
        else:
            self.frame.stack.back()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._place is not None and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = _files(event)
        # A folder, or many photos, are looked through by day; a few photos are of one activity.
        folder = next((one for one in files if one.is_dir()), None)
        if folder is not None or len(files) > _FEW:
            self.go("intake", {"folder": folder or files[0].parent})
        else:
            self.go("record", {"files": files})

    def closeEvent(self, event: QCloseEvent) -> None:
        from edudesk.ui.shell.closing import Closing

        if Closing(self).is_held(self._session):
            event.ignore()
            return
        self.preferences.keep_state("window", self.saveGeometry().toBase64().toStdString())
        self.shut()
        self.preferences.flush()
        event.accept()

    # -- opening

    def _new_session(self, folder: Path, clock: Clock | None = None) -> Session:
        self.shut()
        desk = Desk(folder, clock or self._clock)
        self._session = session = Session(desk, self._texts, self.preferences, self)
        session.desk.setParent(session)
        session.look_changed.connect(self._wear)
        session.language_changed.connect(self._speak)
        return session

    def _show(self, layer: QWidget) -> None:
        self._layers.addWidget(layer)
        self._layers.setCurrentWidget(layer)

    def _after_first_paint(self) -> None:
        self.painted.emit()
        from edudesk.ui.shell.bindings import bind_keys

        bind_keys(self, lambda: self._place, lambda: self._session)
        if self._place is not None:
            self._place.begin()

    def _refuse(self, error: EduDeskError) -> None:
        self.show_error(self.session.desk.folder, error)

    def _note_archive(self) -> None:
        self.preferences.archive = folder = self.session.desk.folder
        if demonstration_day(folder) is None:
            self.preferences.keep_state(OWN, str(folder))

    def _go_elsewhere(self, code: str, place: dict[str, Any]) -> None:
        folder = place.get("folder")
        if code == "open" and folder is not None:
            self.open_archive(folder)
        else:
            self.show_start(folder or self.session.desk.folder)

    # -- look

    def _speak(self) -> None:
        self._texts = self.session.texts
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        speak(app, self._texts.language)

    def _wear(self) -> None:
        shade, size = self.preferences.shade, Size(self.preferences.size)
        is_other_size = size is not theme().tokens.size
        theme().set(None if shade == "system" else Shade(shade), size)
        if is_other_size:
            if self._toasts is not None:
                self._toasts.toast.deleteLater()
                self._toasts.deleteLater()
                self._toasts = None
            if self._place is not None:
                self._place.rebuild()

    def _recall_geometry(self) -> None:
        # At 125 % the usual size is larger than a small laptop's screen; the title needs room as well.
        room = self.screen().availableSize() - QSize(0, _TITLE)
        self.resize(QSize(*USUAL).boundedTo(room))
        kept = self.preferences.state("window")
        if isinstance(kept, str):
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))


def _files(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files of this machine that are dragged."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
