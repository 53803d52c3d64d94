"""A file as a row of the table."""

from typing import TYPE_CHECKING

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.results import State
from edudesk.ui.pages.files.nodes import volume_words
from edudesk.ui.session import Session
from edudesk.ui.widgets.tables import NOT_KNOWN, Cell, Column, Row

if TYPE_CHECKING:
    from edudesk.services.filing.values import FileRow

_WIDTHS = (
    ("title", 0, True),
    ("archive-number", 258, True),
    ("dated", 96, True),
    ("files", 50, True),
    ("pages", 50, True),
    ("retention", 74, False),
    ("author", 96, True),
    ("number", 120, False),
    ("kind", 120, False),
)
_NUMBER = {"zh": 240, "en": 212}
"""Pixels at standard size that a whole archive number takes, whose dots are narrower in English.

Cut at their end, those of a volume look alike.
"""


def columns(session: Session) -> tuple[Column, ...]:
    """Return the columns of the table."""
    return tuple(
        Column(
            code,
            session.say(f"files.column-{code}"),
            width,
            right=code in {"files", "pages"},
            sortable=code != "files",
            shown=shown,
            least=_NUMBER[session.texts.language] if code == "archive-number" else 0,
        )
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
        "dated": one.dated.isoformat() if one.dated else NOT_KNOWN,
        "author": one.author,
        "files": str(one.files) if one.files or one.about_id is None else NOT_KNOWN,
        "pages": str(one.pages) if one.pages is not None else NOT_KNOWN,
        "retention": kept,
        "number": one.number,
        "kind": Cell(kind, faint=True),
    }
    spoken = session.texts.phrase((one.title, number.text, one.author, kept))
    return Row(one.id, cells, spoken, one)


def _title(session: Session, one: "FileRow") -> Cell:
    return Cell(one.title, tag="" if one.ours else session.say("files.theirs"))


def _number(session: Session, one: "FileRow") -> Cell:
    if one.archive_number:
        hint = session.say("files.twice") if one.twice else ""
        return Cell(one.archive_number, state=State.AT_RISK if one.twice else None, hint=hint)
    if one.proposed is None or not one.ours:
        return Cell("")
    return Cell(session.say("files.goes-to", volume=volume_words(session, one.proposed)), faint=True)
