"""方案: the list of rules with their live values, and one rule with all that stands behind it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from edudesk.services.schemes.explain import plain, say_owed
from edudesk.services.schemes.facts import Facts
from edudesk.services.schemes.results import UNOWED, Part, RuleKind, RuleResult, State
from edudesk.services.standing.gains import say_gain, say_part, say_part_figure
from edudesk.services.standing.lines import Lines, NearLine, RecordLine, Topic
from edudesk.services.standing.owing import UNMET, say_owing
from edudesk.services.standing.rows import deadline_of, rule_key, say_deadline, say_done
from edudesk.services.standing.ruling import Piece, say_rule
from edudesk.services.standing.tallies import keys, tally_of
from edudesk.services.standing.view import RecordKey, RuleKey, Tally, Words
from edudesk.services.standing.why import UNTELLING
from edudesk.services.standing.words import listed, say_ratio, say_state
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

DO, HAND_IN, CHECK, GAIN, STATED = "do", "hand-in", "check", "gain", "stated"
_GROUPS = {
    RuleKind.QUOTA: DO,
    RuleKind.TARGET: DO,
    RuleKind.DOCUMENT: HAND_IN,
    RuleKind.EVIDENCE: CHECK,
    RuleKind.LIMIT: CHECK,
    RuleKind.ELIGIBILITY: CHECK,
    RuleKind.RECOGNITION: GAIN,
    RuleKind.ALLOWANCE: GAIN,
    RuleKind.STATISTIC: STATED,
}
_ACTIVITIES = frozenset({RuleKind.QUOTA, RuleKind.TARGET, RuleKind.EVIDENCE, RuleKind.STATISTIC})


@dataclass(frozen=True)
class RuleRow:
    """One line of the list: state, name and value such as ``5/6 次`` or ``9月12日已报``."""

    rule: RuleKey
    state: State
    state_text: str
    name: str
    value: str
    spoken: str


@dataclass(frozen=True)
class RuleGroup:
    """``key`` is "do", "hand-in", "check", "gain" or "stated"; ``title`` counts its rows."""

    key: str
    title: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True)
class PartView:
    """How a rule stands for one partner, person, subject or month."""

    label: str
    state: State
    state_text: str
    figure: str
    """``3/3``"""
    tally: Tally
    sentence: tuple[Words, ...]
    records: tuple[RecordKey, ...]


@dataclass(frozen=True)
class RuleView:
    """One rule: the sentence in pieces, the scheme's own words, the result and the records behind it."""

    rule: RuleKey
    name: str
    state: State
    state_text: str
    deadline_text: str
    pieces: tuple[Piece, ...]
    quote: str
    document: str
    """The name of the document that the quoted sentence comes from."""
    note: str
    """Why it does not apply, or what the reader should know; mostly empty."""
    parts: tuple[PartView, ...]
    counted_head: str
    counted: tuple[RecordLine, ...]
    near_head: str
    near: tuple[NearLine, ...]


def rule_rows(status: TermStatus, texts: Texts) -> tuple[RuleGroup, ...]:
    """Return all rules of the scheme in their groups; an empty group is left out."""
    groups = []
    for key in (DO, HAND_IN, CHECK, GAIN, STATED):
        found = [result for result in status.evaluation.results if _GROUPS[result.kind] == key]
        if found:
            rows = tuple(_row(texts, status, result) for result in found)
            groups.append(RuleGroup(key, texts.say(f"home.rules.{key}", count=len(rows)), rows))
    return tuple(groups)


def _row(texts: Texts, status: TermStatus, result: RuleResult) -> RuleRow:
    state, name = say_state(texts, result.state), result.name(texts.language)
    value = _value(texts, status.facts, result)
    spoken = listed(texts, (name, value, state))
    return RuleRow(rule_key(status, result), result.state, state, name, value, spoken)


def _value(texts: Texts, facts: Facts, result: RuleResult) -> str:
    if result.kind in UNOWED and (result.parts or result.kind is not RuleKind.STATISTIC):
        return say_gain(texts, result)
    if result.state is State.NOT_APPLICABLE:
        return "—"
    if result.kind is RuleKind.DOCUMENT and result.state not in UNMET:
        return say_done(texts, result, facts)
    return say_ratio(texts, result.figure, result.target, result.unit)


def rule_view(status: TermStatus, rule_id: str, texts: Texts, topic: Topic) -> RuleView:
    """Return one rule with all that stands behind it; KeyError when the scheme has no such rule.

    ``topic`` gives an activity's topic by its id (:meth:`Standing.topic`).
    """
    result = status.evaluation.result(rule_id)
    lines = Lines(texts, status, topic)
    near = tuple(near for near in result.near if near.reason not in UNTELLING)
    kind = "" if result.kind in _ACTIVITIES else "-other"
    return RuleView(
        rule_key(status, result),
        result.name(texts.language),
        result.state,
        say_state(texts, result.state),
        say_deadline(texts, deadline_of(result), status.evaluation.today),
        say_rule(texts, status.scheme, rule_id),
        result.sentence,
        status.scheme.basis(texts.language),
        say_owed(texts, result.note) if result.note else "",
        tuple(_parts(texts, status, result)),
        texts.say(f"home.rules.counted{kind}", count=len(result.counted)),
        tuple(lines.counted(result.counted)),
        texts.say(f"home.rules.near{kind}", count=len(near)),
        tuple(lines.near(near)),
    )


def _parts(texts: Texts, status: TermStatus, result: RuleResult) -> Iterator[PartView]:
    several = len({part.period for part in result.parts}) > 1
    for part in result.parts:
        unowed = result.kind in UNOWED
        if part.state is State.NOT_APPLICABLE and not unowed:
            continue
        named = (part.basis.label, part.period.label) if several else (part.basis.label,)
        label = " ".join(filter(None, (one(texts.language) for one in named)))
        plainly = f"{plain(part.value)}/{plain(part.target)}"
        figure = say_part_figure(texts, result, part) if unowed else plainly
        sentence = _sentence(texts, status, result, part)
        tally = tally_of(texts, part, result.unit, label)
        state = say_state(texts, part.state)
        yield PartView(label, part.state, state, figure, tally, sentence, keys(part.counted))


def _sentence(texts: Texts, status: TermStatus, result: RuleResult, part: Part) -> tuple[Words, ...]:
    if result.kind in UNOWED:
        said = say_part(texts, result, part)
        return (Words(said),) if said else ()
    if result.kind is RuleKind.ELIGIBILITY and not part.owed:
        fits = say_owed(texts, part.note) if part.note else texts.say("home.gain.fits")
        return (Words(fits),)
    if not part.owed:
        return (Words(texts.say("home.rules.enough")),) if part.state not in UNMET else ()
    alone = replace(result, parts=(part,), state=part.state)
    return say_owing(texts, status, alone)
