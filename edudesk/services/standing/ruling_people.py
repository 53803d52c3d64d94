"""Tests of people in words: who somebody must be by the roster and by what lies behind them."""

from collections.abc import Iterator
from dataclasses import replace

from edudesk.services.schemes.scheme import PeopleTest
from edudesk.services.standing.ruling_words import Teller

_RANGES = ("age", "teaching_years", "years_here")


class PeopleTeller(Teller):
    """Says who is meant: ``牵头学校职称在一级教师及以上的骨干教师``."""

    def people(self, test: PeopleTest) -> str:
        """Return a test as the people who pass it, with how many there must be."""
        who = self.one(test)
        least, most = test.at_least, test.at_most
        if most is not None and most == least:
            return self.say("people.exactly", count=least, who=who)
        if most is not None:
            code = "people.between" if least > 1 else "people.most"
            return self.say(code, least=least, most=most, count=most, who=who)
        return self.say("people.least", count=least, who=who) if least > 1 else who

    def one(self, test: PeopleTest) -> str:
        """Return a test as somebody who passes it."""
        head, said = self._head(test)
        mods = self.say("people.and").join(self._mods(said))
        side = ""
        if test.side:
            side = self.say("people.of-mods" if mods else "people.of", side=self.side(test.side))
        told = self.say("people.mods", mods=mods) if mods else ""
        return self.say("people.teller", head=head, side=self.apart(side), mods=self.apart(told))

    def _head(self, test: PeopleTest) -> tuple[str, PeopleTest]:
        """Return the noun, and the test without what it says."""
        if test.honours:
            levels = self._levels(test)
            honours = self.words("honour", test.honours)
            if levels:
                honours = self.say("people.honours", levels=levels, honours=honours)
            return honours, replace(test, honours=(), honour_levels=(), honour_level_at_least="")
        if test.posts:
            return self.words("post", test.posts), replace(test, posts=())
        if test.titles:
            return self.words("title", test.titles), replace(test, titles=())
        return self.say("people.someone"), test

    def _levels(self, test: PeopleTest) -> str:
        if test.honour_level_at_least:
            level = self.words("level", (test.honour_level_at_least,))
            return self.say("people.or-above-joined", level=level)
        return self.words("level", test.honour_levels)

    def _mods(self, test: PeopleTest) -> Iterator[str]:
        if test.roles:
            yield self.say("people.roles", roles=self.words("activity-role", test.roles))
        if test.posts:
            yield self.say("people.posts", posts=self.words("post", test.posts))
        if test.experience:
            yield self.say("people.experience", posts=self.words("post", test.experience))
        yield from self._of_titles(test)
        yield from self._of_roster(test)
        for field in _RANGES:
            yield from self._range(test, field)
        yield from self._of_past(test)
        if test.any:
            yield self.say("people.either", who=self.either(self.one(one) for one in test.any))
        if test.none:
            nor = self.say("people.nor")
            yield self.say("people.none", who=nor.join(self.one(one) for one in test.none))

    def _of_titles(self, test: PeopleTest) -> Iterator[str]:
        if test.titles:
            yield self.say("people.titles", titles=self.words("title", test.titles))
        if test.title_at_least:
            yield self.say("people.title-at-least", title=self.words("title", (test.title_at_least,)))
        # Beside honours the level stands before their names.
        if test.honour_levels or test.honour_level_at_least:
            yield self.say("people.levels", levels=self._levels(test))

    def _of_roster(self, test: PeopleTest) -> Iterator[str]:
        if test.subjects:
            yield self.say("people.subjects", subjects=self.words("subject", test.subjects))
        if test.stages:
            yield self.say("people.stages", stages=self.words("stage", test.stages))
        if test.employment:
            yield self.say("people.employment", employment=self.either(test.employment))
        if test.sex:
            yield self.say(f"people.sex.{test.sex}")

    def _range(self, test: PeopleTest, field: str) -> Iterator[str]:
        code = field.replace("_", "-")
        for bound, word in (("at_least", "least"), ("at_most", "most")):
            number = getattr(test, f"{field}_{bound}")
            if number is not None:
                years = number if self.chinese else f"{number} {'year' if number == 1 else 'years'}"
                yield self.say(f"people.{code}-{word}", years=years)

    def _of_past(self, test: PeopleTest) -> Iterator[str]:
        if test.served is not None:
            yield self.say("people.served" if test.served else "people.not-served")
        if test.assessed:
            code = "people.assessed-known" if test.assessed.known else "people.assessed"
            grades = self.words("grade", test.assessed.grades)
            yield self.say(code, years=test.assessed.years, grades=grades)
        if test.mentored is not None:
            anyone = test.mentored == PeopleTest()
            yield (
                self.say("people.mentored")
                if anyone
                else self.say("people.mentored-by", who=self.one(test.mentored))
            )
