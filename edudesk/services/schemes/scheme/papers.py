"""Papers that are due, and those that lie with a record."""

from dataclasses import dataclass
from datetime import date

from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.scheme.rules import Applies, Per
from edudesk.services.schemes.scheme.selecting import Select
from edudesk.texts import Label


@dataclass(frozen=True)
class Due:
    """When a document is due; exactly one way."""

    sort: str
    day: MonthDay | None = None
    days: int = 0  # after the term's start or end, after the record; before the agreement's end
    working: bool = False  # the days are working days
    before: bool = False  # that many days before the activity or exchange begins
    kinds: tuple[str, ...] = ()  # of the activities that each ask for one
    exchange_forms: tuple[str, ...] = ()  # of the exchanges that each ask for one
    on: date | None = None  # of "on"
    phase: str = ""  # of "phase-end"
    at_end: bool = False  # of "pair": after it ends
    select: Select | None = None  # which activities or exchanges, more closely than by kind


@dataclass(frozen=True)
class DocumentRule:
    """A paper that is to be handed in."""

    id: str
    name: Label
    sentence: str
    kinds: tuple[str, ...]  # any one of these document kinds
    due: Due
    per: Per  # "community", "partner" or "school" (our own school, for a bureau every member)
    handed: bool  # it must be handed in; otherwise it need only lie in the archive
    to: Label
    applies: Applies
    remind: int  # days before the due day from which it is at risk
    number: int = 1  # so many papers
    standing: bool = False  # one made at any time in the cycle answers
    least_characters: int = 0
    in_terms: tuple[int, ...] = ()
    exempt: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceNeed:
    """Papers that every record of a sort is to have; each entry: any one of several kinds."""

    id: str
    name: Label
    sentence: str
    kinds: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    record: str = "activity"  # or "exchange", "pair", "donation"
    exchange_forms: tuple[str, ...] = ()
