"""Who may be sent, what somebody gains, and money by rule, in words."""

from edudesk.services.schemes.judging.allowances import UNITS
from edudesk.services.schemes.judging.units import unit_of
from edudesk.services.schemes.scheme import Allowance, Eligibility, Recognition, SchoolTest, Tier
from edudesk.services.standing.ruling_papers import PaperTeller
from edudesk.services.standing.words import listed
from edudesk.texts import Label

_YUAN = Label("元", "yuan")


class GrantTeller(PaperTeller):
    """Says eligibility, recognition and allowances."""

    def eligibility(self, rule: Eligibility) -> str:
        """Return whom a test is asked of, and what must hold of them."""
        who = self.say("either").join(self.people(test) for test in rule.who)
        parts = [self.selected(rule.select)]
        if rule.roles:
            parts.append(self.say("in-role", roles=self.words("activity-role", rule.roles)))
        if rule.after_months:
            parts.append(self.say("after-months", months=rule.after_months))
        if who:
            parts.append(self.say("must-be", who=self.mark("who", who)))
        if rule.condition:
            parts.append(self.say("must-have", what=self.condition(rule.condition, None)))
        if rule.exempt:
            parts.append(self.say("exempt", papers=self.words("document-kind", rule.exempt)))
        return self.say("whole", parts=self.say("comma").join(parts))

    def recognition(self, rule: Recognition) -> str:
        """Return what is gained for what."""
        parts = [self.mark("period", self.period(rule.period))]
        if rule.among:
            parts.append(self.say("per.among", what=self.selected(rule.among)))
        if rule.people:
            who = listed(self.texts, [self.people(test) for test in rule.people])
            parts.append(self.say("per.people", who=self.mark("who", who)))
        if rule.time:
            parts.append(self.say("by-time", what=self.selected(rule.time.select), unit=unit_of(rule.time)))
        if rule.condition:
            parts.append(self.condition(rule.condition, None))
        if rule.documents:
            parts.append(self.say("with-papers", papers=self.words("document-kind", rule.documents)))
        parts.append(self.say("gives", gives=rule.gives))
        return self.say("whole", parts=self.say("comma").join(parts))

    def allowance(self, rule: Allowance) -> str:
        """Return who is paid how much for what."""
        parts = [self.mark("period", self.period(rule.period))]
        if rule.to == "school":
            parts.append(self.say("for", per=self.mark("per", self.schools(rule.schools))))
        if rule.select:
            parts.append(self.selected(rule.select))
        elif rule.to == "pair":
            parts.append(self.say("record.pair"))
        each = UNITS[rule.each](self.texts.language)
        parts += [self._tier(tier, rule.each, each) for tier in rule.tiers]
        if rule.least_days > 1:
            parts.append(self.say("least-days", days=rule.least_days))
        if rule.most_units is not None:
            most = self.amount(rule.most_units, UNITS[rule.each])
            parts.append(self.say("bound.most", number=most))
        if rule.most is not None:
            parts.append(self.say("bound.most", number=self.amount(rule.most, _YUAN)))
        if rule.unless:
            parts.append(self.say("exempt", papers=self.words("document-kind", rule.unless)))
        return self.say("whole", parts=self.say("comma").join(parts))

    def _tier(self, tier: Tier, each: str, unit: str) -> str:
        money = self.mark("bound", self.amount(tier.amount, _YUAN))
        said = self.say("paid-once" if each == "once" else "paid", money=money, unit=unit)
        kinds = [
            *(
                [self.say("tier.from", schools=self.schools(tier.origin))]
                if tier.origin != SchoolTest()
                else []
            ),
            *([self.say("tier.to", schools=self.schools(tier.host))] if tier.host != SchoolTest() else []),
            *([self.people(tier.people)] if tier.people else []),
        ]
        return self.say("tier", kinds=listed(self.texts, kinds), paid=said) if kinds else said
