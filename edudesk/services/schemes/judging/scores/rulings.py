"""How the rules that a score names stand for one school, over all terms of the score's period."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.judging.evidence import judge_evidence
from edudesk.services.schemes.judging.outcomes import Judge
from edudesk.services.schemes.judging.periods import spans
from edudesk.services.schemes.judging.scores.occasions import Occasion, terms_of
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Counted, Part, Period, RuleResult, State
from edudesk.services.schemes.scheme import Rule

JudgeRule = Callable[[str, TermCode], RuleResult]
_DONE = (State.MET, State.EXCEEDED)


@dataclass(frozen=True)
class Ruling:
    """What a rule comes to: ``value`` of ``target``, and what is still owed of it."""

    value: Fraction
    target: Fraction
    owed: Fraction
    counted: tuple[Counted, ...]

    @property
    def share(self) -> Fraction:
        """The smaller of value ÷ target and 1."""
        return self.value / self.target


class Rulings:
    """Asks how rules stand; each rule is judged once a term."""

    def __init__(self, world: World, judge: JudgeRule, known: Iterable[RuleResult], shown: TermCode) -> None:
        self._world = world
        self._judge = judge
        self._results = {(result.rule_id, shown): result for result in known}
        self._rules = {rule.id: rule for rule in world.scheme.rules}
        self._needs = {need.id: need for need in world.scheme.evidence}
        self._ruled: dict[tuple[str, Basis, Occasion], Ruling | None] = {}
        self._own = {rule.id for rule in world.scheme.documents if rule.per.each == "school"}

    def ruling(self, rule_id: str, who: Basis, occasion: Occasion) -> Ruling | None:
        """Return how a rule stands for somebody; None where it asks nothing of them."""
        key = (rule_id, who, occasion)
        if key not in self._ruled:
            self._ruled[key] = self._rule(rule_id, who, occasion)
        return self._ruled[key]

    def _rule(self, rule_id: str, who: Basis, occasion: Occasion) -> Ruling | None:
        parts = [
            part for part in self._parts(rule_id, who, occasion) if part.state is not State.NOT_APPLICABLE
        ]
        if not parts:
            return None
        counted = tuple({(one.record, one.id): one for part in parts for one in part.counted}.values())
        target = sum((Fraction(part.target) for part in parts), Fraction(0))
        owed = sum((_owed(part) for part in parts), Fraction(0))
        if target:
            value = sum((_kept(part) for part in parts), Fraction(0))
            return Ruling(value, target, owed, counted)
        met = sum(part.state in _DONE for part in parts)
        return Ruling(Fraction(met), Fraction(len(parts)), owed, counted)

    def elsewhere(self, rule_id: str, who: Basis) -> bool:
        """Return whether only another school's archive can tell: each files such a paper for itself."""
        ours = self._world.ours
        return rule_id in self._own and who.sort == "school" and bool(ours) and who.id not in ours

    def _parts(self, rule_id: str, who: Basis, occasion: Occasion) -> list[Part]:
        """Return the parts of all terms; of periods that end outside only the one that still runs."""
        found: dict[tuple[Basis, Period], Part] = {}
        for code in terms_of(self._world, occasion):
            for part in self._for(rule_id, who, code):
                found[part.basis, part.period] = part
        inside = [part for part in found.values() if part.period.last <= occasion.span.reach]
        last = max((part.period.last for part in found.values()), default=None)
        return inside or [part for part in found.values() if part.period.last == last]

    def _for(self, rule_id: str, who: Basis, code: TermCode) -> list[Part]:
        result = self._result(rule_id, code)
        if result.state is State.NOT_APPLICABLE or result.period is None:
            return []
        if who.sort == "school" and rule_id in self._needs:
            one = judge_evidence(self._world, self._needs[rule_id], code, who.id)
            return [_whole(one, result.period)]
        parts = result.parts or (_whole(result, result.period),)
        rule = self._rules.get(rule_id)
        if who.sort == "school" and rule and rule.per.each == "community" and rule.period.sort != "stay":
            return self._of_school(rule, who, code)
        return [part for part in parts if self._concerns(part, who)]

    def _result(self, rule_id: str, code: TermCode) -> RuleResult:
        if (rule_id, code) not in self._results:
            self._results[rule_id, code] = self._judge(rule_id, code)
        return self._results[rule_id, code]

    def _of_school(self, rule: Rule, who: Basis, code: TermCode) -> list[Part]:
        """Return how a rule of the whole community stands when only what a school takes part in counts."""
        parts = []
        for span in spans(rule.period, self._world.scheme, self._world.facts, code):
            one = Judge(self._world, span, who, rule.unit).judge(rule.condition)
            parts.append(
                Part(who, span.period, one.state, one.value, one.planned, one.target, one.owed, one.counted)
            )
        return parts

    def _concerns(self, part: Part, who: Basis) -> bool:
        basis = part.basis
        if who.sort != "school":
            return True
        match basis.sort:
            case "school":
                return basis.id == who.id
            case "partner":
                return who.id in (basis.helper_id, basis.helped_id)
            case "person":
                day = min(self._world.today, part.period.last)
                return who.id in self._world.held(basis.id, "school", day)
        return True


def _kept(part: Part) -> Fraction:
    """Return what counts of a part's target: all of it when met, nothing when more than allowed was done."""
    if part.state in _DONE:
        return Fraction(part.target)
    return Fraction(0) if part.value > part.target else Fraction(part.value)


def _owed(part: Part) -> Fraction:
    """Return how much is missing from a part's target, or how much more than allowed was done."""
    return Fraction(0) if part.state in _DONE else abs(Fraction(part.target) - Fraction(part.value))


def _whole(result: RuleResult, period: Period) -> Part:
    return Part(
        Basis("community"),
        period,
        result.state,
        result.value,
        result.planned,
        result.target,
        result.owed,
        result.counted,
    )
