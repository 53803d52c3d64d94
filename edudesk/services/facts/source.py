"""Where the facts of one community are read from: its tables, with linked records as one."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Table, select

from edudesk.models.archive import RecordHead
from edudesk.models.base import Base, RecordTable
from edudesk.models.filing import Evidence
from edudesk.models.people_work import Opinion
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.calendar import TermCode
from edudesk.services.identity import Identity

Part = TypeVar("Part")
Rows = Mapping[str, list[Row[Any]]]
"""Rows of a child table by the record they belong to."""
Opinions = Mapping[str, Mapping[str, str]]
"""What others say, by the record it is about: kind to newest grade, empty where none is given."""


def present(table: type[RecordTable]) -> Any:
    """Return the selection of a table's records that are not in the recycle bin, oldest first."""
    return (
        select(table.__table__, RecordHead.late)
        .join(RecordHead, RecordHead.id == table.id)
        .where(RecordHead.deleted.is_(False))
        .order_by(table.id)
    )


@dataclass(frozen=True)
class Papers:
    """The evidence on one record: how many files, of which kinds."""

    count: int = 0
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Source:
    """One community's tables; ``papers`` is the evidence by the record it is about.

    An empty ``community_id`` means the records that were filed with no community.
    """

    connection: Connection
    community_id: str
    holder_id: str | None
    identity: Identity
    papers: Mapping[str, Papers]
    shared: dict[str, Any] = field(default_factory=dict)
    """What was read for one community and is the same for all."""

    @property
    def communities(self) -> tuple[str, ...]:
        """The community's ids: its own, and those under which partners keep the same one."""
        return self.identity.group(self.community_id) if self.community_id else ()

    def in_community(self, table: Any) -> ColumnElement[bool]:
        """Return the condition that a record was filed with the community, by whichever side."""
        filed: ColumnElement[bool] = table.community_id.in_(self.communities)
        return filed if self.community_id else table.community_id.is_(None)

    def of_community(self, table: Any) -> list[Row[Any]]:
        """Return the community's records of a type."""
        return list(self.connection.execute(present(table).where(self.in_community(table))))

    def code(self, vocabulary: str, value: str | None) -> str:
        """Return the code that a value stands for, whether it was entered as code or in words."""
        known = VOCABULARIES.get(vocabulary)
        return (known.read(value or "") if known else None) or value or ""

    def rows(self, table: type[Base], ids: Iterable[str] | None = None) -> Rows:
        """Return the rows of a child table by record; of all records, or of these."""
        return self.parts(table, _itself, ids)

    def parts(
        self, table: type[Base], part: Callable[[Row[Any]], Part], ids: Iterable[str] | None = None
    ) -> Mapping[str, list[Part]]:
        """Return what ``part`` makes of the rows of a child table, by record.

        A row is let go of at once: years of kept rows would be looked through by every garbage collection.
        """
        inner: Any = table.__table__
        columns: Table = inner
        chosen = select(columns).order_by(columns.c.record_id, columns.c.position)
        if ids is not None:
            chosen = chosen.where(columns.c.record_id.in_(list(ids)))
        found: dict[str, list[Part]] = defaultdict(list)
        for row in self.connection.execute(chosen):
            found[row.record_id].append(part(row))
        return found

    def paper(self, record_id: str) -> Papers:
        """Return the evidence on a record."""
        return self.papers.get(record_id, Papers())

    def opinions(self, about: Collection[str] | None = None) -> Opinions:
        """Return what others say of records: of all, or of these."""
        if about is not None:
            return opinions_by_record(self.connection, about)
        if "opinions" not in self.shared:
            self.shared["opinions"] = opinions_by_record(self.connection)
        known: Opinions = self.shared["opinions"]
        return known


def term_code(code: str | None) -> TermCode | None:
    """Return the term that a record names."""
    return TermCode.parse(code) if code else None


def _itself(row: Row[Any]) -> Row[Any]:
    return row


def evidence_by_record(connection: Connection, about: Collection[str] | None = None) -> Mapping[str, Papers]:
    """Return the evidence by the record it is about: of the whole archive, or of these records."""
    chosen = (
        select(Evidence.about_id, Evidence.kind)
        .join(RecordHead, RecordHead.id == Evidence.id)
        .where(RecordHead.deleted.is_(False))
    )
    if about is not None:
        chosen = chosen.where(Evidence.about_id.in_(list(about)))
    kinds: dict[str, list[str]] = defaultdict(list)
    for about_id, kind in connection.execute(chosen):
        kinds[about_id].append(kind)
    return {about_id: Papers(len(found), frozenset(found)) for about_id, found in kinds.items()}


def opinions_by_record(connection: Connection, about: Collection[str] | None = None) -> Opinions:
    """Return the opinions by the record they are about: of the whole archive, or of these records."""
    chosen = (
        select(Opinion.about_id, Opinion.kind, Opinion.grade)
        .join(RecordHead, RecordHead.id == Opinion.id)
        .where(RecordHead.deleted.is_(False))
        .order_by(Opinion.dated, Opinion.id)
    )
    if about is not None:
        chosen = chosen.where(Opinion.about_id.in_(list(about)))
    grades = VOCABULARIES["grade"]
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for about_id, kind, grade in connection.execute(chosen):
        found[about_id][kind] = grades.read(grade or "") or grade or ""
    return found
