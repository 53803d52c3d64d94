"""A request is answered, a donation is added up, an achievement stands by its level."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.changes import change
from edudesk.services.records import all_of
from edudesk.ui import printing
from edudesk.ui.desk import Opened
from edudesk.ui.pages.others import OthersPage
from edudesk.ui.session import Session
from edudesk.ui.widgets.words import Link, Words
from tests.ui.asking import LONG, Said, Went, told


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> OthersPage:
    made = OthersPage(session)
    qtbot.addWidget(made)
    made.resize(1182, 640)
    made.show()
    qtbot.waitUntil(lambda: made.book.model.total == 4 and made.request_pane.title.text() != "", timeout=LONG)
    return made


def cells(page: OthersPage, column: str) -> list[str]:
    model = page.book.model
    rows = [model.row(number) for number in range(model.total)]
    return [row.cell(column).text for row in rows if row]


def test_a_request_is_answered_noted_and_undone(
    qtbot: QtBot, page: OthersPage, session: Session, went: Went, said: Said
) -> None:
    before = cells(page, "state")
    assert before[0] == "待响应"
    page.book.table.view.setFocus()
    qtbot.mouseClick(page.request_pane.answer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(went), timeout=LONG)
    (music,) = [
        one for one in told(qtbot, session, lambda o: all_of(o.archive, "request")) if "合唱" in one.title
    ]
    code, place = went[0]
    assert code == "record"
    assert place["content"]["request_id"] == music.id
    page.request_pane.states["answered"].trigger()
    qtbot.waitUntil(lambda: cells(page, "state") == ["已落实", *before[1:]], timeout=LONG)
    assert [words for words, _change in said] == ["已记为已落实"]


def test_the_answers_of_a_request_are_a_click_away(qtbot: QtBot, page: OthersPage, went: Went) -> None:
    answered = next(row for row in map(page.book.model.row, range(4)) if row and row.data)
    page.book.table.select(answered.id)
    qtbot.waitUntil(lambda: page.request_pane.shown == answered.id, timeout=LONG)

    def link() -> Link | None:
        links = page.request_pane.findChildren(Link)
        return next((one for one in links if one.accessibleName().startswith("响应活动")), None)

    qtbot.waitUntil(lambda: link() is not None, timeout=LONG)
    found = link()
    assert found is not None
    found.click()
    assert went[0][0] == "activity"
    assert len(went[0][1]["ids"]) == answered.data


def test_donations_are_added_up_and_levels_stand_by_rank(qtbot: QtBot, page: OthersPage) -> None:
    page.show_tab("donations")
    book = page.book
    qtbot.waitUntil(lambda: book.model.total == 3, timeout=LONG)
    qtbot.waitUntil(lambda: "合计 15,392 元" in book.table.footer.words, timeout=LONG)
    book.text.setText("足球")
    qtbot.waitUntil(lambda: book.model.total == 1, timeout=LONG)
    page.show_tab("achievements")
    qtbot.waitUntil(lambda: page.book.model.total > 1, timeout=LONG)
    page.book.model.sort_by("level", descending=True)
    qtbot.waitUntil(lambda: cells(page, "level") == ["县级", "县级", "县级", "市级"], timeout=LONG)
    page.book.model.sort_by("level", descending=False)
    qtbot.waitUntil(lambda: cells(page, "level")[0] == "市级", timeout=LONG)


def test_who_gave_to_whom_is_said_as_far_as_it_is_told(
    qtbot: QtBot, page: OthersPage, session: Session
) -> None:
    def give(opened: Opened) -> None:
        school = opened.archive.holder_id
        with change(opened.archive, "donation.create", opened.clock.now()) as writing:
            for told in ({}, {"from_name": "县图书馆"}, {"to_id": school}):
                writing.create("donation", {"purpose": "书", "dated": date(2026, 5, 19), **told})

    page.show_tab("donations")
    session.desk.change(session, give)
    qtbot.waitUntil(lambda: page.book.model.total == 6, timeout=LONG)
    qtbot.waitUntil(lambda: len(cells(page, "way")) == 6, timeout=LONG)
    assert {"", "来自县图书馆", "给云杉小学"} <= set(cells(page, "way"))
    assert cells(page, "value").count("—") == 3  # nobody said what they are worth


def test_a_request_without_an_answer_has_0_of_them_and_a_day_nobody_said_is_a_dash(
    qtbot: QtBot, page: OthersPage, session: Session
) -> None:
    def ask_for(opened: Opened) -> None:
        with change(opened.archive, "request.create", opened.clock.now()) as writing:
            writing.create("request", {"topic": "足球教练", "state": "open"})

    session.desk.change(session, ask_for)
    qtbot.waitUntil(lambda: "足球教练" in cells(page, "topic"), timeout=LONG)
    at = cells(page, "topic").index("足球教练")
    assert (cells(page, "answers")[at], cells(page, "wanted")[at]) == ("0 次", "—")


def test_an_empty_list_says_what_to_do(qtbot: QtBot, empty_session: Session) -> None:
    wanted: list[tuple[str, dict[str, Any]]] = []
    empty_session.wanted.connect(lambda code, place: wanted.append((code, place)))
    page = OthersPage(empty_session)
    qtbot.addWidget(page)
    page.show()
    page.add.click()
    assert wanted == [("make", {"type": "request", "content": {}})]


def test_the_registers_are_printed_for_each_community(
    qtbot: QtBot, page: OthersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(printing, "open_path", opened.append)
    assert not page.registers.isVisible()
    page.show_tab("donations")
    assert page.registers.isVisible()
    qtbot.waitUntil(page.registers.isEnabled, timeout=LONG)
    menu = page.registers.menu()
    told = [action for action in menu.actions() if action.text().startswith("捐赠登记表")]
    assert len(told) == 6
    told[0].trigger()
    qtbot.waitUntil(lambda: bool(opened), timeout=LONG)
    assert opened[0].read_bytes().startswith(b"%PDF")
    page.show_tab("achievements")
    assert page.registers.menu().actions()[1].text().startswith("成果一览表")


def test_what_stands_above_the_facts_of_a_request_is_not_said_again(qtbot: QtBot, page: OthersPage) -> None:
    title = page.request_pane.title.text()
    assert title.startswith("希望有一位音乐教师")
    words = [one.text() for one in page.request_pane.findChildren(Words) if not one.isHidden()]
    assert words.count(title) == 1
    assert "待响应" not in words
    assert "为六月的童谣节做准备。" in words
