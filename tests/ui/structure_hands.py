"""What hands do with every kind of part: give it the focus, press it with Enter, write Chinese into it."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QImage, QInputMethodEvent, QKeyEvent, QPalette, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from edudesk.ui.theme import Shade, theme
from edudesk.ui.theme.palettes import contrast_tokens
from edudesk.ui.theme.tokens import Tokens, tokens
from edudesk.ui.widgets.order import reading_order
from tests.pictures.stage import Stage
from tests.ui.structure_checks import Finding, Screen, name_of, shown, words_of
from tests.ui.theme.test_tokens import contrast
from tests.ui.widgets.composing import write

Field = QLineEdit | QTextEdit | QPlainTextEdit
_AROUND = 4  # pixels in which the ring of a frame lies
_LEAST_CHANGED = 100  # pixels: a ring around something as small as a bar of a few days
_HIGH_CONTRAST = {
    QPalette.ColorRole.Window: "black",
    QPalette.ColorRole.WindowText: "white",
    QPalette.ColorRole.Highlight: "cyan",
    QPalette.ColorRole.HighlightedText: "black",
}
"""As Windows' first theme of high contrast has it."""


class Hands:
    """Tries every kind of part once, where it is first met, and leaves it as it was."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._known: set[tuple[str, str]] = set()

    def look(self, screen: Screen) -> Iterator[Finding]:
        """Tell what does not show its focus, does not answer Enter, or does not take Chinese words."""
        had = QApplication.focusWidget()
        if not self._stage.overlays():  # else the focus is theirs
            screen.window.activateWindow()
            QApplication.processEvents()
            for widget in reading_order(screen.page):
                if self._is_new("focus", name_of(widget)) and (where := _hides_focus(widget)):
                    yield Finding(f"focus not seen{where}", name_of(widget), words_of(widget))
        buttons = (one for one in shown(screen.window) if isinstance(one, QAbstractButton))
        for button in filter(_is_pressed, buttons):
            if self._is_new("Enter", type(button).__name__) and not _takes_enter(button):
                yield Finding("not pressed by Enter", name_of(button), words_of(button))
        for field in self._fields(screen):
            name = field.accessibleName()
            if self._is_new("words", f"{name_of(field)} {name}") and (wrong := self._compose(field)):
                yield Finding(wrong, name_of(field), name)
        if had is not None and had.isVisible():
            had.setFocus()
        self._stage.settle()

    def _is_new(self, what: str, name: str) -> bool:
        is_new = (what, name) not in self._known
        self._known.add((what, name))
        return is_new

    def _fields(self, screen: Screen) -> list[Field]:
        """Where one can write: in what lies over the window, or in the window."""
        found: list[Field] = []
        for top in self._stage.overlays() or [screen.window]:
            for kind in (QLineEdit, QTextEdit, QPlainTextEdit):
                found += top.findChildren(kind)
        return [one for one in found if one.isVisible() and one.isEnabled() and not one.isReadOnly()]

    def _compose(self, field: Field) -> str:
        """Compose words in a field and put them there; say what goes wrong."""
        _go_to_end(field)
        before, beside = _text(field), self._beside()
        QApplication.sendEvent(field, QInputMethodEvent("ting'ke", []))
        if _text(field) != before:
            return "what is composed is taken for written"
        if self._beside() != beside:
            return "composing does something else"
        for words in ("课", "7"):  # some fields take figures alone
            write(field, words)
            if _text(field) == before + words:
                break
        else:
            return f"composed words do not arrive ({_text(field)})"
        popup = QApplication.activePopupWidget()
        if popup is not None and popup is not field.window():
            popup.close()  # what is proposed for the words
        QTest.keyClick(field, Qt.Key.Key_Backspace)
        return "" if _text(field) == before else f"does not go back ({_text(field)})"

    def _beside(self) -> tuple[object, ...]:
        """What composing must leave alone."""
        return self._stage.shown_page(), self._stage.overlays(), QApplication.focusWidget()


def _hides_focus(widget: QWidget) -> str:
    """Say in which shades a widget does not show that it has the focus; empty where it does.

    What items are painted with is read anew at each painting, so that they are looked at in all shades.
    """
    if not isinstance(widget, QAbstractItemView):
        return "" if _image(widget, focused=False) != _image(widget, focused=True) else "!"
    kept, hidden = theme().tokens, []
    for name, table in _looks().items():
        theme().tokens = table
        widget.setStyleSheet(f"background: {table.colour('surface')}")  # all else would take long to put on
        before, after = _image(widget, focused=False), _image(widget, focused=True)
        if strongly_changed(before, after) < _LEAST_CHANGED:
            hidden.append(name)
    theme().tokens = kept
    widget.setStyleSheet("")
    return f" in {hidden}" if hidden else ""


def _looks() -> dict[str, Tokens]:
    now = theme().tokens
    palette = QPalette()
    for role, colour in _HIGH_CONTRAST.items():
        palette.setColor(role, QColor(colour))
    shades = {str(shade): tokens(shade, now.size) for shade in Shade}
    return {**shades, "contrast": contrast_tokens(palette, now.size)}


def strongly_changed(before: QImage, after: QImage) -> int:
    """Count the pixels that stand out from what was there before, by the 3 to 1 that WCAG 2.2 asks for."""
    if before.size() != after.size():
        before = before.copy(after.rect())
    lines = zip(_lines(before), _lines(after), strict=True)
    changed = (zip(*both, strict=True) for both in lines if both[0] != both[1])  # most lines are the same
    pairs = Counter(pair for line in changed for pair in line if pair[0] != pair[1])
    strong = (count for pair, count in pairs.items() if contrast(*(QColor(one).name() for one in pair)) >= 3)
    return sum(strong)


def _lines(image: QImage) -> list[memoryview]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels, width = memoryview(bytes(plain.constBits())).cast("I"), plain.width()
    return [pixels[start : start + width] for start in range(0, len(pixels), width or 1)]


def _image(widget: QWidget, *, focused: bool) -> QImage:
    if focused:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        widget.window().setFocus()
        widget.clearFocus()  # the window may hand the focus on to what had it last
    around: QRect = widget.geometry().adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    parent = widget.parentWidget()
    assert parent is not None
    return parent.grab(around & parent.rect()).toImage()


def _is_pressed(button: QAbstractButton) -> bool:
    """Tell whether Enter is for a button: not for what Space ticks, nor for what destroys."""
    if button.isCheckable() or button.property("role") == "danger":
        return False
    has_menu = isinstance(button, QPushButton) and button.menu() is not None
    takes = bool(button.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes and button.isEnabled() and not has_menu and not hasattr(button, "open_menu")


def _takes_enter(button: QAbstractButton) -> bool:
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    button.blockSignals(True)
    button.keyPressEvent(key)
    button.blockSignals(False)
    return key.isAccepted()


def _text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _go_to_end(field: Field) -> None:
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.end(False)
    else:
        field.moveCursor(QTextCursor.MoveOperation.End)
