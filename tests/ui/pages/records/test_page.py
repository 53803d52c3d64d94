"""The records behind a figure: mixed types, their sheet, and what can be done with them."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.listing.column_words import ColumnWords
from edudesk.services.records import all_of, get
from edudesk.ui.desk import Opened
from edudesk.ui.pages.records import RecordsPage
from edudesk.ui.session import Session
from edudesk.ui.sheets import exporting
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.dialogs import Question
from edudesk.ui.widgets.words import Link, Words
from tests.ui.asking import LONG, told


def some(opened: Opened) -> tuple[tuple[str, str], ...]:
    """Return a few records of several types."""
    types = ("activity", "mentor-pair", "school", "request", "document")
    return tuple((code, one.id) for code in types for one in all_of(opened.archive, code)[:2])


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> RecordsPage:
    made = RecordsPage(session)
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    records = told(qtbot, session, some)
    made.go_to(records=records, title="算进“共同活动”的")
    qtbot.waitUntil(lambda: made.model.total == len(records) and made.pane.title.text() != "", timeout=LONG)
    return made


def words(page: RecordsPage) -> str:
    return "\n".join(one.text() for one in page.pane.findChildren(Words))


def question_of(qtbot: QtBot, page: RecordsPage) -> Question:
    qtbot.waitUntil(lambda: page.window().findChild(Question) is not None, timeout=LONG)
    found = page.window().findChild(Question)
    assert isinstance(found, Question)
    return found


def go_to_type(qtbot: QtBot, page: RecordsPage, code: str) -> str:
    record_id = next(one for one, kind in page._types.items() if kind == code)
    page.table.select(record_id)
    qtbot.waitUntil(lambda: page.pane._id == record_id, timeout=LONG)
    return record_id


def test_the_first_record_is_shown_at_once_with_the_title_given(page: RecordsPage):
    assert page.title.title == "算进“共同活动”的"
    current = page.table.current()
    assert current is not None
    assert page.pane._id == current.id
    assert page.table.footer.isVisible()


def test_private_numbers_are_masked_in_the_sheet(qtbot: QtBot, session: Session, page: RecordsPage):
    record_id = go_to_type(qtbot, page, "school")
    phone = told(qtbot, session, lambda opened: get(opened.archive, record_id)).content.get("phone")
    assert "城乡" in words(page)
    assert "学校名称" not in words(page), "it is the head of the pane"
    assert not phone or phone not in words(page)


def test_a_named_record_is_followed(qtbot: QtBot, session: Session, page: RecordsPage):
    go_to_type(qtbot, page, "mentor-pair")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.pane.findChildren(Link)))
    links = [one for one in page.pane.findChildren(Link) if one.isVisible()]
    with qtbot.waitSignal(session.wanted) as wanted:
        qtbot.mouseClick(links[0], Qt.MouseButton.LeftButton)
    assert wanted.args is not None
    assert wanted.args[0] == "records"


def test_changing_goes_to_the_form_of_the_type(qtbot: QtBot, session: Session, page: RecordsPage):
    record_id = go_to_type(qtbot, page, "request")
    with qtbot.waitSignal(session.wanted) as wanted:
        qtbot.mouseClick(page.pane.edit, Qt.MouseButton.LeftButton)
    assert wanted.args == ["make", {"type": "request", "record": record_id}]
    activity = go_to_type(qtbot, page, "activity")
    with qtbot.waitSignal(session.wanted) as wanted:
        qtbot.mouseClick(page.pane.edit, Qt.MouseButton.LeftButton)
    assert wanted.args == ["record", {"activity": activity}]
    with qtbot.waitSignal(session.wanted) as wanted:
        page.pane.visit.trigger()
    assert wanted.args == ["activity", {"id": activity}]


def test_deleting_asks_goes_to_the_bin_and_leaves_the_list(qtbot: QtBot, session: Session, page: RecordsPage):
    record_id = go_to_type(qtbot, page, "document")
    before = page.model.total
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)
    question = question_of(qtbot, page)
    with qtbot.waitSignal(session.said, timeout=LONG) as said:
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert said.args is not None
    assert said.args[0] == "已删除 1 条"
    assert said.args[1]
    qtbot.waitUntil(lambda: page.model.total == before - 1, timeout=LONG)
    assert told(qtbot, session, lambda opened: get(opened.archive, record_id)).deleted


def test_what_is_used_elsewhere_says_where_instead(qtbot: QtBot, session: Session, page: RecordsPage):
    schools = [one for one, kind in page._types.items() if kind == "school"]
    partner = next(one for one in schools if one != told(qtbot, session, lambda o: o.archive.holder_id))
    page.table.deleting.emit((partner,))
    question = question_of(qtbot, page)
    assert question.yes.text() == "看哪里用到"
    with qtbot.waitSignal(session.wanted) as wanted:
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert wanted.args is not None
    assert wanted.args[0] == "records"
    assert len(wanted.args[1]["records"]) > 0
    assert not told(qtbot, session, lambda opened: get(opened.archive, partner)).deleted


def test_nothing_left_says_so(qtbot: QtBot, page: RecordsPage):
    page.go_to(records=(), title="没有了")
    qtbot.waitUntil(lambda: page.model.total == 0 and page.model.is_loaded, timeout=LONG)
    assert not page.table.view.isVisible()


def test_what_is_seen_is_written_and_printed(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    opened: list[Path] = []
    monkeypatch.setattr(dialogs, "save_as", lambda *_args: tmp_path / "list.xlsx")
    monkeypatch.setattr(exporting, "open_path", opened.append)
    found = told(qtbot, session, lambda opened: all_of(opened.archive, "activity"))
    page = RecordsPage(session)
    qtbot.addWidget(page)
    page.show()
    page.go_to(records=tuple(("activity", one.id) for one in found), title="活动")
    qtbot.waitUntil(lambda: page.model.total == len(found), timeout=LONG)
    title = found[0].title
    page.model.sort_by("day", descending=True)
    page.model.narrow(ColumnWords("title", words=title))
    qtbot.waitUntil(lambda: page.model.is_loaded, timeout=LONG)
    page.writer.write("xlsx")
    qtbot.waitUntil(lambda: bool(opened), timeout=LONG)
    rows = list(load_workbook(opened[0]).worksheets[0].iter_rows(values_only=True))
    text = "\n".join(str(cell) for row in rows for cell in row if cell)
    assert title in text
    assert sum(title in str(row) for row in rows) >= page.model.total
    assert all(one.title not in text for one in found if title not in one.title)
