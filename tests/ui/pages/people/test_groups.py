"""Groups that are counted are entered, found by search, deleted and brought back."""

import openpyxl
import pytest
from PySide6.QtCore import Qt

from edudesk.services.undo import undo
from edudesk.ui.sheets import deleting, exporting
from edudesk.ui.shell.going import Target
from edudesk.ui.widgets import dialogs
from tests.ui.pages.people.conftest import PATIENCE, click, type_in

TERM = "2025-1"


def rows(book, column):
    found = [book.model.row(number) for number in range(book.model.total)]
    return [row.cell(column).text for row in found if row]


@pytest.fixture(autouse=True)
def answered(tmp_path, monkeypatch):
    """Answer what is asked: yes, and a place for files; return the place."""
    path = tmp_path / "群体.xlsx"
    monkeypatch.setattr(deleting, "ask", lambda *_words, then, **_options: then())
    monkeypatch.setattr(dialogs, "save_as", lambda *_arguments, **_options: path)
    monkeypatch.setattr(exporting, "open_path", lambda _path: None)
    return path


@pytest.fixture
def groups(qtbot, page, session):
    """The list of groups with two of them, for which the demonstration's make room."""

    def enter(opened):
        from edudesk.services.changes import change
        from edudesk.services.records import all_of

        school = next(one for one in all_of(opened.archive, "school") if one.title == "白鹭岭镇中心小学")
        with change(opened.archive, "group.create", opened.clock.now()) as writing:
            for one in all_of(opened.archive, "group"):
                writing.delete(one.id)
            pupils = {"name": "三年级手拉手小组", "kind": "paired-pupils", "count": 12, "term": TERM}
            writing.create("group", {**pupils, "school_id": school.id})
            writing.create("group", {"name": "班主任", "kind": "teachers", "count": 30})

    session.desk.change(page, enter)
    click(qtbot, page.segment._buttons["groups"])
    qtbot.waitUntil(lambda: page.groups.model.total == 2, timeout=PATIENCE)
    return page.groups


def test_groups_stand_with_their_heads_and_are_added_up(qtbot, groups, session):
    assert rows(groups, "group") == ["三年级手拉手小组", "班主任"]
    assert rows(groups, "count") == ["12 人", "30 人"]
    assert rows(groups, "term")[0] == "2025—2026学年第一学期"
    assert groups.table.footer.words == "共 2 个群体，合计 42 人"
    type_in(qtbot, groups.text, "手拉手")
    qtbot.waitUntil(lambda: groups.table.footer.words == "共 1 个群体，合计 12 人", timeout=PATIENCE)


def test_a_group_is_deleted_and_brought_back(qtbot, groups, page, said, ask):
    groups.table.view.go_to_row(1)
    groups.table.view.setFocus()
    qtbot.keyClick(groups.table.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(groups, "group") == ["三年级手拉手小组"], timeout=PATIENCE)
    ask(lambda opened: undo(opened.archive, said[-1][1], opened.clock.now()))
    page.refresh()
    qtbot.waitUntil(lambda: groups.model.total == 2, timeout=PATIENCE)


def test_what_is_seen_of_the_groups_is_written(qtbot, groups, page, said, answered):
    groups.model.sort_by("count", descending=True)
    qtbot.waitUntil(lambda: rows(groups, "count") == ["30 人", "12 人"], timeout=PATIENCE)
    page.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    sheet = openpyxl.load_workbook(answered).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(place for place, row in enumerate(cells) if "群体名称" in row)
    assert [row[0] for row in cells[at + 1 : at + 3]] == ["班主任", "三年级手拉手小组"]


def test_a_group_is_entered_in_the_window_and_found_by_search(qtbot, window):
    window.go("people", {"tab": "groups"})
    page = window.frame.stack.page()
    qtbot.waitUntil(lambda: page.groups.model.is_loaded, timeout=PATIENCE)
    click(qtbot, page.add_button)
    qtbot.waitUntil(lambda: window.frame.stack.page().code == "make", timeout=PATIENCE)
    form = window.frame.stack.page()
    qtbot.waitUntil(lambda: form.is_ready, timeout=PATIENCE)
    type_in(qtbot, form.form.editors["name"].widget, "护学岗家长")
    type_in(qtbot, form.form.editors["count"].widget.line, "25")
    click(qtbot, form.frame.save)
    qtbot.waitUntil(lambda: "护学岗家长" in rows(page.groups, "group"), timeout=PATIENCE)
    found = page.groups.model.row(rows(page.groups, "group").index("护学岗家长"))
    assert found.cell("term").text == "2025—2026学年第二学期"  # the one that is looked at
    window.go("home", {})
    hits = window.place.searching.list
    type_in(qtbot, window.frame.bar.search, "护学岗")
    place = Target("people", {"id": found.id, "tab": "groups"})
    qtbot.waitUntil(lambda: hits.current() == place, timeout=PATIENCE)
    hits.open_current()
    qtbot.waitUntil(lambda: window.frame.stack.page() is page and page.tab == "groups", timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.groups.pane.shown == found.id, timeout=PATIENCE)
