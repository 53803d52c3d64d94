"""All pictures of a mode small beside each other, to be looked over at once."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

_WIDTH, _GAP, _NAME, _ACROSS = 480, 16, 22, 4


def lay_out_sheet(pictures: Sequence[Path], target: Path) -> None:
    """Write one picture that shows ``pictures`` four in a row with their names."""
    small = []
    for path in pictures:
        with Image.open(path) as whole:
            height = round(whole.height * _WIDTH / whole.width)
            small.append((path.stem, whole.convert("RGB").resize((_WIDTH, height), Image.Resampling.LANCZOS)))
    tallest = max(picture.height for _name, picture in small)
    step = tallest + _NAME + _GAP
    rows = -(-len(small) // _ACROSS)
    sheet = Image.new("RGB", (_ACROSS * (_WIDTH + _GAP) + _GAP, rows * step + _GAP), "#888888")
    draw = ImageDraw.Draw(sheet)
    for number, (name, picture) in enumerate(small):
        left = _GAP + number % _ACROSS * (_WIDTH + _GAP)
        top = _GAP + number // _ACROSS * step
        draw.text((left, top + 4), name, fill="#ffffff")
        sheet.paste(picture, (left, top + _NAME))
    sheet.save(target, optimize=True)
