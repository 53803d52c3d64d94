"""Packages are taken in from the command line, with the exit statuses that scripts rely on."""

import json
from pathlib import Path

import pytest

from edudesk.cli import run_command
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from tests.services.receiving.packing import NOW, send


@pytest.fixture
def place(receiver: Archive) -> Path:
    """Return the receiver's folder, closed, so that the command can open it."""
    receiver.close()
    return receiver.folder


def test_a_package_is_looked_at_then_taken_in(sender: Archive, place: Path, tmp_path: Path, capsys) -> None:
    package = str(send(sender, tmp_path / "one.zip"))
    command = ["merge", "--archive", str(place), package]
    assert run_command([*command, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "来自明德实验小学：明德—石榴湾结对" in said
    assert "新增：7" in said
    assert "没有写入任何内容" in said
    assert run_command(command) == 0
    assert "已收进" in capsys.readouterr().out
    assert run_command([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["changed"], told["numbers"]["same"], told["signature"]) == (False, 7, "known")


def test_a_large_change_is_a_no_until_it_is_meant(
    sender: Archive, place: Path, tmp_path: Path, capsys
) -> None:
    with change(sender, "import", NOW) as writing:
        made = [writing.create("school", {"name": f"第{number}小学"}) for number in range(12)]
    command = ["merge", "--archive", str(place)]
    assert run_command([*command, str(send(sender, tmp_path / "one.zip"))]) == 0
    with change(sender, "school.delete", NOW) as writing:
        for one in made:
            writing.delete(one)
    later = str(send(sender, tmp_path / "two.zip"))
    capsys.readouterr()
    assert run_command([*command, later]) == 1
    assert "会删除 12 条" in capsys.readouterr().out
    assert run_command([*command, later, "--large-change"]) == 0
    with open_archive(place, NOW) as archive:
        assert all(records.get(archive, one).deleted for one in made)


def test_what_is_no_package_is_wrong_use(place: Path, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK")
    assert run_command(["merge", "--archive", str(place), str(tmp_path / "no.zip")]) == 2
    assert run_command(["merge", "--archive", str(tmp_path / "nowhere"), "x.zip"]) == 2
