"""What is read from real and broken pictures."""

import io
import subprocess
import sys
from datetime import datetime

import pytest
from pi_heif.as_plugin import register_heif_opener
from PIL import Image

from edudesk.errors import UserError
from edudesk.services.evidence import Kind, Taken, alike, examine, rendition, thumbnail
from edudesk.services.evidence.decoding import Decoder

register_heif_opener()


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "size", "orientation", "at", "gps"),
    [
        ("canon_40d.jpg", (100, 68), 1, datetime(2008, 5, 30, 15, 56, 1), False),
        ("gps_10.jpg", (640, 480), 1, datetime(2008, 10, 22, 16, 28, 39), True),
        ("invalid_exif.jpg", (88, 64), 1, None, False),
        ("iphone.jpg", (3264, 2448), 1, datetime(2015, 4, 10, 20, 12, 23), True),
        ("nokia.jpg", (4608, 1976), 1, datetime(2022, 8, 14, 14, 12, 31), True),
        ("landscape_3.jpg", (600, 450), 3, None, False),
        ("portrait_6.jpg", (450, 600), 6, None, False),
        ("iphone_13.heic", (3024, 4032), 6, datetime(2022, 2, 16, 12, 55, 41), False),
        ("xiaomi.heic", (2592, 1944), 1, datetime(2023, 4, 27, 19, 44, 18), True),
    ],
)
def test_real_photos(photos, decoder, name, size, orientation, at, gps):  # noqa: PLR0917 - one row a photo
    seen = examine(photos / name, decoder)
    assert seen.kind is (Kind.HEIC if name.endswith("heic") else Kind.JPEG)
    assert (seen.width, seen.height) == size
    assert seen.orientation == orientation
    assert seen.taken == Taken(at, "exif" if at else "none")
    assert seen.gps is gps
    assert seen.size == (photos / name).stat().st_size
    assert len(seen.perceptual_hash) == 16
    small = opened(seen.thumbnail)
    assert max(small.size) == min(512, max(size))
    assert (small.width > small.height) == (size[0] > size[1])


def test_a_chat_photo_has_its_date_from_the_name(photos, decoder, named):
    seen = examine(named(photos / "invalid_exif.jpg", "mmexport1758600000000.jpg"), decoder)
    assert seen.taken == Taken(datetime(2025, 9, 23, 12), "name")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(decoder, tmp_path, orientation):
    upright = Image.new("RGB", (60, 40), "white")
    upright.paste("red", (0, 0, 30, 20))  # top left
    upright.paste("blue", (30, 0, 60, 20))  # top right
    lay = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "o.png"
    (upright.transpose(lay) if lay is not None else upright).save(path, exif=exif)
    seen = examine(path, decoder)
    assert (seen.width, seen.height, seen.orientation) == (60, 40, orientation)
    made = opened(seen.thumbnail)
    assert made.size == (60, 40)
    red, blue = made.getpixel((15, 10)), made.getpixel((45, 10))
    assert red[0] - red[2] > 120
    assert blue[2] - blue[0] > 120


@pytest.mark.parametrize("name", ["gps_10.jpg", "iphone.jpg", "xiaomi.heic", "portrait_6.jpg", "jolla.jpg"])
def test_a_rendition_carries_pixels_and_nothing_else(photos, decoder, name):
    made = rendition(photos / name, 800, decoder)
    assert b"Exif" not in made
    assert b"GPS" not in made
    assert b"http://ns.adobe.com" not in made
    image = opened(made)
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert max(image.size) == {"gps_10.jpg": 640, "portrait_6.jpg": 600}.get(name, 800)


def test_comments_do_not_leave(decoder, drawn):
    made = rendition(drawn("c.jpg", comment="王小明 13800138000"), decoder=decoder)
    assert "王小明".encode() not in made
    assert b"13800138000" not in made


def test_content_serves_as_well_as_a_path(photos, decoder):
    path = photos / "portrait_6.jpg"
    assert thumbnail(path.read_bytes(), decoder) == thumbnail(path, decoder)


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.png", "P"),
        ("b.png", "RGBA"),
        ("c.png", "1"),
        ("d.png", "I;16"),
        ("e.png", "LA"),
        ("f.jpg", "CMYK"),
        ("g.jpg", "L"),
        ("h.gif", "P"),
        ("i.webp", "RGBA"),
    ],
)
def test_every_mode_becomes_a_plain_jpeg(decoder, drawn, name, mode):
    seen = examine(drawn(name, mode=mode), decoder)
    made = opened(seen.thumbnail)
    assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (512, 320))


def test_transparency_becomes_white_paper(decoder, tmp_path):
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(tmp_path / "seal.png")
    assert opened(examine(tmp_path / "seal.png", decoder).thumbnail).getpixel((25, 25)) == (255, 255, 255)


def test_recompressed_by_a_chat_program_is_known_again(photos, decoder, tmp_path):
    own = {path.name: examine(path, decoder).perceptual_hash for path in sorted(photos.iterdir())}
    for path in sorted(photos.iterdir()):
        sent = tmp_path / "mmexport1758600000000.jpg"
        sent.write_bytes(rendition(path, 1280, decoder))
        again = Image.open(sent)
        again.resize((max(1, again.width * 2 // 3), max(1, again.height * 2 // 3))).save(sent, quality=50)
        seen = examine(sent, decoder).perceptual_hash
        assert [name for name, other in own.items() if alike(seen, other)] == [path.name]


def test_blank_pictures_are_like_no_other(decoder, tmp_path):
    for name, grey in {"white.png": 255, "nearly.png": 250}.items():
        Image.new("L", (300, 300), grey).save(tmp_path / name)
    white, nearly = (
        examine(tmp_path / name, decoder).perceptual_hash for name in ("white.png", "nearly.png")
    )
    assert not alike(white, nearly)


def test_truncated_and_scrambled_pictures_are_refused(photos, decoder, tmp_path):
    for name in ("iphone.jpg", "nokia.jpg", "xiaomi.heic", "iphone_13.heic"):
        content = (photos / name).read_bytes()
        half = tmp_path / name
        for kept in (len(content) // 2, len(content) - 100):
            half.write_bytes(content[:kept])
            assert answer(half, decoder) in {"evidence.picture_undecodable", "evidence.damaged"}
    scrambled = tmp_path / "x.png"
    scrambled.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    with pytest.raises(UserError, match="picture_undecodable"):
        examine(scrambled, decoder)
    assert examine(photos / "portrait_6.jpg", decoder).orientation == 6


def test_every_bent_picture_is_answered(photos, decoder, tmp_path):
    for name in ("canon_40d.jpg", "invalid_exif.jpg", "portrait_6.jpg"):
        content = bytearray((photos / name).read_bytes())
        for place in range(3, 3000, 97):
            bent = content.copy()
            bent[place : place + 4] = b"\xff\xff\xff\xff"
            (tmp_path / name).write_bytes(bent)
            assert answer(tmp_path / name, decoder) in {"", "evidence.picture_undecodable"}


def answer(path, decoder):
    try:
        examine(path, decoder)
    except UserError as error:
        return error.code
    return ""


def test_colours_of_wide_gamut_phones_stay(photos, decoder):
    """A picture in Display P3 looks other when its profile is dropped instead of applied."""
    with Image.open(photos / "iphone_13.heic") as original:
        profile = original.info["icc_profile"]
    wide = io.BytesIO()
    Image.new("RGB", (64, 64), (60, 160, 60)).save(wide, "JPEG", quality=95, icc_profile=profile)
    seen = opened(rendition(wide.getvalue(), decoder=decoder)).getpixel((32, 32))
    assert isinstance(seen, tuple)
    assert seen[0] < 50  # the same green needs less red in sRGB


def test_nothing_of_pillow_is_loaded_into_the_program():
    script = (
        "import sys, edudesk.services.evidence; "
        "sys.exit(any(name.split('.')[0] in ('PIL', 'pi_heif', 'zlib_ng') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_one_picture_without_a_decoder_of_ones_own(photos):
    assert examine(photos / "portrait_6.jpg").height == 600


def test_documents_start_no_worker(tmp_path):
    (tmp_path / "a.txt").write_text("听课记录", encoding="utf-8")
    with Decoder() as own:
        assert examine(tmp_path / "a.txt", own).kind is Kind.TXT
        assert own._worker.pid is None
