"""收照片 by keys: a card is looked through, photos go to the activity of their day, pairs are looked at."""

from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.intake import Place
from edudesk.services.records import all_of
from edudesk.services.twins import twin_pairs
from edudesk.services.undo import undo
from edudesk.ui.pages.intake import IntakePage, questions
from edudesk.ui.session import Session

LONG = 20_000
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


def told(qtbot: QtBot, session: Session, question: Any) -> Any:
    found: list[Any] = []
    session.desk.ask(session, question, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def test_a_card_is_looked_through_and_its_photos_go_to_their_activities(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: Any
) -> None:
    camera = card(tmp_path)
    place = Place("KINGSTON", camera.parent, camera, camera=True)
    monkeypatch.setattr(questions, "places", lambda _archive, _job: (place,))
    before = {path.name: path.read_bytes() for path in camera.iterdir()}
    page = IntakePage(session)
    qtbot.addWidget(page)
    page.resize(1182, 640)
    page.show()
    said: list[tuple[str, str]] = []
    session.said.connect(lambda words, change: said.append((words, change)))
    gone: list[tuple[str, dict[str, Any]]] = []
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
