"""Scenes inside the school."""

# ruff: noqa: PLR2004 - a drawing is made of coordinates

from edudesk.services.demonstration.pictures.canvas import CLOTHES, Canvas, mix
from edudesk.services.demonstration.pictures.figures import (
    blackboard,
    desk,
    person,
    pot,
    room,
    screen,
    window,
)

_WHITE = "#ffffff"


def classroom(canvas: Canvas, words: str) -> None:
    """Draw a lesson: a teacher at the board, pupils from behind, one with a raised hand."""
    dice = canvas.dice
    room(canvas, 700)
    left = dice.choice((250, 420))
    blackboard(canvas, words, left, 130, 930, 380)
    window(canvas, 40 if left > 300 else 1290, 150, 170 if left > 300 else 250, 330)
    person(canvas, left + dice.choice((90, 840)), 700, 130, arm=True)
    hand = dice.randrange(5)
    for row, (y, size, count) in enumerate(((900, 86, 5), (1120, 112, 4))):
        for at in range(count):
            x = (at + 0.5) * 1600 / count + dice.uniform(-16, 16)
            person(canvas, x, y + 30, size, back=True, scarf=True, arm=row == 0 and at == hand)
            desk(canvas, x, y + 20, 1600 / count * 0.72)


def pupils(canvas: Canvas, words: str) -> None:
    """Draw children around a table, working together."""
    room(canvas, 640)
    blackboard(canvas, words, 380, 90, 840, 280)
    window(canvas, 60, 120, 230, 300)
    window(canvas, 1310, 120, 230, 300)
    for x in (300, 560, 800, 1040, 1300):
        person(canvas, x, 800, 118, scarf=True)
    canvas.box(130, 760, 1340, 130, canvas.wood, 30)
    canvas.box(130, 860, 1340, 60, mix(canvas.wood, "#4a3222", 0.35), 20)
    for at in range(9):
        x, tone = 230 + at * 142, canvas.dice.choice(CLOTHES)
        canvas.shape([(x - 50, 830), (x - 26, 784), (x + 46, 790), (x + 30, 838)], mix(tone, _WHITE, 0.55))
    for x in (420, 800, 1180):
        person(canvas, x, 1120, 140, back=True, scarf=True)


def meeting(canvas: Canvas, words: str) -> None:
    """Draw a long table with people on both sides and papers on it."""
    room(canvas, 660)
    screen(canvas, words, 400, 90, 800, 340)
    pot(canvas, 170, 690, 150)
    pot(canvas, 1440, 690, 150)
    for x in (330, 560, 800, 1040, 1270):
        person(canvas, x + canvas.dice.uniform(-20, 20), 780, 108)
    canvas.shape([(240, 730), (1360, 730), (1530, 960), (70, 960)], canvas.wood)
    canvas.box(70, 955, 1460, 46, mix(canvas.wood, "#3b281c", 0.35))
    for x in (380, 620, 860, 1100, 1290):
        canvas.shape([(x - 60, 810), (x - 44, 770), (x + 36, 770), (x + 30, 810)], "#fbfaf4")
        canvas.box(x + 56, 770, 24, 34, "#dfe8ea", 6)
    for x in (260, 620, 980, 1340):
        person(canvas, x, 1150, 140, back=True)


def signing(canvas: Canvas, words: str) -> None:
    """Draw two people who sign at a table and others behind them."""
    room(canvas, 720)
    canvas.box(140, 70, 1320, 200, "#b8322c", 16)
    canvas.words(words, 800, 170, 96, "#fbe9b5")
    for x in (360, 580, 800, 1020, 1240):
        person(canvas, x, 640, 100)
    for x in (560, 1040):
        person(canvas, x, 850, 128)
    canvas.box(250, 800, 1100, 200, mix(canvas.accent, _WHITE, 0.2), 14)
    canvas.box(250, 800, 1100, 36, mix(canvas.accent, "#000000", 0.15), 10)
    for x in (560, 1040):
        canvas.shape([(x - 80, 820), (x - 60, 784), (x + 70, 784), (x + 84, 820)], "#fdfcf7")
        canvas.line([(x + 20, 790), (x + 64, 740)], "#2d3440", 9)
    pot(canvas, 800, 806, 90)


def seminar(canvas: Canvas, words: str) -> None:
    """Draw teachers in a half circle around a small board."""
    room(canvas, 720)
    window(canvas, 70, 130, 280, 340)
    canvas.box(560, 110, 16, 640, "#9aa0a5")
    canvas.box(1030, 110, 16, 640, "#9aa0a5")
    blackboard(canvas, words, 520, 130, 570, 320)
    person(canvas, 1210, 760, 134, arm=False)
    for at, x in enumerate((170, 430, 700, 960, 1400)):
        y = 980 + (at % 2) * 60
        person(canvas, x, y, 122, back=at in (1, 2, 3))
        canvas.box(x - 110, y - 6, 220, 34, canvas.dice.choice(CLOTHES), 14)
        canvas.shape([(x - 34, y - 40), (x + 40, y - 46), (x + 46, y - 6), (x - 30, y)], "#fbfaf2")


def lecture(canvas: Canvas, words: str) -> None:
    """Draw a speaker beside a large screen, the audience from behind."""
    room(canvas, 690)
    screen(canvas, words, 430, 80, 1030, 500)
    person(canvas, 250, 720, 138, arm=True)
    canvas.box(150, 690, 200, 240, mix(canvas.wood, "#4a3222", 0.2), 12)
    for row, (y, size, count) in enumerate(((920, 80, 8), (1040, 94, 7), (1190, 112, 6))):
        for at in range(count):
            x = (at + (0.35 if row % 2 else 0.6)) * 1600 / count
            person(canvas, x, y, size, back=True)


def corridor(canvas: Canvas, words: str) -> None:
    """Draw two colleagues in front of a notice board in the corridor."""
    room(canvas, 800)
    canvas.box(150, 150, 840, 420, canvas.wood, 14)
    canvas.box(172, 172, 796, 376, "#f3e9cf")
    canvas.words(words, 570, 236, 70, canvas.board)
    for at in range(8):
        x, y = 220 + at % 4 * 190, 300 + at // 4 * 122
        canvas.box(x, y, 150, 100, mix(canvas.dice.choice(CLOTHES), _WHITE, 0.5), 4)
        canvas.disc(x + 75, y, 14, "#c8443c")
    canvas.box(1130, 180, 320, 620, mix(canvas.wood, _WHITE, 0.2), 8)
    canvas.box(1180, 240, 220, 230, "#d7ecf5", 6)
    canvas.disc(1410, 530, 34, "#d8b45a")
    person(canvas, 450, 1120, 190)
    person(canvas, 850, 1130, 196, arm=False)
    canvas.shape([(560, 960), (700, 940), (716, 1060), (580, 1080)], "#fcfbf5")


def letters(canvas: Canvas, words: str) -> None:
    """Draw a table full of letters seen from above."""
    dice = canvas.dice
    canvas.gradient(0, 1200, mix(canvas.wood, _WHITE, 0.35), mix(canvas.wood, _WHITE, 0.1))
    for at in range(14):
        x, y = 60 + at % 5 * 310 + dice.uniform(-20, 20), 80 + at // 5 * 350 + dice.uniform(-26, 26)
        paper = mix(dice.choice(CLOTHES), _WHITE, 0.72)
        lean = dice.uniform(-26, 26)
        canvas.shape([(x, y + lean), (x + 250, y), (x + 250, y + 176 - lean), (x, y + 176)], paper)
        canvas.line([(x, y + lean), (x + 125, y + 100), (x + 250, y)], mix(paper, "#6b5a4a", 0.3), 4)
        canvas.disc(x + 125, y + 98, 34, "#c8443c")
    canvas.box(400, 480, 800, 240, "#fffdf4", 18)
    canvas.words(words, 800, 560, 90, "#7a4a34")
    for row in range(2):
        canvas.line([(480, 640 + row * 36), (1120, 640 + row * 36)], "#d9c9a8", 4)


def online(canvas: Canvas, words: str) -> None:
    """Draw a meeting on a computer screen, with tiles of people."""
    room(canvas, 880)
    canvas.box(190, 90, 1220, 780, "#33383d", 26)
    canvas.box(220, 120, 1160, 710, "#eef2f4")
    canvas.box(220, 120, 1160, 90, canvas.board)
    canvas.words(words, 800, 165, 52, _WHITE, chalk=False)
    for at in range(6):
        x, y = 250 + at % 3 * 376, 236 + at // 3 * 292
        canvas.box(x, y, 348, 268, mix(canvas.dice.choice(CLOTHES), _WHITE, 0.68), 10)
        person(canvas, x + 174, y + 262, 92)
        canvas.box(x, y + 240, 348, 28, "#2f3437")
    canvas.box(690, 870, 220, 90, "#4a5056")
    canvas.box(560, 950, 480, 30, "#3b4045", 12)
    canvas.box(1180, 1000, 130, 120, "#f4efe4", 18)
    canvas.box(330, 1020, 520, 80, "#d9dde0", 16)


def computers(canvas: Canvas, words: str) -> None:
    """Draw a computer room with pupils in pairs."""
    room(canvas, 660)
    screen(canvas, words, 420, 70, 760, 330)
    person(canvas, 1330, 690, 120, arm=True)
    for row, (y, size) in enumerate(((780, 78), (1060, 104))):
        for at in range(4):
            x = 220 + at * 390 - row * 10
            canvas.box(x - 96, y - 190 + row * 10, 192, 130, "#33383d", 10)
            canvas.box(x - 84, y - 178 + row * 10, 168, 106, mix("#f7c873", "#8fc7e8", canvas.dice.random()))
            canvas.disc(x, y - 122 + row * 10, 44, "#e8873f")
            canvas.box(x - 160, y - 52, 320, 34, canvas.wood, 6)
            for side in (-72, 72):
                person(canvas, x + side, y + 100, size, back=True, scarf=True)


def library(canvas: Canvas, words: str) -> None:
    """Draw shelves full of books and children who read."""
    dice = canvas.dice
    room(canvas, 780)
    canvas.box(40, 150, 1520, 620, mix(canvas.wood, "#4a3222", 0.2), 10)
    for row in range(3):
        top = 180 + row * 196
        canvas.box(66, top, 1468, 170, mix(canvas.wood, _WHITE, 0.45))
        x = 80.0
        while x < 1500:
            thick, tall = dice.uniform(18, 40), dice.uniform(110, 158)
            if dice.random() < 0.9:
                canvas.box(x, top + 170 - tall, thick, tall, dice.choice((*CLOTHES, canvas.accent)), 3)
            x += thick + 3
    canvas.box(420, 40, 760, 120, canvas.board, 18)
    canvas.words(words, 800, 100, 70, "#f7f2df")
    for at, x in enumerate((230, 560, 1000, 1350)):
        person(canvas, x, 1060 + at % 2 * 50, 132, scarf=True)
        y = 1010 + at % 2 * 50
        canvas.shape([(x - 90, y - 30), (x, y - 4), (x, y + 66), (x - 90, y + 40)], "#fbf7ea")
        canvas.shape([(x + 90, y - 30), (x, y - 4), (x, y + 66), (x + 90, y + 40)], "#f1ead6")


def art(canvas: Canvas, words: str) -> None:
    """Draw children at one long picture."""
    dice = canvas.dice
    room(canvas, 620)
    blackboard(canvas, words, 420, 60, 760, 260)
    for x in (240, 520, 800, 1080, 1360):
        person(canvas, x, 720, 110)
    canvas.shape([(80, 700), (1520, 700), (1590, 960), (10, 960)], "#fdfaf0")
    for _ in range(46):
        left, top = dice.uniform(100, 1500), dice.uniform(730, 930)
        tone = mix(dice.choice((*CLOTHES, "#f2c14e")), _WHITE, 0.2)
        canvas.disc(left, top, dice.uniform(20, 74), tone, dice.uniform(16, 54))
    canvas.line([(60, 880), (400, 800), (800, 870), (1200, 780), (1560, 850)], "#d9c089", 26)
    for x in (380, 820, 1240):
        person(canvas, x, 1150, 136, back=True)


def exhibition(canvas: Canvas, words: str) -> None:
    """Draw works of children hung on lines."""
    dice = canvas.dice
    room(canvas, 880)
    canvas.words(words, 800, 96, 84, canvas.board)
    for row, top in enumerate((190, 520)):
        canvas.line([(30, top - 20), (800, top + 6), (1570, top - 20)], "#8a7a66", 5)
        for at in range(6):
            x = 70 + at * 252 + row * 20
            canvas.box(x, top, 210, 250, _WHITE, 4)
            tone = dice.choice(CLOTHES)
            canvas.box(x + 14, top + 14, 182, 222, mix(tone, _WHITE, 0.6))
            canvas.disc(x + 105, top + 110, dice.uniform(70, 130), mix(tone, "#f2c14e", 0.5))
            canvas.shape(
                [(x + 14, top + 236), (x + 70, top + 160), (x + 130, top + 200), (x + 196, top + 236)], tone
            )
            canvas.box(x + 90, top - 24, 26, 40, "#c9a25a", 4)
    for x in (420, 760, 1120):
        person(canvas, x, 1150, 140, back=True, scarf=True)


def kindergarten(canvas: Canvas, words: str) -> None:
    """Draw a ring of small children around a teacher on a carpet."""
    dice = canvas.dice
    room(canvas, 640)
    window(canvas, 100, 120, 260, 300)
    canvas.box(450, 90, 700, 250, mix(canvas.accent, _WHITE, 0.7), 40)
    canvas.words(words, 800, 210, 84, "#8a4f3a")
    for at in range(7):
        canvas.disc(480 + at * 108, 366, 46, dice.choice(CLOTHES))
    for at in range(6):
        canvas.box(
            1240 + at % 3 * 96, 330 + at // 3 * 130, 84, 112, mix(dice.choice(CLOTHES), _WHITE, 0.3), 10
        )
    canvas.disc(800, 960, 1320, mix(canvas.accent, _WHITE, 0.45), 420)
    canvas.disc(800, 960, 1120, mix(canvas.accent, _WHITE, 0.6), 330)
    person(canvas, 800, 800, 132, arm=True)
    for x, y, back in (
        *((330, 900, False), (540, 860, False), (1070, 860, False), (1280, 900, False)),
        *((420, 1090, True), (690, 1130, True), (930, 1130, True), (1180, 1090, True)),
    ):
        person(canvas, x, y, 104, back=back)
