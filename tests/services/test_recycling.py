"""What is deleted goes as a whole, comes back as it went, and never leaves anything hanging."""

from datetime import UTC, date, datetime, timedelta

import pytest

from edudesk.errors import UserError
from edudesk.models.registry import record_types
from edudesk.services.adopting import adoption_content, shipped_scheme
from edudesk.services.changes import change
from edudesk.services.records import all_of, get
from edudesk.services.recycling import delete_records, in_the_bin, restore, say_hanging, what_hangs
from edudesk.services.safety.check import check
from edudesk.services.undo import steps, undo
from edudesk.texts import Texts

NOW = datetime(2025, 9, 25, 8, tzinfo=UTC)
DAY = date(2025, 9, 24)


def create(archive, type_code, **content):
    with change(archive, f"{type_code}.create", NOW) as writing:
        return writing.create(type_code, content)


def activity(archive, topic="示范课", **content):
    return create(archive, "activity", topic=topic, state="held", starts_on=DAY, **content)


def file(archive, about, name="a.jpg"):
    return create(archive, "evidence", about_id=about, sha256="0" * 64, name=name, kind="photo", size=1)


def alive(archive, *ids):
    return [one for one in ids if not get(archive, one).deleted]


def sentences(archive, ids, language="zh"):
    return say_hanging(Texts(language), what_hangs(archive, ids))


def test_an_activity_takes_its_files_along_in_one_step(archive):
    made, other = activity(archive), activity(archive, "另一次")
    files = [file(archive, made, f"{n}.jpg") for n in range(4)]
    kept = file(archive, other)
    assert sentences(archive, [made]) == ("附带的一起走，找回时一起回来：佐证材料 4 条。",)
    done = delete_records(archive, [made], NOW)
    assert alive(archive, made, *files, other, kept) == [other, kept]
    assert steps(archive)[0].id == done
    assert (steps(archive)[0].name, steps(archive)[0].subject) == ("activity.delete", "示范课")


def test_exactly_what_went_along_comes_back(archive):
    made = activity(archive)
    before, along = file(archive, made, "早删的.jpg"), file(archive, made)
    delete_records(archive, [before], NOW)
    delete_records(archive, [made], NOW)
    (row, lone) = in_the_bin(archive)
    assert (row.id, row.title.zh, row.type_label.zh, row.deleted_by) == (made, "示范课", "活动记录", "周敏")
    assert [(label.zh, count) for label, count in row.along] == [("佐证材料", 1)]
    assert row.deleted_at == NOW
    assert lone.id == before
    restore(archive, [made], NOW)
    assert alive(archive, made, before, along) == [made, along]
    assert [one.id for one in in_the_bin(archive)] == [before]


def test_an_adopted_scheme_is_called_by_its_name_in_the_bin_and_in_the_history(archive):
    text = shipped_scheme("qinnan")
    community = create(archive, "community", name="结对")
    adopted = create(archive, "adoption", **adoption_content(community, text, DAY, {}))
    delete_records(archive, [adopted], NOW)
    (row,) = in_the_bin(archive)
    assert row.title.zh == "钦南区中小学（幼儿园）结对帮扶"
    assert row.title.en == "Qinnan: paired schools and kindergartens"
    assert steps(archive)[0].subject == row.title.zh


def test_of_several_deleted_together_one_comes_back_with_its_own_files(archive):
    first, second = activity(archive, "一"), activity(archive, "二")
    files = file(archive, first), file(archive, second, "b.jpg")
    delete_records(archive, [first, second], NOW)
    assert {one.id for one in in_the_bin(archive)} == {first, second}
    restore(archive, [second], NOW)
    assert alive(archive, first, second, *files) == [second, files[1]]


def test_deleting_and_restoring_can_be_undone(archive):
    made = activity(archive)
    along = file(archive, made)
    done = delete_records(archive, [made], NOW)
    undo(archive, done, NOW)
    assert alive(archive, made, along) == [made, along]
    delete_records(archive, [made], NOW)
    back = restore(archive, [made], NOW)
    undo(archive, back, NOW)
    assert alive(archive, made, along) == []
    assert {one.code for one in check(archive).findings} == {"check.file-not-entered"}, "the file is made up"


def test_what_was_taken_back_by_undo_lies_in_the_bin_and_comes_back_whole(archive):
    with change(archive, "activity.create", NOW) as writing:
        made = writing.create("activity", {"topic": "示范课", "state": "held", "starts_on": DAY})
        along = writing.create(
            "evidence", {"about_id": made, "sha256": "0" * 64, "name": "a", "kind": "photo", "size": 1}
        )
    undo(archive, writing.change_id, NOW)
    assert [one.id for one in in_the_bin(archive)] == [made]
    restore(archive, [made], NOW)
    assert alive(archive, made, along) == [made, along]


def test_a_school_that_records_use_stays_and_says_why(archive):
    school = create(archive, "school", name="大番坡小学")
    activity(archive, schools=({"school_id": school, "side": "helped"},))
    activity(archive, "二", host_id=school)
    create(archive, "person", name="韦丽", facts=({"fact": "school", "school_id": school},))
    with pytest.raises(UserError) as caught:
        delete_records(archive, [school], NOW)
    said = Texts("zh").present(caught.value)
    assert said == "“大番坡小学”还有 3 条记录在用（教师、活动记录），没有删除。先改掉或删掉这些记录。"
    assert sentences(archive, [school]) == (said,)
    assert not what_hangs(archive, [school]).free
    assert alive(archive, school) == [school]
    assert "(Person, Activity; records: 3)" in sentences(archive, [school], "en")[0]


def test_deleting_a_record_with_all_that_uses_it_is_no_obstacle(archive):
    school = create(archive, "school", name="大番坡小学")
    made = activity(archive, schools=({"school_id": school},))
    assert what_hangs(archive, [school, made]).free
    delete_records(archive, [school, made], NOW)
    assert alive(archive, school, made) == []
    assert steps(archive)[0].name == "records.delete"
    delete_time = {one.id: one for one in in_the_bin(archive)}
    assert set(delete_time) == {school, made}


def test_what_a_restored_record_needs_comes_back_with_it(archive):
    school = create(archive, "school", name="大番坡小学")
    made = activity(archive, schools=({"school_id": school},))
    along = file(archive, made)
    delete_records(archive, [made], NOW)
    delete_records(archive, [school], NOW)
    restore(archive, [made], NOW)
    assert alive(archive, school, made, along) == [school, made, along]
    delete_records(archive, [made], NOW)
    restore(archive, [along], NOW)
    assert alive(archive, made, along) == [made, along], "a photo brings its activity"


def test_a_restored_record_can_be_restored_again_without_harm(archive):
    made = activity(archive)
    restore(archive, [made], NOW)
    assert alive(archive, made) == [made]


def test_our_own_school_cannot_be_deleted(archive):
    with pytest.raises(UserError, match="recycling.holder"):
        delete_records(archive, [archive.holder_id], NOW)
    assert sentences(archive, [archive.holder_id]) == ("“明德实验小学”是本校，不能删除。",)


def test_what_another_school_entered_can_only_be_read(archive):
    theirs = activity(archive)
    ours_before = archive.holder_id
    with change(archive, "school.create", NOW) as writing:
        other = writing.create("school", {"name": "别的学校"})
    with archive.write() as connection:
        connection.exec_driver_sql("UPDATE record SET owner_id = ? WHERE id = ?", (other, theirs))
    assert archive.holder_id == ours_before
    with pytest.raises(UserError, match="recycling.foreign") as caught:
        delete_records(archive, [theirs], NOW)
    assert "示范课" in Texts("zh").present(caught.value)
    assert sentences(archive, [theirs]) == ("“示范课”是对方学校记的，这里只能看，没有动。",)


def test_a_community_goes_with_its_scheme_and_terms_when_nothing_else_uses_it(archive):
    community = create(archive, "community", name="明德·大番坡")
    term = create(
        archive, "term", community_id=community, code="2025-1", starts_on=DAY, ends_on=DAY + timedelta(90)
    )
    made = activity(archive, community_id=community)
    assert not what_hangs(archive, [community]).free
    delete_records(archive, [made], NOW)
    delete_records(archive, [community], NOW)
    assert alive(archive, community, term) == []
    restore(archive, [community], NOW)
    assert alive(archive, community, term) == [community, term]


def test_every_type_can_be_asked_what_hangs_on_it(archive):
    ids = [one.id for code in record_types() for one in all_of(archive, code)]
    assert what_hangs(archive, [*ids, activity(archive)]).holder == "明德实验小学"
