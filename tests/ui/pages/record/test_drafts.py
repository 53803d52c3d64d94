"""What is typed and not yet saved: on the disk at once, and there again."""

import json
import time

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.ui.pages.record import RecordPage
from edudesk.ui.session import Session
from edudesk.ui.widgets.dialogs import Question
from tests.ui.pages.record.conftest import WAIT
from tests.ui.pages.record.hands import drafts, notices, page_again, press_link, type_day, type_topic
from tests.ui.widgets.composing import write


def test_a_key_is_on_the_disk_within_a_second(qtbot: QtBot, page: RecordPage) -> None:
    page.form.day.line.clear()
    page.form.day.line.setFocus()
    began = time.monotonic()
    qtbot.keyClicks(page.form.day.line, "12.")
    qtbot.waitUntil(lambda: bool(drafts(page.session)), timeout=1000)
    assert time.monotonic() - began < 1
    qtbot.waitUntil(lambda: "草稿已自动存好" in page.frame.kept.text(), timeout=WAIT)
    kept = json.loads(drafts(page.session)[0].read_text("utf-8"))
    assert "12." in json.dumps(kept, ensure_ascii=False)


def test_a_draft_comes_back_as_it_was_typed(qtbot: QtBot, page: RecordPage, session: Session) -> None:
    type_topic(page, "写到一半")
    type_day(qtbot, page, "12.")
    page.form.people.theirs.line.setFocus()
    write(page.form.people.theirs.line, "莫")
    told = page.form.told()
    page.leave()
    qtbot.waitUntil(lambda: bool(drafts(session)), timeout=WAIT)
    session.setProperty("record-in-hand", "")  # as after the program was started again
    again = page_again(qtbot, session)
    assert notices(again) == ["有 1 次没写完：写到一半"]
    press_link(qtbot, again, "接着写")
    qtbot.waitUntil(lambda: again.form.topic.text() == "写到一半", timeout=WAIT)
    assert again.form.told() == told
    assert again.form.day.line.text() == "12."


def test_a_page_made_anew_goes_on_with_what_is_in_hand(
    qtbot: QtBot, page: RecordPage, session: Session
) -> None:
    type_topic(page, "换了大字")
    page.leave()
    again = page_again(qtbot, session)
    assert again.form.topic.text() == "换了大字"
    press_link(qtbot, again, "另记一次")
    qtbot.waitUntil(lambda: again.form.topic.text() == "", timeout=WAIT)
    assert drafts(session)


def test_leaving_without_saving_asks_once_and_drops_the_draft(
    qtbot: QtBot, page: RecordPage, session: Session
) -> None:
    type_topic(page, "不要的")
    qtbot.waitUntil(lambda: bool(drafts(session)), timeout=WAIT)
    qtbot.mouseClick(page.frame.cancel, Qt.MouseButton.LeftButton)
    question = next(one for one in page.window().findChildren(Question) if one.isVisible())
    question.yes.click()
    qtbot.waitUntil(lambda: not drafts(session), timeout=WAIT)
    assert page._begun is None


def test_coming_back_goes_on_with_what_was_being_written(page: RecordPage) -> None:
    type_topic(page, "写到一半")
    page.leave()
    page.hide()
    page.show()
    page.go_to()
    assert page.form.topic.text() == "写到一半"
