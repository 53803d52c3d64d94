"""The grid of pages: scrolling content with margins, title bar, two columns, bottom bar."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edudesk.ui.theme import theme
from edudesk.ui.widgets.laid import parts_of
from edudesk.ui.widgets.words import Words

WIDE = 1240
NARROW = 1000
_CONTENT = 1440
_SIDE = 360
_MAIN = 758
_GAP = 16
_TITLE_GAP = 24
_NEARLY_HALF = 0.45


def let_go(stack: QStackedWidget, page: QWidget) -> None:
    """Take a page out of a stack and let it go once the event that is handled now is over.

    The stack's own ``removeWidget`` would make Python its owner while Qt still is: whichever lets go first
    would destroy it, the collector of garbage included.
    """
    layout = stack.layout()
    assert layout is not None
    layout.removeWidget(page)
    page.hide()
    page.deleteLater()


def effective_width(widget: QWidget) -> float:
    """Return the window's width divided by the type size's factor: the ``W`` of the layout grid."""
    return widget.window().width() / theme().tokens.scale


def side_margin(widget: QWidget) -> int:
    """Return the margin at the sides that the grid has at the window's width."""
    return theme().tokens.px("margin" if effective_width(widget) >= NARROW else 16)


def fit_margins(page: QWidget) -> None:
    """Give a page that does not scroll the margins of the grid at the window's width."""
    px, layout, side = theme().tokens.px, page.layout(), side_margin(page)
    if layout is not None:
        layout.setContentsMargins(side, px(18), side, px(18))


class Pile(QStackedWidget):
    """Shows one of several pages and asks for room for that one alone.

    A list that was laid out wide and is hidden now would else keep the window wide.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page else QSize(0, 0)


class TitleBar(QWidget):
    """The page's title, the sentence below it, what belongs beside it, and buttons at the right."""

    def __init__(
        self,
        title: str,
        right: Sequence[QWidget] = (),
        *,
        second: str = "",
        beside: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self._title = Words(title, "title", elide=True)
        self._second = Words(second, "second", "text2", elide=True)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._second)
        self._beside, self._aside = Line(*beside), Line(*right, gap=10)
        # Words, links and buttons stand on one line with each other, and with a title of one line.
        self._aside.setMinimumHeight(px("button"))
        for widget in right:
            self._aside.body.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)
        self._below: QWidget | None = None
        self._line = QHBoxLayout()
        self._line.setSpacing(px(_TITLE_GAP))
        self._line.addWidget(self._words)
        if beside:
            self._line.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignBottom)
        self._line.addStretch(1)
        self._line.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignBottom)
        self._line.addStrut(px("button"))
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(px(8))
        self._rows.addLayout(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._second.setVisible(bool(second))

    def minimumSizeHint(self) -> QSize:
        widest = max(part.minimumSizeHint().width() for part in (self._words, self._beside, self._aside))
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """Put what has no room beside the title below it: the switches, or buttons too wide."""
        parts = [part for part in (self._words, self._beside, self._aside) if part.sizeHint().width() > 0]
        wanted = sum(part.sizeHint().width() for part in parts) + theme().tokens.px(_TITLE_GAP) * len(parts)
        without = wanted - self._beside.sizeHint().width() - theme().tokens.px(_TITLE_GAP)
        is_beside_enough = self._beside in parts and without <= self.width()
        below = None if wanted <= self.width() else self._beside if is_beside_enough else self._aside
        if below is self._below:
            return
        if self._below is self._aside:
            self._rows.removeWidget(self._aside)
            self._line.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignBottom)
        elif self._below is self._beside:
            self._rows.removeWidget(self._beside)
            self._line.insertWidget(1, self._beside, 0, Qt.AlignmentFlag.AlignBottom)
        if below is not None:
            self._line.removeWidget(below)
            self._rows.addWidget(below, 0, Qt.AlignmentFlag.AlignLeft)
        self._below = below

    @property
    def title(self) -> str:
        """What the title says now."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Show another title; it is the page's answer."""
        self._title.setText(title)

    def set_second(self, words: str) -> None:
        """Show another sentence below the title, or none."""
        self._second.setText(words)
        self._second.setVisible(bool(words))


class PageScroll(QScrollArea):
    """A page that scrolls: put widgets into ``body``. Content is at most 1440 wide and stays at the left.

    ``fitted`` follows when its width or place changes.
    """

    fitted = Signal()

    def __init__(
        self,
        title: str = "",
        right: Sequence[QWidget] = (),
        *,
        second: str = "",
        beside: Sequence[QWidget] = (),
        most: float = _CONTENT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self._most = most
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._content.setProperty("role", "page")
        self.body = QVBoxLayout(self._content)
        self.body.setSpacing(px(12))
        self.title_bar = TitleBar(title, right, second=second, beside=beside)
        self.body.addWidget(self.title_bar)
        self.title_bar.setVisible(bool(title or right or beside))
        self.setWidget(self._content)
        self._set_margins()

    def margins(self) -> tuple[int, int]:
        """Return how far the content begins from the left edge, and ends before the right one, in pixels."""
        inner = self.body.contentsMargins()
        return inner.left(), self.width() - self.viewport().width() + inner.right()

    def reveal(self, widget: QWidget) -> None:
        """Scroll so far that ``widget`` is seen."""
        margin = theme().tokens.px("margin")
        self.ensureWidgetVisible(widget, margin, margin)

    def stand_alone(self, widget: QWidget, *, alone: bool = True) -> None:
        """Give a part of ``body`` all the room below the title, or again only what it asks for."""
        self.body.setStretchFactor(widget, 1 if alone else 0)
        last = self.body.count() - 1
        if last not in map(self.body.indexOf, parts_of(self.body)):  # the room that keeps other pages above
            self.body.setStretch(last, 0 if alone else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margins()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._set_margins()
        super().showEvent(event)

    def _set_margins(self) -> None:
        px = theme().tokens.px
        side = side_margin(self)
        spare = self.viewport().width() - 2 * side - px(self._most)
        self.body.setContentsMargins(side, px(18), side + max(0, spare), px(18))
        self.fitted.emit()


class TwoColumns(QWidget):
    """Main column and side column; one below the other where the window is narrow.

    With ``always`` they stay side by side: what the side says of each choice must not be scrolled to.
    """

    def __init__(
        self, main: QWidget, side: QWidget, parent: QWidget | None = None, *, always: bool = False
    ) -> None:
        super().__init__(parent)
        self._side, self._always = side, always
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().tokens.px(_GAP))
        self._layout.addWidget(main, 1)
        self._layout.addWidget(side)
        self._arrange()

    @property
    def is_single(self) -> bool:
        """Whether the side column stands below the main one."""
        return self._layout.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        # The side column's fixed width must not keep the window from becoming narrow enough for one column.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._arrange()
        super().showEvent(event)

    def _arrange(self) -> None:
        px = theme().tokens.px
        is_wide = effective_width(self) >= WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(across if is_wide or self._always else down)
        if is_wide or self._always:
            width = max(px(_SIDE), min(self.width() - px(_MAIN) - px(_GAP), self.width() // 3))
            if not is_wide:
                width = min(width, round(self.width() * _NEARLY_HALF))
            self._side.setMinimumWidth(width)
            self._side.setMaximumWidth(width)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)  # QWIDGETSIZE_MAX, which PySide does not name


class Column(QWidget):
    """Widgets one below the other with the gap of cards; ``body`` takes more."""

    def __init__(self, *widgets: QWidget, gap: float = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme().tokens.px(gap))
        for widget in widgets:
            self.body.addWidget(widget)


class Line(QWidget):
    """Widgets side by side; None is a space that grows; ``body`` takes more."""

    def __init__(self, *widgets: QWidget | None, gap: float = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QHBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme().tokens.px(gap))
        for widget in widgets:
            if widget is None:
                self.body.addStretch(1)
            else:
                self.body.addWidget(widget)


class BottomBar(QFrame):
    """The bar that stays below the page: a sentence at the left, buttons at the right, the primary last."""

    def __init__(self, words: str, buttons: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bottombar")
        px = theme().tokens.px
        self.setFixedHeight(px("bottombar"))
        self._words = Words(words, "second", "text2", elide=True)
        self.body = QHBoxLayout(self)
        self.body.setSpacing(px(10))
        self._fit()
        self.body.addWidget(self._words, 1)
        for button in buttons:
            self.body.addWidget(button)

    @property
    def words(self) -> str:
        """What the sentence says."""
        return self._words.text()

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def side(self) -> int:
        """Return the margin at its sides."""
        return side_margin(self)

    def _fit(self) -> None:
        """Stand in line with the page above."""
        side = self.side()
        self.body.setContentsMargins(side, 0, side, 0)
