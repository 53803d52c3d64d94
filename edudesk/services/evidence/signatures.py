"""The first bytes by which files are known."""

import codecs
from pathlib import Path

HEAD = 4096
"""How many bytes of the beginning are looked at."""

_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"\x1f\x8b", "packed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"ID3", "mp3"),
    (b"#!AMR", "amr"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
)
_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_STILL_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_OTHER_BRANDS = {b"M4A ": "m4a", b"M4B ": "m4a", b"qt  ": "mov", b"avif": "", b"avis": ""}
_MACH_O = (
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
)
_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"L\x00\x00\x00\x01\x14\x02\x00", *_MACH_O)
# Within this much of its beginning a PDF must say that it is one (ISO 32000, implementation note 13).
_PDF_START = 1024
_PDF_END = 65536
_SYNC_AND_LAYER, _SYNC_LAYER_III = 0xE6, 0xE2
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1b\x1a")) + b"\x7f"
_CHUNK = 1 << 20
_BOX_HEADER, _BOX_SMALLEST = 16, 8
_TO_THE_END, _LONG = 0, 1  # special lengths of a box


def by_signature(head: bytes) -> str:
    """Return the value of a ``Kind``, or "zip", "packed", "ole", "pdf"; "" when the bytes tell nothing."""
    for start, told in _STARTS:
        if head.startswith(start):
            return told
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if b"%PDF-" in head[:_PDF_START]:
        return "pdf"
    # MPEG audio frame: eleven set bits, then version and layer.
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & _SYNC_AND_LAYER == _SYNC_LAYER_III:
        return "mp3"
    return ""


def _by_brand(head: bytes) -> str:
    major = head[8:12]
    if major in _STILL_BRANDS:
        return "heic"
    return _OTHER_BRANDS.get(major, "mp4")


def is_program(head: bytes) -> bool:
    """Tell whether the bytes begin a program, a script or a Windows shortcut."""
    script = head.startswith(b"#!") and not head.startswith(b"#!AMR")
    return script or head.startswith(_PROGRAM_STARTS)


def is_text(path: Path) -> bool:
    """Tell whether the file is text in UTF-8, UTF-16 with a mark, or GB18030, to its end."""
    with path.open("rb") as file:
        mark = file.read(2)
    wide = mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return any(_decodes(path, encoding) for encoding in (("utf-16",) if wide else ("utf-8-sig", "gb18030")))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if encoding != "utf-16" and len(chunk.translate(None, _CONTROLS)) != len(chunk):
                return False
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def pdf_is_whole(path: Path) -> tuple[bool, bool]:
    """Return whether a PDF has its end (not cut off in copying), and whether a password locks it."""
    with path.open("rb") as file:
        beginning = file.read(_PDF_END)
        size = file.seek(0, 2)
        file.seek(max(0, size - _PDF_END))
        end = file.read()
    return b"startxref" in end, b"/Encrypt" in end or b"/Encrypt" in beginning


def boxes_are_whole(path: Path) -> bool:
    """Tell whether the boxes of a HEIC, MP4 or MOV file (ISO 14496-12, 4.2) fill it to its end, none cut off.

    libheif shows a half file without a word, with grey where the rest was.
    """
    size = path.stat().st_size
    at = 0
    with path.open("rb") as file:
        while at < size:
            file.seek(at)
            header = file.read(_BOX_HEADER)
            length = int.from_bytes(header[:4], "big")
            if length == _TO_THE_END:
                return True
            if length == _LONG:
                length = int.from_bytes(header[8:], "big")
            if length < _BOX_SMALLEST:  # filling after the last box, as some cameras leave
                return at > 0
            at += length
    return at == size
