"""The page of an activity as it opens and answers: its beginning, order of keys, answers, reading only."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from edudesk.ui.pages.record import RecordPage
from edudesk.ui.widgets.tally import TallyWidget
from tests.ui.pages.record.conftest import WAIT
from tests.ui.pages.record.hands import TODAY, begun, choose_kind, type_day


def test_it_begins_with_today_the_last_school_and_once(page: RecordPage) -> None:
    told = page.form.told()
    assert told.day == TODAY
    assert [(one.amount, one.unit) for one in told.quantities] == [("1", "time")]
    assert len(told.partners) == 1
    assert not told.ours
    assert not page.is_touched


def test_every_key_is_answered_with_what_it_counts_in(qtbot: QtBot, page: RecordPage) -> None:
    card = page.frame.foreseen
    choose_kind(qtbot, page, "校园文化活动")
    qtbot.waitUntil(lambda: any(one.cells.gained for one in card.findChildren(TallyWidget)), timeout=WAIT)
    type_day(qtbot, page, "x")
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in card.findChildren(TallyWidget)))


def test_without_a_school_the_answer_asks_for_it(qtbot: QtBot, page: RecordPage) -> None:
    told = replace(page.form.told(), partners=(), host="", kinds=())
    page.form.show_told(begun(page).ground, told)
    page.answers.look()
    wanted = "选好学校就知道算进哪几项。"
    qtbot.waitUntil(
        lambda: any(label.text() == wanted for label in page.frame.foreseen.findChildren(QLabel)),
        timeout=WAIT,
    )


def test_the_tab_key_goes_in_reading_order(qtbot: QtBot, page: RecordPage) -> None:
    page.form.day.line.setFocus()
    passed: list[QWidget | None] = [page.form.day.line]
    for _ in range(30):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    form = page.form
    order: list[QWidget] = [
        form.day.line,
        form.time.line,
        form.amounts.first.number.line,
        form.amounts.first.unit,
        form.place.schools,
        form.topic,
        form.people.ours.line,
        form.people.theirs.line,
        form.result,
        form.strip,
        form.fold,
        page.frame.cancel,
        page.frame.save_next,
        page.frame.save,
    ]
    places = [passed.index(one) for one in order]
    assert places == sorted(places)


def test_a_record_of_another_school_is_only_read(qtbot: QtBot, page: RecordPage) -> None:
    page._show(replace(begun(page), record_id="x", readonly="石榴湾小学"))
    assert not page.form.topic.isEnabled()
    assert not page.frame.save.isVisible()
    assert page.frame.cancel.text() == "返回"
    page.save()
    assert page._begun is not None
