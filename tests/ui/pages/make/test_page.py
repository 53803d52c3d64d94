"""The generic form's page: kept while written, saved with files, explained when wrong, undone by toast."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services import drafts
from edudesk.services.changes import change
from edudesk.services.records import Record, all_of, get
from edudesk.services.undo import undo
from edudesk.ui.desk import Opened
from edudesk.ui.forms.own import edit_record, make_record
from edudesk.ui.pages.make import MakePage
from edudesk.ui.session import Session
from edudesk.ui.widgets.dialogs import Question
from tests.ui.asking import LONG, Said, Went, told
from tests.ui.widgets.composing import write


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> MakePage:
    made = MakePage(session)
    qtbot.addWidget(made)
    made.resize(1182, 640)
    made.show()
    return made


def open_at(qtbot: QtBot, page: MakePage, **place: Any) -> None:
    before = page.form
    page.go_to(**place)
    qtbot.waitUntil(lambda: page.is_ready and page.form is not before, timeout=LONG)


def field(page: MakePage, name: str) -> Any:
    assert page.form is not None
    return page.form.editors[name].widget


def choose(editor: Any, value: Any) -> None:
    editor.widget.set_value(value)
    editor.touch()


def test_a_new_record_is_proposed_saved_and_taken_back(
    qtbot: QtBot, session: Session, page: MakePage, went: Went, said: Said
):
    open_at(qtbot, page, type="request", content={"asked_on": "2026-05-01"})
    assert page.form is not None
    assert page.form.content()["asked_on"] == date(2026, 5, 1)
    assert page.form.content()["state"] == "open"
    write(field(page, "topic"), "要一次班主任讲座")
    qtbot.mouseClick(page.frame.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(went), timeout=LONG)
    assert went == [("back", {})]
    saved = told(qtbot, session, lambda opened: all_of(opened.archive, "request", topic="要一次班主任讲座"))
    assert len(saved) == 1
    assert told(qtbot, session, lambda opened: drafts.waiting(opened.archive).drafts) == ()
    words, change_id = said[0]
    assert words == "已保存"

    def take_back(opened: Opened) -> tuple[Record, ...]:
        undo(opened.archive, change_id, opened.clock.now())
        return all_of(opened.archive, "request", topic="要一次班主任讲座")

    assert told(qtbot, session, take_back) == ()


def test_the_draft_is_kept_within_a_second_and_gone_on_with(qtbot: QtBot, session: Session, page: MakePage):
    open_at(qtbot, page, type="donation")
    write(field(page, "purpose"), "图书角")
    field(page, "dated").line.clear()
    qtbot.keyClicks(field(page, "dated").line, "13.40")
    with qtbot.waitSignal(page.keeper.kept, timeout=1000):
        pass
    again = MakePage(session)
    qtbot.addWidget(again)
    open_at(qtbot, again, type="donation")
    assert again.frame.notices() == ("“图书角”上次没写完。",)
    (draft,) = told(qtbot, session, lambda opened: drafts.waiting(opened.archive).drafts)
    open_at(qtbot, again, draft=draft.id)
    assert again.form is not None
    assert again.form.content()["purpose"] == "图书角"
    assert again.form.typed() == {"dated": "13.40"}


def test_what_is_wrong_is_explained_and_nothing_is_written(qtbot: QtBot, session: Session, page: MakePage):
    open_at(qtbot, page, type="donation")
    field(page, "dated").line.clear()
    page.form.editors["dated"].touch()  # type: ignore[union-attr]
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.form is not None
    rows = page.form.rows
    qtbot.waitUntil(lambda: bool(rows["purpose"].box.error), timeout=LONG)
    assert rows["dated"].box.error
    assert page.frame.save.isEnabled()
    assert told(qtbot, session, lambda opened: all_of(opened.archive, "donation", purpose="")) == ()


def test_a_stay_cannot_lead_from_a_school_to_itself(
    qtbot: QtBot, session: Session, page: MakePage, went: Went
):
    holder = told(qtbot, session, lambda opened: opened.archive.holder_id)
    open_at(qtbot, page, type="exchange", content={"name": "韦丽华", "from_id": holder, "to_id": holder})
    qtbot.mouseClick(page.frame.save, Qt.MouseButton.LeftButton)
    assert page.form is not None
    assert page.form.rows["to_id"].box.error == "两边选了同一所学校，请改选一所"
    assert page.frame.save.isEnabled()
    assert not went


def test_a_register_never_loses_a_record_for_want_of_a_community(
    qtbot: QtBot, session: Session, page: MakePage
):
    def found_second(opened: Opened) -> tuple[str, str]:
        with change(opened.archive, "community.create", opened.clock.now()) as writing:
            school = writing.create("school", {"name": "红旗小学"})
            members = (
                {"school_id": opened.archive.holder_id, "role": "lead"},
                {"school_id": school, "role": "member"},
            )
            return school, writing.create("community", {"name": "另一个", "members": members})

    given = told(qtbot, session, lambda opened: all_of(opened.archive, "donation"))
    first = max(given, key=lambda one: one.id).content["community_id"]
    school, second = told(qtbot, session, found_second)
    open_at(qtbot, page, type="donation")
    assert page.form is not None
    # The one of the last donation, then that of the partner who is chosen, then what a person says.
    assert page.form.content()["community_id"] == first
    receiver, community = page.form.editors["to_id"], page.form.editors["community_id"]
    choose(receiver, school)
    assert page.form.content()["community_id"] == second
    choose(community, None)
    write(field(page, "purpose"), "图书")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.form and page.form.rows["community_id"].box.error), timeout=LONG)
    choose(community, first)
    with qtbot.waitSignal(session.said, timeout=LONG):
        page.save()
    (saved,) = told(qtbot, session, lambda opened: all_of(opened.archive, "donation", purpose="图书"))
    assert saved.content["community_id"] == first


def test_a_record_is_changed_with_a_file_more(qtbot: QtBot, session: Session, page: MakePage, tmp_path: Path):
    (first, *_rest) = told(qtbot, session, lambda opened: all_of(opened.archive, "agreement"))
    open_at(qtbot, page, record=first.id)
    assert page.form is not None
    assert page.form.content() == first.content
    before = len(page.shelf.papers)
    write(field(page, "number"), "〔2026〕7 号")
    photo = tmp_path / "签字.png"
    Image.new("RGB", (64, 48), "teal").save(photo)
    page.frame.strip.files_offered.emit([photo])
    qtbot.waitUntil(lambda: len(page.shelf.papers) == before + 1, timeout=LONG)
    with qtbot.waitSignal(session.said, timeout=LONG):
        page.save()
    saved = told(qtbot, session, lambda opened: get(opened.archive, first.id))
    assert saved.content["number"].startswith("〔2026〕7 号")
    files = told(qtbot, session, lambda opened: all_of(opened.archive, "evidence", about_id=first.id))
    assert any(one.content["name"] == "签字.png" for one in files)


def test_leaving_asks_only_when_something_was_written(qtbot: QtBot, session: Session, page: MakePage):
    open_at(qtbot, page, type="request")
    with qtbot.waitSignal(session.wanted):
        qtbot.mouseClick(page.frame.cancel, Qt.MouseButton.LeftButton)
    open_at(qtbot, page, type="request")
    write(field(page, "topic"), "讲座")
    qtbot.mouseClick(page.frame.cancel, Qt.MouseButton.LeftButton)
    question = page.window().findChild(Question)
    assert isinstance(question, Question)
    with qtbot.waitSignal(session.wanted):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert told(qtbot, session, lambda opened: drafts.waiting(opened.archive).drafts) == ()


def test_what_another_school_wrote_can_only_be_read(qtbot: QtBot, session: Session, page: MakePage):
    def foreign(opened: Opened) -> str:
        from sqlalchemy import update

        from edudesk.models.archive import RecordHead

        theirs = next(one for one in all_of(opened.archive, "school") if one.id != opened.archive.holder_id)
        record = all_of(opened.archive, "request")[0]
        with opened.archive.write() as connection:
            owned = update(RecordHead).where(RecordHead.id == record.id).values(owner_id=theirs.id)
            connection.execute(owned)
        return record.id

    open_at(qtbot, page, record=told(qtbot, session, foreign))
    assert not page.frame.save.isEnabled()
    assert len(page.frame.notices()) == 1


def test_types_with_a_page_of_their_own_are_sent_there(session: Session, went: Went):
    edit_record(session, "activity", "x")
    edit_record(session, "request", "y")
    make_record(session, "activity", {"topic": "甲"})
    make_record(session, "request")
    assert went == [
        ("record", {"activity": "x"}),
        ("make", {"type": "request", "record": "y"}),
        ("record", {"content": {"topic": "甲"}}),
        ("make", {"type": "request", "content": {}}),
    ]
