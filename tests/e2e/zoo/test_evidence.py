"""Pictures that are damaged, lie about themselves or are merely odd."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, PngImagePlugin

from edudesk.errors import EduDeskError
from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.attaching import attach
from edudesk.texts import Texts
from tests.e2e.program import plain
from tests.e2e.zoo.making import NOW, people, written


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
