"""Scenes outside: campus, road, stage, playground, garden, flag."""

# ruff: noqa: PLR2004 - a drawing is made of coordinates

from edudesk.services.demonstration.pictures.canvas import CLOTHES, Canvas, mix
from edudesk.services.demonstration.pictures.figures import building, flag, outdoors, person, tree

_WHITE = "#ffffff"


def campus(canvas: Canvas, words: str) -> None:
    """Draw the school from its gate."""
    dice = canvas.dice
    outdoors(canvas, 760, "#d8cfb8")
    building(canvas, 240, 780, 1120, dice.choice((2, 3)))
    flag(canvas, 800, 800, 560)
    for x in (110, 1490):
        tree(canvas, x, 860, 300, dice.choice(("#6fa36b", "#8fae5c", "#c9a04a")))
    canvas.box(430, 850, 740, 130, mix(canvas.wood, "#3f2c20", 0.15), 12)
    canvas.words(words, 800, 915, 70, "#fbf3dc")
    for x in (180, 330, 1280, 1430):
        person(canvas, x, 1120, 118)


def road(canvas: Canvas, words: str) -> None:
    """Draw a bus on a hill road between fields."""
    dice = canvas.dice
    outdoors(canvas, 560, "#c3cf86")
    for row in range(6):
        tone = mix("#d9c766", "#8fb36a", dice.random())
        canvas.shape(
            [(0, 660 + row * 90), (1600, 620 + row * 96), (1600, 660 + row * 96), (0, 706 + row * 90)], tone
        )
    canvas.shape([(1080, 590), (1150, 590), (980, 1200), (240, 1200)], "#b9b4a8")
    canvas.line([(1112, 600), (960, 800), (620, 1190)], "#f4f0e2", 10)
    canvas.box(560, 690, 460, 220, mix(canvas.accent, "#e0a13c", 0.4), 34)
    for at in range(4):
        canvas.box(590 + at * 104, 726, 84, 80, "#d7ecf5", 10)
        person(canvas, 632 + at * 104, 806, 30)
    canvas.box(560, 826, 460, 22, _WHITE)
    for x in (660, 920):
        canvas.disc(x, 914, 92, "#33302d")
        canvas.disc(x, 914, 40, "#cfd2d4")
    for x, y, size in ((150, 900, 260), (1430, 820, 300), (1290, 700, 160), (330, 700, 150)):
        tree(canvas, x, y, size)
    canvas.box(1130, 970, 430, 120, "#2f6a57", 12)
    canvas.box(1330, 1090, 16, 110, "#8d8f92")
    canvas.words(words, 1345, 1030, 46, _WHITE, chalk=False)


def stage(canvas: Canvas, words: str) -> None:
    """Draw children in rows on a stage under a banner."""
    dice = canvas.dice
    canvas.gradient(
        0, 840, mix("#7a2530", canvas.board, dice.uniform(0, 0.5)), mix("#c4574b", canvas.accent, 0.25)
    )
    for at in range(16):
        canvas.box(at * 104, 0, 34, 840, mix("#5f1d27", canvas.board, 0.3))
    canvas.box(200, 80, 1200, 170, "#fbf0d2", 20)
    canvas.words(words, 800, 166, 104, "#a3312b")
    canvas.gradient(840, 360, canvas.wood, mix(canvas.wood, "#3b281c", 0.3))
    for x in (180, 1420):
        canvas.shape(
            [(x - 30, 0), (x + 30, 0), (x + 190, 840), (x - 190, 840)], mix("#b5604f", "#fff3c4", 0.32)
        )
    for row, (y, count) in enumerate(((680, 9), (820, 8), (970, 7))):
        for at in range(count):
            across = 800 + (at - (count - 1) / 2) * (132 + row * 12)
            person(canvas, across, y, 84 + row * 10, scarf=True)
    for x in (90, 1510):
        for at in range(4):
            canvas.disc(x + at * 26 - 40, 1080 - at % 2 * 40, 76, dice.choice(CLOTHES))


def flag_scene(canvas: Canvas, words: str) -> None:
    """Draw the school's banner and pupils who look up to it."""
    outdoors(canvas, 780, "#c98f76")
    building(canvas, 60, 790, 560, 2)
    tree(canvas, 1440, 830, 280)
    flag(canvas, 900, 900, 800)
    canvas.box(780, 890, 240, 50, "#e4e0d6", 6)
    canvas.box(1080, 560, 420, 110, "#fbf0d2", 14)
    canvas.words(words, 1290, 616, 52, "#a3312b")
    for x in (1120, 1450):
        canvas.box(x, 670, 14, 150, "#8d8f92")
    for row in range(2):
        for at in range(8):
            person(canvas, 120 + at * 196 + row * 60, 1060 + row * 130, 92 + row * 12, back=True, scarf=True)


def playground(canvas: Canvas, words: str) -> None:
    """Draw a track, a ball and children who run."""
    dice = canvas.dice
    outdoors(canvas, 560, "#93bd77")
    canvas.disc(800, 900, 1900, "#c8694f", 640)
    canvas.disc(800, 900, 1640, "#7fb069", 500)
    canvas.box(330, 430, 12, 190, _WHITE)
    canvas.box(620, 430, 12, 190, _WHITE)
    canvas.box(330, 424, 302, 12, _WHITE)
    for at in range(1, 6):
        canvas.line([(330 + at * 50, 434), (330 + at * 50, 612)], "#e9efe6", 2)
    canvas.box(820, 400, 640, 130, canvas.board, 14)
    canvas.words(words, 1140, 465, 74, "#fbf3dc")
    for x in (880, 1390):
        canvas.box(x, 530, 14, 120, "#8d8f92")
    for _ in range(8):
        left, foot = dice.uniform(160, 1450), dice.uniform(860, 1120)
        _runner(canvas, left, foot, 84 + (foot - 860) * 0.12)
    canvas.disc(800, 1010, 62, _WHITE)
    canvas.disc(800, 1010, 24, "#33302d")
    for x, y in ((790, 987), (822, 1016), (780, 1026)):
        canvas.disc(x, y, 12, "#33302d")


def _runner(canvas: Canvas, x: float, y: float, size: float) -> None:
    for side in (-1, 1):
        canvas.line([(x, y), (x + side * size * 0.5, y + size * 0.75)], "#4a4f5a", size * 0.3)
        canvas.disc(x + side * size * 0.56, y + size * 0.8, size * 0.36, _WHITE, size * 0.24)
    person(canvas, x, y + size * 0.12, size, arm=canvas.dice.random() < 0.5)


def garden(canvas: Canvas, words: str) -> None:
    """Draw a school garden with beds, children and a sign."""
    dice = canvas.dice
    outdoors(canvas, 600, "#a9c27d")
    for x, size in ((120, 250), (1480, 280), (1260, 180)):
        tree(canvas, x, 680, size)
    for x in (330, 640, 980, 1290):
        person(canvas, x, 820, 110)
    for row in range(3):
        y = 800 + row * 135
        canvas.shape(
            [(90 - row * 30, y), (1510 + row * 30, y), (1540 + row * 30, y + 84), (60 - row * 30, y + 84)],
            "#8a6242",
        )
        for at in range(13):
            left = 130 + at * 112 + dice.uniform(-14, 14)
            canvas.line([(left, y + 44), (left, y - 24)], "#4f8a4f", 8)
            canvas.disc(left - 16, y - 14, 38, "#6fae62", 22)
            canvas.disc(left + 16, y - 26, 38, "#7fbd6c", 22)
            if dice.random() < 0.55:
                canvas.disc(left, y - 34, 26, dice.choice(("#d94f3d", "#f2c14e", "#e98aa0", _WHITE)))
    canvas.box(470, 330, 660, 150, mix(canvas.wood, _WHITE, 0.2), 16)
    canvas.box(790, 480, 20, 130, "#7a5a41")
    canvas.words(words, 800, 405, 84, "#4b3a2a")
