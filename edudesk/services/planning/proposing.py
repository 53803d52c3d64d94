"""What a term still owes and nobody has planned, as activities that would count when they are held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.results import Part, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Rule
from edudesk.services.standing.owing import say_owing, unmet
from edudesk.services.standing.rows import OWED, rule_key, shown
from edudesk.services.standing.steps import first_leaf, step_of, suggested
from edudesk.services.standing.tallies import tallies_of, tally_of
from edudesk.services.standing.view import RuleKey, Step, Tally, Words
from edudesk.services.standing.words import short_labels
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_MANY = 12
"""More than these are not planned at one click."""


@dataclass(frozen=True)
class Proposal:
    """What is missing for one partner (person, subject …), and the activity that would fill it.

    ``basis`` names the partner, ``label`` shortly. ``content`` is an activity's as JSON values, without its
    day; ``count`` how many of them are missing, ``ahead`` what is held and planned already.
    """

    rule: RuleKey
    basis: str
    label: str
    text: str
    count: int
    content: Mapping[str, Any]
    last: date
    ahead: Decimal


@dataclass(frozen=True)
class OwedRule:
    """A rule of which something is neither held nor planned.

    ``proposals`` are the activities to plan. A rule that activities do not fill has a ``step`` instead.
    """

    rule: RuleKey
    name: str
    state: State
    sentence: tuple[Words, ...]
    tallies: tuple[Tally, ...]
    proposals: tuple[Proposal, ...]
    step: Step | None
    source: str


def owed_rules(texts: Texts, status: TermStatus) -> tuple[OwedRule, ...]:
    """Return what is owed and not planned in a community's term, in the scheme's order."""
    found = (_owed(texts, status, result) for result in shown(status, OWED))
    return tuple(one for one in found if one is not None)


def _owed(texts: Texts, status: TermStatus, result: RuleResult) -> OwedRule | None:
    if result.kind in {RuleKind.DOCUMENT, RuleKind.LIMIT, RuleKind.ELIGIBILITY}:
        return None
    today = status.evaluation.today
    parts = [part for part in unmet(result) if today <= part.period.last and part.planned < part.target]
    if not parts:
        return None
    step = step_of(texts, status, result)
    proposals = _proposals(texts, status, result, parts)
    if not proposals and step.kind != "arrange":
        return None
    return OwedRule(
        rule_key(status, result),
        result.name(texts.language),
        result.state,
        say_owing(texts, status, result),
        tallies_of(texts, result),
        proposals,
        None if proposals else step,
        result.sentence,
    )


def _proposals(
    texts: Texts, status: TermStatus, result: RuleResult, parts: Sequence[Part]
) -> tuple[Proposal, ...]:
    rule = next(rule for rule in status.scheme.rules if rule.id == result.rule_id)
    labels = short_labels([part.basis.label(texts.language) for part in parts])
    made = (_proposal(texts, status, rule, part, label) for part, label in zip(parts, labels, strict=True))
    return tuple(one for one in made if one is not None)


def _proposal(texts: Texts, status: TermStatus, rule: Rule, part: Part, label: str) -> Proposal | None:
    select = first_leaf(rule, (part,)).select.alternatives[0]
    is_activity = select.record == "activity" or (select.record == "stay" and bool(select.kinds))
    if not is_activity:
        return None
    missing = part.target - max(part.planned, part.value)
    tally = tally_of(texts, part, part.unit or _unit(status, rule.id), label)
    count = min(int(missing.to_integral_value(ROUND_CEILING)), _MANY)
    return Proposal(
        (status.community.id, rule.id),
        part.basis.label(texts.language),
        label,
        tally.text,
        max(count, 1),
        _content(texts, status, rule, part),
        part.period.last,
        part.planned,
    )


def _unit(status: TermStatus, rule_id: str) -> Any:
    return next(one.unit for one in status.evaluation.results if one.rule_id == rule_id)


def _content(texts: Texts, status: TermStatus, rule: Rule, part: Part) -> Mapping[str, Any]:
    """Return an activity that would count: what the rule says of it, the first where it names several."""
    leaf = first_leaf(rule, (part,))
    select = leaf.select.alternatives[0]
    content = dict(suggested(status, select, part, "activity"))
    for name, chosen in (("kinds", select.kinds), ("lines", select.lines)):
        if chosen and name not in content:
            content[name] = [chosen[0]]
    if select.forms and "form" not in content:
        content["form"] = select.forms[0]
    if leaf.measure.sort == "sum" and leaf.measure.unit:
        content["units"] = [{"unit": leaf.measure.unit, "amount": plain(Decimal(1))}]
    return content | {"topic": rule.name(texts.language)}
