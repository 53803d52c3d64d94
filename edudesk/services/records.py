"""Reading records of any type as plain frozen values."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.models.contents import Content, from_json
from edudesk.models.description import RecordType
from edudesk.models.filing import Evidence
from edudesk.models.people_work import Opinion
from edudesk.models.registry import record_types, tables
from edudesk.services.archive import Archive
from edudesk.services.listing.titles import title_in


@dataclass(frozen=True)
class Record:
    """One record as it is shown now; ``conflicted`` when another version waits for a person's choice."""

    id: RecordId
    type: str
    owner_id: RecordId
    content: Content
    extra: Mapping[str, Any]
    withheld: tuple[str, ...]
    deleted: bool
    late: bool
    historical: bool
    entered_by: str | None
    entered_at: datetime
    changed_at: datetime
    revision_id: str
    vector: Mapping[str, int]
    conflicted: bool

    @property
    def described(self) -> RecordType:
        """The description of the record's type."""
        return record_types()[self.type]

    @property
    def title(self) -> str:
        """What names the record in a list."""
        return title_of(self.described, self.content)


def title_of(described: RecordType, content: Content) -> str:
    """Return what names a record of this content in a list, as papers and the history write it."""
    return title_in(described, content, "zh")


_COLUMNS = (
    RecordHead.id,
    RecordHead.type,
    RecordHead.owner_id,
    Revision.content,
    Revision.extra,
    Revision.withheld,
    RecordHead.deleted,
    RecordHead.late,
    RecordHead.historical,
    RecordHead.entered_by,
    RecordHead.entered_at,
    RecordHead.changed_at,
    RecordHead.revision_id,
    Revision.vector,
    RecordHead.heads,
)


def _selection() -> Select[Any]:
    return select(*_COLUMNS).join(Revision, Revision.id == RecordHead.revision_id)


def _record(row: Row[Any]) -> Record:
    fields = record_types()[row.type].fields
    return Record(
        id=row.id,
        type=row.type,
        owner_id=row.owner_id,
        content=from_json(fields, row.content),
        extra=row.extra,
        withheld=tuple(row.withheld),
        deleted=row.deleted,
        late=row.late,
        historical=row.historical,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        changed_at=row.changed_at,
        revision_id=row.revision_id,
        vector=row.vector,
        conflicted=len(row.heads) > 1,
    )


def get(source: Archive | Connection, record_id: RecordId) -> Record:
    """Return one record, also a deleted one; ``record.none`` when there is none."""
    row = _rows(source, _selection().where(RecordHead.id == record_id))
    if not row:
        raise UserError("record.none")
    return _record(row[0])


def get_many(source: Archive | Connection, ids: Iterable[RecordId]) -> dict[RecordId, Record]:
    """Return several records by id; those that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[RecordId, Record] = {}
    for start in range(0, len(wanted), 500):
        chosen = _selection().where(RecordHead.id.in_(wanted[start : start + 500]))
        found |= {row.id: _record(row) for row in _rows(source, chosen)}
    return found


def all_of(
    source: Archive | Connection, type_code: str, *, deleted: bool = False, **equal: Any
) -> tuple[Record, ...]:
    """Return the records of a type in the order of their making; ``equal`` compares plain fields.

    With ``deleted`` the recycle bin instead.
    """
    chosen = _selection().where(RecordHead.deleted.is_(deleted))
    if not equal:
        chosen = chosen.where(RecordHead.type == type_code)
    else:
        # The table holds this type alone; told the type too, SQLite would walk all records of the type.
        table = tables()[type_code]
        chosen = chosen.join(table, table.id == RecordHead.id)
        for name, value in equal.items():
            chosen = chosen.where(getattr(table, name) == value)
    return tuple(_record(row) for row in _rows(source, chosen.order_by(RecordHead.id)))


def about(
    connection: Connection, table: type[Evidence] | type[Opinion], subjects: Collection[RecordId]
) -> tuple[Record, ...]:
    """Return the evidence or the opinions about these records that are not in the recycle bin."""
    found: list[RecordId] = []
    wanted = sorted(subjects)
    for start in range(0, len(wanted), 500):
        chosen = select(table.id).where(table.about_id.in_(wanted[start : start + 500]))
        found += connection.execute(chosen).scalars()
    return tuple(one for one in get_many(connection, found).values() if not one.deleted)


def history(source: Archive | Connection, record_id: RecordId) -> Iterator[Mapping[str, Any]]:
    """Give the revisions of a record, oldest first, as rows of the revision table."""
    chosen = select(Revision.__table__).where(Revision.record_id == record_id).order_by(Revision.sequence)
    yield from (dict(row._mapping) for row in _rows(source, chosen))  # noqa: SLF001 - SQLAlchemy's documented name


def _rows(source: Archive | Connection, chosen: Select[Any]) -> list[Row[Any]]:
    if isinstance(source, Connection):
        return list(source.execute(chosen))
    with source.read() as connection:
        return list(connection.execute(chosen))
