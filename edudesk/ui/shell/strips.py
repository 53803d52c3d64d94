"""What stands above the page: work that goes on although its page is left, and what went wrong."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from edudesk.errors import EduDeskError
from edudesk.texts import Texts
from edudesk.ui.desk import Desk, Work
from edudesk.ui.shell.stack import PageStack
from edudesk.ui.theme import theme
from edudesk.ui.widgets.layout import PageScroll, side_margin

if TYPE_CHECKING:
    from edudesk.ui.widgets.busy import BusyCard
    from edudesk.ui.widgets.errors import ErrorNotice

Way = tuple[str, Callable[[], None]]
"""The words of a button and what it does."""


class _Band(QWidget):
    """What it holds begins and ends where the content of the page below it does."""

    def __init__(self, inside: QWidget, stack: PageStack) -> None:
        super().__init__()
        self._stack = stack
        self._scrolls: list[PageScroll] = []
        QVBoxLayout(self).addWidget(inside)
        stack.shown.connect(self._follow)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _follow(self) -> None:
        for scroll in filter(isValid, self._scrolls):
            scroll.fitted.disconnect(self._fit)
        page = self._stack.page()
        self._scrolls = page.findChildren(PageScroll) if page is not None else []
        for scroll in self._scrolls:
            scroll.fitted.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        page, side = self._stack.page(), side_margin(self)
        # Of a page with several views one is shown; a table takes the whole width.
        scrolls = [scroll for scroll in self._scrolls if isValid(scroll)]
        shown = [scroll for scroll in scrolls if page is not None and scroll.isVisibleTo(page)]
        left, right = shown[0].margins() if shown else (side, side)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(left, theme().tokens.px(12), right, 0)


class WorkStrips(QObject):
    """One card per piece of work whose own page is not in sight."""

    def __init__(self, desk: Desk, texts: Texts, stack: PageStack, place: QBoxLayout) -> None:
        super().__init__(stack)
        self._texts, self._stack, self._place = texts, stack, place
        self._bands: dict[Work, tuple[_Band, BusyCard]] = {}
        desk.working.connect(self._follow)
        stack.shown.connect(self._look_again)
        for work in desk.works:
            self._follow(work)

    def _follow(self, work: Work) -> None:
        if not work.title:
            return
        from edudesk.ui.widgets.busy import BusyCard

        card = BusyCard(self._texts)
        band = _Band(card, self._stack)
        self._bands[work] = (band, card)
        self._place.addWidget(band)
        card.installEventFilter(self)
        card.follow(work, work.unit)
        work.ended.connect(lambda: self._end(work))
        self._look_again()

    def _look_again(self) -> None:
        for work, (band, card) in self._bands.items():
            # Work of a moment shows no card, and the band around it would be an empty gap.
            band.setVisible(not card.isHidden() and not self._is_in_sight(work))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._look_again()
        return super().eventFilter(watched, event)

    def _is_in_sight(self, work: Work) -> bool:
        page, owner = self._stack.page(), work.owner
        if page is None or page.shows(work):
            return page is not None
        return isValid(owner) and isinstance(owner, QWidget) and (owner is page or page.isAncestorOf(owner))

    def _end(self, work: Work) -> None:
        band, _card = self._bands.pop(work)
        band.hide()
        band.deleteLater()


class Troubles(QObject):
    """Shows one failure at a time above the page, with what can be done about it; a newer one replaces it."""

    def __init__(self, texts: Texts, stack: PageStack, place: QBoxLayout) -> None:
        super().__init__(stack)
        self._texts, self._stack, self._place = texts, stack, place
        self._band: QWidget | None = None
        self.notice: ErrorNotice | None = None

    @property
    def is_open(self) -> bool:
        """Whether a notice is shown."""
        return self._band is not None

    def show(self, error: EduDeskError, ways: Sequence[Way] = ()) -> None:
        """Say what happened; the last button closes the notice."""
        from edudesk.ui.widgets.errors import ErrorNotice

        self.close()
        buttons = [*(words for words, _deed in ways), self._texts.say("shell.error.close")]
        notice = self.notice = ErrorNotice(self._texts, error, buttons)
        self._band = _Band(notice, self._stack)
        self._place.addWidget(self._band)
        notice.chosen.connect(lambda number: self._choose(ways, number))

    def close(self) -> None:
        """Take the notice away."""
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = self.notice = None

    def _choose(self, ways: Sequence[Way], number: int) -> None:
        self.close()
        if number < len(ways):
            ways[number][1]()
