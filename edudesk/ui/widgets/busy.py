"""The card that long work shows: what is being done, how far it is, how long it takes still, and 取消."""

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.desk import Work
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.words import Words

QUIET = 300  # milliseconds in which nothing is shown
_FINE = 1000  # steps of the bar
_MOST_SECONDS = 5400
_UNITS = ("files", "bytes", "steps")


class Estimate:
    """Guesses the seconds that are left from the pace so far, and does not jump about.

    The guess follows the pace slowly, is rounded coarsely, and grows only when it was wrong by much.
    """

    _SETTLE = 2.0  # seconds before the first guess

    def __init__(self) -> None:
        self._shown: float | None = None
        self._shown_at = 0.0
        self._said = 0

    def left(self, done: int, total: int, elapsed: float) -> int | None:
        """Return the seconds left to show, or None while there is nothing to go by."""
        if elapsed < self._SETTLE or not 0 < done < total:
            return None
        guess = elapsed / done * (total - done)
        if self._shown is not None:
            counted_down = max(0.0, self._shown - (elapsed - self._shown_at))
            guess = counted_down + 0.2 * (guess - counted_down)
        self._shown, self._shown_at = guess, elapsed
        return self._calmed(guess) if guess < _MOST_SECONDS else None

    def _calmed(self, guess: float) -> int:
        """Let what is said only fall, unless it turned out to be too little by a third."""
        said = _rounded(guess)
        if not self._said or said < self._said or guess > self._said * 1.33:
            self._said = said
        return self._said


def _rounded(seconds: float) -> int:
    step = 60 if seconds > 90 else 10 if seconds > 15 else 5  # noqa: PLR2004 - as one would say it
    return max(step, round(seconds / step) * step)


class BusyCard(QFrame):
    """Follows one piece of work; shown once the work has taken longer than a moment."""

    cancelled = Signal()

    def __init__(self, texts: Texts, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._texts = texts
        self._work: Work | None = None
        self._unit = "steps"
        self._estimate = Estimate()
        self._title = Words(title, role="card", elide=True)
        self._state = Words("", role="second", colour="text2")
        self._bar = QProgressBar(textVisible=False, maximum=0)
        self._cancel = Button(texts.say("tables.cancel"))
        self._soon = QTimer(self, singleShot=True, interval=QUIET)
        self._soon.timeout.connect(self.show)
        self._lay_out(title)
        self.hide()

    def follow(self, work: Work, unit: str = "steps", title: str = "") -> None:
        """Show a piece of work until it ends; ``unit`` is files, bytes or steps."""
        self.stop_following()
        self._work, self._unit, self._estimate = work, unit, Estimate()
        self._set_title(title or work.title)
        self._state.setText("")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._progress(*work.latest)
        work.progressed.connect(self._progress)
        work.ended.connect(self.stop_following)
        self._soon.start()

    def show_at_once(self) -> None:
        """Show the card without waiting, where its place is part of the page."""
        self._soon.stop()
        self.show()

    def stop_following(self) -> None:
        """Go away: the work ended, or somebody else shows it."""
        self._soon.stop()
        if self._work is not None:
            self._work.progressed.disconnect(self._progress)
            self._work.ended.disconnect(self.stop_following)
            self._work = None
        self.hide()

    def words(self) -> str:
        """Return what is said about the progress."""
        return self._state.text()

    def _set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)
        self._bar.setAccessibleName(title)

    def _lay_out(self, title: str) -> None:
        px = theme().tokens.px
        self._set_title(title)
        self._bar.setFixedHeight(px(9))
        self._cancel.clicked.connect(self._ask_to_stop)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        foot.setSpacing(px(10))
        foot.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addLayout(foot)

    def _ask_to_stop(self) -> None:
        if self._work is not None:
            self._cancel.setEnabled(False)
            self._state.setText(self._texts.say("tables.stopping"))
            self._work.cancel()
        self.cancelled.emit()

    def _progress(self, done: int, total: int, what: str) -> None:
        if total <= 0:
            self._bar.setRange(0, 0)
            self._state.setText(what)
            return
        self._bar.setRange(0, _FINE)
        self._bar.setValue(round(_FINE * min(done, total) / total))
        if self._cancel.isEnabled() and self._work is not None:
            elapsed = time.monotonic() - self._work.started
            self._state.setText(self.progress_words(done, total, self._estimate.left(done, total, elapsed)))

    def progress_words(self, done: int, total: int, seconds: int | None) -> str:
        """Return ``96/143 个文件，还要 20 秒`` for this unit."""
        amount: dict[str, object] = {"done": done, "total": total}
        if self._unit == "bytes":
            amount = {"done": megabytes(done), "total": megabytes(total)}
        said = self._texts.say(f"tables.progress-{self._unit}", **amount)
        if seconds is None:
            return said
        code, count = ("minutes", round(seconds / 60)) if seconds >= 60 else ("seconds", seconds)  # noqa: PLR2004
        return self._texts.say(
            "tables.and-left", said=said, left=self._texts.say(f"tables.{code}", count=count)
        )


def megabytes(size: int) -> str:
    """Return a size in whole megabytes, at least one where there is anything."""
    return str(max(1, round(size / 1_000_000)) if size else 0)
