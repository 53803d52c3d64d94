"""Bags as other programs zip them, and names and lines that no bag should have."""

import os
import struct
import sys
import zipfile
import zlib

import pytest

from edudesk.services.packages.verify import verify
from tests.e2e.program import run
from tests.e2e.zoo.making import written

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
