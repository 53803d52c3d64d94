"""RFC 8493 rule by rule: what the public conformance suite holds, and what it leaves out.

``EDUDESK_BAGIT_SUITE`` may name a copy of that suite (github.com/LibraryOfCongress/bagit-conformance-suite);
then every bag in it is verified as well.
"""

import os
import unicodedata
import zipfile
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path

import pytest

from edudesk.cli import run_command
from edudesk.services.packages.verify import verify
from tests.services.packages.raw_bags import CONTENT, Files, files, info_name, lay, manifest, protect

Change = Callable[[Files], None]
HELLO = manifest({"data/hello.txt": b"hello"}).decode().split()[0]
VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
NFD = unicodedata.normalize("NFD", "Núñez")
INCOMPLETE = {"duplicate-file-with-different-case", "special-system-files"}
"""Bags that the suite calls valid although a file that they list was lost on its way into the repository."""


def put(name: str, content: bytes | str) -> Change:
    return lambda bag: bag.update({name: content.encode() if isinstance(content, str) else content})


def more(name: str, content: str) -> Change:
    return lambda bag: bag.update({name: bag.get(name, b"") + content.encode()})


def without(name: str) -> Change:
    return lambda bag: bag.__delitem__(name)


def replaced(name: str, old: bytes, new: bytes) -> Change:
    return lambda bag: bag.update({name: bag[name].replace(old, new)})


def also(name: str, content: bytes = b"x") -> Change:
    """Add a payload file and list it."""

    def change(bag: Files) -> None:
        bag[f"data/{name}"] = content
        bag["manifest-sha512.txt"] += manifest({f"data/{name}": content})

    return change


def marked(name: str) -> Change:
    """Put a byte order mark in front."""
    return lambda bag: bag.update({name: BOM_UTF8 + bag[name]})


def both(*changes: Change) -> Change:
    def change(bag: Files) -> None:
        for each in changes:
            each(bag)

    return change


def shielded(*changes: Change) -> Change:
    """Change the bag, then protect its tag files."""
    return both(*changes, protect)


def capitals(bag: Files) -> None:
    lines = (line.split(" ", 1) for line in bag["manifest-sha512.txt"].decode().splitlines())
    bag["manifest-sha512.txt"] = "".join(f"{checksum.upper()} {name}\n" for checksum, name in lines).encode()


def as_other_name(bag: Files) -> None:
    """Add a second manifest of the same algorithm that says something else."""
    bag["manifest-SHA512.txt"] = bag["manifest-sha512.txt"].replace(HELLO.encode(), b"0" * 128)


PART = manifest({"data/hello.txt": b"hello"}, "md5")
WHOLE = manifest({f"data/{path}": content for path, content in CONTENT.items()}, "md5")


VALID: dict[str, tuple[str, Change]] = {
    "metadata with free separators": ("0.97", put("bag-info.txt", "A: 1\nA:   2\nA : 3\n  4\nA   :  5\n")),
    "a bag in a bag": ("1.0", both(also("inner/bagit.txt"), also("inner/manifest-md5.txt"))),
    "an escaped name": ("1.0", both(also("50% off"), replaced("manifest-sha512.txt", b"%", b"%25"))),
    "a name that only looks escaped": ("0.97", also("a%20b%2F.txt")),
    "lines that end as on old Macs": ("1.0", replaced("manifest-sha512.txt", b"\n", b"\r")),
    "lines that end as on Windows": ("1.0", replaced("bagit.txt", b"\n", b"\r\n")),
    "a tab between checksum and name": ("1.0", replaced("manifest-sha512.txt", b"  ", b"\t")),
    "checksums in capitals": ("1.0", capitals),
    "no line break at the end": ("1.0", replaced("bagit.txt", b"UTF-8\n", b"UTF-8")),
    "manifests of two algorithms": ("1.0", put("manifest-md5.txt", WHOLE)),
    "a manifest that lists a part, before 1.0": ("0.97", put("manifest-md5.txt", PART)),
    "tag files in a folder": ("1.0", shielded(put("metadata/mods.xml", "<mods/>"))),
    "no metadata": ("1.0", without("bag-info.txt")),
    "no payload": (
        "1.0",
        both(without("data/hello.txt"), without("data/photos/a b.jpg"), put("manifest-sha512.txt", "")),
    ),
}

WARNED: dict[str, tuple[str, Change, str]] = {
    "an asterisk from md5sum": ("0.97", replaced("manifest-sha512.txt", b"  ", b" *"), "star_in_list"),
    "names from here": ("0.97", replaced("manifest-sha512.txt", b"  ", b"  ./"), "dot_in_list"),
    "the same line twice": (
        "0.97",
        more("manifest-sha512.txt", f"{HELLO}  data/hello.txt\n"),
        "listed_twice",
    ),
    "another Unicode form": (
        "1.0",
        shielded(also("Núñez"), replaced("manifest-sha512.txt", "Núñez".encode(), NFD.encode())),
        "unicode_form",
    ),
    "two Unicode forms": ("1.0", shielded(also("Núñez"), also(NFD)), "names_meet"),
    "two cases": ("1.0", shielded(also("HELLO.txt")), "names_meet"),
    "a file of a Mac": ("1.0", shielded(also(".DS_Store")), "system_file"),
    "a file of Windows": ("1.0", shielded(also("photos/Thumbs.db")), "system_file"),
    "a name that Windows cannot write": ("1.0", shielded(also("10:30 a.m..txt")), "name_not_portable"),
    "a file that would be fetched lies there": (
        "1.0",
        shielded(put("fetch.txt", "https://example.org/x - data/hello.txt\n")),
        "fetch_list",
    ),
    "a tag file that nothing protects": (
        "1.0",
        both(protect, put("notes.txt", "x")),
        "tag_unlisted",
    ),
    "a byte order mark before 1.0": (
        "0.97",
        marked("manifest-sha512.txt"),
        "byte_order_mark",
    ),
}

INVALID: dict[str, tuple[str, Change, str]] = {
    "no declaration": ("1.0", without("bagit.txt"), "file_missing"),
    "no encoding": ("0.97", put("bagit.txt", "BagIt-Version: 0.97\n"), "declaration"),
    "a version that is no number": ("0.97", replaced("bagit.txt", b"0.97", b"0.97b"), "declaration"),
    "a mark before the declaration": ("0.97", marked("bagit.txt"), "declaration"),
    "a space before the colon": ("1.0", replaced("bagit.txt", b"n: ", b"n : "), "declaration"),
    "a space at the end": ("1.0", replaced("bagit.txt", b"1.0\n", b"1.0 \n"), "declaration"),
    "three lines": ("1.0", more("bagit.txt", "Note: x\n"), "declaration"),
    "no manifest": ("1.0", without("manifest-sha512.txt"), "no_manifest"),
    "an algorithm unheard of": ("1.0", put("manifest-crc7.txt", "aa  data/hello.txt\n"), "algorithm_unknown"),
    "a checksum that is too short": (
        "1.0",
        replaced("manifest-sha512.txt", HELLO.encode(), HELLO[:-2].encode()),
        "lines_unreadable",
    ),
    "a checksum without a name": ("1.0", more("manifest-sha512.txt", f"{HELLO}\n"), "lines_unreadable"),
    "a file changed": ("0.97", put("data/hello.txt", "Hello"), "file_changed"),
    "a tag file changed": ("0.97", both(protect, more("bag-info.txt", "A: b\n")), "tag_changed"),
    "a file more": ("0.97", put("data/bar", "x"), "file_unlisted"),
    "a file of the system more": ("1.0", put("data/.DS_Store", "x"), "file_unlisted"),
    "a file less": ("1.0", without("data/hello.txt"), "file_missing"),
    "a file less whose twin in other letters is there": (
        "0.97",
        more("manifest-sha512.txt", f"{HELLO}  data/HELLO.txt\n"),
        "file_missing",
    ),
    "a tag file less": ("0.97", both(protect, without("bag-info.txt")), "file_missing"),
    "a file in one manifest only": ("1.0", put("manifest-md5.txt", PART), "file_not_in_all"),
    "two checksums of a file": (
        "0.97",
        more("manifest-sha512.txt", f"{'0' * 128}  data/hello.txt\n"),
        "listed_twice",
    ),
    "a line twice": ("1.0", more("manifest-sha512.txt", f"{HELLO}  data/hello.txt\n"), "listed_twice"),
    "two manifests that disagree": (
        "1.0",
        as_other_name,
        "file_changed",
    ),
    "a tag file among the payload": (
        "1.0",
        more("manifest-sha512.txt", f"{HELLO}  bagit.txt\n"),
        "listed_outside",
    ),
    "payload among the tag files": (
        "1.0",
        put("tagmanifest-sha512.txt", f"{HELLO}  data/hello.txt\n"),
        "listed_outside",
    ),
    "a manifest that no tag manifest lists": (
        "1.0",
        both(protect, replaced("tagmanifest-sha512.txt", b"manifest-sha512.txt", b"bagit.txt")),
        "tag_unlisted",
    ),
    "a tag file to be fetched": (
        "1.0",
        put("fetch.txt", "https://example.org/x - bag-info.txt\n"),
        "path_escapes",
    ),
    "a file to be fetched": (
        "1.0",
        both(without("data/hello.txt"), put("fetch.txt", "http://127.0.0.1:1/x 5 data/hello.txt\n")),
        "not_delivered",
    ),
    "a file to be fetched that no manifest lists": (
        "1.0",
        put("fetch.txt", "http://127.0.0.1:1/x 5 data/new.txt\n"),
        "file_unlisted",
    ),
    "metadata without a space": ("1.0", put("bag-info.txt", "A:b\n"), "lines_unreadable"),
    "metadata with a space before the colon": ("1.0", put("bag-info.txt", "A : b\n"), "lines_unreadable"),
    "totals that do not fit": ("1.0", put("bag-info.txt", "payload-oxum: 7.3\n"), "oxum"),
    "totals twice": ("1.0", put("bag-info.txt", "Payload-Oxum: 7.2\nPayload-Oxum: 7.2\n"), "oxum_twice"),
    "a tag file in another encoding": ("1.0", put("bag-info.txt", b"A: \xe9\n"), "encoding_wrong"),
    "a mark in front of a tag file": ("1.0", marked("bag-info.txt"), "byte_order_mark"),
}

LEADING_OUT = (
    "../../../README.md",
    "data/../../README.md",
    "/tmp/foo",
    "~/foo",
    "~root/foo",
    "data/.. /.. /foo",
    "C:\\Windows\\System32\\setx.exe",
    "%HomeDrive%\\Windows\\setx.exe",
    "\\\\?\\UNC\\server\\Windows\\setx.exe",
    "data\\foo",
    "data/C:/foo",
    "data/C:foo",
)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_bag_of_every_version_is_accepted(tmp_path: Path, version: str) -> None:
    bag = files(version)
    protect(bag)
    assert verify(lay(bag, tmp_path)).findings == ()
    (tmp_path / info_name(version)).unlink()
    assert {finding.code for finding in verify(tmp_path).errors} == {"package.file_missing"}


@pytest.mark.parametrize("case", VALID)
def test_a_sound_bag_is_accepted_without_a_word(tmp_path: Path, case: str) -> None:
    version, change = VALID[case]
    bag = files(version)
    change(bag)
    assert verify(lay(bag, tmp_path)).findings == ()


@pytest.mark.parametrize("case", WARNED)
def test_an_odd_bag_is_accepted_with_a_warning(tmp_path: Path, case: str) -> None:
    version, change, code = WARNED[case]
    bag = files(version)
    change(bag)
    found = verify(_zipped(bag, tmp_path))
    assert found.valid, found.errors
    assert {finding.code for finding in found.warnings} == {f"package.{code}"}


@pytest.mark.parametrize("case", INVALID)
def test_a_bag_against_the_rules_is_refused(tmp_path: Path, case: str) -> None:
    version, change, code = INVALID[case]
    bag = files(version)
    change(bag)
    assert f"package.{code}" in {finding.code for finding in verify(_zipped(bag, tmp_path)).errors}


@pytest.mark.parametrize("path", LEADING_OUT)
@pytest.mark.parametrize("name", ["manifest-sha512.txt", "tagmanifest-sha512.txt", "fetch.txt"])
def test_a_path_that_leads_out_on_any_system_is_refused(tmp_path: Path, path: str, name: str) -> None:
    bag = files("0.97")
    more(name, f"{'https://example.org/x -' if name == 'fetch.txt' else HELLO}  {path}\n")(bag)
    assert "package.path_escapes" in {finding.code for finding in verify(_zipped(bag, tmp_path)).errors}


@pytest.mark.parametrize("name", ["NUL", "com1.txt", "a/CON .jpg", "aux.d/b", "LPT³"])
def test_a_name_that_is_a_device_on_windows_is_refused(tmp_path: Path, name: str) -> None:
    bag = files()
    also(name)(bag)
    assert "package.device_name" in {finding.code for finding in verify(_zipped(bag, tmp_path)).errors}


def _zipped(bag: Files, place: Path) -> Path:
    """Write a bag as a .zip, which holds any name on any system."""
    with zipfile.ZipFile(place / "bag.zip", "w") as archive:
        archive.writestr("bag/data/", b"")
        for path, content in bag.items():
            archive.writestr(f"bag/{path}", content)
    return place / "bag.zip"


def _suite() -> list[Path]:
    place = os.environ.get("EDUDESK_BAGIT_SUITE")
    return [bag for bag in sorted(Path(place).glob("v*/*/*")) if bag.is_dir()] if place else []


@pytest.mark.parametrize("bag", _suite(), ids=lambda bag: "/".join(bag.parts[-3:]))
def test_the_public_suite(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = bag.parent.name in {"valid", "warning"} and bag.name not in INCOMPLETE
    assert run_command(["verify", str(bag)]) == (0 if sound else 1)
    if bag.parent.name == "warning":
        assert capsys.readouterr().err


def test_the_command_tells_by_its_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = lay(files(), tmp_path / "bag")
    assert run_command(["verify", str(place)]) == 0
    assert capsys.readouterr().err == ""
    (place / "tagmanifest-md5.txt").write_bytes(
        manifest({"manifest-sha512.txt": (place / "manifest-sha512.txt").read_bytes()}, "md5")
    )
    assert run_command(["verify", str(place)]) == 0
    assert "bag-info.txt" in capsys.readouterr().err
    (place / "data/hello.txt").write_bytes(b"changed")
    assert run_command(["verify", str(place)]) == 1
    assert "data/hello.txt" in capsys.readouterr().out
    assert run_command(["verify", str(tmp_path)]) == 2
