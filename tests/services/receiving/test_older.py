"""An older package that comes after a newer one stands under it: taken back, the newer uncovers the older."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.attaching import Attachment, attach_all
from edudesk.services.changes import change
from edudesk.services.evidence import renditions
from edudesk.services.founding import found_archive
from edudesk.services.packages.profiles import STRICT, USUAL, Profile
from edudesk.services.receiving.undoing import take_back
from edudesk.services.safety.backup import back_up
from edudesk.services.safety.rebuild import rebuild
from edudesk.services.safety.restore import restore
from tests.services.packages.handing import picture
from tests.services.receiving.histories import (
    expect_sound,
    histories,
    let_go,
    rows_shown,
    shown,
    take_back_if_free,
    travelled,
)
from tests.services.receiving.packing import NOW, copied, receive, send

Deed = Callable[[Archive], object]
PRIVATE = {"sex": "female", "note": "教导主任"}
"""What one profile tells of a person and the other keeps back."""


def state(archive: Archive) -> dict[str, Any]:
    """Return all that counts here but arrivals: every word, versions beside each other, and the files."""
    expect_sound(archive)
    heads = shown(archive)
    with archive.read() as connection:
        copies = renditions.copies(connection)
    files = {
        one.id: (archive.store.check(one.content["sha256"]), one.content["sha256"] in copies)
        for one in records.all_of(archive, "evidence")
    }
    return {
        "says": {one: (heads[one], travelled(row)) for one, row in rows_shown(archive).items()},
        "files": files,
    }


def as_if_only(both: Path, packages: Sequence[Path], place: Path) -> dict[str, Any]:
    """Return the state of the archive of the school that is helped if only these packages had come."""
    with open_archive(copied(both / "helped", place), NOW) as archive:
        for package in packages:
            receive(archive, package, large_change=True)
        told = state(archive)
    shutil.rmtree(place)
    return told


def lesson(archive: Archive) -> records.Record:
    """Return the lesson that was given, whatever it is called by now."""
    return next(one for one in records.all_of(archive, "activity") if one.title.startswith("送教"))


def edit(topic: str) -> Deed:
    """Return the deed of giving the lesson another topic."""

    def deed(archive: Archive) -> None:
        with change(archive, "activity.edit", NOW) as writing:
            writing.edit(lesson(archive).id, {"topic": topic})

    return deed


def alter(code: str, told: dict[str, Any]) -> Deed:
    """Return the deed of changing the latest record of a type, or deleting it where nothing is told."""

    def deed(archive: Archive) -> None:
        found = max(records.all_of(archive, code), key=lambda one: one.id)
        with change(archive, f"{code}.edit", NOW) as writing:
            writing.edit(found.id, told) if told else writing.delete(found.id)

    return deed


def attach(archive: Archive) -> None:
    """Attach one more picture."""
    number = len(list(archive.folder.parent.glob("又一张*")))
    photo = archive.folder.with_name(f"又一张{number}.jpg")
    photo.write_bytes(picture(colour=("red", "blue", "white")[number]))
    attach_all(archive, [Attachment(lesson(archive).id, photo)], NOW)


PERSON = "a person of whom one tells what the other keeps back"
FORMS: dict[str, tuple[Deed, ...]] = {
    "a version that the newer replaces": (edit("送教两节"),),
    "a record that the newer deletes": (alter("activity", {}),),
    PERSON: (alter("person", PRIVATE),),
    "a picture that the newer deletes": (attach, alter("evidence", {})),
    "two older packages": (edit("送教两节"), edit("送教三节")),
    "three that delete and tell again": (
        alter("activity", {}),
        edit("送教四节"),
        attach,
        alter("person", PRIVATE),
    ),
}


CASES = (
    *((form, (USUAL, USUAL), False) for form in FORMS),
    *((form, (USUAL, USUAL), True) for form, deeds in FORMS.items() if len(deeds) > 1),
    *((PERSON, profiles, False) for profiles in ((USUAL, STRICT), (STRICT, USUAL))),
)
"""A form, what the older packages and the newest keep back, and whether the oldest comes last."""


@pytest.mark.parametrize("case", CASES)
def test_taken_back_the_newer_leaves_what_the_older_brought(
    both: Path,
    sender: Archive,
    receiver: Archive,
    tmp_path: Path,
    case: tuple[str, tuple[Profile, Profile], bool],
) -> None:
    form, profiles, turned = case
    alter("person", {"sex": "male", "note": "班主任"})(sender)
    before = state(receiver)
    older = []
    for number, deed in enumerate(FORMS[form]):
        older.append(send(sender, tmp_path / f"{number}.zip", profile=profiles[0]))
        deed(sender)
    newest = send(sender, tmp_path / "newest.zip", profile=profiles[1])
    if turned:
        older.reverse()
    newer = receive(receiver, newest, large_change=True)
    covered = state(receiver)
    came = [receive(receiver, one) for one in older]
    assert state(receiver) == covered
    assert [receive(receiver, one).changed for one in older] == [False] * len(older)
    take_back(receiver, newer.arrival_id, NOW)
    expected = as_if_only(both, older, tmp_path / "only")
    assert state(receiver) == expected
    newer = receive(receiver, newest, large_change=True)
    assert shown(receiver) == {one: heads for one, (heads, _) in covered["says"].items()}
    take_back(receiver, newer.arrival_id, NOW)
    assert state(receiver) == expected
    for one in came if turned else reversed(came):
        take_back_if_free(receiver, one.arrival_id)
    for one in came:
        if not records.get(receiver, one.arrival_id).deleted:
            take_back(receiver, one.arrival_id, NOW)
    assert state(receiver) == before


def test_what_was_written_on_the_newer_stands_when_the_older_is_taken_back(
    both: Path, sender: Archive, tmp_path: Path
) -> None:
    with open_archive(copied(both / "helper", tmp_path / "second"), NOW) as second:
        edit("送教两节")(sender)
        older = send(sender, tmp_path / "older.zip", edition="same-school")
        edit("送教三节")(sender)
        receive(second, send(sender, tmp_path / "newer.zip", edition="same-school"))
        # What is written here happens to say what the older one said: it was not made of that one.
        edit("送教两节")(second)
        before = state(second)
        take_back(second, receive(second, older).arrival_id, NOW)
        assert state(second) == before


def test_a_copy_that_others_pass_on_stands_under_a_newer_one(
    both: Path, sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    receive(receiver, send(sender, tmp_path / "one.zip"))
    passed_on = send(receiver, tmp_path / "passed-on.zip")
    edit("送教两节")(sender)
    with found_archive(tmp_path / "third", {"name": "第三小学"}, NOW) as third:
        newer = receive(third, send(sender, tmp_path / "two.zip"))
        receive(third, passed_on)
        assert lesson(third).content["topic"] == "送教两节"
        take_back(third, newer.arrival_id, NOW)
        assert lesson(third).content["topic"] == "送教"


def test_the_other_machine_learns_at_once_what_the_newer_uncovers(
    both: Path, sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    older = send(sender, tmp_path / "older.zip")
    edit("送教两节")(sender)
    newer = receive(receiver, send(sender, tmp_path / "newer.zip"))
    with open_archive(copied(both / "helped", tmp_path / "second"), NOW) as second:
        receive(second, send(receiver, tmp_path / "first.zip", edition="same-school"))
        receive(receiver, older)
        take_back(receiver, newer.arrival_id, NOW)
        receive(second, send(receiver, tmp_path / "then.zip", edition="same-school"))
        assert lesson(second).content["topic"] == "送教"
        assert state(second) == state(receiver)


def test_what_was_kept_back_of_the_older_is_told_while_the_newer_stands(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    alter("person", PRIVATE)(sender)
    kept_back, told = (
        send(sender, tmp_path / f"{profile.code}.zip", profile=profile) for profile in (STRICT, USUAL)
    )
    alter("person", {"name": "林可可"})(sender)
    newer = receive(receiver, send(sender, tmp_path / "newer.zip", profile=STRICT))
    for package in (kept_back, told):
        receive(receiver, package)
    take_back(receiver, newer.arrival_id, NOW)
    (person,) = records.all_of(receiver, "person")
    assert person.content == {"name": "林可"} | PRIVATE


def test_what_became_known_stands_in_when_the_newer_comes_again(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    alter("person", PRIVATE)(sender)
    older = send(sender, tmp_path / "older.zip")
    alter("person", {"name": "林可可"})(sender)
    newer = send(sender, tmp_path / "newer.zip", profile=STRICT)
    take_back(receiver, receive(receiver, newer).arrival_id, NOW)
    receive(receiver, older)
    receive(receiver, newer)
    (person,) = records.all_of(receiver, "person")
    assert person.content == {"name": "林可可"} | PRIVATE


def test_after_the_loss_of_the_database_the_older_is_there(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    backup = back_up(receiver, tmp_path / "backup", NOW).path
    older = send(sender, tmp_path / "older.zip")
    edit("送教两节")(sender)
    newer = receive(receiver, send(sender, tmp_path / "newer.zip"))
    receive(receiver, older)
    take_back(receiver, newer.arrival_id, NOW)
    expected = shown(receiver)
    restore(backup, tmp_path / "restored", NOW)
    with open_archive(tmp_path / "restored", NOW) as archive:
        rebuild(archive, receiver.folder / "journal", NOW)
        assert shown(archive) == expected
        assert lesson(archive).content["topic"] == "送教"


@dataclass
class Exchange:
    """A school with two machines sends, another one takes in and takes back, and what it keeps."""

    machines: list[Archive]
    receiver: Archive
    place: Path
    sent: list[Path] = field(default_factory=list)
    came: dict[RecordId, Path] = field(default_factory=dict)
    """By arrival, in the order in which they came: the packages that were not taken back."""
    number: Iterator[int] = field(default_factory=count)

    def edit(self, machine: int, which: int) -> None:
        """Change a record of the school on one machine, delete it, or take it out of the bin."""
        archive, code = self.machines[machine], ("activity", "person")[which % 2]
        found = [*records.all_of(archive, code), *records.all_of(archive, code, deleted=True)]
        one = sorted(found, key=lambda each: each.id)[which % len(found)]
        number = next(self.number)
        told = {"process": f"改 {number}"} if code == "activity" else {"note": f"附注 {number}"}
        with change(archive, "act", NOW) as writing:
            if one.deleted:
                writing.restore(one.id)
            elif which % 3 == 0:
                writing.delete(one.id)
            else:
                writing.edit(one.id, told)

    def send(self, machine: int, profile: Profile) -> None:
        """Make a package of all that one machine has."""
        path = self.place / f"{next(self.number)}.zip"
        self.sent.append(send(self.machines[machine], path, profile=profile))

    def join(self, machine: int) -> None:
        """Let one machine take in what the other one has."""
        path = self.place / f"{next(self.number)}.zip"
        receive(self.machines[machine], send(self.machines[1 - machine], path, edition="same-school"))

    def take_in(self, which: int) -> None:
        """Take in any of the packages."""
        if self.sent:
            package = self.sent[which % len(self.sent)]
            taken = receive(self.receiver, package, large_change=True)
            self.came.setdefault(taken.arrival_id, package)

    def take_back(self, which: int) -> None:
        """Take back any of the packages, the last one in any case."""
        if not self.came:
            return
        arrival = list(self.came)[which % len(self.came)]
        if arrival == list(self.came)[-1]:
            take_back(self.receiver, arrival, NOW)
        else:
            take_back_if_free(self.receiver, arrival)
        if records.get(self.receiver, arrival).deleted:
            del self.came[arrival]


WHICH = st.integers(0, 5)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 1), WHICH),
        st.tuples(st.just("send"), st.integers(0, 1), st.sampled_from([USUAL, STRICT])),
        st.tuples(st.just("join"), st.integers(0, 1)),
        st.tuples(st.just("take_in"), WHICH),
        st.tuples(st.just("take_back"), WHICH),
    ),
    min_size=8,
    max_size=24,
)


def expect_alike(found: dict[str, Any], expected: dict[str, Any]) -> None:
    """Assert that two states say the same, but for what was kept back in one: that may be known by now."""
    assert found["files"] == expected["files"]
    assert found["says"].keys() == expected["says"].keys()
    for one, (heads, row) in found["says"].items():
        heads_expected, row_expected = expected["says"][one]
        assert heads == heads_expected
        for name in (row["content"].keys() | row_expected["content"].keys()).difference(
            row["withheld"], row_expected["withheld"]
        ):
            assert row["content"].get(name) == row_expected["content"].get(name)


@settings(max_examples=histories(3))
@given(acts=ACTS)
def test_whatever_is_taken_back_it_is_as_if_only_the_others_had_come(
    both: Path, tmp_path_factory: pytest.TempPathFactory, acts: Sequence[tuple[Any, ...]]
) -> None:
    place = tmp_path_factory.mktemp("exchange")
    with ExitStack() as stack:
        machines = [
            stack.enter_context(open_archive(copied(both / "helper", place / str(number)), NOW))
            for number in range(2)
        ]
        receiver = stack.enter_context(open_archive(copied(both / "helped", place / "receiver"), NOW))
        world = Exchange(machines, receiver, place)
        for what, *rest in acts:
            getattr(world, what)(*rest)
        expected = as_if_only(both, tuple(world.came.values()), place / "only")
        expect_alike(state(receiver), expected)
        while world.came:
            world.take_back(-1)
        assert state(receiver) == as_if_only(both, (), place / "none")
    let_go(place)
