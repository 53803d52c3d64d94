"""What a record touches: subjects, members, people, lines, kinds, stages, days or months."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from edudesk.services.schemes.judging.items import Item, Run
from edudesk.services.schemes.judging.participants import qualified, subjects_of
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.scheme import SchoolTest, Select

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Keys:
    """What the records of one selection touch in one period."""

    world: World
    select: Select
    span: Span

    def of(self, item: Item, what: str, run: Run | None) -> frozenset[str]:
        """Return what a record touches; of its days and months those in ``run``."""
        match what:
            case "subject":
                found = subjects_of(self.world, item, self.select.people)
            case "member":
                found = item.schools
            case "person":
                found = qualified(self.world, self.select.people, item)
            case "line":
                found = frozenset(item.lines)
            case "kind":
                found = frozenset(item.kinds).intersection(self.select.kinds or item.kinds)
            case "stage":
                found = self._stages(item)
            case "day" | "month":
                days = _days(self.span.part(*run, item.moved_to) if run else None)
                found = frozenset(day.isoformat()[: 7 if what == "month" else 10] for day in days)
            case _:
                found = frozenset({item.event or f"{item.record}:{item.id}"})
        return found

    def _stages(self, item: Item) -> frozenset[str]:
        """Return the stages of the schools that take part, of those alone that a test asks for."""
        members, test, known = self.world.membership, self.select.schools, self.world.schools
        schools = (
            school
            for school in item.schools
            if test == SchoolTest() or members.fits(school, members.role_on(school, item.day), test)
        )
        return frozenset(known[one].stage for one in schools if one in known and known[one].stage)


def _days(run: Run | None) -> Collection[date]:
    if run is None:
        return ()
    return [run[0] + passed * ONE_DAY for passed in range((run[1] - run[0]).days + 1)]
