"""What the tests of the page of an activity do with their hands, and what they look at."""

from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.records import Record, all_of
from edudesk.ui.pages.record import RecordPage
from edudesk.ui.pages.record.ground import Begun
from edudesk.ui.session import Session
from edudesk.ui.widgets.chips import Chip
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Link
from tests.ui.asking import Ask
from tests.ui.pages.record.conftest import WAIT
from tests.ui.widgets.composing import write

TODAY = date(2026, 5, 20)
"""The demonstration's day."""


def choose_kind(qtbot: QtBot, page: RecordPage, words: str) -> None:
    """Click the kind of activity with these words."""
    chip = next(one for one in page.form.kinds.findChildren(Chip) if one.text() == words)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def type_topic(page: RecordPage, words: str) -> None:
    page.form.topic.setFocus()
    write(page.form.topic, words)


def type_day(qtbot: QtBot, page: RecordPage, words: str) -> None:
    """Put other words where the day stands: figures by keys, others as an input method commits them."""
    line = page.form.day.line
    line.clear()
    if words.isascii():
        qtbot.keyClicks(line, words)
    else:
        write(line, words)


def save(qtbot: QtBot, page: RecordPage) -> None:
    """Press Ctrl+S and wait until it is said that the activity is saved."""
    with qtbot.waitSignal(page.session.said, timeout=WAIT):
        qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def page_again(qtbot: QtBot, session: Session, **place: Any) -> RecordPage:
    """Return the page made anew, as after another type size or a new start."""
    again = RecordPage(session)
    qtbot.addWidget(again)
    again.show()
    again.go_to(**place)
    qtbot.waitUntil(lambda: again.is_ready, timeout=WAIT)
    return again


def begun(page: RecordPage) -> Begun:
    """Return what the page was begun with."""
    assert page._begun is not None
    return page._begun


def is_shown(page: RecordPage, record_id: str) -> bool:
    return page._begun is not None and page._begun.record_id == record_id


def newest(ask: Ask) -> Record:
    """Return the activity that was entered last."""
    record: Record = ask(lambda opened: all_of(opened.archive, "activity")[-1])
    return record


def drafts(session: Session) -> list[Path]:
    """Return the files of what is typed and not yet saved."""
    return sorted((session.desk.folder / "drafts").glob("*.json"))


def photo(folder: Path, name: str, colour: str = "red") -> Path:
    """Make a small photo."""
    path = folder / name
    picture = Image.new("RGB", (64, 48), colour)
    picture.paste("white", (0, 0, 20, 30))
    picture.paste("black", (40, 10, 60, 40))
    picture.save(path, "JPEG")
    return path


def notices(page: RecordPage) -> list[str]:
    """Return what the notices say that are seen."""
    return [one.accessibleName() for one in page.frame.findChildren(Notice) if one.isVisible()]


def press_link(qtbot: QtBot, page: RecordPage, words: str) -> None:
    """Click the link with these words."""
    link = next(one for one in page.frame.findChildren(Link) if one.text() == words and one.isVisible())
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
