"""Tables: pages that come late, ticks over all that match, order, columns, keys, and what listeners hear."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.widgets.table_model import CHECK
from edudesk.ui.widgets.table_painter import RowPainter
from edudesk.ui.widgets.tables import Cell, Column, PagedModel, RecordsTable, Request, Row, TableAction
from edudesk.ui.widgets.words import Link

COLUMNS = (
    Column("day", "日期", 80),
    Column("topic", "主题"),
    Column("files", "材料", 120, sortable=False),
)


class Desk:
    """Rows that are handed out later, as the archive's thread does, with a record of what was asked."""

    def __init__(self, count: int, delay: int = 0) -> None:
        self.rows = [self.row(number) for number in range(count)]
        self.delay = delay
        self.asked: list[Request] = []

    @staticmethod
    def row(number: int) -> Row:
        short = Cell("缺签到表", state=State.AT_RISK) if number % 3 == 0 else f"{number % 5} 份"
        cells: dict[str, Cell | str] = {"day": f"{number:06}", "topic": f"活动 {number}", "files": short}
        return Row(f"r{number}", cells, f"第 {number} 次活动")

    def fetch(self, request: Request) -> None:
        self.asked.append(request)
        ordered = self.ordered(request)
        found = ordered[request.first : request.first + request.count]
        QTimer.singleShot(self.delay, lambda: request.deliver(found, len(ordered)))

    def ordered(self, request: Request) -> list[Row]:
        return list(reversed(self.rows)) if request.descending else list(self.rows)

    def fetch_ids(self, deliver: Callable[[Sequence[str]], None]) -> None:
        QTimer.singleShot(0, lambda: deliver([row.id for row in self.rows]))


def table_of(qtbot: QtBot, desk: Desk, *, checkable: bool = True, two_line: bool = False) -> RecordsTable:
    model = PagedModel(COLUMNS, desk.fetch, desk.fetch_ids, "day")
    table = RecordsTable(Texts("zh"), model, "活动", checkable=checkable, two_line=two_line)
    qtbot.addWidget(table)
    table.resize(760, 460)
    table.show()
    model.refresh()
    qtbot.waitUntil(lambda: model.is_loaded)
    return table


def test_only_what_is_seen_is_fetched_and_the_newest_first(qtbot: QtBot):
    desk = Desk(100_000, delay=5)
    table = table_of(qtbot, desk)
    bar = table.view.verticalScrollBar()
    for _ in range(40):
        bar.setValue(bar.value() + bar.maximum() // 50)
        QTest.qWait(1)
    first, last = table.view.visible_rows()
    qtbot.waitUntil(lambda: all(table.model.row(number) for number in range(first, last + 1)))
    # One request at a time and nothing stale: far fewer pages than places that were passed.
    assert len(desk.asked) < 30
    assert table.model.row(first) == desk.rows[first]


def test_unknown_rows_are_dots_until_they_come(qtbot: QtBot):
    desk = Desk(1000, delay=40)
    table = table_of(qtbot, desk)
    shown = table.model.index(900, 2)
    assert shown.data() == "…"
    table.view.go_to_row(900)
    qtbot.waitUntil(lambda: shown.data() == "活动 900")


def test_a_late_answer_to_an_old_question_is_dropped(qtbot: QtBot):
    desk = Desk(100)
    table = table_of(qtbot, desk)
    old = desk.asked[0]
    table.model.refresh()
    old.deliver([Row("stale", {"topic": "旧的"})], 1)
    assert table.model.total == 100
    assert table.model.row(0) == desk.rows[0]


def test_the_old_rows_stay_until_the_new_ones_come(qtbot: QtBot):
    desk = Desk(50, delay=30)
    table = table_of(qtbot, desk)
    desk.rows = [Desk.row(number) for number in range(100, 120)]
    table.model.refresh()
    assert table.model.row(0) == Desk.row(0)
    qtbot.waitUntil(lambda: table.model.total == 20)
    assert table.model.row(0) == Desk.row(100)
    assert table.model.rowCount() == 20


def test_the_box_in_the_head_ticks_all_that_match_not_only_those_fetched(qtbot: QtBot):
    desk = Desk(5000)
    table = table_of(qtbot, desk)
    head = table.view.horizontalHeader()
    with qtbot.waitSignal(table.checked_changed) as told:
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 15))
    assert told.args is not None
    assert len(told.args[0]) == 5000
    assert table.model.check_state() is Qt.CheckState.Checked
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 15))
    assert table.model.checked == ()


def test_ticks_that_no_longer_match_are_taken_away(qtbot: QtBot):
    desk = Desk(20)
    table = table_of(qtbot, desk)
    table.model.set_checked(["r1", "r5", "r19"])
    desk.rows = desk.rows[:10]
    table.model.refresh()
    qtbot.waitUntil(lambda: table.model.checked == ("r1", "r5"))


def test_a_click_on_the_box_ticks_and_does_not_move(qtbot: QtBot):
    table = table_of(qtbot, Desk(20))
    table.view.go_to_row(5)
    box = table.view.visualRect(table.model.index(2, 0)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert table.model.checked == ("r2",)
    assert table.view.currentIndex().row() == 5


def test_keys_move_tick_open_and_delete(qtbot: QtBot):
    table = table_of(qtbot, Desk(300))
    table.activateWindow()
    table.view.setFocus()
    qtbot.waitUntil(table.view.hasFocus)
    keys = Qt.Key
    qtbot.keyClick(table.view, keys.Key_Down)
    qtbot.keyClick(table.view, keys.Key_Space)
    assert table.model.checked == ("r1",)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, keys.Key_Return)
    assert opened.args is not None
    assert opened.args[0].id == "r1"
    qtbot.keyClick(table.view, keys.Key_End)
    assert table.view.currentIndex().row() == 299
    with qtbot.waitSignal(table.deleting) as deleting:
        qtbot.keyClick(table.view, keys.Key_Delete)
    assert deleting.args == [("r1",)]
    table.model.set_checked(())
    qtbot.keyClick(table.view, keys.Key_Home)
    with qtbot.waitSignal(table.deleting) as deleting:
        qtbot.keyClick(table.view, keys.Key_Delete)
    assert deleting.args == [("r0",)]
    qtbot.keyClick(table.view, keys.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(table.model.checked) == 300)


def test_clicks_with_shift_and_ctrl_tick_many_and_it_is_said_how_many(qtbot: QtBot):
    desk = Desk(500)
    table = table_of(qtbot, desk)
    table.set_actions((TableAction("delete", "删除"),))
    view, held = table.view, Qt.KeyboardModifier

    def click(row: int, keys: Qt.KeyboardModifier) -> None:
        where = view.visualRect(table.model.index(row, 1)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, where)

    def chosen() -> int:
        return len(table.model.checked)

    click(1, held.NoModifier)
    assert chosen() == 0
    click(4, held.ShiftModifier)
    qtbot.waitUntil(lambda: chosen() == 4)
    click(2, held.ControlModifier)
    assert chosen() == 3
    assert "3" in table.footer._count.text()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End, held.ShiftModifier)
    qtbot.waitUntil(lambda: chosen() == 499)
    assert view.currentIndex().row() == 499


def test_a_click_on_a_title_sorts_and_a_second_one_turns_round(qtbot: QtBot):
    desk = Desk(200)
    table = table_of(qtbot, desk)
    head = table.view.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(1) + 20, 15)
    with qtbot.waitSignal(table.sort_changed) as told:
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["day", True]
    qtbot.waitUntil(lambda: table.model.row(0) == Desk.row(199))
    unsortable = QPoint(head.sectionViewportPosition(3) + 20, 15)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=unsortable)
    assert table.model.sort_code == "day"


def test_the_menu_of_the_head_chooses_columns_and_tells(qtbot: QtBot):
    table = table_of(qtbot, Desk(20))
    menu = table.column_menu()
    action = next(one for one in menu.actions() if one.text() == "材料")
    with qtbot.waitSignal(table.columns_changed) as told:
        action.trigger()
    assert told.args == [("day", "topic")]
    assert table.view.isColumnHidden(3)
    table.show_columns(["topic", "files", "gone"])
    assert table.shown_columns() == ("topic", "files")


def test_the_last_column_cannot_be_taken_away(qtbot: QtBot):
    table = table_of(qtbot, Desk(20))
    table.show_columns(["topic"])
    table.show_columns([])
    assert table.shown_columns() == ("topic",)


def test_where_there_is_much_room_every_column_gets_of_it(qtbot: QtBot):
    table = table_of(qtbot, Desk(20))
    table.resize(500, 400)
    assert (table.view.columnWidth(1), table.view.columnWidth(3)) == (80, 120)
    table.resize(1200, 400)
    assert table.view.columnWidth(1) > 80
    assert table.view.columnWidth(3) > 120
    assert table.view.columnWidth(2) >= 360


def test_tab_scrolls_to_the_row_that_shows_the_focus_also_where_a_column_is_hidden(qtbot: QtBot):
    table = table_of(qtbot, Desk(200))
    table.resize(300, 300)
    table.show_columns(["day", "topic"])
    assert table.view.isColumnHidden(len(table.model.columns) - 1)
    table.view.go_to_row(150)
    first, last = table.view.visible_rows()
    assert first <= 150 <= last
    table.view.scrollToTop()
    table.view.setFocus(Qt.FocusReason.MouseFocusReason)  # what is clicked stays under the mouse
    assert table.view.visible_rows()[0] == 0
    table.view.clearFocus()
    table.view.setFocus(Qt.FocusReason.TabFocusReason)
    first, last = table.view.visible_rows()
    assert first <= 150 <= last


def test_a_whole_row_stands_below_the_head_where_a_row_was_gone_to(qtbot: QtBot):
    table = table_of(qtbot, Desk(200))
    view = table.view
    for height in (301, 320, 333):
        table.resize(500, height)
        QTest.qWait(10)
        view.scrollToTop()
        view.go_to_row(120)
        assert view.verticalScrollBar().value() % view.row_height == 0
        gone_to = view.visualRect(view.model().index(120, 1))
        assert gone_to.top() >= 0
        assert gone_to.bottom() < view.viewport().height()


def test_the_footer_turns_into_actions_while_rows_are_ticked(qtbot: QtBot):
    table = table_of(qtbot, Desk(20))
    table.set_footer("共 20 次")
    table.set_actions([TableAction("delete", "删除")], lambda count: f"已选 {count} 次")
    table.model.set_checked(["r3", "r4"])
    links = {link.text(): link for link in table.footer.findChildren(Link)}
    assert set(links) == {"删除", "取消选择"}
    with qtbot.waitSignal(table.acted) as acted:
        qtbot.mouseClick(links["删除"], Qt.MouseButton.LeftButton)
    assert acted.args == ["delete", ("r3", "r4")]
    qtbot.mouseClick(links["取消选择"], Qt.MouseButton.LeftButton)
    assert table.model.checked == ()


def test_a_row_is_found_wherever_it_stands_also_before_rows_are_there(qtbot: QtBot):
    desk = Desk(5000, delay=20)
    table = table_of(qtbot, desk)
    table.select("r4321")
    qtbot.waitUntil(lambda: table.view.currentIndex().row() == 4321)
    late = table_of(qtbot, Desk(500, delay=20))
    late.model.refresh()
    late.select("r321")
    qtbot.waitUntil(lambda: late.view.currentIndex().row() == 321)


def test_the_current_row_is_told_once_it_is_known(qtbot: QtBot):
    table = table_of(qtbot, Desk(5000, delay=20))
    told: list[Row | None] = []
    table.current_changed.connect(told.append)
    table.view.go_to_row(4000)
    qtbot.waitUntil(lambda: told != [] and told[-1] == Desk.row(4000))


def test_those_who_listen_hear_rows_cells_and_ticks(qtbot: QtBot):
    table = table_of(qtbot, Desk(20))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.model.index(3, 0).data(role) == "第 3 次活动"
    assert table.model.index(3, 3).data(role) == "材料 缺签到表"
    assert table.view.accessibleName() == "活动"
    table.model.set_checked(["r3"])
    ticked = table.model.data(table.model.index(3, 0), Qt.ItemDataRole.CheckStateRole)
    assert ticked is Qt.CheckState.Checked


def test_nothing_shows_what_the_page_says_of_it(qtbot: QtBot):
    table = table_of(qtbot, Desk(0))
    empty = QWidget()
    table.set_empty(empty)
    assert empty.isVisible()
    assert not table.view.isVisible()


@pytest.mark.parametrize("shade", Shade)
@pytest.mark.parametrize("two_line", [False, True])
def test_every_kind_of_cell_is_painted(qtbot: QtBot, shade: Shade, two_line: bool):
    theme().set(shade, Size.LARGER)
    desk = Desk(3)
    long = Cell("长" * 90, tag="草稿", bold=True)
    kinds = (Cell("甲", "乙", "补录", State.MET), long, Cell("", faint=True))
    desk.rows = [Row(f"k{at}", {"day": "1", "topic": kinds[at], "files": kinds[at]}) for at in range(3)]
    table = table_of(qtbot, desk, two_line=two_line)
    table.view.go_to_row(1)
    assert not table.grab().isNull()


def test_a_table_without_boxes_has_no_column_of_them(qtbot: QtBot):
    table = table_of(qtbot, Desk(3), checkable=False)
    assert all(column.code != CHECK for column in table.model.columns)


def test_rows_that_a_held_key_passes_by_are_not_told(qtbot: QtBot):
    table = table_of(qtbot, Desk(20))
    table.view.go_to_row(0)
    QTest.qWait(150)
    told: list[str] = []
    table.current_changed.connect(lambda row: told.append(row.id))
    for _ in range(6):
        QTest.keyClick(table.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: told[-1:] == ["r6"])
    assert told == ["r1", "r6"]


def test_scrolling_a_hundred_thousand_rows_paints_those_in_sight_alone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    table = table_of(qtbot, Desk(100_000))
    table.resize(1100, 620)
    painted = 0
    paint_row = RowPainter._paint_row

    def counted(*given: Any) -> None:
        nonlocal painted
        painted += 1
        paint_row(*given)

    monkeypatch.setattr(RowPainter, "_paint_row", counted)
    bar = table.view.verticalScrollBar()
    in_sight = table.view.viewport().height() // table.view.row_height + 2
    for step in range(120):
        bar.setValue(bar.maximum() * (step * 37 % 120) // 120)
        QTest.qWait(0)
        painted = 0
        table.view.viewport().grab()
        assert 0 < painted <= in_sight
