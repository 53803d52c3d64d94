"""For whom and when a quota, target or statistic holds, in words."""

from collections.abc import Iterator

from edudesk.services.schemes.judging.units import TIMES
from edudesk.services.schemes.scheme import Applies, PeopleTest, Per, PeriodSpec, Rule, SchoolTest
from edudesk.services.standing.ruling_conditions import ConditionTeller


class RuleTeller(ConditionTeller):
    """Says the period, the basis and the condition of a rule."""

    def rule(self, rule: Rule) -> str:
        """Return a quota, target or statistic."""
        parts = [self.mark("period", self.period(rule.period)), *self.where(rule.applies)]
        if len(rule.in_terms) == 1:
            parts.append(self.say(f"in-term.{rule.in_terms[0]}"))
        if per := self.per(rule.per):
            parts.append(self.say("for", per=self.mark("per", per)))
        parts.append(self.condition(rule.condition, None if rule.unit == TIMES else rule.unit))
        if rule.exempt:
            parts.append(self.say("exempt", papers=self.words("document-kind", rule.exempt)))
        return self.sentence(parts)

    def sentence(self, parts: list[str]) -> str:
        """Return parts as one sentence."""
        return self.say("whole", parts=self.first_upper(self.say("comma").join(parts)))

    def where(self, applies: Applies) -> Iterator[str]:
        """Give for which communities and schools a rule holds at all."""
        if applies.types:
            yield self.say("applies.types", types=self.types(applies.types))
        for side in ("helper", "helped"):
            test = getattr(applies, side)
            if test != SchoolTest():
                yield self.say(f"applies.{side}", schools=self.schools(test))

    def period(self, spec: PeriodSpec) -> str:
        """Return the days by which a rule is judged."""
        first, last = (self.day(day) for day in (spec.first, spec.last))
        phase = next((one.name for one in self.scheme.phases if one.id == spec.phase), "")
        numbers = {"days": spec.days, "years": spec.years}
        forms = self.words("exchange-form", spec.exchange_forms)
        sort = "stay-of" if forms else spec.sort
        return self.say(
            f"period.{sort}", first=first, last=last, on=spec.on or "", phase=phase, forms=forms, **numbers
        )

    def per(self, per: Per) -> str:
        """Return for whom it holds one by one, nothing for the community."""
        who = self.both(self.people(one) for one in per.people)
        if per.among is not None:
            everyone = self.everyone(per.among)
            return self.say("per.who-too", what=self.thing(per.among), who=who) if who else everyone
        if who:
            everybody = all(test == PeopleTest() for test in per.people)
            return self.say("per.roster") if everybody else self.say("per.who", who=who)
        return self._plainly(per)

    def _plainly(self, per: Per) -> str:
        if per.each == "community":
            return ""
        if per.each == "school" and per.schools != SchoolTest():
            return self.say("per.schools", schools=self.schools(per.schools))
        if per.values:
            return self.say("per.values", values=self.both(self.named(per.each, per.values)))
        return self.say(f"per.{per.each}", posts=self.words("post", per.posts))
