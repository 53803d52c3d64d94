"""Small pictures of files outside the archive, read in a worker and a few at a time."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from edudesk.errors import EduDeskError
from edudesk.services.jobs import Job
from edudesk.ui.desk import Work
from edudesk.ui.pages.intake.questions import Likeness, like, likenesses, study
from edudesk.ui.session import Session
from edudesk.ui.theme import theme

if TYPE_CHECKING:
    from edudesk.services.archive import Archive

_MOST = 400
"""So many are kept in memory, each as large as a tile on a fine screen."""
_EDGE = 232


class Thumbs(QObject):
    """``come(path, picture, title)``: the picture, and the title of a record that has the same one."""

    come = Signal(str, QImage, str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._known: dict[str, tuple[QImage, str]] = {}
        self._likenesses: tuple[Likeness, ...] | None = None
        self._work: Work | None = None
        self._next: list[str] = []
        self.come.connect(self._keep)

    def known(self, path: str) -> tuple[QImage, str] | None:
        """Return the picture of a file and what has it too, where it was read."""
        return self._known.get(path)

    def want(self, paths: Sequence[str]) -> None:
        """Read these next; of what was asked for before only the one under way is finished."""
        self._next = [path for path in paths if path not in self._known]
        if self._work is not None:
            self._work.cancel()
        else:
            self._start()

    def forget(self) -> None:
        """Read no more, and know the archive's pictures anew next time."""
        self._next, self._likenesses = [], None
        if self._work is not None:
            self._work.cancel()

    def _start(self) -> None:
        paths, self._next = self._next, []
        if not paths:
            return
        edge, known = theme().tokens.px(_EDGE), self._likenesses

        def deed(archive: "Archive", job: Job) -> tuple[Likeness, ...]:
            from edudesk.services.evidence import Decoder

            there = likenesses(archive) if known is None else known
            with Decoder() as decoder:
                for done, path in enumerate(paths):
                    job.step(done, len(paths))
                    picture, perceptual_hash = study(decoder, Path(path))
                    image = QImage.fromData(picture)
                    if not image.isNull():
                        keep, smooth = (
                            Qt.AspectRatioMode.KeepAspectRatio,
                            Qt.TransformationMode.SmoothTransformation,
                        )
                        image = image.scaled(edge, edge, keep, smooth)
                    self.come.emit(path, image, like(there, perceptual_hash))
            return there

        self._work = self._session.desk.work(self, "", deed, self._done, failed=self._stopped)

    def _keep(self, path: str, image: QImage, title: str) -> None:
        while len(self._known) >= _MOST:
            self._known.pop(next(iter(self._known)))
        self._known[path] = image, title

    def _done(self, there: tuple[Likeness, ...]) -> None:
        self._likenesses = there
        self._stopped(None)

    def _stopped(self, _error: EduDeskError | None) -> None:
        self._work = None
        self._start()
