"""Tab goes in reading order, also through what came later, such as the names in a field of people."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLayout, QScrollArea, QStackedLayout, QWidget

from edudesk.ui.widgets.laid import parts_of


def order_tabs(root: QWidget) -> None:
    """Let Tab pass through everything below ``root`` in the order of its layouts."""
    for before, after in pairwise(_reached(root)):
        QWidget.setTabOrder(before, after)


def _reached(widget: QWidget) -> Iterator[QWidget]:
    # The focus of a field that hands it on is that of the line inside.
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QComboBox):
        return
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield from _reached(inside)
        return
    layout = widget.layout()
    if layout is not None and not isinstance(layout, QStackedLayout):
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for part in parts_of(layout):
        if isinstance(part, QWidget):
            yield from _reached(part)
        else:
            yield from _inside(part)
