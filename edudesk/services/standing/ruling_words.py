"""The words of rules: codes, sides, schools, people and selections, with the marks that are cut out later."""

import re
from collections.abc import Sequence

from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.reading.words import KINDS
from edudesk.services.schemes.scheme import PeopleTest, Scheme, SchoolTest, Select
from edudesk.services.standing.ruling_people import further
from edudesk.services.standing.words import listed, say_day, word
from edudesk.texts import Texts

_FEW = 3
_LEAP_YEAR = 2024
_OPEN, _SPLIT, _CLOSE = "\ue000", "\ue001", "\ue002"  # private characters: no scheme's words hold them
MARK = re.compile(f"{_OPEN}([^{_SPLIT}]*){_SPLIT}([^{_CLOSE}]*){_CLOSE}")


class Teller:
    """Puts the values of a rule into sentences; what is marked is cut out afterwards."""

    def __init__(self, texts: Texts, scheme: Scheme) -> None:
        self.texts = texts
        self.scheme = scheme

    def say(self, code: str, **parameters: object) -> str:
        """Return a sentence about rules."""
        return self.texts.say(f"home.rule.{code}", **parameters)

    def mark(self, kind: str, text: str) -> str:
        """Return words that may be changed."""
        # A mark inside a mark would cut the sentence wrongly.
        plain_text = MARK.sub(r"\2", text)
        return f"{_OPEN}{kind}{_SPLIT}{plain_text}{_CLOSE}" if plain_text else ""

    def words(self, vocabulary: str, codes: Sequence[str], joint: str = "") -> str:
        """Return the names of codes, of many only the first."""
        named = [word(self.scheme, vocabulary, code, self.texts) for code in codes]
        few = joint.join(named[:_FEW]) if joint else listed(self.texts, named[:_FEW])
        return few if len(named) <= _FEW else self.say("and-more", names=few)

    def day(self, day: MonthDay | None) -> str:
        """Return a day of any year."""
        return say_day(self.texts, day.in_year(_LEAP_YEAR)) if day else ""

    def selected(self, chosen: Select) -> str:
        """Return which records count."""
        if chosen.either:
            return self.say("or-else").join(self.selected(one) for one in chosen.either)
        acts = [self.words("activity-role", chosen.acts_as)] if chosen.acts_as else []
        who = self.mark("who", listed(self.texts, [*map(self.people, chosen.people), *acts]))
        kinds = chosen.exchange_forms or chosen.kinds
        vocabulary = "exchange-form" if chosen.exchange_forms else KINDS.get(chosen.record, "activity-kind")
        what = self.mark("what", self.words(vocabulary, kinds) or self.say(f"record.{chosen.record}"))
        subjects = self.mark("what", self.words("subject", chosen.subjects))
        lines = self.mark("what", self.words("line", chosen.lines))
        return "".join(
            (
                self.say("who", who=who) if who else "",
                self.mark("where", self.direction(chosen.direction)) if chosen.direction else "",
                self.say("where", where=self.mark("where", self.side(chosen.host))) if chosen.host else "",
                self.mark("where", self.say(f"form.{chosen.forms[0]}")) if len(chosen.forms) == 1 else "",
                self.say("about", what=listed(self.texts, [one for one in (subjects, lines) if one]))
                if subjects or lines
                else "",
                self.say("do", what=what),
            )
        )

    def direction(self, direction: str) -> str:
        """Return from whom to whom."""
        return self.say(f"direction.{direction}", helper=self.side("helper"), helped=self.side("helped"))

    def people(self, test: PeopleTest) -> str:
        """Return what must hold of somebody."""
        said = [
            *((self.side(test.side),) if test.side else ()),
            *((self.words("activity-role", test.roles),) if test.roles else ()),
            *((self.say("posts", posts=self.words("post", test.posts)),) if test.posts else ()),
            *(
                (self.say("experience", posts=self.words("post", test.experience)),)
                if test.experience
                else ()
            ),
            *((self.words("title", test.titles),) if test.titles else ()),
            *((self.words("honour", test.honours),) if test.honours else ()),
            *((self.say("age", age=test.age_at_most),) if test.age_at_most and not test.sex else ()),
        ]
        named = self.say("comma").join(filter(None, (self.say("and-also").join(said), *further(self, test))))
        return self.say("people", who=named, count=test.at_least) if test.at_least > 1 else named

    def side(self, side: str) -> str:
        """Return what a side is called."""
        role = next((role for role in self.scheme.roles if role.side == side), None)
        return role.name(self.texts.language) if role else self.say(f"side.{side}")

    def schools(self, test: SchoolTest) -> str:
        """Return which schools are meant."""
        names = {role.code: role.name(self.texts.language) for role in self.scheme.roles}
        said = [
            *(self.side(side) for side in test.sides),
            *(names.get(role, role) for role in test.roles),
        ]
        kinds = [
            *(word(self.scheme, "location", code, self.texts) for code in test.locations),
            *(word(self.scheme, "stage", code, self.texts) for code in test.stages),
        ]
        of = listed(self.texts, said) or self.say("schools")
        return self.say("schools-of", kinds=listed(self.texts, kinds), schools=of) if kinds else of
