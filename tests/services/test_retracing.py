"""Ctrl+Z and Ctrl+Y walk back and forth over what was done, and a new change ends redoing."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.models.registry import record_types
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.records import get
from edudesk.services.recycling import delete_records
from edudesk.services.retracing import (
    last_redoable,
    last_undoable,
    newest,
    redo_words,
    step_words,
    undo_words,
)
from edudesk.services.undo import Step, undo
from edudesk.texts import Texts

NOW = datetime(2025, 9, 25, 8, tzinfo=UTC)
ZH, EN = Texts("zh"), Texts("en")


def create(archive, topic="一"):
    with change(archive, "activity.create", NOW, subject=topic) as writing:
        return writing.create("activity", {"topic": topic, "state": "held", "starts_on": date(2025, 9, 24)})


def rename(archive, made, topic):
    with change(archive, "activity.edit", NOW, subject=topic) as writing:
        writing.edit(made, {"topic": topic})


def topic(archive, made):
    return get(archive, made).content["topic"]


def undoable(archive, since=0) -> Step:
    found = last_undoable(archive, since)
    assert found is not None
    return found


def redoable(archive, since=0) -> Step:
    found = last_redoable(archive, since)
    assert found is not None
    return found


def back(archive, since=0):
    undo(archive, undoable(archive, since).id, NOW)


def forth(archive, since=0):
    undo(archive, redoable(archive, since).id, NOW)


def test_steps_go_back_and_forth(archive):
    made = create(archive, "一")
    for name in ("二", "三"):
        rename(archive, made, name)
    seen = []
    for step in (back, back, forth, forth, back):
        step(archive)
        seen.append(topic(archive, made))
    assert seen == ["二", "一", "二", "三", "二"]


def test_a_new_change_ends_redoing(archive):
    made = create(archive)
    rename(archive, made, "二")
    back(archive)
    assert last_redoable(archive) is not None
    rename(archive, made, "三")
    assert last_redoable(archive) is None
    back(archive)
    assert topic(archive, made) == "一"


def test_nothing_is_undone_that_was_done_before_the_window_opened(archive):
    made = create(archive)
    mark = newest(archive)
    assert last_undoable(archive, mark) is None
    rename(archive, made, "二")
    back(archive, mark)
    assert last_undoable(archive, mark) is None
    forth(archive, mark)
    assert topic(archive, made) == "二"
    assert last_redoable(archive, mark) is None


def test_the_founding_and_a_package_that_left_are_not_taken_back_by_a_key(archive):
    assert last_undoable(archive) is None
    create(archive)
    with change(archive, "handover.create", NOW) as writing:
        community = writing.create("community", {"name": "共同体"})
        writing.create(
            "handover",
            {"name": "包", "community_id": community, "term": "2025-1", "edition": "full"}
            | {"built_at": datetime(2025, 9, 25)},
        )
    assert undoable(archive).name == "activity.create"


def test_a_change_that_changed_nothing_is_no_step(archive):
    made = create(archive)
    rename(archive, made, "一")
    assert undoable(archive).name == "activity.create"


def test_an_older_step_undone_from_the_history_is_redone_first(archive):
    first, second = create(archive, "一"), create(archive, "二")
    older = undoable(archive)
    back(archive)
    forth(archive)
    with archive.read() as connection:
        oldest = connection.exec_driver_sql(
            "SELECT change_id FROM revision WHERE record_id = ? ORDER BY sequence LIMIT 1", (first,)
        ).scalar_one()
    undo(archive, oldest, NOW)
    assert undoable(archive).subject == older.subject == "二"
    assert redoable(archive).subject == "一"
    forth(archive)
    assert [get(archive, one).deleted for one in (first, second)] == [False, False]


def test_what_other_installations_wrote_is_not_ours_to_take_back(archive):
    create(archive)
    with archive.write() as connection:
        connection.exec_driver_sql("UPDATE writer SET ours = 0")
    assert last_undoable(archive) is None


@settings(max_examples=30)
@given(st.lists(st.sampled_from("nud"), max_size=14))
def test_any_walk_agrees_with_two_stacks(tmp_path_factory, walk):
    folder = tmp_path_factory.mktemp("walk") / "archive"
    with found_archive(folder, {"name": "甲"}, NOW, author="周敏") as archive:
        made = create(archive, "0")
        mark = newest(archive)
        past: list[str] = []
        now = "0"
        future: list[str] = []
        for number, step in enumerate(walk, 1):
            if step == "n":
                past, now, future = [*past, now], str(number), []
                rename(archive, made, now)
            elif step == "u" and past:
                past, now, future = past[:-1], past[-1], [now, *future]
                back(archive, mark)
            elif step == "d" and future:
                past, now, future = [*past, now], future[0], future[1:]
                forth(archive, mark)
            assert topic(archive, made) == now
            assert (last_undoable(archive, mark) is None) == (not past)
            assert (last_redoable(archive, mark) is None) == (not future)


def test_steps_have_names_in_both_languages(archive):
    made = create(archive)
    delete_records(archive, [made], NOW)
    step = undoable(archive)
    assert undo_words(ZH, step) == "撤销：删除活动"
    assert undo_words(EN, step) == "Undo: delete activity"
    back(archive)
    assert redo_words(ZH, redoable(archive)) == "重做：删除活动"


def named(name, texts=ZH):
    return step_words(texts, Step("", name, "", None, NOW, undone=False))


def test_every_kind_of_step_has_words():
    assert named("import") == "导入表格"
    assert named("evidence.attach") == "添加材料"
    assert named("records.delete") == "删除记录"
    assert named("never.heard-of") == "一次改动"
    assert named("person.merge") == "修改教师"
    for code in record_types():
        for verb in ("create", "edit", "delete", "restore"):
            assert named(f"{code}.{verb}") != named(f"{code}.{verb}", EN) != named("other", EN)
