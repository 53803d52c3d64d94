"""A package that came is compared, then taken in as a whole or not at all."""

from pathlib import Path
from typing import Any

import pytest

from edudesk.errors import Cancelled, EnvironmentProblem, UserError
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.attaching import attach
from edudesk.services.changes import change
from edudesk.services.evidence import renditions
from edudesk.services.founding import found_archive
from edudesk.services.jobs import Job
from edudesk.services.packages.build import build_packages
from edudesk.services.receiving.arrivals import arrivals
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.preview import preview
from edudesk.services.receiving.taking import take
from edudesk.services.safety.backup import back_up
from edudesk.services.safety.check import check
from edudesk.services.safety.rebuild import rebuild
from edudesk.services.safety.restore import restore
from edudesk.texts import Texts
from tests.services.packages.handing import fill_term, picture
from tests.services.receiving.packing import NOW, TERM, TODAY, copied, lesson, receive, said, send

OTHER = "01a1d000-0000-7000-8000-000000000001"


def test_a_package_is_taken_in_with_its_files(sender: Archive, receiver: Archive, tmp_path: Path) -> None:
    package = send(sender, tmp_path / "one.zip")
    taken = receive(receiver, package)
    assert taken.changed
    assert taken.numbers["new"] == len(said(sender))
    assert taken.files == 1
    there = records.get(receiver, lesson(sender).id)
    assert (there.content, there.owner_id) == (lesson(sender).content, sender.holder_id)
    (photo,) = records.all_of(receiver, "evidence")
    assert receiver.store.check(photo.content["sha256"]) == "sound"
    (came,) = arrivals(receiver, Texts("zh"))
    assert (came.sender, came.numbers["new"]) == ("明德实验小学", len(said(sender)))
    assert check(receiver).findings == ()
    with pytest.raises(UserError, match="record.not-ours"), change(receiver, "x", NOW) as writing:
        writing.edit(there.id, {"topic": "改"})


def test_the_same_package_again_changes_nothing(sender: Archive, receiver: Archive, tmp_path: Path) -> None:
    package = send(sender, tmp_path / "one.zip")
    first = receive(receiver, package)
    before = said(receiver)
    again = receive(receiver, package)
    assert (again.changed, again.arrival_id) == (False, first.arrival_id)
    assert again.numbers["same"] == sum(again.numbers.values())
    assert said(receiver) == before


def test_what_the_owner_changed_or_deleted_follows(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    receive(receiver, send(sender, tmp_path / "one.zip"))
    talk = next(one for one in records.all_of(sender, "activity") if one.title == "讲座")
    with change(sender, "activity.edit", NOW) as writing:
        writing.edit(lesson(sender).id, {"topic": "送教两节"})
        writing.delete(talk.id)
    later = send(sender, tmp_path / "two.zip")
    taken = receive(receiver, later)
    assert (taken.numbers["newer"], taken.numbers["withdrawn"], taken.numbers["new"]) == (1, 1, 0)
    assert records.get(receiver, talk.id).deleted
    # The first package once more, long after: what is known is newer.
    late = preview(receiver, open_package(tmp_path / "one.zip"))
    assert (late.numbers["older"], late.changes) == (2, False)


def test_what_is_absent_says_nothing(sender: Archive, receiver: Archive, tmp_path: Path) -> None:
    receive(receiver, send(sender, tmp_path / "one.zip"))
    kept = said(receiver)
    absent = ("person", "community")
    fewer = send(sender, tmp_path / "two.zip", heads=lambda told: [] if told[0]["type"] in absent else told)
    taken = receive(receiver, fewer)
    assert {one: what for one, what in said(receiver).items() if one != taken.arrival_id} == kept


def test_nobody_else_changes_our_records(sender: Archive, receiver: Archive, tmp_path: Path) -> None:
    receive(receiver, send(sender, tmp_path / "one.zip"))
    back = send(receiver, tmp_path / "back.zip")
    assert preview(sender, open_package(back)).numbers["same"] == len(said(sender))
    writer = receiver.writer_id

    def forged(heads: Any) -> Any:
        row = heads[0]
        if row["record_id"] != lesson(sender).id:
            return heads
        more = {"counter": 900, "writer_id": writer, "clock": 900, "vector": {**row["vector"], writer: 900}}
        return (
            {
                **row,
                "id": "01a1d000-0000-7000-8000-000000000001",
                **more,
                "content": {**row["content"], "topic": "假"},
            },
        )

    shown = preview(sender, open_package(send(receiver, tmp_path / "forged.zip", heads=forged)))
    (refused,) = [one for one in shown.items if one.verdict == "refused"]
    assert refused.record_id == lesson(sender).id
    assert refused.why is not None
    assert refused.why.code == "receiving.why.ours"
    take(sender, shown, NOW)
    assert lesson(sender).content["topic"] == "送教"


def test_a_copy_of_a_third_schools_record_is_taken_only_when_it_is_newer(
    both: Path, sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    # The helped school hands on what it knows of the helper's records to a third school.
    one = lesson(sender).id
    with open_archive(copied(both / "helper", tmp_path / "other-machine"), NOW) as other:
        with change(other, "activity.edit", NOW) as writing:
            writing.edit(one, {"topic": "另一台电脑改的"})
        receive(receiver, send(other, tmp_path / "one.zip"))
    with found_archive(tmp_path / "third", {"name": "第三小学"}, NOW) as third:
        taken = receive(third, send(receiver, tmp_path / "two.zip"))
        assert taken.numbers["refused"] == 0
        assert records.get(third, one).content["topic"] == "另一台电脑改的"
        with change(sender, "activity.edit", NOW) as writing:
            writing.edit(one, {"topic": "这台电脑改的"})
        own = receive(third, send(sender, tmp_path / "three.zip"))
        assert own.numbers["conflict"] == 1
        assert records.get(third, one).conflicted


def test_two_machines_of_one_school_take_in_each_others_work(
    both: Path, sender: Archive, tmp_path: Path
) -> None:
    with open_archive(copied(both / "helper", tmp_path / "second"), NOW) as second:
        with change(second, "activity.edit", NOW) as writing:
            writing.edit(lesson(second).id, {"topic": "第二台改的"})
            writing.create("school", {"name": "新的伙伴"})
        with change(sender, "activity.edit", NOW) as writing:
            writing.edit(lesson(sender).id, {"process": "第一台写的"})
        taken = receive(sender, send(second, tmp_path / "one.zip", edition="same-school"))
        assert (taken.numbers["conflict"], taken.numbers["new"], taken.numbers["refused"]) == (1, 1, 0)
        receive(second, send(sender, tmp_path / "two.zip", edition="same-school"))
        mine = {one: kept for one, kept in said(sender).items() if one != taken.arrival_id}
        assert {one: kept for one, kept in said(second).items() if one in mine} == mine
        # What was taken in there is that machine's own affair.
        assert taken.arrival_id not in said(second)


def test_what_was_kept_back_comes_later_with_the_same_version(
    both: Path, sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    with open_archive(copied(both / "helper", tmp_path / "second"), NOW) as second:
        with change(sender, "person.create", NOW) as writing:
            made = writing.create("person", {"name": "欧文", "phone": "13900005678"})
        told, whole = (
            send(sender, tmp_path / "one.zip"),
            send(sender, tmp_path / "two.zip", edition="same-school"),
        )
        for archive in (second, receiver):
            receive(archive, told)
            assert "phone" not in records.get(archive, made).content
        backup = back_up(second, tmp_path, NOW).path
        coming = [one for one in preview(second, open_package(whole)).items if one.why]
        told_of = [(one.title.zh, one.verdict, one.why and one.why.code) for one in coming]
        assert told_of == [("欧文", "same", "receiving.why.fuller")]
        taken = receive(second, whole)
        assert (taken.changed, taken.numbers["same"]) == (True, sum(taken.numbers.values()))
        assert records.get(second, made).content["phone"] == "13900005678"
        assert len(list(records.history(second, made))) == 1
        assert check(second).findings == ()
        assert not receive(second, whole).changed
        expected = said(second)
        # The journal gives it back as well.
        restore(backup, tmp_path / "restored", NOW)
        with open_archive(tmp_path / "restored", NOW) as restored:
            rebuild(restored, second.folder / "journal", NOW)
            assert said(restored) == expected
            assert check(restored).sound
        # Copies that others pass on tell nothing.
        receive(receiver, told)
        with found_archive(tmp_path / "third", {"name": "第三小学"}, NOW) as third:
            receive(third, told)
            receive(receiver, send(third, tmp_path / "three.zip", heads=with_a_phone))
        assert "phone" not in records.get(receiver, made).content


def with_a_phone(heads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return heads as if nothing had been kept back."""
    told = [one for one in heads if "phone" in one["withheld"]]
    return [{**one, "withheld": [], "content": one["content"] | {"phone": "1"}} for one in told] or heads


def test_a_copy_never_takes_the_place_of_the_original(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    (photo,) = records.all_of(sender, "evidence")
    reduced = picture(colour="red")
    package = send(sender, tmp_path / "one.zip", copies={photo.id: reduced})
    shown = preview(receiver, open_package(package))
    assert shown.reduced == 1
    take(receiver, shown, NOW)
    original = photo.content["sha256"]
    assert receiver.store.check(original) == "missing"
    best = renditions.best(receiver, original)
    assert best.rendition
    with receiver.store.open(best.sha256) as kept:
        assert kept.read() == reduced
    assert check(receiver).sound
    receive(receiver, send(sender, tmp_path / "two.zip"))
    assert renditions.best(receiver, original).sha256 == original


def test_a_file_that_is_not_what_it_is_said_to_be_stops_everything(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    (photo,) = records.all_of(sender, "evidence")

    def lies(told: Any) -> Any:
        return {**told, "rendition": {"sha256": "ab" * 32, "size": told["rendition"]["size"]}}

    package = send(sender, tmp_path / "one.zip", copies={photo.id: picture()}, files=lies)
    before = said(receiver)
    with pytest.raises(UserError, match="evidence.other_content"):
        receive(receiver, package)
    assert said(receiver) == before
    assert list(receiver.store.all()) == []


def test_stopped_before_the_end_nothing_is_left(sender: Archive, receiver: Archive, tmp_path: Path) -> None:
    package = send(sender, tmp_path / "one.zip")
    before = said(receiver)
    shown = preview(receiver, open_package(package))
    for answers in ([True], [False, True]):  # at the second moment the file lies in the store
        with pytest.raises(Cancelled):
            take(receiver, shown, NOW, Job(cancelled=iter(answers).__next__))
        assert said(receiver) == before
        assert arrivals(receiver, Texts("zh")) == ()
        assert list(receiver.store.all()) == []


def test_of_a_taking_in_that_fails_no_file_is_left_but_what_was_there(
    sender: Archive, receiver: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "合影.txt"
    own.write_bytes(b"there before")
    kept = receiver.store.put(own).sha256
    attach(sender, lesson(sender).id, own, NOW)
    shown = preview(receiver, open_package(send(sender, tmp_path / "one.zip")))

    def full(*_about: object) -> None:
        raise EnvironmentProblem("evidence.no_room", name="edudesk.db")

    with monkeypatch.context() as patch:
        patch.setattr("edudesk.services.receiving.taking.enter", full)
        with pytest.raises(EnvironmentProblem):
            take(receiver, shown, NOW)
    assert list(receiver.store.all()) == [kept]
    assert take(receiver, shown, NOW).files == 1
    assert check(receiver).sound


def test_what_was_written_meanwhile_is_compared_again(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    package = send(sender, tmp_path / "one.zip")
    shown = preview(receiver, open_package(package))
    receive(receiver, package)
    with pytest.raises(UserError, match="receiving.changed-since"):
        take(receiver, shown, NOW)


def test_a_large_change_asks_first(sender: Archive, receiver: Archive, tmp_path: Path) -> None:
    with change(sender, "import", NOW) as writing:
        made = [writing.create("school", {"name": f"第{number}小学"}) for number in range(12)]
    receive(receiver, send(sender, tmp_path / "one.zip"))
    with change(sender, "school.delete", NOW) as writing:
        for one in made[:6]:
            writing.delete(one)
    later = send(sender, tmp_path / "two.zip")
    shown = preview(receiver, open_package(later))
    assert shown.large is not None
    assert (shown.large.deleted, shown.large.changed) == (6, 0)
    with pytest.raises(UserError, match="receiving.large-change"):
        take(receiver, shown, NOW)
    assert take(receiver, shown, NOW, large_change=True).numbers["withdrawn"] == 6


def test_a_real_package_is_taken_in(archive: Archive, receiver: Archive, tmp_path: Path) -> None:
    ids = fill_term(archive, tmp_path / "inbox")
    (built,) = build_packages(
        archive, TERM, tmp_path / "out", now=NOW, today=TODAY, community_id=ids["community"]
    )
    shown = preview(receiver, open_package(built.path))
    assert shown.numbers["refused"] == 0, [one for one in shown.items if one.why]
    assert shown.reduced == 1  # its place was taken out
    taken = take(receiver, shown, NOW)
    assert records.get(receiver, ids["lesson"]).content["topic"] == "送教：古诗两首"
    assert records.get(receiver, ids["wrong"]).deleted
    assert check(receiver).sound
    assert take(receiver, preview(receiver, open_package(built.path)), NOW).arrival_id == taken.arrival_id
