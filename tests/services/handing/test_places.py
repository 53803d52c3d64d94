"""Sticks are found by where the system hangs them, and too little room is told before anything starts."""

from pathlib import Path

from edudesk.services.disk.volume import FAT_FILE_LIMIT
from edudesk.services.handing.places import Place, look_at, obstacle, sticks


def test_what_is_plugged_in_is_found_and_nothing_else(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/zhou/MY\\040STICK vfat rw 0 0\n", encoding="utf-8"
    )
    assert sticks(mounts) == (), "a stick that cannot be reached is not offered"
    assert sticks(tmp_path / "none") == ()


def test_a_folder_that_is_not_there_yet_is_judged_by_those_above(tmp_path):
    place = look_at(tmp_path / "new" / "folder")
    assert place.free
    assert place.free > 0
    assert not (tmp_path / "new").exists()


def test_too_little_room_is_told():
    place = Place(Path("/x"), free=10 << 20)
    assert obstacle(place, 1 << 20, 1 << 20) == ""
    assert obstacle(place, 9 << 20, 9 << 20) == "full"
    assert obstacle(Place(Path("/x")), 1, 1) == "gone"


def test_a_file_too_large_for_fat32_is_told_and_a_folder_goes():
    place = Place(Path("/x"), free=1 << 40, small_files=True)
    assert obstacle(place, FAT_FILE_LIMIT + 1, FAT_FILE_LIMIT + 1) == "fat"
    assert obstacle(place, FAT_FILE_LIMIT + 1, 0) == ""
    assert obstacle(place, FAT_FILE_LIMIT, FAT_FILE_LIMIT) == ""
