"""What a table is made of: columns, rows of cells, and the request by which a page of rows is fetched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from edudesk.services.listing.column_words import ColumnWords
from edudesk.services.schemes.results import State


@dataclass(frozen=True)
class Column:
    """One column; ``width`` in pixels at standard size, 0 for the one that takes what is left.

    A column is ``filterable`` where the list can be narrowed by its words. Those of one that is ``whole`` are
    never cut: part of a day or of a check code tells nothing. ``least`` pixels at standard size are kept
    where its words need as many, as those of archive numbers do, which differ at their end.
    """

    code: str
    title: str
    width: int = 0
    right: bool = False
    sortable: bool = True
    shown: bool = True
    filterable: bool = True
    whole: bool = False
    least: int = 0


_NOTHING = frozenset(("", "—", "–", "-"))


@dataclass(frozen=True)
class Cell:
    """What stands in one cell.

    A ``state`` puts its glyph before the text, in its ink. ``second`` is the second line where rows have two,
    else words behind the text. ``tag`` is a neutral fact on grey, ``faint`` words of less weight, ``hint``
    the whole story for the mouse that rests. ``value`` is what a sheet is given instead of words: a day.
    """

    text: str = ""
    second: str = ""
    tag: str = ""
    state: State | None = None
    faint: bool = False
    bold: bool = False
    hint: str = ""
    value: date | None = None

    @property
    def says(self) -> bool:
        """Whether its text tells something: a dash stands for what nobody gave."""
        return self.state is not None or self.text not in _NOTHING

    @property
    def written(self) -> str | date:
        """What stands in the cell of a sheet; what is said beside it stands in a column of its own there."""
        return self.value or self.text

    @property
    def beside(self) -> tuple[str, ...]:
        """What the cell says beside its text."""
        return tuple(part for part in (self.second, self.tag) if part)

    @property
    def said(self) -> tuple[str, ...]:
        """Everything the cell says, part by part, for those who listen."""
        return tuple(part for part in (self.text, *self.beside) if part)


NOT_KNOWN = Cell("—", faint=True)
"""A figure or day that nobody gave; one that is nought is written 0. Words that nobody gave are left out."""


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
