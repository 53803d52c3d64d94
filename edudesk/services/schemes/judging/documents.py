"""Documents that are due: on a day of the year, around a term, before an end, after an activity."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.judging.deadlines import Call, calls_of
from edudesk.services.schemes.judging.exempting import exemption
from edudesk.services.schemes.judging.papers import Paper, answers, papers_of
from edudesk.services.schemes.judging.periods import term_span
from edudesk.services.schemes.judging.states import by_day, worst
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import (
    Basis,
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


def judge_document(world: World, rule: DocumentRule, code: TermCode) -> RuleResult:
    """Return how a document rule stands in a term; every call for a paper is a part."""
    unasked = _unasked(rule, code)
    calls = () if unasked else tuple(calls_of(world, rule, code))
    papers = list(papers_of(world.facts, rule.kinds, rule.due.sort))
    fitting = [paper for paper in papers if not _too_short(rule, paper)]
    short = [paper for paper in papers if _too_short(rule, paper)]
    parts = tuple(
        _freed(world, rule, call, code) or _judge(world, rule, call, taken, short)
        for call, taken in _shared(world, rule, calls, fitting)
    )
    alone = len(parts) == 1
    months = Counter(basis for basis, _ in {(call.basis, call.period) for call in calls})
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
        _period(calls),
        tuple(
            owed if alone else Owed("scheme.owed.for", {"basis": _named(part, months), "what": owed})
            for part in parts
            for owed in part.owed
        ),
        parts,
        tuple({each.id: each for part in parts for each in part.counted}.values()),
        tuple({each.id: each for part in parts for each in part.near}.values()),
        note=_note(rule, parts, papers) if calls else Owed(f"scheme.note.{unasked or 'not-due'}"),
    )


def _unasked(rule: DocumentRule, code: TermCode) -> str:
    """Return why a rule asks for nothing in a term, nothing where it may ask."""
    if not rule.number:
        return "no-number"
    return "other-term" if rule.in_terms and code.number not in rule.in_terms else ""


def _period(calls: Sequence[Call]) -> Period | None:
    if not calls:
        return None
    first, last = min(call.period.first for call in calls), max(call.period.last for call in calls)
    return Period(first, last, calls[-1].period.label)


def _named(part: Part, months: Mapping[Basis, int]) -> Label:
    """Return whose paper a part is, and of which month where there are several."""
    label, month = part.basis.label, part.period.label
    if not label.zh:
        return month
    return Label(f"{label.zh}{month.zh}", f"{label.en} {month.en}") if months[part.basis] > 1 else label


def _note(rule: DocumentRule, parts: Sequence[Part], papers: Sequence[Paper]) -> Owed | None:
    """Say who is freed, and point out the papers that count and whose length nobody entered."""
    if freed := next((part.note for part in parts if part.note), None):
        return freed
    counted = {each.id for part in parts for each in part.counted}
    unknown = [paper for paper in papers if paper.id in counted and paper.characters is None]
    if not rule.least_characters or not unknown:
        return None
    return Owed("scheme.note.length-unknown", {"count": len(unknown), "least": rule.least_characters})


def _freed(world: World, rule: DocumentRule, call: Call, code: TermCode) -> Part | None:
    """Return that nothing is asked where a paper frees the one who would owe another."""
    freed = exemption(world, rule.exempt, term_span(world.facts, code), call.basis)
    if freed is None:
        return None
    note, paper = freed
    counted = (Counted("document", paper, NONE),)
    return Part(call.basis, call.period, State.NOT_APPLICABLE, NONE, NONE, NONE, counted=counted, note=note)


def _too_short(rule: DocumentRule, paper: Paper) -> bool:
    return paper.characters is not None and paper.characters < rule.least_characters


# -- which paper answers which call


def _ready(rule: DocumentRule, paper: Paper, today: date) -> date | None:
    """Return the day on which a paper was handed in, or filed where that is enough."""
    day = paper.handed_on if rule.handed else paper.day
    return day if day and day <= today else None


def _shared(
    world: World, rule: DocumentRule, calls: Sequence[Call], papers: Sequence[Paper]
) -> Iterator[tuple[Call, list[Paper]]]:
    """Give each call the papers that answer it; of months each paper answers the first without one."""
    used: set[tuple[str, str]] = set()
    apart = rule.due.sort in {"month-end", "quarter-end"}
    shares: list[list[Paper]] = []
    for call in calls:
        found = [paper for paper in papers if answers(paper, call)]
        if apart:
            free = [paper for paper in found if (call.basis.id, paper.id) not in used]
            found = [paper for paper in free if _in_time(world, rule, call, paper)][: rule.number]
            used |= {(call.basis.id, paper.id) for paper in found}
        shares.append(found)
    for call, share in zip(calls, shares, strict=True):
        late = [
            paper
            for paper in (papers if apart and len(share) < rule.number else ())
            if answers(paper, call) and (call.basis.id, paper.id) not in used
        ]
        yield call, [*share, *late]


def _in_time(world: World, rule: DocumentRule, call: Call, paper: Paper) -> bool:
    day = _ready(rule, paper, world.today)
    return day is not None and day <= call.period.last


def _judge(
    world: World, rule: DocumentRule, call: Call, papers: Sequence[Paper], short: Sequence[Paper]
) -> Part:
    today, last, target = world.today, call.period.last, Decimal(rule.number)
    ready = {paper.id: day for paper in papers if (day := _ready(rule, paper, today))}
    in_time = sorted(
        (paper for paper in papers if paper.id in ready and ready[paper.id] <= last),
        key=lambda paper: (ready[paper.id], paper.id),
    )[: rule.number]
    value, counted = Decimal(len(in_time)), tuple(Counted(each.record, each.id, ONE) for each in in_time)
    if value == target:
        return Part(call.basis, call.period, State.MET, value, value, target, counted=counted)
    near = (
        *(_near(paper, ready, last) for paper in papers if paper not in in_time),
        *(
            Near(
                paper.record,
                paper.id,
                "too-short",
                {"count": paper.characters, "least": rule.least_characters},
            )
            for paper in short
            if answers(paper, call)
        ),
    )
    written = len(papers) - len(ready)
    owed = _owed(rule, call.period, today, missing=rule.number - len(ready), written=written)
    soon = today > last - timedelta(days=rule.remind)
    state = State.MISSED if today > last else State.AT_RISK if soon else State.ON_TRACK
    return Part(call.basis, call.period, state, value, value, target, owed, counted, near)


def _near(paper: Paper, ready: dict[str, date], last: date) -> Near:
    if paper.id in ready:
        return Near(paper.record, paper.id, "handed-late", {"days": (ready[paper.id] - last).days})
    return Near(paper.record, paper.id, "not-handed-in")


def _owed(rule: DocumentRule, period: Period, today: date, *, missing: int, written: int) -> tuple[Owed, ...]:
    """Return what is owed; nothing once it is there, though late."""
    if missing <= 0:
        return ()
    code = "scheme.owed.hand-in" if written >= missing else "scheme.owed.document"
    if not rule.handed:
        code = "scheme.owed.write"
    elif rule.to.zh:
        code += "-to"
    due = {"from": period.first, "until": period.last, "to": rule.to}
    owed = Owed(by_day(code, period, today), due)
    if rule.number == 1:
        return (owed,)
    return (Owed("scheme.owed.papers", {"missing": Decimal(missing), "what": owed}),)
