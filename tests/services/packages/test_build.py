"""A package holds the whole term, says what is missing, keeps private things at home, or does not exist."""

import errno
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import bagit
import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader

from edudesk.errors import Cancelled, EnvironmentProblem, UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.adopting import adopt
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.jobs import Job
from edudesk.services.packages.build import Built, build_packages
from edudesk.services.packages.verify import verify
from edudesk.texts import Texts
from tests.services.conftest import Filled
from tests.services.packages.handing import (
    EXTRA_PHONE,
    IDENTITY,
    LATER,
    OFFICE,
    PHONE,
    RARE,
    TERM,
    TODAY,
    picture,
)
from tests.services.schemes.scoring import table

COMMUNITY = "明德—石榴湾结对"


@pytest.fixture
def archive(term_archive: Archive) -> Archive:
    return term_archive


@pytest.fixture
def ids(term_ids: Mapping[str, RecordId]) -> Mapping[str, RecordId]:
    return term_ids


def build(archive: Archive, to: Path, **asked: Any) -> Built:
    wanted: dict[str, Any] = {"community_id": COMMUNITY, "texts": Texts("zh"), **asked}
    (built,) = build_packages(archive, TERM, to, now=LATER, today=TODAY, **wanted)
    return built


@pytest.fixture(scope="module")
def usual(term_filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the package of the archive as it is; nobody changes it."""
    place = tmp_path_factory.mktemp("usual")
    with open_archive(shutil.copytree(term_filled[0], place / "archive"), LATER) as opened:
        return build(opened, place / "out")


def payload(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as zipped:
        files = {name.partition("/")[2]: zipped.read(name) for name in zipped.namelist()}
    return {name.removeprefix("data/"): data for name, data in files.items() if name.startswith("data/")}


def all_words(files: Mapping[str, bytes]) -> str:
    """Return everything that can be read in the files, and their names."""
    words = list(files)
    for name, data in files.items():
        if name.endswith(".pdf"):
            reader = PdfReader(io.BytesIO(data))
            words += [page.extract_text() for page in reader.pages] + [str(reader.metadata)]
        elif name.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(io.BytesIO(data)):
                words += [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        elif name.endswith((".json", ".txt")):
            words.append(data.decode("utf-8"))
    return "\n".join(words)


def test_the_package_is_a_bag_that_both_verifiers_accept(usual, archive, ids, tmp_path):
    assert verify(usual.path).valid
    with zipfile.ZipFile(usual.path) as zipped:
        zipped.extractall(tmp_path / "unpacked")
    (bag,) = (tmp_path / "unpacked").iterdir()
    assert bagit.Bag(str(bag)).is_valid()
    folder = build(archive, tmp_path / "folders", form="folder")
    assert verify(folder.path).valid
    assert folder.path.is_dir()


def test_its_name_and_its_folders_are_those_people_look_for(usual):
    assert usual.path.name == "明德实验小学2025-2026学年第一学期明德—石榴湾结对上报材料20260120.zip"
    names = set(payload(usual.path))
    lesson = "04-活动记录/01-20251015-送教-送教：古诗两首"
    assert {
        "01-组织与协议/共同体基本情况.pdf",
        "01-组织与协议/帮扶协议-结对帮扶协议.pdf",
        "02-计划/第一学期工作计划.pdf",
        "03-台账/工作台账.xlsx",
        f"{lesson}/活动记录表.pdf",
        f"{lesson}/照片页.pdf",
        f"{lesson}/IMG_20251015_092000.jpg",
        f"{lesson}/签到表.txt",
        "06-交流教师/交流教师汇总表.pdf",
        "07-总结/说明.txt",
        "08-考核自查/考核自查表.pdf",
        "09-备考/备考表.pdf",
        "09-备考/缺项清单.pdf",
        "edudesk/records.json",
        "目录.pdf",
        "目录.xlsx",
    } <= names
    assert not [name for name in names if name.startswith("05-")], "nothing is invented for an empty folder"
    assert not [name for name in names if "春季" in name or "误录" in name]
    assert all(len((usual.path.stem + "/data/" + name).encode("utf-16-le")) < 400 for name in names)


def test_every_evidence_file_is_there_as_original_or_as_the_copy_that_is_told(usual, ids):
    files = payload(usual.path)
    told = json.loads(files["edudesk/records.json"])["files"]
    assert {one["evidence"] for one in told} == {
        ids[name] for name in ("gps", "photo", "sign-in", "record", "certificate")
    }
    for one in told:
        sent = one["rendition"] if one["state"] == "rendition" else one["original"]
        data = files[one["path"].removeprefix("data/")]
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (sent["sha256"], sent["size"])
    states = {one["evidence"]: one["state"] for one in told}
    assert states[ids["gps"]] == "rendition"
    assert states[ids["photo"]] == "original"


def test_no_picture_tells_where_it_was_taken_and_no_pixel_is_changed(usual):
    files = payload(usual.path)
    pictures = [data for name, data in files.items() if name.endswith(".jpg")]
    assert len(pictures) == 2
    for data in pictures:
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif().get_ifd(0x8825)
            assert image.getexif().get_ifd(0x8769)[0x9003] == "2025:10:15 09:20:00"
    (stripped,) = [data for name, data in files.items() if name.endswith("IMG_20251015_092000.jpg")]
    with Image.open(io.BytesIO(stripped)) as sent, Image.open(io.BytesIO(picture(gps=True))) as original:
        assert sent.tobytes() == original.tobytes()


def test_private_numbers_are_in_no_file_and_no_name(usual):
    words = all_words(payload(usual.path))
    for secret in (PHONE, OFFICE, IDENTITY, EXTRA_PHONE):
        assert secret not in words
    assert "A-17" in words, "what is not private travels"


def test_rare_characters_are_found_in_the_papers(usual):
    # What no bundled font can draw is told; it can be searched for all the same.
    assert set(usual.missing_characters) <= set("㐂龘𠮷𪚥")
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    for name, data in payload(usual.path).items():
        if name.endswith("01-20251015-送教-送教：古诗两首/活动记录表.pdf"):
            text = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout
            assert RARE in text.decode("utf-8")
            return
    pytest.fail("there is no record sheet")


def test_gaps_are_told_everywhere_and_do_not_prevent_the_package(archive, ids, tmp_path):
    archive.store.path(records.get(archive, ids["record"]).content["sha256"]).unlink()
    archive.store.path(records.get(archive, ids["photo"]).content["sha256"]).write_bytes(b"damaged")
    built = build(archive, tmp_path / "out")
    files = payload(built.path)
    assert verify(built.path).valid
    told = json.loads(files["edudesk/records.json"])
    assert told["gaps"] == list(built.gaps)
    assert any("录音.txt”（2025-11-20 讲座" in gap for gap in built.gaps), "the gap names the record"
    states = {one["evidence"]: one["state"] for one in told["files"]}
    assert (states[ids["record"]], states[ids["photo"]]) == ("missing", "damaged")
    for wanted in ("录音.txt", "听课.jpg", "总结", "未登记的座谈", f"{RARE}的交流", "结对帮扶协议”尚未附"):
        assert any(wanted in gap for gap in built.gaps), wanted
    for paper in ("08-考核自查/考核自查表.pdf", "09-备考/备考表.pdf", "09-备考/缺项清单.pdf"):
        assert "听课.jpg" in all_words({paper: files[paper]}).replace("\n", "")
    info = verify(built.path).about("Internal-Sender-Description")
    assert f"缺项 {len(built.gaps)} 项" in info


def test_the_hand_over_is_entered_with_what_was_handed_over(archive, ids, tmp_path):
    built = build(archive, tmp_path / "out", form="folder")
    entered = records.get(archive, built.handover_id).content
    tag_manifest = (built.path / "tagmanifest-sha256.txt").read_bytes()
    assert entered["manifest_hash"] == hashlib.sha256(tag_manifest).hexdigest()
    assert (entered["term"], entered["edition"], entered["gaps"]) == (TERM, "full", len(built.gaps))
    assert entered["community_id"] == ids["community"]
    assert entered["results"]["rules"]
    assert (built.files, built.bytes) == (verify(built.path).files, verify(built.path).bytes)


def test_each_community_has_a_package_of_its_own(archive, ids, tmp_path):
    built = build_packages(archive, TERM, tmp_path / "out", now=LATER, today=TODAY)
    assert len(built) == len(list((tmp_path / "out").iterdir())) == 2
    first, second = (json.loads(payload(one.path)["edudesk/records.json"]) for one in built)
    assert (first["community"], second["community"]) == (ids["community"], ids["second"])
    assert ids["lesson"] not in {one["id"] for one in second["records"]}


def test_the_gaps_are_said_in_the_readers_language(archive, ids, tmp_path):
    built = build(archive, tmp_path / "out", texts=Texts("en"))
    assert "There is no summary of this term yet." in built.gaps
    assert "本学期的总结尚未撰写。" in json.loads(payload(built.path)["edudesk/records.json"])["gaps"]


def entered(archive: Archive) -> int:
    return len(records.all_of(archive, "handover"))


@pytest.mark.parametrize("form", ["zip", "folder"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95])
def test_stopping_leaves_nothing(archive, ids, tmp_path, form, share):
    seen: list[float] = []

    def report(done: int, total: int, what: str) -> None:
        seen.append(done / total if total else 0.0)

    job = Job(report, lambda: seen[-1] >= share)
    with pytest.raises(Cancelled):
        build(archive, tmp_path / "out", form=form, job=job)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
    assert entered(archive) == 0


def test_a_full_disk_leaves_nothing(archive, ids, tmp_path, monkeypatch):
    out, fsync = tmp_path / "out", os.fsync

    def full(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().is_relative_to(out):
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    if sys.platform != "linux":
        pytest.skip("the system does not tell which file is flushed")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as failure:
        build(archive, out)
    assert failure.value.code == "package.disk_full"
    assert not list(out.iterdir())
    assert entered(archive) == 0


def test_when_the_second_package_fails_the_first_is_taken_back(archive, ids, tmp_path):
    finished: list[str] = []

    def report(done: int, total: int, what: str) -> None:
        finished.extend(path.name for path in (tmp_path / "out").glob("*.zip"))

    with pytest.raises(Cancelled):
        build_packages(
            archive,
            TERM,
            tmp_path / "out",
            now=LATER,
            today=TODAY,
            job=Job(report, lambda: len(set(finished)) == 1),
        )
    assert finished
    assert not list((tmp_path / "out").iterdir())
    assert entered(archive) == 0


def test_a_term_or_community_that_is_none_is_said(archive, ids, tmp_path):
    with pytest.raises(UserError):
        build(archive, tmp_path / "out", community_id="没有的共同体")
    with pytest.raises(UserError):
        build_packages(archive, "spring", tmp_path / "out", now=LATER, today=TODAY)


def test_an_assessment_has_its_sheet_and_travels_with_the_figures_of_its_year(archive, ids, tmp_path):
    own = {"community_id": ids["community"], "school_year": 2025}
    lines = (
        {"indicator": "1.1", "score": Decimal(0), "note": "缺签到表"},
        {"indicator": "2.3", "score": Decimal(0), "count": Decimal(2)},
    )
    links = ({"indicator": "1.1", "about_id": ids["lesson"]},)
    table = {"title": "年度自查", "sheet": "main", "part": "self", "lines": lines, "links": links}
    rank = {"name": "排名", "code": "rank", "value": Decimal(3)}
    with change(archive, "assessment.create", LATER) as writing:
        made = {
            writing.create("assessment", own | table),
            writing.create("figure", own | rank),
            writing.create("figure", rank | {"community_id": ids["community"]}),
        }
        other = {
            writing.create("figure", own | rank | {"school_year": 2024}),
            writing.create("assessment", own | table | {"community_id": ids["second"]}),
        }
    files = payload(build(archive, tmp_path / "out").path)
    told = {one["id"] for one in json.loads(files["edudesk/records.json"])["records"]}
    assert made <= told
    assert not other & told
    sheet = "08-考核自查/考核自查-年度自查.pdf"
    words = all_words({sheet: files[sheet]})
    assert all(word in words for word in ("自评", "1.1", "2.3", "得分", "缺签到表", "送教：古诗两首"))


def test_a_deleted_file_travels_as_a_tombstone_only(archive, ids, tmp_path):
    with change(archive, "evidence.delete", LATER) as writing:
        writing.delete(ids["photo"])
    files = payload(build(archive, tmp_path / "out").path)
    assert not [name for name in files if name.endswith("听课.jpg")]
    told = json.loads(files["edudesk/records.json"])
    assert ids["photo"] not in {one["evidence"] for one in told["files"]}
    (kept,) = [one for one in told["records"] if one["id"] == ids["photo"]]
    assert kept["heads"][0]["deleted"]


def test_the_assessment_tables_lie_with_the_self_check(usual, archive, ids, tmp_path):
    without = payload(usual.path)
    assert not [name for name in without if "考核评分表" in name]
    text = table('figure = "mark"\n')
    adopt(archive, ids["community"], text, since=date(2025, 9, 1), settings={}, now=LATER)
    files = payload(build(archive, tmp_path / "after").path)
    name = "08-考核自查/考核评分表.pdf"
    assert name in files
    said = "".join(all_words({name: files[name]}).split())
    for words in ("考核评分表", "得分—", "还没填", "自身得分", "计算过程"):
        assert words in said, words
