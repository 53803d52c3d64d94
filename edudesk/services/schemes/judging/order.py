"""The activities by their first day, carried over an edit instead of arranged anew."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from edudesk.services.schemes.facts import ActivityFacts, Facts

LONG = timedelta(days=31)
_first, _id = attrgetter("starts_on"), attrgetter("id")


def is_odd(activity: ActivityFacts) -> bool:
    """Return whether any period must look at an activity: it was moved to a term, or is long."""
    last = activity.ends_on
    return activity.term is not None or (last is not None and last - activity.starts_on > LONG)


@dataclass(frozen=True)
class Order:
    """Activities that are not deleted, by first day and id; ``odd`` are the places of those that are odd."""

    activities: list[ActivityFacts]
    days: list[date]
    odd: list[int]

    @classmethod
    def of(cls, facts: Facts) -> "Order":
        """Return the order of a snapshot, made once."""
        kept = facts.reckoned.get(cls)
        if not isinstance(kept, cls):
            kept = facts.reckoned[cls] = cls._made(facts.activities)
        return kept

    @classmethod
    def _made(cls, activities: Iterable[ActivityFacts]) -> "Order":
        kept = [each for each in activities if not each.deleted]
        # Two plain keys: records come in about this order, and pairs would be made for every one.
        kept.sort(key=_id)
        kept.sort(key=_first)
        odd = [place for place, each in enumerate(kept) if is_odd(each)]
        return cls(kept, list(map(_first, kept)), odd)

    @classmethod
    def carry(
        cls, before: Facts, after: Facts, gone: Iterable[ActivityFacts], come: Iterable[ActivityFacts]
    ) -> None:
        """Give ``after`` the order of ``before`` with some activities gone and others come.

        In an archive of ten years an edit touches one of twenty thousand.
        """
        known = before.reckoned.get(cls)
        if isinstance(known, cls):
            order = cls(known.activities.copy(), known.days.copy(), known.odd.copy())
            for each in gone:
                order._take(each)
            for each in come:
                order._put(each)
            after.reckoned[cls] = order

    def _place(self, activity: ActivityFacts) -> int:
        first = bisect_left(self.days, activity.starts_on)
        last = bisect_left(self.days, activity.starts_on + timedelta(days=1), first)
        return bisect_left(self.activities, activity.id, first, last, key=_id)

    def _take(self, activity: ActivityFacts) -> None:
        if activity.deleted:
            return
        place = self._place(activity)
        del self.activities[place], self.days[place]
        self.odd[:] = [at - (at > place) for at in self.odd if at != place]

    def _put(self, activity: ActivityFacts) -> None:
        if activity.deleted:
            return
        place = self._place(activity)
        self.activities.insert(place, activity)
        self.days.insert(place, activity.starts_on)
        moved = [at + (at >= place) for at in self.odd]
        self.odd[:] = sorted([*moved, place]) if is_odd(activity) else moved
