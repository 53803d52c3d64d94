"""A sealed package opens with its password, here and in other programs, and with nothing else."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from pyzipper.zipfile_aes import AESZipFile

from edudesk.errors import Cancelled, EnvironmentProblem, UserError
from edudesk.services.jobs import Job
from edudesk.services.packages.leaving import leaving
from edudesk.services.packages.passwords import read_password
from edudesk.services.packages.sealing import INNER, NOTE, is_sealed, opened, seal
from edudesk.services.packages.verify import verify
from edudesk.services.packages.zip_headers import Headers, Member
from tests.services.packages.bags import DAY, names_in, write

PASSWORD = "Granat-2026 apfel"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("made") / "示范小学上报材料.zip", "zip").path


@pytest.fixture(scope="module")
def sealed(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seal(package, PASSWORD, tmp_path_factory.mktemp("sealed") / package.name, DAY)


def code_of(package: Path, password: str | None) -> str:
    with pytest.raises(UserError) as refused:
        verify(package, password=password)
    return refused.value.code


def test_another_program_opens_it(package: Path, sealed: Path):
    with AESZipFile(sealed) as zipped:
        zipped.setpassword(PASSWORD.encode())
        assert zipped.read(INNER) == package.read_bytes()
        assert zipped.testzip() is None
        with pytest.raises(RuntimeError):
            zipped.read(INNER, pwd=b"another password")


def test_without_the_password_one_sees_how_to_open_it_and_nothing_else(package: Path, sealed: Path):
    with zipfile.ZipFile(sealed) as zipped:
        assert zipped.namelist() == [NOTE, INNER]
        assert "7-Zip" in zipped.read(NOTE).decode("utf-8-sig")
        assert zipped.getinfo(INNER).CRC == 0, "a checksum would tell whether a guessed content is right"
    content = sealed.read_bytes()
    assert not any(word in content for word in ("示范小学".encode(), b"records.json", b"bagit"))


def test_it_is_verified_as_if_it_were_not_sealed(package: Path, sealed: Path):
    assert is_sealed(sealed)
    assert not is_sealed(package)
    assert verify(sealed, password=PASSWORD) == verify(package)
    assert names_in(sealed.parent) == [sealed.name], "nothing was unpacked beside it"


def test_it_can_be_read_from_any_place(package: Path, sealed: Path):
    content = package.read_bytes()
    with opened(sealed, PASSWORD) as inner:
        assert inner.seek(0, 2) == len(content)
        for place in (0, 1, 15, 16, 17, 4095, len(content) - 3, len(content) + 5):
            inner.seek(place)
            assert inner.read(40) == content[place : place + 40]


def test_two_sealings_have_nothing_in_common(package: Path, sealed: Path, tmp_path: Path):
    again = seal(package, PASSWORD, tmp_path / "again.zip", DAY)
    assert again.read_bytes()[1000:3000] != sealed.read_bytes()[1000:3000]


def test_a_password_is_asked_for_and_a_wrong_one_refused(sealed: Path):
    assert code_of(sealed, None) == "signing.sealed"
    assert code_of(sealed, PASSWORD.lower()) in {"signing.wrong-password", "signing.seal-broken"}
    assert code_of(sealed, "") in {"signing.wrong-password", "signing.seal-broken"}


def test_any_byte_that_was_changed_is_found_before_anything_is_read(sealed: Path, tmp_path: Path):
    content = sealed.read_bytes()
    head = content.index(b"PK\x03\x04", 1)
    start = head + 30 + len(INNER)
    for place in (head, head + 6, head + 8, *range(start, start + 30), start + 5000, len(content) // 2):
        changed = bytearray(content)
        changed[place] ^= 1
        (tmp_path / "a.zip").write_bytes(changed)
        assert code_of(tmp_path / "a.zip", PASSWORD) in {"signing.seal-broken", "signing.wrong-password"}


def test_one_that_was_cut_off_is_no_complete_file(sealed: Path, tmp_path: Path):
    shutil.copy(sealed, tmp_path / "a.zip")
    os.truncate(tmp_path / "a.zip", sealed.stat().st_size // 2)
    assert code_of(tmp_path / "a.zip", PASSWORD) == "package.unreadable"


def test_a_name_that_is_taken_is_numbered(package: Path, sealed: Path):
    again = seal(package, PASSWORD, sealed, DAY)
    assert again != sealed
    assert verify(again, password=PASSWORD).valid
    again.unlink()


def test_one_beyond_4_gb_is_described_in_full(tmp_path: Path):
    headers, size = Headers(DAY), (1 << 32) - 20  # the content alone would still fit into 32 bits
    members = [Member(NOTE.encode(), 0, 0), Member(INNER.encode(), size, 50, is_sealed=True)]
    with (tmp_path / "a.zip").open("wb") as file:
        file.seek(size + 5000)  # a hole, so that it takes no room
        file.write(headers.directory(members, file.tell()))
    with zipfile.ZipFile(tmp_path / "a.zip") as zipped:
        about = zipped.getinfo(INNER)
    assert (about.file_size, about.compress_size) == (size, size + 28)
    assert is_sealed(tmp_path / "a.zip")


@pytest.mark.parametrize("share", [0, 1], ids=["while it is written", "while it is read back"])
def test_stopping_leaves_nothing(package: Path, tmp_path: Path, share: int):
    seen: list[int] = []
    last = share * package.stat().st_size
    job = Job(lambda done, _total, _what: seen.append(done), lambda: seen[-1] > last)
    with pytest.raises(Cancelled):
        seal(package, PASSWORD, tmp_path / "a.zip", DAY, job)
    assert names_in(tmp_path) == []


def test_what_does_not_read_back_gets_no_name(package: Path, tmp_path: Path):
    def spoil(done: int, total: int, _what: str) -> None:
        if done == total // 2:
            (part,) = (path for path in tmp_path.iterdir() if not path.name.endswith(".lock"))
            with part.open("r+b") as file:
                file.seek(2000)
                file.write(b"changed")

    with pytest.raises((EnvironmentProblem, UserError)):
        seal(package, PASSWORD, tmp_path / "a.zip", DAY, Job(spoil))
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    "password", ["", "short", "12345678901234", "aaaaaaaaaaaa", "石榴石榴石榴石榴石榴石榴"]
)
def test_a_password_that_protects_nothing_is_refused(package: Path, tmp_path: Path, password: str):
    with pytest.raises(UserError) as refused:
        seal(package, password, tmp_path / "a.zip", DAY)
    assert refused.value.code in {"signing.password-weak", "signing.password-signs"}
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("content", [b"pass word\r\nnext", b"\xef\xbb\xbfpass word\n", b"pass word"])
def test_the_password_is_the_first_line_of_a_file(tmp_path: Path, content: bytes):
    (tmp_path / "p.txt").write_bytes(content)
    assert read_password(tmp_path / "p.txt") == "pass word"


@pytest.mark.parametrize("content", [None, b"", b"\nsecond", b"\xff\xfea\x00"])
def test_a_file_without_a_password_is_told(tmp_path: Path, content: bytes | None):
    if content is not None:
        (tmp_path / "p.txt").write_bytes(content)
    with pytest.raises(UserError) as refused:
        read_password(tmp_path / "p.txt")
    assert refused.value.code == "signing.password-file"


def test_what_leaves_sealed_is_made_beside_the_archive_and_only_sealed_elsewhere(tmp_path: Path):
    archive, stick = tmp_path / "archive", tmp_path / "stick"
    archive.mkdir()
    with leaving(archive, stick, PASSWORD, DAY) as out:
        made = write(out.folder / "一.zip", "zip").path
        assert made.is_relative_to(archive)
        out.take(made)
    assert (names_in(archive), names_in(stick)) == ([], ["一.zip"])
    assert out.place(made) == stick / "一.zip"
    assert is_sealed(stick / "一.zip")


def test_when_something_fails_nothing_has_left(tmp_path: Path):
    (tmp_path / "archive").mkdir()
    with pytest.raises(EnvironmentProblem), leaving(tmp_path / "archive", tmp_path, PASSWORD, DAY) as out:
        out.take(write(out.folder / "一.zip", "zip").path)
        raise EnvironmentProblem("disk.full")
    assert names_in(tmp_path) == ["archive"]
    assert names_in(tmp_path / "archive") == []
