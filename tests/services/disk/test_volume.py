import os
import subprocess
import sys
from pathlib import Path

import pytest

from edudesk.errors import EnvironmentProblem
from edudesk.services.disk.volume import FAT_FILE_LIMIT, is_fat
from edudesk.services.packages.target import check_room


@pytest.fixture
def fat(monkeypatch, tmp_path):
    """Return a folder that the system lists as lying on a FAT stick with room enough."""
    point = str(tmp_path).replace(" ", "\\040")
    mounts = f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 {point} vfat rw 0 0\n"
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: mounts)
    monkeypatch.setattr("edudesk.services.disk.volume.sys.platform", "linux")
    return tmp_path


def test_a_file_that_fat_cannot_hold_is_refused_before(fat):
    assert is_fat(fat)
    check_room(fat, 1, FAT_FILE_LIMIT)
    with pytest.raises(EnvironmentProblem) as caught:
        check_room(fat, 1, FAT_FILE_LIMIT + 1)
    assert caught.value.code == "package.too_large_for_fat"


@pytest.mark.skipif(sys.platform != "linux", reason="stat tells the kind of disk on Linux alone")
def test_an_ordinary_disk_is_not_taken_for_fat(tmp_path):
    kind = subprocess.run(
        ["stat", "-f", "-c", "%T", tmp_path], capture_output=True, text=True, check=False
    ).stdout
    assert is_fat(tmp_path) == (kind.strip() in {"msdos", "vfat"})


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows is sure to lie on NTFS")
def test_the_disk_of_windows_is_not_taken_for_fat():
    assert not is_fat(Path(os.environ["SYSTEMROOT"]))
