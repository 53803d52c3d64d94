"""How a community would stand under another scheme: reckoned from the facts in memory, nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from edudesk.models.base import RecordId
from edudesk.services.calendar import TermCode, default_term, term_of
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.standing.differing import DifferenceView, say_differences
from edudesk.services.standing.live import Standing
from edudesk.services.standing.rules import RuleRow, rule_rows
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_DEFAULTS: Mapping[str, SettingValue] = {}


@dataclass(frozen=True)
class TrialLine:
    """A rule whose value, target or state would be another; None where that scheme has no such rule."""

    name: str
    before: RuleRow | None
    after: RuleRow | None


def suppose(
    standing: Standing,
    community_id: RecordId,
    text: str,
    *,
    today: date,
    code: TermCode | None = None,
    settings: Mapping[str, SettingValue] = _DEFAULTS,
) -> TermStatus:
    """Return how a community would stand in a term under the whole scheme in ``text``.

    ``BadScheme`` when the text or a setting cannot be used, KeyError when there is no such community.
    """
    facts = standing.facts_of(community_id)
    scheme = read_scheme(text, settings)
    wanted = code or term_of(today, facts.terms)
    term = next((term for term in facts.terms if term.code == wanted), default_term(wanted))
    community = next(one for one in standing.communities if one.id == community_id)
    evaluation = evaluate(scheme, facts, wanted, today, settings)
    return TermStatus(community, None, scheme, term, facts, evaluation)


def trial_lines(texts: Texts, before: TermStatus, after: TermStatus) -> tuple[TrialLine, ...]:
    """Return every rule that would stand otherwise, in the order of the new scheme, what goes away last."""
    old, new = ({row.rule[1]: row for row in _rows(texts, status)} for status in (before, after))
    found = (_line(old.get(rule), new.get(rule)) for rule in dict.fromkeys([*new, *old]))
    return tuple(line for line in found if not _same(line))


def say_changes(texts: Texts, before: TermStatus, after: TermStatus) -> tuple[DifferenceView, ...]:
    """Return what the new scheme says otherwise, both with their settings put in."""
    return say_differences(texts, before.scheme, after.scheme)


def _rows(texts: Texts, status: TermStatus) -> Iterable[RuleRow]:
    return (row for group in rule_rows(status, texts) for row in group.rows)


def _line(before: RuleRow | None, after: RuleRow | None) -> TrialLine:
    known = after or before
    assert known is not None
    return TrialLine(known.name, before, after)


def _same(line: TrialLine) -> bool:
    if line.before is None or line.after is None:
        return False
    return (line.before.value, line.before.state) == (line.after.value, line.after.state)
