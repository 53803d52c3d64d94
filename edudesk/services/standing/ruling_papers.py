"""Documents, evidence and limits in words."""

from edudesk.services.schemes.scheme import DocumentRule, Due, EvidenceNeed, Limit, SchoolTest
from edudesk.services.standing.ruling_rules import RuleTeller
from edudesk.texts import Label

_OF_RECORDS = frozenset({"activity", "exchange"})
_DAYS = Label("天", "days")
_LIMITED = {
    "agreement-years": Label("年", "years"),
    "agreement-months": Label("个月", "months"),
    "pairs": Label("人", "people"),
}
_SCHOOLS = Label("所", "schools")


class PaperTeller(RuleTeller):
    """Says which papers are due and which lie with a record, and what the pairing must keep."""

    def document(self, rule: DocumentRule) -> str:
        """Return a paper that is due."""
        kinds = self.words("document-kind", rule.kinds)
        if rule.number > 1:
            kinds = self.say("copies", what=kinds, count=rule.number)
        if rule.least_characters:
            kinds = self.say("characters", what=kinds, least=rule.least_characters)
        parts = list(self.where(rule.applies))
        if len(rule.in_terms) == 1:
            parts.append(self.say(f"in-term.{rule.in_terms[0]}"))
        parts.append(self.mark("due", self.due(rule.due)))
        if per := self.per(rule.per):
            parts.append(self.say("for", per=self.mark("per", per)))
        when, what = self.say("comma").join(parts), self.mark("what", kinds)
        to = self.mark("to", rule.to(self.texts.language))
        sort = "filed" if not rule.handed else "handed-to" if to else "handed"
        said = [self.say(f"document.{sort}", when=when, what=what, to=to)]
        if rule.standing:
            said.append(self.say("standing"))
        if rule.exempt:
            said.append(self.say("exempt", papers=self.words("document-kind", rule.exempt)))
        return self.sentence(said)

    def due(self, due: Due) -> str:
        """Return when a paper is due."""
        number = self.count(due.days, _DAYS)
        days = self.say("working-days", days=due.days) if due.working else number
        kinds = self._asking(due) if due.sort in _OF_RECORDS else ""
        phase = next((one.name for one in self.scheme.phases if one.id == due.phase), "")
        before = "-before" if due.before and (due.days or due.sort in _OF_RECORDS) else ""
        over = "-over" if due.at_end and due.sort == "pair" else ""
        on_day = "-day" if not due.days and due.sort not in {"first-year", "every-year", "on"} else ""
        return self.say(
            f"due.{due.sort}{over}{before}{on_day}",
            day=self.day(due.day),
            days=days,
            kinds=kinds,
            on=due.on or "",
            phase=phase,
        )

    def _asking(self, due: Due) -> str:
        if due.select is not None:
            return self.doing(due.select) if due.sort == "exchange" else self.thing(due.select)
        kinds = self.words("activity-kind", due.kinds) or self.words("exchange-form", due.exchange_forms)
        return kinds or self.say(f"plain.{due.sort}")

    def evidence(self, need: EvidenceNeed) -> str:
        """Return which papers every record of a sort is to have."""
        vocabulary = "pair-kind" if need.record == "pair" else "activity-kind"
        named = self.words(vocabulary, need.kinds) or self.words("exchange-form", need.exchange_forms)
        kinds = self.mark("what", named or self.say(f"plain.{need.record}"))
        needs = [self.words("evidence-kind", choices) for choices in need.needs]
        # "或" inside of "和" would leave open what belongs together.
        chosen = any(len(choices) > 1 for choices in need.needs)
        whole = self.say("evidence-next").join(needs) if chosen else self.both(needs)
        code = "evidence-pair" if need.record == "pair" else "evidence"
        return self.sentence([self.say(code, kinds=kinds, needs=self.mark("what", whole))])

    def limit(self, limit: Limit) -> str:
        """Return what the pairing must keep."""
        return self.sentence([*self.where(limit.applies), self._limit(limit)])

    def _limit(self, limit: Limit) -> str:
        bound = self.joined_on(self.bound(limit.bound, _LIMITED.get(limit.sort, _SCHOOLS)))
        match limit.sort:
            case "agreement-years" | "agreement-months":
                return self.say("limit.years", bound=bound)
            case "pairs":
                said = self.say(f"limit.{limit.of}", bound=bound)
                kinds = self.words("pair-kind", limit.kinds)
                return self.say("comma").join(
                    [said, self.say("limit.pairs-of", kinds=kinds)] if kinds else [said]
                )
            case "same":
                if limit.bound.at_most == 0:
                    bound = self.mark("bound", self.say(f"same-{limit.of}"))
                    return self.say(f"limit.none-{limit.of}", bound=bound)
                return self.say(f"limit.same-{limit.of}", bound=bound)
        count = self.mark("what", self.schools(limit.count or SchoolTest()))
        if limit.each is None:
            said = self.say("limit.whole", count=count, bound=bound)
        else:
            each = self.mark("per", self.schools(limit.each))
            said = self.say("limit.each", each=each, count=count, bound=bound)
        if limit.period.sort in {"school-year", "cycle"}:
            said = self.say("comma").join((said, self.say(f"limit.over.{limit.period.sort}")))
        return said
