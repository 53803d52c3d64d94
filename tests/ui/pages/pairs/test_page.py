"""师徒结对 by keys and mouse: looking, recording, a new pair, reviews of a term, an early end, undo."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edudesk.services import drafts
from edudesk.services.calendar import TermCode
from edudesk.services.records import all_of, get
from edudesk.services.undo import undo
from edudesk.ui.pages.pairs import PairsPage
from edudesk.ui.pages.pairs.ending import EndDialog
from edudesk.ui.session import Session

LONG = 20_000


def told(qtbot: QtBot, session: Session, question: Any) -> Any:
    found: list[Any] = []
    session.desk.ask(session, question, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def write(field: QWidget, words: str) -> None:
    """Commit words as an input method does."""
    composed = QInputMethodEvent()
    composed.setCommitString(words)
    QApplication.sendEvent(field, composed)


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> PairsPage:
    session.preferences.keep_state("pairs.view", "cards")
    made = PairsPage(session)
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    qtbot.waitUntil(lambda: made.pane.seen is not None, timeout=LONG)
    return made


def names(page: PairsPage) -> list[str]:
    return [card.mentors[0].name for card in page.shown]


def test_the_daily_work_with_pairs(qtbot: QtBot, session: Session, page: PairsPage):
    went: list[tuple[str, Any]] = []
    said: list[tuple[str, str]] = []
    session.wanted.connect(lambda to, place: went.append((to, place)))
    session.said.connect(lambda words, back: said.append((words, back)))

    # Looking: the title answers, cards are reached by arrows, the pane follows.
    assert page.title.title == "5月还有 3/5 对没有活动"
    assert names(page)[:3] == ["贺景行", "唐晚晴", "叶知秋"]
    first, second = page.cards.cards[:2]
    assert "4月 1 次；5月 没有活动" in first.accessibleName()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert page.focusWidget() is second
    qtbot.waitUntil(lambda: page.pane.shown == second.card.id and page.pane.seen is not None, timeout=LONG)
    idle = page.filters.which._buttons["idle"]
    click(qtbot, idle)
    assert len(page.shown) == 3
    page.focus_filter()
    qtbot.keyClicks(page.filters.text, "hjx")
    assert names(page) == ["贺景行"]
    page.filters.clear()

    # Recording: the form is told the pair, both people with their sides, the kind and the schools.
    card = next(one for one in page.cards.cards if one.card.mentors[0].name == "贺景行")
    click(qtbot, card.step)
    qtbot.waitUntil(lambda: bool(went), timeout=LONG)
    to, place = went.pop()
    assert to == "record"
    content = place["content"]
    assert [(row["name"], row["role"], row["side"]) for row in content["people"]] == [
        ("贺景行", "mentor", "helper"),
        ("韦志航", "apprentice", "helped"),
    ]
    assert (content["kinds"], content["subjects"], len(content["schools"])) == (["mentoring"], ["maths"], 2)

    # The list says the same; the time line leads to each activity.
    click(qtbot, page.view._buttons["list"])
    qtbot.waitUntil(lambda: page.table.model.total == 5, timeout=LONG)
    assert page.table.isVisible()
    click(qtbot, page.view._buttons["cards"])
    page.go_to(id=card.card.id)
    wanted = card.card.id

    def is_shown() -> bool:
        seen = page.pane.seen
        return seen is not None and seen.detail.card.id == wanted and page.pane.line.isVisible()

    qtbot.waitUntil(is_shown, timeout=LONG)
    entry = page.pane.line.entries[0]
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert went.pop() == ("activity", {"id": entry.line.id})

    # A new pair: two names by initials and Enter, a duty by a click, saved by the button.
    click(qtbot, page.add_button)
    qtbot.waitUntil(lambda: page.form.is_ready, timeout=LONG)
    form = page.form
    assert page.has_primary
    for part, typed in (("mentor", "gtx"), ("apprentice", "lhb,mcy")):
        qtbot.keyClicks(form.people[part].line, typed)
        qtbot.keyClick(form.people[part].line, Qt.Key.Key_Return)
    assert form.days["starts_on"].date() == date(2025, 9, 1)
    assert form.name.text().count("—") == 1
    click(qtbot, form.duties["mentor"].offers["listen-7"])
    assert form.duties["mentor"].words.text() == "每学期听徒弟课不少于7节。"
    click(qtbot, form.save_button)
    qtbot.waitUntil(lambda: bool(said) and said[-1][0] == "已结对", timeout=LONG)
    pairs = told(qtbot, session, lambda opened: all_of(opened.archive, "mentor-pair"))
    made = pairs[-1]
    assert len(pairs) == 6
    assert [row["part"] for row in made.content["people"]] == ["mentor", "apprentice", "apprentice"]
    assert made.content["mentor_duties"] == "每学期听徒弟课不少于7节。"
    qtbot.waitUntil(lambda: page.pane.shown == made.id and len(page.shown) == 6, timeout=LONG)

    # The term as both sides see it: who has not written is named; one writes, the other waits.
    page.open_reviews(card.card.id, "2025-1")
    qtbot.waitUntil(lambda: len(page.reviews.cards) == 2, timeout=LONG)
    mentor, apprentice = page.reviews.cards
    write(mentor.body_field, "敢放手了")
    with qtbot.waitSignal(mentor.keeper.kept, timeout=5000):
        pass
    (draft,) = told(qtbot, session, lambda opened: drafts.waiting(opened.archive).drafts)
    assert (draft.type, draft.content["body"], draft.content["by"]) == ("opinion", "敢放手了", "贺景行")
    assert not apprentice.is_touched
    click(qtbot, page.reviews.save_button)
    qtbot.waitUntil(lambda: said[-1][0] == "评议已存好", timeout=LONG)
    (opinion,) = told(qtbot, session, lambda opened: all_of(opened.archive, "opinion", about_id=card.card.id))
    assert opinion.content["dated"] <= date(2026, 2, 28)
    assert told(qtbot, session, lambda opened: drafts.waiting(opened.archive).drafts) == ()

    # An early end asks for its reason; the pair stays as history, and undo lets it run again.
    page.go_to(id=made.id)
    qtbot.waitUntil(
        lambda: page.pane.seen is not None and page.pane.seen.detail.card.id == made.id, timeout=LONG
    )
    page.pane.end.trigger()
    dialog = page.window().findChild(EndDialog)
    assert dialog is not None
    click(qtbot, dialog.outcome._buttons["ended"])
    click(qtbot, dialog.do)
    assert dialog.because_row.box.error == "写几个字，为什么结束"
    write(dialog.because, "徒弟调走")
    click(qtbot, dialog.do)
    qtbot.waitUntil(lambda: said[-1][0].endswith("已结束"), timeout=LONG)
    page.filters.choose("ended")
    qtbot.waitUntil(lambda: [one.id for one in page.shown] == [made.id], timeout=LONG)
    change = said[-1][1]
    session.desk.change(session, lambda opened: undo(opened.archive, change, opened.clock.now()))
    qtbot.waitUntil(lambda: not page.shown, timeout=LONG)
    assert page.empty.isVisible()
    assert "completion" not in told(qtbot, session, lambda opened: get(opened.archive, made.id).content)


def test_what_was_typed_is_there_again_after_a_crash(qtbot: QtBot, session: Session, page: PairsPage):
    page.open_form({})
    qtbot.waitUntil(lambda: page.form.is_ready, timeout=LONG)
    write(page.form.people["mentor"].line, "外校张老师")
    qtbot.keyClick(page.form.people["mentor"].line, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.form.keeper.kept, timeout=5000):
        pass
    again = PairsPage(session)
    qtbot.addWidget(again)
    again.show()
    again.open_form({})
    qtbot.waitUntil(lambda: again.form.is_ready, timeout=LONG)
    assert [one.name for one in again.form.people["mentor"].tokens()] == ["外校张老师"]
    assert again.form.kept.text() == "接着上次没存的写"
    again.form.save()
    assert again.form.rows["apprentice"].box.error == "徒弟是谁"

    # Its name in the navigation leads back to the pairs, and where none runs all are offered.
    again.to_start()
    assert again.cards.isVisible()
    session.set_term(TermCode(2024, 2))
    qtbot.waitUntil(again.empty.isVisible, timeout=LONG)
    click(qtbot, again.empty.button)
    qtbot.waitUntil(lambda: len(again.shown) == 5, timeout=LONG)
