"""A document before it has a page: blocks of content that PDF, Word and Excel all render.

Widths are weights, never points; what a block looks like is the profile's affair.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Literal

from edudesk.texts import Language

Value = str | int | float | Decimal | date | time | None
Alignment = Literal["left", "centre", "right"]
Kind = Literal["text", "number", "date"]


@dataclass(frozen=True)
class Heading:
    """A heading within the text; ``level`` is 1 (一、), 2 （一） or 3 (1.)."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; each line of ``text`` is a paragraph of its own, with the profile's first-line indent."""

    text: str
    alignment: Alignment = "left"
    indented: bool = True


@dataclass(frozen=True)
class Note:
    """A small remark beside the content proper: a mark, a legend, where figures come from."""

    text: str
    alignment: Alignment = "left"


@dataclass(frozen=True)
class Field:
    """One label with its value in a record form (表格).

    ``span`` counts the pairs of the form's grid that it covers (0: all that are left in its row);
    ``lines`` is the least height in lines, for boxes that people also fill by hand.
    """

    label: str
    value: Value = None
    span: int = 1
    lines: int = 1


@dataclass(frozen=True)
class KeyValueTable:
    """A record form: rows of label and value pairs on a grid of ``columns`` (1 to 3) pairs."""

    rows: tuple[tuple[Field, ...], ...]
    columns: Literal[1, 2, 3] = 2


@dataclass(frozen=True)
class Column:
    """A column of a table; ``weight`` is its share of the width against its neighbours'."""

    heading: str
    weight: float = 1.0
    alignment: Alignment = "left"
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """Rows under a heading row that repeats on every page; ``totals`` are closing rows in bold.

    ``row_lines`` is the least height of a row in lines (1.6 leaves room for a signature).
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[tuple[Value, ...], ...] = ()
    row_lines: float = 1.0
    name: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture already turned upright, as bytes or a path, with the words under it.

    ``instead`` are words for the place of one that is not shown on purpose.
    """

    source: bytes | Path
    caption: str
    instead: str = ""


@dataclass(frozen=True)
class Photos:
    """Pictures, ``per_page`` to a page, each with its caption."""

    pictures: tuple[Picture, ...]
    per_page: Literal[1, 2] = 2


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True)
class SignatureBlock:
    """The foot of a form: who filled in, who checked, seal and date; an empty value leaves room to write."""

    entries: tuple[tuple[str, str], ...] = (("填表人", ""), ("审核人", ""), ("（盖章）", ""), ("日期", ""))


Block = Heading | Paragraph | Note | KeyValueTable | Table | Photos | PageBreak | SignatureBlock


@dataclass(frozen=True)
class Document:
    """A whole document.

    ``running`` stands small at the foot of every page where the profile has room for it (school · term);
    ``author`` goes into the file's properties only; ``made`` (a day handed in) dates the file.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    running: str = ""
    author: str = ""
    language: Language = "zh"
    made: date | None = None


@dataclass(frozen=True)
class Sheet:
    """A plain worksheet: columns and rows, nothing else."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[tuple[Value, ...], ...] = ()
