"""Two people move together, a school gets another name, and somebody else enters records from then on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from edudesk.services.moving import Merger
from edudesk.ui.pages.people.turns import MergeWindow
from tests.ui.pages.people.conftest import PATIENCE, click
from tests.ui.widgets.composing import write


def test_people_move_a_school_is_renamed_and_the_author_is_switched(qtbot, window):
    session, said = window.session, []
    session.said.connect(lambda words, undo: said.append((words, undo)))
    window.go("people", {})
    page = window.frame.stack.page()
    table = page.people.table
    qtbot.waitUntil(lambda: table.model.total > 0, timeout=PATIENCE)
    table.view.setFocus()
    table.view.go_to_row(0)
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(table.model.checked) == 2)
    table.acted.emit("turn", tuple(table.model.checked))
    qtbot.waitUntil(lambda: page.turns.window is not None, timeout=PATIENCE)
    closed = page.turns.window
    write(closed.fields["new-school"], "新桥小学")
    qtbot.keyClick(closed, Qt.Key.Key_Escape)
    table.acted.emit("turn", tuple(table.model.checked))
    qtbot.waitUntil(lambda: page.turns.window is not closed, timeout=PATIENCE)
    act = page.turns.window
    qtbot.waitUntil(lambda: act.fields["new-school"].text() == "新桥小学", timeout=PATIENCE)
    click(qtbot, act.do)
    qtbot.waitUntil(lambda: [words for words, _undo in said] == ["2 人已调动"], timeout=PATIENCE)

    page.segment.set_value("schools")
    page._show_list("schools")
    qtbot.waitUntil(lambda: page.schools.table.model.total > 0, timeout=PATIENCE)
    page.schools.table.view.go_to_row(1)
    qtbot.waitUntil(page.schools.school_pane.change.isVisible, timeout=PATIENCE)
    former = page.schools.school_pane.title.text()
    page.schools.school_pane._acts["rename"].trigger()
    qtbot.waitUntil(lambda: page.turns.window is not act, timeout=PATIENCE)
    write(page.turns.window.fields["name"], "青山新名小学")
    click(qtbot, page.turns.window.do)
    qtbot.waitUntil(lambda: len(said) == 2, timeout=PATIENCE)
    pane = page.schools.school_pane
    qtbot.waitUntil(lambda: pane.title.text() == "青山新名小学", timeout=PATIENCE)
    assert any(former in words.text() for words in pane.findChildren(type(pane.title)))

    foot = window.frame.author
    foot.setFocus()
    qtbot.keyClick(foot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: foot.menu_shown is not None, timeout=PATIENCE)
    other = next(one for one in foot.menu_shown.actions() if one.text() == "换一个人…")
    other.trigger()
    qtbot.waitUntil(lambda: foot.asking is not None)
    write(foot.asking.name, "王丽")
    qtbot.keyClick(foot.asking.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: foot.name == "王丽", timeout=PATIENCE)
    assert session.preferences.author == "王丽"
    assert QApplication.activeModalWidget() is None


def test_a_merger_offers_only_what_would_move_along(qtbot, window):
    act = MergeWindow(window.session, "青山小学", [], window)
    qtbot.addWidget(act)
    act.open()
    for names, seats in ((("王丽",), ()), ((), ("青山共同体",)), ((), ())):
        act.show_merger(Merger("a", "b", names, seats))
        assert [act.people.isVisible(), act.communities.isVisible()] == [bool(names), bool(seats)]
        assert act.told.text() == ("".join((*names, *seats)) or "没有教师要转，也没有共同体席位要接。")
