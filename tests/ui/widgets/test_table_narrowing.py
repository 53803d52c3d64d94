"""Lists that are narrowed by any column and sorted by meaning, also where they are very long."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from edudesk.services.listing.column_words import ColumnWords
from edudesk.texts import Texts
from edudesk.ui.widgets.table_local import LocalModel
from edudesk.ui.widgets.table_narrowing import NarrowingCard
from edudesk.ui.widgets.tables import Column, RecordsTable, Row

COLUMNS = (Column("day", "日期", 90), Column("topic", "主题"), Column("kind", "类型", 90))
ROWS = (
    ("2025-09-12", "张老师讲课", "讲座"),
    ("", "阿姨说", "送教"),
    ("2025-03-01", "李老师讲课", "讲座"),
    ("2026-01-05", "", "教研"),
    ("2024-12-30", "王老师听课", "送教"),
)


def table_of(qtbot: QtBot, rows: list[Row]) -> RecordsTable:
    table = RecordsTable(Texts("zh"), LocalModel(COLUMNS), "活动")
    qtbot.addWidget(table)
    table.resize(760, 460)
    table.show()
    table.set_footer("全部")
    assert isinstance(table.model, LocalModel)
    table.model.set_rows(rows)
    qtbot.waitUntil(lambda: table.model.is_loaded, timeout=20_000)
    return table


def small() -> list[Row]:
    return [
        Row(str(at), {"day": day, "topic": topic, "kind": kind}) for at, (day, topic, kind) in enumerate(ROWS)
    ]


def order(table: RecordsTable, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: table.model.is_loaded)
    found: list[str] = []
    for number in range(table.model.total):
        row = table.model.row(number)
        assert row is not None
        found.append(row.id)
    return "".join(found)


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [("day", "42031", "30241"), ("topic", "12403", "04213"), ("kind", "02314", "14302")],
)
def test_columns_sort_by_meaning_with_what_is_empty_last(qtbot: QtBot, column: str, up: str, down: str):
    table = table_of(qtbot, small())
    table.model.sort_by(column, descending=False)
    assert order(table, qtbot) == up
    table.model.sort_by(column, descending=True)
    assert order(table, qtbot) == down


def card_of(qtbot: QtBot, table: RecordsTable) -> NarrowingCard:
    qtbot.waitUntil(lambda: table.card is not None)
    assert table.card is not None
    return table.card


def test_a_column_is_narrowed_with_keys_and_its_chip_takes_it_away(qtbot: QtBot):
    table = table_of(qtbot, small())
    table.view.setFocus()
    QTest.keyClick(
        table.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    card = card_of(qtbot, table)
    card.column.set_value("topic")
    card.column.edited.emit()
    QTest.keyClicks(card.text, "lsjk")
    QTest.keyClick(card.text, Qt.Key.Key_Return)
    assert order(table, qtbot) == "02"
    assert table.chips.words == "主题：lsjk"
    assert table.footer.words == "筛选后 2 条"
    table.ask_narrowing("kind")
    card = card_of(qtbot, table)
    assert [check.text() for check in card.checks] == ["讲座", "教研", "送教"]
    card.checks[1].click()
    card.apply()
    qtbot.waitUntil(lambda: table.model.is_loaded)
    assert table.model.total == 0
    table.chips.chips[1].click()
    assert order(table, qtbot) == "02"
    table.chips.clear.click()
    assert order(table, qtbot) == "01234"
    assert (table.chips.isVisible(), table.footer.words) == (False, "全部")


def test_shift_and_arrows_tick_rows(qtbot: QtBot):
    table = table_of(qtbot, small())
    table.view.setFocus()
    table.view.go_to_row(1)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(table.view, key, Qt.KeyboardModifier.ShiftModifier)
    assert table.model.checked == ("1", "2")


def test_a_hundred_thousand_rows_are_sorted_and_narrowed_in_short_steps(qtbot: QtBot):
    names = "赵钱孙李周吴郑王冯陈"
    rows = [
        Row(
            str(at),
            {
                "topic": f"{names[at % 10]}{names[at // 10 % 10]}老师{at}",
                "kind": "讲座" if at % 3 else "教研",
            },
        )
        for at in range(100_000)
    ]
    table = table_of(qtbot, rows)
    beats = 0

    def beat() -> None:
        nonlocal beats
        beats += not table.model.is_loaded

    heart = QTimer(table, interval=0)
    heart.timeout.connect(beat)
    heart.start()
    table.model.sort_by("topic", descending=True)
    table.model.narrow(ColumnWords("kind", picked=("讲座",)))
    qtbot.waitUntil(lambda: table.model.is_loaded, timeout=20_000)
    assert table.model.total == 66_666
    first = table.model.row(0)
    assert first is not None
    assert first.cell("topic").text.startswith("周周")
    assert beats > 10, "it went on in steps, and the window had its turn between them"
