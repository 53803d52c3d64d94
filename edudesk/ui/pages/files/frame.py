"""The frame of the page's other views: a title, the way back, content that scrolls, and a bar of buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.layout import BottomBar, PageScroll

_MOST = 860


class View(QWidget):
    """``left`` asks for the list again; with ``buttons`` there is a bar below, the primary last."""

    left = Signal()

    def __init__(self, session: Session, title: str, buttons: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.session = session
        self.back = Button(session.say("files.to-list"), icon="arrow-left")
        self.back.clicked.connect(self.left)
        self.area = PageScroll(title, (self.back,), most=_MOST)
        self.bar = BottomBar("", buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.bar)
        self.bar.setVisible(bool(buttons))

    def set_title(self, title: str, second: str = "") -> None:
        """Say what the view is about."""
        self.area.title_bar.set_title(title)
        self.area.title_bar.set_second(second)
