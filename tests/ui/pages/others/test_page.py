"""A request is answered, a donation is added up, an achievement stands by its level."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.records import all_of
from edudesk.ui import printing
from edudesk.ui.pages.others import OthersPage
from edudesk.ui.session import Session
from edudesk.ui.widgets.words import Link

LONG = 20_000


def told(qtbot: QtBot, session: Session, question: Any) -> Any:
    found: list[Any] = []
    session.desk.ask(session, question, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


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


def test_a_request_is_answered_noted_and_undone(qtbot: QtBot, page: OthersPage, session: Session) -> None:
    wanted: list[tuple[str, dict[str, Any]]] = []
    said: list[str] = []
    session.wanted.connect(lambda code, place: wanted.append((code, place)))
    session.said.connect(lambda words, _undo: said.append(words))
    before = cells(page, "state")
    assert before[0] == "待响应"
    page.book.table.view.setFocus()
    qtbot.mouseClick(page.request_pane.answer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(wanted), timeout=LONG)
    (music,) = [
        one for one in told(qtbot, session, lambda o: all_of(o.archive, "request")) if "合唱" in one.title
    ]
    code, place = wanted[0]
    assert code == "record"
    assert place["content"]["request_id"] == music.id
    page.request_pane.states["answered"].trigger()
    qtbot.waitUntil(lambda: cells(page, "state") == ["已落实", *before[1:]], timeout=LONG)
    assert said == ["已记为已落实"]


def test_the_answers_of_a_request_are_a_click_away(qtbot: QtBot, page: OthersPage, session: Session) -> None:
    wanted: list[tuple[str, dict[str, Any]]] = []
    session.wanted.connect(lambda code, place: wanted.append((code, place)))
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
    assert len(wanted[0][1]["records"]) == answered.data


def test_donations_are_added_up_and_levels_stand_by_rank(qtbot: QtBot, page: OthersPage) -> None:
    page.show_tab("donations")
    book = page.book
    qtbot.waitUntil(lambda: book.model.total == 3, timeout=LONG)
    qtbot.waitUntil(lambda: "15,392.00" in book.table.footer.words, timeout=LONG)
    book.text.setText("足球")
    qtbot.waitUntil(lambda: book.model.total == 1, timeout=LONG)
    page.show_tab("achievements")
    qtbot.waitUntil(lambda: page.book.model.total > 1, timeout=LONG)
    page.book.model.sort_by("level", descending=True)
    qtbot.waitUntil(lambda: cells(page, "level") == ["县级", "县级", "县级", "市级"], timeout=LONG)
    page.book.model.sort_by("level", descending=False)
    qtbot.waitUntil(lambda: cells(page, "level")[0] == "市级", timeout=LONG)


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
