"""Each file of a small package in each way, and its .zip byte by byte: nothing goes unnoticed.

``EDUDESK_EVERY_BYTE`` tries every value of every byte of the .zip instead of a sample.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from edudesk.errors import UserError
from edudesk.services.packages.verdict import Finding, Verdict
from edudesk.services.packages.verify import verify
from edudesk.services.packages.zip_write import ZipWriter
from tests.services.packages.bags import DAY, write
from tests.services.packages.raw_bags import Files, lay

TINY: Mapping[str, bytes] = {
    "04-活动记录/照片.jpg": b"\xff\xd8 a picture",
    "04-活动记录/另一张.jpg": b"\xff\xd8 another one",
    "备注.txt": b"",
    "edudesk/records.json": b"{}\n",
}
TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
ALL = (*(f"data/{path}" for path in TINY), *TAGS)
FULL = [path for path in ALL if path != "data/备注.txt"]
STEP = 1 if "EDUDESK_EVERY_BYTE" in os.environ else 3


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write(tmp_path_factory.mktemp("whole") / "包.zip", "zip", TINY).path.read_bytes()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return the package as a folder, its files by path."""
    place = write(tmp_path_factory.mktemp("folder") / "包", "folder", TINY).path
    return {path: (place / path).read_bytes() for path in ALL}


@pytest.fixture(params=["folder", "zip"])
def judged(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Files], Verdict]:
    """Return what writes a damaged package anew, its container in order, and verifies it."""
    if request.param == "folder":
        return lambda bag: verify(lay(bag, tmp_path / "包"))
    return lambda bag: verify(_zipped(bag, tmp_path / "包.zip"))


def _zipped(bag: Mapping[str, bytes], place: Path) -> Path:
    with place.open("wb") as file:
        writer = ZipWriter(file, DAY)
        for path, content in bag.items():
            with writer.member(f"包/{path}", len(content)) as member:
                member.write(content)
        writer.finish()
    return place


def names(path: str, findings: tuple[Finding, ...]) -> bool:
    """Tell whether some finding names the file, itself or as the list that does not fit."""
    return any(path in (each.path, each.parameters.get("manifest")) for each in findings)


def changes(content: bytes) -> Iterator[bytes]:
    """Give the content with a bit turned at its start, middle and end, and a letter of another case."""
    for at in {0, len(content) // 2, len(content) - 1}:
        yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    letter = next((at for at in range(len(content)) if content[at : at + 1].isalpha()), 0)
    yield content[:letter] + bytes([content[letter] ^ 0x20]) + content[letter + 1 :]


def cuts(content: bytes) -> Iterator[bytes]:
    yield from {b"", content[: len(content) // 2], content[:-1]}
    if b"\n" in content[:-1]:
        yield content[content.index(b"\n") + 1 :]


def test_the_small_package_is_in_order(judged, files) -> None:
    assert judged(dict(files)).findings == ()


@pytest.mark.parametrize("path", FULL)
def test_a_change_or_a_cut_is_found_and_the_file_named(judged, files, path) -> None:
    for content in (*changes(files[path]), *cuts(files[path])):
        assert names(path, judged({**files, path: content}).errors), content


@pytest.mark.parametrize("path", ALL)
def test_more_at_the_end_is_found_and_the_file_named(judged, files, path) -> None:
    for more in (b"x", b"\n", b"\0"):
        assert names(path, judged({**files, path: files[path] + more}).errors), more


@pytest.mark.parametrize("path", ALL)
def test_a_removed_file_is_named(judged, files, path) -> None:
    assert names(path, judged({name: content for name, content in files.items() if name != path}).errors)


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("rename", [str.upper, lambda path: path + ".old", lambda path: f"data/x/{path}"])
def test_a_renamed_file_is_named(judged, files, path, rename) -> None:
    bag = {rename(name) if name == path else name: content for name, content in files.items()}
    found = judged(bag)
    assert names(path, found.errors)
    if path not in ("bagit.txt", "tagmanifest-sha256.txt"):  # without these nothing else is looked at
        assert names(rename(path), found.findings)


@pytest.mark.parametrize("path", FULL)
def test_two_files_that_were_swapped_are_named(judged, files, path) -> None:
    for other in FULL:
        if other != path:
            found = judged({**files, path: files[other], other: files[path]}).errors
            assert names(path, found) or (names(other, found) and "bagit.txt" in (path, other))


@pytest.mark.parametrize(
    "path",
    ["data/新.txt", "data/04-活动记录/.hidden", "notes.txt", "meta/a.xml", "manifest-md5.txt", "fetch.txt"],
)
def test_an_added_file_is_named(judged, files, path) -> None:
    for content in (b"", b"x"):
        assert names(path, judged({**files, path: content}).errors)


def reported(content: bytes, place: Path) -> tuple[Finding, ...]:
    """Return what is said about the .zip; one that cannot be opened has a finding of its own."""
    place.write_bytes(content)
    try:
        return verify(place).findings
    except UserError as error:
        return (Finding("", error.code),)


def test_every_byte_of_the_zip_matters(whole, tmp_path) -> None:
    for at in range(0, len(whole), STEP):
        values = range(256) if STEP == 1 else {whole[at] ^ 1, whole[at] ^ 0x20, 0, 255}
        for value in values:
            if value != whole[at]:
                content = whole[:at] + bytes([value]) + whole[at + 1 :]
                assert reported(content, tmp_path / "包.zip"), (at, value)


def test_a_changed_byte_of_a_file_in_the_zip_names_that_file(whole, files, tmp_path) -> None:
    start = 0
    for path in FULL:
        start = whole.index(files[path], start)
        for at in range(start, start + len(files[path]), STEP):
            content = whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :]
            assert names(path, reported(content, tmp_path / "包.zip")), (path, at)


def test_every_length_of_the_zip_matters(whole, tmp_path) -> None:
    place = tmp_path / "包.zip"
    for at in range(0, len(whole), STEP):
        assert reported(whole[:at], place), at
        assert reported(whole[:at] + whole[at + 1 :], place), at
        assert reported(whole[:at] + b"\0" + whole[at:], place), at
    assert reported(whole + b"\0", place)


def test_another_order_another_day_or_another_folder_in_the_zip_is_told(files, tmp_path) -> None:
    tags_first = {path: files[path] for path in (*TAGS, *ALL)}
    assert {each.code for each in verify(_zipped(tags_first, tmp_path / "包.zip")).findings} == {
        "package.zip_directory_differs"
    }
    content = bytearray(_zipped(files, tmp_path / "包.zip").read_bytes())
    content[12] ^= 1
    assert {each.code for each in reported(bytes(content), tmp_path / "包.zip")} == {
        "package.zip_entry_differs"
    }
    commented = bytes(content[:12] + bytes([content[12] ^ 1]) + content[13:-2]) + b"\x02\x00hi"
    assert {each.code for each in reported(commented, tmp_path / "包.zip")} == {
        "package.zip_directory_differs"
    }


def test_a_day_that_is_none_is_told(files, judged) -> None:
    found = judged({**files, "bag-info.txt": files["bag-info.txt"].replace(b"2026-01-09", b"2026-13-09")})
    assert ("bag-info.txt", "package.day_unreadable") in {(each.path, each.code) for each in found.warnings}
