"""Choosing by touching words: chips for several answers, a segment for one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from edudesk.ui.widgets.choosing import ChoiceButton, ChoiceRow
from edudesk.ui.widgets.flow import FlowLayout

__all__ = ["Chip", "ChipRow", "FlowLayout", "Segment"]
_CHIP = 32


class Chip(ChoiceButton):
    """One of several answers, with a tick when it is chosen."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "chip", _CHIP)

    def _shown_icon(self) -> str:
        return "check" if self.isChecked() else ""


class _More(ChoiceButton):
    """The last chip, which shows those that had no place."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "chip", _CHIP, "chevron-down")
        self.setCheckable(False)


class ChipRow(ChoiceRow):
    """Chips in lines. With ``more`` only the first ``shown`` and the chosen are seen until it is touched."""

    def __init__(
        self,
        items: Sequence[tuple[str, str]],
        several: bool = True,  # noqa: FBT001, FBT002 - named at every call
        *,
        more: str = "",
        shown: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._several = several
        self._shown = shown if more else len(items)
        self._flow = FlowLayout(self)
        self._more = _More(more) if more else None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self._more is not None:
            self._more.clicked.connect(self._show_all)
            self._flow.addWidget(self._more)
        self.set_items(items)

    def set_shown(self, shown: int) -> None:
        """Show so many at first, where the others are behind ``more``."""
        if self._more is not None:
            self._shown = shown
            self._fold()

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer other answers, none of them chosen."""
        for chip in self._buttons.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._buttons = {}
        for code, words in items:
            chip = Chip(words)
            chip.clicked.connect(lambda _=False, code=code: self._touched(code))
            self._buttons[code] = chip
            self._flow.insert(len(self._buttons) - 1, chip)
        if self._more is None:
            self._shown = len(items)
        self._fold()
        if self._buttons:
            self._enter(next(iter(self._buttons.values())))

    def chosen(self) -> tuple[str, ...]:
        """Return the codes that are chosen, in the order they are shown."""
        return tuple(code for code, chip in self._buttons.items() if chip.isChecked())

    def set_chosen(self, codes: Sequence[str]) -> None:
        """Choose these and no others, without ``edited``; unknown codes are passed over."""
        for code, chip in self._buttons.items():
            chip.setChecked(code in codes)
        self._fold()
        first = next((chip for chip in self._reached() if chip.isChecked()), None)
        if first is not None:
            self._enter(first)

    def _touched(self, code: str) -> None:
        chip = self._buttons[code]
        if not self._several:
            for other in self._buttons.values():
                other.setChecked(other is chip)
        self._enter(chip)
        self.edited.emit()

    def _fold(self) -> None:
        hidden = 0
        for index, chip in enumerate(self._buttons.values()):
            is_hidden = index >= self._shown and not chip.isChecked()
            chip.setHidden(is_hidden)
            hidden += is_hidden
        if self._more is not None:
            self._more.setHidden(not hidden)

    def _reached(self) -> list[ChoiceButton]:
        more = [self._more] if self._more is not None and not self._more.isHidden() else []
        return [*super()._reached(), *more]

    def _show_all(self) -> None:
        self._shown = len(self._buttons)
        seen = [chip for chip in self._buttons.values() if not chip.isHidden()]
        self._fold()
        fresh = next((chip for chip in self._buttons.values() if chip not in seen), None)
        if fresh is not None:
            self._enter(fresh)
            fresh.setFocus(Qt.FocusReason.OtherFocusReason)


class Segment(ChoiceRow):
    """One of a few answers, side by side without gap; arrows choose."""

    def __init__(
        self,
        items: Sequence[tuple[str, str]],
        *,
        icons: Mapping[str, str] | None = None,
        spread: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        across = QSizePolicy.Policy.Minimum if spread else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        last = len(items) - 1
        for index, (value, words) in enumerate(items):
            button = ChoiceButton(words, "segment", "button", (icons or {}).get(value, ""))
            place = "only" if not last else "first" if not index else "last" if index == last else "mid"
            button.setProperty("place", place)
            button.setSizePolicy(across, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, value=value: self._choose(value))
            layout.addWidget(button)
            self._buttons[value] = button
        if items:
            self.set_value(items[0][0])

    def value(self) -> str:
        """Return the answer that is chosen; empty where there is none to choose."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose an answer without ``edited``."""
        self._value = value if value in self._buttons else ""
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        if value in self._buttons:
            self._enter(self._buttons[value])

    def set_words(self, value: str, words: str) -> None:
        """Name an answer anew, such as with its count."""
        self._buttons[value].setText(words)
        self._buttons[value].updateGeometry()

    def _choose(self, value: str) -> None:
        before = self._value
        self.set_value(value)
        if value != before:
            self.edited.emit()

    def _arrived(self, button: ChoiceButton) -> None:
        self._choose(next(value for value, each in self._buttons.items() if each is button))
