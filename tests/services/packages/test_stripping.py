"""A copy that leaves carries no place; everything else of it stays, to the last pixel."""

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pi_heif.as_plugin import register_heif_opener
from PIL import Image, PngImagePlugin

from edudesk.services.packages.films import film_places
from edudesk.services.packages.stripping import Undecided, without_place
from tests.services.packages.handing import picture

GPS, EXIF = 0x8825, 0x8769
XMP = b'<rdf:Description exif:GPSLatitude="30,15.7N" exif:GPSLongitude="120,9.1E" tiff:Make="Phone"/>'


def place_of(content: bytes) -> dict[int, object]:
    register_heif_opener()
    with Image.open(io.BytesIO(content)) as image:
        return dict(image.getexif().get_ifd(GPS))


def pixels(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as image:
        return image.tobytes()


@pytest.mark.parametrize("name", ["gps_10.jpg", "gps_25.jpg", "iphone.jpg", "nokia.jpg", "xiaomi.heic"])
def test_real_photos_lose_their_place_and_nothing_else(shared_data: Path, name: str) -> None:
    original = (shared_data / "real" / "photos" / name).read_bytes()
    assert place_of(original)
    stripped = without_place(original)
    assert place_of(stripped) == {}
    assert pixels(stripped) == pixels(original)
    with Image.open(io.BytesIO(original)) as before, Image.open(io.BytesIO(stripped)) as after:
        wanted = {tag: value for tag, value in before.getexif().items() if tag != GPS}
        assert dict(after.getexif()) == wanted
        assert dict(after.getexif().get_ifd(EXIF)) == dict(before.getexif().get_ifd(EXIF))


@pytest.mark.parametrize(
    "name",
    ["canon_40d.jpg", "fujifilm.jpg", "invalid_exif.jpg", "jolla.jpg", "portrait_6.jpg", "iphone_13.heic"],
)
def test_photos_without_a_place_stay_byte_for_byte(shared_data: Path, name: str) -> None:
    original = (shared_data / "real" / "photos" / name).read_bytes()
    assert without_place(original) is original


def segment(body: bytes) -> bytes:
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def test_a_place_in_xmp_is_blanked() -> None:
    plain = picture()
    tagged = plain[:2] + segment(b"http://ns.adobe.com/xap/1.0/\0" + XMP) + plain[2:]
    stripped = without_place(tagged)
    assert b"GPS" not in stripped
    assert b'tiff:Make="Phone"' in stripped
    assert len(stripped) == len(tagged)


def test_a_film_or_second_picture_behind_a_picture_stays_at_home() -> None:
    assert without_place(picture() + b"\0\0\0\x18ftypmp42" + b"+39.9042+116.4074/") == picture()
    assert without_place(picture() + picture(gps=True)) == picture()
    harmless = picture() + b"\0" * 64
    assert without_place(harmless) is harmless


def test_png_loses_the_chunk_that_tells_the_place() -> None:
    image, out, exif = Image.new("RGB", (8, 8)), io.BytesIO(), Image.Exif()
    exif.get_ifd(GPS)[2] = (1.0, 2.0, 3.0)
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    info.add_text("Title", "kept")
    image.save(out, "PNG", exif=exif, pnginfo=info)
    stripped = without_place(out.getvalue())
    assert b"GPS" not in stripped
    assert b"eXIf" not in stripped
    with Image.open(io.BytesIO(stripped)) as after:
        assert after.info["Title"] == "kept"


@given(st.binary(max_size=400), st.integers(0, 600))
def test_damaged_files_are_undecided_and_never_a_crash(noise: bytes, at: int) -> None:
    whole = picture(gps=True)
    for content in (noise, whole[:at] + noise, b"\xff\xd8" + noise, b"\x89PNG\r\n\x1a\n" + noise):
        try:
            without_place(content)
        except Undecided:
            continue


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def test_a_films_place_is_found_where_phones_write_it() -> None:
    position = box(b"\xa9xyz", b"\0\x12\x15\xc7+30.2741+120.1551/")
    film = box(b"ftyp", b"mp42") + box(b"mdat", b"+30.2741+120.1551/" * 9)
    film += box(b"moov", box(b"udta", position + box(b"loci", b"\0" * 4 + b"\x15\xc7place")))
    patched = bytearray(film)
    for start, blank in film_places(io.BytesIO(film)):
        patched[start : start + len(blank)] = blank
    assert len(patched) == len(film)
    assert patched.count(b"+30.2741") == 9, "what is film and no place stays"
    assert b"loci" not in patched
    assert film_places(io.BytesIO(b"no film")) == ()
