"""Who belongs to a community when, on which side, and who helps whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from edudesk.services.schemes.facts import AgreementFacts, CommunityFacts, MemberFacts, SchoolFacts
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.scheme import Scheme, SchoolTest

ANY = SchoolTest()


def in_force(since: date | None, until: date | None, first: date, last: date) -> bool:
    """Return whether something dated holds on one of the days from ``first`` to ``last``."""
    return (since is None or since <= last) and (until is None or until >= first)


@dataclass(frozen=True)
class Pairing:
    """A helping school and a helped one."""

    helper_id: str
    helped_id: str


class Membership:
    """The members of one community under one scheme, with the agreements that bind them.

    Who joins in the holiday after a term is no member of that term, though the holiday belongs to it.
    """

    def __init__(
        self,
        scheme: Scheme,
        schools: Mapping[str, SchoolFacts],
        community: CommunityFacts,
        members: Iterable[MemberFacts],
        agreements: tuple[AgreementFacts, ...],
    ) -> None:
        self._scheme = scheme
        self._schools = schools
        self._agreements = agreements
        self._roles: dict[str, list[MemberFacts]] = defaultdict(list)
        for one in members:
            since, until = one.since or community.since, one.until or community.until
            role = scheme.role_code(one.role)
            self._roles[one.school_id].append(replace(one, role=role, since=since, until=until))
        for roles in self._roles.values():
            roles.sort(key=lambda one: one.since or date.min)
        self._sides: dict[tuple[str, date], str] = {}

    def role(self, school_id: str, span: Span) -> str:
        """Return a school's last role in a period, empty when it was no member."""
        first, last = span.period.first, span.period.last
        roles = self._roles.get(school_id, ())
        held = [one.role for one in roles if in_force(one.since, one.until, first, last)]
        return held[-1] if held else ""

    def side_in(self, school_id: str, span: Span) -> str:
        """Return a school's side in a period: "helper", "helped", "other", or empty for no member."""
        role = self.role(school_id, span)
        return self._scheme.side(role) if role else ""

    def role_on(self, school_id: str, day: date) -> str:
        """Return a school's role on a day; before it joined or after it left, the nearest it has."""
        roles = self._roles.get(school_id)
        return min(roles, key=lambda one: _away(one, day)).role if roles else ""

    def side_on(self, school_id: str, day: date) -> str:
        """Return a school's side on a day: what is filed with a community counts by its sides."""
        key = (school_id, day)
        if key not in self._sides:
            role = self.role_on(school_id, day)
            self._sides[key] = self._scheme.side(role) if role else ""
        return self._sides[key]

    def members(self, span: Span, test: SchoolTest = ANY) -> tuple[str, ...]:
        """Return the ids of the members in a period that are of the kind asked, in their order."""
        return tuple(
            school_id
            for school_id in self._roles
            if (role := self.role(school_id, span)) and self.fits(school_id, role, test)
        )

    def fits(self, school_id: str, role: str, test: SchoolTest) -> bool:
        """Return whether a school is of the kind; a stage or location nobody entered excludes nothing."""
        school = self._schools.get(school_id, SchoolFacts(school_id, school_id))
        return (
            (not test.sides or self._scheme.side(role) in test.sides)
            and (not test.roles or role in test.roles)
            and (not (test.stages and school.stage) or school.stage in test.stages)
            and (not (test.locations and school.location) or school.location in test.locations)
        )

    def pairings(self, span: Span) -> tuple[Pairing, ...]:
        """Return who helps whom in a period."""
        helped = self.members(span, SchoolTest(sides=("helped",)))
        helpers = self.members(span, SchoolTest(sides=("helper",)))
        return tuple(
            Pairing(helper, school) for school in helped for helper in self.bound(school, helpers, span)
        )

    def bound(self, school_id: str, others: tuple[str, ...], span: Span) -> tuple[str, ...]:
        """Return those of ``others`` that signed with a school; all of them where none did.

        Of several agreements those count that are in force in the period; when all have run out, all count.
        """
        signed = [
            (other, in_force(each.starts_on or each.signed_on, each.ends_on, span.first, span.period.last))
            for other in others
            for each in self._agreements
            if {school_id, other} <= set(each.parties)
        ]
        found = {other for other, now in signed if now} or {other for other, _ in signed}
        return tuple(other for other in others if other in found) or others


def _away(member: MemberFacts, day: date) -> int:
    before = (member.since - day).days if member.since else 0
    after = (day - member.until).days if member.until else 0
    return max(before, after, 0)
