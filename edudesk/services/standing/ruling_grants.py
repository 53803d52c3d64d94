"""Who may be sent, what somebody gains, and money by rule, in words."""

from collections.abc import Iterator
from decimal import Decimal

from edudesk.services.schemes.judging.allowances import UNITS
from edudesk.services.schemes.judging.units import unit_of
from edudesk.services.schemes.scheme import Allowance, Eligibility, Recognition, SchoolTest, Tier
from edudesk.services.standing.ruling_papers import PaperTeller
from edudesk.texts import Label

_YUAN, _DAYS = Label("元", "yuan"), Label("天", "days")
_ALL_MONTHS = 12
_WHOLE = frozenset({"once", "record"})


class GrantTeller(PaperTeller):
    """Says eligibility, recognition and allowances."""

    def eligibility(self, rule: Eligibility) -> str:
        """Return whom a test is asked of, and what must hold of them."""
        what = self.thing(rule.select)
        if rule.roles:
            what = self.say("fit.role", what=what, roles=self.words("activity-role", rule.roles))
        parts = list(self.where(rule.applies))
        if rule.after_months:
            parts.append(self.say("fit.after-months", months=rule.after_months))
        if rule.who:
            who = self.say("fit.who-or").join(self.people(test) for test in rule.who)
            parts.append(self.say("fit.who", what=what, who=self.mark("who", who)))
        else:
            parts.append(what)
        if rule.condition:
            parts.append(self.say("fit.must-have", what=self.condition(rule.condition, None)))
        if rule.exempt:
            parts.append(self.say("exempt", papers=self.words("document-kind", rule.exempt)))
        return self.sentence(parts)

    def recognition(self, rule: Recognition) -> str:
        """Return what is gained for what."""
        parts = [self.mark("period", self.period(rule.period)), *self.where(rule.applies)]
        who = self.both(self.people(test) for test in rule.people)
        if rule.among and who:
            parts.append(self.say("for", per=self.say("per.who-too", what=self.thing(rule.among), who=who)))
        elif rule.among:
            parts.append(self.say("for", per=self.everyone(rule.among)))
        elif who:
            parts.append(self.say("for", per=self.mark("who", self.say("per.who", who=who))))
        if rule.time:
            unit = unit_of(rule.time)
            parts.append(self.say("gain.time", what=self.thing(rule.time.select), unit=unit))
        if rule.documents:
            papers = self.both(self.named("document-kind", rule.documents))
            parts.append(self.say("gain.papers", papers=papers))
        parts.append(self.say("gain.gives", gives=rule.gives))
        if rule.condition:
            parts.append(self.say("gain.when", what=self.condition(rule.condition, None)))
        return self.sentence(parts)

    def allowance(self, rule: Allowance) -> str:
        """Return who is paid how much for what."""
        parts = [self.mark("period", self.period(rule.period)), *self.where(rule.applies)]
        if rule.to == "school":
            schools = self.say("per.schools", schools=self.schools(rule.schools))
            parts.append(self.say("for", per=self.mark("per", schools)))
        if rule.select:
            everyone = self.everyone(rule.select) if rule.to == "person" else self.thing(rule.select)
            parts.append(self.say("for", per=everyone) if rule.to == "person" else everyone)
        elif rule.to == "pair":
            parts.append(self.say("for", per=self.say("per.pair")))
        parts += [self._tier(tier, rule.each) for tier in rule.tiers]
        parts += self._within(rule)
        if rule.unless:
            parts.append(self.say("exempt", papers=self.words("document-kind", rule.unless)))
        return self.sentence(parts)

    def _within(self, rule: Allowance) -> Iterator[str]:
        if rule.least_days > 1:
            code = "paid.least-days-once" if rule.each in _WHOLE else "paid.least-days"
            yield self.say(code, days=self.count(rule.least_days, _DAYS), unit=self._unit(rule.each))
        if rule.months and len(rule.months) < _ALL_MONTHS:
            months = self.both(str(month) for month in rule.months)
            yield self.say("paid.months", months=months)
        if rule.most_units is not None:
            yield self.say("paid.most", most=self.amount(rule.most_units, UNITS[rule.each]))
        if rule.most is not None:
            yield self.say("paid.most", most=self.amount(rule.most, _YUAN))

    def _unit(self, each: str) -> str:
        unit = UNITS[each]
        return unit.zh if self.chinese else self.count(1, unit).removeprefix("1 ")

    def _tier(self, tier: Tier, each: str) -> str:
        if tier.amount == Decimal(0):
            return self.mark("bound", self.say("bound.unset"))
        money = self.mark("bound", self.amount(tier.amount, _YUAN))
        code = "paid" if isinstance(tier.amount, Decimal) else "paid-figure"
        said = self.say("paid-once" if each == "once" else code, money=money, unit=self._unit(each))
        kinds = []
        if tier.origin != SchoolTest():
            kinds.append(self.say("tier.from", schools=self.schools(tier.origin)))
        if tier.host != SchoolTest():
            kinds.append(self.say("tier.to", schools=self.schools(tier.host)))
        if tier.people:
            kinds.append(self.people(tier.people))
        return self.say("tier", kinds=self.say("people.and").join(kinds), paid=said) if kinds else said
