"""Report profiles: page, faces, sizes and page numbers.

``OFFICIAL`` follows GB/T 9704-2012 (page, type area, grid of 22 lines, faces, page number); ``SHEET`` and
``LEDGER`` are our own compact pages for forms and wide tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Literal

from edudesk.services.reports.document import Alignment
from edudesk.texts import Label

Role = Literal[
    "title",
    "subtitle",
    "heading1",
    "heading2",
    "heading3",
    "body",
    "note",
    "label",
    "cell",
    "head",
    "total",
    "caption",
    "sign",
    "number",
]
A4_MM = (210.0, 297.0)
LONGEST_SIDE = 1400
"""Pixels of a picture: two to an A4 page are some 150 mm wide, so that there are 240 dots to an inch."""
# 28 characters of 16 pt on a type area of 156 mm: the standard's grid sets them a little closer.
_GRID_TRACKING = 156 / 25.4 * 72 / 28 - 16


class Face(Enum):
    """A Chinese type face by its customary name, whatever font stands in for it."""

    TITLE = "小标宋"
    SONG = "宋体"
    SONG_BOLD = "宋体加粗"
    HEI = "黑体"
    HEI_BOLD = "黑体加粗"
    KAI = "楷体"
    FANG = "仿宋"


@dataclass(frozen=True)
class Style:
    """How a role is set.

    Sizes, space around it and ``tracking`` (added to every advance) in points; first-line ``indent`` in
    characters; ``ink`` is a grey (0 black, 1 white).
    """

    face: Face
    size: float
    leading: float
    before: float = 0.0
    after: float = 0.0
    indent: int = 0
    alignment: Alignment = "left"
    ink: float = 0.0
    tracking: float = 0.0


@dataclass(frozen=True)
class Profile:
    """A page and its styles.

    Margins are top, right, bottom, left in millimetres; ``rule`` is the table line in points, ``rule_ink``
    and ``fill`` are greys (0 black, 1 white); ``numbering`` is ``official`` (— 1 — on the outer side) or
    ``total`` (page of pages, on the right).

    """

    name: Label
    margins: tuple[float, float, float, float]
    styles: Mapping[Role, Style]
    numbering: Literal["official", "total"]
    landscape: bool = False
    rule: float = 0.5
    rule_ink: float = 0.55
    fill: float = 0.965
    padding: tuple[float, float] = (5.0, 4.5)
    label_characters: float = 5.2

    @property
    def page_mm(self) -> tuple[float, float]:
        """Return the page's width and height in millimetres."""
        width, height = A4_MM
        return (height, width) if self.landscape else (width, height)


def _styles(**styles: Style) -> Mapping[Role, Style]:
    return MappingProxyType(dict(styles))  # type: ignore[arg-type]


OFFICIAL = Profile(
    name=Label("公文版式（参照 GB/T 9704）", "Official page (after GB/T 9704)"),
    margins=(37.0, 26.0, 35.0, 28.0),
    numbering="official",
    rule_ink=0.35,
    fill=1.0,
    styles=_styles(
        title=Style(Face.TITLE, 22, 34, before=8, after=10, alignment="centre"),
        subtitle=Style(Face.KAI, 16, 28.95, after=14, alignment="centre"),
        heading1=Style(Face.HEI, 16, 28.95, indent=2, tracking=_GRID_TRACKING),
        heading2=Style(Face.KAI, 16, 28.95, indent=2, tracking=_GRID_TRACKING),
        heading3=Style(Face.FANG, 16, 28.95, indent=2, tracking=_GRID_TRACKING),
        body=Style(Face.FANG, 16, 28.95, indent=2, tracking=_GRID_TRACKING),
        note=Style(Face.KAI, 12, 20, before=4, after=4, ink=0.25),
        label=Style(Face.HEI, 10.5, 16.5, alignment="centre"),
        cell=Style(Face.FANG, 10.5, 16.5),
        head=Style(Face.HEI, 10.5, 16.5, alignment="centre"),
        total=Style(Face.HEI, 10.5, 16.5),
        caption=Style(Face.KAI, 12, 19, alignment="centre"),
        sign=Style(Face.FANG, 14, 24, before=14),
        number=Style(Face.SONG, 14, 16),
    ),
)

_SHEET_STYLES = _styles(
    title=Style(Face.SONG_BOLD, 17, 26, after=4, alignment="centre"),
    subtitle=Style(Face.KAI, 11, 17, after=8, alignment="centre", ink=0.25),
    heading1=Style(Face.HEI_BOLD, 11.5, 19, before=10, after=4),
    heading2=Style(Face.HEI, 10.5, 18, before=6, after=2),
    heading3=Style(Face.SONG_BOLD, 10.5, 18, before=4, after=2),
    body=Style(Face.SONG, 10.5, 18, indent=2, after=2),
    note=Style(Face.KAI, 9.5, 15, before=3, after=3, ink=0.35),
    label=Style(Face.HEI, 10, 15.5, alignment="centre", ink=0.15),
    cell=Style(Face.SONG, 10.5, 16.5),
    head=Style(Face.HEI, 10, 15.5, alignment="centre", ink=0.1),
    total=Style(Face.HEI_BOLD, 10, 16),
    caption=Style(Face.KAI, 10.5, 16, before=5, after=10, alignment="centre", ink=0.15),
    sign=Style(Face.SONG, 10.5, 18, before=16),
    number=Style(Face.SONG, 9, 12, ink=0.4),
)

SHEET = Profile(
    name=Label("表单版式", "Form page"),
    margins=(20.0, 20.0, 20.0, 20.0),
    numbering="total",
    styles=_SHEET_STYLES,
)

LEDGER = Profile(
    name=Label("台账版式（横向）", "Ledger page (landscape)"),
    margins=(17.0, 15.0, 17.0, 15.0),
    numbering="total",
    landscape=True,
    padding=(3.5, 3.5),
    styles=MappingProxyType(
        {
            **_SHEET_STYLES,
            "cell": Style(Face.SONG, 9, 13.5),
            "head": Style(Face.HEI, 9, 13.5, alignment="centre", ink=0.1),
            "total": Style(Face.HEI_BOLD, 9, 13.5),
        }
    ),
)
