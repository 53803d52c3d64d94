"""The ground every table stands on, and the columns that carry a field's description with them."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column, relationship
from sqlalchemy.orm.relationships import _RelationshipDeclared

from edudesk.models.description import Field, Kind, RecordType
from edudesk.texts import Label

RecordId = str
"""A time-ordered UUID (version 7) in its usual form of 36 characters."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, without zone in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn an aware moment into UTC without zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Hundredths(TypeDecorator[Decimal]):
    """A number with two decimals, kept exactly as a whole number of hundredths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Turn a number into hundredths."""
        return None if value is None else int((Decimal(value) * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Turn hundredths into a number."""
        return None if value is None else _number(value)


@lru_cache(maxsize=4096)
def _number(hundredths: int) -> Decimal:
    """Return the number; ten years hold the same few again and again, each kept in memory once."""
    return Decimal(hundredths) / 100


class Base(DeclarativeBase):
    """All tables; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own name and form
        str: Text,
        list[str]: JSON,
        dict[str, Any]: JSON,
        dict[str, int]: JSON,
        Decimal: Hundredths,
    }


class RecordTable(Base):
    """A table with one row for each record of a type; what all records share lies in ``record``."""

    __abstract__ = True
    description: "RecordType"

    id: Mapped[str] = mapped_column(
        ForeignKey("record.id", deferrable=True, initially="DEFERRED"), primary_key=True, sort_order=-2
    )


Table = TypeVar("Table", bound=type[RecordTable])

ENTERED: dict[type[RecordTable], tuple[str, Label, dict[str, Any]]] = {}
"""Every record table with its code, its name and the options of its :class:`RecordType`."""


def record_type(code: str, zh: str, en: str, **options: Any) -> Callable[[Table], Table]:
    """Enter a table class as the record type ``code``; ``options`` are those of :class:`RecordType`."""

    def enter(table: Table) -> Table:
        ENTERED[table] = (code, Label(zh, en), options)
        return table

    return enter


class RowTable(Base):
    """Rows that belong to a record and are written and read with it, in order."""

    __abstract__ = True

    position: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


def belongs_to(table: str) -> MappedColumn[str]:
    """Return the column that ties a row to its record."""
    return mapped_column(ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True, sort_order=-2)


def _column(
    kind: Kind, zh: str, en: str, *column: Any, about: dict[str, Any], **options: Any
) -> MappedColumn[Any]:
    """Return a column that carries its description; ``about`` holds the rest of the :class:`Field`.

    ``added`` in ``about`` is the number of the migration that added the column to a table that was there: it
    stands behind the table's older columns, where ``ALTER TABLE`` puts it, whatever its place in the class.
    """
    added = about.pop("added", 0)
    described = Field("", kind, Label(zh, en), **about)
    return mapped_column(*column, info={"field": described}, sort_order=added, **options)


def text(zh: str, en: str, *, long: bool = False, index: bool = False, **about: Any) -> MappedColumn[Any]:
    """Return a column of words; ``long`` for paragraphs."""
    return _column(Kind.LONG_TEXT if long else Kind.TEXT, zh, en, about=about, index=index)


def day(zh: str, en: str, *, index: bool = False, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds a local day."""
    return _column(Kind.DAY, zh, en, about=about, index=index)


def moment(zh: str, en: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds a local day and clock time, as a camera writes it."""
    return _column(Kind.MOMENT, zh, en, about=about)


def clock(zh: str, en: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds a local clock time."""
    return _column(Kind.CLOCK, zh, en, about=about)


def month(zh: str, en: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds a month as ``2025-09``."""
    return _column(Kind.MONTH, zh, en, about=about)


def term(zh: str, en: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds a term as ``2025-1``."""
    return _column(Kind.TERM, zh, en, about=about)


def whole(zh: str, en: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds a whole number."""
    return _column(Kind.WHOLE, zh, en, about=about)


def number(zh: str, en: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds a number with up to two decimals."""
    return _column(Kind.NUMBER, zh, en, about=about)


def money(zh: str, en: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds an amount in CNY."""
    return _column(Kind.MONEY, zh, en, about=about)


def yes_no(zh: str, en: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds yes or no."""
    return _column(Kind.YES_NO, zh, en, about=about)


def choice(zh: str, en: str, vocabulary: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds one code of a vocabulary."""
    return _column(Kind.CHOICE, zh, en, about={"vocabulary": vocabulary, **about})


def choices(zh: str, en: str, vocabulary: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds several codes of a vocabulary."""
    return _column(Kind.CHOICES, zh, en, JSON, about={"vocabulary": vocabulary, **about}, default=list)


def mapping(zh: str, en: str, **about: Any) -> MappedColumn[Any]:
    """Return a column that holds JSON for machines."""
    return _column(Kind.MAPPING, zh, en, JSON, about=about, default=dict)


def reference(zh: str, en: str, target: str, *, index: bool = False, **about: Any) -> MappedColumn[Any]:
    """Return a column that points to a record of the type ``target``, or of any type when it is empty."""
    key = ForeignKey(f"{target or 'record'}.id", deferrable=True, initially="DEFERRED")
    return _column(Kind.REFERENCE, zh, en, key, about={"target": target, **about}, index=index)


def rows(zh: str, en: str, table: str, **about: Any) -> _RelationshipDeclared[Any]:
    """Return the rows of a record that lie in the table class named ``table``."""
    return relationship(
        table,
        foreign_keys=f"{table}.record_id",
        order_by=f"{table}.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        info={"field": Field("", Kind.ROWS, Label(zh, en), **about)},
    )
