"""A run of days that something is judged by, and which records fall into it."""

from dataclasses import dataclass, replace
from datetime import date

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.results import EVER, Period


@dataclass(frozen=True)
class Span:
    """A period with the days that belong to it: the holiday after a term belongs to the term."""

    period: Period
    reach: date  # the last day that belongs to it
    term: TermCode | None = None  # for the sorts term, month and week
    month: tuple[date, date] | None = (
        None  # for the month and week sorts: the whole month, of which the term has a part
    )
    year: int | None = None  # for the school-year sort: the year it starts in
    shown: tuple[date, date] | None = None  # of a long period: the days of the term that is shown

    @property
    def first(self) -> date:
        """The first day."""
        return self.period.first

    @property
    def paced(self) -> Period:
        """The days by which pace is judged: of everything ever, the shown term's."""
        if self.first <= EVER and self.shown:
            return replace(self.period, first=self.shown[0])
        return self.period

    def tells(self, first: date, last: date) -> bool:
        """Return whether a record is near enough to say why it does not count."""
        return self.shown is None or (first <= self.shown[1] and last >= self.shown[0])

    def holds(self, day: date, moved_to: TermCode | None) -> bool:
        """Return whether a record of ``day`` belongs here; ``moved_to`` is the term a person chose for it."""
        if moved_to is not None and self.term is not None:
            in_month = self.month is None or self.month[0] <= day <= self.month[1]
            return moved_to == self.term and in_month
        if moved_to is not None and self.year is not None:
            return moved_to.start_year == self.year
        return self.first <= day <= self.reach

    def part(self, first: date, last: date, moved_to: TermCode | None) -> tuple[date, date] | None:
        """Return the days of a record's run that count here: of a moved one all, of others those inside."""
        if moved_to is not None and (self.term is not None or self.year is not None):
            return (first, last) if self.holds(first, moved_to) else None
        return self.overlap(first, last)

    def overlap(self, first: date, last: date) -> tuple[date, date] | None:
        """Return the days of a run that lie inside, None when there are none."""
        first, last = max(first, self.first), min(last, self.reach)
        return (first, last) if first <= last else None
