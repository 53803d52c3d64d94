"""What stands around every page of the window: the school, its terms, and when it was last backed up."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select

from edudesk.errors import UserError
from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead
from edudesk.models.contents import Content
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.authors import author_of
from edudesk.services.calendar import Term, TermCode, TermStyle, term_label, term_of
from edudesk.services.calendar.terms import terms_around
from edudesk.texts import Label

_BACKED_UP = "last-backup"


@dataclass(frozen=True)
class LastBackup:
    """When (UTC) and into which folder the archive was last backed up."""

    at: datetime
    folder: Path


@dataclass(frozen=True)
class Frame:
    """The school's name and short name, its terms with the newest first, the present one, the last backup.

    ``style`` is how the school writes terms, ``since`` is when (UTC) the archive was begun, ``author`` who
    enters records.
    """

    school: str
    short: str
    terms: tuple[tuple[TermCode, Label], ...]
    present: TermCode
    backup: LastBackup | None
    since: datetime
    style: TermStyle
    author: str = ""


def frame(archive: Archive, today: date) -> Frame:
    """Return what stands around every page; every term from the first with an activity or entered days."""
    entered = records.all_of(archive, "term")
    style = next((one.content["style"] for one in entered if one.content.get("style")), "")
    known = {each.value for each in TermStyle}
    written = TermStyle(style) if style in known else TermStyle.LONG_DASH
    terms = tuple(_term(one.content) for one in entered)
    present = term_of(today, terms)
    codes = {present, *(term.code for term in terms), *_worked(archive, terms, present)}
    holder = records.get(archive, archive.holder_id)
    return Frame(
        school=str(holder.content["name"]),
        short=str(holder.content.get("short_name") or ""),
        terms=tuple((code, term_label(code, written)) for code in sorted(codes, reverse=True)),
        present=present,
        backup=last_backup(archive),
        since=holder.entered_at,
        style=written,
        author=author_of(archive),
    )


def last_backup(archive: Archive) -> LastBackup | None:
    """Return the last backup that was finished; None before the first."""
    kept = archive.fact(_BACKED_UP)
    return LastBackup(datetime.fromisoformat(kept["at"]), Path(kept["folder"])) if kept else None


def note_backup(archive: Archive, folder: Path, now: datetime) -> None:
    """Keep that a backup was finished in ``folder``."""
    archive.set_fact(_BACKED_UP, {"at": now.isoformat(), "folder": str(folder)})


def _term(content: Content) -> Term:
    return Term(TermCode.parse(content["code"]), content["starts_on"], content["ends_on"])


def _worked(archive: Archive, terms: tuple[Term, ...], present: TermCode) -> set[TermCode]:
    """Return the terms between the first activity and the present one."""
    asked = (
        select(func.min(Activity.starts_on))
        .join(RecordHead, RecordHead.id == Activity.id)
        .where(~RecordHead.deleted)
    )
    with archive.read() as connection:
        first = connection.execute(asked).scalar()
    if first is None:
        return set()
    try:
        begin = term_of(first, terms)
    except UserError:  # an absurd day, which the page it was typed on explains
        return set()
    years = range(begin.start_year, present.start_year + 1)
    around = {term.code for year in years for term in terms_around(year, terms)}
    return {code for code in around if begin <= code <= present}
