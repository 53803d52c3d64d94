"""What the fields of an activity tell: people, schools, days, quantities, and what is folded away."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services.records import all_of
from edudesk.ui.pages.record import RecordPage
from edudesk.ui.pages.record.telling import Told
from edudesk.ui.widgets.chips import Chip
from tests.ui.asking import Ask
from tests.ui.pages.record.conftest import WAIT
from tests.ui.pages.record.hands import TODAY, begun, choose_kind, newest, save, type_day, type_topic
from tests.ui.widgets.composing import write


def test_a_group_of_the_roster_is_offered_with_its_count(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    def enter(opened: Any) -> None:
        from edudesk.services.changes import change

        with change(opened.archive, "group.create", opened.clock.now()) as writing:
            for term, count in (("2024-1", 26), ("2025-2", 30)):
                writing.create("group", {"name": "家长志愿者", "count": count, "term": term})

    ask(enter)
    page.go_to(content={"starts_on": TODAY.isoformat()})
    line = page.form.people.ours.line
    qtbot.waitUntil(lambda: "家长志愿者" in str(page.form.people._groups), timeout=WAIT)
    write(line, "家长志愿")
    offered = QApplication.activePopupWidget()
    assert offered is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(offered, key)
    (group,) = page.form.people.ours.tokens()
    assert (group.person_id, group.name, group.count) == (None, "家长志愿者", 30)


def test_words_being_composed_are_not_taken_for_typed(qtbot: QtBot, page: RecordPage) -> None:
    composing = QInputMethodEvent("ting'ke", [])
    QApplication.sendEvent(page.form.topic, composing)
    assert page.form.told().topic == ""
    assert not page.is_touched
    done = QInputMethodEvent("", [])
    done.setCommitString("听课")
    QApplication.sendEvent(page.form.topic, done)
    assert page.form.told().topic == "听课"
    assert page.is_touched


@pytest.mark.parametrize("typed", ["", "哪天呢"])
def test_without_a_day_the_sentence_stands_there_and_the_cursor_goes_there(
    qtbot: QtBot, page: RecordPage, ask: Ask, typed: str
) -> None:
    before = ask(lambda opened: len(all_of(opened.archive, "activity")))
    type_topic(page, "没有日期")
    type_day(qtbot, page, typed)
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    error = page.form._rows["day"].box.error
    assert error
    assert typed in error
    assert page.form.day.line.hasFocus()
    type_day(qtbot, page, "今天")
    assert not page.form._rows["day"].box.error
    assert ask(lambda opened: len(all_of(opened.archive, "activity"))) == before


def test_without_a_topic_the_cursor_goes_there(qtbot: QtBot, page: RecordPage) -> None:
    page.form.result.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.form.topic.hasFocus()
    assert page.form._rows["topic"].box.error


def test_the_people_of_last_time_are_offered_and_not_entered(qtbot: QtBot, page: RecordPage) -> None:
    assert page.form.people.as_last.isVisible()
    qtbot.mouseClick(page.form.people.as_last, Qt.MouseButton.LeftButton)
    told = page.form.told()
    assert told.ours
    assert told.theirs
    assert not page.form.people.as_last.isVisible()
    assert page.is_touched


def test_only_in_a_session_of_a_pair_are_the_people_of_last_time_master_and_pupil(
    qtbot: QtBot, page: RecordPage
) -> None:
    def taken() -> set[str]:
        page.form.people.set_value(Told(kinds=page.form.told().kinds))
        qtbot.mouseClick(page.form.people.as_last, Qt.MouseButton.LeftButton)
        told = page.form.told()
        return {one.role for one in (*told.ours, *told.theirs)}

    assert taken() == {""}
    choose_kind(qtbot, page, "师徒指导")
    assert taken() == {"mentor", "apprentice"}


def test_several_quantities_are_told(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    type_topic(page, "两节课")
    qtbot.mouseClick(page.form.amounts.more, Qt.MouseButton.LeftButton)
    second = page.form.amounts._fields[0].number.line
    assert second.isVisible()
    assert second.hasFocus()
    qtbot.keyClicks(second, "2")
    save(qtbot, page)
    assert newest(ask).content["units"] == (
        {"unit": "time", "amount": Decimal(1)},
        {"unit": "lesson", "amount": Decimal(2)},
    )


def test_what_is_folded_away_is_told_too(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    type_topic(page, "连着三天")
    qtbot.mouseClick(page.form.fold, Qt.MouseButton.LeftButton)
    more = page.form.more
    assert more is not None
    assert more.long["process"].hasFocus()
    write(more.long["process"], "先听后评")
    qtbot.keyClicks(more.last_day.line, (TODAY + timedelta(days=2)).isoformat())
    qtbot.keyClicks(more.numbers["expected"].line, "12")
    for _ in range(2):  # 未评定, 优秀, 良好
        qtbot.keyClick(more.rating, Qt.Key.Key_Down)
    qtbot.mouseClick(more.mixed, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(
        next(one for one in more.subjects.findChildren(Chip) if one.text() == "数学"),
        Qt.MouseButton.LeftButton,
    )
    write(page.form.place.spot, "五（3）班")
    save(qtbot, page)
    content = newest(ask).content
    assert content["process"] == "先听后评"
    assert content["ends_on"] == TODAY + timedelta(days=2)
    assert (content["expected"], content["form"], content["subjects"]) == (12, "mixed", ("maths",))
    assert content["rating"] == "good"
    assert content["place"] == "五（3）班"


def test_a_school_of_another_community_brings_its_community(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    _first, second = begun(page).ground.communities
    type_topic(page, "到幼儿园")
    menu = page.form.place.schools.menu_of_schools()
    action = next(one for one in menu.actions() if one.text() == "石榴湾幼儿园")
    action.trigger()
    menu.close()
    assert page.form.told().community_id == second.id
    assert page.form.people.ours_row.label.text() == "帮扶方的人"
    save(qtbot, page)
    record = newest(ask)
    assert record.content["community_id"] == second.id
    assert {row["side"] for row in record.content["schools"]} == {"helper", "helped"}
