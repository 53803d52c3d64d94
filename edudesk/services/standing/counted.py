"""Where each activity of a term counts, and why not; and how many of each, so that the numbers add up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from edudesk.models.base import RecordId
from edudesk.services.schemes.facts import ActivityFacts
from edudesk.services.schemes.results import RuleKind, State
from edudesk.services.standing.live import in_term
from edudesk.services.standing.owing import unmet
from edudesk.services.standing.rows import rule_key
from edudesk.services.standing.view import Figure, RuleKey
from edudesk.services.standing.why import UNTELLING, say_why
from edudesk.services.standing.words import amid, listed, say_state, word
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

COUNTED, NEAR, FREE, PLANNED, CANCELLED = "counted", "near", "free", "planned", "cancelled"


@dataclass(frozen=True)
class NamedRule:
    """A rule that an activity counts in, and how it stands; ``unmet``: it still asks for more."""

    rule: RuleKey
    name: str
    state: State
    state_text: str
    unmet: bool


@dataclass(frozen=True)
class NearRule:
    """A rule that an activity nearly counts in, and why it does not."""

    rule: RuleKey
    name: str
    reason: str


@dataclass(frozen=True)
class ActivityStanding:
    """Where one activity counts; ``key`` is "counted", "near", "free", "planned" or "cancelled".

    ``text`` is the column 算进要求: the rules' names, ``线上办的，没算进``, or ``没有数量要求``. Of ``rules``
    those that still ask for more come first.
    ``missing`` are code and name of the evidence kinds that the scheme asks of it and that are not there.
    """

    key: str
    text: str
    rules: tuple[NamedRule, ...] = ()
    near: tuple[NearRule, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Counting:
    """All activities of the term; total = counted + near + free, and what is planned or cancelled besides."""

    standings: Mapping[RecordId, ActivityStanding]
    total: Figure
    counted: Figure
    near: Figure
    free: Figure
    planned: Figure
    cancelled: Figure
    sentence: str
    """共 24 次：13 次算进要求，3 次没算进，8 次没有数量要求；已排 2 次"""

    def of(self, activity_id: RecordId) -> ActivityStanding | None:
        """Return how an activity of the term stands, None for one of another term."""
        return self.standings.get(activity_id)


def counted_in(
    statuses: Sequence[TermStatus], texts: Texts, others: Iterable[ActivityFacts] = ()
) -> Counting:
    """Return where the term's activities count.

    ``others`` are activities of the term that belong to no community, or to one without a scheme: of them
    nothing is asked (``Standing.others``).
    """
    standings: dict[RecordId, ActivityStanding] = {}
    for status in statuses:
        standings |= _of_community(status, texts)
    today = statuses[0].evaluation.today if statuses else None
    for one in others:
        held = one.state == "held" and (today is None or one.starts_on <= today)
        key = FREE if held else CANCELLED if one.state == "cancelled" else PLANNED
        standings[one.id] = ActivityStanding(key, texts.say(f"home.counted.{key}"))
    return _counting(texts, standings)


def _of_community(status: TermStatus, texts: Texts) -> Mapping[RecordId, ActivityStanding]:
    rules, near, missing = _by_activity(status, texts)
    today = status.evaluation.today
    found = {}
    for one in in_term(status.facts.activities, status.facts.terms, status.evaluation.term):
        held = one.state == "held" and one.starts_on <= today
        key = _key(one, held=held, counted=one.id in rules, near=one.id in near)
        found[one.id] = ActivityStanding(
            key,
            _text(texts, key, rules.get(one.id, ()), near.get(one.id, ())),
            tuple(sorted(dict.fromkeys(rules.get(one.id, ())), key=lambda rule: not rule.unmet)),
            tuple(dict.fromkeys(near.get(one.id, ()))),
            tuple(missing.get(one.id, {}).items()) if held else (),
        )
    return found


def _key(one: ActivityFacts, *, held: bool, counted: bool, near: bool) -> str:
    if one.state == "cancelled":
        return CANCELLED
    if not held:
        return PLANNED
    return COUNTED if counted else NEAR if near else FREE


def _text(texts: Texts, key: str, rules: Sequence[NamedRule], near: Sequence[NearRule]) -> str:
    named = listed(texts, dict.fromkeys(rule.name for rule in rules))
    reason = near[0].reason if near else ""
    return texts.say(f"home.counted.{key}", rules=named, reason=reason)


def _by_activity(
    status: TermStatus, texts: Texts
) -> tuple[
    Mapping[RecordId, list[NamedRule]], Mapping[RecordId, list[NearRule]], Mapping[RecordId, dict[str, str]]
]:
    rules: dict[RecordId, list[NamedRule]] = defaultdict(list)
    near: dict[RecordId, list[NearRule]] = defaultdict(list)
    missing: dict[RecordId, dict[str, str]] = defaultdict(dict)
    known = status.facts.activity
    for result in status.evaluation.results:
        for gap in result.gaps:
            missing[gap.id] |= {
                kind: amid(texts, word(status.scheme, "evidence-kind", kind, texts)) for kind in gap.kinds
            }
        if result.kind not in {RuleKind.QUOTA, RuleKind.TARGET}:
            continue
        key, name = rule_key(status, result), result.name(texts.language)
        named = NamedRule(key, name, result.state, say_state(texts, result.state), bool(unmet(result)))
        for counted in result.counted:
            rules[counted.id].append(named)
        for one in result.near:
            if one.reason not in UNTELLING:
                near[one.id].append(NearRule(key, name, say_why(texts, one, status.facts, known.get(one.id))))
    return rules, near, missing


def _counting(texts: Texts, standings: Mapping[RecordId, ActivityStanding]) -> Counting:
    of: dict[str, list[RecordId]] = defaultdict(list)
    for activity_id, standing in standings.items():
        of[standing.key].append(activity_id)
    total = [*of[COUNTED], *of[NEAR], *of[FREE]]
    figures = {key: _figure(texts, of[key]) for key in (COUNTED, NEAR, FREE, PLANNED, CANCELLED)}
    sentence = texts.say(
        "home.counted.total",
        total=len(total),
        **{key: len(of[key]) for key in (COUNTED, NEAR, FREE)},
    )
    for key in (PLANNED, CANCELLED):
        sentence += texts.say(f"home.counted.besides-{key}", count=len(of[key])) if of[key] else ""
    return Counting(
        standings,
        _figure(texts, total),
        figures[COUNTED],
        figures[NEAR],
        figures[FREE],
        figures[PLANNED],
        figures[CANCELLED],
        sentence,
    )


def _figure(texts: Texts, ids: Sequence[RecordId]) -> Figure:
    text = texts.say("home.counted.number", count=len(ids))
    return Figure(text, Decimal(len(ids)), tuple(("activity", one) for one in ids))
