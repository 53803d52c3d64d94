"""Telling of an activity with keys and mouse."""

import json
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from edudesk.services.records import all_of, get
from edudesk.ui.pages.record import RecordPage
from edudesk.ui.pages.record.ground import Begun
from edudesk.ui.session import Session
from edudesk.ui.widgets.chips import Chip
from edudesk.ui.widgets.dialogs import Question
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.tally import TallyWidget
from edudesk.ui.widgets.words import Link
from tests.ui.pages.record.conftest import WAIT, Ask

TODAY = date(2026, 5, 20)


def chip(page: RecordPage, words: str) -> Chip:
    return next(one for one in page.form.kinds.findChildren(Chip) if one.text() == words)


def write(widget: QWidget, words: str) -> None:
    """Write words as an input method hands them over: composed first, then all at once."""
    QApplication.sendEvent(widget, QInputMethodEvent("pin'yin", []))
    done = QInputMethodEvent("", [])
    done.setCommitString(words)
    QApplication.sendEvent(widget, done)


def type_in(qtbot: QtBot, page: RecordPage, words: str) -> None:
    page.form.topic.setFocus()
    write(page.form.topic, words)


def save(qtbot: QtBot, page: RecordPage) -> None:
    with qtbot.waitSignal(page.session.said, timeout=WAIT):
        qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def begun(page: RecordPage) -> Begun:
    assert page._begun is not None
    return page._begun


def is_shown(page: RecordPage, record_id: str) -> bool:
    return page._begun is not None and page._begun.record_id == record_id


def newest(ask: Ask):
    return ask(lambda opened: all_of(opened.archive, "activity")[-1])


def drafts(session: Session) -> list[Path]:
    return sorted((session.desk.folder / "drafts").glob("*.json"))


def photo(folder: Path, name: str, colour: str = "red") -> Path:
    path = folder / name
    picture = Image.new("RGB", (64, 48), colour)
    picture.paste("white", (0, 0, 20, 30))
    picture.paste("black", (40, 10, 60, 40))
    picture.save(path, "JPEG")
    return path


def notices(page: RecordPage) -> list[str]:
    return [one.accessibleName() for one in page.frame.findChildren(Notice) if one.isVisible()]


def press(qtbot: QtBot, page: RecordPage, words: str) -> None:
    link = next(one for one in page.frame.findChildren(Link) if one.text() == words and one.isVisible())
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_it_begins_with_today_the_last_school_and_once(page: RecordPage) -> None:
    told = page.form.told()
    assert told.day == TODAY
    assert [(one.amount, one.unit) for one in told.quantities] == [("1", "time")]
    assert len(told.partners) == 1
    assert not told.ours
    assert not page.is_touched


def test_what_was_typed_is_saved_in_one_change(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    type_in(qtbot, page, "听一节课，评一节课")
    qtbot.mouseClick(chip(page, "听评课"), Qt.MouseButton.LeftButton)
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


def test_a_key_is_on_the_disk_within_a_second(qtbot: QtBot, page: RecordPage) -> None:
    page.form.day.line.clear()
    page.form.day.line.setFocus()
    began = time.monotonic()
    qtbot.keyClicks(page.form.day.line, "12.")
    qtbot.waitUntil(lambda: bool(drafts(page.session)), timeout=1000)
    assert time.monotonic() - began < 1
    qtbot.waitUntil(lambda: "草稿已自动存好" in page.frame.kept.text(), timeout=WAIT)
    kept = json.loads(drafts(page.session)[0].read_text("utf-8"))
    assert "12." in json.dumps(kept, ensure_ascii=False)


def test_a_draft_comes_back_as_it_was_typed(qtbot: QtBot, page: RecordPage, session: Session) -> None:
    type_in(qtbot, page, "写到一半")
    page.form.day.line.clear()
    qtbot.keyClicks(page.form.day.line, "12.")
    page.form.people.theirs.line.setFocus()
    write(page.form.people.theirs.line, "莫")
    told = page.form.told()
    page.leave()
    qtbot.waitUntil(lambda: bool(drafts(session)), timeout=WAIT)
    session.setProperty("record-in-hand", "")  # as after the program was started again
    again = RecordPage(session)
    qtbot.addWidget(again)
    again.show()
    again.go_to()
    qtbot.waitUntil(lambda: again.is_ready, timeout=WAIT)
    assert notices(again) == ["有 1 次没写完：写到一半"]
    press(qtbot, again, "接着写")
    qtbot.waitUntil(lambda: again.form.topic.text() == "写到一半", timeout=WAIT)
    assert again.form.told() == told
    assert again.form.day.line.text() == "12."


def test_a_page_made_anew_goes_on_with_what_is_in_hand(
    qtbot: QtBot, page: RecordPage, session: Session
) -> None:
    type_in(qtbot, page, "换了大字")
    page.leave()
    again = RecordPage(session)
    qtbot.addWidget(again)
    again.show()
    again.go_to()
    qtbot.waitUntil(lambda: again.is_ready, timeout=WAIT)
    assert again.form.topic.text() == "换了大字"
    press(qtbot, again, "另记一次")
    qtbot.waitUntil(lambda: again.form.topic.text() == "", timeout=WAIT)
    assert drafts(session)


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
    type_in(qtbot, page, "没有日期")
    page.form.day.line.clear()
    write(page.form.day.line, typed)
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    error = page.form._rows["day"].box.error
    assert error
    assert typed in error
    assert page.form.day.line.hasFocus()
    page.form.day.line.clear()
    write(page.form.day.line, "今天")
    assert not page.form._rows["day"].box.error
    assert ask(lambda opened: len(all_of(opened.archive, "activity"))) == before


def test_without_a_topic_the_cursor_goes_there(qtbot: QtBot, page: RecordPage) -> None:
    page.form.result.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.form.topic.hasFocus()
    assert page.form._rows["topic"].box.error


def test_every_key_is_answered_with_what_it_counts_in(qtbot: QtBot, page: RecordPage) -> None:
    card = page.frame.foreseen
    qtbot.mouseClick(chip(page, "校园文化活动"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(one.cells.gained for one in card.findChildren(TallyWidget)), timeout=WAIT)
    page.form.day.line.clear()
    qtbot.keyClicks(page.form.day.line, "x")
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in card.findChildren(TallyWidget)))


def test_copied_photos_are_taken_in_wherever_the_cursor_is(
    qtbot: QtBot, page: RecordPage, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo(tmp_path, "教研.jpg")))])
    QApplication.clipboard().setMimeData(mime)
    for field in (page.form.topic, page.form.result):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert not field.text()
    qtbot.waitUntil(lambda: [one.name for one in page.shelf.papers] == ["教研.jpg"], timeout=WAIT)
    QApplication.clipboard().setText("送教")
    qtbot.keyClick(page.form.result, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.form.result.text() == "送教"


def test_what_could_not_be_saved_is_saved_when_the_archive_is_back(
    qtbot: QtBot, page: RecordPage, ask: Ask
) -> None:
    folder = page.session.desk.folder
    away = folder.with_name("away")
    type_in(qtbot, page, "U 盘松了")
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


def test_without_a_school_the_answer_asks_for_it(qtbot: QtBot, page: RecordPage) -> None:
    told = replace(page.form.told(), partners=(), host="", kinds=())
    page.form.show_told(begun(page).ground, told)
    page.answers.look()
    wanted = "选好学校就知道算进哪几项。"
    qtbot.waitUntil(
        lambda: any(label.text() == wanted for label in page.frame.foreseen.findChildren(QLabel)),
        timeout=WAIT,
    )


def test_photos_lie_in_the_store_before_anything_is_saved(
    qtbot: QtBot, page: RecordPage, tmp_path: Path, ask: Ask
) -> None:
    files = [photo(tmp_path, "IMG_20260512_101500.jpg"), photo(tmp_path, "签到表.jpg", "blue")]
    type_in(qtbot, page, "有照片")
    page.form.strip.files_offered.emit(files)
    qtbot.waitUntil(lambda: len(page.shelf.papers) == 2, timeout=WAIT)
    for file in files:
        file.unlink()
    assert [one.kind for one in page.shelf.papers] == ["photo", "sign-in"]
    assert "有 1 张照片是5月12日拍的，和活动日期不同。请看一眼。" in notices(page)
    press(qtbot, page, "没问题")
    assert not any("5月12日" in one for one in notices(page))
    page.shelf.take_out(page.shelf.papers[0].id)
    assert any("已取下" in one for one in notices(page))
    press(qtbot, page, "放回去")
    assert len(page.shelf.papers) == 2
    save(qtbot, page)
    record = newest(ask)
    evidence = ask(lambda opened: all_of(opened.archive, "evidence", about_id=record.id))
    assert {one.content["kind"] for one in evidence} == {"photo", "sign-in"}


def test_a_bad_file_is_told_and_the_others_are_taken(qtbot: QtBot, page: RecordPage, tmp_path: Path) -> None:
    bad = tmp_path / "坏的.jpg"
    bad.write_bytes(b"")
    page.form.strip.files_offered.emit([bad, photo(tmp_path, "好的.jpg")])
    qtbot.waitUntil(lambda: len(page.shelf.papers) == 1, timeout=WAIT)
    assert any("坏的.jpg" in one for one in notices(page))


def test_a_day_to_come_is_planned_until_somebody_says_otherwise(
    qtbot: QtBot, page: RecordPage, ask: Ask
) -> None:
    type_in(qtbot, page, "下周送教")
    page.form.day.line.clear()
    qtbot.keyClicks(page.form.day.line, (TODAY + timedelta(days=7)).isoformat())
    assert page.frame.state.value() == "planned"
    save(qtbot, page)
    record = newest(ask)
    assert (record.content["state"], record.content["planned_on"]) == ("planned", TODAY + timedelta(days=7))


def test_what_was_planned_becomes_what_was_done(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    planned = ask(lambda opened: all_of(opened.archive, "activity", state="planned")[0])
    page.go_to(activity=planned.id, state="held")
    qtbot.waitUntil(lambda: page.form.topic.text() == planned.content["topic"], timeout=WAIT)
    assert page.frame.state.value() == "held"
    page.form.day.line.clear()
    write(page.form.day.line, "今天")
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


def test_leaving_without_saving_asks_once_and_drops_the_draft(
    qtbot: QtBot, page: RecordPage, session: Session, ask: Ask
) -> None:
    type_in(qtbot, page, "不要的")
    qtbot.waitUntil(lambda: bool(drafts(session)), timeout=WAIT)
    qtbot.mouseClick(page.frame.cancel, Qt.MouseButton.LeftButton)
    question = next(one for one in page.window().findChildren(Question) if one.isVisible())
    question.yes.click()
    qtbot.waitUntil(lambda: not drafts(session), timeout=WAIT)
    assert page._begun is None


def test_save_and_record_another_begins_anew(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    type_in(qtbot, page, "第一次")
    with qtbot.waitSignal(page.session.said, timeout=WAIT):
        page.form.result.setFocus()
        qtbot.keyClick(page.form.result, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.is_ready and page.form.topic.text() == "", timeout=WAIT)
    type_in(qtbot, page, "第二次")
    save(qtbot, page)
    assert newest(ask).content["topic"] == "第二次"


def test_coming_back_goes_on_with_what_was_being_written(qtbot: QtBot, page: RecordPage) -> None:
    type_in(qtbot, page, "写到一半")
    page.leave()
    page.hide()
    page.show()
    page.go_to()
    assert page.form.topic.text() == "写到一半"


def test_the_people_of_last_time_are_offered_and_not_entered(qtbot: QtBot, page: RecordPage) -> None:
    assert page.form.people.as_last.isVisible()
    qtbot.mouseClick(page.form.people.as_last, Qt.MouseButton.LeftButton)
    told = page.form.told()
    assert told.ours
    assert told.theirs
    assert not page.form.people.as_last.isVisible()
    assert page.is_touched


def test_several_quantities_are_told(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    type_in(qtbot, page, "两节课")
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


def test_what_is_folded_away_is_told_too(qtbot: QtBot, page: RecordPage, ask: Ask) -> None:
    type_in(qtbot, page, "连着三天")
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
    type_in(qtbot, page, "到幼儿园")
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


def test_a_record_of_another_school_is_only_read(qtbot: QtBot, page: RecordPage) -> None:
    page._show(replace(begun(page), record_id="x", readonly="石榴湾小学"))
    assert not page.form.topic.isEnabled()
    assert not page.frame.save.isVisible()
    assert page.frame.cancel.text() == "返回"
    page.save()
    assert page._begun is not None


def test_typing_never_blocks_the_window(qtbot: QtBot, page: RecordPage) -> None:
    page.form.topic.setFocus()
    took = []
    for letter in "shi fan ke yu ping ke":
        began = time.perf_counter()
        qtbot.keyClicks(page.form.topic, letter)
        took.append(time.perf_counter() - began)
    assert median(took) < 0.02  # a busy machine makes single ones slower


def test_what_a_step_brings_along_is_saved_though_no_field_shows_it(
    qtbot: QtBot, page: RecordPage, session: Session, ask: Ask
) -> None:
    request = ask(lambda opened: all_of(opened.archive, "request")[0])
    page.go_to(content={"request_id": request.id, "kinds": ["lecture"], "state": "planned"})
    qtbot.waitUntil(lambda: page.is_ready and page.form.told().kinds == ("lecture",), timeout=WAIT)
    type_in(qtbot, page, "按需求讲一场")
    page.leave()
    qtbot.waitUntil(lambda: bool(drafts(session)), timeout=WAIT)
    kept = begun(page).draft.id
    again = RecordPage(session)
    qtbot.addWidget(again)
    again.show()
    again.go_to(draft=kept)
    qtbot.waitUntil(lambda: again.is_ready, timeout=WAIT)
    save(qtbot, again)
    content = newest(ask).content
    assert (content["request_id"], content["kinds"]) == (request.id, ("lecture",))
    assert (content["state"], content["planned_on"]) == ("planned", TODAY)


def test_the_drop_of_a_photo_brings_its_day(qtbot: QtBot, page: RecordPage, tmp_path: Path) -> None:
    page.go_to(files=(photo(tmp_path, "IMG_20260512_101500.jpg"),))
    qtbot.waitUntil(lambda: len(page.shelf.papers) == 1, timeout=WAIT)
    assert page.form.told().day == date(2026, 5, 12)
    assert page.is_touched


def test_a_photo_of_a_day_that_has_an_activity_goes_there_when_told(
    qtbot: QtBot, page: RecordPage, session: Session, tmp_path: Path, ask: Ask
) -> None:
    there = ask(lambda opened: all_of(opened.archive, "activity", starts_on=date(2026, 5, 12))[0])
    page.go_to(files=(photo(tmp_path, "IMG_20260512_101500.jpg"),))
    qtbot.waitUntil(lambda: any(there.title in words for words in notices(page)), timeout=WAIT)
    old = begun(page).draft.id
    notice = next(one for one in page.frame.above.findChildren(Notice) if one.isVisible())
    qtbot.keyClick(notice.findChildren(Link)[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.is_ready and begun(page).record_id == there.id, timeout=WAIT)
    qtbot.waitUntil(lambda: [one.stem for one in drafts(session)] == [begun(page).draft.id], timeout=WAIT)
    assert begun(page).draft.id != old
    save(qtbot, page)
    names = [one.content["name"] for one in ask(lambda o: all_of(o.archive, "evidence", about_id=there.id))]
    assert "IMG_20260512_101500.jpg" in names


def test_a_paper_that_was_asked_for_is_kept_as_that(
    qtbot: QtBot, page: RecordPage, tmp_path: Path, ask: Ask
) -> None:
    record = ask(lambda opened: all_of(opened.archive, "activity", state="held")[0])
    page.go_to(activity=record.id, missing=("sign-in",))
    qtbot.waitUntil(lambda: page.is_ready and begun(page).record_id == record.id, timeout=WAIT)
    before = len(page.shelf.papers)
    page.form.strip.files_offered.emit([photo(tmp_path, "IMG_0001.jpg")])
    qtbot.waitUntil(lambda: len(page.shelf.papers) == before + 1, timeout=WAIT)
    page.shelf.take_out(page.shelf.papers[0].id)
    save(qtbot, page)
    left = ask(lambda opened: all_of(opened.archive, "evidence", about_id=record.id))
    assert len(left) == before
    assert "sign-in" in {one.content["kind"] for one in left}
    assert ask(lambda opened: get(opened.archive, record.id)).content == record.content


def test_a_picture_that_lies_with_another_activity_is_pointed_out(
    qtbot: QtBot, page: RecordPage, tmp_path: Path, ask: Ask
) -> None:
    evidence = ask(lambda opened: all_of(opened.archive, "evidence", kind="photo")[0])
    title = ask(lambda opened: get(opened.archive, evidence.content["about_id"]).title)
    with page.session.desk._archive().store.open(evidence.content["sha256"]) as original:
        (tmp_path / "又一次.jpg").write_bytes(original.read())
    type_in(qtbot, page, "同一张照片")
    page.form.strip.files_offered.emit([tmp_path / "又一次.jpg"])
    qtbot.waitUntil(lambda: any(title in one for one in notices(page)), timeout=WAIT)
