"""Notes what widgets write on themselves while they are painted, and what was cut."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True)
class Written:
    """Words on a widget: ``whole`` was to be written, ``shown`` was, ``fits`` tells whether in its room."""

    widget: QWidget
    whole: str
    shown: str
    fits: bool = True
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideNone


class Watch(QObject):
    """Sees every painting of the application, once switched on."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._now: QWidget | None = None
        self._written: list[Written] = []
        self.is_on = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self._now = watched
        return False

    @contextmanager
    def looking(self) -> Iterator[list[Written]]:
        """Note what is written meanwhile."""
        self._written = []
        self.is_on = True
        self._app.installEventFilter(self)
        try:
            yield self._written
        finally:
            self._app.removeEventFilter(self)
            self.is_on = False

    def elided(self, whole: str, shown: str, mode: Qt.TextElideMode) -> None:
        if self.is_on and self._now is not None:
            self._written.append(Written(self._now, whole, shown, mode=mode))

    def drawn(self, words: str, fits: bool) -> None:
        if self.is_on and self._now is not None:
            self._written.append(Written(self._now, words, words, fits))

    def listen(self, patch: pytest.MonkeyPatch) -> None:
        """Be told by the two ways in which our painters write."""
        elide, draw = QFontMetrics.elidedText, QPainter.drawText

        def elided_text(
            metrics: QFontMetrics, whole: str, mode: Qt.TextElideMode, width: int, *rest: Any
        ) -> str:
            shown = str(elide(metrics, whole, mode, width, *rest))
            if shown != whole:
                self.elided(whole, shown, mode)
            return shown

        def draw_text(painter: QPainter, *told: Any) -> Any:
            room = told[0]
            words = next((one for one in told if isinstance(one, str)), "")
            if self.is_on and words and isinstance(room, QRect | QRectF):
                needed = max(map(painter.fontMetrics().horizontalAdvance, words.split("\n")))
                wraps = any(
                    isinstance(one, Qt.TextFlag | int) and int(one) & Qt.TextFlag.TextWordWrap for one in told
                )
                fits = wraps or needed <= room.width() + 3
                self.drawn(words, fits)
            return draw(painter, *told)

        patch.setattr(QFontMetrics, "elidedText", elided_text)
        patch.setattr(QPainter, "drawText", draw_text)
