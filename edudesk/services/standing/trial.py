"""The rules that an activity may touch, evaluated without it and with it."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import ActivityFacts
from edudesk.services.schemes.results import Part, RuleKind, RuleResult
from edudesk.services.schemes.scheme import (
    CountNumber,
    Rule,
    Select,
    leaves_of,
    numbers_of,
)
from edudesk.services.standing.tallies import NONE
from edudesk.services.standing.view import RuleKey
from edudesk.services.status import TermStatus


class Trial:
    """What would be if an activity, which replaces ``old`` where there is one, were saved on a day.

    Of a rule that selects other kinds nothing changes, so that it is not evaluated again.
    """

    def __init__(
        self, status: TermStatus, formed: ActivityFacts, old: ActivityFacts | None, today: date
    ) -> None:
        self.status = status
        self.formed = formed
        self._today = today
        self._others = tuple(one for one in status.facts.activities if one is not old)
        known = {result.rule_id: result for result in status.evaluation.results}
        if today != status.evaluation.today:
            known |= self._evaluated(self._rules(), None)
        elif old is not None:
            known |= self._evaluated(self._touched({*formed.kinds, *old.kinds}), None)
        self._before = known
        touched = self._evaluated(self._touched(formed.kinds), formed)
        self.after = tuple(touched.get(rule_id, result) for rule_id, result in known.items())

    def key(self, result: RuleResult) -> RuleKey:
        """Return what names a rule."""
        return self.status.community.id, result.rule_id

    def before(self, result: RuleResult, part: Part) -> Decimal:
        """Return the value of a part without the activity."""
        known = self._before[result.rule_id].parts
        same = (one for one in known if (one.basis.id, one.period) == (part.basis.id, part.period))
        return next((one.value for one in same), NONE)

    def with_more_kinds(self, wanted: Collection[RuleResult]) -> Iterator[tuple[RuleResult, tuple[str, ...]]]:
        """Give rules as they would be if the activity were of their kinds too, with these kinds."""
        ids = {result.rule_id for result in wanted}
        kinds = {rule.id: _kinds_of(rule) for rule in self._rules() if rule.id in ids}
        rules = tuple(rule for rule in self._rules() if kinds.get(rule.id))
        every = sorted({kind for known in kinds.values() for kind in known})
        formed = replace(self.formed, kinds=(*self.formed.kinds, *every))
        for rule_id, result in self._evaluated(rules, formed, papers=False).items():
            yield result, kinds[rule_id]

    def _rules(self) -> tuple[Rule, ...]:
        return self.status.scheme.rules

    def _touched(self, kinds: Collection[str]) -> tuple[Rule, ...]:
        """Return the rules in which an activity of these kinds may count, or nearly count."""
        return tuple(
            rule for rule in self._rules() if any(_may_select(one, kinds) for one in _selections(rule))
        )

    def _evaluated(
        self, rules: tuple[Rule, ...], formed: ActivityFacts | None, *, papers: bool = True
    ) -> dict[str, RuleResult]:
        if not rules and not papers:
            return {}
        whole, evaluation = self.status.scheme, self.status.evaluation
        scheme = replace(
            whole,
            rules=rules,
            limits=(),
            documents=(),
            evidence=whole.evidence if papers else (),
            eligibility=(),
            recognition=(),
            allowances=(),
        )
        activities = (*self._others, formed) if formed else self._others
        facts = replace(self.status.facts, activities=activities)
        found = evaluate(scheme, facts, evaluation.term, self._today, evaluation.settings)
        return {result.rule_id: result for result in found.results}


def _selections(rule: Rule) -> Iterator[Select]:
    found = [rule.per.among] if rule.per.among else []
    for leaf in leaves_of(rule.condition):
        found += [leaf.select, leaf.measure.whole] if leaf.measure.whole else [leaf.select]
    found += [one.select for one in numbers_of(rule.condition) if isinstance(one, CountNumber)]
    for select in found:
        yield from select.all_looked_at()


def _may_select(select: Select, kinds: Collection[str]) -> bool:
    if select.record not in {"activity", "stay"}:
        return False
    return not select.kinds or not set(kinds).isdisjoint(select.kinds)


def _kinds_of(rule: Rule) -> tuple[str, ...]:
    if rule.kind not in {RuleKind.QUOTA, RuleKind.TARGET}:
        return ()
    found = (select for leaf in leaves_of(rule.condition) for select in leaf.select.alternatives)
    return tuple(
        dict.fromkeys(kind for select in found if select.record == "activity" for kind in select.kinds)
    )
