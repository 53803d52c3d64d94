"""The one table of colours and sizes; the style sheet, the palette and the painters all read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Shade(StrEnum):
    """Which of the two tables of colours is shown."""

    LIGHT = "light"
    DARK = "dark"


class Size(StrEnum):
    """How large type, heights, icons and cells are."""

    STANDARD = "standard"
    LARGE = "large"
    LARGER = "larger"


SCALES = {Size.STANDARD: 1.0, Size.LARGE: 1.15, Size.LARGER: 1.25}

_LIGHT = {
    "bg": "#F6F5F2",
    "nav": "#EEEDE9",
    "surface": "#FFFFFF",
    "sunken": "#F8F8F6",
    "hover": "#F1F2EF",
    "line": "#DEDED9",
    "bline": "#B2B6BA",
    "line2": "#84888E",
    "text": "#1E2329",
    "text2": "#4A515A",
    "text3": "#646B74",
    "accent": "#235290",
    "accentFill": "#235290",
    "accentHover": "#1B4479",
    "accentSoft": "#E7EEF7",
    "onAccent": "#FFFFFF",
    "strip": "#2A2F36",
    "onStrip": "#FFFFFF",
    "stripLink": "#8FB8EE",
    "stripMet": "#7CCB9A",
    "disabled": "#EEEDE9",
}
_DARK = {
    "bg": "#16181B",
    "nav": "#111315",
    "surface": "#1E2125",
    "sunken": "#23272C",
    "hover": "#272B31",
    "line": "#343A41",
    "bline": "#565E68",
    "line2": "#7C858F",
    "text": "#E9EBEE",
    "text2": "#B9C0C8",
    "text3": "#98A1AB",
    "accent": "#8FB8EE",
    "accentFill": "#3B6FB6",
    "accentHover": "#4275BC",
    "accentSoft": "#223349",
    "onAccent": "#FFFFFF",
    "strip": "#33393F",
    "onStrip": "#FFFFFF",
    "stripLink": "#8FB8EE",
    "stripMet": "#7CCB9A",
    "disabled": "#23272C",
}
# By the values of schemes' State, which is not imported: the window paints before the rules are loaded.
_LIGHT_STATES = {
    "met": ("#1B6B40", "#E5F3EA"),
    "exceeded": ("#0C6068", "#DFF1F2"),
    "on-track": ("#235290", "#E7EEF7"),
    "at-risk": ("#8A4A00", "#FDF0DA"),
    "missed": ("#A3211B", "#FBE8E6"),
    "not-applicable": ("#5A616A", "#EDEEEC"),
}
_DARK_STATES = {
    "met": ("#7CCB9A", "#1B3326"),
    "exceeded": ("#79CBD2", "#183234"),
    "on-track": ("#8FB8EE", "#223349"),
    "at-risk": ("#F0B35E", "#3A2C16"),
    "missed": ("#F29A92", "#412221"),
    "not-applicable": ("#A4ABB4", "#2B3036"),
}

POINTS = {
    "figure": 15.0,
    "title": 17.0,
    "guide": 19.0,
    "detail": 13.0,
    "card": 12.0,
    "body": 11.0,
    "second": 10.5,
    "caption": 10.0,
    "hint": 9.0,
}
"""Type sizes in points; titles, figures and what is chosen are bold, all else regular."""

PIXELS = {
    "button": 36,
    "row-button": 32,
    "primary": 38,
    "table-head": 38,
    "row": 43,
    "two-line": 68,
    "side-row": 47,
    "nav-row": 36,
    "topbar": 56,
    "bottombar": 54,
    "target": 28,
    "icon": 20,
    "cell": 16,
    "cell-gap": 4,
    "margin": 24,
    "card-radius": 8,
    "radius": 6,
    "tag-radius": 4,
    "cell-radius": 3,
}
"""Heights and spaces in device-independent pixels at standard size."""


@dataclass(frozen=True)
class StateColours:
    """The ink of a state, and the soft ground it may stand on."""

    ink: str
    soft: str


@dataclass(frozen=True)
class Tokens:
    """Colours as ``#RRGGBB`` by name, and sizes multiplied by ``scale``."""

    shade: Shade
    size: Size
    colours: Mapping[str, str]
    states: Mapping[str, StateColours]

    @property
    def scale(self) -> float:
        """The factor of the type size."""
        return SCALES[self.size]

    def colour(self, name: str) -> str:
        """Return a colour by its name; a state's name gives its ink, with ``-soft`` its ground.

        ValueError for a name that is neither.
        """
        found = self.colours.get(name)
        if found is not None:
            return found
        soft = name.endswith("-soft")
        colours = self.states.get(name.removesuffix("-soft"))
        if colours is None:
            raise ValueError(name)
        return colours.soft if soft else colours.ink

    def px(self, size: float | str) -> int:
        """Return a size in pixels, by number or by its name in :data:`PIXELS`, at this scale."""
        return round((PIXELS[size] if isinstance(size, str) else size) * self.scale)

    def pt(self, role: str) -> float:
        """Return the type size of a role of :data:`POINTS`, at this scale."""
        return POINTS[role] * self.scale


def tokens(shade: Shade, size: Size = Size.STANDARD) -> Tokens:
    """Return the table for a shade and a size."""
    dark = shade is Shade.DARK
    states = _DARK_STATES if dark else _LIGHT_STATES
    return Tokens(
        shade,
        size,
        _DARK if dark else _LIGHT,
        {state: StateColours(*pair) for state, pair in states.items()},
    )
