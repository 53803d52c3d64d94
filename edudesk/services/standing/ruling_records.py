"""Selections in words: what is to be done, and the same as something that is done or counted."""

from collections.abc import Sequence
from dataclasses import fields, replace

from edudesk.services.schemes.reading.words import KINDS
from edudesk.services.schemes.scheme import PeopleTest, SchoolTest, Select
from edudesk.services.standing.ruling_clauses import SCHOOLS, SENT, acting, leading, placed, tails
from edudesk.services.standing.ruling_people import PeopleTeller

_SOURCES = {"lead-to-member": "helper", "member-to-lead": "helped"}
_FIELDS = tuple(field.name for field in fields(Select) if field.name != "record")
_ANY_OF = frozenset(
    {"kinds", "exchange_forms", "lines", "subjects", "grades", "levels", "completions", "types", "states"}
)
_BARE = frozenset({"agreement", "document", "person", "community", *SCHOOLS})
"""Records that nobody does: their people stand in brackets behind them."""


class RecordTeller(PeopleTeller):
    """Says records: ``由牵头学校向联合学校派骨干教师去支教（满 12 个月）``."""

    def doing(self, chosen: Select) -> str:
        """Return what is selected as something to do."""
        return self.either(self._phrase("do", one) for one in chosen.alternatives)

    def thing(self, chosen: Select) -> str:
        """Return what is selected as a noun."""
        return self.either(self._phrase("be", one) for one in chosen.alternatives)

    def everyone(self, chosen: Select) -> str:
        """Return the people of records, one by one."""
        if chosen.record in SENT and not chosen.either:
            return self._sent("be", chosen, each=True)
        if chosen.people and not chosen.either:
            who = self.both(self.one(test) for test in chosen.people)
            return self.say("per.who-too", what=self.thing(replace(chosen, people=())), who=who)
        code = "per.taking-part" if chosen.alternatives[0].record == "activity" else "per.occurring"
        return self.say(code, what=self.thing(chosen))

    def part_of(self, part: Select, whole: Select) -> str:
        """Return what a part asks for beyond its whole; empty where it is no part of it."""
        if part.either or whole.either or part.record != whole.record:
            return ""
        nothing = Select(record=part.record)
        for name in _FIELDS:
            wide, narrow = getattr(whole, name), getattr(part, name)
            if wide not in {getattr(nothing, name), narrow} and not _narrower(name, narrow, wide):
                return ""
        return self.beyond(part, whole)

    def beyond(self, part: Select, whole: Select) -> str:
        """Return the fields in which a selection differs from another, as clauses."""
        nothing = Select(record=part.record)
        same = {
            name: getattr(nothing, name) for name in _FIELDS if getattr(part, name) == getattr(whole, name)
        }
        rest = replace(part, **same)
        return self.say("people.and").join((*leading(self, rest), *tails(self, rest)))

    def types(self, codes: Sequence[str]) -> str:
        """Return community types."""
        names = {one.code: one.name(self.texts.language) for one in self.scheme.types}
        return self.either(self.lower(names.get(code, code)) for code in codes)

    def direction(self, direction: str) -> str:
        """Return from whom to whom."""
        return self._from_to("direction", direction)

    def split(self, test: PeopleTest) -> tuple[str, str]:
        """Return who, where that is asked for at all, and what they do in the record."""
        who = replace(test, roles=())
        told = self.people(who) if who != PeopleTest() else ""
        return told, self.words("activity-role", test.roles)

    # -- phrases

    def _phrase(self, verb: str, chosen: Select) -> str:
        if chosen.record in SENT:
            return self._sent(verb, chosen)
        if chosen.record in _BARE:
            return self._bare(verb, chosen)
        # "有人担任执教" makes no attribute of a noun: it stands in brackets behind it.
        behind = [test for test in chosen.people if test.roles] if verb == "be" else []
        if chosen.record == "request":
            behind = list(chosen.people)
        before = replace(chosen, people=tuple(test for test in chosen.people if test not in behind))
        return self._done(verb, before, tuple(behind))

    def _done(self, verb: str, chosen: Select, behind: tuple[PeopleTest, ...]) -> str:
        who, direction = self._who(chosen), self._way(chosen)
        around = self._around(chosen) if chosen.record == "activity" else {}
        code = f"{verb}.{chosen.record}"
        if chosen.record == "pair" and verb == "be" and not who and not chosen.kinds:
            code = "be.pair-plain"
        elif verb == "be" and not any((who, direction, *around.values())) and chosen.record != "request":
            code = "be.plain"
        elif code == "do.duty" and not who:
            code = "do.duty-plain"
        what = self._what(chosen)
        rest = replace(chosen, direction="" if direction else chosen.direction, people=behind)
        tail = self._tail(rest, placed_too=not around)
        return self.say(code, what=what, which=what, who=who, direction=direction, tails=tail, **around)

    def _bare(self, verb: str, chosen: Select) -> str:
        people = () if chosen.record == "person" else chosen.people
        what, tail = self._what(chosen), self._tail(replace(chosen, people=people))
        code = "be.plain" if verb == "be" else "do.agreement" if chosen.record == "agreement" else "do.thing"
        return self.say(code, what=what, which=what, tails=tail)

    def _sent(self, verb: str, chosen: Select, *, each: bool = False) -> str:
        source = _SOURCES.get(chosen.direction, "")
        tests = [replace(test, side="") if test.side == source else test for test in chosen.people]
        told = self.both(who for who in (self.split(test)[0] for test in tests) if who)
        who = told or self.say("people.someone")
        if each:
            who = self.say("per.who", who=told) if told else self.say("per.everyone")
        roles = [replace(PeopleTest(), roles=test.roles) for test in tests if test.roles]
        rest = replace(chosen, direction="", people=tuple(roles))
        return self.say(
            f"{verb}.sent",
            direction=self.apart(self.mark("where", self.direction(chosen.direction)))
            if chosen.direction
            else "",
            who=self.mark("who", who),
            whom=self.mark("who", who),
            what=self._where_to(chosen),
            which=self._where_to(chosen),
            tails=self._tail(rest),
        )

    def _where_to(self, chosen: Select) -> str:
        ways = []
        if chosen.exchange_forms:
            forms = self.mark("what", self.words("exchange-form", chosen.exchange_forms))
            ways.append(self.say("sent.forms", what=forms))
        if chosen.kinds:
            kinds = self.mark("what", self.words("activity-kind", chosen.kinds))
            ways.append(self.say("sent.kinds", what=kinds))
        nothing = "sent.exchange" if chosen.record == "exchange" else "sent.nothing"
        return self.either(ways) or self.say(nothing)

    # -- their parts

    def _what(self, chosen: Select) -> str:
        if chosen.record in SCHOOLS:
            schools = self.schools(chosen.schools)
            of_roster = chosen.record == "roster-school"
            return self.mark("what", self.say("roster-of", schools=schools) if of_roster else schools)
        if chosen.record == "person":
            who = self.both(self.people(test) for test in chosen.people) or self.say("plain.person")
            if chosen.schools != SchoolTest():
                who = self.say("people.at", who=who, schools=self.schools(chosen.schools))
            return self.mark("who", who)
        vocabulary = KINDS.get(chosen.record, "activity-kind")
        return self.mark("what", self.words(vocabulary, chosen.kinds) or self.say(f"plain.{chosen.record}"))

    def _who(self, chosen: Select) -> str:
        source = _SOURCES.get(chosen.direction, "")
        does, plays = [], []
        for test in chosen.people:
            # Who goes from one side to the other is of that side.
            who, roles = self.split(replace(test, side="") if test.side == source else test)
            if roles and chosen.record != "duty":
                code = "clause.acting" if who else "clause.part"
                plays.append(self.say(code, who=self.mark("who", who), roles=self.mark("who", roles)))
            elif who:
                does.append(self.mark("who", who))
        comma = self.say("comma")
        said = [self.say("by", who=self.both(does))] if does else []
        whole = comma.join([*plays, *said])
        return self.apart(f"{whole}{comma}" if plays and not said and self.chinese else whole)

    def _way(self, chosen: Select) -> str:
        if not chosen.direction or chosen.record not in {"activity", "donation"}:
            return ""
        after = chosen.record == "activity" and chosen.people and self.chinese
        return self.apart(
            self.mark("where", self._from_to("along" if after else "direction", chosen.direction))
        )

    def _from_to(self, code: str, direction: str) -> str:
        return self.say(f"{code}.{direction}", helper=self.side("helper"), helped=self.side("helped"))

    def _around(self, chosen: Select) -> dict[str, str]:
        form = self.say(f"form.{chosen.forms[0]}") if len(chosen.forms) == 1 else ""
        about = [
            self.mark("what", self.words("subject", chosen.subjects)),
            self.mark("what", self.words("line", chosen.lines)),
        ]
        host = self.mark("where", self.side(chosen.host)) if chosen.host else ""
        what = self.both(filter(None, about))
        return {
            "host": self.apart(self.say("host", where=host)) if host else "",
            "form": self.apart(self.mark("where", form)),
            "about": self.apart(self.say("about", what=what)) if what else "",
        }

    def _tail(self, chosen: Select, *, placed_too: bool = True) -> str:
        around = placed(self, chosen) if placed_too else ()
        people = (said for test in chosen.people for said in acting(self, test, "person"))
        clauses = self.say("comma").join((*around, *people, *tails(self, chosen)))
        return self.apart(self.say("tail", clauses=clauses)) if clauses else ""


def _narrower(name: str, narrow: Sequence[str], wide: Sequence[str]) -> bool:
    return name in _ANY_OF and bool(narrow) and set(narrow) <= set(wide)
