"""方案: schemes of one's own are copied, changed with the numbers following, tried, exchanged and deleted."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from edudesk.services.records import all_of
from edudesk.ui.choosing.trial import TrialLines
from edudesk.ui.pages.scheme import SchemePage
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.words import Words

SLOW = 30_000


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> SchemePage:
    """Return the page on a copy of the scheme in force."""
    shown = SchemePage(session)
    qtbot.addWidget(shown)
    shown.resize(1366, 640)
    shown.show()
    qtbot.waitUntil(lambda: shown.card.view is not None, timeout=SLOW)
    qtbot.mouseClick(shown.head.copy, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _is_own(shown), timeout=SLOW)
    return shown


def _is_own(page: SchemePage) -> bool:
    sentence = page.card.sentence
    return bool(page.chosen and page.chosen.own and sentence and sentence.marks)


def _mark(page: SchemePage, mark: str) -> Any:
    assert page.card.sentence is not None
    return next(one for one in page.card.sentence.marks if one.mark == mark)


def _values(page: SchemePage) -> dict[str, str]:
    model = page.rules._rules
    rows = [model.row(at) for at in range(model.rowCount())]
    return {row.rule[1]: row.value for row in rows if not isinstance(row, str)}


def _texts(qtbot: QtBot, session: Session) -> list[str]:
    found: list[list[str]] = []
    session.desk.ask(
        session,
        lambda opened: [one.content["text"] for one in all_of(opened.archive, "scheme")],
        found.append,
    )
    qtbot.waitUntil(lambda: bool(found), timeout=SLOW)
    return found[0]


def _type_number(qtbot: QtBot, page: SchemePage, number: str) -> None:
    qtbot.mouseClick(_mark(page, "bound"), Qt.MouseButton.LeftButton)
    field: Any = page.card.editor.fields[0].widget
    line = field.line
    line.selectAll()
    qtbot.keyClicks(line, number)


def test_a_copy_asks_the_same_and_is_tried_at_once(page):
    assert page.chosen.use == "unused"
    assert page.chosen.trial == ()
    assert page.strip.isVisible()
    assert _values(page)["guidance-visits"] == "5/6 次"


def test_the_scheme_in_force_has_no_buttons(qtbot, page):
    page.head.chosen.emit(page.schemes.following[0].community)
    qtbot.waitUntil(lambda: not page.chosen.own and not page.card.sentence.marks, timeout=SLOW)
    assert not page.strip.isVisible()


def test_a_number_is_counted_again_before_it_is_saved_and_nothing_is_written(qtbot, page, session):
    before = _texts(qtbot, session)
    _type_number(qtbot, page, "5")
    qtbot.waitUntil(lambda: _values(page)["guidance-visits"] == "5/10 次", timeout=SLOW)
    assert "5/10 次" in page.card.editor.outcome.text()
    assert _texts(qtbot, session) == before
    qtbot.keyClick(page.card.editor.fields[0].widget.line, Qt.Key.Key_Escape)
    assert not page.card.is_editing
    assert _values(page)["guidance-visits"] == "5/6 次"


def test_the_editor_is_seen_to_its_foot_also_when_it_says_more(qtbot, page):
    page.resize(1366, 560)
    _type_number(qtbot, page, "5")
    editor, view = page.card.editor, page._scroll.viewport()
    qtbot.waitUntil(editor.outcome.isVisible, timeout=SLOW)

    def is_seen() -> bool:
        top = editor.mapTo(view, QPoint()).y()
        return bool(top >= 0 and top + editor.height() <= view.height())

    qtbot.waitUntil(is_seen, timeout=SLOW)


def test_many_changes_are_all_there_and_leave_the_rules_room(qtbot, page):
    _type_number(qtbot, page, "5")
    qtbot.keyClick(page.card.editor.fields[0].widget.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.chosen.trial), timeout=SLOW)
    (line,) = page.chosen.trial
    page.strip.show_trial(replace(page.chosen, trial=(line,) * 24))
    qtbot.mouseClick(page.strip.look, Qt.MouseButton.LeftButton)
    (lines,) = page.strip.findChildren(TrialLines)
    assert sum(one.text() == line.name for one in lines.findChildren(Words)) == 24
    qtbot.waitUntil(lambda: page.strip.height() < 260, timeout=SLOW)


def test_what_is_saved_stays_and_can_be_undone(qtbot, page, session, said):
    from edudesk.services.undo import undo

    before = _texts(qtbot, session)
    _type_number(qtbot, page, "5")
    qtbot.keyClick(page.card.editor.fields[0].widget.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.chosen.trial), timeout=SLOW)
    assert not page.card.is_editing
    (line,) = page.chosen.trial
    assert (line.before.value, line.after.value) == ("5/6 次", "5/10 次")
    assert _texts(qtbot, session) != before
    change = said[-1][1]
    session.desk.change(page, lambda opened: undo(opened.archive, change, opened.clock.now()))
    qtbot.waitUntil(lambda: page.chosen.trial == (), timeout=SLOW)
    assert _texts(qtbot, session) == before


def test_what_cannot_be_used_is_said_at_its_field_and_not_kept(qtbot, page, session):
    before = _texts(qtbot, session)
    _type_number(qtbot, page, "99999999999")
    field = page.card.editor.fields[0]
    qtbot.waitUntil(lambda: bool(field.row.box.error), timeout=SLOW)
    assert field.row.box.error
    qtbot.mouseClick(page.card.editor.do, Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    qtbot.waitUntil(lambda: bool(field.row.box.error), timeout=SLOW)
    assert page.card.is_editing
    assert _texts(qtbot, session) == before


def test_an_empty_number_is_not_saved(qtbot, page):
    _type_number(qtbot, page, "")
    field = page.card.editor.fields[0]
    field.widget.line.clear()
    qtbot.keyClick(field.widget.line, Qt.Key.Key_Return)
    assert field.row.box.error == "写一个数"
    assert page.card.is_editing


def test_every_mark_of_every_rule_opens(qtbot, page):
    for row in [row for group in page.chosen.groups for row in group.rows]:
        page.rules.choose(row.rule)
        qtbot.waitUntil(lambda row=row: page.card.view.rule == row.rule, timeout=SLOW)
        for mark in {one.mark for one in page.card.sentence.marks} | {""}:
            page.card.edit(mark)
            assert page.card.is_editing
            assert all(one.edit() is None for one in page.card.editor.fields), (row.name, mark)
        page.card.stop_editing()


def test_a_rule_that_is_taken_out_is_no_longer_asked(qtbot, page):
    before = len(_values(page))
    page.card.dropped.emit()
    qtbot.waitUntil(lambda: len(_values(page)) == before - 1, timeout=SLOW)
    assert page.chosen.trial[-1].after is None


def test_a_file_that_was_written_is_recognised_when_taken_in(qtbot, page, session, tmp_path, monkeypatch):
    path: Path = tmp_path / "方案.toml"
    monkeypatch.setattr(dialogs, "save_as", lambda *_: path)
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [path])
    page.head.exporting.emit()
    qtbot.waitUntil(path.exists, timeout=SLOW)
    assert path.read_text("utf-8") == _texts(qtbot, session)[0]
    changed = path.read_text("utf-8").replace('version = "1"', 'version = "2"')
    path.write_text(changed, "utf-8")
    page.head.importing.emit()
    qtbot.waitUntil(lambda: len(page.schemes.own) == 2, timeout=SLOW)
    assert changed in _texts(qtbot, session)


def test_a_deleted_scheme_is_gone_and_what_is_in_force_stays(qtbot, page):
    page.head.deleting.emit()
    qtbot.waitUntil(lambda: not page.schemes.own, timeout=SLOW)
    assert not page.chosen.own
    assert page.card.view is not None
