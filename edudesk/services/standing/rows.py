"""Every rule of a term as a row of 首页: owed, done or not applying."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import Facts
from edudesk.services.schemes.judging.states import RANKS
from edudesk.services.schemes.results import UNOWED, Owed, RuleKind, RuleResult, State
from edudesk.services.standing.owing import say_owing, unmet
from edudesk.services.standing.steps import step_of
from edudesk.services.standing.tallies import keys, tallies_of
from edudesk.services.standing.view import DoneRow, IdleRow, OwedRow, RuleKey
from edudesk.services.standing.why import say_why
from edudesk.services.standing.words import (
    listed,
    say_amount,
    say_day,
    say_state,
    say_weekday,
    short_labels,
)
from edudesk.services.standing.written import Writing, with_writing
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_FEW = 3
_KEPT = frozenset({RuleKind.LIMIT, RuleKind.ELIGIBILITY})
OWED, DONE, IDLE = "owed", "done", "idle"


def sort_of(result: RuleResult) -> str:
    """Return where a rule stands on the page: owed, done or idle, or empty for one that is not shown.

    What is missing with activities has a card of its own, and a limit that is kept needs no word. What
    somebody gains, and what is only stated, is no duty.
    """
    if result.kind is RuleKind.EVIDENCE or result.kind in UNOWED:
        return ""
    if result.kind in _KEPT and result.state not in {State.MISSED, State.AT_RISK}:
        return ""
    if result.state is State.NOT_APPLICABLE:
        return IDLE
    return OWED if unmet(result) else DONE


def shown(status: TermStatus, sort: str) -> tuple[RuleResult, ...]:
    """Return the rules of one sort in the scheme's order."""
    return tuple(result for result in status.evaluation.results if sort_of(result) == sort)


def owed_rows(
    texts: Texts, statuses: Sequence[TermStatus], writings: Mapping[RuleKey, Writing] = MappingProxyType({})
) -> tuple[tuple[OwedRow, ...], str]:
    """Return the owed rules, worst first and then by date, and the deadline they have in common.

    ``writings`` tell how far the summaries are that rules ask for.
    """
    rows = [
        with_writing(
            texts, _owed(texts, status, result, statuses), result, writings.get(rule_key(status, result))
        )
        for status in statuses
        for result in shown(status, OWED)
    ]
    rows.sort(key=lambda row: (RANKS.index(row.state), row.deadline or date.max))
    days = {row.deadline for row in rows}
    (day,) = days if len(days) == 1 else (None,)
    if day is None or rows[0].overdue:
        return tuple(rows), ""
    return (
        tuple(_without_deadline(row) for row in rows),
        texts.say("home.all-by", day=say_day(texts, day), weekday=say_weekday(texts, day)),
    )


def done_rows(texts: Texts, statuses: Sequence[TermStatus]) -> tuple[DoneRow, ...]:
    """Return the rules with nothing left to do, those last that are missed for good."""
    rows = [_done(texts, status, result, statuses) for status in statuses for result in shown(status, DONE)]
    return tuple(sorted(rows, key=lambda row: row.state is State.MISSED))


def idle_rows(texts: Texts, statuses: Sequence[TermStatus]) -> tuple[IdleRow, ...]:
    """Return the rules that do not apply, with the reason."""
    return tuple(
        IdleRow(
            rule_key(status, result),
            result.name(texts.language),
            _community(status, statuses),
            say_owed(texts, result.note or Owed("scheme.note.no-period")),
        )
        for status in statuses
        for result in shown(status, IDLE)
    )


def rule_key(status: TermStatus, result: RuleResult) -> RuleKey:
    """Return what names a rule of a community."""
    return status.community.id, result.rule_id


def deadline_of(result: RuleResult) -> date | None:
    """Return the first day by which something that is owed is due; who is sent has none."""
    if result.kind is RuleKind.ELIGIBILITY:
        return None
    return min((part.period.last for part in unmet(result)), default=None)


def say_deadline(texts: Texts, day: date | None, today: date) -> str:
    """Return a deadline in words, also one that has passed."""
    if day is None:
        return ""
    code = "home.by" if today <= day else "home.was-by"
    return texts.say(code, day=say_day(texts, day), weekday=say_weekday(texts, day))


def _community(status: TermStatus, statuses: Sequence[TermStatus]) -> str:
    return status.community.title if len(statuses) > 1 else ""


def _owed(texts: Texts, status: TermStatus, result: RuleResult, statuses: Sequence[TermStatus]) -> OwedRow:
    today = status.evaluation.today
    sentence = say_owing(texts, status, result)
    deadline = deadline_of(result)
    name, state = result.name(texts.language), say_state(texts, result.state)
    tallies = tallies_of(texts, result)
    words = "".join(piece.text for piece in sentence)
    return OwedRow(
        rule_key(status, result),
        result.state,
        state,
        name,
        _community(status, statuses),
        sentence,
        tallies,
        step_of(texts, status, result),
        deadline,
        "" if deadline and say_day(texts, deadline) in words else say_deadline(texts, deadline, today),
        overdue=deadline is not None and deadline < today,
        aim=result.kind is RuleKind.TARGET,
        source=result.sentence,
        records=keys(result.counted),
        spoken=texts.phrase((name, *(tally.text for tally in tallies), words, state)),
    )


def _without_deadline(row: OwedRow) -> OwedRow:
    return replace(row, deadline_text="")


def _done(texts: Texts, status: TermStatus, result: RuleResult, statuses: Sequence[TermStatus]) -> DoneRow:
    name, state = result.name(texts.language), say_state(texts, result.state)
    fact = say_done(texts, result, status.facts)
    return DoneRow(
        rule_key(status, result),
        result.state,
        state,
        name,
        _community(status, statuses),
        fact,
        keys(result.counted),
        texts.phrase((name, fact, state)),
    )


def say_done(texts: Texts, result: RuleResult, facts: Facts) -> str:
    """Return what was done, in words: ``6 次，要求 4 次，超 2 次`` or ``9月12日已报``."""
    if result.kind is RuleKind.DOCUMENT:
        return _say_papers(texts, result, facts)
    if result.state is State.MISSED:
        return texts.phrase([say_owed(texts, owed) for owed in result.owed])
    value = result.figure
    if result.state is State.EXCEEDED and value > result.target:
        return texts.say(
            "home.done.exceeded",
            value=say_amount(texts, value, result.unit),
            target=say_amount(texts, result.target, result.unit),
            over=say_amount(texts, value - result.target, result.unit),
        )
    parts = [part for part in result.parts if part.state is not State.NOT_APPLICABLE]
    if not 1 < len(parts) <= _FEW:
        return say_amount(texts, value, result.unit)
    labels = short_labels([part.basis.label(texts.language) for part in parts])
    amounts = [say_amount(texts, part.value, result.unit) for part in parts]
    if len(set(amounts)) == 1:
        return texts.say("home.done.each", count=len(parts), amount=amounts[0])
    said = zip(labels, amounts, strict=True)
    return listed(texts, (texts.say("home.figure-of", label=label, figure=each) for label, each in said))


def _say_papers(texts: Texts, result: RuleResult, facts: Facts) -> str:
    late = [near for part in result.parts for near in part.near if near.reason == "handed-late"]
    if result.state is State.MISSED and late:
        return say_why(texts, late[0], facts)
    if len(result.counted) != 1:
        return texts.say("home.done.papers", count=len(result.counted))
    counted = result.counted[0]
    papers = {one.id: (one.handed_on, one.dated) for one in facts.documents}
    papers |= {one.id: (one.filed_on, one.signed_on or one.starts_on) for one in facts.agreements}
    handed, dated = papers.get(counted.id, (None, None))
    day = handed or dated
    if day is None:
        return texts.say("home.done.paper")
    code = "home.done.handed" if handed else "home.done.filed"
    return texts.say(code, day=say_day(texts, day))
