"""The chip of a column that a list is narrowed by says what is asked for, what is empty too."""

from pytestqt.qtbot import QtBot

from edudesk.services.listing.column_words import ColumnWords
from edudesk.texts import Texts
from edudesk.ui.widgets.table_local import LocalModel
from edudesk.ui.widgets.tables import Column, RecordsTable, Row


def test_what_is_empty_in_a_column_is_asked_for_and_kept_by_the_card(qtbot: QtBot):
    model = LocalModel((Column("topic", "主题"), Column("pages", "页数", 90)))
    table = RecordsTable(Texts("zh"), model, "材料")
    qtbot.addWidget(table)
    table.resize(760, 460)
    table.show()
    model.set_rows(
        [Row(words, {"topic": words, "pages": pages}) for words, pages in (("甲", "3"), ("乙", ""))]
    )
    model.narrow(ColumnWords("pages", picked=("",)))
    qtbot.waitUntil(lambda: model.is_loaded and model.total == 1)
    assert table.chips.words == "页数：空着的"
    table.ask_narrowing("pages")
    qtbot.waitUntil(lambda: table.card is not None)
    card = table.card
    assert card is not None
    assert [check.text() for check in card.checks if check.isChecked()] == ["空着的"]
    card.apply()
    assert model.narrowed == (ColumnWords("pages", picked=("",)),)
