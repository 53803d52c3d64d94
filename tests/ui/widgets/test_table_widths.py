"""Widths of columns follow what is in them, and what is cut all the same is told under the mouse."""

from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.widgets.plain import tip
from edudesk.ui.widgets.table_local import LocalModel
from edudesk.ui.widgets.table_widths import CellMeasure, Wish, share_room
from edudesk.ui.widgets.tables import Cell, Column, RecordsTable, Row

COLUMNS = (Column("name", "Name", 90), Column("school", "School"), Column("post", "Post", 100))
LONG = "Deputy principal for teaching"


def table_of(
    qtbot: QtBot,
    rows: Sequence[Mapping[str, Cell | str]],
    columns: Sequence[Column] = COLUMNS,
    width: int = 520,
) -> RecordsTable:
    table = RecordsTable(Texts("en"), LocalModel(columns), "People")
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()
    fill(qtbot, table, rows)
    return table


def fill(qtbot: QtBot, table: RecordsTable, rows: Sequence[Mapping[str, Cell | str]]) -> None:
    model = table.model
    assert isinstance(model, LocalModel)
    model.set_rows([Row(f"r{number}", cells) for number, cells in enumerate(rows)])
    qtbot.waitUntil(lambda: model.is_loaded)


def is_whole(table: RecordsTable, row: int, code: str) -> bool:
    at = next(at for at, column in enumerate(table.model.columns) if column.code == code)
    return not table.view.whole(table.model.index(row, at))


def told(view: QWidget, place: QPoint) -> str:
    """Return what is told under the mouse at a place of a view."""
    QToolTip.hideText()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    return as_shown(QToolTip.text())


def as_shown(words: str) -> str:
    """Return what a reader sees of a tip, which is marked or has nothing that could be read as a mark."""
    if not words.startswith("<span>"):
        assert not set(words) & {"<", "&"}
        return words
    page = QTextDocument()
    page.setHtml(words)
    return page.toPlainText()


def test_a_column_that_is_cut_gets_what_another_does_not_need(qtbot: QtBot):
    table = table_of(qtbot, [{"name": "Lu Zhiwei", "school": "", "post": LONG}])
    assert is_whole(table, 0, "post")
    fill(qtbot, table, [{"name": "Lu Zhiwei", "school": "", "post": "Head"}])
    assert table.view.columnWidth(3) < 200  # as described, once nothing is cut


def test_a_wide_column_keeps_what_its_words_need(qtbot: QtBot):
    school = "Primary school of the valley, east"
    table = table_of(qtbot, [{"name": "Lu", "school": school, "post": LONG}], width=620)
    assert is_whole(table, 0, "school")
    assert is_whole(table, 0, "post")


@pytest.mark.parametrize(
    ("wishes", "room", "widths"),
    [
        ((Wish(100, 160), Wish(0, 100, stretches=True)), 400, (160, 240)),  # the empty one gives
        ((Wish(100, 160), Wish(0, 300, stretches=True)), 400, (100, 300)),  # nobody has anything to give
        ((Wish(100, 40), Wish(100, 150), Wish(0, 200, stretches=True)), 400, (50, 150, 200)),
        (
            (Wish(100, 400), Wish(100, 120), Wish(0, 80, stretches=True)),
            400,
            (200, 120, 80),
        ),  # small lacks first
        ((Wish(200, 190, usual=92), Wish(0, 300, stretches=True)), 400, (100, 300)),  # one long among many
        ((Wish(100, 150), Wish(0, 340, stretches=True, usual=240)), 400, (150, 250)),
        ((Wish(100, 92), Wish(0, 305, stretches=True)), 400, (95, 305)),  # the breath beside words goes too
        ((Wish(100, 160, fixed=True), Wish(0, 50, stretches=True)), 400, (100, 300)),  # by a person
        ((Wish(100, 90), Wish(0, 50, stretches=True)), 1000, (170, 830)),  # much room: all grow
    ],
)
def test_room_goes_to_those_that_are_cut(wishes: tuple[Wish, ...], room: int, widths: tuple[int, ...]):
    assert share_room(wishes, room) == widths


@pytest.mark.parametrize(
    ("wishes", "room", "widths"),
    [
        ((Wish(200, 180, floor=90), Wish(0, 300, stretches=True, floor=150)), 300, (150, 150)),
        ((Wish(200, 180, floor=90), Wish(0, 300, stretches=True, floor=150)), 200, (90, 150)),
        (
            (Wish(90, 80, floor=88), Wish(200, 0, floor=96), Wish(0, stretches=True, floor=150)),
            300,
            (88, 96, 150),
        ),
        (
            (Wish(200, 180, fixed=True), Wish(0, 300, stretches=True, floor=150)),
            300,
            (200, 150),
        ),  # by a person
    ],
)
def test_columns_give_way_down_to_what_can_be_read(
    wishes: tuple[Wish, ...], room: int, widths: tuple[int, ...]
):
    assert share_room(wishes, room) == widths


def test_what_has_no_room_is_scrolled_to_and_comes_back(qtbot: QtBot):
    table = table_of(qtbot, [{"name": LONG, "school": LONG, "post": LONG}] * 3, width=300)
    view, bar = table.view, table.view.horizontalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    assert not any(view.isColumnHidden(at) for at in range(4))
    bar.setValue(bar.maximum())
    assert view.viewport().rect().contains(view.visualRect(table.model.index(0, 3)))
    table.resize(760, 400)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert view.horizontalHeader().length() == view.viewport().width()


def test_only_a_column_that_says_nothing_goes_where_room_is_short(qtbot: QtBot):
    table = table_of(qtbot, [{"name": LONG, "school": LONG}] * 3, width=300)
    qtbot.waitUntil(lambda: table.view.isColumnHidden(3))
    fill(
        qtbot, table, [{"name": LONG, "school": LONG}] * 200
    )  # a row that is not known yet may say something
    assert not table.view.isColumnHidden(3)
    fill(qtbot, table, [{"name": LONG, "school": LONG}] * 3)
    table.resize(760, 400)
    qtbot.waitUntil(lambda: not table.view.isColumnHidden(3))


@pytest.mark.parametrize("said", ["", "—"])
def test_a_column_of_dashes_says_nothing_either(qtbot: QtBot, said: str):
    table = table_of(qtbot, [{"name": LONG, "school": LONG, "post": said}] * 3, width=300)
    qtbot.waitUntil(lambda: table.view.isColumnHidden(3))


def test_a_day_or_a_code_is_not_cut_where_other_words_give_way(qtbot: QtBot):
    columns = (Column("name", "Name", 90, whole=True), *COLUMNS[1:])
    rows = [{"name": "DXP0-W2CK", "school": LONG, "post": LONG}] * 3
    table = table_of(qtbot, rows, columns, width=300)
    qtbot.waitUntil(table.view.horizontalScrollBar().isVisible)
    assert is_whole(table, 0, "name")
    assert not is_whole(table, 0, "post")


def test_words_that_differ_at_their_end_keep_the_least_they_need(qtbot: QtBot):
    columns = (*COLUMNS[:2], Column("post", "Post", 100, least=240))
    table = table_of(qtbot, [{"name": LONG, "school": LONG, "post": LONG}] * 3, columns, width=300)
    qtbot.waitUntil(table.view.horizontalScrollBar().isVisible)
    assert is_whole(table, 0, "post")
    assert not is_whole(table, 0, "name")


def test_keys_go_from_row_to_row_without_leaving_the_place_scrolled_to(qtbot: QtBot):
    table = table_of(qtbot, [{"name": LONG, "school": LONG, "post": LONG}] * 30, width=300)
    view, bar = table.view, table.view.horizontalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    view.go_to_row(0)
    assert bar.value() == 0
    bar.setValue(40)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(view, key)
        assert bar.value() == 40
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_what_is_scrolled_to_moves_no_column(qtbot: QtBot):
    rows = [{"name": "Lu", "school": "", "post": LONG if number > 150 else "Head"} for number in range(200)]
    table = table_of(qtbot, rows)
    before = table.view.columnWidth(3)
    table.view.go_to_row(199)
    qtbot.waitUntil(lambda: table.model.row(199) is not None)
    assert table.view.columnWidth(3) == before


def test_another_list_in_the_same_table_is_measured_anew(qtbot: QtBot):
    table = table_of(qtbot, [{"name": "Lu", "school": "", "post": "Head"}] * 60)
    before = table.view.columnWidth(3)
    fill(qtbot, table, [{"name": "Lu", "school": "", "post": LONG}] * 60)
    assert table.view.columnWidth(3) == before
    table.view.measure_anew()
    fill(qtbot, table, [{"name": "Lu", "school": "", "post": LONG}] * 60)
    assert is_whole(table, 0, "post")


def test_words_keep_the_card_s_margin_at_both_ends(qtbot: QtBot):
    columns = (Column("a", "A"), Column("b", "B", 80, right=True))
    table = RecordsTable(Texts("en"), LocalModel(columns), "Figures", checkable=False)
    qtbot.addWidget(table)
    assert (table.view.pads(0)[0], table.view.pads(1)[1]) == (15, 15)
    table.show_columns(["a"])
    assert table.view.pads(0) == (15, 15)


@pytest.mark.parametrize("two_line", [False, True])
@pytest.mark.parametrize(
    "cell",
    [
        Cell("The first lesson of the term, held together with the partner school"),
        Cell("Lesson", second="with the partner school and with everybody who wanted to come along"),
        Cell("Lesson of the partner", tag="recorded there"),
        Cell("Lesson of the partner", state=State.AT_RISK),
        Cell("A lesson, bold", bold=True, hint="Why: 3 < 4 & more"),
    ],
)
def test_what_is_cut_is_told_whole_under_the_mouse(qtbot: QtBot, cell: Cell, two_line: bool):
    columns = (Column("a", "A", 60, sortable=False), Column("b", "B"))
    model = LocalModel(columns)
    table = RecordsTable(Texts("en"), model, "Work", checkable=False, two_line=two_line)
    qtbot.addWidget(table)
    table.resize(460, 300)
    table.show()
    fill(qtbot, table, [{"a": cell, "b": "words that need all the room there is in this narrow table"}])
    header = table.view.horizontalHeader()
    place = table.view.visualRect(model.index(0, 0)).center()
    header.resizeSection(0, CellMeasure(two_line=two_line).width_of(cell) + sum(table.view.pads(0)) - 1)
    said = told(table.view.viewport(), place)
    assert all(part in said for part in (*cell.said, cell.hint))
    header.resizeSection(0, CellMeasure(two_line=two_line).width_of(cell) + sum(table.view.pads(0)))
    assert table.view.whole(model.index(0, 0)) == cell.hint


def test_a_heading_that_is_cut_is_told_whole(qtbot: QtBot):
    table = table_of(
        qtbot, [{"name": "Lu"}], (Column("name", "A heading of some length", 90), Column("b", "B"))
    )
    header = table.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 12, 12)
    assert not told(header.viewport(), place)
    header.resizeSection(1, 60)
    assert told(header.viewport(), place) == "A heading of some length"


@pytest.mark.parametrize("words", ["语文 & 数学", "3 < 4", "一行\n两行", "长" * 80, "短"])
def test_a_tip_shows_words_as_they_are(qapp: QApplication, words: str):
    assert as_shown(tip(words)) == words


def test_what_most_rows_need_goes_before_what_a_single_row_needs():
    kinds, evidence = Wish(92, 400, usual=230), Wish(112, 205, usual=110)
    topic = Wish(0, 300, stretches=True, usual=300)
    assert share_room((kinds, evidence, topic), 644) == (230, 114, 300)


@pytest.mark.parametrize(("count", "left_out"), [(1, 0), (4, 0), (9, 0), (10, 1), (20, 2)])
def test_nine_of_ten_rows_are_none_fewer_where_there_are_few(qtbot: QtBot, count: int, left_out: int) -> None:
    cells = [Cell("m" * (number + 1)) for number in range(count)]
    measure = CellMeasure(two_line=False)
    longest, usual = measure.longest(cells)
    assert longest == measure.width_of(cells[-1])
    assert usual == measure.width_of(cells[-1 - left_out])
