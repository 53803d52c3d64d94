"""Rules that no community and no term can ever come under."""

from collections.abc import Iterator
from dataclasses import replace

from edudesk.errors import Problem
from edudesk.services.calendar import MonthDay, TermCode, default_term
from edudesk.services.schemes.checking.walking import Spot
from edudesk.services.schemes.scheme import (
    Applies,
    PeopleTest,
    Per,
    PeriodSpec,
    Rule,
    Scheme,
    SchoolTest,
    Select,
)

_YEAR = 2025
_WITH_ROLES = frozenset({"activity", "stay", "pair"})


def check_reach(spot: Spot, scheme: Scheme) -> Iterator[Problem]:
    """Give what can never apply in one table."""
    match spot.value:
        case Rule():
            yield from _terms(spot, spot.value, scheme)
        case Applies():
            yield from _applies(spot, spot.value, scheme)
        case SchoolTest():
            yield from _schools(spot, spot.value, scheme)
        case Select():
            yield from _selection(spot, spot.value)
            if spot.value.record not in _WITH_ROLES:
                yield from _roles(spot, spot.value.people, spot.value.record)
        case Per():
            yield from _roles(spot, spot.value.people, "person")


def _terms(spot: Spot, rule: Rule, scheme: Scheme) -> Iterator[Problem]:
    """Refuse a window that no term meets in which the rule is asked."""
    days = _yearly(rule.period, scheme)
    if days and rule.in_terms and not any(_meets(days, number) for number in rule.in_terms):
        first, last = (f"{day.month:02}-{day.day:02}" for day in days)
        yield spot.problem("scheme.check-never-in-terms", "in_terms", first=first, last=last)


def _yearly(period: PeriodSpec, scheme: Scheme) -> tuple[MonthDay, MonthDay] | None:
    if period.sort == "phase":
        phase = next((phase for phase in scheme.phases if phase.id == period.phase), None)
        return (phase.first, phase.last) if phase and phase.first and phase.last else None
    return (period.first, period.last) if period.sort == "window" and period.first and period.last else None


def _meets(days: tuple[MonthDay, MonthDay], number: int) -> bool:
    """Tell whether a term shows the window: it ends in it or its holiday, or runs on its last day."""
    term = default_term(TermCode(_YEAR, number))
    after = default_term(TermCode(_YEAR, 2) if number == 1 else TermCode(_YEAR + 1, 1))
    first, last = days
    for year in (_YEAR, _YEAR + 1):
        end = last.in_year(year)
        begin = first.in_year(year if (first.month, first.day) <= (last.month, last.day) else year - 1)
        if term.starts_on <= end < after.starts_on or begin <= term.ends_on <= end:
            return True
    return False


def _applies(spot: Spot, applies: Applies, scheme: Scheme) -> Iterator[Problem]:
    for field, test in (("helper", applies.helper), ("helped", applies.helped)):
        sides = {scheme.side(role) for role in test.roles} or set(test.sides)
        if sides and field not in sides:
            yield spot.problem("scheme.check-no-role", field, value="、".join(test.roles or test.sides))


def _schools(spot: Spot, test: SchoolTest, scheme: Scheme) -> Iterator[Problem]:
    if test.roles and test.sides and not {scheme.side(role) for role in test.roles} & set(test.sides):
        yield spot.problem("scheme.check-no-role", "roles", value="、".join(test.roles))


def _roles(spot: Spot, tests: tuple[PeopleTest, ...], record: str) -> Iterator[Problem]:
    """Refuse a part in the record where nobody has one, so that nobody would ever pass."""
    if any(test.roles for test in tests):
        yield spot.problem("scheme.not-of-record", "roles", record=record)


def _selection(spot: Spot, select: Select) -> Iterator[Problem]:
    everything = (Select(record=select.record), replace(select, excluded=()))
    trips_left = select.record == "stay" and select.kinds  # what is left of stays without exchanges
    if any(one in everything for one in select.excluded) and not trips_left:
        yield spot.problem("scheme.check-excepts-all", "except")
