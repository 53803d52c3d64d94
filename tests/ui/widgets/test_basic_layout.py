"""The grid of pages at the widths that occur."""

import pytest
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid, ownedByPython

from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import BottomBar, PageScroll, Pile, TwoColumns, let_go
from edudesk.ui.widgets.words import Link, Name, Words


def page(
    qtbot: QtBot, width: int, nav: int = 184, *, always: bool = False
) -> tuple[QWidget, PageScroll, TwoColumns]:
    """Return a window with a page beside a navigation, as the shell lays them out."""
    window = QWidget()
    scroll = PageScroll("首页", second="今天 12月16日 周二")
    columns = TwoColumns(QFrame(), QFrame(), always=always)
    scroll.body.addWidget(columns)
    scroll.body.addStretch(1)
    scroll.setParent(window)
    qtbot.addWidget(window)
    window.resize(width, 696)
    scroll.setGeometry(nav, 56, width - nav, 640)
    window.show()
    qtbot.waitExposed(window)
    return window, scroll, columns


@pytest.mark.parametrize(
    ("width", "nav", "main", "side"),
    [(1366, 184, 758, 360), (1280, 184, 672, 360), (1920, 200, 944, 480)],
)
def test_main_and_side_are_as_wide_as_designed(qtbot: QtBot, width: int, nav: int, main: int, side: int):
    window, _, columns = page(qtbot, width, nav)
    first, second = columns.findChildren(QFrame)
    assert not columns.is_single
    qtbot.waitUntil(lambda: (first.width(), second.width()) == (main, side))
    assert second.x() - first.x() - first.width() == 16
    assert window.isVisible()


@pytest.mark.parametrize("width", [1239, 1093, 911])
def test_side_cards_go_below_in_a_narrow_window(qtbot: QtBot, width: int):
    window, scroll, columns = page(qtbot, width)
    first, second = columns.findChildren(QFrame)
    assert columns.is_single
    assert first.width() == second.width() == columns.width()
    assert columns.width() == scroll.viewport().width() - 2 * (24 if width >= 1000 else 16)
    assert window.isVisible()


@pytest.mark.parametrize(("width", "nav"), [(1093, 184), (911, 112)])
def test_what_answers_each_choice_stays_beside_it(qtbot: QtBot, width: int, nav: int):
    window, _, columns = page(qtbot, width, nav, always=True)
    first, second = columns.findChildren(QFrame)
    assert not columns.is_single
    assert 320 <= second.width() <= first.width()
    assert second.x() > first.x()
    assert window.isVisible()


def test_large_type_counts_as_a_narrower_window(qtbot: QtBot):
    theme().set(Shade.LIGHT, Size.LARGER)
    window, _, columns = page(qtbot, 1366)
    assert columns.is_single
    assert window.isVisible()


def test_a_window_made_wider_gets_its_side_column_back(qtbot: QtBot):
    window, scroll, columns = page(qtbot, 1000)
    window.resize(1366, 696)
    scroll.resize(1366 - 184, 640)
    qtbot.waitUntil(lambda: not columns.is_single)
    assert columns.findChildren(QFrame)[1].width() == 360


def test_the_bottom_bar_keeps_its_height_and_shortens_its_words(qtbot: QtBot):
    bar = BottomBar("签到表可以先空着，以后再补。" * 5, [Button("取消"), Button("保存", "primary")])
    qtbot.addWidget(bar)
    bar.resize(500, 54)
    bar.show()
    assert bar.height() == 54
    assert bar.minimumSizeHint().width() < 400


def test_an_empty_state_offers_its_step(qtbot: QtBot):
    empty = EmptyState("clipboard-list", "这学期还没有活动", "记下第一次，照片可以以后再补。", "记一次活动")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.clicked):
        empty.button.click()
    empty.set_words("没有符合的活动", "")
    assert not empty.button.isVisible()


def test_a_closing_mark_never_begins_a_line(qtbot: QtBot):
    box = QWidget()
    flow = FlowLayout(box, gap=0)
    flow.setContentsMargins(0, 0, 10, 0)
    word, comma, more = (QFrame() for _ in range(3))
    for widget, width in ((word, 100), (comma, 8), (more, 60)):
        widget.setFixedSize(width, 20)
        flow.addWidget(widget)
    comma.setProperty("hangs", True)
    qtbot.addWidget(box)
    box.resize(110, 80)
    box.show()
    qtbot.waitUntil(lambda: more.y() > 0)
    assert (comma.x(), comma.y()) == (100, word.y())
    assert more.x() == 0


def test_words_links_and_buttons_beside_a_title_stand_on_one_line(qtbot: QtBot):
    window = QWidget()
    parts = [Words("上次交了", "second"), Link("交接给接任的人", "second"), Button("打印")]
    scroll = PageScroll("上报与交接", right=parts)
    scroll.setParent(window)
    scroll.setGeometry(0, 0, 1182, 640)
    qtbot.addWidget(window)
    window.show()
    middles = {part.mapTo(window, part.rect().center()).y() for part in parts}
    assert max(middles) - min(middles) <= 1


def test_a_name_keeps_its_tag_beside_it_and_wraps_where_a_line_is_full(qtbot: QtBot):
    box = QWidget()
    flow = FlowLayout(box, gap=8)
    name, tag = Name("各校得分（合成前），每个学期都要算一次"), QFrame()
    tag.setFixedSize(60, 20)
    flow.addWidget(name)
    flow.addWidget(tag)
    qtbot.addWidget(box)
    box.resize(800, 200)
    box.show()
    one = name.height()
    assert tag.x() > name.geometry().right()
    box.resize(180, 200)
    qtbot.waitUntil(lambda: name.height() > one)
    assert name.height() >= name.heightForWidth(name.width())
    assert tag.y() > name.geometry().bottom()


def test_a_page_that_a_stack_lets_go_stays_qts_own(qtbot: QtBot):
    stack, page, other = QStackedWidget(), QWidget(), QWidget()
    qtbot.addWidget(stack)
    for one in (page, other):
        stack.addWidget(one)
    let_go(stack, page)
    assert not ownedByPython(page)
    assert stack.currentWidget() is other
    qtbot.waitUntil(lambda: not isValid(page))


def test_a_hidden_page_keeps_no_room_in_a_pile(qtbot: QtBot):
    pile, wide, small = Pile(), QWidget(), QWidget()
    qtbot.addWidget(pile)
    wide.setMinimumWidth(900)
    small.setMinimumWidth(200)
    pile.addWidget(wide)
    pile.addWidget(small)
    assert pile.minimumSizeHint().width() == 900
    pile.setCurrentWidget(small)
    assert pile.minimumSizeHint().width() == 200


def test_a_flow_becomes_higher_when_a_part_of_it_is_shown(qtbot: QtBot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    parts[-1].hide()
    assert flow.heightForWidth(210) == 20
    parts[-1].show()
    assert flow.heightForWidth(210) == 48
    parts[0].setFixedHeight(40)
    assert flow.heightForWidth(210) == 68
    flow.takeAt(2)
    assert flow.heightForWidth(210) == 40
