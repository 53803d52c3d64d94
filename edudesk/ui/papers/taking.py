"""Photos and files that come to a form: each goes into the evidence store at once, in its own thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from edudesk.errors import Cancelled, EduDeskError, EnvironmentProblem, UserError
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.jobs import Job
from edudesk.ui.papers.paper import Paper
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.drafts import DraftPhoto
    from edudesk.services.evidence import Decoder

_TELLING = ("sign-in", "lesson-plan", "slides", "plan", "programme", "measures", "record")
"""Kinds that people write into the names of their files; 照片 or 扫描 says nothing of what is on it."""


@dataclass(frozen=True)
class Come:
    """A file that lies in the store: what the draft keeps of it, and the tile to show."""

    photo: "DraftPhoto"
    paper: Paper


class Taking(QObject):
    """One lot of files on its way into the store; ``come`` tells each, ``refused`` those that are not taken.

    It belongs to the desk, so that it outlives the page; the page's connections end with the page.
    """

    come = Signal(object)  # Come
    refused = Signal(str, object)  # file name, EduDeskError
    ended = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session.desk)
        self._session = session

    def start(self, title: str, files: Sequence[Path | QImage], name: str, kind: str = "") -> None:
        """Take the files in; ``name`` is what a pasted picture is called, ``kind`` what they all are."""

        def deed(archive: "Archive", job: Job) -> None:
            self._take_all(archive, job, files, name, kind)

        self._session.desk.work(self, title, deed, self._done, failed=self._failed, unit="files")

    def _take_all(
        self, archive: "Archive", job: Job, files: Sequence[Path | QImage], name: str, kind: str
    ) -> None:
        from edudesk.services.evidence import Decoder

        inner = Job(cancelled=job.cancelled)  # the progress counts files, not the bytes of each
        with Decoder() as decoder, TemporaryDirectory() as folder:
            for done, file in enumerate(files):
                path = file if isinstance(file, Path) else _written(file, Path(folder), name)
                job.step(done, len(files), path.name)
                try:
                    self.come.emit(self._take(archive, path, decoder, inner, kind))
                except Cancelled:
                    raise
                except (UserError, EnvironmentProblem) as error:
                    self.refused.emit(path.name, error)
            job.step(len(files), len(files), "")

    def _take(self, archive: "Archive", path: Path, decoder: "Decoder", job: Job, kind: str) -> Come:
        from edudesk.services.drafts import take_photo
        from edudesk.ui.papers.asking import new_papers

        now = self._session.clock.now()
        photo, _findings = take_photo(archive, path, now, decoder, job, kind=kind or told_kind(path.name))
        return Come(photo, new_papers(archive, (photo,), None)[0])

    def _done(self, _none: None) -> None:
        self.ended.emit()
        self.deleteLater()

    def _failed(self, error: EduDeskError) -> None:
        if not isinstance(error, Cancelled):
            self.refused.emit("", error)
        self._done(None)


def told_kind(name: str) -> str:
    """Return the evidence kind that a file's name speaks of, such as 签到表; empty when it speaks of none."""
    stem = Path(name).stem.casefold()
    words = VOCABULARIES["evidence-kind"]
    for code in _TELLING:
        choice = words.find(code)
        if choice and any(word.casefold() in stem for word in (choice.label.zh, *choice.synonyms)):
            return code
    return ""


def _written(image: QImage, folder: Path, name: str) -> Path:
    path = folder / f"{name}.png"
    image.save(str(path))  # as PNG, which the suffix says
    return path
