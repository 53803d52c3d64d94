import errno
import hashlib
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.jobs import Job
from edudesk.services.packages.verify import verify
from tests.services.packages.bags import PAYLOAD, write

TAG_FILES = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
EVERY_FILE = pytest.mark.parametrize(
    "name", [*TAG_FILES, *(f"data/{path}" for path in PAYLOAD if PAYLOAD[path])]
)


@pytest.fixture
def bag(tmp_path):
    return write(tmp_path / "包").path


def make(place, files, *, version="1.0", encoding="UTF-8", algorithm="sha256", listed=None):
    """Write a bag by hand; ``listed`` replaces the lines of the manifest."""
    files = {f"data/{path}": content for path, content in files.items()}
    for path, content in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    lines = listed or [f"{hashlib.new(algorithm, data).hexdigest()}  {path}" for path, data in files.items()]
    declaration = f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n"
    (place / "bagit.txt").write_bytes(declaration.encode())
    (place / f"manifest-{algorithm}.txt").write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return place


def errors(place):
    return {(finding.path, finding.code) for finding in verify(place).errors}


def warnings(place):
    return {(finding.path, finding.code) for finding in verify(place).warnings}


@EVERY_FILE
def test_a_changed_file_is_named(bag, name):
    content = bytearray((bag / name).read_bytes())
    content[len(content) // 2] ^= 1
    (bag / name).write_bytes(content)
    if name == "tagmanifest-sha256.txt":
        assert not verify(bag).valid
    else:
        assert name in {path for path, _ in errors(bag)}


@EVERY_FILE
def test_a_truncated_file_is_named(bag, name):
    os.truncate(bag / name, (bag / name).stat().st_size // 2)
    if name == "tagmanifest-sha256.txt":
        assert not verify(bag).valid
    else:
        assert name in {path for path, _ in errors(bag)}


@EVERY_FILE
def test_a_missing_file_is_named(bag, name):
    (bag / name).unlink()
    assert (name, "package.file_missing") in errors(bag)


@EVERY_FILE
def test_a_renamed_file_is_named_twice(bag, name):
    renamed = name.replace(".", "-旧.", 1)
    (bag / name).rename(bag / renamed)
    found = verify(bag)
    assert name in {finding.path for finding in found.errors}
    if name not in {"bagit.txt", "tagmanifest-sha256.txt"}:  # Without these nothing else can be said.
        assert renamed in {finding.path for finding in found.findings}


@pytest.mark.parametrize(
    "name", ["data/新.txt", "data/04-活动记录/x", "notes.txt", "signatures/a.sig", "data/.DS_Store"]
)
def test_an_added_file_is_named(bag, name):
    (bag / name).parent.mkdir(exist_ok=True)
    (bag / name).write_bytes(b"")
    assert name in {path for path, _ in errors(bag)}


def test_an_empty_file_that_got_content_is_named(bag):
    (bag / "data/备注 𠮷.txt").write_bytes(b"x")
    assert ("data/备注 𠮷.txt", "package.file_changed") in errors(bag)


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("version", ["0.93", "0.96", "0.97", "1.0"])
def test_bags_of_other_programs_are_verified(tmp_path, algorithm, version):
    make(tmp_path, {"a/一.txt": b"1", "b.txt": b"2"}, version=version, algorithm=algorithm)
    assert verify(tmp_path).findings == ()
    (tmp_path / "data/b.txt").write_bytes(b"3")
    assert errors(tmp_path) == {("data/b.txt", "package.file_changed")}


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "GB18030", "GBK"])
def test_other_encodings_of_tag_files_are_read(tmp_path, encoding):
    name = "é.txt" if encoding == "ISO-8859-1" else "计划.txt"
    assert verify(make(tmp_path, {name: b"1"}, encoding=encoding)).findings == ()


@pytest.mark.parametrize("encoding", ["rot13", "hex", "unicode_escape", "idna", "no-such"])
def test_an_encoding_that_is_none_is_said(tmp_path, encoding):
    make(tmp_path, {"a": b"1"})
    (tmp_path / "bagit.txt").write_text(f"BagIt-Version: 1.0\nTag-File-Character-Encoding: {encoding}\n")
    assert errors(tmp_path) == {("bagit.txt", "package.encoding_unknown")}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version: 1.0 \nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n\n",
        b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n",
        b"BagIt-Version: 1.0\n",
    ],
)
def test_a_declaration_of_another_form_is_refused(tmp_path, content):
    make(tmp_path, {"a": b"1"})
    (tmp_path / "bagit.txt").write_bytes(content)
    assert errors(tmp_path) == {("bagit.txt", "package.declaration")}


def test_an_unknown_version_is_said(tmp_path):
    assert errors(make(tmp_path, {"a": b"1"}, version="2.0")) == {("bagit.txt", "package.bagit_version")}


@pytest.mark.parametrize(
    "path",
    [
        "../up",
        "/etc/passwd",
        "data/../../up",
        "C:/x",
        "C:\\x",
        "data\\x",
        "~/x",
        "~root/x",
        "\\\\?\\UNC\\x",
        "data//a",
    ],
)
@pytest.mark.parametrize("list_name", ["manifest-sha256.txt", "tagmanifest-sha256.txt", "fetch.txt"])
def test_paths_that_lead_out_are_refused(tmp_path, path, list_name):
    make(tmp_path, {"a": b"1"})
    start = "https://example.org/x -" if list_name == "fetch.txt" else "0" * 64
    with (tmp_path / list_name).open("a", encoding="utf-8") as file:
        file.write(f"{start} {path}\n")
    assert "package.path_escapes" in {code for _, code in errors(tmp_path)}


def test_a_file_to_be_fetched_is_never_fetched(tmp_path):
    digest = hashlib.sha256(b"1").hexdigest()
    make(tmp_path, {"a": b"1"}, listed=[f"{digest}  data/a", f"{digest}  data/b"])
    (tmp_path / "fetch.txt").write_text("http://127.0.0.1:1/b 1 data/b\n")
    assert errors(tmp_path) == {("data/b", "package.not_delivered")}
    assert ("fetch.txt", "package.fetch_list") in warnings(tmp_path)


def test_every_manifest_must_list_every_file_from_version_1_on(tmp_path):
    make(tmp_path, {"a": b"1", "b": b"2"})
    (tmp_path / "manifest-md5.txt").write_text(f"{hashlib.md5(b'1').hexdigest()}  data/a\n")
    assert errors(tmp_path) == {("data/b", "package.file_not_in_all")}
    (tmp_path / "bagit.txt").write_text("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")
    assert verify(tmp_path).valid


def test_totals_that_are_wrong_are_said(tmp_path):
    make(tmp_path, {"a": b"1"})
    (tmp_path / "bag-info.txt").write_text("Payload-Oxum: 2.1\n")
    assert errors(tmp_path) == {("bag-info.txt", "package.oxum")}


def test_metadata_keeps_its_order_and_repeats(tmp_path):
    make(tmp_path, {"a": b"1"})
    (tmp_path / "bag-info.txt").write_text(
        "Contact-Name: 甲\nNote: one\n  two\nContact-Name: 乙\n", encoding="utf-8"
    )
    assert verify(tmp_path).info == (("Contact-Name", "甲"), ("Note", "one two"), ("Contact-Name", "乙"))


def test_line_breaks_and_percent_signs_in_names_are_understood(tmp_path):
    if sys.platform == "win32":
        pytest.skip("Windows has no such names")
    digest = hashlib.sha256(b"1").hexdigest()
    make(tmp_path, {"a\nb": b"1", "50%": b"1"}, listed=[f"{digest} data/a%0Ab", f"{digest} data/50%25"])
    assert verify(tmp_path).valid


def test_names_in_another_unicode_form_are_found_with_a_warning(tmp_path):
    digest = hashlib.sha256(b"1").hexdigest()
    make(tmp_path, {"Nun\u0303ez": b"1"}, listed=[f"{digest}  data/Nu\u00f1ez"])
    assert verify(tmp_path).valid
    assert {code for _, code in warnings(tmp_path)} == {"package.unicode_form"}


def test_names_that_meet_on_windows_are_reported(tmp_path):
    make(tmp_path, {"A.txt": b"1", "a.txt": b"1"})
    if len(list((tmp_path / "data").iterdir())) == 1:
        pytest.skip("this disk does not tell case")
    assert ("data/a.txt", "package.names_meet") in warnings(tmp_path)


def test_links_are_refused(bag, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(PAYLOAD["edudesk/records.json"])
    (bag / "data/edudesk/records.json").unlink()
    with suppress(OSError):
        (bag / "data/edudesk/records.json").symlink_to(secret)
        (bag / "data/folder").symlink_to(tmp_path)
    if not (bag / "data/folder").is_symlink():
        pytest.skip("Windows lets few people make links")
    assert {
        ("data/edudesk/records.json", "package.link"),
        ("data/edudesk/records.json", "package.file_missing"),
        ("data/folder", "package.link"),
    } <= errors(bag)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_what_is_no_file_is_refused_and_never_waited_for(bag):
    os.mkfifo(bag / "data/pipe")
    assert ("data/pipe", "package.special_file") in errors(bag)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are text there")
def test_a_file_that_cannot_be_read_is_named_and_a_stick_that_is_gone_is_told(tmp_path, monkeypatch):
    bag = write(tmp_path / "包", "folder", PAYLOAD).path
    opening, failing = Path.open, {Path(next(iter(PAYLOAD))).name}

    def fails(path, *how, **more):
        if path.is_relative_to(bag) and (path.name in failing or not failing):
            raise OSError(errno.EIO, "Input/output error", str(path))
        return opening(path, *how, **more)

    monkeypatch.setattr(Path, "open", fails)
    assert errors(bag) == {(f"data/{next(iter(PAYLOAD))}", "package.file_unreadable")}
    failing.clear()
    with pytest.raises(EnvironmentProblem) as caught:
        verify(bag)
    assert caught.value.code == "package.not_readable"


def test_names_that_are_no_text_are_shown_safely(bag):
    (bag / "data" / os.fsdecode(b"\xff\x1b[2J")).touch()
    (path,) = (path for path, code in errors(bag) if code == "package.file_unlisted")
    assert path.isprintable()
    path.encode()


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"hello", bytes(100)])
def test_a_file_that_is_no_package_is_refused(tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(UserError) as caught:
        verify(tmp_path / "x.zip")
    assert caught.value.code == "package.unreadable"


def test_a_folder_without_a_bag_and_an_absent_one_are_refused(tmp_path):
    for place, code in ((tmp_path, "package.not_a_bag"), (tmp_path / "no", "package.not_found")):
        with pytest.raises(UserError) as caught:
            verify(place)
        assert caught.value.code == code


def test_every_hostile_file_gets_a_plain_answer_and_nothing_is_written(shared_data, tmp_path):
    for source in sorted((shared_data / "real" / "hostile").iterdir()):
        shutil.copyfile(source, tmp_path / source.name)
        with suppress(UserError):
            assert not verify(tmp_path / source.name).valid
        (tmp_path / source.name).unlink()
        assert list(tmp_path.iterdir()) == []


def test_every_other_real_file_is_no_package(shared_data):
    for source in sorted((shared_data / "real").rglob("*")):
        if source.is_file() and source.parent.name != "hostile":
            with pytest.raises(UserError):
                verify(source)


def test_verifying_can_be_stopped_and_tells_how_far_it_is(bag):
    seen = []
    verify(bag, Job(report=lambda done, total, _: seen.append((done, total))))
    assert seen[-1][0] == seen[-1][1] > 0
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
