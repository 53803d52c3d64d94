"""Documents, evidence and limits in words."""

from edudesk.services.schemes.scheme import DocumentRule, Due, EvidenceNeed, Limit, SchoolTest
from edudesk.services.standing.ruling_conditions import ConditionTeller
from edudesk.services.standing.words import listed
from edudesk.texts import Label

_OF_RECORDS = frozenset({"activity", "exchange"})
_ON_THE_DAY = frozenset(
    {"month-end", "quarter-end", "term-start", "term-end", "school-year-start", "school-year-end"}
    | {"cycle-start", "cycle-end", "agreement-start", "phase-end"}
)
_LIMITED = {
    "agreement-years": Label("年", "years"),
    "agreement-months": Label("个月", "months"),
    "pairs": Label("人", "people"),
}
_SCHOOLS = Label("所", "schools")


class PaperTeller(ConditionTeller):
    """Says which papers are due and which lie with a record, and what the pairing must keep."""

    def document(self, rule: DocumentRule) -> str:
        """Return a paper that is due."""
        kinds = self.words("document-kind", rule.kinds)
        if rule.number > 1:
            kinds = self.say("copies", what=kinds, count=rule.number)
        if rule.least_characters:
            kinds = self.say("characters", what=kinds, least=rule.least_characters)
        per = self.per(rule.per) if rule.per.each in {"person", "pair"} else ""
        when, what = self.mark("due", self.due(rule.due)), self.mark("what", kinds)
        if per:
            when = self.say("comma").join((when, self.say("for", per=self.mark("per", per))))
        if len(rule.in_terms) == 1:
            when = self.say("comma").join((self.say(f"in-term.{rule.in_terms[0]}"), when))
        if not rule.handed:
            return self.say("document.filed", when=when, what=what)
        to = self.mark("to", rule.to(self.texts.language))
        return self.say("document.handed-to" if to else "document.handed", when=when, what=what, to=to)

    def due(self, due: Due) -> str:
        """Return when a paper is due."""
        days = self.say("working-days" if due.working else "days", days=due.days)
        kinds = self._asking(due) if due.sort in _OF_RECORDS else ""
        phase = next((one.name for one in self.scheme.phases if one.id == due.phase), "")
        sort = f"{due.sort}-before" if due.before else f"{due.sort}-over" if due.at_end else due.sort
        if due.sort in _ON_THE_DAY and not due.days:
            sort = f"{due.sort}-day"
        return self.say(
            f"due.{sort}", day=self.day(due.day), days=days, kinds=kinds, on=due.on or "", phase=phase
        )

    def _asking(self, due: Due) -> str:
        if due.select is not None:
            return self.selected(due.select)
        kinds = self.words("activity-kind", due.kinds) or self.words("exchange-form", due.exchange_forms)
        return kinds or self.say(f"record.{due.sort}")

    def evidence(self, need: EvidenceNeed) -> str:
        """Return which papers every record of a sort is to have."""
        vocabulary = "pair-kind" if need.record == "pair" else "activity-kind"
        named = self.words(vocabulary, need.kinds) or self.words("exchange-form", need.exchange_forms)
        kinds = self.mark("what", named or self.say(f"record.{need.record}"))
        needs = [self.words("evidence-kind", choices, self.say("either")) for choices in need.needs]
        return self.say("evidence", kinds=kinds, needs=self.mark("what", listed(self.texts, needs)))

    def limit(self, limit: Limit) -> str:
        """Return what the pairing must keep."""
        bound = self.mark("bound", self.bound(limit.bound, _LIMITED.get(limit.sort, _SCHOOLS)))
        match limit.sort:
            case "agreement-years" | "agreement-months":
                return self.say("limit.years", bound=bound)
            case "pairs":
                return self.say(f"limit.{limit.of}", bound=bound)
            case "same":
                return self.say(f"limit.same-{limit.of}", bound=bound)
        count = self.mark("what", self.schools(limit.count or SchoolTest()))
        if limit.each is None:
            return self.say("limit.whole", count=count, bound=bound)
        each = self.mark("per", self.schools(limit.each))
        return self.say("limit.each", each=each, count=count, bound=bound)
