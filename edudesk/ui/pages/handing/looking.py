"""What came from somebody else: looked at, taken in, taken back. It outlives the page, as the making does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.handing.view import Looked
from edudesk.services.jobs import Job
from edudesk.ui.desk import Opened, Work
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.receiving.examining import Examined
    from edudesk.services.receiving.preview import Preview
    from edudesk.services.receiving.receipts import Entered
    from edudesk.services.receiving.taking import Taken

_SEALED = ("signing.sealed", "signing.wrong-password")
_RECEIPTS = "handing.receipts"
"""Where the last receipt was put."""

Given = TypeVar("Given")


@dataclass(frozen=True)
class Answer(Generic[Given]):
    """Who hears what came of a deed, and what went wrong; else the frame tells that."""

    then: Callable[[Given], None]
    failed: Callable[[EduDeskError], None] | None = None


class Looking(QObject):
    """What is known of the package or receipt that was chosen; ``changed`` follows every step.

    ``entered`` is a receipt that was read in, ``receipt`` the file of one that was written here. ``twice`` is
    how much of what was taken in may stand here twice, and is not answered yet.
    """

    changed = Signal()
    package: Path | None
    examined: "Examined | None"
    entered: "Entered | None"
    taken: "Taken | None"
    receipt: Path | None
    error: EduDeskError | None

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._password: str | None = None
        self.work: Work | None = None
        self.stopped = False
        self._begin(None)

    @classmethod
    def of(cls, session: Session) -> "Looking":
        """Return the one of this session."""
        found = session.findChild(cls)
        return found if isinstance(found, Looking) else cls(session)

    @property
    def looked(self) -> Looked | None:
        """The verdict on the package, once there is one."""
        return self.examined.looked if self.examined else None

    @property
    def preview(self) -> "Preview | None":
        """What taking it in would do, if it can be taken in."""
        return self.examined.preview if self.examined else None

    @property
    def asks_password(self) -> bool:
        """Whether the package is sealed and not opened yet."""
        return self.error is not None and self.error.code in _SEALED

    @property
    def was_wrong(self) -> bool:
        """Whether a password was tried that did not open it."""
        return self.error is not None and self.error.code == _SEALED[1]

    @property
    def offers(self) -> bool:
        """Whether it can be taken in now; what is our own and all here has nothing to give."""
        shown = self.preview
        return shown is not None and self.taken is None and (shown.changes or shown.trust != "own")

    @property
    def receipt_folder(self) -> Path | None:
        """The folder into which the last receipt went."""
        kept = self._session.preferences.state(_RECEIPTS)
        return Path(kept) if isinstance(kept, str) and kept else None

    def start(self, package: Path, password: str | None = None, *, changed_key: bool = False) -> None:
        """Look at a package, or read a receipt in; while one is at work nothing else is begun."""
        if self.work is not None:
            return
        self._begin(package, password)
        texts, now = self._session.texts, self._session.clock.now()

        def deed(archive: "Archive", job: Job) -> "Examined | Entered":
            from edudesk.services.receiving.examining import examine
            from edudesk.services.receiving.receipts import enter_receipt, is_receipt, read_receipt

            if is_receipt(package):
                return enter_receipt(archive, read_receipt(package), now, changed_key=changed_key)
            return examine(archive, package, texts, job, password)

        title = self._session.say("handing.look.reading", name=package.name)
        self.work = self._session.desk.work(self, title, deed, self._found, failed=self._fail, unit="bytes")
        self.changed.emit()

    def unlock(self, password: str) -> None:
        """Try a password on the sealed package."""
        if self.package is not None:
            self.start(self.package, password)

    def compare_again(self) -> None:
        """Look at the same package once more."""
        if self.package is not None:
            self.start(self.package, self._password)

    def accept_receipt(self) -> None:
        """Read the receipt in although its key is another one than before: a person asked."""
        if self.package is not None:
            self.start(self.package, changed_key=True)

    def accept_key(self, *, accepted: bool) -> None:
        """Say that the sender was asked about the changed key, or was not."""
        self.key_accepted = accepted
        self.changed.emit()

    def remember_key(self) -> None:
        """Keep the key of a sender who is met for the first time."""
        shown, now = self.preview, self._session.clock.now()
        if shown is None or shown.package.signer is None:
            return
        signer, name = shown.package.signer, shown.package.name

        def deed(opened: Opened) -> None:
            from edudesk.services.keys import pin

            pin(opened.archive, signer, now, name)

        self._session.desk.change(self, deed, lambda _none: self._know(shown))

    def take_in(self, *, large_change: bool = False) -> None:
        """Take in what was looked at."""
        shown, now, accepted = self.preview, self._session.clock.now(), self.key_accepted
        if shown is None or self.work is not None:
            return

        def deed(archive: "Archive", job: Job) -> "Taken":
            from edudesk.services.receiving.taking import take

            return take(archive, shown, now, job, large_change=large_change, changed_key=accepted)

        self.error, self.stopped, self.is_taking = None, False, True
        title = self._session.say("incoming.taking", name=shown.package.name)
        self.work = self._session.desk.work(
            self, title, deed, self._took, failed=self._fail, changes=True, unit="bytes"
        )
        self.changed.emit()

    def write_receipt(self, folder: Path) -> None:
        """Write the signed receipt of what was taken in, and remember the folder."""
        if self.taken is not None:
            self.remember_folder(folder)
            write_receipt(self._session, self, self.taken.arrival_id, folder, Answer(self._wrote, self._fail))

    def remember_folder(self, folder: Path) -> None:
        """Propose a folder for the next receipt too."""
        self._session.preferences.keep_state(_RECEIPTS, str(folder))

    def take_back(self) -> None:
        """Take the whole package back."""
        if self.taken is not None:
            take_back(self._session, self, self.taken.arrival_id, Answer(self._gone, self._fail))

    def count_twice(self) -> None:
        """Ask anew what of the package may stand twice: an answer takes one away, and may bring others."""
        shown = self.preview
        if shown is None or self.taken is None:
            return
        here = frozenset(one.record_id for one in shown.items)

        def question(opened: Opened) -> int:
            from edudesk.services.communities.answers import proposals

            return sum(bool(here & {one.first, one.second}) for one in proposals(opened.archive))

        self._session.desk.ask(self, question, self._counted, key="twice")

    def reset(self) -> None:
        """Forget what was found."""
        if self.work is None:
            self._begin(None)
            self.changed.emit()

    def _begin(self, package: Path | None, password: str | None = None) -> None:
        self.package, self._password = package, password
        self.examined = self.entered = self.taken = None
        self.taken_back = self.key_accepted = self.is_taking = self.stopped = False
        self.receipt = self.error = None
        self.twice = 0

    def _counted(self, twice: int) -> None:
        if self.taken is not None and twice != self.twice:
            self.twice = twice
            self.changed.emit()

    def _know(self, shown: "Preview") -> None:
        if self.examined is not None and self.examined.preview is shown:
            self.examined = replace(self.examined, preview=replace(shown, trust="known"))
            self.changed.emit()

    def _found(self, found: "Examined | Entered") -> None:
        from edudesk.services.receiving.examining import Examined

        self.work = None
        if isinstance(found, Examined):
            self.examined = found
        else:
            self.entered = found
            # Looking at a package changes nothing; a receipt is kept with the package that it is for.
            self._session.desk.changed.emit()
        self.changed.emit()

    def _took(self, taken: "Taken") -> None:
        self.work, self.taken, self.is_taking = None, taken, False
        self.changed.emit()
        self.count_twice()

    def _wrote(self, receipt: Path) -> None:
        self.receipt, self.error = receipt, None
        self.changed.emit()

    def _gone(self, change_id: str) -> None:
        self.taken_back, self.receipt, self.error = True, None, None
        self._session.toast(self._session.say("incoming.taken-back"), change_id)
        self.changed.emit()

    def _fail(self, error: EduDeskError) -> None:
        self.work, self.is_taking = None, False
        self.stopped = isinstance(error, Cancelled)
        self.error = None if self.stopped else error
        self.changed.emit()


def write_receipt(
    session: Session, owner: QObject, arrival_id: str, folder: Path, answer: Answer[Path]
) -> None:
    """Write the receipt of a package that came, into a folder or onto a stick."""

    def deed(opened: Opened) -> Path:
        from edudesk.services.receiving.receipts import write_receipt as write

        return write(opened.archive, arrival_id, folder, opened.clock.now())

    session.desk.ask(owner, deed, answer.then, failed=answer.failed)


def take_back(session: Session, owner: QObject, arrival_id: str, answer: Answer[str]) -> None:
    """Take back what a package brought."""

    def deed(opened: Opened) -> str:
        from edudesk.services.receiving.undoing import take_back as back

        return back(opened.archive, arrival_id, opened.clock.now())

    session.desk.change(owner, deed, answer.then, failed=answer.failed)
