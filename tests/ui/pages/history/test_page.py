"""From a record to its history, and an earlier version brought back by hand."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services.records import all_of, get
from edudesk.services.undo import steps, undo
from edudesk.ui.desk import Opened
from edudesk.ui.pages.history import HistoryPage
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.widgets.dialogs import Question
from edudesk.ui.widgets.states import FactTag
from edudesk.ui.widgets.words import Link, Words
from tests.ui.asking import LONG, told


def change_topic(opened: Opened) -> str:
    from edudesk.services.changes import change

    record = all_of(opened.archive, "activity")[0]
    with change(opened.archive, "activity.edit", opened.clock.now(), subject=record.title) as writing:
        writing.edit(record.id, {"topic": "改过的主题"})
    return record.id


def link_of(page: HistoryPage, words: str) -> Link:
    QApplication.processEvents()  # what was added is shown soon
    return next(one for one in page.findChildren(Link) if one.text() == words and one.isVisible())


def test_a_version_is_brought_back_and_a_step_is_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    before = told(qtbot, window.session, lambda opened: all_of(opened.archive, "activity")[0].title)
    record_id = told(qtbot, window.session, change_topic)
    window.session.go("history", id=record_id)
    page = window.findChild(HistoryPage)
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: len(page.cards) > 1, timeout=LONG)
    assert "改过的主题" in page.scroller.title_bar.title
    link = link_of(page, "恢复成这样")
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(Question) is not None, timeout=LONG)
    question = window.findChild(Question)
    assert isinstance(question, Question)
    qtbot.keyClick(question, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: before in page.scroller.title_bar.title, timeout=LONG)
    assert told(qtbot, window.session, lambda opened: get(opened.archive, record_id).title) == before
    window.session.go("history")
    qtbot.waitUntil(
        lambda: page.scroller.title_bar.title == "档案的历史" and len(page.cards) == 1, timeout=LONG
    )
    link = link_of(page, "撤销")
    assert "恢复活动的早先版本" in link.accessibleName()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: (
            told(qtbot, window.session, lambda opened: get(opened.archive, record_id).title) == "改过的主题"
        ),
        timeout=LONG,
    )


def test_who_and_when_and_what_can_be_done_begin_at_the_same_place_in_every_step(
    qtbot: QtBot, window: MainWindow
) -> None:
    told(qtbot, window.session, change_topic)
    first = told(qtbot, window.session, lambda opened: steps(opened.archive, 1)[0].id)
    told(qtbot, window.session, lambda opened: undo(opened.archive, first, opened.clock.now()))
    window.session.go("history")
    page = window.findChild(HistoryPage)
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: len(page.findChildren(FactTag)) == 1 and len(page.cards) == 1, timeout=LONG)
    card = page.cards[0]
    qtbot.waitUntil(lambda: card.isVisible() and card.width() > 400, timeout=LONG)
    whos = [one for one in card.findChildren(Words) if one.isVisible() and " · " in one.text()]
    assert len(whos) > 2
    assert len({one.mapTo(card, QPoint()).x() for one in whos}) == 1
    ends = [one for kind in (FactTag, Link) for one in card.findChildren(kind) if one.isVisible()]
    assert len({one.mapTo(card, QPoint()).x() for one in ends}) == 1
