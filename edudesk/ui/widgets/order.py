"""The order of Tab: as the screen is read, which is the order of the layouts, not that of construction."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QBoxLayout,
    QGridLayout,
    QLayout,
    QScrollArea,
    QWidget,
)

from edudesk.ui.widgets.laid import parts_of

_BACKWARDS = (QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.RightToLeft)


def reading_order(root: QWidget) -> list[QWidget]:
    """Return what Tab stops at within ``root``, in the order of its layouts."""
    return [one for one in _walk(root) if _stops(one)]


def step_focus(root: QWidget, *, forward: bool) -> bool:
    """Give the focus to what follows within ``root``, round and round; tell whether there was any."""
    focused = QApplication.focusWidget()
    order = reading_order(root)
    if not order:
        return False
    at = next((place for place, one in enumerate(order) if one is focused), None)
    if at is None:
        at = _near(order, focused, forward=forward)
    else:
        at += 1 if forward else -1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[at % len(order)].setFocus(reason)
    return True


def _near(order: list[QWidget], focused: QWidget | None, *, forward: bool) -> int:
    """Return the place to go to from a widget that Tab itself does not stop at, such as an unchosen chip."""
    ancestor = focused
    while ancestor is not None:
        inside = [place for place, one in enumerate(order) if ancestor.isAncestorOf(one) or one is ancestor]
        if inside and ancestor is focused:  # a page that has just come has the focus itself
            return inside[0] - (0 if forward else 1)
        if inside:
            return inside[-1] + 1 if forward else inside[0] - 1
        ancestor = ancestor.parentWidget()
    return 0 if forward else -1


def _stops(widget: QWidget) -> bool:
    takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(takes) and widget.isEnabled() and widget.focusProxy() is None


def _walk(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible():
        return
    yield widget
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        if content is not None:
            yield from _walk(content)
        return
    if isinstance(widget, QAbstractScrollArea):
        return
    laid = list(_laid(widget.layout())) if widget.layout() is not None else []
    others = [one for one in widget.children() if isinstance(one, QWidget) and one not in laid]
    others = [one for one in others if not one.isWindow()]
    first = min((one.geometry().top() for one in laid if one.isVisible()), default=0)
    # What lies in no layout comes last, but for what stands above all of it, such as a drawer's ×.
    above = [one for one in others if one.geometry().bottom() <= first]
    for child in (*above, *laid, *(one for one in others if one not in above)):
        yield from _walk(child)


def _laid(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    parts = parts_of(layout)
    if isinstance(layout, QGridLayout):
        parts.sort(key=lambda part: _place(layout, part))
    elif isinstance(layout, QBoxLayout) and layout.direction() in _BACKWARDS:
        parts.reverse()
    for part in parts:
        if isinstance(part, QWidget):
            yield part
        else:
            yield from _laid(part)


def _place(grid: QGridLayout, part: QWidget | QLayout) -> tuple[int, int]:
    place: Any = grid.getItemPosition(grid.indexOf(part))  # row, column and how many of each it covers
    return place[0], place[1]
