"""What a table is made of: columns, rows of cells, and the request by which a page of rows is fetched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from edudesk.services.listing.column_words import ColumnWords
from edudesk.services.schemes.results import State


@dataclass(frozen=True)
class Column:
    """One column; ``width`` in pixels at standard size, 0 for the one that takes what is left.

    A column is ``filterable`` where the list can be narrowed by its words.
    """

    code: str
    title: str
    width: int = 0
    right: bool = False
    sortable: bool = True
    shown: bool = True
    filterable: bool = True


@dataclass(frozen=True)
class Cell:
    """What stands in one cell.

    A ``state`` puts its glyph before the text, in its ink. ``second`` is the second line where rows have two,
    else words behind the text. ``tag`` is a neutral fact on grey, ``faint`` words of less weight, ``hint``
    the whole story for the mouse that rests.
    """

    text: str = ""
    second: str = ""
    tag: str = ""
    state: State | None = None
    faint: bool = False
    bold: bool = False
    hint: str = ""

    @property
    def spoken(self) -> str:
        """Everything the cell says, for those who listen."""
        return "，".join(part for part in (self.text, self.second, self.tag) if part)


@dataclass(frozen=True)
class Row:
    """One row by the id of its record; ``spoken`` is its sentence, ``data`` what the page wants back."""

    id: str
    cells: Mapping[str, Cell | str]
    spoken: str = ""
    data: object = None

    def cell(self, column: str) -> Cell:
        """Return what stands in a column, an empty cell where nothing does."""
        found = self.cells.get(column, "")
        return found if isinstance(found, Cell) else Cell(found)


Deliver = Callable[[Sequence[Row], int], None]
"""Called on the GUI thread with the rows asked for and how many there are in all."""


@dataclass(frozen=True)
class Request:
    """A page of rows that the model wants; ``sort`` is a column's code, or empty for the usual order.

    ``narrowed`` is what the list is narrowed to by its columns.
    """

    first: int
    count: int
    sort: str
    descending: bool
    deliver: Deliver
    narrowed: tuple[ColumnWords, ...] = ()


@dataclass(frozen=True)
class TableAction:
    """Something that can be done with the ticked rows."""

    code: str
    text: str
    icon: str = ""
    danger: bool = False
