"""People and schools are found, read, entered, changed, deleted and brought back."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt

from edudesk.services.changes import change
from edudesk.services.undo import undo
from edudesk.ui.sheets import exporting
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.words import Link, Words
from tests.ui.pages.people.conftest import PATIENCE, choose, click, type_in


def find_record(ask, type_code, name):
    from edudesk.services.records import all_of

    found = ask(lambda opened: all_of(opened.archive, type_code))
    return next((each for each in found if each.content["name"] == name), None)


def names(table):
    rows = [table.model.row(number) for number in range(min(table.model.total, 60))]
    return [row.cell("name").text for row in rows if row]


def pane_words(pane):
    return [words.text() for words in pane.findChildren(Words) if words.isVisible()]


def links(pane):
    return {link.text(): link for link in pane.findChildren(Link) if link.isVisible()}


def go_to(qtbot, roster, name):
    qtbot.waitUntil(lambda: name in names(roster.table), timeout=PATIENCE)
    roster.table.view.go_to_row(names(roster.table).index(name))
    qtbot.waitUntil(lambda: roster.pane.title.text() == name, timeout=PATIENCE)


def write(qtbot, field, words):
    field.setFocus()
    field.selectAll()
    type_in(qtbot, field, words)


def test_the_list_is_narrowed_while_typing_and_by_school(qtbot, page):
    everybody = page.people.table.model.total
    type_in(qtbot, page.people.text, "方若")
    qtbot.waitUntil(lambda: names(page.people.table) == ["方若兰"], timeout=PATIENCE)
    click(qtbot, page.people.all)
    qtbot.waitUntil(lambda: page.people.table.model.total == everybody, timeout=PATIENCE)
    assert page.people.text.text() == ""
    choose(qtbot, page.people.school, "白鹭岭镇中心小学")
    qtbot.waitUntil(lambda: 0 < page.people.table.model.total < everybody, timeout=PATIENCE)
    assert page.people.table.footer._words.text() == f"共 {page.people.table.model.total} 人"


def test_nothing_found_offers_to_clear_the_filter(qtbot, page):
    type_in(qtbot, page.people.text, "没有这个人")
    qtbot.waitUntil(lambda: page.people.table.model.is_loaded and not page.people.table.model.total)
    click(qtbot, page.people.table._empty.button)
    qtbot.waitUntil(lambda: page.people.table.model.total > 0, timeout=PATIENCE)


def test_a_person_is_shown_with_the_phone_masked_until_asked(qtbot, page, ask, session):
    from edudesk.services.changes import change

    record = find_record(ask, "person", "方若兰")

    def add_phone(opened):
        with change(opened.archive, "person.edit", opened.clock.now()) as writing:
            writing.edit(record.id, {"phone": "13800001234"})

    session.desk.change(page, add_phone)
    go_to(qtbot, page.people, "方若兰")
    qtbot.waitUntil(lambda: "138****1234  显示" in links(page.people.pane), timeout=PATIENCE)
    assert not any("13800001234" in words for words in pane_words(page.people.pane))
    click(qtbot, links(page.people.pane)["138****1234  显示"])
    qtbot.waitUntil(lambda: "13800001234  收起" in links(page.people.pane))
    words = pane_words(page.people.pane)
    assert "高级教师  2010-08-01 起" in words
    assert "市级骨干教师  2017-09-01 起" in words


def test_the_figures_of_a_person_open_what_is_behind_them(qtbot, page, went):
    go_to(qtbot, page.people, "方若兰")
    qtbot.waitUntil(lambda: len(links(page.people.pane)) > 1, timeout=PATIENCE)
    done = next(link for text, link in links(page.people.pane).items() if text.startswith("参加过"))
    click(qtbot, done)
    ((where, place),) = went
    assert where == "activity"
    assert done.text() == f"参加过 {len(place['ids'])} 次"
    click(qtbot, links(page.people.pane)["青枫市云杉实验小学"])
    qtbot.waitUntil(lambda: page.schools.pane.title.text() == "青枫市云杉实验小学", timeout=PATIENCE)
    qtbot.waitUntil(lambda: any(text.endswith("人") for text in links(page.schools.pane)), timeout=PATIENCE)
    people = next(link for text, link in links(page.schools.pane).items() if text.endswith("人"))
    count = int(people.text().split()[0])
    click(qtbot, people)
    qtbot.waitUntil(lambda: page.people.table.model.total == count, timeout=PATIENCE)


def test_names_are_entered_one_after_the_other(qtbot, page, ask, said):
    click(qtbot, page.add_button)
    assert page.quick.name.hasFocus()
    assert page.quick.school.currentText() == "青枫市云杉实验小学"
    choose(qtbot, page.quick.subject, "科学")
    for name in ("程一诺", "程二诺"):
        type_in(qtbot, page.quick.name, name)
        qtbot.keyClick(page.quick.name, Qt.Key.Key_Return)
        assert page.quick.name.text() == ""
    qtbot.waitUntil(lambda: len(said) == 2, timeout=PATIENCE)
    assert [words for words, _undo in said] == ["已添加：程一诺", "已添加：程二诺"]
    facts = find_record(ask, "person", "程二诺").content["facts"]
    assert [fact["fact"] for fact in facts] == ["school", "subject"]
    qtbot.waitUntil(lambda: page.people.pane.title.text() == "程二诺", timeout=PATIENCE)
    qtbot.keyClick(page.quick.name, Qt.Key.Key_Escape)
    assert not page.quick.isVisible()


def test_a_promotion_is_a_dated_row_and_ends_the_title_before(qtbot, page, ask, said):
    go_to(qtbot, page.people, "方若兰")
    click(qtbot, page.people.pane.edit)
    form = page.person_form
    qtbot.waitUntil(form.isVisible, timeout=PATIENCE)
    write(qtbot, form.inputs["phone"], "13800005678")
    form.facts.add_new("title")
    new = form.facts.facts[-1]
    choose(qtbot, new.value, "正高级教师")
    new.since.line.setFocus()
    type_in(qtbot, new.since.line, "2026-03-01")
    qtbot.keyClick(new.since.line, Qt.Key.Key_Tab)
    qtbot.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    content = find_record(ask, "person", "方若兰").content
    titles = {
        fact["value"]: (fact.get("since"), fact.get("until"))
        for fact in content["facts"]
        if fact["fact"] == "title"
    }
    assert titles["chief"] == (date(2026, 3, 1), None)
    assert titles["senior"] == (date(2010, 8, 1), date(2026, 2, 28))
    assert content["phone"] == "13800005678"
    qtbot.waitUntil(
        lambda: "高级教师  2010-08-01 到 2026-02-28" in pane_words(page.people.pane), timeout=PATIENCE
    )


def test_a_form_without_a_name_says_so_at_the_name_and_keeps_what_is_written(qtbot, page, ask, said):
    page._show_list("schools")
    click(qtbot, page.add_button)
    form = page.school_form
    qtbot.waitUntil(form.isVisible, timeout=PATIENCE)
    write(qtbot, form.inputs["county"], "云杉区")
    click(qtbot, form.save_button)
    qtbot.waitUntil(lambda: bool(form.rows["name"].box.error), timeout=PATIENCE)
    assert form.isVisible()
    write(qtbot, form.inputs["name"], "枫林教学点")
    choose(qtbot, form.inputs["kind"], "教学点")
    click(qtbot, form.save_button)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    content = find_record(ask, "school", "枫林教学点").content
    assert (content["kind"], content["county"]) == ("teaching-point", "云杉区")
    qtbot.waitUntil(lambda: page.schools.pane.title.text() == "枫林教学点", timeout=PATIENCE)


def test_the_fields_of_a_person_begin_at_one_place_and_stay_in_line_with_their_labels(qtbot, page, ask):
    page.open_form(find_record(ask, "person", "方若兰").id)
    form = page.person_form
    qtbot.waitUntil(lambda: form.facts is not None and form.facts.isVisible(), timeout=PATIENCE)
    form.facts.add_new("service")  # its label takes two lines
    row = form.facts.facts[-1]
    row.since.line.setText("春天")
    row.find_trouble()
    qtbot.waitUntil(lambda: row.isVisible() and row.height() > 2 * row.value.height(), timeout=PATIENCE)

    def left(field):
        return field.mapTo(form, QPoint()).x()

    first = [form.inputs[name] for name in ("name", "phone", "teaching_since")]
    assert len({left(field) for field in (*first, *(each.value for each in form.facts.facts))}) == 1
    for each in form.facts.facts:
        tops = {field.mapTo(each, QPoint()).y() for field in (each.value, each.since, each.until)}
        assert tops == {0}


def test_an_unreadable_day_is_explained_and_not_saved(qtbot, page, said):
    go_to(qtbot, page.people, "方若兰")
    click(qtbot, page.people.pane.edit)
    form = page.person_form
    qtbot.waitUntil(form.isVisible, timeout=PATIENCE)
    line = form.facts.facts[0].until.line
    line.setFocus()
    type_in(qtbot, line, "2001-01-01")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    click(qtbot, form.save_button)
    assert form.facts.facts[0]._to.error == "结束比开始还早"
    assert not said
    assert form.isVisible()


def test_somebody_unused_is_deleted_at_once_and_comes_back(qtbot, page, ask, said, session):
    click(qtbot, page.add_button)
    type_in(qtbot, page.quick.name, "程一诺")
    qtbot.keyClick(page.quick.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.people.pane.title.text() == "程一诺", timeout=PATIENCE)
    page.people.table.view.setFocus()
    qtbot.keyClick(page.people.table.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(said) == 2, timeout=PATIENCE)
    words, change_id = said[-1]
    assert words == "已删除 1 人"
    assert find_record(ask, "person", "程一诺") is None
    ask(lambda opened: undo(opened.archive, change_id, opened.clock.now()))
    assert find_record(ask, "person", "程一诺") is not None


def test_somebody_in_use_is_not_deleted_and_it_is_said_why(qtbot, page, ask, monkeypatch):
    asked = []
    monkeypatch.setattr(dialogs, "ask", lambda *words, **_options: asked.append(words))
    go_to(qtbot, page.people, "方若兰")
    page.people.table.view.setFocus()
    qtbot.keyClick(page.people.table.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE)
    assert asked[0][1] == "没有删除，还有记录在用"
    assert asked[0][2]
    assert find_record(ask, "person", "方若兰") is not None


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """Answer the question for a place, and keep foreign programs from starting; return the place."""
    path = tmp_path / "名册.xlsx"
    monkeypatch.setattr(dialogs, "save_as", lambda *_arguments, **_options: path)
    monkeypatch.setattr(exporting, "open_path", lambda _path: None)
    return path


def test_a_school_to_which_nobody_belongs_has_0_people(qtbot, page, session):
    def found(opened):
        with change(opened.archive, "school.create", opened.clock.now()) as writing:
            writing.create("school", {"name": "新添的学校"})

    session.desk.change(session, found)
    page.go_to(tab="schools")
    model = page.schools.table.model
    qtbot.waitUntil(lambda: "新添的学校" in names(page.schools.table), timeout=PATIENCE)
    row = model.row(names(page.schools.table).index("新添的学校"))
    assert row.cell("people").text == "0 人"


@pytest.mark.parametrize("tab", ["people", "schools"])
def test_the_list_is_exported_as_it_is_narrowed(qtbot, page, saved, said, tab):
    page._show_list(tab)
    roster = page.list
    type_in(qtbot, roster.text, "白")
    qtbot.waitUntil(lambda: roster.wanted.text == "白" and roster.table.model.is_loaded, timeout=PATIENCE)
    page.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    cells = [cell.value for row in openpyxl.load_workbook(saved).worksheets[0].iter_rows() for cell in row]
    shown = names(roster.table)
    assert shown
    assert set(shown) <= set(cells)  # a name alone in its cell


def test_the_list_is_written_in_the_columns_and_the_order_that_are_seen(qtbot, page, saved, said):
    table = page.people.table
    table.show_columns(("title", "name"))
    table.model.sort_by("name", descending=True)
    qtbot.waitUntil(lambda: table.model.is_loaded, timeout=PATIENCE)
    page.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(saved).worksheets[0].iter_rows()]
    assert rows[0] == ["姓名", "职称"]
    assert [row[0] for row in rows[1:6]] == names(table)[:5]


def test_places_lead_to_tabs_records_and_imports(qtbot, page, ask):
    school = find_record(ask, "school", "白鹭岭镇中心小学")
    page.go_to(tab="schools", id=school.id)
    qtbot.waitUntil(lambda: page.schools.pane.title.text() == "白鹭岭镇中心小学", timeout=PATIENCE)
    person = find_record(ask, "person", "方若兰")
    page.go_to(tab="people", ids=(person.id,), title="搜到的")
    qtbot.waitUntil(lambda: names(page.people.table) == ["方若兰"], timeout=PATIENCE)
    assert page.people.narrowed.text() == "搜到的"
    page.go_to(tab="import", kind="workbook")
    assert page._imports["workbook"].isVisible()
    page.focus_filter()
    assert page.focusWidget() is page.people.text


def test_in_a_narrow_window_the_pane_is_a_drawer_that_escape_closes(qtbot, page):
    page.resize(1000, 640)
    qtbot.waitUntil(lambda: page.people.split.is_drawer)
    assert not page.people.pane.isVisible()
    page.people.table.view.go_to_row(1)
    page.people.table.view.setFocus()
    qtbot.keyClick(page.people.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(page.people.pane.isVisible, timeout=PATIENCE)
    qtbot.keyClick(page.people.pane, Qt.Key.Key_Escape)
    assert not page.people.pane.isVisible()


def test_leaving_a_form_asks_only_when_something_was_written(qtbot, page, monkeypatch):
    asked = []
    monkeypatch.setattr(dialogs, "ask", lambda *words, **_options: asked.append(words))
    go_to(qtbot, page.people, "方若兰")
    form = page.person_form
    click(qtbot, page.people.pane.edit)
    qtbot.waitUntil(form.isVisible, timeout=PATIENCE)
    click(qtbot, form.cancel_button)
    assert not form.isVisible()
    click(qtbot, page.people.pane.edit)
    qtbot.waitUntil(form.isVisible, timeout=PATIENCE)
    write(qtbot, form.inputs["phone"], "138")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert asked[0][1] == "写的内容不要了？"
    page.go_to()  # the navigation was clicked: what is written stays
    assert form.inputs["phone"].text() == "138"


def test_a_school_without_people_says_0_in_the_list_as_beside_it(qtbot, page):
    page._show_list("schools")
    table = page.schools.table
    qtbot.waitUntil(lambda: table.model.total > 0, timeout=PATIENCE)
    go_to(qtbot, page.schools, "石榴湾镇松坡小学")
    row = table.current()
    assert row.cell("people").text == "0 人"
    qtbot.waitUntil(lambda: "0 人" in pane_words(page.schools.pane), timeout=PATIENCE)
