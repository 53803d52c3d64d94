"""Photos that no camera took: a drawn scene, marked as such, as a JPEG with the day in its EXIF."""

import io
import random
from collections.abc import Callable, Mapping
from datetime import datetime

from PIL import ExifTags, Image

from edudesk.services.demonstration.pictures import indoors, outdoors
from edudesk.services.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas

MARK = "演示图片"
_QUALITY = 80

SCENES: Mapping[str, Callable[[Canvas, str], None]] = {
    "classroom": indoors.classroom,
    "pupils": indoors.pupils,
    "meeting": indoors.meeting,
    "signing": indoors.signing,
    "seminar": indoors.seminar,
    "lecture": indoors.lecture,
    "corridor": indoors.corridor,
    "letters": indoors.letters,
    "screen": indoors.online,
    "computers": indoors.computers,
    "library": indoors.library,
    "art": indoors.art,
    "exhibition": indoors.exhibition,
    "kindergarten": indoors.kindergarten,
    "campus": outdoors.campus,
    "road": outdoors.road,
    "stage": outdoors.stage,
    "flag": outdoors.flag_scene,
    "playground": outdoors.playground,
    "garden": outdoors.garden,
}


def draw_photo(scene: str, words: str, taken_at: datetime, seed: str) -> bytes:
    """Return a JPEG of 1600 x 1200 pixels; the same ``seed`` gives the same picture.

    ``taken_at`` is local time and stands in the EXIF as DateTimeOriginal.
    """
    # Nothing is kept secret by these dice; they make a picture that can be made again.
    canvas = Canvas(random.Random(f"{scene}|{words}|{seed}"))  # noqa: S311
    SCENES[scene](canvas, words)
    canvas.box(WIDTH - 214, HEIGHT - 58, 190, 40, "#3a3f45", 10)
    canvas.words(MARK, WIDTH - 119, HEIGHT - 39, 26, "#ffffff", chalk=False)
    made = io.BytesIO()
    canvas.finished().save(made, "JPEG", quality=_QUALITY, exif=_exif(taken_at))
    return made.getvalue()


def _exif(taken_at: datetime) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "EduDesk"
    exif[ExifTags.Base.Model] = "Drawn"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    return exif
