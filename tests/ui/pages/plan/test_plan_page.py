"""A term is planned by keys and mouse: what is owed, own rows, words, calendar, last year's plan."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from edudesk.services import drafts
from edudesk.services.calendar import TermCode
from edudesk.services.records import get
from edudesk.services.standing.view import Step
from edudesk.services.undo import undo
from edudesk.ui.desk import Opened
from edudesk.ui.pages.plan import PlanPage
from edudesk.ui.pages.plan.questions import new_plan
from edudesk.ui.session import Session
from edudesk.ui.steps import take_step
from edudesk.ui.widgets.words import Link
from tests.ui.asking import LONG, Said, told
from tests.ui.widgets.composing import write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> PlanPage:
    made = PlanPage(session)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.go_to(view="schedule")
    made.activateWindow()
    qtbot.waitUntil(lambda: made.is_ready and made.schedule.model.is_loaded, timeout=LONG)
    qtbot.waitUntil(lambda: made.schedule.current is not None, timeout=LONG)
    return made


def rows(page: PlanPage) -> dict[str, Any]:
    assert page.known is not None
    return {row.id: row for row in page.known.rows}


def fresh(page: PlanPage, before: dict[str, Any]) -> Any:
    return next((row for one, row in rows(page).items() if one not in before), None)


def stands_on(page: PlanPage, activity: str) -> bool:
    return page.schedule.current is not None and page.schedule.current.id == activity


def take_back(session: Session, change: str) -> None:
    session.desk.change(session, lambda opened: undo(opened.archive, change, opened.clock.now()))


def test_a_term_is_planned_from_what_is_owed_to_the_record(
    qtbot: QtBot, session: Session, page: PlanPage, said: Said
):
    assert page.title == "还有 4 次没到，做了 9 次"
    assert "planned" in {row.state for row in rows(page).values()}

    # What is owed becomes a planned activity by one click, and its cell is no longer hollow.
    before, owed = rows(page), len(page.schedule.owed.buttons)
    qtbot.mouseClick(page.schedule.owed.buttons[0], LEFT)
    qtbot.waitUntil(lambda: fresh(page, before) is not None, timeout=LONG)
    made = fresh(page, before)
    assert (made.state, made.topic) == ("planned", "到结对学校指导")
    assert len(page.schedule.owed.buttons) == owed - 1
    assert said[-1][0].startswith("排了 1 次，先放在")
    qtbot.waitUntil(lambda: page.schedule.current is not None and page.schedule.current.id == made.id)

    # F2 changes it in the line: only the day is typed, Enter keeps it, and the day it was planned for stays.
    page.schedule.table.view.setFocus()
    qtbot.keyClick(page.schedule.table.view, Qt.Key.Key_F2)
    line = page.schedule.line
    assert line.row == made.id
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line.day.line)
    qtbot.keyClicks(line.day.line, "6.18")
    qtbot.keyClick(line.day.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(page)[made.id].day != made.day, timeout=LONG)
    assert rows(page)[made.id].planned_on == made.day

    # A row of one's own, by keys alone; without a day it is said what to write.
    before = rows(page)
    line.topic.setFocus()
    line.day.line.clear()
    write(line.topic, "期末复习研讨")
    qtbot.keyClick(line.topic, Qt.Key.Key_Return)
    assert line.problem.isVisible()
    qtbot.keyClicks(line.day.line, "6.24")
    qtbot.keyClick(line.day.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: fresh(page, before) is not None, timeout=LONG)
    own = fresh(page, before)
    assert (own.topic, own.state) == ("期末复习研讨", "planned")
    qtbot.waitUntil(lambda: line.day.date() == own.day and not line.topic.text(), timeout=LONG)
    assert not line.is_typed, "the day that is carried over is not something one has not finished writing"
    assert not told(qtbot, session, lambda opened: drafts.waiting(opened.archive).drafts)

    # Cancelled with a reason, taken back by undo, and recorded on the same record.
    page.schedule.choose(own.id)
    qtbot.waitUntil(lambda: page.schedule.current is not None and page.schedule.current.id == own.id)
    qtbot.mouseClick(page.schedule.cancel, LEFT)
    question = next(one for one in page.findChildren(QDialog) if one.isVisible())
    write(question.because, "暴雨停课")  # type: ignore[attr-defined]
    qtbot.keyClick(question.because, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: rows(page)[own.id].state == "cancelled", timeout=LONG)
    assert rows(page)[own.id].because == "暴雨停课"
    take_back(session, said[-1][1])
    qtbot.waitUntil(lambda: rows(page)[own.id].state == "planned", timeout=LONG)
    page.schedule.choose(own.id)
    with qtbot.waitSignal(session.wanted) as wanted:
        qtbot.mouseClick(page.schedule.hold, LEFT)
    assert wanted.args == ["record", {"activity": own.id, "state": "held"}]


def test_several_rows_ticked_are_deleted_by_one_step_and_what_was_held_stays(
    qtbot: QtBot, session: Session, page: PlanPage, said: Said
):
    table, before = page.schedule.table, rows(page)
    open_still = [one for one, row in before.items() if row.state == "planned"][:2]
    held = next(one for one, row in before.items() if row.state == "held")
    for wanted in (*open_still, held):
        table.select(wanted)
        qtbot.waitUntil(partial(stands_on, page, wanted), timeout=LONG)
        qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert set(table.model.checked) == {*open_still, held}
    links = [one for one in table.footer.findChildren(Link) if one.isVisible()]
    assert {"导出 Excel", "打印"} <= {one.text() for one in links}
    qtbot.mouseClick(next(one for one in links if one.text() == "删除"), LEFT)
    qtbot.waitUntil(lambda: set(rows(page)) == set(before) - set(open_still), timeout=LONG)
    assert said[-1][0] == "已删除计划里的 2 条，做过的和别校的 1 条还在"
    take_back(session, said[-1][1])
    qtbot.waitUntil(lambda: set(rows(page)) == set(before), timeout=LONG)


def test_words_are_kept_while_they_are_typed_and_saved_when_one_turns_away(
    qtbot: QtBot, session: Session, page: PlanPage
):
    def about(opened: Opened) -> list[Any]:
        return [one for one in drafts.waiting(opened.archive).drafts if one.type == "plan"]

    page.go_to(view="text")
    assert page.known is not None
    plan = page.known.plan
    assert plan is not None
    body = page.editor.sections.boxes[0].body
    body.setFocus()
    write(body, "每周三教研。")
    qtbot.waitUntil(lambda: page.editor.kept.text().startswith("草稿已自动存好"), timeout=LONG)
    (draft,) = told(qtbot, session, about)
    assert draft.content["sections"][0]["body"].startswith("每周三教研。")

    again = PlanPage(session)  # as after a crash: another window finds what was not saved
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.is_ready, timeout=LONG)
    assert again.editor.sections.boxes[0].body.text().startswith("每周三教研。")
    again.hide()
    with qtbot.waitSignal(session.said, timeout=LONG) as said:
        page.leave()
    assert said.args is not None
    assert told(qtbot, session, about) == []
    kept = told(qtbot, session, lambda opened: get(opened.archive, plan.id))
    assert kept.content["sections"][0]["body"].startswith("每周三教研。")
    take_back(session, said.args[1])
    qtbot.waitUntil(
        lambda: not page.editor.sections.boxes[0].body.text().startswith("每周三教研。"), timeout=LONG
    )


def test_the_calendar_leads_to_rows_and_begins_new_ones(qtbot: QtBot, session: Session, page: PlanPage):
    grid = page.calendar.grid
    coming = min((row for row in rows(page).values() if row.state == "planned"), key=lambda row: row.day)
    with qtbot.waitSignal(session.wanted) as wanted:  # 看安排 on 首页
        take_step(session, Step("see-plan", "看安排", {"records": [["activity", coming.id]]}))
    assert wanted.args is not None
    assert wanted.args[0] == "plan"
    page.go_to(**wanted.args[1])
    qtbot.waitUntil(lambda: grid.day == coming.day and grid.current is not None, timeout=LONG)
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert page.schedule.isVisible()
    qtbot.waitUntil(lambda: page.schedule.current is not None and page.schedule.current.id == coming.id)
    page.go_to(view="calendar")
    grid.go_to(coming.day.replace(day=10))
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert page.schedule.line.day.date() == coming.day.replace(day=10)


def test_an_earlier_plan_is_looked_at_before_it_is_taken_over(qtbot: QtBot, session: Session, page: PlanPage):
    session.set_term(TermCode(2026, 1))
    qtbot.waitUntil(page.offer.isVisible, timeout=LONG)
    assert page.empty.isVisible()
    page.offer.chosen.emit(0)
    qtbot.waitUntil(lambda: bool(page.copying.model.checked), timeout=LONG)
    page.activateWindow()
    qtbot.keyClick(page.copying.table.view, Qt.Key.Key_Escape)  # back to the plan, not to another page
    assert page.empty.isVisible()
    page.offer.chosen.emit(0)
    qtbot.waitUntil(lambda: page.copying.isVisible() and bool(page.copying.model.checked), timeout=LONG)
    assert page.copying.source.currentText().endswith("结对帮扶工作计划")
    assert not page.copying.source.toolTip()  # told whole, no words left for the tooltip
    count = len(page.copying.model.checked)
    with qtbot.waitSignal(session.said, timeout=LONG) as said:
        qtbot.mouseClick(page.copying.yes, LEFT)
    qtbot.waitUntil(lambda: len(rows(page)) == count, timeout=LONG)
    assert page.schedule.isVisible()
    assert said.args is not None
    take_back(session, said.args[1])
    qtbot.waitUntil(page.empty.isVisible, timeout=LONG)
    qtbot.mouseClick(page.empty.button, LEFT)
    qtbot.waitUntil(lambda: page.editor.isVisible() and bool(page.editor.sections.boxes), timeout=LONG)
    headings = [box.heading.text() for box in page.editor.sections.boxes]
    assert headings == ["指导思想", "组织领导", "目标", "措施", "月工作安排", "考核保障"]
    assert not any(box.body.text() for box in page.editor.sections.boxes)
    qtbot.waitUntil(page.editor.sections.boxes[0].body.hasFocus, timeout=LONG)


def test_in_a_low_window_what_is_owed_leaves_its_room_to_the_rows(qtbot: QtBot, page: PlanPage):
    owed = page.schedule.owed
    assert owed.buttons
    before = page.schedule.table.height()
    page.resize(1180, 500)
    qtbot.waitUntil(lambda: not owed.buttons and page.schedule.table.height() > before - 140)
    opening = next(one for one in owed.findChildren(Link) if one.text() == "展开")
    qtbot.mouseClick(opening, LEFT)
    assert owed.buttons
    assert opening.text() == "收起"
    qtbot.mouseClick(opening, LEFT)
    page.resize(1180, 640)
    qtbot.waitUntil(lambda: bool(owed.buttons))


def test_a_column_that_a_person_chose_stays_in_a_window_of_any_width(qtbot: QtBot, page: PlanPage):
    table = page.schedule.table
    page.resize(700, 640)
    qtbot.waitUntil(lambda: "place" not in table.shown_columns())
    place = next(one for one in table.column_menu().actions() if one.text() == "地点")
    place.trigger()
    page.resize(760, 640)
    qtbot.wait(1)
    assert "place" in table.shown_columns()


def test_the_fields_of_the_line_are_narrowed_to_stand_in_one_line(qtbot: QtBot, page: PlanPage):
    line = page.schedule.line
    for width in (1180, 940):
        page.resize(width, 640)
        qtbot.waitUntil(lambda: line.add.geometry().center().y() == line.day.geometry().center().y())
    page.resize(760, 640)
    qtbot.waitUntil(lambda: line.add.y() > line.day.geometry().bottom())


def test_a_new_plan_is_called_in_chinese_in_any_window(page: PlanPage):
    assert page.known is not None
    new = new_plan(replace(page.known, term="2025–2026, term 2"), "term")
    assert "2025—2026学年第二学期" in new.title
    assert new.headings[0] == "指导思想"
