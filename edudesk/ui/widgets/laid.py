"""What lies in a layout."""

from PySide6.QtWidgets import QLayout, QWidget


def parts_of(layout: QLayout) -> list[QWidget | QLayout]:
    """Return the widgets and the layouts in a layout, in its order; room that stretches is left out.

    Not by ``itemAt``: what it returns is kept for as long as the layout, also when Qt has freed it with its
    widget. Whatever Qt makes in its place is then taken for it, and the program ends when that goes.
    """
    holder = layout.parentWidget()
    inside = [*(holder.children() if holder is not None else ()), *layout.children()]
    parts = [one for one in inside if isinstance(one, QWidget | QLayout)]
    placed = [(layout.indexOf(one), one) for one in parts if one is not layout]
    return [one for place, one in sorted(placed, key=lambda pair: pair[0]) if place >= 0]
