"""One question at the right of the rail: the title, why it is asked, the answers, something beside them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from edudesk.services.starting.answers import Answers
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.following import Following
from edudesk.ui.widgets.layout import WIDE, effective_width
from edudesk.ui.widgets.words import Words

MARGIN = 40
_MOST = 16777215  # QWIDGETSIZE_MAX, which PySide does not name


class Question(QScrollArea):
    """A step of the first start. ``answers`` follow what is typed; ``edited`` tells of it.

    ``wanted(step)`` asks for another step, ``opening(folder)`` for an archive that is there already.
    """

    edited = Signal()
    wanted = Signal(int)
    opening = Signal(object)

    def __init__(self, session: Session, answers: Answers, title: str, why: str) -> None:
        super().__init__()
        px = theme().tokens.px
        self.session = session
        self.answers = answers
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "page")
        self.head = (Words(title, "guide", wrap=True), Words(why, "body", "text2", wrap=True))
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(px(MARGIN), px(26), px(MARGIN), px(16))
        self.body.setSpacing(0)
        self.body.addWidget(self.head[0])
        self.body.addSpacing(px(2))
        self.body.addWidget(self.head[1])
        self.body.addSpacing(px(16))
        self._columns: QBoxLayout | None = None
        self._main: tuple[QWidget, float] | None = None
        self._side: tuple[QWidget, float] | None = None
        self._always = self._above = False
        self.setWidget(inside)

    def lay_out(
        self,
        main: QWidget,
        width: float,
        side: QWidget | None = None,
        side_width: float = 0,
        gap: float = 32,
        *,
        always: bool = False,
        above: bool = False,
    ) -> None:
        """Put the answers in, at most so wide, and something beside them, below where it is narrow.

        ``above`` puts it above them there. With ``always`` it stays beside them, as narrow as that asks for,
        and in sight while they scroll.
        """
        self._always, self._above = always, above
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme().tokens.px(gap))
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._columns.addWidget(main, 0, corner)
        main.setMaximumWidth(theme().tokens.px(width))
        self._main = (main, width)
        if side is not None:
            if always:
                side = Following(side)
            self._side = (side, side_width)
            self._columns.addWidget(side, 0, Qt.AlignmentFlag(0) if always else corner)
            self._columns.addStretch(1)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self._arrange()

    def change(self, **answers: Any) -> None:
        """Take over what was answered."""
        found = replace(self.answers, **answers)
        if found != self.answers:
            self.answers = found
            self.edited.emit()

    def arranged(self, *, is_wide: bool) -> None:
        """Fit what stands beside the answers to the room it has."""

    def check(self, then: Callable[[], None]) -> None:
        """Go on with ``then`` when all is answered that must be, else say what is missing at its field."""
        then()

    def enter(self) -> bool:
        """Do what Enter does inside the step, if it does anything but going on."""
        return False

    def words(self) -> str:
        """Return the sentence of the bar below."""
        return ""

    def has_more(self) -> bool:
        """Return whether the step's own button is the way on, not the one of the bar below."""
        return False

    def begin(self) -> None:
        """Put the cursor where the answer begins."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._arrange()
        super().showEvent(event)

    def _arrange(self) -> None:
        if self._columns is None or self._main is None:
            return
        px = theme().tokens.px
        main, width = self._main
        room = self.viewport().width() - 2 * px(MARGIN)
        if self._side is None:
            main.setMinimumWidth(min(px(width), room))
            return
        side, side_width = self._side
        is_wide = effective_width(self) >= WIDE or self._always
        up, down = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.TopToBottom
        across = QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across if is_wide else up if self._above else down)
        self.arranged(is_wide=is_wide)
        if is_wide:
            gap = self._columns.spacing()
            beside = px(side_width)
            if effective_width(self) < WIDE:
                beside = min(beside, (room - gap) // 2)
            side.setFixedWidth(beside)
            main.setMinimumWidth(min(px(width), room - beside - gap))
        else:
            # A margin keeps it narrow: the layout would count the height of wrapped words without a limit
            # of the widget's own.
            side.setMinimumWidth(min(px(width), room))
            side.setMaximumWidth(_MOST)
            main.setMinimumWidth(min(px(width), room))
        self._columns.setContentsMargins(0, 0, 0 if is_wide else max(0, room - px(width)), 0)
