import hashlib
import os
import zipfile

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.errors import Cancelled, EnvironmentProblem
from edudesk.services.disk.temporary import PREFIX
from edudesk.services.jobs import Job
from edudesk.services.packages.bag import BagWriter
from edudesk.services.packages.names import Names
from edudesk.services.packages.verify import verify
from tests.services.packages.bags import DAY, PAYLOAD, names_in, write

FORMS = pytest.mark.parametrize("form", ["folder", "zip"])


def content_of(bag, form, tmp_path):
    if form == "zip":
        with zipfile.ZipFile(bag) as archive:
            archive.extractall(tmp_path / "out")
        (bag,) = (tmp_path / "out").iterdir()
    return bag


@FORMS
def test_another_program_accepts_the_bag(tmp_path, form):
    bag = write(tmp_path / "材料包.zip", form)
    place = content_of(bag.path, form, tmp_path)
    other = bagit.Bag(str(place))
    other.validate()
    assert other.info["Payload-Oxum"] == f"{sum(map(len, PAYLOAD.values()))}.{len(PAYLOAD)}"
    assert other.info["Bagging-Date"] == "2026-01-09"
    assert {path: (place / "data" / path).read_bytes() for path in PAYLOAD} == dict(PAYLOAD)


@FORMS
def test_our_own_verdict_is_clean(tmp_path, form):
    bag = write(tmp_path / "材料包.zip", form)
    verdict = verify(bag.path)
    assert verdict.findings == ()
    assert (verdict.files, verdict.bytes) == (bag.files, bag.bytes)
    assert verdict.about("package-format") == "edudesk-package 0.2"
    assert bag.checksums == {path: hashlib.sha256(content).hexdigest() for path, content in PAYLOAD.items()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    payload=st.dictionaries(
        st.text(min_size=1, max_size=40), st.binary(max_size=3000), min_size=1, max_size=8
    )
)
@FORMS
def test_whatever_is_named_and_packed_comes_back(tmp_path_factory, form, payload):
    place = tmp_path_factory.mktemp("bag")
    names = Names()
    named = {names.claim("材料", text): content for text, content in payload.items()}
    bag = write(place / "包.zip", form, named)
    assert verify(bag.path).findings == ()
    found = content_of(bag.path, form, place)
    bagit.Bag(str(found)).validate()
    assert {path: (found / "data" / path).read_bytes() for path in named} == named


def test_the_same_content_on_the_same_day_gives_the_same_zip(tmp_path):
    first, second = write(tmp_path / "a" / "包.zip", "zip"), write(tmp_path / "b" / "包.zip", "zip")
    assert first.path.read_bytes() == second.path.read_bytes()


def test_a_zip_is_stored_with_names_in_utf8_and_the_tag_files_last(tmp_path):
    with zipfile.ZipFile(write(tmp_path / "包.zip", "zip").path) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    assert all(entry.compress_type == zipfile.ZIP_STORED and entry.flag_bits == 0x800 for entry in entries)
    assert [entry.filename for entry in entries[-4:]] == [
        f"包/{name}"
        for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
    ]
    assert {entry.date_time[:3] for entry in entries} == {(2026, 1, 9)}


@FORMS
def test_an_existing_name_is_kept_and_a_number_added(tmp_path, form):
    target = tmp_path / "包.zip"
    target.write_bytes(b"mine")
    assert write(target, form).path.name == "包 (2).zip"
    assert write(target, form).path.name == "包 (3).zip"
    assert target.read_bytes() == b"mine"
    assert names_in(tmp_path) == ["包 (2).zip", "包 (3).zip", "包.zip"]


@FORMS
def test_large_files_are_copied_in_pieces_with_progress(tmp_path, form):
    source = tmp_path / "big"
    source.write_bytes(os.urandom(3_500_000))
    seen = []
    job = Job(report=lambda done, total, _: seen.append((done, total)))
    with BagWriter(tmp_path / "out" / "b.zip", form=form, day=DAY, total=3_500_000, job=job) as writer:
        checksum = writer.add_file("big.bin", source)
        bag = writer.finish({})
    assert checksum == hashlib.sha256(source.read_bytes()).hexdigest()
    assert verify(bag.path).valid
    assert len(seen) >= 8
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1]


@FORMS
def test_damaged_evidence_is_named_and_nothing_is_left(tmp_path, form):
    source = tmp_path / "source"
    source.write_bytes(b"not what was filed")
    out = tmp_path / "out"
    with (
        pytest.raises(EnvironmentProblem) as caught,
        BagWriter(out / "b.zip", form=form, day=DAY, total=20) as writer,
    ):
        writer.add_file("04-活动记录/照片.jpg", source, expected="0" * 64)
    assert caught.value.code == "package.source_damaged"
    assert caught.value.parameters["name"] == "04-活动记录/照片.jpg"
    assert names_in(out) == []


@FORMS
def test_missing_evidence_is_named_and_nothing_is_left(tmp_path, form):
    out = tmp_path / "out"
    with (
        pytest.raises(EnvironmentProblem) as caught,
        BagWriter(out / "b.zip", form=form, day=DAY, total=20) as writer,
    ):
        writer.add_file("照片.jpg", tmp_path / "gone")
    assert (caught.value.code, caught.value.parameters["name"]) == ("package.source_unreadable", "照片.jpg")
    assert names_in(out) == []


@FORMS
@pytest.mark.parametrize("moment", [0, 3, 6, 9, 12, 15])
def test_a_stop_at_any_moment_leaves_nothing(tmp_path, form, moment):
    asked = iter(range(1000))
    job = Job(cancelled=lambda: next(asked) == moment)
    out = tmp_path / "out"
    with pytest.raises(Cancelled), BagWriter(out / "b.zip", form=form, day=DAY, total=1, job=job) as writer:
        for path, content in PAYLOAD.items():
            writer.add_bytes(path, content)
        writer.finish({})
    assert names_in(out) == []


@FORMS
def test_leaving_without_finishing_leaves_nothing(tmp_path, form):
    with BagWriter(tmp_path / "b.zip", form=form, day=DAY, total=1) as writer:
        writer.add_bytes("a", b"a")
    assert names_in(tmp_path) == []


@FORMS
def test_bytes_that_changed_on_the_disk_are_noticed_before_naming(tmp_path, form):
    def spoil(_done, _total, what):
        if what == "tagmanifest-sha256.txt":
            (part,) = (path for path in tmp_path.glob(f"{PREFIX}*") if path.suffix != ".lock")
            victim = part if form == "zip" else part / "data" / "a.bin"
            with victim.open("r+b") as file:
                file.seek(victim.stat().st_size // 2)
                file.write(b"\x00\x01\x02")

    with (
        pytest.raises(EnvironmentProblem) as caught,
        BagWriter(tmp_path / "b.zip", form=form, day=DAY, total=1, job=Job(report=spoil)) as writer,
    ):
        writer.add_bytes("a.bin", b"\xff" * 600_000)
        writer.finish({})
    assert caught.value.code == "package.read_back_differs"
    assert caught.value.parameters["name"] == "data/a.bin"
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    "path", ["../a", "/a", "a//b", "a/./b", "", "C:a", "a\\b", "NUL.txt", "a.", "a?", "~/a", "A", "a/b"]
)
def test_a_careless_path_is_a_defect_of_the_caller(tmp_path, path):
    with BagWriter(tmp_path / "b", form="folder", day=DAY, total=1) as writer:
        writer.add_bytes("a", b"a")
        with pytest.raises(ValueError):
            writer.add_bytes(path, b"")


def test_a_bag_without_payload_is_a_defect_of_the_caller(tmp_path):
    with pytest.raises(ValueError), BagWriter(tmp_path / "b", form="folder", day=DAY, total=0) as writer:
        writer.finish({})
    assert names_in(tmp_path) == []


def test_too_little_room_is_said_before_anything_is_written(tmp_path):
    with (
        pytest.raises(EnvironmentProblem) as caught,
        BagWriter(tmp_path / "b", form="folder", day=DAY, total=1 << 60),
    ):
        pass
    assert caught.value.code == "package.no_room"
    assert names_in(tmp_path) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentProblem) as caught:
        write(tmp_path / "file" / "b")
    assert caught.value.code in {"package.target_gone", "package.not_written"}
