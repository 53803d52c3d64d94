"""An activity saved: in one change, after trouble, another one after it, and what was planned."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.planning import rows_of
from edudesk.services.records import all_of, get
from edudesk.ui.pages.record import RecordPage
from edudesk.ui.session import Session
from tests.ui.asking import Ask
from tests.ui.pages.record.conftest import WAIT
from tests.ui.pages.record.hands import (
    TODAY,
    begun,
    choose_kind,
    drafts,
    is_shown,
    newest,
    notices,
    page_again,
    save,
    type_day,
    type_topic,
)
from tests.ui.widgets.composing import write


def test_what_was_typed_is_saved_in_one_change(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    type_topic(page, "听一节课，评一节课")
    choose_kind(qtbot, page, "听评课")
    write(page.form.people.ours.line, "方若兰")
    qtbot.keyClick(page.form.people.ours.line, Qt.Key.Key_Return)
    write(page.form.people.theirs.line, "班主任 10 人、")
    write(page.form.result, "约好下周再听")
    save(qtbot, page)
    record = newest(ask)
    assert record.content["topic"] == "听一节课，评一节课"
    assert record.content["starts_on"] == TODAY
    assert record.content["kinds"] == ("observation",)
    assert record.content["units"] == ({"unit": "time", "amount": Decimal(1)},)
    assert record.content["host_id"] == record.content["schools"][1]["school_id"]
    assert [row["side"] for row in record.content["schools"]] == ["helper", "helped"]
    ours, theirs = record.content["people"]
    known = ask(lambda opened: get(opened.archive, ours["person_id"]).title)
    assert (known, ours) == ("方若兰", {"person_id": ours["person_id"], "side": "helper"})
    assert (theirs["name"], theirs["count"], theirs["side"]) == ("班主任", 10, "helped")
    assert not drafts(page.session)


def test_what_could_not_be_saved_is_saved_when_the_archive_is_back(
    qtbot: QtBot, page: RecordPage, ask: Ask
) -> None:
    folder = page.session.desk.folder
    away = folder.with_name("away")
    type_topic(page, "U 盘松了")
    folder.rename(away)
    try:
        qtbot.keyClick(page.form.topic, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: bool(notices(page)), timeout=WAIT)
    finally:
        away.rename(folder)
    assert page.form.topic.text() == "U 盘松了"
    assert page.form.topic.hasFocus()
    with qtbot.waitSignal(page.session.said, timeout=WAIT):
        qtbot.keyClick(page.form.topic, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert newest(ask).content["topic"] == "U 盘松了"


def test_a_day_to_come_is_planned_until_somebody_says_otherwise(
    qtbot: QtBot, page: RecordPage, ask: Ask
) -> None:
    type_topic(page, "下周送教")
    type_day(qtbot, page, (TODAY + timedelta(days=7)).isoformat())
    assert page.frame.state.value() == "planned"
    save(qtbot, page)
    record = newest(ask)
    assert (record.content["state"], record.content["planned_on"]) == ("planned", TODAY + timedelta(days=7))


def test_what_was_planned_becomes_what_was_done(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    planned = ask(lambda opened: all_of(opened.archive, "activity", state="planned")[0])
    page.go_to(activity=planned.id, state="held")
    qtbot.waitUntil(lambda: page.form.topic.text() == planned.content["topic"], timeout=WAIT)
    assert page.frame.state.value() == "held"
    type_day(qtbot, page, "今天")
    save(qtbot, page)
    record = ask(lambda opened: get(opened.archive, planned.id))
    assert (record.content["state"], record.content["starts_on"]) == ("held", TODAY)
    assert record.content["planned_on"] == planned.content["planned_on"]


def test_what_was_planned_is_done_without_another_word(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    planned = ask(lambda opened: all_of(opened.archive, "activity", state="planned")[0])
    page.go_to(activity=planned.id, state="held")
    qtbot.waitUntil(lambda: page.form.topic.text() == planned.content["topic"], timeout=WAIT)
    save(qtbot, page)
    assert ask(lambda opened: get(opened.archive, planned.id)).content["state"] == "held"


def test_every_demonstration_activity_is_saved_as_it_was(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    activities = ask(lambda opened: all_of(opened.archive, "activity"))
    differing = []
    for one in activities:
        page.go_to(activity=one.id)
        shown = partial(is_shown, page, one.id)
        qtbot.waitUntil(shown, timeout=WAIT)
        if page.form.told() != begun(page).told or page.is_touched:
            differing.append(one.content["topic"])
    assert differing == []
    last = activities[-1]
    page.save()
    qtbot.waitUntil(lambda: page._begun is None, timeout=WAIT)
    assert ask(lambda opened: get(opened.archive, last.id)).content == last.content


def test_save_and_record_another_begins_anew(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    type_topic(page, "第一次")
    with qtbot.waitSignal(page.session.said, timeout=WAIT):
        page.form.result.setFocus()
        qtbot.keyClick(page.form.result, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.is_ready and page.form.topic.text() == "", timeout=WAIT)
    type_topic(page, "第二次")
    save(qtbot, page)
    assert newest(ask).content["topic"] == "第二次"


def test_what_was_arranged_for_a_rule_stands_in_the_plan_its_day_falls_to(
    qtbot: QtBot, page: RecordPage, ask: Ask
) -> None:
    plans = ask(lambda opened: all_of(opened.archive, "plan"))
    plan = next(one for one in plans if one.content.get("term") == "2025-2")
    given = {"state": "planned", "community_id": plan.content["community_id"]}
    for day, wanted in ((date(2026, 6, 10), plan.id), (date(2027, 6, 10), None)):
        page.go_to(content=given)
        qtbot.waitUntil(lambda: page.is_ready and page.form.told().state == "planned", timeout=WAIT)
        type_topic(page, "联合教研")
        page.form.day.set_date(day)
        save(qtbot, page)
        made = newest(ask)
        assert (made.content["starts_on"], made.content.get("plan_id")) == (day, wanted)
        if wanted:
            assert made.id in ask(lambda opened: {row.id for row in rows_of(opened.archive, plan.id, TODAY)})


def test_what_a_step_brings_along_is_saved_though_no_field_shows_it(
    qtbot: QtBot, page: RecordPage, session: Session, ask: Ask
) -> None:
    request = ask(lambda opened: all_of(opened.archive, "request")[0])
    page.go_to(content={"request_id": request.id, "kinds": ["lecture"], "state": "planned"})
    qtbot.waitUntil(lambda: page.is_ready and page.form.told().kinds == ("lecture",), timeout=WAIT)
    type_topic(page, "按需求讲一场")
    page.leave()
    qtbot.waitUntil(lambda: bool(drafts(session)), timeout=WAIT)
    kept = begun(page).draft.id
    again = page_again(qtbot, session, draft=kept)
    save(qtbot, again)
    content = newest(ask).content
    assert (content["request_id"], content["kinds"]) == (request.id, ("lecture",))
    assert (content["state"], content["planned_on"]) == ("planned", TODAY)
