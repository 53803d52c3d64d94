"""The check of a term before it is handed in, made ahead while nobody waits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from edudesk.services.handing.view import Checked
from edudesk.services.jobs import Job
from edudesk.ui.desk import Opened
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.handing.checking import Asking
    from edudesk.services.status import TermStatus


class KeptCheck(QObject):
    """What the last check ahead found; None once anything was written since. Ask for it with :meth:`of`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.answer: Checked | None = None
        self._number = 0
        for signal in (session.desk.changed, session.term_changed, session.language_changed):
            signal.connect(self._forget)

    @classmethod
    def of(cls, session: Session) -> "KeptCheck":
        """Return the one of this session."""
        found = session.findChild(cls)
        return found if isinstance(found, KeptCheck) else cls(session)

    def look_ahead(self) -> None:
        """Check quietly, in a thread of its own so that questions are answered meanwhile.

        Not beside work that a person waits for: the window would have to share its turns with both.
        """
        if self.answer is not None or any(work.title for work in self._session.desk.works):
            return
        term, texts = self._session.term, self._session.texts

        def question(opened: Opened) -> "tuple[Asking, tuple[TermStatus, ...], list[str]]":
            from edudesk.services.handing.checking import Asking

            clock, standing = opened.clock, opened.standing
            asking = Asking(opened.archive, clock.now(), clock.today(), texts)
            statuses = standing.own(term, clock.today())
            return asking, statuses, [one.title for one in standing.without_scheme if standing.is_ours(one)]

        self._session.desk.ask(self, question, self._check, key="ahead")

    def _check(self, asked: "tuple[Asking, tuple[TermStatus, ...], list[str]]") -> None:
        number = self._number

        def deed(_archive: "Archive", _job: Job) -> Checked:
            from edudesk.services.handing.checking import check_term

            return check_term(*asked)

        def keep(answer: Checked) -> None:
            if number == self._number:
                self.answer = answer

        # What goes wrong now is told when the page itself asks.
        self._session.desk.work(self, "", deed, keep, failed=lambda _error: None)

    def _forget(self) -> None:
        self.answer = None
        self._number += 1
