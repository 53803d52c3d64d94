"""收照片 by keys: a card is looked through, photos go to the activity of their day, pairs are looked at."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from edudesk.services.intake import Place
from edudesk.services.records import all_of
from edudesk.services.twins import twin_pairs
from edudesk.services.undo import undo
from edudesk.ui.pages.intake import IntakePage, questions
from edudesk.ui.session import Session
from edudesk.ui.widgets.cards import Separator
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.laid import parts_of
from edudesk.ui.widgets.words import Link
from tests.ui.asking import LONG, Said, Went, told

TAKEN = (datetime(2026, 5, 13, 10, 20), datetime(2026, 5, 13, 11, 5), datetime(2026, 5, 16, 9, 0))


def card(folder: Path) -> Path:
    camera = folder / "stick" / "DCIM"
    camera.mkdir(parents=True)
    for number, at in enumerate(TAKEN):
        image = Image.new("RGB", (320, 240), "white")
        ImageDraw.Draw(image).ellipse(
            (number * 60, 20, number * 60 + 150, 200), ("navy", "gold", "red")[number]
        )
        image.save(camera / f"IMG_{at:%Y%m%d_%H%M%S}.jpg")
    return camera


def test_a_card_is_looked_through_and_its_photos_go_to_their_activities(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: Any, said: Said
) -> None:
    camera = card(tmp_path)
    place = Place("KINGSTON", camera.parent, camera, camera=True)
    monkeypatch.setattr(questions, "places", lambda _archive, _job: (place,))
    before = {path.name: path.read_bytes() for path in camera.iterdir()}
    page = IntakePage(session)
    qtbot.addWidget(page)
    page.resize(1182, 640)
    page.show()
    gone: Went = []
    session.wanted.connect(lambda code, where: gone.append((code, where)))

    qtbot.waitUntil(lambda: camera in page.sources.drives, timeout=LONG)
    assert page.has_primary
    page.sources.drives[camera].setFocus()
    qtbot.keyClick(page.sources.drives[camera], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.days.rows.days) == 2, timeout=LONG)
    assert page.side.target.buttons == {} or not any(
        one.isEnabled() for one in page.side.target.buttons.values()
    )

    qtbot.keyClick(page.days, Qt.Key.Key_Down)
    assert page.head.text() == "5月13日 周三　2 张"
    qtbot.waitUntil(lambda: all(one.thumbnail is not None for one in page.grid.photos()), timeout=LONG)
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    qtbot.keyClick(page.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.grid.chosen()) == 2
    about, button = next(iter(page.side.target.buttons.items()))
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert said[0][0] == "收了 2 张照片"

    def papers(opened: Any) -> int:
        return sum(
            one.content["name"] in before for one in all_of(opened.archive, "evidence", about_id=about)
        )

    assert told(qtbot, session, papers) == 2
    assert {path.name: path.read_bytes() for path in camera.iterdir()} == before
    qtbot.waitUntil(lambda: [day.there for day in page.days.rows.days] == [0, 2], timeout=LONG)
    assert [one.warning for one in page.grid.photos()] == ["已收", "已收"]
    assert told(qtbot, session, lambda opened: undo(opened.archive, said[0][1], opened.clock.now()))
    assert told(qtbot, session, papers) == 0

    qtbot.keyClick(page.days, Qt.Key.Key_Up)
    qtbot.keyClick(page.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.side.target.new, Qt.Key.Key_Space)
    assert gone[-1][0] == "record"
    assert gone[-1][1]["content"] == {"starts_on": TAKEN[2].date().isoformat()}
    assert [path.name for path in gone[-1][1]["files"]] == ["IMG_20260516_090000.jpg"]

    page.go_to(view="twins")
    qtbot.waitUntil(lambda: bool(page.twins.cards), timeout=LONG)
    qtbot.keyClick(page.twins.cards[0].in_order, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.twins.cards, timeout=LONG)
    assert told(qtbot, session, lambda opened: (twin_pairs(opened.archive),)) == ((),)

    # What was answered is seen below, and asked again from there.
    qtbot.waitUntil(page.twins.settled.isVisible, timeout=LONG)
    again = next(one for one in page.twins.settled.findChildren(Link) if one.text() == "再看看")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.twins.cards), timeout=LONG)


@pytest.fixture
def page(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> IntakePage:
    """Return the page at the size of a laptop, without a stick and without the same picture twice."""
    monkeypatch.setattr(questions, "places", lambda _archive, _job: ())
    monkeypatch.setattr(questions, "pairs", lambda _archive, _job: ())
    made = IntakePage(session)
    qtbot.addWidget(made)
    made.resize(1182, 640)
    made.show()
    return made


def test_all_ways_to_photos_have_the_same_air(page: IntakePage) -> None:
    rows = [one.geometry().height() for one in parts_of(page.sources.body) if not isinstance(one, Separator)]
    assert len(rows) == 4
    assert len(set(rows)) == 1


def test_what_is_empty_says_so_in_the_middle_of_the_page(
    qtbot: QtBot, page: IntakePage, tmp_path: Path
) -> None:
    def is_in_the_middle(empty: EmptyState) -> bool:
        place = empty.mapTo(page, empty.rect().center()).y()
        below_title = page.scroller.title_bar.mapTo(page, QPoint(0, page.scroller.title_bar.height())).y()
        return abs(place - (below_title + page.height()) // 2) < page.height() // 20

    (tmp_path / "bare").mkdir()
    page.go_to(folder=tmp_path / "bare")
    qtbot.waitUntil(page.empty.isVisible, timeout=LONG)
    qtbot.waitUntil(lambda: is_in_the_middle(page.empty))
    page.go_to(view="twins")
    qtbot.waitUntil(lambda: bool(page.twins.findChildren(EmptyState)), timeout=LONG)
    qtbot.waitUntil(lambda: is_in_the_middle(page.twins.findChildren(EmptyState)[0]))


def test_the_title_says_which_of_both_is_shown(page: IntakePage) -> None:
    assert page.scroller.title_bar.title == "收照片"
    page.go_to(view="twins")
    assert page.scroller.title_bar.title == "相同的照片"
    page.go_to()
    assert page.scroller.title_bar.title == "收照片"
