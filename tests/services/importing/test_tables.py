"""Any file offered as a table is read, or refused in one plain sentence."""

import io
import struct
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from edudesk.errors import Cancelled, EduDeskError, UserError
from edudesk.services.importing.cellvalues import CellError
from edudesk.services.importing.tables import read_tables
from edudesk.services.jobs import Job
from edudesk.texts import Texts


def refused(path) -> str:
    with pytest.raises(EduDeskError) as error:
        read_tables(path)
    for language in ("zh", "en"):
        assert path.name in Texts(language).present(error.value)
    return error.value.code


def workbook(path, fill):
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


def rewritten(source, target, change):
    """Copy a zipped workbook with its parts changed by ``change(name, bytes)``."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


@pytest.fixture
def simple(tmp_path):
    def fill(book):
        book.active.append(["姓名", "年龄"])
        book.active.append(["林晓岚", 41])

    return workbook(tmp_path / "simple.xlsx", fill)


def test_values_come_plain(tmp_path):
    def fill(book):
        sheet = book.active
        sheet.title = "台账"
        sheet["B3"] = "一览表"
        sheet.merge_cells("B3:D3")
        sheet["B4"], sheet["C4"], sheet["D4"] = 3.0, 1.5, True
        sheet["B5"], sheet["C5"], sheet["D5"] = date(2025, 9, 3), datetime(2025, 9, 3, 8, 30), time(8, 30)
        sheet["B6"], sheet["C6"], sheet["D6"] = timedelta(hours=30), "　有空白\u00a0", "=1+1"
        sheet["B7"], sheet["C7"] = "#N/A", "   "
        sheet["B7"].data_type = "e"
        sheet["D1048576"].number_format = "0"
        book.create_sheet("空")
        book.create_sheet("藏").sheet_state = "hidden"

    book = read_tables(workbook(tmp_path / "a.xlsx", fill))
    (sheet,) = book.sheets
    assert (sheet.name, sheet.first_row, book.hidden) == ("台账", 3, ("藏",))
    assert sheet.rows == (
        (None, "一览表", "一览表", "一览表"),
        (None, 3, 1.5, True),
        (None, date(2025, 9, 3), datetime(2025, 9, 3, 8, 30), time(8, 30)),
        (None, "30:00", "有空白", CellError("formula")),
        (None, CellError("#N/A"), None, None),
    )


def test_real_workbooks_are_read(shared_data):
    for path in sorted((shared_data / "real" / "workbooks").iterdir()):
        book = read_tables(path)
        assert book.sheets[0].rows, path.name
    et = read_tables(shared_data / "real" / "workbooks" / "wps_write.et")
    assert et.sheets[0].rows[2][:3] == ("foo", "bar", date(2014, 2, 19))


def test_every_other_real_file_is_refused_plainly(shared_data):
    for kind in ("hostile", "photos", "documents"):
        for path in sorted((shared_data / "real" / kind).iterdir()):
            assert refused(path) in {"table.not-a-workbook", "table.damaged"}


def test_a_renamed_file_is_known_by_its_content(simple, tmp_path, shared_data):
    other = simple.rename(tmp_path / "名单.xls")
    assert read_tables(other).sheets[0].rows[1] == ("林晓岚", 41)
    picture = tmp_path / "照片.xlsx"
    picture.write_bytes((shared_data / "real" / "photos" / "canon_40d.jpg").read_bytes())
    assert refused(picture) == "table.not-a-workbook"
    listed = tmp_path / "导出.xls"
    listed.write_bytes("姓名\t年龄\r\n林晓岚\t41\r\n".encode("gb18030"))
    assert read_tables(listed).sheets[0].rows[1] == ("林晓岚", "41")
    page = tmp_path / "网页.xls"
    page.write_text("\ufeff\r\n<html><table><tr><td>姓名</td></tr></table></html>", encoding="utf-8")
    assert refused(page) == "table.web-page"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_in_every_encoding(tmp_path, encoding, delimiter):
    rows = [
        ["学段", "帮扶学校", "结对学校"],
        ["初中", '"沙埠,中学\r\n（北）"', '="007"'],
        ["小学", "㙟中心校", ""],
    ]
    path = tmp_path / "t.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert read_tables(path).sheets[0].rows == (
        ("学段", "帮扶学校", "结对学校"),
        ("初中", "沙埠,中学\n（北）", "007"),
        ("小学", "㙟中心校", None),
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table.empty"),
        (b"\r\n  \r\n", "table.empty"),
        (b'a,b\r\n"c,d\r\n', "table.quotes"),
        (b"a,b\r\n\x00\x01\x02\x03,d\r\n", "table.not-a-workbook"),
        (b"\xff\xff\xff", "table.not-a-workbook"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "table.not-a-workbook"),
        (b"," * 501, "table.too-large"),
        (b"a,b\n" * 200_001, "table.too-large"),
    ],
)
def test_bad_text_tables(tmp_path, content, code):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    assert refused(path) == code


def test_an_empty_missing_or_cut_file(simple, tmp_path):
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    assert refused(empty) == "table.empty"
    assert refused(workbook(tmp_path / "blank.xlsx", lambda _: None)) == "table.empty"
    assert refused(tmp_path / "none.xlsx") == "table.missing"
    assert refused(tmp_path) == "table.not-a-file"
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(simple.read_bytes()[:-300])
    assert refused(cut) == "table.damaged"


def test_a_cell_in_the_last_row_and_column_does_not_exhaust_memory(tmp_path):
    def fill(book):
        book.active["A1"] = "姓名"
        book.active["XFD1048576"] = "远"

    assert refused(workbook(tmp_path / "far.xlsx", fill)) == "table.too-large"


def test_a_bomb_is_refused_by_its_directory_and_by_its_content(simple, tmp_path):
    def swell(name, data):
        return data + b" " * (210 << 20) if name == "xl/workbook.xml" else data

    bomb = rewritten(simple, tmp_path / "bomb.xlsx", swell)
    assert refused(bomb) == "table.too-large"
    lying = bytearray(bomb.read_bytes())
    size = struct.pack("<I", (210 << 20) + 600)[-2:]
    assert size in lying  # the stated size, in the directory and in the part's own head
    with zipfile.ZipFile(bomb) as archive:
        stated = struct.pack("<I", archive.getinfo("xl/workbook.xml").file_size)
    bomb.write_bytes(bytes(lying.replace(stated, struct.pack("<I", 600))))
    assert refused(bomb) == "table.damaged"


def test_entities_are_refused(simple, tmp_path):
    def entity(name, data):
        if name != "xl/worksheets/sheet1.xml":
            return data
        return b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data.replace(b"41", b"&a;")

    assert refused(rewritten(simple, tmp_path / "entity.xlsx", entity)) == "table.damaged"


def test_a_count_that_would_exhaust_memory_does_not_end_the_program(shared_data, tmp_path):
    source = shared_data / "real" / "workbooks" / "zh_demo.xlsx"

    def count(name, data):
        return data.replace(b'ount="', b'ount="99999999') if name == "xl/sharedStrings.xml" else data

    assert refused(rewritten(source, tmp_path / "count.xlsx", count)) == "table.damaged"


def test_passwords_are_named(shared_data, tmp_path):
    old = bytearray((shared_data / "real" / "workbooks" / "wps_write.xls").read_bytes())
    new = bytes(old).replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
    entry = new.index("EncryptedPackage".encode("utf-16-le"))
    locked = bytearray(old)
    locked[entry : entry + 32] = "EncryptedPackage".encode("utf-16-le")
    locked[entry + 64 : entry + 66] = struct.pack("<H", 34)
    path = tmp_path / "locked.xlsx"
    path.write_bytes(locked)
    assert refused(path) == "table.password"
    zipped = tmp_path / "zipped.xlsx"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", b"x")
    flagged = bytearray(buffer.getvalue())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[flagged.index(magic) + offset] |= 1
    zipped.write_bytes(flagged)
    assert refused(zipped) == "table.password"


def test_an_old_workbook_whose_sectors_run_in_a_ring_ends(shared_data, tmp_path):
    ring = bytearray((shared_data / "real" / "workbooks" / "wps_write.xls").read_bytes())
    fat = struct.unpack_from("<I", ring, 76)[0] + 1 << 9
    for sector in range(128):
        struct.pack_into("<I", ring, fat + 4 * sector, sector // 2)
    path = tmp_path / "ring.xls"
    path.write_bytes(ring)
    assert refused(path) == "table.damaged"


@pytest.mark.parametrize("share", [0.1, 0.4, 0.9, 0.95])
@pytest.mark.parametrize("name", ["wps_write.xls", "zh_t01.xls", "zh_demo.xlsx"])
def test_a_cut_workbook_is_damaged(shared_data, tmp_path, name, share):
    whole = (shared_data / "real" / "workbooks" / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(UserError) as error:
        read_tables(path)
    assert error.value.code == "table.damaged"


def test_reading_can_be_stopped(simple):
    with pytest.raises(Cancelled):
        read_tables(simple, Job(cancelled=lambda: True))
