"""A file as a row of the table."""

from typing import TYPE_CHECKING, Any

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.filing.values import number_key
from edudesk.services.schemes.results import State
from edudesk.ui.pages.files.nodes import volume_words
from edudesk.ui.session import Session
from edudesk.ui.widgets.table_local import by_words
from edudesk.ui.widgets.tables import Cell, Column, Row

if TYPE_CHECKING:
    from edudesk.services.filing.values import FileRow

_WIDTHS = (
    ("title", 0, True),
    ("archive-number", 286, True),
    ("dated", 96, True),
    ("pages", 56, True),
    ("retention", 78, True),
    ("author", 96, True),
    ("number", 120, True),
    ("kind", 120, False),
)


def columns(session: Session) -> tuple[Column, ...]:
    """Return the columns of the table."""
    return tuple(
        Column(code, session.say(f"files.column-{code}"), width, right=code == "pages", shown=shown)
        for code, width, shown in _WIDTHS
    )


def row_of(session: Session, one: "FileRow") -> Row:
    """Return a file as a row; one that waits says where it would go."""
    language = session.texts.language
    kept = VOCABULARIES["retention"].label(one.retention)(language) if one.retention else ""
    kind = VOCABULARIES["document-kind"].label(one.kind)(language)
    number = _number(session, one)
    cells: dict[str, Cell | str] = {
        "title": _title(session, one),
        "archive-number": number,
        "dated": one.dated.isoformat() if one.dated else Cell("—", faint=True),
        "author": one.author,
        "pages": str(one.pages) if one.pages is not None else Cell("—", faint=True),
        "retention": kept,
        "number": one.number,
        "kind": Cell(kind, faint=True),
    }
    spoken = "，".join(filter(None, (one.title, number.text, one.author, kept)))
    return Row(one.id, cells, spoken, one)


def sort_key(row: Row, column: str) -> Any:
    """Return what a column sorts by."""
    one: Any = row.data
    match column:
        case "dated":
            return one.dated.toordinal() if one.dated else 0
        case "pages":
            return one.pages or 0
        case "archive-number":
            return number_key(row.cell(column).text)
    return by_words(row, column)


def _title(session: Session, one: "FileRow") -> Cell:
    say = session.say
    if not one.ours:
        return Cell(one.title, tag=say("files.theirs"))
    if one.folder:
        return Cell(one.title, second=say("files.folder", count=one.files))
    if not one.files and one.about_id is None:
        return Cell(one.title, tag=say("files.bare"))
    return Cell(one.title)


def _number(session: Session, one: "FileRow") -> Cell:
    if one.archive_number:
        hint = session.say("files.twice") if one.twice else ""
        return Cell(one.archive_number, state=State.AT_RISK if one.twice else None, hint=hint)
    if one.proposed is None or not one.ours:
        return Cell("")
    return Cell(session.say("files.goes-to", volume=volume_words(session, one.proposed)), faint=True)
