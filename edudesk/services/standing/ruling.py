"""A rule as one sentence whose changeable parts are marked."""

from collections.abc import Iterator
from dataclasses import dataclass

from edudesk.services.schemes.scheme import (
    DocumentRule,
    Due,
    EvidenceNeed,
    Limit,
    Scheme,
)
from edudesk.services.standing.ruling_conditions import ConditionTeller
from edudesk.services.standing.ruling_words import MARK
from edudesk.services.standing.words import listed
from edudesk.texts import Label, Texts


@dataclass(frozen=True)
class Piece:
    """A run of the sentence.

    ``mark`` says what may be changed: "period", "per", "who", "where", "what", "bound", "due" or "to"; it is
    empty for plain words.
    """

    text: str
    mark: str = ""


def say_rule(texts: Texts, scheme: Scheme, rule_id: str) -> tuple[Piece, ...]:
    """Return a rule of any sort in words."""
    teller = _Teller(texts, scheme)
    for rule in scheme.rules:
        if rule.id == rule_id:
            return _pieces(teller.rule(rule))
    for document in scheme.documents:
        if document.id == rule_id:
            return _pieces(teller.document(document))
    for need in scheme.evidence:
        if need.id == rule_id:
            return _pieces(teller.evidence(need))
    (limit,) = (limit for limit in scheme.limits if limit.id == rule_id)
    return _pieces(teller.limit(limit))


def _pieces(said: str) -> tuple[Piece, ...]:
    return tuple(_cut(said))


def _cut(said: str) -> Iterator[Piece]:
    end = 0
    for found in MARK.finditer(said):
        if found.start() > end:
            yield Piece(said[end : found.start()])
        yield Piece(found[2], found[1])
        end = found.end()
    if end < len(said):
        yield Piece(said[end:])


class _Teller(ConditionTeller):
    """Puts the values of a rule of any sort into a sentence."""

    def document(self, rule: DocumentRule) -> str:
        kinds = self.mark("what", self.words("document-kind", rule.kinds))
        when = self.mark("due", self.due(rule.due))
        if not rule.handed:
            return self.say("document.filed", when=when, what=kinds)
        to = self.mark("to", rule.to(self.texts.language))
        return self.say("document.handed-to" if to else "document.handed", when=when, what=kinds, to=to)

    def due(self, due: Due) -> str:
        day = self.day(due.day)
        days = self.say("working-days" if due.working else "days", days=due.days)
        kinds = self.words("activity-kind", due.kinds) or self.words("exchange-form", due.exchange_forms)
        kinds = kinds or self.say(f"record.{due.sort}") if due.sort in {"activity", "exchange"} else ""
        sort = f"{due.sort}-before" if due.before else due.sort
        if due.sort in {"term-start", "term-end"} and not due.days:
            sort += "-day"
        return self.say(f"due.{sort}", day=day, days=days, kinds=kinds)

    def evidence(self, need: EvidenceNeed) -> str:
        kinds = self.mark("what", self.words("activity-kind", need.kinds) or self.say("record.activity"))
        needs = [self.words("evidence-kind", choices, self.say("either")) for choices in need.needs]
        return self.say("evidence", kinds=kinds, needs=self.mark("what", listed(self.texts, needs)))

    def limit(self, limit: Limit) -> str:
        if limit.count is None:
            bound = self.bound(limit.bound, Label("年", "years"))
            return self.say("limit.years", bound=self.mark("bound", bound))
        bound = self.mark("bound", self.bound(limit.bound, Label("所", "schools")))
        count = self.mark("what", self.schools(limit.count))
        if limit.each is None:
            return self.say("limit.whole", count=count, bound=bound)
        return self.say(
            "limit.each", each=self.mark("per", self.schools(limit.each)), count=count, bound=bound
        )
