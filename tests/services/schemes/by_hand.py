"""How a person counts the records of a term: plain loops, nothing shared with the evaluator.

Days are counted one by one. Reads the plain records of ``facts.py`` only, and expects entered terms.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)
EXPERIENCE = {"principal", "vice-principal", "director", "grade-leader", "class-teacher"}
BACKBONE = {"special-grade", "master", "subject-leader", "backbone", "expert"}
STAYS = {"secondment", "shadowing", "visiting-teaching", "post-exchange"}
GUIDES = {"guidance", "inspection"}
SIDES = {"lead": "helper", "member": "helped"}


def days_of(first, last):
    found = []
    while first <= last:
        found.append(first)
        first += DAY
    return found


class Hand:
    """Counts one term on one day."""

    def __init__(self, facts, code, today, settings):
        self.facts, self.code, self.today, self.settings = facts, code, today, settings
        terms = sorted(facts.terms, key=lambda term: term.starts_on)
        place = [term.code for term in terms].index(code)
        self.first, self.last = terms[place].starts_on, terms[place].ends_on
        self.reach = terms[place + 1].starts_on - DAY
        years = [term for term in terms if term.code.start_year == code.start_year]
        self.year_first = years[0].starts_on
        self.year_last = max(
            self.reach if years[-1].code == code else date(1, 1, 1),
            next(term for term in terms if term.code.start_year > code.start_year).starts_on - DAY,
        )
        self.ours = {school.id for school in facts.schools if school.ours}
        self.people = {person.id: person for person in facts.people}

    # who stands where

    def in_force(self, since, until, first, last):
        return any(
            (not since or since <= day) and (not until or day <= until) for day in days_of(first, last)
        )

    def memberships(self):
        community = self.facts.community
        return [
            (
                one.school_id,
                SIDES.get(one.role, "other"),
                one.since or community.since,
                one.until or community.until,
            )
            for one in self.facts.members
        ]

    def members(self, side, first, last):
        found = []
        for school, has, since, until in self.memberships():
            if has == side and school not in found and self.in_force(since, until, first, last):
                found.append(school)
        return found

    def side(self, school, day):
        """The side on the day; before joining or after leaving, the one it is to have or had."""
        best = None
        for member, has, since, until in self.memberships():
            if member != school:
                continue
            away = 0
            if since and day < since:
                away = (since - day).days
            if until and day > until:
                away = (day - until).days
            if best is None or away < best[0]:
                best = (away, has)
        return best[1] if best else ""

    def pairings(self, first, last, *, own=True):
        helpers, helped = self.members("helper", first, last), self.members("helped", first, last)
        found = []
        for school in helped:
            signed = [helper for helper in helpers if self.signed(helper, school, first, last)]
            ran_out = [helper for helper in helpers if self.signed(helper, school)]
            found += [(helper, school) for helper in signed or ran_out or helpers]
        mine = [pair for pair in found if self.ours & set(pair)]
        return (mine or found) if own else found

    def signed(self, one, other, first=date.min, last=date.max):
        """An agreement that names both and holds on one of the days."""
        return any(
            {one, other} <= set(each.parties)
            and (not each.starts_on or each.starts_on <= last)
            and (not each.ends_on or each.ends_on >= first)
            for each in self.facts.agreements
        )

    def true_of(self, person_id, fact, day):
        person = self.people.get(person_id)
        return [
            row.value
            for row in (person.facts if person else ())
            if row.fact == fact
            and (not row.since or row.since <= day)
            and (not row.until or day <= row.until)
        ]

    def side_of(self, someone, day):
        if someone.side:
            return someone.side
        sides = [self.side(school, day) for school in self.true_of(someone.person_id, "school", day)]
        return next((side for side in sides if side), "")

    def experienced(self, someone, day):
        if self.side_of(someone, day) != "helper":
            return False
        if self.settings["experience"] == "any":
            return True
        person = self.people.get(someone.person_id)
        posts = [row for row in (person.facts if person else ()) if row.fact == "post"]
        return any(row.value in EXPERIENCE and (not row.since or row.since <= day) for row in posts)

    def backbone(self, someone, day):
        if self.settings["backbone"] == "honour" and not BACKBONE & set(
            self.true_of(someone.person_id, "honour", day)
        ):
            return False
        person, limit = self.people.get(someone.person_id), self.settings.get("exchange-age", 0)
        if not limit or not person or not person.birth:
            return True
        birthday_came = (day.month, day.day) >= (person.birth.month, person.birth.day)
        return day.year - person.birth.year - (0 if birthday_came else 1) <= limit

    # activities

    def involved(self, activity):
        schools = {part.school_id for part in activity.schools}
        if activity.host_id:
            schools.add(activity.host_id)
        for someone in activity.people:
            schools |= set(self.true_of(someone.person_id, "school", activity.starts_on))
        return schools

    def between(self, schools, pair):
        if set(pair) <= schools:
            return True
        missing = set(pair) - schools
        return len(schools) == 1 and len(missing) == 1 and missing <= self.ours

    def done(self, activity):
        return activity.state == "held" and activity.starts_on <= self.today

    def hoped(self, activity):
        last = activity.ends_on or activity.starts_on
        return activity.state == "held" or (activity.state == "planned" and last >= self.today)

    def in_term(self, activity):
        if activity.term:
            return activity.term == self.code
        return self.first <= activity.starts_on <= self.reach

    def in_year(self, activity):
        if activity.term:
            return activity.term.start_year == self.code.start_year
        return self.year_first <= activity.starts_on <= self.year_last

    def chosen(self, pair, kinds, when, *tests):
        """The activities of these kinds, with this pairing (None: of the whole community)."""
        found = []
        for activity in self.facts.activities:
            if activity.deleted or not set(activity.kinds) & set(kinds) or not when(activity):
                continue
            if pair and not self.between(self.involved(activity), pair):
                continue
            if all(test(activity, pair) for test in tests):
                found.append(activity)
        return found

    def at_partner(self, activity, pair):
        if activity.form not in {"onsite", "mixed"} or not activity.host_id:
            return False
        if pair:
            return activity.host_id == pair[1]
        return self.side_named(activity, activity.host_id) == "helped"

    def side_named(self, activity, school):
        """The side the record names, else the one the school has."""
        named = [part.side for part in activity.schools if part.school_id == school and part.side]
        return named[-1] if named else self.side(school, activity.starts_on)

    def tally(self, found):
        """Events held, and events held or planned."""
        held = {activity.event or activity.id for activity in found if self.done(activity)}
        hoped = {activity.event or activity.id for activity in found if self.hoped(activity)}
        return len(held), len(held | hoped)

    # states

    def state(self, value, planned, least, first, last):
        if value >= least:
            return "exceeded" if value > least else "met"
        if self.today > last:
            return "missed"
        if planned >= least:
            return "on-track"
        passed, whole = len(days_of(first, min(self.today, last))), len(days_of(first, last))
        pace = least * passed // whole
        return "on-track" if 3 * passed <= 2 * whole and planned >= pace else "at-risk"

    def whole(self, parts):
        """Several partners: the smaller of value and number each, the worst state (decision 17)."""
        if not parts:
            return 0, 0, 0, "not-applicable"
        if len(parts) == 1:
            return parts[0]
        order = ("missed", "at-risk", "on-track", "met", "exceeded")
        return (
            sum(min(value, least) for value, _, least, _ in parts),
            sum(min(planned, least) for _, planned, least, _ in parts),
            sum(least for _, _, least, _ in parts),
            min((state for *_, state in parts), key=order.index),
        )

    def counted(self, least, found_for, period=None, *, basis=None):
        """At least so many, for each partner or in the community as a whole."""
        first, last = period or (self.first, self.last)
        if not least:
            return 0, 0, 0, "not-applicable"
        pairs = self.pairings(first, last) if (basis or "partner") == "partner" else [None]
        parts = []
        for pair in pairs:
            value, planned = found_for(pair)
            parts.append((value, planned, least, self.state(value, planned, least, first, last)))
        return self.whole(parts)

    def all_of(self, results, first, last):
        """Several conditions at once: how many hold."""
        value = sum(1 for held, _, least in results if held >= least)
        planned = sum(1 for held, hoped, least in results if max(held, hoped) >= least)
        order = ("missed", "at-risk", "on-track", "met", "exceeded")
        states = [self.state(held, hoped, least, first, last) for held, hoped, least in results]
        state = "met" if value == len(results) else min(states, key=order.index)
        return value, planned, len(results), state

    # stays: (person, from, to, days served, days served or hoped, days a week, most days, subjects, day one)

    def stays(self):
        for one in self.facts.exchanges:
            begun = one.state == "held"
            first = (one.real_from if begun else None) or one.planned_from or one.real_from
            if first is None or one.state == "cancelled":
                continue
            end = (one.real_to if begun else None) or one.planned_to
            last = max(first, end or (self.today if begun else first))
            served, hoped = [], []
            for day in days_of(first, last):
                if begun and day <= self.today:
                    served.append(day)
                if begun or day >= self.today:
                    hoped.append(day)
            subjects = one.subjects or tuple(self.true_of(one.person_id, "subject", first))
            key = one.person_id or one.name
            yield key, one.from_id, one.to_id, served, hoped, one.days_per_week, None, subjects, first, one
        for one in self.facts.activities:
            if one.deleted or one.exchange_id or not set(one.kinds) & STAYS or one.state == "cancelled":
                continue
            yield from self.travels(one)

    def travels(self, one):
        """Those who came from the other side, each for the activity's days."""
        day = one.starts_on
        run = days_of(day, one.ends_on or day)
        served = [each for each in run if one.state == "held" and each <= self.today]
        hoped = [each for each in run if one.state == "held" or each >= self.today]
        for someone in one.people:
            if not (someone.person_id or someone.name) or not one.host_id or one.form == "online":
                continue
            schools = self.true_of(someone.person_id, "school", day)
            home = schools[0] if schools else None
            if someone.side:
                named = sorted({part.school_id for part in one.schools} | {one.host_id})
                home = next((s for s in named if self.side_named(one, s) == someone.side), home)
            if home is None or home == one.host_id:
                continue
            subjects = one.subjects or tuple(self.true_of(someone.person_id, "subject", day))
            key = someone.person_id or someone.name
            yield key, home, one.host_id, served, hoped, None, one.units.get("day"), subjects, day, one
