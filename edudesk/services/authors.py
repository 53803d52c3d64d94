"""Who enters records: a name that can be switched, and never a login (decision 27)."""

from dataclasses import dataclass

from sqlalchemy import func, select

from edudesk.models.archive import Change
from edudesk.services.archive import Archive

_MOST = 8


@dataclass(frozen=True)
class Authors:
    """The name under which records are entered now, and those that were used before, the last first."""

    now: str
    before: tuple[str, ...]


def author_of(archive: Archive) -> str:
    """Return the name under which records are entered."""
    return archive.fact("author") or ""


def authors(archive: Archive) -> Authors:
    """Return who enters records now, and who did before."""
    now = author_of(archive)
    asked = (
        select(Change.author)
        .where(Change.author.is_not(None), Change.author != "", Change.author != now)
        .group_by(Change.author)
        .order_by(func.max(Change.made_at).desc())
        .limit(_MOST)
    )
    with archive.read() as connection:
        return Authors(now, tuple(str(name) for name in connection.execute(asked).scalars()))


def name_author(archive: Archive, name: str) -> None:
    """Let everything that is entered from now on be by ``name``."""
    archive.set_fact("author", name.strip())
