"""Natural days and working days, with holidays and the working weekends that make up for them (调休)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class SpecialRange:
    """Days, both ends included, that are worked or free whatever the day of the week."""

    first: date
    last: date
    works: bool
    name: str = ""


@dataclass(frozen=True)
class SpecialDays:
    """The holidays and 调休 a user keeps; where ranges overlap the later in the list holds."""

    ranges: tuple[SpecialRange, ...] = ()

    def works(self, day: date) -> bool:
        """Return whether ``day`` is a working day: Monday to Friday unless a range says otherwise."""
        for special in reversed(self.ranges):
            if special.first <= day <= special.last:
                return special.works
        return day.weekday() < _SATURDAY


NO_SPECIAL_DAYS = SpecialDays()


def days_between(first: date, last: date) -> int:
    """Return the number of natural days from ``first`` to ``last``, both counted; 0 when backwards."""
    return max(0, (last - first).days + 1)


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=passed) for passed in range(days_between(first, last)))


def working_days(first: date, last: date, special: SpecialDays = NO_SPECIAL_DAYS) -> int:
    """Return the number of working days from ``first`` to ``last``, both counted."""
    return sum(map(special.works, _each(first, last)))


def add_working_days(day: date, count: int, special: SpecialDays = NO_SPECIAL_DAYS) -> date:
    """Return the ``count``-th working day after ``day``, before it when negative, ``day`` itself for 0."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += step
        while not special.works(day):
            day += step
    return day
