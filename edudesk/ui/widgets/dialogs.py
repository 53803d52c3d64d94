"""Questions that need an answer, and the choice of files; never more than that."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.words import Paragraph, Words

PICTURES = ("*.jpg", "*.jpeg", "*.png", "*.heic", "*.webp", "*.gif")
_WIDTH = 432


class Question(QDialog):
    """A question as title, one sentence, and two buttons that say what they do; without ``no`` only one.

    Esc and the first focus are the harmless ``no``. Where ``danger``, Enter never answers yes by itself.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        yes: str,
        no: str,
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self._danger = danger
        self.setWindowTitle(title)
        self.setAccessibleDescription(sentence)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.yes = Button(yes, role="danger" if danger else "primary")
        self.no = Button(no, parent=self)
        self.no.setVisible(bool(no))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self._lay_out(title, sentence)
        (self.no if danger else self.yes).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enters and self.no.hasFocus():
            self.reject()
        elif enters and not self._danger:
            self.accept()
        elif not enters:
            super().keyPressEvent(event)

    def _lay_out(self, title: str, sentence: str) -> None:
        px = theme().tokens.px
        buttons = QHBoxLayout()
        buttons.setSpacing(px(10))
        buttons.addStretch(1)
        if self.no.text():
            buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(6))
        layout.addWidget(Words(title, role="detail", wrap=True))
        layout.addWidget(Paragraph(sentence, colour="text2"))
        layout.addSpacing(px(12))
        layout.addLayout(buttons)
        # Wrapped words propose a size of their own liking; the width is ours, so the height follows.
        self.setFixedSize(px(_WIDTH), layout.heightForWidth(px(_WIDTH)))


def ask(
    parent: QWidget,
    title: str,
    sentence: str,
    yes: str,
    no: str,
    *,
    danger: bool = False,
    then: Callable[[], None],
) -> Question:
    """Ask, and go on; ``then`` is called when the answer is yes. The window stays usable for others."""
    question = Question(parent.window(), title, sentence, yes, no, danger=danger)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.accepted.connect(then)
    question.open()
    return question


def choose_files(
    parent: QWidget, title: str, patterns: Sequence[str] = (), words: str = "", start: Path | None = None
) -> list[Path]:
    """Let the person choose files; ``patterns`` such as ``*.jpg`` are called ``words``. Empty when not."""
    chosen, _pattern = QFileDialog.getOpenFileNames(
        parent, title, str(start or _documents()), f"{words} ({' '.join(patterns)})" if patterns else ""
    )
    return [Path(name) for name in chosen]


def choose_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """Let the person choose a folder; None when not."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start or _documents()))
    return Path(chosen) if chosen else None


def save_as(parent: QWidget, title: str, name: str, pattern: str, words: str) -> Path | None:
    """Let the person choose where a file goes, proposing ``name``; None when not."""
    chosen, _pattern = QFileDialog.getSaveFileName(
        parent, title, str(_documents() / name), f"{words} ({pattern})"
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(pattern.removeprefix("*"))


def _documents() -> Path:
    """Return where people look for their files; Qt would begin in the program's own folder."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
