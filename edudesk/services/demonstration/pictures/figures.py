"""What stands in the scenes: people, desks, boards, windows, trees, flags."""

# ruff: noqa: PLR0917, PLR2004 - a drawing is made of coordinates

from edudesk.services.demonstration.pictures.canvas import (
    CLOTHES,
    HAIR,
    HEIGHT,
    SKIN,
    WIDTH,
    Canvas,
    mix,
)

_DARK, _WHITE = "#3c3a38", "#ffffff"


def person(
    canvas: Canvas,
    x: float,
    y: float,
    size: float,
    *,
    back: bool = False,
    scarf: bool = False,
    arm: bool = False,
) -> None:
    """Draw someone from head to waist; ``y`` is the waist, ``size`` the height of the head."""
    dice = canvas.dice
    skin, hair, clothes = dice.choice(SKIN), dice.choice(HAIR), dice.choice(CLOTHES)
    top = y - size * 2.5
    canvas.box(x - size * 0.8, y - size * 1.45, size * 1.6, size * 1.6, clothes, size * 0.5)
    if arm:
        canvas.line([(x + size * 0.6, y - size), (x + size * 1.5, y - size * 2.1)], clothes, size * 0.34)
        canvas.disc(x + size * 1.56, y - size * 2.2, size * 0.36, skin)
    canvas.box(x - size * 0.17, y - size * 1.65, size * 0.34, size * 0.35, mix(skin, "#8a5a3a", 0.15))
    long_hair = dice.random() < 0.5
    if long_hair:
        canvas.box(x - size * 0.53, top + size * 0.3, size * 1.06, size * 0.85, hair, size * 0.3)
    canvas.disc(x, top + size * 0.5, size * 0.96, skin, size * 1.02)
    if back:
        canvas.disc(x, top + size * 0.48, size * 1.02, hair, size * 1.06)
    else:
        canvas.slice(x, top + size * 0.47, size * 1.04, 180, 360, hair)
        _face(canvas, x, top, size)
    if scarf:
        _scarf(canvas, x, y, size, back=back)


def _face(canvas: Canvas, x: float, top: float, size: float) -> None:
    for side in (-1, 1):
        canvas.disc(x + side * size * 0.19, top + size * 0.56, size * 0.085, _DARK)
        canvas.disc(x + side * size * 0.29, top + size * 0.72, size * 0.16, "#f0b09a", size * 0.1)
    canvas.slice(x, top + size * 0.71, size * 0.3, 10, 170, "#b5524a")


def _scarf(canvas: Canvas, x: float, y: float, size: float, *, back: bool) -> None:
    neck = y - size * 1.4
    if back:
        canvas.shape([(x - size * 0.5, neck), (x + size * 0.5, neck), (x, neck + size * 0.5)], "#cf2f2a")
        return
    for side in (-1, 1):
        tip = [(x, neck + size * 0.12), (x + side * size * 0.4, neck - size * 0.06)]
        canvas.shape([*tip, (x + side * size * 0.2, neck + size * 0.62)], "#cf2f2a")
    canvas.disc(x, neck + size * 0.14, size * 0.2, "#b92723")


def blackboard(canvas: Canvas, words: str, x: float, y: float, width: float, height: float) -> None:
    """Draw a board with its frame, the words in chalk and a little drawing under them."""
    canvas.box(x - 18, y - 18, width + 36, height + 36, canvas.wood, 12)
    green = mix(canvas.board, "#1f3f35", 0.55)
    canvas.box(x, y, width, height, green)
    canvas.words(words, x + width / 2, y + height * 0.4, min(height * 0.3, 108), "#f7f5ea")
    under = y + height * 0.66
    half = min(width * 0.3, 36 * max(2, len(words)))
    canvas.line([(x + width / 2 - half, under), (x + width / 2 + half, under + 4)], "#f0d98a", 5)
    for at in range(canvas.dice.randint(2, 4)):
        across = canvas.dice.randint(28, 46)
        canvas.disc(x + width * 0.12 + at * 64, y + height * 0.82, across, mix(green, "#ffffff", 0.5))
        canvas.disc(x + width * 0.12 + at * 64, y + height * 0.82, across - 9, green)
    canvas.box(x + width * 0.7, y + height + 2, 70, 12, _WHITE, 4)


def screen(canvas: Canvas, words: str, x: float, y: float, width: float, height: float) -> None:
    """Draw a projection with a title, a few lines of text and bars."""
    canvas.box(x - 14, y - 14, width + 28, height + 28, "#44484c", 10)
    canvas.gradient_box(x, y, width, height, "#f4f8fb", mix(canvas.accent, _WHITE, 0.65))
    canvas.words(
        words,
        x + width / 2,
        y + height * 0.3,
        min(height * 0.2, 84),
        mix(canvas.board, "#000000", 0.2),
        chalk=False,
    )
    for row in range(3):
        length = canvas.dice.uniform(0.3, 0.62) * width
        tone = mix(canvas.board, _WHITE, 0.4 + row * 0.1)
        canvas.box(x + width * 0.14, y + height * (0.52 + row * 0.12), length, height * 0.05, tone, 6)


def window(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """Draw a window with sky, hills and a frame."""
    canvas.gradient_box(x, y, width, height, "#bfe0f2", "#eef7f5")
    hill = mix("#8dbb8a", canvas.accent, 0.15)
    canvas.shape(
        [
            (x, y + height),
            (x, y + height * 0.7),
            (x + width * 0.4, y + height * 0.5),
            (x + width, y + height * 0.75),
            (x + width, y + height),
        ],
        hill,
    )
    canvas.disc(x + width * canvas.dice.uniform(0.2, 0.8), y + height * 0.2, width * 0.16, "#fff3c4")
    frame = mix(canvas.wood, _WHITE, 0.55)
    for left in (x, x + width / 2, x + width):
        canvas.box(left - 6, y - 6, 12, height + 12, frame)
    for top in (y, y + height / 2, y + height):
        canvas.box(x - 6, top - 6, width + 12, 12, frame)


def desk(canvas: Canvas, x: float, y: float, width: float) -> None:
    """Draw a desk seen from the front, with a book on it."""
    canvas.box(x - width * 0.44, y, width * 0.07, width * 0.42, "#8d8f92")
    canvas.box(x + width * 0.37, y, width * 0.07, width * 0.42, "#8d8f92")
    canvas.box(x - width / 2, y - 6, width, width * 0.15, canvas.wood, 6)
    cover = canvas.dice.choice(CLOTHES)
    canvas.shape(
        [
            (x - width * 0.2, y - 6),
            (x - width * 0.12, y - 26),
            (x + width * 0.18, y - 26),
            (x + width * 0.12, y - 6),
        ],
        mix(cover, _WHITE, 0.35),
    )


def tree(canvas: Canvas, x: float, y: float, size: float, leaf: str = "#6fa36b") -> None:
    """Draw a tree; ``y`` is the foot of its trunk."""
    canvas.box(x - size * 0.07, y - size * 0.6, size * 0.14, size * 0.6, "#7a5a41")
    for across, left, up in ((0.7, 0, 1.0), (0.55, -0.28, 0.78), (0.55, 0.28, 0.8), (0.4, 0.08, 1.25)):
        tone = mix(leaf, "#f3f0b0" if up > 1 else "#2f5a3c", 0.12)
        canvas.disc(x + left * size, y - up * size, across * size, tone)


def flag(canvas: Canvas, x: float, y: float, height: float) -> None:
    """Draw a pole with an invented school's banner; ``y`` is its foot."""
    canvas.box(x - 5, y - height, 10, height, "#c9ccd0", 4)
    top, wide = y - height + 12, height * 0.34
    wave = [
        (x + 5, top),
        (x + wide * 0.5, top + 10),
        (x + wide, top),
        (x + wide, top + wide * 0.62),
        (x + wide * 0.5, top + wide * 0.7),
        (x + 5, top + wide * 0.62),
    ]
    canvas.shape(wave, mix(canvas.board, "#2f7d6b", 0.5))
    canvas.shape(
        [
            (x + wide * 0.5, top + wide * 0.14),
            (x + wide * 0.68, top + wide * 0.52),
            (x + wide * 0.32, top + wide * 0.52),
        ],
        _WHITE,
    )


def building(canvas: Canvas, x: float, y: float, width: float, storeys: int) -> None:
    """Draw a school building; ``y`` is the ground."""
    tall = storeys * 120 + 30
    paint = mix(canvas.wall, canvas.accent, 0.3)
    canvas.box(x, y - tall, width, tall, paint)
    canvas.box(x - 14, y - tall - 26, width + 28, 34, canvas.board, 6)
    for storey in range(storeys):
        for column in range(int(width // 110)):
            left, top = x + 28 + column * 110, y - tall + 24 + storey * 120
            canvas.box(left, top, 72, 66, "#d7ecf5", 4)
            canvas.box(left + 33, top, 6, 66, _WHITE)
    canvas.box(x + width / 2 - 46, y - 104, 92, 104, mix(canvas.wood, "#5a3d2b", 0.4), 8)


def pot(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw a plant in a pot."""
    for lean in (-0.5, -0.2, 0.15, 0.5):
        canvas.line([(x, y - size * 0.5), (x + lean * size, y - size * 1.25)], "#5f9a63", size * 0.13)
        canvas.disc(x + lean * size, y - size * 1.25, size * 0.3, "#7fb77a", size * 0.42)
    canvas.shape(
        [
            (x - size * 0.4, y - size * 0.6),
            (x + size * 0.4, y - size * 0.6),
            (x + size * 0.28, y),
            (x - size * 0.28, y),
        ],
        "#c4744e",
    )


def room(canvas: Canvas, horizon: float = 760) -> None:
    """Paint the walls and the floor of a room."""
    canvas.gradient(0, horizon, mix(canvas.wall, _WHITE, 0.45), canvas.wall)
    canvas.gradient(horizon, HEIGHT - horizon, canvas.floor, mix(canvas.floor, canvas.wood, 0.25))
    canvas.box(0, horizon - 14, WIDTH, 14, mix(canvas.wood, _WHITE, 0.45))


def outdoors(canvas: Canvas, horizon: float = 640, ground: str = "#b9cf95") -> None:
    """Paint sky, sun or clouds, hills and ground."""
    dice = canvas.dice
    canvas.gradient(0, horizon, dice.choice(("#a9d5ee", "#b9dcec", "#c6dff0")), "#f3f6ea")
    for _ in range(dice.randint(2, 4)):
        x, y = dice.uniform(80, 1500), dice.uniform(80, 260)
        for shift in (-60, 0, 62):
            canvas.disc(x + shift, y + abs(shift) * 0.12, 120, "#ffffff", 70)
    step = dice.uniform(0, 200)
    for tone, base in (("#a8c7b0", 150), ("#8fb592", 90)):
        for at in range(-1, 5):
            canvas.disc(step + at * 420, horizon + 60, 620, tone, base * 2.6)
        step += 170
    canvas.gradient(horizon, HEIGHT - horizon, ground, mix(ground, "#7f9a5a", 0.35))
