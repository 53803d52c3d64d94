"""What a selection asks of a record, test by test; each gives why it fails, an empty text where it holds."""

from collections.abc import Callable
from datetime import timedelta

from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.participants import why_nobody
from edudesk.services.schemes.judging.persons import at_or_above
from edudesk.services.schemes.judging.sides import goes, hosted
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis
from edudesk.services.schemes.scheme import SchoolTest, Select

Test = Callable[[Item], str]
ANY_SCHOOL = SchoolTest()
LASTING = frozenset({"person", "school", "roster-school"})
ONE_DAY = timedelta(days=1)


class RecordTests:
    """The tests of one selection in one period that are the same for whomever is asked."""

    def __init__(self, world: World, wanted: Select, span: Span, *, by_days: bool) -> None:
        self.world = world
        self.wanted = wanted
        self.span = span
        self.by_days = by_days

    def asked(self) -> tuple[Test, ...]:
        """Return the tests that the selection asks for, the time first; the people apart."""
        wanted = self.wanted
        fields = (
            (wanted.record == "stay", self.travel),
            (wanted.forms, self.form),
            (wanted.lines, self.line),
            (wanted.subjects, self.subject),
            (wanted.states, self.state),
            (wanted.least_months is not None or wanted.most_months is not None, self.months),
            (wanted.posts_held, self.post),
            (wanted.least_weekly_periods is not None, self.weekly_periods),
            (wanted.confirmed, self.confirmed),
            (wanted.grades, self.grade),
            (wanted.levels or wanted.level_at_least, self.level),
            (wanted.completions, self.completion),
            (wanted.types, self.type),
            (wanted.evidence, self.evidence),
            (wanted.documents, self.documents),
            (wanted.schools != ANY_SCHOOL, self.schools),
        )
        return (self.standing, self.time, *(test for given, test in fields if given))

    def of_people(self) -> tuple[Test, ...]:
        """Return the test of people, which costs the most."""
        return (self.people,) if self.wanted.people else ()

    # -- when

    def standing(self, item: Item) -> str:
        """Ask that it was not cancelled, nor planned for a day that has passed."""
        return item.standing if item.hoped is None else ""

    def time(self, item: Item) -> str:
        """Ask that it falls into the period; what lasts, with one of its days."""
        span = self.span
        if item.moved_to and item.record in {"activity", "document"}:
            if span.holds(item.first, item.moved_to):
                return ""
            moved = item.record == "activity" and span.first <= item.first <= span.reach
            return "moved-to-other-term" if moved else "other-period"
        if item.record == "activity" and not (self.by_days or item.to_id):
            return "" if span.first <= item.first <= span.reach else "other-period"
        first, last = item.hoped or (item.first, item.last)
        return "" if first <= span.reach and last >= span.first else "other-period"

    def travel(self, item: Item) -> str:
        """Ask of an activity as a stay that somebody travelled, and that no exchange counts its days."""
        if item.exchange_id is not None:
            return "inside-exchange"
        return "" if item.people else "nobody-travelled"

    def months(self, item: Item) -> str:
        """Ask that it lasts so many whole months, its planned end included."""
        months, least, most = whole_months(item), self.wanted.least_months, self.wanted.most_months
        if least is not None and months < least:
            return "too-few-months"
        return "too-many-months" if most is not None and months > most else ""

    # -- what the record says of itself

    def form(self, item: Item) -> str:
        """Ask that it was held on site, or online."""
        if not item.forms.isdisjoint(self.wanted.forms):
            return ""
        return "not-on-site" if "onsite" in self.wanted.forms else "not-online"

    def line(self, item: Item) -> str:
        """Ask that it belongs to one of these lines of work."""
        return "other-line" if set(self.wanted.lines).isdisjoint(item.lines) else ""

    def subject(self, item: Item) -> str:
        """Ask that it is about one of these subjects."""
        return "other-subject" if set(self.wanted.subjects).isdisjoint(item.subjects) else ""

    def state(self, item: Item) -> str:
        """Ask that a request is in one of these states."""
        return "" if item.state in self.wanted.states else "other-state"

    def post(self, item: Item) -> str:
        """Ask that one of these posts is held at the host school."""
        return "" if item.post in self.wanted.posts_held else "other-post-held"

    def weekly_periods(self, item: Item) -> str:
        """Ask that so many periods a week are taught."""
        least = self.wanted.least_weekly_periods
        enough = least is None or (item.weekly_periods is not None and item.weekly_periods >= least)
        return "" if enough else "too-few-periods"

    def confirmed(self, item: Item) -> str:
        """Ask that the host has confirmed the stay."""
        return "" if item.confirmed else "not-confirmed"

    def grade(self, item: Item) -> str:
        """Ask that it was rated with one of these grades."""
        if item.grade in self.wanted.grades:
            return ""
        return "other-grade" if item.grade else "no-grade"

    def level(self, item: Item) -> str:
        """Ask that an achievement is of one of these levels, or of this one or above."""
        listed = not self.wanted.levels or item.level in self.wanted.levels
        least = self.wanted.level_at_least
        high = not least or item.level in at_or_above("level", least)
        return "" if listed and high else "other-level"

    def completion(self, item: Item) -> str:
        """Ask that a pair was completed in one of these ways."""
        return "" if item.completion in self.wanted.completions else "other-completion"

    def type(self, item: Item) -> str:
        """Ask that a community is of one of these types."""
        return "" if item.type in self.wanted.types else "other-type"

    # -- what lies with it

    def evidence(self, item: Item) -> str:
        """Ask that evidence of each kind lies with it."""
        return "" if item.evidence.issuperset(self.wanted.evidence) else "missing-evidence"

    def documents(self, item: Item) -> str:
        """Ask that a paper of each kind belongs to it."""
        about = self.world.documents_about(item.id)
        return "" if about.issuperset(self.wanted.documents) else "missing-document"

    # -- who

    def schools(self, item: Item) -> str:
        """Ask that one of its schools is of the kind asked; who is no member in the period is not meant."""
        world, test, members = self.world, self.wanted.schools, self.world.membership
        for one in world.index.schools_of(item):
            role = members.role(one, self.span) if item.record in LASTING else members.role_on(one, item.day)
            anywhere = item.record == "roster-school" and not (test.sides or test.roles)
            if (role or anywhere) and members.fits(one, role, test):
                return ""
        return "other-school"

    def people(self, item: Item) -> str:
        """Ask that enough of its people pass each test."""
        for test in self.wanted.people:
            if reason := why_nobody(self.world, test, item):
                return reason
        return ""


class SideTests:
    """The tests that look at the pairing asked: on whose ground it is, and in which direction help goes."""

    def __init__(self, world: World, wanted: Select, basis: Basis) -> None:
        self.world = world
        self.wanted = wanted
        self.basis = basis

    def asked(self) -> tuple[Test, ...]:
        """Return the tests that the selection asks for."""
        fields = ((self.wanted.host, self.host), (self.wanted.direction, self.direction))
        return tuple(test for given, test in fields if given)

    def host(self, item: Item) -> str:
        """Ask that it takes place on the ground of a side."""
        return "" if hosted(self.world, self.wanted.host, item, self.basis) else "not-at-partner"

    def direction(self, item: Item) -> str:
        """Ask that help goes in this direction."""
        return "" if goes(self.world, self.wanted.direction, item, self.basis) else "other-direction"


def whole_months(item: Item) -> int:
    """Return the full months of a whole record; one that ends a day before its day of the month is full."""
    first, end = item.first, item.last + ONE_DAY
    return (end.year - first.year) * 12 + end.month - first.month - (end.day < first.day)
