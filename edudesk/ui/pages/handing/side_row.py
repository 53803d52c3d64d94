"""A row of the side: what is chosen in a narrow column, and the fields that choose it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.fields import ChoiceField
from edudesk.ui.widgets.words import Words

_LABEL = 62


class SideRow(QWidget):
    """The label stands beside the first field, the others below it; choices are named by the label."""

    def __init__(self, words: str, *fields: QWidget) -> None:
        super().__init__()
        px = theme().tokens.px
        label = Words(words, "second", "text2", elide=True)
        label.setFixedWidth(px(_LABEL))
        label.setMinimumHeight(0 if isinstance(fields[0], Words) else fields[0].sizeHint().height())
        column = QVBoxLayout()
        column.setSpacing(px(4))
        for field in fields:
            column.addWidget(field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)
        if isinstance(fields[0], ChoiceField):
            fields[0].setAccessibleName(words)
