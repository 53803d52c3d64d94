"""What the page asks of the archive and has it write; run in the desk's thread."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.services.calendar import TermCode
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.frame import LastBackup
    from edudesk.services.termbook import TermDays


@dataclass(frozen=True)
class Settings:
    """What of the settings lies in the archive."""

    school: str
    short_name: str
    author: str
    terms: "tuple[TermDays, ...]"
    backup: "LastBackup | None"
    deleted: int
    folder: Path


def ask_settings(opened: Opened) -> Settings:
    """Return the school, who enters records, the terms and the last backup."""
    from edudesk.services import records
    from edudesk.services.frame import frame
    from edudesk.services.recycling import in_the_bin
    from edudesk.services.termbook import term_days

    archive, today = opened.archive, opened.clock.today()
    around = frame(archive, today)
    holder = records.get(archive, archive.holder_id).content
    return Settings(
        school=str(holder["name"]),
        short_name=holder.get("short_name") or "",
        author=archive.fact("author") or "",
        terms=term_days(archive, tuple(code for code, _label in around.terms)),
        backup=around.backup,
        deleted=len(in_the_bin(archive)),
        folder=archive.folder,
    )


def rename_school(opened: Opened, name: str, short_name: str) -> str:
    """Write the school's names; return the id of the change."""
    from edudesk.services.changes import change

    with change(opened.archive, "school.edit", opened.clock.now(), subject=name) as writing:
        writing.edit(opened.archive.holder_id, {"name": name, "short_name": short_name or None})
        return writing.change_id


def name_author(opened: Opened, author: str) -> None:
    """Keep who enters records from now on."""
    from edudesk.services.authors import name_author

    name_author(opened.archive, author)


def move_term(opened: Opened, code: TermCode, first: date, last: date) -> str:
    """Write a term's days; return the id of the change."""
    from edudesk.services.termbook import set_term_days

    return set_term_days(opened.archive, code, first, last, opened.clock.now())
