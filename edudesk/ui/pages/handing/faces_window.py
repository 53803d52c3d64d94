"""The pictures that would leave, to be looked at for pupils' faces; each can be held back."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.handing.faces import OutgoingPicture
from edudesk.services.jobs import Job
from edudesk.ui.pages.handing.questions import hold_back
from edudesk.ui.papers.large import LargePicture
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.fields import Check
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.photos import Photo, PhotoStrip
from edudesk.ui.widgets.words import Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.archive import Archive

_SIZE, _STRIP, _TILE = (980, 620), 388, 256
_AT_ONCE = 12
"""So many small pictures come together."""


class LargeView(QWidget):
    """One picture as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        """Show another picture."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme().colour("sunken"))
        if not self._image.isNull():
            fitting: QSize = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            where = QRect(0, 0, fitting.width(), fitting.height())
            where.moveCenter(self.rect().center())
            painter.drawImage(where, self._image)


class FacesWindow(QDialog):
    """A wall of pictures and the one the arrows stand on large; Space or a click holds one back at once."""

    def __init__(self, session: Session, pictures: Sequence[OutgoingPicture], parent: QWidget) -> None:
        super().__init__(parent.window())
        say = session.say
        self._session = session
        self._pictures = {one.evidence_id: one for one in pictures}
        self.setWindowTitle(say("sending.faces"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.strip = PhotoStrip(session.texts, editable=False)
        self.strip.setAccessibleName(say("sending.faces"))
        self.strip.setAccessibleDescription(say("sending.faces-keys"))
        self.tick = Check(say("sending.hold-back"))
        self.finish = Button(say("sending.faces-done"), "tonal")
        self._count = Words("", "second", "text2")
        self._large, self._about = LargeView(), Words("", "second", "text2", wrap=True)
        self._fetching = LargePicture(session, self)
        self._lay_out()
        px, room = theme().tokens.px, parent.window().size() * 0.92
        self.resize(QSize(px(_SIZE[0]), px(_SIZE[1])).boundedTo(room).expandedTo(self.minimumSizeHint()))
        self._fetching.come.connect(self._show_large)
        self.strip.opened.connect(self._turn)
        self.tick.clicked.connect(lambda: self._turn(self._current.evidence_id) if self._current else None)
        self.finish.clicked.connect(self.accept)
        self.strip.set_photos(map(self._photo, pictures))
        self.strip.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self._show_count()
        self._fetch(tuple(pictures))
        self.strip.setFocus()
        self.strip.setCurrentIndex(self.strip.tiles.index(0))

    @property
    def _current(self) -> OutgoingPicture | None:
        photo = self.strip.tiles.photo(self.strip.currentIndex().row())
        return self._pictures[photo.id] if photo else None

    def _photo(self, one: OutgoingPicture) -> Photo:
        say = self._session.say
        held = say("sending.held") if one.held else ""
        spoken = self._session.texts.phrase((one.name, one.about, held))
        return Photo(one.evidence_id, one.name, warning=held, spoken=spoken, ticked=one.held)

    def _turn(self, evidence_id: str) -> None:
        one = self._pictures[evidence_id]
        turned = replace(one, held=not one.held)
        self._pictures[evidence_id] = turned
        self.strip.tiles.change(
            lambda photo: (
                replace(self._photo(turned), thumbnail=photo.thumbnail) if photo.id == evidence_id else photo
            )
        )
        # The page behind follows; the session keeps the choice even if this window is closed meanwhile.
        deed = partial(hold_back, sha256=one.sha256, held=turned.held)
        self._session.desk.change(self._session, deed)
        self._show_count()
        self._show_current()

    def _show_count(self) -> None:
        held = sum(one.held for one in self._pictures.values())
        said = self._session.say("sending.faces-count", count=len(self._pictures) - held, held=held)
        self._count.setText(said)

    def _show_current(self) -> None:
        one = self._current
        if one is None:
            return
        day = one.taken_on.isoformat() if one.taken_on else ""
        self._about.setText("　".join(filter(None, (one.name, one.about, day))))
        self.tick.setChecked(one.held)
        photo = self.strip.tiles.photo(self.strip.currentIndex().row())
        self._large.show_image((photo and photo.thumbnail) or QImage())
        self._large.setAccessibleName(one.name)
        self._fetching.ask_for(one.sha256)
        tile = self.strip.visualRect(self.strip.currentIndex())
        self._scroll.ensureVisible(tile.center().x(), tile.center().y(), 0, tile.height())

    def _show_large(self, sha256: str, jpeg: bytes) -> None:
        if self._current is not None and self._current.sha256 == sha256:
            self._large.show_image(QImage.fromData(jpeg))

    def _fetch(self, wanted: tuple[OutgoingPicture, ...]) -> None:
        """Fetch small pictures lot by lot, those at the top first."""
        lot, rest = wanted[:_AT_ONCE], wanted[_AT_ONCE:]

        def come(images: dict[str, QImage]) -> None:
            for evidence_id, image in images.items():
                self.strip.set_thumbnail(evidence_id, image)
            self._show_current()
            self._fetch(rest)

        if lot:
            deed = partial(_small_pictures, wanted=lot)
            self._session.desk.work(self, "", deed, come, failed=lambda _error: None)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        say = self._session.say
        self._scroll = scroll = QScrollArea()
        scroll.setWidget(self.strip)
        scroll.setAccessibleName(say("sending.faces"))
        scroll.setWidgetResizable(True)
        scroll.setFixedWidth(px(_STRIP))
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self._large, 1)
        right.addWidget(self._about)
        right.addWidget(self.tick)
        middle = QHBoxLayout()
        middle.setSpacing(px(16))
        middle.addWidget(scroll)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(Words(say("sending.faces"), "detail"))
        layout.addWidget(Paragraph(say("sending.faces-why"), "second", "text2"))
        layout.addLayout(middle, 1)
        layout.addWidget(Line(self._count, None, self.finish))


def _small_pictures(archive: "Archive", job: Job, wanted: Sequence[OutgoingPicture]) -> dict[str, QImage]:
    from edudesk.services.evidence import Decoder
    from edudesk.services.listing.thumbnails import thumbnail

    found, size = {}, QSize(_TILE, _TILE)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    with Decoder() as decoder:
        for number, one in enumerate(wanted):
            job.step(number, len(wanted), one.name)
            image = QImage.fromData(thumbnail(archive, one.sha256, decoder) or b"")
            if not image.isNull():
                found[one.evidence_id] = image.scaled(size, keep, smooth)
    return found
