"""The flow of a document over pages: where every line, rule, ground and picture lies.

Points, measured from the page's top left corner downwards. Nothing is drawn here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.services.reports.fonts import metrics
from edudesk.services.reports.lines import Line, break_lines
from edudesk.services.reports.pictures import PreparedPicture
from edudesk.services.reports.profiles import Profile, Role, Style

MM = 72 / 25.4
# Where the baseline lies below the top of a Chinese character's square, in ems.
_BASELINE = 0.88


@dataclass(frozen=True)
class TextMark:
    """One line of text at its left end and baseline."""

    x: float
    y: float
    line: Line
    style: Style


@dataclass(frozen=True)
class RuleMark:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class FillMark:
    """A light ground under a label."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class PictureMark:
    """A picture in its frame."""

    x: float
    y: float
    width: float
    height: float
    picture: PreparedPicture


Mark = TextMark | RuleMark | FillMark | PictureMark


class Flow:
    """Pages being filled from the top: ``y`` is where the next thing goes, ``marks`` the current page's."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        top, right, bottom, left = (side * MM for side in profile.margins)
        self.page_width, self.page_height = (side * MM for side in profile.page_mm)
        self.left, self.top = left, top
        self.width = self.page_width - left - right
        self.bottom = self.page_height - bottom
        self.height = self.bottom - top
        self.pages: list[list[Mark]] = [[]]
        self.missing: set[str] = set()
        self.y = top

    @property
    def room(self) -> float:
        """Return the height that is left on this page."""
        return self.bottom - self.y

    @property
    def fresh(self) -> bool:
        """Tell whether nothing stands on this page yet."""
        return not self.pages[-1]

    def turn(self) -> None:
        """Start a new page."""
        self.pages.append([])
        self.y = self.top

    def mark(self, mark: Mark) -> None:
        """Put a mark on the current page."""
        self.pages[-1].append(mark)

    def style(self, role: Role) -> Style:
        """Return the profile's style for a role."""
        return self.profile.styles[role]

    def broken(self, text: str, style: Style, width: float, *, indented: bool = False) -> tuple[Line, ...]:
        """Break clean text into lines and note the characters that no font can draw."""
        lines = break_lines(
            text, style, width, style.indent * (style.size + style.tracking) if indented else 0.0
        )
        self.missing |= metrics(style.face).absent.intersection(text)
        return lines

    def place(self, lines: Sequence[Line], style: Style, x: float, y: float, width: float) -> None:
        """Put lines under each other into a box of ``width`` whose top left corner is (x, y)."""
        fall = (style.leading - style.size) / 2 + style.size * _BASELINE
        for number, line in enumerate(lines):
            if not line.runs:
                continue
            shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[style.alignment]
            start = x + line.offset + (width - line.width - line.offset) * shift
            self.mark(TextMark(start, y + number * style.leading + fall, line, style))

    def write(self, text: str, style: Style, *, indented: bool = False, keep: float = 0.0) -> None:
        """Set text over the full width, over as many pages as it takes.

        ``keep`` is the height that must still follow on the same page (a heading stays with its text).
        """
        lines = self.broken(text, style, self.width, indented=indented)
        if not self.fresh:
            self.y += style.before
            if self.room < min(len(lines), 2) * style.leading + keep:
                self.turn()
        while lines:
            fitting = max(1, int((self.room + 0.01) // style.leading))
            self.place(lines[:fitting], style, self.left, self.y, self.width)
            self.y += min(fitting, len(lines)) * style.leading
            lines = lines[fitting:]
            if lines:
                self.turn()
        self.y += style.after
