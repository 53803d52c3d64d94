"""A whole import is taken back as if it had not come, and taken in again with the same result."""

import shutil
from pathlib import Path

import pytest

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.receiving.arrivals import arrivals
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.preview import preview
from edudesk.services.receiving.undoing import take_back
from edudesk.services.recycling import in_the_bin
from edudesk.services.safety.backup import back_up
from edudesk.services.safety.check import check
from edudesk.services.safety.rebuild import rebuild
from edudesk.services.safety.restore import restore
from edudesk.services.search import SearchIndex
from edudesk.services.undo import steps, undo
from edudesk.texts import Texts
from tests.services.receiving.packing import NOW, TODAY, copied, lesson, receive, said, send


def shows(archive: Archive) -> dict[str, object]:
    """Return what an archive shows but for its arrivals, by record."""
    with archive.read() as connection:
        chosen = "SELECT id FROM record WHERE type != 'arrival' AND deleted = 0"
        ids = [record_id for (record_id,) in connection.exec_driver_sql(chosen)]
        found = records.get_many(connection, ids)
    return {one.id: (one.content, one.revision_id, one.conflicted) for one in found.values()}


def test_it_is_as_if_it_had_not_come_and_comes_again(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    before = shows(receiver)
    package = send(sender, tmp_path / "one.zip")
    first = receive(receiver, package)
    after = shows(receiver)
    take_back(receiver, first.arrival_id, NOW)
    assert shows(receiver) == before
    assert [one.type for one in in_the_bin(receiver)] == ["arrival"]
    assert check(receiver).sound
    again = receive(receiver, package)
    assert again.changed
    assert again.numbers["new"] == first.numbers["new"]
    assert shows(receiver) == after
    assert [one.taken_back for one in arrivals(receiver, Texts("zh"))] == [False, True]
    with pytest.raises(UserError, match="receiving.taken-back"):
        take_back(receiver, first.arrival_id, NOW)


def test_a_newer_version_goes_back_to_the_one_before(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    first = receive(receiver, send(sender, tmp_path / "one.zip"))
    before = shows(receiver)
    with change(sender, "activity.edit", NOW) as writing:
        writing.edit(lesson(sender).id, {"topic": "送教两节"})
    later = send(sender, tmp_path / "two.zip")
    second = receive(receiver, later)
    # What the second package brought again counts by it, what it replaced is built on.
    with pytest.raises(UserError, match="receiving.built-on") as caught:
        take_back(receiver, first.arrival_id, NOW)
    assert "送教两节" in Texts("zh").present(caught.value)
    take_back(receiver, second.arrival_id, NOW)
    assert shows(receiver) == before
    assert preview(receiver, open_package(later)).numbers["newer"] == 1
    take_back(receiver, first.arrival_id, NOW)
    assert preview(receiver, open_package(later)).numbers["new"] == second.numbers["same"] + 1


def test_what_points_to_it_is_named_and_nothing_is_changed(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    taken = receive(receiver, send(sender, tmp_path / "one.zip"))
    own = next(one for one in records.all_of(receiver, "activity") if one.title == "听送教课")
    with change(receiver, "same-event.create", NOW) as writing:
        link = writing.create("same-event", {"first_id": lesson(receiver).id, "second_id": own.id})
    before = said(receiver)
    with pytest.raises(UserError, match="receiving.built-on"):
        take_back(receiver, taken.arrival_id, NOW)
    assert said(receiver) == before
    with change(receiver, "same-event.delete", NOW) as writing:
        writing.delete(link)
    take_back(receiver, taken.arrival_id, NOW)


def test_what_was_taken_back_is_not_found_and_does_not_travel(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    taken = receive(receiver, send(sender, tmp_path / "one.zip"))
    topic = lesson(sender).id
    with SearchIndex(receiver.derived / "search.db") as index:
        index.catch_up(receiver)
        assert topic in index.find("送教").ids
        take_back(receiver, taken.arrival_id, NOW)
        index.catch_up(receiver)
        assert topic not in index.find("送教").ids
    package = open_package(send(receiver, tmp_path / "back.zip"))
    assert topic not in package.records


def test_the_journal_gives_back_what_was_taken_back_as_taken_back(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    backup = back_up(receiver, tmp_path, NOW).path
    taken = receive(receiver, send(sender, tmp_path / "one.zip"))
    take_back(receiver, taken.arrival_id, NOW)
    expected = said(receiver)
    journal = Path(shutil.copytree(receiver.folder / "journal", tmp_path / "journal"))
    restore(backup, tmp_path / "restored", NOW)
    with open_archive(tmp_path / "restored", NOW) as archive:
        rebuild(archive, journal, NOW)
        assert said(archive) == expected
        assert check(archive).sound


def test_a_partners_package_taken_back_on_one_machine_is_taken_back_on_the_other(
    both: Path, sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    taken = receive(receiver, send(sender, tmp_path / "one.zip"))
    with open_archive(copied(both / "helped", tmp_path / "second"), NOW) as second:
        handed = receive(second, send(receiver, tmp_path / "two.zip", edition="same-school"))
        assert shows(second) == shows(receiver)
        take_back(second, handed.arrival_id, NOW)
        assert lesson(sender).id not in shows(second)
        # The first machine keeps what it has, whatever the other one took back.
        receive(receiver, send(second, tmp_path / "three.zip", edition="same-school"))
        assert lesson(sender).id in shows(receiver)
        receive(second, tmp_path / "two.zip")
        take_back(receiver, taken.arrival_id, NOW)
        receive(second, send(receiver, tmp_path / "four.zip", edition="same-school"))
        assert lesson(sender).id not in shows(second)
        assert shows(second) == shows(receiver)


def test_a_package_that_two_machines_took_in_counts_while_one_of_them_keeps_it(
    sender: Archive, tmp_path: Path
) -> None:
    package = send(sender, tmp_path / "one.zip")
    with found_archive(tmp_path / "third", {"name": "第三小学"}, NOW) as third:
        first = receive(third, package)
        bare = send(sender, tmp_path / "two.zip", files=lambda told: {**told, "state": "missing"})
        second = receive(third, bare)
        take_back(third, first.arrival_id, NOW)
        assert lesson(sender).id in shows(third)
        take_back(third, second.arrival_id, NOW)
        assert lesson(sender).id not in shows(third)


def test_what_was_written_on_it_and_undone_does_not_hold_it(
    both: Path, sender: Archive, tmp_path: Path
) -> None:
    with open_archive(copied(both / "helper", tmp_path / "second"), NOW) as second:
        wanted, before = lesson(second).id, shows(second)
        with change(sender, "activity.edit", NOW) as writing:
            writing.edit(wanted, {"topic": "送教两节"})
            made = writing.create("activity", {"topic": "座谈", "state": "held", "starts_on": TODAY})
        package = send(sender, tmp_path / "one.zip", edition="same-school")
        taken = receive(second, package)
        came = shows(second)
        with change(second, "activity.edit", NOW) as writing:
            writing.edit(wanted, {"topic": "送教三节"})
            writing.edit(made, {"topic": "座谈会"})
            writing.delete(made)
        with pytest.raises(UserError, match="receiving.built-on"):
            take_back(second, taken.arrival_id, NOW)
        undo(second, steps(second)[0].id, NOW)
        undone = shows(second)
        assert undone.keys() == came.keys()
        assert [records.get(second, one).title for one in (wanted, made)] == ["送教两节", "座谈"]
        take_back(second, taken.arrival_id, NOW)
        assert shows(second) == before
        assert check(second).sound
        receive(second, package)
        assert shows(second) == undone
        # The first machine learns of both, and what is said there is the same.
        receive(sender, send(second, tmp_path / "two.zip", edition="same-school"))
        assert shows(sender) == undone
