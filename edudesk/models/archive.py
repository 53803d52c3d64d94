"""What the archive keeps about its records: who wrote what when, and the files that evidence points to."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from edudesk.models.base import Base, Instant


class ArchiveFact(Base):
    """One fact of the archive itself: its id, its holder, its settings; the value is JSON."""

    __tablename__ = "archive_fact"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


class Writer(Base):
    """A program installation that writes (decisions 2 and 4); ``counter`` is the last one it used."""

    __tablename__ = "writer"

    id: Mapped[str] = mapped_column(primary_key=True)
    counter: Mapped[int]
    ours: Mapped[bool]
    fingerprint: Mapped[str | None]
    minted_at: Mapped[datetime | None] = mapped_column(Instant)


class Change(Base):
    """One thing a person did, of one or many revisions; what undo takes back."""

    __tablename__ = "change"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    subject: Mapped[str | None]
    author: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(Instant)
    undoes: Mapped[str | None] = mapped_column(ForeignKey("change.id"))


class Revision(Base):
    """One state of a record: the whole content, who made it, and all that it knew of (decision 2).

    ``vector`` maps writer to counter. ``clock`` is logical: it grows with every revision that the archive
    sees, so that a wrong wall clock cannot reorder. ``content`` is the record as JSON, ``deleted`` makes it
    a tombstone. ``entered_*``, ``late`` and ``historical`` are settled once and carried along.
    """

    __tablename__ = "revision"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    record_id: Mapped[str] = mapped_column(
        ForeignKey("record.id", deferrable=True, initially="DEFERRED"), index=True
    )
    type: Mapped[str]
    owner_id: Mapped[str]
    writer_id: Mapped[str] = mapped_column(ForeignKey("writer.id"))
    counter: Mapped[int]
    clock: Mapped[int] = mapped_column(index=True)
    vector: Mapped[dict[str, int]]
    parents: Mapped[list[str]]
    change_id: Mapped[str | None] = mapped_column(ForeignKey("change.id"), index=True)
    author: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(Instant)
    deleted: Mapped[bool]
    content: Mapped[dict[str, Any]]
    extra: Mapped[dict[str, Any]]
    withheld: Mapped[list[str]]
    entered_by: Mapped[str | None]
    entered_at: Mapped[datetime] = mapped_column(Instant)
    late: Mapped[bool]
    historical: Mapped[bool]

    __table_args__ = (
        UniqueConstraint("writer_id", "counter"),
        CheckConstraint("counter > 0", name="counter"),
        {"sqlite_autoincrement": True},
    )


class RecordHead(Base):
    """What every record has, whatever its type: the revision that is shown, and what it says of itself."""

    __tablename__ = "record"

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(index=True)
    owner_id: Mapped[str] = mapped_column(
        ForeignKey("record.id", deferrable=True, initially="DEFERRED"), index=True
    )
    revision_id: Mapped[str] = mapped_column(
        ForeignKey("revision.id", deferrable=True, initially="DEFERRED", use_alter=True), index=True
    )
    heads: Mapped[list[str]]
    deleted: Mapped[bool]
    late: Mapped[bool]
    historical: Mapped[bool]
    entered_by: Mapped[str | None]
    entered_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class PartnerKey(Base):
    """The key of a partner's archive; ``pinned`` is all that is known of it, the keys before it too, as JSON.

    ``number`` is the order in which the archives were first seen.
    """

    __tablename__ = "partner_key"

    number: Mapped[int] = mapped_column(primary_key=True)
    archive_id: Mapped[str] = mapped_column(unique=True)
    holder_id: Mapped[str] = mapped_column(index=True)
    pinned: Mapped[dict[str, Any]]


class StoredFile(Base):
    """An original in the evidence store; the row tells what check expects to find."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str | None]
    taken_in_at: Mapped[datetime] = mapped_column(Instant)


class Rendition(Base):
    """A copy that was received of an original; it never takes the original's place (decision 19).

    The original need not be here. The copy is a stored file of its own.
    """

    __tablename__ = "rendition"

    original: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), primary_key=True)
    recipe: Mapped[str]
