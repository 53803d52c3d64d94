"""The archive's key is made once and goes wherever the archive goes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from edudesk.services.archive import Archive, open_archive
from edudesk.services.founding import found_archive
from edudesk.services.keys import check, own_signer, sign
from edudesk.services.safety.backup import back_up
from edudesk.services.safety.restore import restore
from tests.services.packages.handing import LATER, NOW

HOLDER = {"name": "明德实验小学", "kind": "primary"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with found_archive(tmp_path / "archive", HOLDER, NOW) as archive:
        yield archive


def test_a_founded_archive_has_a_key_and_signs_with_its_name(archive: Archive):
    assert archive.fact("signing-key")
    signer = own_signer(archive)
    assert (signer.holder_id, signer.holder) == (archive.holder_id, "明德实验小学")
    signature = sign(archive, "receipt", b"text")
    assert signature.signer == signer
    assert check(signature, "receipt", b"text")


def test_an_archive_of_an_earlier_program_gets_its_key_at_first_need(archive: Archive):
    archive.set_fact("signing-key", None)
    made = own_signer(archive)
    assert own_signer(archive) == made


def test_two_archives_have_two_keys(archive: Archive, tmp_path: Path):
    with found_archive(tmp_path / "other", HOLDER, NOW) as other:
        assert own_signer(other).public_key != own_signer(archive).public_key


def test_the_key_goes_with_a_backup_a_copy_and_a_move(archive: Archive, tmp_path: Path):
    signer = own_signer(archive)
    backup = back_up(archive, tmp_path / "stick", NOW)
    archive.close()
    restore(backup.path, tmp_path / "restored", LATER)
    shutil.copytree(tmp_path / "archive", tmp_path / "copy")
    (tmp_path / "archive").rename(tmp_path / "moved")
    for place in ("restored", "copy", "moved"):
        with open_archive(tmp_path / place, LATER) as here:
            assert own_signer(here) == signer


def test_the_secret_is_in_no_journal(archive: Archive):
    journal = "".join(path.read_text("utf-8") for path in (archive.folder / "journal").iterdir())
    assert journal
    assert archive.fact("signing-key") not in journal
