"""A file is what its content says; a lying, damaged or dangerous one is refused with one sentence."""

import struct
import zipfile

import pytest

from edudesk.errors import EduDeskError, UserError
from edudesk.services.evidence.kinds import Kind
from edudesk.services.evidence.recognising import recognise
from edudesk.texts import Texts, english


def refused(path):
    with pytest.raises(UserError) as error:
        recognise(path)
    assert Texts("zh").present(error.value)
    return error.value.code


def answer(path):
    try:
        recognise(path)
    except EduDeskError as error:
        return error.code
    return ""


def codes(path):
    return [finding.code for finding in recognise(path).findings]


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.mp4", b"\0\0\0\x10ftypmp42....", Kind.MP4),
        ("a.mov", b"\0\0\0\x10ftypqt  ....", Kind.MOV),
        ("a.m4a", b"\0\0\0\x10ftypM4A ....", Kind.M4A),
        ("a.mp3", b"ID3\x03\0", Kind.MP3),
        ("b.mp3", b"\xff\xfb\x90\x00", Kind.MP3),
        ("a.wav", b"RIFF\0\0\0\0WAVEfmt ", Kind.WAV),
        ("a.avi", b"RIFF\0\0\0\0AVI LIST", Kind.AVI),
        ("a.amr", b"#!AMR\n", Kind.AMR),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", Kind.WEBP),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF", Kind.PDF),
        ("a.txt", "听课记录".encode(), Kind.TXT),
        ("b.txt", "听课记录".encode("gb18030"), Kind.TXT),
        ("c.txt", "听课记录".encode("utf-16"), Kind.TXT),
        ("没有后缀", b"\xff\xd8\xff\xe0", Kind.JPEG),
        ("a.JPG", b"\xff\xd8\xff\xe0", Kind.JPEG),
    ],
)
def test_content_tells_the_kind(write, name, content, kind):
    found = recognise(write(name, content))
    assert found.kind is kind
    assert found.findings == ()


def test_real_documents_are_known(shared_data):
    for name, kind in {
        "documents/zh_okr_template.docx": Kind.DOCX,
        "workbooks/wps_write.et": Kind.ET,
        "workbooks/wps_write.xls": Kind.XLS,
        "workbooks/wps_write.xlsx": Kind.XLSX,
        "workbooks/zh_t01.xls": Kind.XLS,
        "workbooks/zh_office_bom.csv": Kind.TXT,
    }.items():
        assert recognise(shared_data / "real" / name).kind is kind


def test_hostile_archives_are_refused_with_one_sentence(shared_data):
    for path in sorted((shared_data / "real" / "hostile").iterdir()):
        assert refused(path) in {"evidence.packed", "evidence.kind_unknown"}, path.name


@pytest.mark.parametrize("suffix", ["jpg", "docx", "pdf", "mp4", "txt", "xls"])
def test_hostile_archives_are_refused_under_any_name(shared_data, named, suffix):
    for path in sorted((shared_data / "real" / "hostile").iterdir()):
        if (path.name, suffix) != ("bogus.zip", "txt"):  # which is text indeed
            assert refused(named(path, f"{path.stem}.{suffix}")) in {"evidence.damaged", "evidence.name_lies"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("照片.jpg.exe", b"MZ\x90", "evidence.program"),
        ("照片.jpg", b"MZ\x90", "evidence.program"),
        ("a.txt", b"#!/bin/sh\nrm -rf /\n", "evidence.program"),
        ("a.bat", b"del *.*", "evidence.program"),
        ("a.html", b"<html>", "evidence.program"),
        ("a.jpg.lnk", b"L\0\0\0\x01\x14\x02\0", "evidence.program"),
        ("a.rar", b"Rar!\x1a\x07\0", "evidence.packed"),
        ("a.jpg", b"%PDF-1.4 startxref", "evidence.name_lies"),
        ("a.pdf", b"\xff\xd8\xff\xe0", "evidence.name_lies"),
        ("a.jpg", b"just words", "evidence.name_lies"),
        ("a.docx", b"{\\rtf1 words}", "evidence.name_lies"),
        ("a.txt", b"a\0b", "evidence.name_lies"),
        ("a.pdf", b"%PDF-1.4\n1 0 obj\n", "evidence.damaged"),
        ("a.docx", b"PK\x03\x04 half", "evidence.damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "evidence.damaged"),
        ("a.xyz", b"\x01\x02\x03", "evidence.kind_unknown"),
        ("a.avif", b"\0\0\0\x18ftypavif....", "evidence.kind_unknown"),
        ("a.jpg", b"", "evidence.empty"),
    ],
)
def test_what_is_no_evidence_is_refused(write, name, content, code):
    assert refused(write(name, content)) == code


def test_wrong_suffix_within_a_family_is_only_told(write):
    assert codes(write("mmexport1.jpg", b"\x89PNG\r\n\x1a\n")) == ["evidence.suffix_differs"]
    assert codes(write("IMG.1", b"\xff\xd8\xff\xe0")) == ["evidence.suffix_differs"]


@pytest.fixture
def office(tmp_path):
    def make(name, *parts):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for part in ("[Content_Types].xml", *parts):
                archive.writestr(part, "<x/>")
        return tmp_path / name

    return make


def test_office_containers(office):
    assert recognise(office("a.pptx", "ppt/presentation.xml")).kind is Kind.PPTX
    assert codes(office("a.docm", "word/document.xml", "word/vbaProject.bin")) == ["evidence.macros"]
    assert codes(office("a.doc", "word/document.xml")) == ["evidence.suffix_differs"]
    assert refused(office("a.docx", "word/document.xml", "../../evil")) == "evidence.damaged"
    assert refused(office("a.docx", "content.xml")) == "evidence.damaged"
    assert refused(office("b.jpg", "word/document.xml")) == "evidence.name_lies"


def test_locked_documents_are_kept_and_told(write, tmp_path):
    assert codes(write("a.pdf", b"%PDF-1.7\ntrailer <</Encrypt 5 0 R>>\nstartxref\n9\n%%EOF")) == [
        "evidence.locked"
    ]
    assert codes(write("a.docx", compound("EncryptionInfo", "EncryptedPackage"))) == ["evidence.locked"]
    assert refused(write("安装.doc", compound("Installer"))) == "evidence.name_lies"


def test_half_copied_film_is_kept_and_told(write):
    whole = b"\0\0\0\x10ftypmp42...." + b"\0\0\0\x01mdat" + (24).to_bytes(8, "big") + b"12345678"
    assert codes(write("a.mp4", whole)) == []
    assert codes(write("a.mp4", whole[:-1])) == ["evidence.cut_off"]
    assert codes(write("a.mp4", whole + bytes(40))) == []  # filled up by the camera


def test_every_prefix_of_a_real_document_is_answered(shared_data, tmp_path):
    for source in ("documents/zh_okr_template.docx", "workbooks/wps_write.et"):
        content = (shared_data / "real" / source).read_bytes()
        part = tmp_path / f"part{source[-5:]}"
        for length in range(0, len(content), len(content) // 40):
            part.write_bytes(content[:length])
            assert answer(part) in {"", *english()}


def test_chain_of_sectors_that_bites_its_tail_ends(write):
    endless = bytearray(compound("WordDocument"))
    struct.pack_into("<I", endless, 512 + 4, 1)  # the directory's next sector is itself
    assert refused(write("a.doc", bytes(endless))) == "evidence.damaged"


def compound(*names):
    """Return the smallest OLE file: header, one FAT sector, one directory sector."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 0x1E, 9)
    struct.pack_into("<I", header, 0x30, 1)
    struct.pack_into("<2I", header, 0x44, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 0x4C, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = bytearray(512)
    for index, name in enumerate(("Root Entry", *names)):
        written = name.encode("utf-16-le") + b"\0\0"
        directory[index * 128 : index * 128 + len(written)] = written
        struct.pack_into("<HB", directory, index * 128 + 0x40, len(written), 2 if index else 5)
    return bytes(header + fat + directory)
