"""Which key does what, anywhere in the window; made after the first painting."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.services.preferences import SizeChoice
from edudesk.ui.session import Session
from edudesk.ui.shell.keys import UndoInFields, bind
from edudesk.ui.shell.workplace import Workplace

_SIZES: tuple[SizeChoice, ...] = ("standard", "large", "larger")

_ON_PLACE: dict[str, Callable[[Workplace], object]] = {
    "Ctrl+N": lambda place: place.go("record", {}),
    "Ctrl+K": Workplace.search,
    "Ctrl+F": lambda place: place.on_page(lambda page: page.focus_filter()),
    "Ctrl+P": lambda place: place.on_page(lambda page: page.print_page()),
    "Ctrl+Z": lambda place: place.undoing.undo(),
    "Ctrl+Y": lambda place: place.undoing.redo(),
    "Ctrl+Shift+Z": lambda place: place.undoing.redo(),
    "F1": Workplace.show_keys,
    "F6": Workplace.next_pane,
    "Alt+Left": lambda place: place.frame.stack.back(),
    "Alt+Right": lambda place: place.frame.stack.forward(),
    **{f"Alt+{number}": partial(Workplace.go_to_number, number=number) for number in range(1, 10)},
}
_SIZE_STEPS = {"Ctrl++": 1, "Ctrl+=": 1, "Ctrl+-": -1, "Ctrl+0": 0}


def bind_keys(
    window: QWidget, place: Callable[[], Workplace | None], session: Callable[[], Session | None]
) -> UndoInFields:
    """Bind the keys of a window that has an archive open at times; return what watches its text fields."""

    def on_place(deed: Callable[[Workplace], object]) -> None:
        if (shown := place()) is not None:
            deed(shown)

    def resize(step: int) -> None:
        if (open_now := session()) is not None:
            resize_type(open_now, step)

    bind(window, {key: partial(on_place, deed) for key, deed in _ON_PLACE.items()})
    bind(window, {key: partial(resize, step) for key, step in _SIZE_STEPS.items()})
    undo, redo = (partial(on_place, _ON_PLACE[key]) for key in ("Ctrl+Z", "Ctrl+Y"))
    return UndoInFields(undo, redo, window)


def resize_type(session: Session, step: int) -> None:
    """Make type one step larger or smaller, or with 0 of standard size."""
    at = _SIZES.index(session.preferences.size) + step
    session.set_size(_SIZES[max(0, min(at, len(_SIZES) - 1))] if step else _SIZES[0])
