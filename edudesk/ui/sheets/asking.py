"""What lists of any records ask of the archive; all of it runs in the archive's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.papers.asking import kept_papers
from edudesk.ui.papers.paper import Paper

if TYPE_CHECKING:
    from edudesk.services.listing.records import RecordRow, RecordSheet


@dataclass(frozen=True)
class Sheet:
    """A record in words with its files."""

    sheet: "RecordSheet"
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class Hangs:
    """Whether records may be deleted, and the sentences that say what goes along or stands against it.

    ``users`` are the records that use them and stand against it.
    """

    free: bool
    sentences: tuple[str, ...]
    users: tuple[str, ...] = ()


def ask_rows(opened: Opened, ids: Sequence[str]) -> "tuple[RecordRow, ...]":
    """Return the records that are not in the recycle bin."""
    from edudesk.services.listing.records import rows_of

    return tuple(row for row in rows_of(opened.archive, ids) if not row.deleted)


def ask_sheet(opened: Opened, record_id: str, texts: Texts) -> Sheet:
    """Return one record in words."""
    from edudesk.services.listing.records import sheet_of

    opened.standing.catch_up()
    statuses = opened.standing.at(None, opened.clock.today())

    def own_words(vocabulary: str, code: str) -> object:
        return next(filter(None, (one.scheme.word(vocabulary, code) for one in statuses)), None)

    sheet = sheet_of(opened.archive, record_id, texts, own_words)  # type: ignore[arg-type]  # Label or None
    return Sheet(sheet, kept_papers(opened.archive, record_id))


def ask_hanging(opened: Opened, ids: Sequence[str], texts: Texts) -> Hangs:
    """Return what deleting these records would take along."""
    from edudesk.services.recycling import say_hanging, what_hangs

    found = what_hangs(opened.archive, ids)
    users = tuple(one for use in found.used for _label, ids in use.by for one in ids)
    return Hangs(found.free, say_hanging(texts, found), users)


def delete(opened: Opened, ids: Sequence[str]) -> str:
    """Put records into the recycle bin; return the change's id."""
    from edudesk.services.recycling import delete_records

    return delete_records(opened.archive, ids, opened.clock.now())
