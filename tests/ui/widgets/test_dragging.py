"""What is dragged by the mouse: photos into another order, columns of a table, and their edges."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services.preferences import Preferences
from edudesk.texts import Texts
from edudesk.ui.widgets.photos import Photo, PhotoStrip
from edudesk.ui.widgets.table_model import CHECK
from edudesk.ui.widgets.tables import RecordsTable
from tests.ui.widgets.dragging import carry, drag, let_go
from tests.ui.widgets.test_tables import Desk, table_of

NAMES = "abcdefgh"


@pytest.fixture
def strip(qtbot: QtBot) -> PhotoStrip:
    """Two lines of tiles that are moved as a page does it."""
    made = PhotoStrip(Texts("zh"))
    qtbot.addWidget(made)
    made.set_photos(Photo(name, f"{name}.jpg") for name in NAMES)
    made.resize(640, made.height())

    def move(photo_id: str, place: int) -> None:
        left = [photo for photo in made.photos() if photo.id != photo_id]
        photo = next(photo for photo in made.photos() if photo.id == photo_id)
        made.set_photos([*left[:place], photo, *left[place:]])

    made.moved.connect(move)
    with qtbot.waitExposed(made):
        made.show()
    return made


def order(strip: PhotoStrip) -> str:
    return "".join(photo.id for photo in strip.photos())


def middle(strip: PhotoStrip, name: str) -> QPoint:
    return strip._tile(order(strip).index(name)).center()


@pytest.mark.parametrize(
    ("name", "to", "side", "expected"),
    [
        ("a", "c", 20, "bcadefgh"),
        ("a", "c", -20, "bacdefgh"),
        ("h", "a", -20, "habcdefg"),
        ("b", "h", 20, "acdefghb"),
        ("f", "b", 20, "abfcdegh"),
        ("c", "c", 15, "abcdefgh"),
        ("c", "d", -20, "abcdefgh"),
    ],
)
def test_a_photo_is_carried_to_another_place(
    strip: PhotoStrip, name: str, to: str, side: int, expected: str
) -> None:
    drag(strip.viewport(), middle(strip, name), middle(strip, to) + QPoint(side, 0))
    assert order(strip) == expected
    assert strip.viewport().cursor().shape() is not Qt.CursorShape.ClosedHandCursor


def test_a_carried_photo_is_the_current_one_and_nothing_is_opened(qtbot: QtBot, strip: PhotoStrip) -> None:
    with qtbot.assertNotEmitted(strip.opened):
        drag(strip.viewport(), middle(strip, "a"), middle(strip, "d") + QPoint(20, 0))
    assert strip.photos()[strip.currentIndex().row()].id == "a"
    with qtbot.waitSignal(strip.opened) as opened:
        drag(strip.viewport(), middle(strip, "b"), middle(strip, "b") + QPoint(2, 0))  # a hand that trembles
    assert opened.args == ["b"]


def test_what_is_carried_stays_by_escape_or_outside(qtbot: QtBot, strip: PhotoStrip) -> None:
    strip.setFocus()
    end = middle(strip, "e")
    carry(strip.viewport(), [middle(strip, "a"), end])
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(strip.opened):
        let_go(strip.viewport(), end)
    assert order(strip) == NAMES
    outside = QPoint(end.x(), strip.height() + 200)
    with qtbot.assertNotEmitted(strip.opened):
        drag(strip.viewport(), middle(strip, "a"), end, outside)
    assert order(strip) == NAMES
    drag(strip.viewport(), middle(strip, "a"), outside, middle(strip, "b") + QPoint(20, 0))
    assert order(strip) == "bacdefgh"


def test_photos_that_change_under_the_hand_are_not_taken_for_others(strip: PhotoStrip) -> None:
    start = middle(strip, "a")
    carry(strip.viewport(), [start])
    strip.remove("a")
    end = middle(strip, "e")
    carry(strip.viewport(), [start, end])
    strip.remove("b")
    let_go(strip.viewport(), end)
    assert order(strip) == "cdefgh"


def test_a_strip_to_look_at_is_not_rearranged(qtbot: QtBot) -> None:
    strip = PhotoStrip(Texts("zh"), editable=False)
    qtbot.addWidget(strip)
    strip.set_photos(Photo(name, f"{name}.jpg") for name in NAMES)
    strip.resize(640, strip.height())
    with qtbot.waitExposed(strip):
        strip.show()
    with qtbot.assertNotEmitted(strip.moved):
        drag(strip.viewport(), middle(strip, "a"), middle(strip, "c"))


def column(table: RecordsTable, code: str, share: float = 0.5) -> QPoint:
    header = table.view.horizontalHeader()
    at = [one.code for one in table.model.columns].index(code)
    left, wide = header.sectionViewportPosition(at), header.sectionSize(at)
    return QPoint(left + round(wide * share), header.height() // 2)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Preferences]:
    own = Preferences(tmp_path / "settings.json")
    yield own
    own.flush()


@pytest.fixture
def table(qtbot: QtBot, kept: Preferences) -> RecordsTable:
    """A table whose columns are kept."""
    made = table_of(qtbot, Desk(20))
    made.keep_in(kept, "test.columns")
    QApplication.processEvents()
    return made


def test_a_column_is_carried_to_another_place_and_stays_there(
    qtbot: QtBot, table: RecordsTable, kept: Preferences
) -> None:
    header = table.view.horizontalHeader()
    order = table.model.sort_code, table.model.descending
    drag(header.viewport(), column(table, "day"), column(table, "topic", 0.8))
    assert [one.code for one in table.seen_columns()] == ["topic", "day", "files"]
    assert (table.model.sort_code, table.model.descending) == order  # it was no click
    drag(header.viewport(), column(table, "files"), column(table, "topic", 0.2))
    assert [one.code for one in table.seen_columns()] == ["files", "topic", "day"]

    again = table_of(qtbot, Desk(20))
    again.keep_in(kept, "test.columns")
    assert [one.code for one in again.seen_columns()] == ["files", "topic", "day"]


def test_the_boxes_stay_at_the_left(table: RecordsTable) -> None:
    header = table.view.horizontalHeader()
    drag(header.viewport(), column(table, "topic"), QPoint(4, 10))
    assert header.logicalIndex(0) == 0
    assert table.model.columns[0].code == CHECK
    drag(header.viewport(), column(table, CHECK), column(table, "files"))
    assert header.logicalIndex(0) == 0
    assert not table.model.checked


def test_a_click_after_a_drag_sorts(table: RecordsTable) -> None:
    header = table.view.horizontalHeader()
    drag(header.viewport(), column(table, "day"), column(table, "topic", 0.8))
    assert table.model.sort_code == "day"
    drag(header.viewport(), column(table, "topic"))
    assert table.model.sort_code == "topic"


def test_an_edge_is_pulled_and_the_width_stays(qtbot: QtBot, table: RecordsTable, kept: Preferences) -> None:
    header = table.view.horizontalHeader()
    before = header.sectionSize(1)
    edge = column(table, "day", 1.0) - QPoint(1, 0)
    drag(header.viewport(), edge, edge + QPoint(40, 0))
    assert header.sectionSize(1) == before + 40
    assert table.model.sort_code == "day"
    again = table_of(qtbot, Desk(20))
    again.keep_in(kept, "test.columns")
    assert again.view.horizontalHeader().sectionSize(1) == before + 40
