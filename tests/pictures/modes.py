"""In how many ways every page is looked at."""

from dataclasses import dataclass

from edudesk.services.preferences import ShadeChoice, SizeChoice
from edudesk.texts import Language

LAPTOP = (1366, 696)
"""The window on a screen of 1366×768: without the title bar and the task bar."""
DESKTOP = (1920, 1008)
NARROW = (911, 560)
"""A screen of 1366×768 at 150 %: the least width the window is made for."""


@dataclass(frozen=True)
class Mode:
    """One way to look: language, shade and type size of the window, its size in pixels, its pixel ratio."""

    code: str
    language: Language
    shade: ShadeChoice
    size: SizeChoice
    room: tuple[int, int]
    ratio: float = 1.0


_SIZES: tuple[SizeChoice, ...] = ("standard", "larger")
_SHADES: tuple[ShadeChoice, ...] = ("light", "dark")
_LANGUAGES: tuple[Language, ...] = ("zh", "en")

MODES = {
    mode.code: mode
    for mode in (
        *(
            Mode(
                f"{width}-{shade}-{language}{'-larger' if size == 'larger' else ''}",
                language,
                shade,
                size,
                room,
            )
            for width, room in ((1366, LAPTOP), (1920, DESKTOP))
            for size in _SIZES
            for shade in _SHADES
            for language in _LANGUAGES
        ),
        Mode("1366-light-zh-150", "zh", "light", "standard", NARROW, 1.5),
        Mode("1366-light-en-150", "en", "light", "standard", NARROW, 1.5),
    )
}
