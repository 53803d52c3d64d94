"""How a record type is described, once, for tables, sheets, packages, forms and search alike."""

from dataclasses import dataclass
from enum import StrEnum

from edudesk.texts import Label


class Kind(StrEnum):
    """What a field holds; Python values in brackets."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long-text"  # str, paragraphs
    DAY = "day"  # datetime.date
    MOMENT = "moment"  # datetime.datetime: local and without zone, as a camera writes it
    CLOCK = "clock"  # datetime.time
    MONTH = "month"  # str "2025-09"
    TERM = "term"  # str "2025-1"
    WHOLE = "whole"  # int
    NUMBER = "number"  # decimal.Decimal
    MONEY = "money"  # decimal.Decimal, CNY
    YES_NO = "yes-no"  # bool
    CHOICE = "choice"  # str, a code of the vocabulary
    CHOICES = "choices"  # tuple[str, ...], codes of the vocabulary
    REFERENCE = "reference"  # str, the id of a record
    MAPPING = "mapping"  # dict of JSON values, for machines
    ROWS = "rows"  # tuple of contents, one per row


class Privacy(StrEnum):
    """How a field leaves the machine."""

    OPEN = "open"
    MASKED = "masked"  # a phone number: shown and sent in part
    WITHHELD = "withheld"  # an identity number: withheld unless the person asks for it


@dataclass(frozen=True)
class Field:
    """One fact of a record.

    ``headings`` are other words that foreign workbooks use for it; ``vocabulary`` names the choices;
    ``target`` the type a reference points to ("" for any); ``unit`` is shown behind the value.
    """

    name: str
    kind: Kind
    label: Label
    core: bool = False
    required: bool = False
    group: str = "basic"
    privacy: Privacy = Privacy.OPEN
    headings: tuple[str, ...] = ()
    vocabulary: str = ""
    target: str = ""
    unit: Label | None = None
    rows: tuple["Field", ...] = ()
    longest: int = 0  # characters, where it is not what all texts of the kind have


@dataclass(frozen=True)
class RecordType:
    """One kind of record.

    ``natural_key`` names the fields by which bulk import knows a record again; ``title`` the fields that
    name it in a list; ``happened`` the day after which an entry counts as late; ``bulk`` whether it has a
    sheet in the workbook for bulk entry.
    """

    code: str
    label: Label
    fields: tuple[Field, ...]
    natural_key: tuple[str, ...] = ()
    title: tuple[str, ...] = ("name",)
    happened: tuple[str, ...] = ()
    bulk: bool = False

    def field(self, name: str) -> Field:
        """Return the field ``name``; ``KeyError`` when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


GROUPS = {
    "basic": Label("基本情况", "Basics"),
    "people": Label("人员", "People"),
    "content": Label("内容", "Content"),
    "result": Label("成效", "Results"),
    "filing": Label("归档", "Filing"),
}
