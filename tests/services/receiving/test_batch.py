"""Many packages in one go: each for itself, and what fails is left out and told."""

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from edudesk.cli import run_command
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.jobs import Job
from edudesk.services.keys import Key, own_key
from edudesk.services.keys.signature import new_seed, public_key
from edudesk.services.packages.sealing import seal
from edudesk.services.receiving.batch import packages_in, take_all, write_receipts
from edudesk.services.receiving.batch_report import why, write_batch
from edudesk.services.receiving.receipts import read_receipt
from edudesk.texts import Texts
from tests.services.receiving.packing import NOW, TODAY, send


def other_key(archive: Archive) -> Key:
    """Return a key of somebody who says to be the same school."""
    seed = new_seed()
    return Key(seed, replace(own_key(archive).signer, public_key=public_key(seed)))


@pytest.fixture
def inbox(sender: Archive, tmp_path: Path) -> Path:
    """Return a folder as it comes by mail: two packages, one unpacked, and three that cannot go in."""
    folder = tmp_path / "inbox"
    first = send(sender, folder / "a.zip")
    with change(sender, "import", NOW) as writing:
        writing.create("school", {"name": "第三小学"})
    with zipfile.ZipFile(send(sender, tmp_path / "later.zip")) as packed:
        packed.extractall(folder / "明德" / "b")
    shutil.copy(first, folder / "c-broken.zip")
    with (folder / "c-broken.zip").open("r+b") as file:
        file.seek(first.stat().st_size // 2)
        file.write(b"\0" * 64)
    send(sender, folder / "d-other-key.zip", key=other_key)
    seal(first, "Shiliu-2026-wan", folder / "e-sealed.zip", TODAY)
    (folder / "readme.txt").write_text("请查收", "utf-8")
    return folder


def test_what_can_be_taken_in_is_and_the_rest_is_told(inbox: Path, receiver: Archive, tmp_path: Path) -> None:
    packages = packages_in([inbox])
    told: list[tuple[int, int, str]] = []
    batch = take_all(receiver, packages, NOW, Job(report=lambda *said: told.append(said)))
    states = {one.path.name: (one.state, one.error and one.error.code) for one in batch.outcomes}
    assert len(states) == len(packages) == 5
    assert states["a.zip"] == ("taken", None)
    assert states["c-broken.zip"] == ("failed", "receiving.not-valid")
    assert states["d-other-key.zip"] == ("failed", "signing.changed")
    assert states["e-sealed.zip"] == ("failed", "signing.sealed")
    assert (batch.count("taken"), batch.count("failed"), batch.left) == (2, 3, ())
    assert "第三小学" in {one.title for one in records.all_of(receiver, "school")}
    done = [said[0] for said in told]
    assert done == sorted(done)
    assert told[-1][:2] == (told[0][1], told[0][1])
    assert any(said[2] == "1/5 a.zip" for said in told)

    receipts = write_receipts(receiver, batch, tmp_path, NOW)
    assert {read_receipt(one).manifest_hash for one in receipts} == {
        one.manifest_hash for one in batch.outcomes if one.arrival_id
    }
    made = write_batch(batch, tmp_path / "report.xlsx", TODAY, Texts("zh")).path
    rows = list(openpyxl.load_workbook(made).worksheets[0].iter_rows(values_only=True))
    listed = {row[1]: (row[4], row[8]) for row in rows[1:6]}
    assert listed["a.zip"] == ("已收进", None)
    assert listed["c-broken.zip"][0] == "没有收进"
    assert "密码" in str(listed["e-sealed.zip"][1])
    assert str(inbox) not in str(listed["e-sealed.zip"][1])

    again = take_all(receiver, packages, NOW)
    assert (again.count("same"), again.count("failed")) == (2, 3)


def test_stopping_keeps_what_was_taken_in(inbox: Path, receiver: Archive) -> None:
    packages = packages_in([inbox])
    said: list[str] = []
    job = Job(lambda _done, _total, what: said.append(what), lambda: said[-1].startswith("2/"))
    batch = take_all(receiver, packages, NOW, job)
    assert ([one.state for one in batch.outcomes], batch.left) == (["taken"], packages[1:])
    assert len(records.all_of(receiver, "arrival")) == 1


def test_parts_of_one_package_are_known_as_such(sender: Archive, receiver: Archive, tmp_path: Path) -> None:
    def stays_away(file: dict[str, object]) -> dict[str, object]:
        return {name: said for name, said in file.items() if name != "path"}

    folder = tmp_path / "mail"
    send(sender, folder / "p-1of3.zip", info={"Bag-Count": "1 of 3"}, files=stays_away)
    send(sender, folder / "p-2of3.zip", info={"Bag-Count": "2 of 3"})
    batch = take_all(receiver, packages_in([folder]), NOW)
    first, second = batch.outcomes
    assert [one.part and one.part.number for one in batch.outcomes] == [1, 2]
    assert [(one.state, one.files) for one in batch.outcomes] == [("taken", 0), ("taken", 1)]
    assert batch.missing == {first.path: (3,)}
    assert why(first, batch, Texts("zh")) == "第 1 部分，共 3 部分。 还缺第 3 部分，收到后再收进来即可。"
    assert why(second, batch, Texts("zh")) == "第 2 部分，共 3 部分。"


def test_the_command_takes_a_folder_and_tells_what_was_left_out(
    inbox: Path, receiver: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receiver.close()
    command = ["merge", "--archive", str(receiver.folder)]
    report, receipts = tmp_path / "report.pdf", tmp_path / "receipts"
    receipts.mkdir()
    more = ["--report", str(report), "--receipt-to", str(receipts), "--json"]
    assert run_command([*command, str(inbox), *more]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["state"] for one in told].count("taken") == 2
    assert report.is_file()
    assert len(list(receipts.iterdir())) == 2
    assert run_command([*command, str(inbox / "a.zip"), str(inbox / "明德" / "b")]) == 0
    assert "以前收过 2 个" in capsys.readouterr().out
    assert run_command([*command, str(inbox), "--dry-run"]) == 2
    assert run_command([*command, str(receipts)]) == 2
