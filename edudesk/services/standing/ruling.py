"""A rule as one sentence whose changeable parts are marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.scheme import (
    Bound,
    Condition,
    DocumentRule,
    Due,
    Every,
    EvidenceNeed,
    Joined,
    Leaf,
    Limit,
    Measure,
    OnlyIf,
    PeopleTest,
    Per,
    PeriodSpec,
    Rule,
    Scheme,
    SchoolTest,
    Select,
)
from edudesk.services.standing.words import listed, say_day, word
from edudesk.texts import Label, Texts

_FEW = 3
_LEAP_YEAR = 2024
_OPEN, _SPLIT, _CLOSE = "\ue000", "\ue001", "\ue002"  # private characters: no scheme's words hold them
_MARK = re.compile(f"{_OPEN}([^{_SPLIT}]*){_SPLIT}([^{_CLOSE}]*){_CLOSE}")


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
    for found in _MARK.finditer(said):
        if found.start() > end:
            yield Piece(said[end : found.start()])
        yield Piece(found[2], found[1])
        end = found.end()
    if end < len(said):
        yield Piece(said[end:])


class _Teller:
    """Puts the values of a rule into sentences; what is marked is cut out afterwards."""

    def __init__(self, texts: Texts, scheme: Scheme) -> None:
        self.texts = texts
        self.scheme = scheme

    def say(self, code: str, **parameters: object) -> str:
        return self.texts.say(f"home.rule.{code}", **parameters)

    def mark(self, kind: str, text: str) -> str:
        # A mark inside a mark would cut the sentence wrongly.
        plain_text = _MARK.sub(r"\2", text)
        return f"{_OPEN}{kind}{_SPLIT}{plain_text}{_CLOSE}" if plain_text else ""

    def words(self, vocabulary: str, codes: Sequence[str], joint: str = "") -> str:
        named = [word(self.scheme, vocabulary, code, self.texts) for code in codes]
        few = joint.join(named[:_FEW]) if joint else listed(self.texts, named[:_FEW])
        return few if len(named) <= _FEW else self.say("and-more", names=few)

    # -- quotas and targets

    def rule(self, rule: Rule) -> str:
        parts = [self.mark("period", self.period(rule.period))]
        if per := self.per(rule.per):
            parts.append(self.say("for", per=self.mark("per", per)))
        parts.append(self.condition(rule.condition, rule.unit))
        return self.say("whole", parts=self.say("comma").join(parts))

    def period(self, spec: PeriodSpec) -> str:
        first, last = (self.day(day) for day in (spec.first, spec.last))
        return self.say(f"period.{spec.sort}", first=first, last=last, on=spec.on or "")

    def day(self, day: MonthDay | None) -> str:
        return say_day(self.texts, day.in_year(_LEAP_YEAR)) if day else ""

    def per(self, per: Per) -> str:
        if per.each == "community":
            return ""
        if per.each == "school" and per.schools != SchoolTest():
            return self.say("per.schools", schools=self.schools(per.schools))
        return self.say(f"per.{per.each}", posts=self.words("post", per.posts))

    def condition(self, condition: Condition, unit: Label) -> str:
        match condition:
            case Leaf():
                return self.leaf(condition, unit)
            case Joined():
                joint = self.say("and" if condition.every_one else "or")
                return joint.join(self.condition(part, unit) for part in condition.conditions)
            case OnlyIf():
                premise = self.condition(condition.premise, unit)
                return self.say("only-if", premise=premise, then=self.condition(condition.then, unit))

    def leaf(self, leaf: Leaf, unit: Label) -> str:
        said = self.selected(leaf.select)
        if leaf.name:
            said = self.say("named", name=leaf.name, what=said)
        bound = self.bound(leaf.bound, self.measured(leaf.measure, unit))
        if leaf.every:
            return self.say("every", each=self.each(leaf.every), what=said, bound=self.mark("bound", bound))
        sort = leaf.measure.sort if leaf.measure.sort in {"sum", "distinct", "share", "served"} else "records"
        return self.say(f"leaf.{sort}", what=said, bound=self.mark("bound", bound))

    def selected(self, chosen: Select) -> str:
        who = self.mark("who", listed(self.texts, [self.people(test) for test in chosen.people]))
        kinds = chosen.exchange_forms or chosen.kinds
        vocabulary = "exchange-form" if chosen.exchange_forms else "activity-kind"
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
        return self.say(f"direction.{direction}", helper=self.side("helper"), helped=self.side("helped"))

    def people(self, test: PeopleTest) -> str:
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
            *((self.say("age", age=test.age_at_most),) if test.age_at_most else ()),
        ]
        named = self.say("and-also").join(said)
        return self.say("people", who=named, count=test.at_least) if test.at_least > 1 else named

    def side(self, side: str) -> str:
        role = next((role for role in self.scheme.roles if role.side == side), None)
        return role.name(self.texts.language) if role else self.say(f"side.{side}")

    def schools(self, test: SchoolTest) -> str:
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

    def each(self, every: Every) -> str:
        vocabulary = {"subject": "subject", "line": "line"}.get(every.each)
        if every.items:
            return self.say("items", count=every.items, of=self.texts.say(f"scheme.list.{every.each}"))
        if every.values and vocabulary:
            return self.mark("per", self.words(vocabulary, every.values))
        return self.mark("per", self.say(f"each.{every.each}"))

    def measured(self, measure: Measure, unit: Label) -> Label:
        return Label("%", "%") if measure.sort == "share" else unit

    def bound(self, bound: Bound, unit: Label) -> str:
        low, high = (
            None if one is None else self.amount(one, unit) for one in (bound.at_least, bound.at_most)
        )
        if bound.at_least == 0 and high is None:
            return self.say("bound.none")
        if low and high:
            return low if low == high else self.say("bound.between", low=low, high=high)
        return self.say("bound.most" if high else "bound.least", number=high or low)

    def amount(self, number: Decimal, unit: Label) -> str:
        return self.texts.say("home.amount", number=plain(number), unit=unit)

    # -- papers, evidence, limits

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
