"""Closing the window while work goes on: ask, stop it, wait until it has put everything back, close."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from edudesk.ui.desk import Work
from edudesk.ui.session import Session

_LOOK_AGAIN = 50  # milliseconds


class Closing(QObject):
    """Stands between the person and the end of ``window``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def is_held(self, session: Session | None) -> bool:
        """Tell whether work is in the way; then the person is asked."""
        works = [work for work in session.desk.works if work.title] if session else []
        if session is not None and works:
            self._ask(session, works[0])
        return bool(works)

    def _ask(self, session: Session, work: Work) -> None:
        from edudesk.ui.widgets import dialogs

        dialogs.ask(
            self._window,
            session.say("shell.close.title", title=work.title),
            session.say("shell.close.sentence"),
            session.say("shell.close.yes"),
            session.say("shell.close.no"),
            then=lambda: self._stop(session),
        )

    def _stop(self, session: Session) -> None:
        works = session.desk.works
        for work in works:
            work.cancel()
        if works:
            QTimer.singleShot(_LOOK_AGAIN, self, lambda: self._stop(session))
        else:
            self._window.close()
