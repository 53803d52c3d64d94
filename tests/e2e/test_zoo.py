"""What schools' files really look like, and what damaged and hostile ones do: all of them made here."""

import io
import json
import os
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, PngImagePlugin

from edudesk.errors import EduDeskError
from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.attaching import attach
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.packages.verify import verify
from edudesk.texts import Texts
from tests.e2e.test_hostile import plain, run, state_of

NOW = datetime(2025, 9, 20, tzinfo=UTC)
HEADINGS = ["姓名", "性别", "学校", "职称", "出生年月"]
PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zoo") / "archive"
    with (
        found_archive(folder, {"name": "明德实验小学"}, NOW) as archive,
        change(archive, "activity.create", NOW) as writing,
    ):
        writing.create("school", {"name": "云岭镇中心小学"})
        writing.create("activity", {"topic": "教研", "state": "held", "starts_on": date(2025, 9, 18)})
    return folder


@pytest.fixture
def place(founded: Path, tmp_path: Path) -> Path:
    """Return an archive of the test's own that was opened once where it lies."""
    folder = tmp_path / "archive"
    shutil.copytree(founded, folder)
    open_archive(folder, NOW).close()
    return folder


def one_sheet(title: str = "教师") -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(title)


def roster(*rows: Sequence[object], title: str = "教师") -> bytes:
    book, sheet = one_sheet(title)
    for row in rows:
        sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def people(*names: str) -> bytes:
    return roster(HEADINGS, *([name, "女", "明德实验小学", "一级教师", "1985-03"] for name in names))


def edited(part: str, edit: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(people("林晓岚"))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


def offer(place: Path, path: Path, *more: str) -> tuple[int, str]:
    return run("import", "--archive", str(place), str(path), *more)


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


SHEET = "xl/worksheets/sheet1.xml"
BAD_TABLES: dict[str, Callable[[], bytes]] = {
    "cut.xlsx": lambda: people("林晓岚")[:-40],
    "entities.xlsx": lambda: edited(SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml),
    "half-sheet.xlsx": lambda: edited(SHEET, lambda xml: xml[: len(xml) // 2]),
    "far-row.xlsx": lambda: edited(SHEET, lambda xml: xml.replace(b'r="A2"', b'r="A2000000"')),
    "swollen.xlsx": lambda: edited(SHEET, lambda xml: xml + b" " * 210_000_000),
    "only-headings.xlsx": lambda: roster(HEADINGS),
    "huge-number.xlsx": lambda: roster(["日期", "主题", "课时"], ["2025-09-08", "教研", 1e308]),
    "long-name.xlsx": lambda: people("林" * 30_000),
    "shown-as-date.xlsx": lambda: roster(
        ["姓名", "性别", "参加工作时间"], ["林晓岚", "女", datetime(1900, 1, 3)]
    ),
    "long-cell.csv": ("姓名,性别\r\n" + "林" * 300_000 + ",女\r\n").encode,
    "open-quote.csv": '姓名,性别\r\n"林晓岚,女\r\n'.encode,
    "nul.csv": "姓名,性别\r\n林晓岚\0,女\r\n".encode,
    "web.xls": "<html><table><tr><td>姓名</td></tr></table></html>".encode,
    "foreign.ods": lambda: b"PK\x03\x04" + bytes(60),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_bad_table_is_refused_in_plain_words_and_changes_nothing(place, tmp_path, name):
    path = written(tmp_path / name, BAD_TABLES[name]())
    before = state_of(place)
    status, words = offer(place, path)
    assert status == 2
    plain(words)
    assert max(map(len, words.splitlines())) < 400
    assert state_of(place) == before


@PIPES
def test_nothing_waits_for_ever_on_a_pipe(place, tmp_path):
    table, text = tmp_path / "x.csv", tmp_path / "x.toml"
    os.mkfifo(table)
    os.mkfifo(text)
    before = state_of(place)
    for arguments in (
        ("import", "--archive", str(place), str(table)),
        ("new", "--archive", str(tmp_path / "new"), "--from", str(text)),
        ("scheme", "check", str(text)),
        ("verify", str(table)),
    ):
        status, words = run(*arguments)
        assert status in (1, 2, 3)
        plain(words)
    assert state_of(place) == before


def test_a_name_in_no_encoding_and_a_loop_of_links_are_told_in_chinese(place, tmp_path):
    loop = tmp_path / "loop.xlsx"
    try:
        loop.symlink_to("loop.xlsx")
    except OSError:
        pytest.skip("this system makes no links here")
    status, words = offer(place, loop)
    assert status == 3
    assert "symbolic" not in words
    if sys.platform == "linux":
        odd = tmp_path / os.fsdecode(b"\xff\xfe.csv")
        odd.write_text("姓名,性别\n林晓岚,女\n", encoding="utf-8")
        assert offer(place, odd)[0] == 0


def test_hidden_sheets_are_named(place, tmp_path):
    book, sheet = one_sheet("旧名单")
    sheet.append(HEADINGS)
    sheet.append(["林晓岚", "女"])
    sheet.sheet_state = "hidden"
    book.create_sheet("空")
    book.save(tmp_path / "hidden.xlsx")
    assert "隐藏" in offer(place, tmp_path / "hidden.xlsx")[1]
    spare = book.worksheets[1]
    spare.append(HEADINGS)
    spare.append(["周敏", "女", "明德实验小学"])
    book.save(tmp_path / "hidden.xlsx")
    status, words = offer(place, tmp_path / "hidden.xlsx")
    assert status == 0
    assert "旧名单" in words


def test_what_hides_or_turns_words_does_not_come_in(place, tmp_path):
    path = written(tmp_path / "odd.csv", "姓名,性别\r\n\u202e林\u200e晓岚,女\r\n".encode())
    assert offer(place, path)[0] == 0
    with open_archive(place, NOW) as archive:
        assert [person.content["name"] for person in records.all_of(archive, "person")] == ["林晓岚"]


def test_a_roster_as_schools_keep_it(place, tmp_path):
    book, sheet = one_sheet()
    sheet.append(["明德实验小学2025-2026学年教职工花名册"])
    sheet.merge_cells("A1:E1")
    sheet.append(["填表人：周敏      2025年9月10日"])
    heads = ["序号", "姓 名", "性别", "职 称", "备注"]
    for row in (
        heads,
        [1, "林 岚", "女", "中小学一级教师", ""],
        [None] * 5,
        [2, "周敏", "女", "小教高级", "产假"],
    ):
        sheet.append(row)
    for row in (
        ["合计", 2],
        ["二、临聘教师"],
        heads,
        [1, "吴临", "男", "未定级", ""],
        ["注：本表一式两份。"],
    ):
        sheet.append(row)
    book.save(tmp_path / "花名册.xlsx")
    status, words = offer(place, tmp_path / "花名册.xlsx")
    assert status == 0, words
    with open_archive(place, NOW) as archive:
        names = [person.content["name"] for person in records.all_of(archive, "person")]
    assert sorted(names) == ["吴临", "周敏", "林岚"]
    shutil.copy(tmp_path / "花名册.xlsx", tmp_path / "花名册 - 副本.xlsx")
    assert "新增 0，更新 0" in offer(place, tmp_path / "花名册 - 副本.xlsx")[1]


def test_a_school_said_to_be_a_known_one_stays_so(place, tmp_path):
    known = written(tmp_path / "a.xlsx", roster(["姓名", "学校", "性别"], ["何静", "云岭镇中心小学", "女"]))
    assert offer(place, known)[0] == 0
    other = written(tmp_path / "b.xlsx", roster(["姓名", "学校", "性别"], ["何静", "云岭镇中心校", "女"]))
    status, words = offer(place, other)
    assert status == 2
    assert "--near same" in words
    assert offer(place, other, "--near", "same")[0] == 0
    again = state_of(place)
    assert offer(place, other)[0] == 0
    assert state_of(place) == again
    with open_archive(place, NOW) as archive:
        assert len(records.all_of(archive, "person")) == 1


def test_a_missing_column_is_told_once_and_can_be_named(place, tmp_path):
    path = written(tmp_path / "a.xlsx", roster(["人名", "学校", "性别"], ["何静", "云岭镇中心小学", "女"]))
    before = state_of(place)
    status, words = offer(place, path, "--dry-run", "--column", "人名=姓名")
    assert status == 0
    assert state_of(place) == before
    status, words = offer(place, path)
    assert status == 2
    assert "没有找到“姓名”这一列" in words
    assert offer(place, path, "--column", "人名=姓名")[0] == 0
    assert "已有 1" in offer(place, path)[1]


def flipped(content: bytes, at: int) -> bytes:
    spoiled = bytearray(content)
    spoiled[at] ^= 0x10
    return bytes(spoiled)


def noisy(kind: str, **more: object) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((64, 48), 80).convert("RGB").save(made, kind, **more)
    return made.getvalue()


def bomb() -> bytes:
    about = PngImagePlugin.PngInfo()
    about.add_text("a", "b" * 200_000_000, zip=True)
    return noisy("PNG", pnginfo=about)


def claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


BAD_EVIDENCE: dict[str, Callable[[], bytes]] = {
    "flipped.png": lambda: flipped(noisy("PNG"), 4000),
    "cut.png": lambda: noisy("PNG")[:-3000],
    "cut.jpg": lambda: noisy("JPEG")[:-400],
    "claims.png": lambda: claims(2**31 - 1, 2**31 - 1),
    "swells.png": bomb,
    "flipped.xlsx": lambda: flipped(people("林晓岚"), 3000),
    "page.jpg": lambda: b"<html></html>",
    "locked.jpg": lambda: b"%PDF-1.4\n" + noisy("JPEG"),
}


def test_bad_evidence_is_refused_and_leaves_nothing(place, tmp_path):
    files = {name: written(tmp_path / name, make()) for name, make in BAD_EVIDENCE.items()}
    with open_archive(place, NOW) as archive:
        (activity,) = records.all_of(archive, "activity")
        for name, path in files.items():
            with pytest.raises(EduDeskError) as caught:
                attach(archive, activity.id, path, NOW)
            plain(Texts("zh").present(caught.value))
            assert list(archive.store.all()) == [], name
        assert records.all_of(archive, "evidence") == ()


def test_odd_but_sound_pictures_are_taken(place, tmp_path):
    made = {
        "cmyk.jpg": Image.new("CMYK", (40, 30)),
        "deep.png": Image.new("I;16", (40, 30), 30_000),
        "dot.png": Image.new("RGB", (1, 1)),
        "strip.jpg": Image.new("RGB", (30_000, 10)),
        "palette.gif": Image.new("P", (40, 30)),
    }
    with open_archive(place, NOW) as archive:
        (activity,) = records.all_of(archive, "activity")
        for name, image in made.items():
            image.save(tmp_path / name)
            assert attach(archive, activity.id, tmp_path / name, NOW).evidence_id


BAG = {
    "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    "manifest-md5.txt": b"5d41402abc4b2a76b9719d911017c592  data/a.txt\n",
    "data/a.txt": b"hello",
}


def streamed(size_told: bool) -> bytes:
    """Return the bag as programs zip it that cannot go back: lengths behind the content."""
    made, directory = b"", b""
    for name, content in BAG.items():
        raw, sums = f"x/{name}".encode(), (zlib.crc32(content), len(content), len(content))
        told = (0, 0, len(content) if size_told else 0)
        head = (8, 0, 0, 0)
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, *head, *sums, len(raw), 0, 0, 0, 0, 0, len(made)
        )
        directory += raw
        made += struct.pack("<4s5H3I2H", b"PK\3\4", 20, *head, *told, len(raw), 0) + raw + content
        made += struct.pack("<4s3I", b"PK\7\x08", *sums)
    end = (0, 0, len(BAG), len(BAG), len(directory), len(made), 0)
    return made + directory + struct.pack("<4s4H2IH", b"PK\5\6", *end)


@pytest.mark.parametrize("size_told", [True, False])
def test_a_bag_zipped_as_a_stream_is_valid(tmp_path, size_told):
    path = written(tmp_path / "bag.zip", streamed(size_told))
    assert verify(path).valid


def test_a_bag_compressed_otherwise_says_so(tmp_path):
    with zipfile.ZipFile(tmp_path / "bag.zip", "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in BAG.items():
            archive.writestr(name, content)
    assert "package.zip_method" in {finding.code for finding in verify(tmp_path / "bag.zip").errors}


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_in_no_encoding_and_a_line_without_end_are_told(tmp_path):
    for name, content in BAG.items():
        path = tmp_path / "bag" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "bag" / "data" / os.fsdecode(b"\xff.txt")).touch()
    with (tmp_path / "bag" / "manifest-md5.txt").open("ab") as file:
        file.write(b"0" * 32 + b"  data/" + b"a" * 1_000_000 + b"\n")
    status, words = run("verify", str(tmp_path / "bag"))
    assert status == 1
    assert max(map(len, words.splitlines())) < 2000
    words.encode()


BAD_TOML = {
    "deep": "a = " + "[" * 50_000,
    "digits": "a = " + "9" * 5_000,
    "dots": ".".join("a" * 50_000) + " = 1",
    "date": "a = 2025-13-45",
    "quotes": '[school]\nname = "云杉小学',
    "twice": "[school]\nname = 'a'\n[school]\n",
    "nul": "a = 1\0",
}


@pytest.mark.parametrize("name", BAD_TOML)
def test_bad_toml_is_told_with_its_place_and_no_english(tmp_path, name):
    path = written(tmp_path / "a.toml", BAD_TOML[name])
    status, words = run("new", "--archive", str(tmp_path / "new"), "--from", str(path))
    assert status == 2
    assert words.startswith("设置文件第")
    assert not (tmp_path / "new").exists()
    status, words = run("scheme", "check", str(path))
    assert status == 1
    assert "行" in words
    assert "?" not in words


@pytest.mark.parametrize(
    "value", ["9223372036854775808", "['a']", "1e400", "true", "2025-09-01", "{ a = 1 }"]
)
def test_a_wrong_value_in_a_setup_file_is_told(tmp_path, value):
    path = written(tmp_path / "a.toml", f"[author]\nname = {value}\n[school]\nname = '云杉小学'\n")
    status, words = run("new", "--archive", str(tmp_path / "new"), "--from", str(path))
    assert status == 2
    plain(words)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("value", [None, 5, "x", [], [[]], {"a": None}, {"evidence/..": {"size": 1}}])
def test_a_backup_that_lies_about_its_files_is_refused(place, tmp_path, value):
    (tmp_path / "to").mkdir()
    assert run("backup", "--archive", str(place), "--to", str(tmp_path / "to"))[0] == 0
    (backup,) = (tmp_path / "to").iterdir()
    told = json.loads((backup / "backup.json").read_bytes())
    (backup / "backup.json").write_text(json.dumps(told | {"files": value}), encoding="utf-8")
    before = state_of(place)
    for more in (("--archive", str(tmp_path / "new")), ("--archive", str(place), "--over")):
        status, words = run("restore", str(backup), *more)
        assert status == 2
        plain(words)
    assert not (tmp_path / "new").exists()
    assert state_of(place) == before


@PIPES
def test_a_pipe_in_a_backup_is_damage(place, tmp_path):
    (tmp_path / "to").mkdir()
    run("backup", "--archive", str(place), "--to", str(tmp_path / "to"))
    (backup,) = (tmp_path / "to").iterdir()
    (backup / "edudesk-backup.db").unlink()
    os.mkfifo(backup / "edudesk-backup.db")
    assert run("restore", str(backup), "--archive", str(tmp_path / "new"))[0] == 2


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs a system that can take the network away")
def test_an_archive_stays_as_it_is_on_a_machine_without_network(place, tmp_path):
    program = [sys.executable, "-m", "edudesk", "import", "--archive", str(place), str(tmp_path / "none.csv")]
    command = ["unshare", "--user", "--net", *program]
    first = subprocess.run(command, capture_output=True, check=False, timeout=60)
    if first.returncode != 2:
        pytest.skip("this user may not take the network away")
    before = state_of(place)
    subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert state_of(place) == before
