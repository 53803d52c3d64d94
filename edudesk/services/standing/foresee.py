"""What an activity that is being written will count in once it is saved, and what it misses by little."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.services.facts.forming import forming_facts
from edudesk.services.identity import Identity
from edudesk.services.schemes.facts import UNSAID
from edudesk.services.schemes.results import Near, Part, RuleKind, RuleResult, State
from edudesk.services.standing.tallies import NONE, tally_of
from edudesk.services.standing.trial import Trial
from edudesk.services.standing.view import RuleKey, Tally
from edudesk.services.standing.why import UNTELLING, say_why
from edudesk.services.standing.words import listed, say_amount, say_state, word
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

NO_LINKS = Identity({})
MISSES = 4
"""So many rules that it does not count in are told."""
_NEW = "~"
"""The id of what has none yet; it sorts behind all that were written before."""
_UNTOLD = frozenset({RuleKind.ELIGIBILITY, RuleKind.RECOGNITION, RuleKind.ALLOWANCE})
"""Kinds that are about people and money: they have their place on 方案."""
_HOPED = frozenset({"planned", "not-yet"})
_FEW = 2


@dataclass(frozen=True)
class ForeseenRule:
    """A rule that it will count in, for one partner, person or subject, or for all.

    ``tally`` is as it will be, its ``fresh`` part from this activity. ``planned``: only once it is held.
    """

    rule: RuleKey
    name: str
    basis: str
    tally: Tally
    before: Decimal
    after: Decimal
    state: State
    state_text: str
    sentence: str
    planned: bool


@dataclass(frozen=True)
class ForeseenMiss:
    """A rule that it nearly counts in, with the reason it does not: ``没算进：线上办的…``."""

    rule: RuleKey
    name: str
    reason: str


@dataclass(frozen=True)
class Foreseen:
    """The answer to every key stroke; ``note`` is 没有数量要求 where it counts in nothing."""

    counted: tuple[ForeseenRule, ...]
    missed: tuple[ForeseenMiss, ...]
    note: str
    gaps: tuple[tuple[str, str], ...]
    """Code and name of the evidence kinds that the scheme asks of it and that are not there."""


def foresee(
    status: TermStatus,
    content: Content,
    evidence_kinds: Collection[str],
    today: date,
    texts: Texts,
    *,
    replacing: RecordId | None = None,
    identity: Identity = NO_LINKS,
) -> Foreseen:
    """Return what a content would count in if it were saved on ``today``.

    ``status`` is how its community stands in its term; ``evidence_kinds`` are those of the files with it;
    ``replacing`` is the saved activity that is being edited.
    """
    old = status.facts.activity.get(replacing or "")
    own = replacing or _NEW
    event, opinions = (old.event, old.opinions) if old else (None, UNSAID)
    formed = forming_facts(own, content, evidence_kinds, identity, event=event, opinions=opinions)
    if formed is None:
        return Foreseen((), (), "", ())
    trial = Trial(status, formed, old, today)
    found = [
        (result, part)
        for result in trial.after
        for part in result.parts
        if result.kind not in _UNTOLD and _touches(part, own)
    ]
    # What it brings nearer comes first: who does a lot at once would else not see it.
    rules = [_rule(texts, trial, result, part) for result, part in found]
    counted = tuple(sorted(rules, key=lambda rule: rule.before >= rule.tally.target))
    missed = tuple(_missed(texts, trial, {result.rule_id for result, _ in found}))
    note = "" if counted or missed else texts.say("home.foreseen.none")
    return Foreseen(counted, missed[:MISSES], note, _gaps(texts, trial))


def _touches(part: Part, own: RecordId) -> bool:
    if any(each.id == own for each in part.counted):
        return True
    return any(near.id == own and near.reason in _HOPED for near in part.near)


def _rule(texts: Texts, trial: Trial, result: RuleResult, part: Part) -> ForeseenRule:
    before, after = trial.before(result, part), part.value
    hoped = not any(each.id == trial.formed.id for each in part.counted)
    who = part.basis.label(texts.language)
    code = "planned" if hoped else "same" if before == after else "change"
    sentence = texts.say(
        f"home.foreseen.{code}" if who else f"home.foreseen.{code}-alone",
        who=who,
        before=say_amount(texts, before, result.unit),
        after=say_amount(texts, after, result.unit),
        target=say_amount(texts, part.target, result.unit),
    )
    return ForeseenRule(
        trial.key(result),
        result.name(texts.language),
        who,
        tally_of(texts, part, result.unit, who, max(after - before, NONE)),
        before,
        after,
        part.state,
        say_state(texts, part.state),
        sentence,
        planned=hoped,
    )


# -- what it misses


def _missed(texts: Texts, trial: Trial, counted: set[str]) -> Iterator[ForeseenMiss]:
    """Give the rules missed by one thing, then those of which only the kind was not chosen."""
    others = [
        result
        for result in trial.after
        if result.kind in {RuleKind.QUOTA, RuleKind.TARGET}
        and result.rule_id not in counted
        and result.state is not State.NOT_APPLICABLE
    ]
    rest = []
    for result in others:
        near = _near(result, trial.formed.id)
        if near is None:
            rest.append(result)
        elif near.reason not in UNTELLING:
            yield _miss(texts, trial, result, say_why(texts, near, trial.status.facts, trial.formed))
    wanted = [result for result in rest if result.owed]
    for result, kinds in trial.with_more_kinds(wanted):
        if not any(_touches(part, trial.formed.id) for part in result.parts):
            continue
        names = [f"“{word(trial.status.scheme, 'activity-kind', kind, texts)}”" for kind in kinds]
        code = "home.foreseen.kinds" if len(names) > _FEW else "home.foreseen.kind"
        yield _miss(texts, trial, result, texts.say(code, kinds=listed(texts, names[:_FEW])))


def _near(result: RuleResult, own: RecordId) -> Near | None:
    found = [
        near for near in (*result.near, *(n for part in result.parts for n in part.near)) if near.id == own
    ]
    telling = [near for near in found if near.reason not in UNTELLING]
    return next(iter(telling or found), None)


def _miss(texts: Texts, trial: Trial, result: RuleResult, reason: str) -> ForeseenMiss:
    said = texts.say("home.foreseen.miss", reason=reason)
    return ForeseenMiss(trial.key(result), result.name(texts.language), said)


def _gaps(texts: Texts, trial: Trial) -> tuple[tuple[str, str], ...]:
    if trial.formed.state != "held":
        return ()
    kinds = dict.fromkeys(
        kind
        for result in trial.after
        for gap in result.gaps
        if gap.id == trial.formed.id
        for kind in gap.kinds
    )
    return tuple((kind, word(trial.status.scheme, "evidence-kind", kind, texts)) for kind in kinds)
