"""Photos and papers of an activity: dropped, copied, asked for, and known from elsewhere."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services.records import all_of, get
from edudesk.ui.pages.record import RecordPage
from edudesk.ui.session import Session
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Link
from tests.ui.asking import Ask
from tests.ui.pages.record.conftest import WAIT
from tests.ui.pages.record.hands import (
    begun,
    drafts,
    newest,
    notices,
    photo,
    press_link,
    save,
    type_day,
    type_topic,
)


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


def test_photos_lie_in_the_store_before_anything_is_saved(
    qtbot: QtBot, page: RecordPage, tmp_path: Path, ask: Ask
) -> None:
    files = [photo(tmp_path, "IMG_20260512_101500.jpg"), photo(tmp_path, "签到表.jpg", "blue")]
    type_topic(page, "有照片")
    page.form.strip.files_offered.emit(files)
    qtbot.waitUntil(lambda: len(page.shelf.papers) == 2, timeout=WAIT)
    for file in files:
        file.unlink()
    assert [one.kind for one in page.shelf.papers] == ["photo", "sign-in"]
    assert "有 1 张照片是5月12日拍的，和活动日期不同。请看一眼。" in notices(page)
    press_link(qtbot, page, "没问题")
    assert not any("5月12日" in one for one in notices(page))
    page.shelf.take_out(page.shelf.papers[0].id)
    assert any("已取下" in one for one in notices(page))
    press_link(qtbot, page, "放回去")
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


def test_what_may_come_later_is_named_as_it_is_missing(
    qtbot: QtBot, page: RecordPage, tmp_path: Path
) -> None:
    bottom = page.frame.bottom
    qtbot.waitUntil(lambda: bottom.words == "过程记录、照片可以先空着，以后再补。", timeout=WAIT)
    page.form.strip.files_offered.emit([photo(tmp_path, "好的.jpg")])
    qtbot.waitUntil(lambda: bottom.words == "过程记录可以先空着，以后再补。", timeout=WAIT)
    type_day(qtbot, page, "三月初三")
    qtbot.waitUntil(lambda: bottom.words == "材料可以先空着，以后再补。", timeout=WAIT)


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
    type_topic(page, "同一张照片")
    page.form.strip.files_offered.emit([tmp_path / "又一次.jpg"])
    qtbot.waitUntil(lambda: any(title in one for one in notices(page)), timeout=WAIT)
