"""From what is owed to activities with a day: each is tried beforehand, so that it counts when it is held."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from edudesk.models.contents import Content
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.planning.proposing import Proposal
from edudesk.services.planning.schedule import PLANNED, read_content
from edudesk.services.planning.shifting import Calendar, spread
from edudesk.services.schemes.facts import Participant
from edudesk.services.schemes.results import RuleResult
from edudesk.services.schemes.scheme import Leaf
from edudesk.services.standing.live import Standing
from edudesk.services.standing.steps import first_leaf
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_FIELDS = {"line": "lines", "subject": "subjects", "kind": "kinds"}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Arranged:
    """An activity to be planned; ``lacking`` says what must still be told so that it counts."""

    content: Content
    lacking: str = ""


def arrange(
    standing: Standing,
    status: TermStatus,
    proposal: Proposal,
    texts: Texts,
    *,
    count: int = 1,
    taken: Sequence[date] = (),
) -> tuple[Arranged, ...]:
    """Return so many activities for a proposal, each on a working day ahead that is still free.

    Where a rule asks for certain people, those who came the last time it counted are put in.
    """
    facts = status.facts
    today = status.evaluation.today
    calendar = Calendar(facts.terms, facts.special_days)
    first = max(today + _ONE_DAY, status.term.starts_on)
    last = max(first, min(proposal.last, status.term.ends_on))
    days = spread(count, first, last, calendar, taken)
    tried = [
        _tried(standing, {**one, "starts_on": days[0]}, proposal, today, texts)
        for one in _variants(status, proposal)
    ]
    found = [one for one in tried if not one.lacking] or tried[:1]
    return tuple(
        Arranged({**one.content, "starts_on": day}, one.lacking)
        for day, one in zip(days, (found[at % len(found)] for at in range(count)), strict=True)
    )


def _tried(standing: Standing, content: Content, proposal: Proposal, today: date, texts: Texts) -> Arranged:
    foreseen = standing.foresee(proposal.rule[0], {**content, "state": PLANNED}, (), today, texts)
    if foreseen is None:
        return Arranged(content)
    for one in foreseen.counted:
        if one.rule == proposal.rule and one.basis == proposal.basis and one.tally.ahead > proposal.ahead:
            return Arranged(content)
    missed = next((one.reason for one in foreseen.missed if one.rule == proposal.rule), "")
    return Arranged(content, missed or texts.say("planpage.not-yet"))


def _variants(status: TermStatus, proposal: Proposal) -> Iterator[Content]:
    """Give the content with each item that the rule runs over, without people and with those of before."""
    result = next(one for one in status.evaluation.results if one.rule_id == proposal.rule[1])
    rule = next(one for one in status.scheme.rules if one.id == result.rule_id)
    part = next(one for one in result.parts if _is_of(one.basis.label, proposal))
    leaf = first_leaf(rule, (part,))
    plain = read_content(proposal.content)
    people = _people_before(status, result, leaf)
    for extra in _items(status, leaf):
        if people:
            yield {**plain, **extra, "people": people}
        yield {**plain, **extra}


def _is_of(label: Any, proposal: Proposal) -> bool:
    return proposal.basis in {label("zh"), label("en")}


def _items(status: TermStatus, leaf: Leaf) -> Iterator[Mapping[str, Any]]:
    each = leaf.every.each if leaf.every else ""
    field = _FIELDS.get(each)
    if field is None or leaf.every is None:
        yield {}
        return
    listed = tuple(one.value for one in status.facts.domains if one.domain == each)
    known = tuple(choice.code for choice in VOCABULARIES[each].choices) if each in VOCABULARIES else ()
    for value in dict.fromkeys(leaf.every.values or listed or known):
        yield {field: (value,)}


def _people_before(status: TermStatus, result: RuleResult, leaf: Leaf) -> tuple[Mapping[str, Any], ...]:
    """Return who of the sides asked about took part in what counted last, or in the last of the same kind."""
    tests = [test for one in leaf.select.alternatives for test in one.people]
    if not tests:
        return ()
    counted = {one.id for one in result.counted if one.record == "activity"}
    kinds = {kind for one in leaf.select.alternatives for kind in one.kinds}
    held = [one for one in status.facts.activities if one.state == "held" and one.people]
    likely = [one for one in held if one.id in counted] or [one for one in held if kinds & {*one.kinds}]
    latest = max(likely, key=lambda one: (one.starts_on, one.id), default=None)
    sides = {test.side for test in tests if test.side}
    people = latest.people if latest else ()
    return tuple(_row(one) for one in people if not sides or not one.side or one.side in sides)


def _row(one: Participant) -> Mapping[str, Any]:
    who: dict[str, Any] = {"person_id": one.person_id} if one.person_id else {"name": one.name}
    row = {**who, "side": one.side, "role": one.role, "count": one.count if one.count != 1 else None}
    return {name: value for name, value in row.items() if value}
