"""What must hold of every screen, looked at widget by widget."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import combinations, pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from edudesk.ui.theme import theme
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import TitleBar
from edudesk.ui.widgets.order import reading_order
from edudesk.ui.widgets.table_view import RowsView
from tests.ui.structure_watch import Written

_SLACK = 1  # pixel
_LEAST_LEFT = 4  # letters that must stay of words that are shortened; a Chinese one counts twice
_ALIKE = 0.75  # of their letters, in their order: two headings that say the same
_FOOT = 80  # below the last thing on a page
OVER = frozenset({"Toast", "HitList", "Drawer", "_Veil", "_Shade", "QSizeGrip"})
"""What lies over other things on purpose."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Finding:
    """What does not hold, where."""

    what: str
    widget: str
    words: str

    def __str__(self) -> str:
        return f"{self.what}: {self.widget} “{self.words[:90]}”"


@dataclass(frozen=True)
class Screen:
    """What is looked at: the window, the page in it, and what was written while it was painted."""

    window: QWidget
    page: QWidget
    written: Sequence[Written]


def name_of(widget: QWidget) -> str:
    """Return a widget's class within those of its nearest named ancestors."""
    chain: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(chain) < 4:
        if type(at).__name__ not in {"QWidget", "QStackedWidget", "Column", "Line"}:
            chain.append(type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(chain))


def words_of(widget: QWidget) -> str:
    """Return what a widget says."""
    for name in ("text", "toPlainText", "currentText", "placeholderText"):
        say = getattr(widget, name, None)
        if callable(say) and (words := str(say())):
            return words
    return widget.accessibleName()


def shown(root: QWidget) -> list[QWidget]:
    """Return all widgets that are shown, whether scrolled out of sight or not."""
    return [one for one in root.findChildren(QWidget) if one.isVisible() and not _is_inner(one)]


def _is_inner(widget: QWidget) -> bool:
    """Tell whether a widget is a piece of one of Qt's own."""
    parent = widget.parentWidget()
    return widget.objectName().startswith("qt_") or isinstance(
        parent, QComboBox | QAbstractSpinBox | QScrollBar | QLineEdit | QHeaderView
    )


def _finding(what: str, widget: QWidget, words: str = "") -> Finding:
    return Finding(what, name_of(widget), words or words_of(widget))


def tip_of(widget: QWidget) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", widget.toolTip()))


def cut_labels(screen: Screen) -> Iterator[Finding]:
    """Labels that paint themselves natively have room for all their words."""
    painted = {id(one.widget) for one in screen.written}
    for label in shown(screen.window):
        if not isinstance(label, QLabel) or not label.text() or id(label) in painted:
            continue
        if getattr(label, "_elide", False):
            continue
        room = label.contentsRect()
        if label.wordWrap() or label.textFormat() is Qt.TextFormat.RichText:
            if label.heightForWidth(label.width()) > label.height() + _SLACK:
                yield _finding("wrapped words cut", label)
        elif label.fontMetrics().horizontalAdvance(label.text()) > room.width() + _SLACK:
            yield _finding("words cut", label)


def cut_writing(screen: Screen) -> Iterator[Finding]:
    """What painters shorten can be read whole in the tooltip, and something of it is left."""
    for one in screen.written:
        widget = one.widget
        in_view = isinstance(widget.parentWidget(), QAbstractItemView)
        if not one.fits:
            yield _finding("painted words cut", widget, one.whole)
        elif one.shown == one.whole:
            continue
        elif _length(one.shown.rstrip("…⋯").strip()) < min(_LEAST_LEFT, _length(one.whole)):
            yield _finding("hardly anything left", widget, f"{one.whole} → {one.shown}")
        elif isinstance(widget.parentWidget(), QHeaderView) or isinstance(widget, QHeaderView):
            yield _finding("heading cut", widget, one.whole)
        elif not in_view and one.whole.strip() not in tip_of(widget):
            yield _finding("shortened without tooltip", widget, one.whole)
        elif isinstance(view := widget.parentWidget(), RowsView) and one.whole.strip() not in _tips(view):
            yield _finding("cell shortened without tooltip", widget, one.whole)


def _tips(view: RowsView) -> str:
    """Return what is told under the mouse over the cells of a table that are seen."""
    model, (first, last) = view.paged, view.visible_rows()
    shown = [at for at in range(len(model.columns)) if not view.isColumnHidden(at)]
    rows = range(first, min(last + 1, model.total))
    return "\n".join(view.whole(model.index(row, at)) for row in rows for at in shown)


def _length(words: str) -> int:
    return sum(2 if _HAN.match(letter) else 1 for letter in words)


def cut_fields(screen: Screen) -> Iterator[Finding]:
    """Examples in empty fields, and what is chosen in drop-downs, are seen whole or in the tooltip."""
    for field in shown(screen.window):
        if isinstance(field, QLineEdit) and field.placeholderText() and not field.text():
            margins = field.textMargins()
            room = field.contentsRect().width() - margins.left() - margins.right() - 4
            words = field.placeholderText()
            if field.fontMetrics().horizontalAdvance(words) > room and words not in tip_of(field):
                yield _finding("example cut", field, words)
        elif isinstance(field, QComboBox) and field.sizeHint().width() > field.width() + _SLACK:
            room = field.width() - theme().tokens.px(34)
            words = field.currentText()
            if field.fontMetrics().horizontalAdvance(words) > room and words not in tip_of(field):
                yield _finding("choice cut", field, words)


def cut_buttons(screen: Screen) -> Iterator[Finding]:
    """Buttons are as wide and high as they ask for, or shorten their words where that is meant."""
    shortened = {id(one.widget) for one in screen.written if one.shown != one.whole}
    for button in shown(screen.window):
        if isinstance(button, QAbstractButton) and id(button) not in shortened:
            if not button.text() or button.text() in tip_of(button):
                continue
            asked = button.minimumSizeHint()
            if asked.width() > button.width() + _SLACK or asked.height() > button.height() + _SLACK:
                yield _finding("button too small for its words", button)


def overlapping(screen: Screen) -> Iterator[Finding]:
    """Widgets beside each other do not lie over each other."""
    for parent in [screen.window, *shown(screen.window)]:
        if isinstance(parent, QAbstractScrollArea | QComboBox | QLineEdit | QAbstractSpinBox):
            continue
        if getattr(parent, "is_drawer", False):
            continue  # the drawer lies over the list
        children = [
            one
            for one in parent.children()
            if isinstance(one, QWidget)
            and one.isVisible()
            and not one.isWindow()
            and not {each.__name__ for each in type(one).__mro__} & OVER
        ]
        for one, other in combinations(children, 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > _SLACK and both.height() > _SLACK:
                words = f"{words_of(one)} / {name_of(other)} {words_of(other)}"
                yield _finding("one over the other", one, words)


def small_targets(screen: Screen) -> Iterator[Finding]:
    """What is clicked is at least 28 design pixels wide and high."""
    least = theme().tokens.px("target")
    for target in shown(screen.window):
        if not isinstance(target, QAbstractButton | QComboBox | QLineEdit) or not target.isEnabled():
            continue
        # A line within a field's frame is entered by a click anywhere in the frame.
        frame = target.parentWidget() if isinstance(target, QLineEdit) else None
        size = frame.size() if frame is not None and frame.focusProxy() is target else target.size()
        if min(size.width(), size.height()) < least:
            yield _finding("too small to click", target, f"{size.width()}×{size.height()} {words_of(target)}")


def without_name(screen: Screen) -> Iterator[Finding]:
    """What takes the focus has a name for those who do not see it."""
    for widget in shown(screen.window):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        if isinstance(widget, QScrollBar):
            continue
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not name.strip(" …⟦⟧~"):
            yield _finding("without a name", widget)


def several_primaries(screen: Screen) -> Iterator[Finding]:
    """There is one primary button at most."""
    found = [
        one
        for one in shown(screen.window)
        if isinstance(one, QAbstractButton) and one.property("role") == "primary"
    ]
    if len(found) > 1:
        yield Finding("several primary buttons", name_of(screen.page), " / ".join(map(words_of, found)))


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _scrolled_by(widget: QWidget) -> QWidget | None:
    at = widget.parentWidget()
    while at is not None and not isinstance(at, QScrollArea):
        at = at.parentWidget()
    return at


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)


def wrong_order(screen: Screen) -> Iterator[Finding]:
    """Tab goes through a page as it is read: down, to the right, or up into the next column."""
    window, page = screen.window, screen.page
    chain = [one for one in reading_order(page) if one.isEnabled() and not _is_inner(one)]
    for one, following in pairwise(chain):
        if one.isAncestorOf(following) or following.isAncestorOf(one):
            continue
        if _scrolled_by(one) is not _scrolled_by(following):
            continue  # what is scrolled may lie anywhere, even below what is not
        here, there = _place(one, window), _place(following, window)
        is_above = there.bottom() <= here.top() + 2 and there.left() <= here.right()
        beside = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
        same_line = beside > min(here.height(), there.height()) / 2
        if is_above or (same_line and there.right() <= here.left() + 2):
            yield _finding(
                "Tab goes back", one, f"{words_of(one)} → {name_of(following)} {words_of(following)}"
            )


def out_of_reach(screen: Screen) -> Iterator[Finding]:
    """Every button is reached by Tab, or by arrows from one beside it that is."""
    for button in shown(screen.window):
        if not isinstance(button, QAbstractButton) or not button.isEnabled() or _takes_tab(button):
            continue
        parent = button.parentWidget()
        group = parent.findChildren(QWidget) if parent is not None else []
        if not any(_takes_tab(one) for one in group if one.isVisible()) and not (
            parent is not None and _takes_tab(parent)
        ):
            yield _finding("not reached by Tab", button)


def _is_cut_sideways(view: QAbstractItemView) -> bool:
    bar = view.horizontalScrollBar()
    return bar.maximum() > 0 and not (isinstance(view, RowsView) and bar.isVisible())


def too_wide(screen: Screen) -> Iterator[Finding]:
    """No page scrolls sideways; a table does where its columns have given way, by a bar that is seen."""
    for area in shown(screen.window):
        content = area.widget() if isinstance(area, QScrollArea) else None
        if content is not None and isinstance(area, QScrollArea):
            room = area.viewport().width()
            if content.width() > room + _SLACK:
                words = f"{content.width()} > {room}: {_widest(content, room)}"
                yield _finding("wider than its page", area, words)
        elif isinstance(area, QAbstractItemView) and _is_cut_sideways(area):
            yield _finding("scrolls sideways", area)
    least, room = screen.window.minimumSizeHint().width(), screen.window.width()
    if least > room:
        yield _finding("does not become this narrow", screen.page, f"{least} > {room}")


def _widest(content: QWidget, room: int) -> str:
    """Name the innermost widget that asks for more than there is."""
    inner = [
        one
        for one in content.findChildren(QWidget)
        if one.isVisible() and one.minimumSizeHint().width() > room - 60
    ]
    return f"{name_of(inner[-1])} {words_of(inner[-1])}" if inner else ""


def said_twice(screen: Screen) -> Iterator[Finding]:
    """What is missing on an empty page is said by its title or by its heading, not by both."""
    titles = [one.title for one in shown(screen.page) if isinstance(one, TitleBar)]
    for empty in shown(screen.page):
        if isinstance(empty, EmptyState):
            for title in titles:
                if SequenceMatcher(None, title, empty.title).ratio() > _ALIKE:
                    yield _finding("said twice", empty, f"{title} / {empty.title}")


def off_the_middle(screen: Screen) -> Iterator[Finding]:
    """Where a page holds nothing, what it says instead stands in the middle of the room below its title."""
    for empty in shown(screen.page):
        if not isinstance(empty, EmptyState):
            continue
        below = [
            one for one in shown(screen.page) if not one.isAncestorOf(empty) and not empty.isAncestorOf(one)
        ]
        place, page = _place(empty, screen.window), _place(screen.page, screen.window)
        if any(_place(one, screen.window).top() > place.bottom() for one in below):
            continue
        if page.bottom() - place.bottom() > theme().tokens.px(_FOOT):
            yield _finding("not in the middle", empty, empty.title)


CHECKS: tuple[Callable[[Screen], Iterator[Finding]], ...] = (
    cut_labels,
    cut_writing,
    cut_fields,
    cut_buttons,
    overlapping,
    small_targets,
    without_name,
    several_primaries,
    wrong_order,
    out_of_reach,
    too_wide,
    said_twice,
    off_the_middle,
)
