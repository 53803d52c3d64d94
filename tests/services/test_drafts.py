"""Unsaved work survives a crash; saving it is one change; nothing is offered twice."""

import json
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from edudesk.errors import Invalid, UserError
from edudesk.models.contents import to_json
from edudesk.models.registry import record_types
from edudesk.services import drafts
from edudesk.services.archive import open_archive
from edudesk.services.changes import change
from edudesk.services.drafts import drafts_folder, enter, load_all, save, take_photo, waiting
from edudesk.services.evidence import Decoder
from edudesk.services.listing.thumbnails import thumbnail
from edudesk.services.records import all_of, get
from edudesk.services.safety.backup import back_up
from edudesk.services.safety.check import check, check_folder
from edudesk.services.safety.restore import restore
from edudesk.services.undo import steps, undo

NOW = datetime(2025, 9, 25, 8, tzinfo=UTC)
CONTENT = {"topic": "数学教研", "state": "held", "starts_on": date(2025, 9, 24), "kinds": ("joint-research",)}


def activity(archive, **content):
    with change(archive, "activity.create", NOW) as writing:
        return writing.create("activity", CONTENT | content)


def plain(**content):
    return to_json(record_types()["activity"].fields, CONTENT | content)


def drafted(**content):
    return replace(drafts.new_draft("activity", NOW), content=plain(**content), title="数学教研")


def picture(path, colour="navy"):
    Image.new("RGB", (640, 480), colour).save(path, "JPEG")
    return path


@pytest.fixture
def decoder():
    with Decoder() as one:
        yield one


@pytest.fixture
def folder(archive):
    return drafts_folder(archive)


def test_a_draft_comes_back_as_it_was_typed(archive, folder, tmp_path, decoder):
    photo, _ = take_photo(archive, picture(tmp_path / "IMG_20250924_093000.jpg"), NOW, decoder)
    draft = replace(drafted(), typed={"starts_on": "9月2", "people": "周"}, photos=(photo,), dropped=("x",))
    save(folder, draft)
    assert load_all(folder) == drafts.Loaded((draft,))
    assert photo.taken_at == datetime(2025, 9, 24, 9, 30)


def test_the_newest_draft_comes_first_and_a_removed_one_is_gone(folder):
    old, new = drafted(), replace(drafted(), changed_at=NOW + timedelta(hours=1))
    save(folder, new)
    save(folder, old)
    assert [one.id for one in load_all(folder).drafts] == [new.id, old.id]
    drafts.remove(folder, new.id)
    drafts.remove(folder, new.id)
    assert [one.id for one in load_all(folder).drafts] == [old.id]


def test_an_archive_without_drafts_has_none(folder):
    assert load_all(folder) == drafts.Loaded(())


def test_saving_again_replaces_and_leaves_nothing_half_behind(folder):
    draft = drafted()
    for second in range(5):
        draft = replace(draft, typed={"topic": "数" * second}, changed_at=NOW + timedelta(seconds=second))
        save(folder, draft)
    assert [path.name for path in folder.iterdir()] == [f"{draft.id}.json"]
    assert load_all(folder).drafts == (draft,)


def test_a_draft_is_whole_at_every_moment_of_being_written(folder):
    draft = replace(drafted(), typed={"process": "写" * 50_000})
    save(folder, draft)
    stop = threading.Event()

    def write():
        while not stop.is_set():
            save(folder, draft)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(100):
            assert load_all(folder) == drafts.Loaded((draft,))
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"\0" * 400,
        b"{",
        b"[]",
        b"null",
        b'{"format": 1}',
        b'{"format": "1"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_damaged_draft_is_set_aside_reported_and_kept(folder, spoilt):
    sound, broken = drafted(), drafted()
    save(folder, sound)
    save(folder, broken)
    (folder / f"{broken.id}.json").write_bytes(spoilt)
    loaded = load_all(folder)
    assert loaded.drafts == (sound,)
    assert [problem.code for problem in loaded.problems] == ["drafts.damaged"]
    assert Path(str(loaded.problems[0].parameters["path"])).read_bytes() == spoilt
    assert load_all(folder) == drafts.Loaded((sound,)), "reported once"


def test_every_cut_of_a_draft_is_read_or_set_aside(folder):
    draft = drafted()
    save(folder, draft)
    path = folder / f"{draft.id}.json"
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        assert len(load_all(folder).problems) == 1
    path.write_bytes(whole)
    assert load_all(folder).drafts == (draft,)
    assert len(list(folder.glob("*.damaged"))) == len(range(0, len(whole), 7))


def test_a_draft_of_a_newer_program_stays_where_it_is(folder):
    draft = drafted()
    save(folder, draft)
    path = folder / f"{draft.id}.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"format": 3}))
    assert [problem.code for problem in load_all(folder).problems] == ["drafts.newer"]
    assert path.exists()


def test_a_draft_under_another_name_is_no_draft(folder):
    draft = drafted()
    save(folder, draft)
    (folder / f"{draft.id}.json").rename(folder / f"{drafted().id}.json")
    assert [problem.code for problem in load_all(folder).problems] == ["drafts.damaged"]


def test_a_dropped_photo_outlives_its_original_and_the_program(archive, tmp_path, decoder):
    source = picture(tmp_path / "a.jpg")
    original = source.read_bytes()
    photo, findings = take_photo(archive, source, NOW, decoder)
    save(drafts_folder(archive), replace(drafted(), photos=(photo,)))
    source.unlink()
    place = archive.folder
    archive.close()
    with open_archive(place, NOW) as again:
        (kept,) = waiting(again).drafts
        with again.store.open(kept.photos[0].sha256) as file:
            assert file.read() == original
        assert thumbnail(again, photo.sha256) is not None
        assert check(again).findings == (), "an original that waits in a draft is no finding"
    assert findings == ()
    assert (photo.kind, photo.file_kind, photo.width) == ("photo", "jpeg", 640)


def test_saving_makes_record_and_evidence_in_one_change(archive, folder, tmp_path, decoder):
    photos = tuple(
        take_photo(archive, picture(tmp_path / f"{n}.jpg", n), NOW, decoder)[0] for n in ("red", "blue")
    )
    draft = replace(drafted(), photos=photos)
    save(folder, draft)
    entered = enter(archive, draft, NOW)
    assert entered.record_id == draft.id
    assert get(archive, draft.id).content["topic"] == "数学教研"
    evidence = all_of(archive, "evidence")
    assert [(one.id, one.content["place_in_list"]) for one in evidence] == [
        (photos[0].id, 1),
        (photos[1].id, 2),
    ]
    assert {one.content["about_id"] for one in evidence} == {draft.id}
    assert load_all(folder).drafts == ()
    assert steps(archive)[0].id == entered.change_id
    undo(archive, entered.change_id, NOW)
    assert get(archive, draft.id).deleted
    assert all_of(archive, "evidence") == ()
    assert check(archive).findings == ()


def test_editing_shows_what_is_there_and_saves_what_was_taken_out(archive, folder, tmp_path, decoder):
    made = activity(archive, place="大番坡", grade="三年级")
    old, _ = take_photo(archive, picture(tmp_path / "old.jpg", "red"), NOW, decoder)
    with_old = replace(drafts.editing(archive, made, NOW), photos=(old,))
    first = enter(archive, with_old, NOW)
    draft = drafts.editing(archive, made, NOW)
    assert draft.content == plain(place="大番坡", grade="三年级")
    new, _ = take_photo(archive, picture(tmp_path / "new.jpg", "blue"), NOW, decoder)
    changed = {name: value for name, value in draft.content.items() if name != "grade"} | {
        "topic": "语文教研"
    }
    second = enter(archive, replace(draft, content=changed, photos=(new,), dropped=(old.id,)), NOW)
    content = get(archive, made).content
    assert (content["topic"], content.get("grade"), content["place"]) == ("语文教研", None, "大番坡")
    assert [one.id for one in all_of(archive, "evidence")] == [new.id]
    assert first.evidence == (old.id,)
    undo(archive, second.change_id, NOW)
    assert get(archive, made).content["grade"] == "三年级"
    assert [one.id for one in all_of(archive, "evidence")] == [old.id]


def test_what_cannot_be_saved_yet_stays_a_draft(archive, folder):
    draft = replace(drafted(), content={"state": "held"})
    save(folder, draft)
    with pytest.raises(Invalid) as caught:
        enter(archive, draft, NOW)
    assert {problem.field for problem in caught.value.problems} == {"topic", "starts_on"}
    assert waiting(archive).drafts == (draft,)


def test_a_failed_edit_stays_a_draft(archive, folder):
    draft = replace(drafts.editing(archive, activity(archive), NOW), content={"state": "held"})
    save(folder, draft)
    with pytest.raises(Invalid):
        enter(archive, draft, NOW)
    assert [one.id for one in waiting(archive).drafts] == [draft.id]


def crashing(monkeypatch):
    """Let the next removal of a draft's file be the moment of the crash."""

    def crash(*_unused):
        raise KeyboardInterrupt

    monkeypatch.setattr("edudesk.services.drafts.saving.remove", crash)


@pytest.mark.parametrize("sort", ["new", "edit", "photo only", "dropped only"])
def test_what_was_saved_before_a_crash_is_not_offered_again(archive, folder, monkeypatch, tmp_path, sort):
    made = activity(archive)
    with Decoder() as decoder:
        photo, _ = take_photo(archive, picture(tmp_path / "a.jpg"), NOW, decoder)
        there, _ = take_photo(archive, picture(tmp_path / "b.jpg", "red"), NOW, decoder)
    enter(archive, replace(drafts.editing(archive, made, NOW), photos=(there,)), NOW)
    edit = drafts.editing(archive, made, NOW)
    draft = {
        "new": replace(drafted(), photos=(photo,)),
        "edit": replace(edit, content=plain(topic="改过")),
        "photo only": replace(edit, photos=(photo,)),
        "dropped only": replace(edit, dropped=(there.id,)),
    }[sort]
    save(folder, draft)
    with monkeypatch.context() as patch:
        crashing(patch)
        with pytest.raises(KeyboardInterrupt):
            enter(archive, draft, NOW)
    assert len(load_all(folder).drafts) == 1
    assert waiting(archive).drafts == ()
    assert load_all(folder).drafts == ()


def test_an_edit_that_a_crash_kept_from_being_saved_is_offered(archive, folder):
    made = activity(archive)
    draft = replace(drafts.editing(archive, made, NOW), content=plain(topic="改过"), saving=True)
    save(folder, draft)
    assert waiting(archive).drafts == (draft,)


def test_an_edit_begun_before_another_change_is_offered(archive, folder):
    made = activity(archive)
    draft = drafts.editing(archive, made, NOW)
    save(folder, draft)
    with change(archive, "activity.edit", NOW) as writing:
        writing.edit(made, {"place": "操场"})
    assert waiting(archive).drafts == (draft,)


def test_a_record_of_another_school_cannot_be_edited(archive, folder):
    made = activity(archive)
    archive.set_fact("holder", drafted().id)
    draft = drafts.editing(archive, made, NOW)
    with pytest.raises(UserError, match="not-ours"):
        enter(archive, replace(draft, content=plain(topic="改过")), NOW)
    assert len(waiting(archive).drafts) == 1


def test_a_backup_holds_drafts_and_their_photos_and_gives_them_back(archive, folder, tmp_path, decoder):
    photo, _ = take_photo(archive, picture(tmp_path / "a.jpg"), NOW, decoder)
    draft = replace(drafted(), photos=(photo,))
    save(folder, draft)
    (folder / "broken.damaged").write_bytes(b"\0")
    backup = back_up(archive, tmp_path / "backups", NOW)
    target = tmp_path / "other place"
    restore(backup.path, target, NOW)
    with open_archive(target, NOW) as again:
        assert waiting(again).drafts == (draft,)
        assert enter(again, draft, NOW).evidence == (photo.id,)
    assert check_folder(target, NOW).findings == ()


def test_a_restore_over_an_archive_keeps_the_drafts_that_are_there(archive, folder, tmp_path):
    both, gone = drafted(), drafted()
    save(folder, both)
    save(folder, gone)
    backup = back_up(archive, tmp_path / "backups", NOW)
    drafts.remove(folder, gone.id)
    both, fresh = replace(both, typed={"topic": "后来写的"}), drafted()
    save(folder, both)
    save(folder, fresh)
    place = archive.folder
    archive.close()
    restore(backup.path, place, NOW, over=True)
    with open_archive(place, NOW) as again:
        assert {one.id: one for one in waiting(again).drafts} == {one.id: one for one in (both, gone, fresh)}


def test_a_draft_that_rotted_in_a_backup_is_named_as_lost(archive, folder, tmp_path):
    draft = drafted()
    save(folder, draft)
    backup = back_up(archive, tmp_path / "backups", NOW)
    (backup.path / "drafts" / f"{draft.id}.json").write_bytes(b"\0")
    with pytest.raises(UserError, match="backup.damaged"):
        restore(backup.path, tmp_path / "other", NOW)
    done = restore(backup.path, tmp_path / "other", NOW, accept_losses=True)
    assert done.lost == (f"drafts/{draft.id}.json",)


def test_captions_turns_and_order_are_kept_by_the_draft_and_saved_with_it(archive, folder, tmp_path, decoder):
    first, second = (
        take_photo(archive, picture(tmp_path / f"{colour}.jpg", colour), NOW, decoder)[0]
        for colour in ("navy", "gold")
    )
    made = enter(archive, replace(drafted(), photos=(first, second)), NOW)
    new, _ = take_photo(archive, picture(tmp_path / "c.jpg", "maroon"), NOW, decoder)
    draft = replace(
        drafts.editing(archive, made.record_id, NOW),
        photos=(replace(new, caption="合影", turned=90),),
        said={second.id: {"caption": "评议", "turned": 180}},
        order=(new.id, second.id, first.id),
    )
    save(folder, draft)
    assert load_all(folder).drafts == (draft,)
    entered = enter(archive, draft, NOW)
    content = {one.id: one.content for one in all_of(archive, "evidence", about_id=made.record_id)}
    assert [content[one]["place_in_list"] for one in (new.id, second.id, first.id)] == [1, 2, 3]
    assert [content[one].get("caption") for one in (new.id, second.id, first.id)] == ["合影", "评议", None]
    assert [content[one].get("turned") for one in (new.id, second.id, first.id)] == [90, 180, None]
    save(folder, replace(draft, saving=True))  # the program died before the file went
    assert waiting(archive).drafts == ()
    undo(archive, entered.change_id, NOW)
    assert get(archive, second.id).content.get("turned") is None
