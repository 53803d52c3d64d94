"""The e-mail edition: pictures reduced, in parts that are whole bags, all of them or none."""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image

from edudesk.errors import Cancelled, UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.attaching import attach
from edudesk.services.evidence.renditions import best
from edudesk.services.founding import found_archive
from edudesk.services.jobs import Job
from edudesk.services.packages.build import Built
from edudesk.services.packages.editions import Edition, email, parse_size, say_size
from edudesk.services.packages.verify import verify
from edudesk.services.safety.check import check
from tests.services.conftest import Filled
from tests.services.packages.handing import LATER, NOW, picture
from tests.services.packages.test_build import all_words, build, payload
from tests.services.receiving.packing import receive

PART = 1_000_000


@pytest.fixture(scope="module")
def large(term_filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an archive with files that no single part of a megabyte holds."""
    place, about = tmp_path_factory.mktemp("large"), term_filled[1]["lesson"]
    with open_archive(shutil.copytree(term_filled[0], place / "archive"), NOW) as archive:
        for number in range(4):
            large = place / f"课件{number}.txt"
            large.write_bytes(os.urandom(200_000).hex().encode())
            attach(archive, about, large, LATER)
        noisy = Image.frombytes("RGB", (2400, 1800), os.urandom(2400 * 1800 * 3)).resize((2400, 1800))
        exif = Image.open(io.BytesIO(picture(gps=True))).getexif()
        noisy.save(place / "大图.jpg", "JPEG", quality=95, exif=exif)
        attach(archive, about, place / "大图.jpg", LATER)
        return archive.folder


@pytest.fixture
def archive(large: Path, tmp_path: Path) -> Iterator[Archive]:
    with open_archive(shutil.copytree(large, tmp_path / "archive"), NOW) as opened:
        yield opened


@pytest.fixture
def ids(term_ids: Mapping[str, RecordId]) -> Mapping[str, RecordId]:
    return term_ids


def in_parts(archive: Archive, to: Path, edition: Edition, **asked: object) -> Built:
    return build(archive, to, edition=edition, **asked)


def test_every_part_is_a_bag_below_the_size_with_all_records(archive, ids, tmp_path):
    built = in_parts(archive, tmp_path / "out", email(max_part=PART, edge=800))
    count = len(built.parts)
    assert count > 1
    base = "明德实验小学2025-2026学年第一学期明德—石榴湾结对上报材料20260120"
    assert [one.name for one in built.parts] == [f"{base}-{n}of{count}.zip" for n in range(1, count + 1)]
    files = [payload(one) for one in built.parts]
    told = json.loads(files[0]["edudesk/records.json"])
    assert (told["edition"], told["parts"]) == ("email", count)
    where = {one["path"].removeprefix("data/"): one["part"] for one in told["files"]}
    for number, (path, held) in enumerate(zip(built.parts, files, strict=True), 1):
        verdict = verify(path)
        assert verdict.valid
        assert verdict.about("Bag-Count") == f"{number} of {count}"
        assert path.stat().st_size <= PART
        assert held["edudesk/records.json"] == files[0]["edudesk/records.json"]
        assert {name for name in where if name in held} == {n for n, part in where.items() if part == number}
    assert len(set(where.values())) > 1


def test_papers_say_in_words_where_the_rest_lies(archive, ids, tmp_path):
    built = in_parts(archive, tmp_path / "out", email(max_part=PART, edge=800))
    first, second = (payload(one) for one in built.parts[:2])
    words = all_words({name: first[name] for name in ("目录.xlsx", "说明.txt")})
    assert "在第 2 个包" in words
    assert "第 2 个包：04-活动记录/01-20251015-送教-送教：古诗两首" in words
    assert second["目录.pdf"] == first["目录.pdf"]
    assert f"第 2 个包，共 {len(built.parts)} 个" in second["说明.txt"].decode("utf-8-sig")
    everything = {name: data for one in built.parts for name, data in payload(one).items()}
    statement = all_words({"s.pdf": everything["09-备考/备考表.pdf"]}).replace("\n", "")
    assert "长边不超过 800 像素" in statement


def test_pictures_are_reduced_and_carry_nothing_but_pixels(archive, ids, tmp_path):
    built = in_parts(archive, tmp_path / "out", email(edge=800, quality=70))
    assert len(built.parts) == 1, "what fits into one part is one package"
    assert "of" not in built.path.stem
    files = payload(built.path)
    assert "说明.txt" not in files
    (name,) = [one for one in files if one.endswith("大图.jpg")]
    with Image.open(io.BytesIO(files[name])) as sent:
        assert max(sent.size) == 800
        assert not sent.getexif()
    told = {one["evidence"]: one for one in json.loads(files["edudesk/records.json"])["files"]}
    assert told[ids["gps"]]["state"] == "rendition"
    for one in told.values():
        assert "part" not in one


def test_a_file_larger_than_a_part_is_told_before_anything_is_written(archive, ids, tmp_path):
    film = tmp_path / "公开课.txt"
    film.write_bytes(os.urandom(900_000).hex().encode())
    large = attach(archive, ids["talk"], film, LATER).evidence_id
    with pytest.raises(UserError) as refused:
        in_parts(archive, tmp_path / "out", email(max_part=PART, edge=800))
    assert refused.value.code == "editions.file-too-large"
    assert refused.value.parameters == {"name": "公开课.txt", "size": "1.8 MB", "part": "1 MB", "count": 1}
    assert not (tmp_path / "out").exists()
    built = in_parts(archive, tmp_path / "out", email(max_part=PART, edge=800, leave_out=True))
    files = payload(built.path)
    told = {one["evidence"]: one for one in json.loads(files["edudesk/records.json"])["files"]}
    assert told[large]["state"] == "left-out"
    assert "path" not in told[large]
    assert any("公开课.txt" in gap and "U 盘" in gap for gap in built.gaps)
    assert "超过邮件版单个包的上限" in all_words({"目录.xlsx": files["目录.xlsx"]})


def test_parts_too_small_for_the_lists_are_refused(archive, ids, tmp_path):
    with pytest.raises(UserError) as refused:
        in_parts(archive, tmp_path / "out", Edition("email", 800, 82, 300_000, leave_out=True))
    assert refused.value.code == "editions.part-too-small"
    with pytest.raises(UserError, match=r"editions\.part-size"):
        email(max_part=900_000)


def test_a_set_is_one_hand_over_and_none_when_it_is_stopped(archive, ids, tmp_path):
    out = tmp_path / "out"
    job = Job(cancelled=lambda: len(list(out.glob("*.zip"))) == 2)
    with pytest.raises(Cancelled):
        in_parts(archive, out, email(max_part=PART, edge=800), job=job)
    assert not list(out.iterdir())
    assert not records.all_of(archive, "handover")
    built = in_parts(archive, out, email(max_part=PART, edge=800))
    (entered,) = records.all_of(archive, "handover")
    assert entered.content["edition"] == "email"
    assert entered.content["name"].endswith(f"（共 {len(built.parts)} 个包）")
    assert len(entered.content["manifest_hash"].split()) == len(built.parts)


def test_a_receiver_takes_the_parts_in_one_by_one(archive, ids, tmp_path):
    built = in_parts(archive, tmp_path / "out", email(max_part=PART, edge=800))
    told = json.loads(payload(built.path)["edudesk/records.json"])["files"]
    holder = {"name": "石榴湾镇中心小学", "kind": "primary"}
    with found_archive(tmp_path / "theirs", holder, LATER, author="罗长庚") as theirs:
        for part in built.parts:
            receive(theirs, part)
        here = [best(theirs, one["original"]["sha256"]) for one in told]
        assert all(theirs.store.check(one.sha256) == "sound" for one in here)
        assert [one.rendition for one in here] == [one["state"] == "rendition" for one in told]
        assert check(theirs).sound


def test_a_folder_can_be_in_parts_too(archive, ids, tmp_path):
    built = in_parts(archive, tmp_path / "out", email(max_part=PART, edge=800), form="folder")
    assert all(one.is_dir() and verify(one).valid for one in built.parts)


@pytest.mark.parametrize(
    ("text", "size"), [("20MB", 20_000_000), ("1.5 gb", 1_500_000_000), ("900k", 900_000), ("1000000", PART)]
)
def test_sizes_are_read_as_people_write_them(text, size):
    assert parse_size(text) == size


def test_what_is_no_size_is_said():
    with pytest.raises(UserError, match=r"editions\.size"):
        parse_size("twenty")
    assert (say_size(20_000_000), say_size(1_749_999)) == ("20 MB", "1.8 MB")


def test_the_zip_is_no_larger_than_reckoned(archive, ids, tmp_path):
    built = in_parts(archive, tmp_path / "out", email(edge=800))
    with zipfile.ZipFile(built.path) as zipped:
        assert built.path.stat().st_size > sum(one.file_size for one in zipped.infolist())
