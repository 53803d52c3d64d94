"""Pictures for the page: reduced to print size, upright, and without what a camera wrote beside them."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from edudesk.services.reports.profiles import LONGEST_SIDE

_QUALITY = 80


@dataclass(frozen=True)
class PreparedPicture:
    """A JPEG without metadata (no place, no camera) and its size in pixels."""

    data: bytes
    width: int
    height: int


def prepare(source: bytes | Path, longest: int = LONGEST_SIDE) -> PreparedPicture | None:
    """Return the picture as a JPEG of at most ``longest`` pixels a side, or None when it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(source) if isinstance(source, bytes) else source) as image:
                image.draft("RGB", (longest, longest))
                return _reduced(ImageOps.exif_transpose(image), longest)
    # Pillow's decoders answer damaged files with any of these.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError):
        return None
    except (Image.DecompressionBombError, MemoryError, OverflowError, ZeroDivisionError):
        return None


def _reduced(image: Image.Image, longest: int) -> PreparedPicture:
    image.thumbnail((longest, longest))
    if "A" in image.getbands() or "transparency" in image.info:
        ground = Image.new("RGB", image.size, "white")
        clear = image.convert("RGBA")
        ground.paste(clear, mask=clear.getchannel("A"))
        image = ground
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return PreparedPicture(out.getvalue(), *image.size)
