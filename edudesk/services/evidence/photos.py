"""Read a picture's facts and make upright copies without EXIF; runs in the decoding worker only.

Here alone Pillow meets files by strangers; the program itself uses it on what was drawn or made anew.
"""

import io
import struct
import zlib
from dataclasses import dataclass

from pi_heif.as_plugin import register_heif_opener
from PIL import ExifTags, Image, ImageCms, ImageFile, WebPImagePlugin

from edudesk.services.evidence.likeness import HEIGHT, WIDTH, difference_hash

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF")
# What Pillow and its decoders are known to raise on damaged and hostile files.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_FIRST_LYING = 5  # orientations from here on swap width and height
_LATITUDE, _LONGITUDE = 2, 4


class TooLarge(Exception):
    """A picture has more pixels than any camera makes."""


@dataclass(frozen=True)
class Facts:
    """What a picture says of itself: upright pixels, EXIF orientation 1-8, text of its date, GPS, hash."""

    width: int
    height: int
    orientation: int
    exif_time: str
    gps: bool
    perceptual_hash: str


def prepare() -> None:
    """Make Pillow read HEIC and WebP, refuse half files, and leave the limit of pixels to us."""
    Image.preinit()  # JPEG, PNG, GIF; importing the plugin has added WebP
    assert WebPImagePlugin.SUPPORTED
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None


def study(source: str | bytes, edge: int, quality: int, most_pixels: int) -> tuple[Facts, bytes]:
    """Decode a picture (path or content) once; return its facts and an upright JPEG with this long edge."""
    with _opened(source, most_pixels) as image:
        orientation, exif_time, gps = _orientation(image), _exif_time(image), _has_gps(image)
        turned = _turn(image, orientation) >= _FIRST_LYING
        width, height = image.size[::-1] if turned else image.size
        small = _upright(image, orientation, edge)
        cells = small.convert("L").resize((WIDTH, HEIGHT), Image.Resampling.BOX).tobytes()
        facts = Facts(width, height, orientation, exif_time, gps, difference_hash(cells))
        return facts, _jpeg(small, quality)


def glance(source: str | bytes) -> str:
    """Return the date that a picture carries, "" when none; nothing is decoded, so it takes a millisecond."""
    with Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=FORMATS) as image:
        return "" if image.format == "PNG" else _exif_time(image)


def scale(source: str | bytes, edge: int, quality: int, most_pixels: int) -> bytes:
    """Return an upright JPEG with this long edge (never enlarged) and nothing but pixels in it."""
    with _opened(source, most_pixels) as image:
        # A JPEG is decoded at a half, a quarter or an eighth where that is enough: twice as fast.
        share = edge / max(image.size)
        if share < 1:
            image.draft(None, (round(image.width * share), round(image.height * share)))
        return _jpeg(_upright(image, _orientation(image), edge), quality)


def _opened(source: str | bytes, most_pixels: int) -> Image.Image:
    image = Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=FORMATS)
    if image.width * image.height > most_pixels:
        image.close()
        raise TooLarge
    if image.format == "PNG":
        # Asking a PNG for its EXIF decodes it; there a damaged one would pass for one without EXIF.
        image.load()
    return image


def _orientation(image: Image.Image) -> int:
    try:
        # libheif turns the picture itself and pi-heif then sets the tag to 1, keeping what it was.
        told = image.info.get("original_orientation") or image.getexif().get(ExifTags.Base.Orientation)
    except FAULTS:
        return 1
    return told if isinstance(told, int) and 1 <= told <= len(_TURNS) + 1 else 1


def _turn(image: Image.Image, orientation: int) -> int:
    return 1 if image.format == "HEIF" else orientation


def _exif_time(image: Image.Image) -> str:
    try:
        tags = image.getexif().get_ifd(ExifTags.IFD.Exif)
    except FAULTS:
        return ""
    told = tags.get(ExifTags.Base.DateTimeOriginal) or tags.get(ExifTags.Base.DateTimeDigitized)
    return told[:40] if isinstance(told, str) else ""


def _has_gps(image: Image.Image) -> bool:
    described = image.info.get("xmp") or b""
    if b"GPSLatitude" in (described if isinstance(described, bytes) else str(described).encode()):
        return True
    try:
        place = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    except FAULTS:
        return False
    return _LATITUDE in place and _LONGITUDE in place


def _upright(image: Image.Image, orientation: int, edge: int) -> Image.Image:
    profile = image.info.get("icc_profile")
    if image.mode in ("P", "PA", "1"):  # resizing these would pick pixels instead of mixing them
        image = image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    image.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
    flat = _on_white(_in_srgb(image, profile))
    turn = _TURNS.get(_turn(image, orientation))
    return flat if turn is None else flat.transpose(turn)


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Keep the colours of wide-gamut phones, since the copy carries no profile."""
    if not isinstance(profile, bytes) or not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        told = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, told, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *FAULTS):
        return image
    return image if turned is None else turned


def _on_white(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return image.convert("RGB")


def _jpeg(image: Image.Image, quality: int) -> bytes:
    # A picture made from pixels alone: Pillow would carry comments and XMP over from the original.
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    made = io.BytesIO()
    bare.save(made, "JPEG", quality=quality, optimize=True)
    return made.getvalue()
