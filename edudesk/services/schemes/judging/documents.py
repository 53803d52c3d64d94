"""Documents that are due: on a day of the year, around a term, before an end, after an activity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import DocumentFacts
from edudesk.services.schemes.judging.deadlines import EARLY, Call, calls_of
from edudesk.services.schemes.judging.states import by_day, worst
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import (
    Counted,
    Near,
    Owed,
    Part,
    Period,
    RuleKind,
    RuleResult,
    State,
)
from edudesk.services.schemes.scheme import DocumentRule
from edudesk.texts import Label

ONE, NONE = Decimal(1), Decimal(0)
PIECE = Label("份", "copies")


@dataclass(frozen=True)
class _Paper:
    """A document or a filed agreement."""

    record: str
    id: str
    dated: date | None
    handed_on: date | None
    schools: frozenset[str]
    term: TermCode | None = None
    about_id: str | None = None


def judge_document(world: World, rule: DocumentRule, code: TermCode) -> RuleResult:
    """Return how a document rule stands in a term; every call for a paper is a part."""
    calls = tuple(calls_of(world, rule, code))
    papers = [paper for paper in _papers(world) if paper[0] in rule.kinds]
    parts = tuple(_judge(world, rule, call, [paper for _, paper in papers]) for call in calls)
    period = (
        Period(
            min(call.period.first for call in calls),
            max(call.period.last for call in calls),
            calls[-1].period.label,
        )
        if calls
        else None
    )
    alone = len(parts) == 1
    return RuleResult(
        rule.id,
        RuleKind.DOCUMENT,
        rule.name,
        rule.sentence,
        PIECE,
        worst([part.state for part in parts]),
        sum((part.value for part in parts), NONE),
        sum((part.planned for part in parts), NONE),
        sum((part.target for part in parts), NONE),
        period,
        tuple(
            owed if alone else Owed("scheme.owed.for", {"basis": part.basis.label, "what": owed})
            for part in parts
            for owed in part.owed
        ),
        parts,
        tuple({each.id: each for part in parts for each in part.counted}.values()),
        tuple({each.id: each for part in parts for each in part.near}.values()),
        note=None if calls else Owed("scheme.note.not-due"),
    )


# -- what there is


def _papers(world: World) -> Iterable[tuple[str, _Paper]]:
    for each in world.facts.documents:
        yield each.kind, _document(each)
    for agreement in world.facts.agreements:
        signed = agreement.signed_on or agreement.starts_on
        parties = frozenset(agreement.parties)
        yield "agreement", _Paper("agreement", agreement.id, signed, agreement.filed_on, parties)


def _document(each: DocumentFacts) -> _Paper:
    schools = frozenset({each.school_id} if each.school_id else ())
    return _Paper("document", each.id, each.dated, each.handed_on, schools, each.term, each.about_id)


def _answers(paper: _Paper, call: Call) -> bool:
    """Return whether a paper is the one that is asked for."""
    if call.about_id:
        return paper.about_id == call.about_id
    if call.basis.sort == "school" and paper.schools and call.basis.id not in paper.schools:
        return False
    pairing = {call.basis.helper_id, call.basis.helped_id}
    if call.basis.sort == "partner" and paper.schools and not _of_pairing(paper, pairing):
        return False
    if paper.term is not None and call.term is not None:
        return paper.term == call.term
    day = paper.dated or paper.handed_on
    late = call.period.last + EARLY if call.term else date.max
    return day is not None and call.period.first <= day <= late


def _of_pairing(paper: _Paper, pairing: set[str]) -> bool:
    if paper.record == "agreement":
        return pairing <= paper.schools
    return bool(paper.schools & pairing)


def _judge(world: World, rule: DocumentRule, call: Call, papers: list[_Paper]) -> Part:
    today, last = world.today, call.period.last
    fitting = [paper for paper in papers if _answers(paper, call)]
    ready = {
        paper.id: day
        for paper in fitting
        if (day := paper.handed_on if rule.handed else (paper.dated or paper.handed_on)) and day <= today
    }
    in_time = [paper for paper in fitting if paper.id in ready and ready[paper.id] <= last]
    if in_time:
        best = min(in_time, key=lambda paper: (ready[paper.id], paper.id))
        return Part(
            call.basis, call.period, State.MET, ONE, ONE, ONE, counted=(Counted(best.record, best.id, ONE),)
        )
    near = tuple(
        Near(paper.record, paper.id, "handed-late", {"days": (ready[paper.id] - last).days})
        if paper.id in ready
        else Near(paper.record, paper.id, "not-handed-in")
        for paper in fitting
    )
    owed = () if ready else (_owed(rule, call.period, today, exists=bool(fitting)),)
    soon = today > last - timedelta(days=rule.remind)
    state = State.MISSED if today > last else State.AT_RISK if soon else State.ON_TRACK
    return Part(call.basis, call.period, state, NONE, NONE, ONE, owed, near=near)


def _owed(rule: DocumentRule, period: Period, today: date, *, exists: bool) -> Owed:
    code = "scheme.owed.hand-in" if exists else "scheme.owed.document"
    if not rule.handed:
        code = "scheme.owed.write"
    elif rule.to.zh:
        code += "-to"
    due = {"from": period.first, "until": period.last, "to": rule.to}
    return Owed(by_day(code, period, today), due)
