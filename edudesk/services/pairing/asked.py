"""What the scheme asks of one pair: its parts of the rules that go pair by pair."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from edudesk.services.calendar import days_between
from edudesk.services.pairing.months import Month
from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.results import Part, RuleResult, State
from edudesk.services.standing.tallies import keys, tally_of
from edudesk.services.standing.view import RuleKey, Tally
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_A_MONTH = 31
_WORST = (State.MISSED, State.AT_RISK, State.ON_TRACK, State.MET, State.EXCEEDED)


@dataclass(frozen=True)
class Quota:
    """A rule as it stands for one pair; ``sentence`` says what is owed, or that nothing is."""

    rule: RuleKey
    name: str
    tally: Tally
    sentence: str


@dataclass(frozen=True)
class Due:
    """What a month asks of a pair: so many sessions, and how that stands."""

    target: int
    ahead: int
    state: State


def parts_for(status: TermStatus, pair_id: str) -> Iterator[tuple[RuleResult, tuple[Part, ...]]]:
    """Give the rules that go pair by pair, each with its parts for this one."""
    for result in status.evaluation.results:
        found = tuple(
            part
            for part in result.parts
            if part.basis.sort == "pair"
            and part.basis.id == pair_id
            and part.state is not State.NOT_APPLICABLE
        )
        if found:
            yield result, found


def due_in(status: TermStatus, pair_id: str, month: Month) -> Due | None:
    """Return what the strictest monthly rule asks of a pair in a month; None where none asks anything."""
    found = [
        Due(ceil(part.target), int(part.planned), part.state)
        for _, parts in parts_for(status, pair_id)
        for part in parts
        if part.target and _is_of(part, month)
    ]
    return max(found, key=lambda due: due.target - due.ahead, default=None)


def _is_of(part: Part, month: Month) -> bool:
    within = days_between(part.period.first, part.period.last) <= _A_MONTH
    return within and month.holds(part.period.first)


def quotas_of(texts: Texts, status: TermStatus, pair_id: str) -> tuple[Quota, ...]:
    """Return the rules that ask something of a pair, with figure and sentence."""
    return tuple(
        _quota(texts, status, result, parts)
        for result, parts in parts_for(status, pair_id)
        if any(part.target for part in parts)
    )


def _quota(texts: Texts, status: TermStatus, result: RuleResult, parts: tuple[Part, ...]) -> Quota:
    owed = [say_owed(texts, owed) for part in parts for owed in part.owed]
    tally = tally_of(texts, _whole(parts), result.unit)
    records = tuple(dict.fromkeys(key for part in parts for key in keys(part.counted)))
    return Quota(
        (status.community.id, result.rule_id),
        result.name(texts.language),
        replace(tally, records=records),
        texts.phrase(dict.fromkeys(owed)) or texts.say("pairs.quota-done"),
    )


def _whole(parts: tuple[Part, ...]) -> Part:
    """Return the parts of one pair, such as its months, as one; what is too much in one fills no other."""
    if len(parts) == 1:
        return parts[0]
    zero = Decimal(0)
    return replace(
        parts[0],
        value=sum((min(part.value, part.target) for part in parts), zero),
        planned=sum((min(part.planned, part.target) for part in parts), zero),
        target=sum((part.target for part in parts), zero),
        state=min((part.state for part in parts), key=_WORST.index),
    )
