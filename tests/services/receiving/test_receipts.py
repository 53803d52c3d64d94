"""A receipt goes back with the package's name, and the sender sees that it was received and verified."""

import errno
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from edudesk.cli import run_command
from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.handing.history import sent_packages
from edudesk.services.keys import pinned
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.receipts import enter_receipt, is_receipt, read_receipt, write_receipt
from edudesk.services.receiving.undoing import take_back
from edudesk.texts import Texts
from tests.services.receiving.packing import NOW, TERM, receive, send

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def package(sender: Archive, tmp_path: Path) -> Path:
    """Return a package that left, with its record."""
    made = send(sender, tmp_path / "one.zip")
    left = open_package(made)
    with change(sender, "handover.create", NOW) as writing:
        about = {"name": made.name, "community_id": left.community_id, "term": TERM, "edition": "full"}
        day = NOW.replace(tzinfo=None)
        writing.create("handover", {**about, "built_at": day, "manifest_hash": left.manifest_hash})
    return made


def said(archive: Archive) -> list[tuple[str, str, str]]:
    (left,) = sent_packages(archive, Texts("zh"))
    return [(one.receiver, one.state, one.words) for one in left.receipts]


def test_the_sender_sees_that_it_was_received_and_verified(
    sender: Archive, receiver: Archive, package: Path, tmp_path: Path
) -> None:
    taken = receive(receiver, package)
    path = write_receipt(receiver, taken.arrival_id, tmp_path, NOW)
    assert is_receipt(path)
    assert not is_receipt(package)
    receipt = read_receipt(path)
    assert receipt.numbers["new"] == 7
    assert enter_receipt(sender, receipt, NOW).changed
    assert not enter_receipt(sender, receipt, LATER).changed
    assert said(sender) == [("石榴湾镇中心小学", "received", "收到并核对")]
    take_back(receiver, taken.arrival_id, LATER)
    withdrawn = read_receipt(write_receipt(receiver, taken.arrival_id, tmp_path, LATER))
    assert enter_receipt(sender, withdrawn, LATER).trust == "known"
    assert said(sender) == [("石榴湾镇中心小学", "withdrawn", "已撤回")]
    # The first receipt once more, late: the latest word counts.
    assert not enter_receipt(sender, receipt, LATER).changed
    assert said(sender) == [("石榴湾镇中心小学", "withdrawn", "已撤回")]


def test_a_receipt_and_its_key_are_kept_together(
    sender: Archive, receiver: Archive, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = read_receipt(write_receipt(receiver, receive(receiver, package).arrival_id, tmp_path, NOW))
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr("edudesk.services.receiving.receipts.keep_key", Mock(side_effect=KeyboardInterrupt))
        enter_receipt(sender, receipt, NOW)
    assert (said(sender), pinned(sender)) == ([], ())
    assert enter_receipt(sender, receipt, LATER).changed
    assert [one.signer for one in pinned(sender)] == [receipt.signer]


def test_a_receipt_for_another_or_a_changed_package_is_refused(
    sender: Archive, receiver: Archive, package: Path, tmp_path: Path
) -> None:
    other = receive(receiver, send(sender, tmp_path / "other.zip", heads=lambda told: told[:1]))
    path = write_receipt(receiver, other.arrival_id, tmp_path, NOW)
    with pytest.raises(UserError, match="receiving.receipt-unknown"):
        enter_receipt(sender, read_receipt(path), NOW)
    (tmp_path / "again").mkdir()
    changed = send(sender, tmp_path / "again" / package.name, files=lambda told: {**told, "state": "missing"})
    taken = receive(receiver, changed)
    with pytest.raises(UserError, match="receiving.receipt-changed"):
        enter_receipt(sender, read_receipt(write_receipt(receiver, taken.arrival_id, tmp_path, NOW)), NOW)
    assert said(sender) == []


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ({"state": "withdrawn"}, "receiving.receipt-broken"),
        ({"manifest_hash": "ab" * 32}, "receiving.receipt-broken"),
        ({"format": "edudesk-receipt 9"}, "receiving.receipt-newer"),
        ({"format": "other 0.1"}, "receiving.receipt-unreadable"),
        ({"signature": {"format": "x"}}, "receiving.receipt-broken"),
        ({"receiver": 3}, "receiving.receipt-unreadable"),
    ],
)
def test_what_was_changed_on_the_way_is_refused(
    receiver: Archive, package: Path, tmp_path: Path, spoil: dict[str, Any], code: str
) -> None:
    path = write_receipt(receiver, receive(receiver, package).arrival_id, tmp_path, NOW)
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **spoil}), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_receipt(path)
    # What is signed says more than what it says: any change breaks the signature first.
    assert caught.value.code in (code, "receiving.receipt-broken")


@pytest.mark.parametrize(
    "moment",
    ["2026-01-01T00:00:00", "1969-12-31T16:00:00Z", "9999-12-31T23:59:59-12:00"],
)
def test_a_receipt_of_no_moment_that_can_be_told_is_refused(
    receiver: Archive, package: Path, tmp_path: Path, moment: str
) -> None:
    path = write_receipt(receiver, receive(receiver, package).arrival_id, tmp_path, NOW)
    told = {**json.loads(path.read_text("utf-8")), "stated_at": moment}
    del told["signature"]  # an older program of a school without a key wrote it so
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(UserError, match="receiving.receipt-unreadable"):
        read_receipt(path)


def test_a_disk_that_is_gone_is_no_fault_of_the_receipt(
    receiver: Archive, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_receipt(receiver, receive(receiver, package).arrival_id, tmp_path, NOW)
    monkeypatch.setattr(Path, "read_bytes", Mock(side_effect=OSError(errno.EIO, "gone")))
    assert not is_receipt(path)
    with pytest.raises(EnvironmentProblem, match="package.not_readable") as caught:
        read_receipt(path)
    assert str(path) in Texts("zh").present(caught.value)


def test_an_unsigned_receipt_of_a_school_that_signs_is_refused(
    sender: Archive, receiver: Archive, package: Path, tmp_path: Path
) -> None:
    path = write_receipt(receiver, receive(receiver, package).arrival_id, tmp_path, NOW)
    signed = read_receipt(path)
    enter_receipt(sender, signed, NOW)
    told = json.loads(path.read_text("utf-8"))
    del told["signature"]
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(UserError, match="receiving.unsigned"):
        enter_receipt(sender, read_receipt(path), LATER)


def test_receipts_by_command(
    sender: Archive, receiver: Archive, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sender.close()
    receiver.close()
    folder = tmp_path / "back"
    folder.mkdir()
    command = ["merge", "--archive", str(receiver.folder), str(package), "--receipt-to", str(folder)]
    assert run_command(command) == 0
    (path,) = folder.iterdir()
    capsys.readouterr()
    assert run_command(["merge", "--archive", str(sender.folder), str(path)]) == 0
    assert "石榴湾镇中心小学收到并核对了 one.zip" in capsys.readouterr().out
    assert run_command(["merge", "--archive", str(receiver.folder), str(path)]) == 2
