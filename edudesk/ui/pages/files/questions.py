"""What the page asks of the archive and has it write; run in the desk's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.texts import Label, Texts
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode
    from edudesk.services.filing.filing import Filed, Proposal, Renumbered
    from edudesk.services.filing.listing import FilePage
    from edudesk.services.filing.numbering import FilingRules
    from edudesk.services.filing.values import FileOrder, FileRow, Shelves, Wanted
    from edudesk.services.filing.volumes import Volume


@dataclass(frozen=True)
class Known:
    """What stands around the list: the volumes, the rules, and the terms that it can be narrowed to."""

    shelves: "Shelves"
    rules: "FilingRules"
    terms: "tuple[tuple[TermCode, Label], ...]"


@dataclass(frozen=True)
class Original:
    """A file that can be opened."""

    sha256: str
    name: str


@dataclass(frozen=True)
class Stands:
    """Whether documents may be deleted, and the sentences that say what goes along or stands against it."""

    free: bool
    sentences: tuple[str, ...]


def ask_known(opened: Opened) -> Known:
    """Return the volumes and how they are numbered."""
    from edudesk.services.filing.listing import shelves
    from edudesk.services.filing.rules import filing_rules
    from edudesk.services.frame import frame

    archive, today = opened.archive, opened.clock.today()
    return Known(shelves(archive, today), filing_rules(archive), frame(archive, today).terms)


def ask_page(opened: Opened, wanted: "Wanted", order: "FileOrder", first: int, count: int) -> "FilePage":
    """Return a page of the files of a place."""
    from edudesk.services.filing.listing import page_of_files

    return page_of_files(opened.archive, wanted, opened.clock.today(), order, first=first, count=count)


def ask_values(opened: Opened, wanted: "Wanted", column: str) -> tuple[str, ...]:
    """Return the few different words of a column."""
    from edudesk.services.filing.listing import values_of

    return values_of(opened.archive, wanted, column, opened.clock.today())


def ask_ids(opened: Opened, wanted: "Wanted", order: "FileOrder") -> tuple[str, ...]:
    """Return the ids of all files of a place."""
    from edudesk.services.filing.listing import file_ids

    return file_ids(opened.archive, wanted, opened.clock.today(), order)


def ask_files(opened: Opened, ids: Sequence[str]) -> "tuple[FileRow, ...]":
    """Return certain files."""
    from edudesk.services.filing.listing import files_by_id

    return files_by_id(opened.archive, ids, opened.clock.today())


def ask_waiting(opened: Opened) -> "tuple[FileRow, ...]":
    """Return all documents that wait to be filed, as they are usually sorted."""
    from edudesk.services.filing.values import USUAL, Wanted

    return ask_files(opened, ask_ids(opened, Wanted(), USUAL))


def ask_originals(opened: Opened, row: "FileRow") -> tuple[Original, ...]:
    """Return the files of a document, those of the activity that it stands for included."""
    from edudesk.services.filing.values import evidence_of
    from edudesk.services.records import all_of

    found = (
        one
        for record_id in evidence_of(row)
        for one in all_of(opened.archive, "evidence", about_id=record_id)
    )
    return tuple(Original(one.content["sha256"], one.content["name"]) for one in found)


def ask_proposal(
    opened: Opened, ids: Sequence[str], volume: "Volume | None", first: int | None
) -> "Proposal":
    """Return what filing would do."""
    from edudesk.services.filing.filing import propose

    return propose(opened.archive, ids, volume, opened.clock.today(), first)


def file_away(opened: Opened, ids: Sequence[str], volume: "Volume | None", first: int | None) -> "Filed":
    """File documents; return the change."""
    from edudesk.services.filing.filing import file_away as file_them

    return file_them(opened.archive, ids, volume, opened.clock.now(), first)


def take_out(opened: Opened, ids: Sequence[str]) -> str:
    """Take documents out of their volumes; return the change."""
    from edudesk.services.filing.filing import take_out as take_them

    return take_them(opened.archive, ids, opened.clock.now())


def ask_renumbering(opened: Opened, volume: str) -> "tuple[Renumbered, ...]":
    """Return which documents of a volume would get another number."""
    from edudesk.services.filing.filing import renumbering

    return renumbering(opened.archive, volume, opened.clock.today())


def renumber(opened: Opened, volume: str) -> str:
    """Count a volume through from 1; return the change."""
    from edudesk.services.filing.filing import renumber as count_through

    return count_through(opened.archive, volume, opened.clock.now())


def keep_rules(opened: Opened, rules: "FilingRules") -> None:
    """Let the school number in this way from now on."""
    from edudesk.services.filing.rules import set_filing_rules

    set_filing_rules(opened.archive, rules)


def stands(opened: Opened, ids: Sequence[str], texts: Texts) -> Stands:
    """Return whether documents may be deleted."""
    from edudesk.services.recycling import say_hanging, what_hangs

    hanging = what_hangs(opened.archive, ids)
    return Stands(hanging.free, tuple(say_hanging(texts, hanging)))


def delete(opened: Opened, ids: Sequence[str]) -> str:
    """Put documents into the recycle bin; return the change."""
    from edudesk.services.recycling import delete_records

    return delete_records(opened.archive, ids, opened.clock.now())


def print_paper(opened: Opened, kind: str, volumes: Sequence[str], path: Path | None, texts: Texts) -> Path:
    """Write a paper of volumes to a file; without one as a PDF among the derived files."""
    from edudesk.services.filing.printing import PAPERS, write_paper
    from edudesk.services.listing.viewing import VIEWED

    if path is None:
        path = opened.archive.derived / VIEWED / f"{PAPERS[kind].name(texts.language)}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
    write_paper(opened.archive, kind, volumes, path, today=opened.clock.today(), texts=texts)
    return path
