"""A sheet to draw on: shapes in the pixels of the finished picture, drawn twice as large and then halved."""

# ruff: noqa: PLR0917, PLR2004 - a drawing is made of coordinates

import random
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFont

from edudesk.resources import resource

WIDTH, HEIGHT = 1600, 1200
_SCALE = 2
_SHADE = 48
Colour = str
Point = tuple[float, float]

PALETTES = (
    ("#f6ead6", "#e9d3ae", "#c98f5a", "#3f6b5c", "#8fb8a8"),
    ("#e8f0f2", "#d3e2e6", "#8aa7b3", "#2f5d73", "#d9a45b"),
    ("#f3efe4", "#dde5cf", "#9bb07b", "#4b6a43", "#d4805a"),
    ("#f7ecea", "#eed5d1", "#c58f86", "#7a4a4f", "#7fa3b8"),
    ("#eef0e6", "#d8dcc6", "#a9a06c", "#5a5f3c", "#c97f4e"),
)
"""Wall, floor, wood, board and accent colours that go together."""
CLOTHES = ("#5b7fa6", "#b5604f", "#6f9a74", "#d2a24c", "#8a6d9c", "#4f8a94", "#c27a8a", "#7c8a5a", "#5f6f8f")
SKIN = ("#f2cfae", "#eac29a", "#f5d8bd", "#e3b88e")
HAIR = ("#2e2622", "#3b2f2a", "#241f1d", "#4a3a30")


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(resource("fonts", name), size)


class Canvas:
    """One picture in the making; ``dice`` decides everything that may vary."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.wall, self.floor, self.wood, self.board, self.accent = dice.choice(PALETTES)
        self._image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), self.wall)
        self._draw = ImageDraw.Draw(self._image)
        self._mirrored = dice.random() < 0.5

    def finished(self) -> Image.Image:
        """Return the picture in its real size, its edges smoothed, with light from somewhere."""
        return ImageChops.multiply(self._image.reduce(_SCALE), self._light())

    def _light(self) -> Image.Image:
        """Return a soft pool of light at a place of its own: no two rooms are lit alike."""
        pool = Image.radial_gradient("L").point([round(255 - _SHADE * dark / 255) for dark in range(256)])
        left, top = self.dice.randint(0, WIDTH), self.dice.randint(0, HEIGHT)
        wide = pool.resize((WIDTH * 2, HEIGHT * 2), box=(0, 0, 256, 256))
        part = wide.crop((left, top, left + WIDTH, top + HEIGHT))
        return Image.merge("RGB", (part, part, part))

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, round_: float = 0) -> None:
        """Draw a filled box, its corners rounded by ``round_``."""
        corners = self._corners(x, y, width, height)
        if round_:
            self._draw.rounded_rectangle(corners, round_ * _SCALE, fill=colour)
        else:
            self._draw.rectangle(corners, fill=colour)

    def disc(self, x: float, y: float, across: float, colour: Colour, down: float | None = None) -> None:
        """Draw a filled ellipse around a point."""
        tall = across if down is None else down
        self._draw.ellipse(self._corners(x - across / 2, y - tall / 2, across, tall), fill=colour)

    def slice(self, x: float, y: float, across: float, start: int, end: int, colour: Colour) -> None:
        """Draw a piece of a disc between two angles in degrees, clockwise from the right."""
        corners = self._corners(x - across / 2, y - across / 2, across, across)
        self._draw.pieslice(corners, start, end, fill=colour)

    def shape(self, points: list[Point], colour: Colour) -> None:
        """Draw a filled polygon."""
        self._draw.polygon(self._points(points), fill=colour)

    def line(self, points: list[Point], colour: Colour, width: float = 4) -> None:
        """Draw a line through points."""
        self._draw.line(self._points(points), fill=colour, width=round(width * _SCALE), joint="curve")

    def words(
        self, text: str, x: float, y: float, size: float, colour: Colour, *, chalk: bool = True
    ) -> None:
        """Write ``text`` centred on a point, as with chalk or in print; it shrinks to fit 900 pixels."""
        name = "EduDeskKai-Regular.ttf" if chalk else "NotoSansSC-Regular.ttf"
        fits = min(size, 900 / max(1, len(text)) * (1 if any(ord(sign) > 255 for sign in text) else 1.8))
        font = _font(name, round(fits * _SCALE))
        self._draw.text(self._points([(x, y)])[0], text, colour, font, anchor="mm")

    def gradient(self, y: float, height: float, above: Colour, below: Colour) -> None:
        """Fill a band across the whole picture from one colour to another."""
        self.gradient_box(0, y, WIDTH, height, above, below)

    def gradient_box(
        self, x: float, y: float, width: float, height: float, above: Colour, below: Colour
    ) -> None:
        """Fill a box from one colour at its top to another at its foot."""
        steps = 40
        for step in range(steps):
            mixed = mix(above, below, step / (steps - 1))
            top = y + height * step / steps
            self.box(x, top, width, min(height / steps + 1, y + height - top), mixed)

    def _corners(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        left = WIDTH - x - width if self._mirrored else x
        return (left * _SCALE, y * _SCALE, (left + width) * _SCALE - 1, (y + height) * _SCALE - 1)

    def _points(self, points: list[Point]) -> list[Point]:
        return [((WIDTH - x if self._mirrored else x) * _SCALE, y * _SCALE) for x, y in points]


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two, written as ``#rrggbb``; ``share`` 0 is the first."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in pairs)
