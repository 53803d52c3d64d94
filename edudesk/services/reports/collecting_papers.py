"""From plans, summaries and results to what their papers are told."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from edudesk.services.records import Record
from edudesk.services.reports.collecting import ledger_rows
from edudesk.services.reports.facts import (
    FigureFacts,
    LedgerRow,
    MarkFacts,
    PlanFacts,
    RuleFacts,
    ScheduleRow,
    SectionFacts,
    SelfCheckFacts,
    SummaryFacts,
)
from edudesk.services.reports.work import TermWork
from edudesk.services.schemes import explain
from edudesk.services.schemes.results import UNOWED, RuleResult, State
from edudesk.services.standing.words import say_amount
from edudesk.texts import Label

_TIMES = Label("活动次数", "Activities held")
_PUPILS = Label("受益学生", "Pupils reached")
_PAIRS = Label("师徒结对", "Mentor pairs")
_EXCHANGES = Label("交流教师", "Exchanged teachers")
_FROM_ACTIVITIES = Label("{count} 条活动记录", "{count} activity records")
_FROM_RECORDS = Label("{count} 条记录", "{count} records")


def self_check_facts(work: TermWork) -> SelfCheckFacts:
    """Return how every rule stands, in words."""
    evaluation = work.status.evaluation
    rules = tuple(_rule(work, result) for result in evaluation.results)
    return SelfCheckFacts(work.status.scheme.name(work.language), evaluation.today, rules)


def _rule(work: TermWork, result: RuleResult) -> RuleFacts:
    applies = result.state is not State.NOT_APPLICABLE
    owed = [explain.say_owed(work.texts, one) for one in result.owed]
    if result.note:
        owed.append(explain.say_owed(work.texts, result.note))
    return RuleFacts(
        name=result.name(work.language),
        sentence=result.sentence,
        period=result.period.label(work.language) if result.period else "",
        target=_figure(work, result.target, result.unit) if applies and result.kind not in UNOWED else "",
        value=_figure(work, result.figure, result.unit) if applies else "",
        planned=_figure(work, result.planned, result.unit) if applies else "",
        state=explain.say_state(work.texts, result.state),
        counted=tuple(dict.fromkeys(work.titles.get(one.id, one.id) for one in result.counted)),
        near=tuple(
            f"{work.titles.get(one.id, one.id)}（{explain.say_near(work.texts, one)}）" for one in result.near
        ),
        owed=tuple(owed),
    )


def _figure(work: TermWork, number: Decimal, unit: Label) -> str:
    return say_amount(work.texts, number, unit).strip()


def plan_facts(work: TermWork, record: Record) -> PlanFacts:
    """Return a plan with the activities that were planned under it."""
    content = record.content
    return PlanFacts(
        title=content["title"],
        school=work.school(content.get("school_id")),
        author=content.get("author", ""),
        dated=content.get("dated"),
        sections=_sections(record),
        schedule=tuple(
            _scheduled(work, one)
            for one in work.records["activity"]
            if one.content.get("plan_id") == record.id
        ),
    )


def _scheduled(work: TermWork, record: Record) -> ScheduleRow:
    content = record.content
    day = content.get("planned_on") or content.get("starts_on")
    done = work.word("activity-state", content["state"])
    if content["state"] == "held" and content.get("starts_on"):
        done = f"{done} {content['starts_on']}"
    return ScheduleRow(
        when=day.isoformat() if day else "",
        activity=content["topic"],
        form=work.texts.listed(work.words("activity-kind", content.get("kinds", ()))),
        place=content.get("place") or work.school(content.get("host_id"), short=True),
        responsible=content.get("responsible", ""),
        audience=work.texts.listed(
            work.school(row["school_id"], short=True) for row in content.get("schools", ())
        ),
        done=done,
    )


def summary_facts(
    work: TermWork, record: Record | None, marks: Mapping[str, MarkFacts] = MappingProxyType({})
) -> SummaryFacts:
    """Return the term's summary; without a record only figures, rules and activities.

    ``marks`` are what the marks in its words say (:func:`.collecting_marks.mark_facts`).
    """
    content = record.content if record else {}
    rows = ledger_rows(work)
    return SummaryFacts(
        title=content.get("title", ""),
        school=work.school(content.get("school_id")),
        author=content.get("author", ""),
        dated=content.get("dated"),
        sections=_sections(record) if record else (),
        figures=tuple(_figures(work, rows)),
        check=self_check_facts(work),
        activities=rows,
        marks=marks,
    )


def _sections(record: Record) -> tuple[SectionFacts, ...]:
    rows = record.content.get("sections", ())
    return tuple(SectionFacts(row.get("heading", ""), row.get("body", "")) for row in rows)


def _figures(work: TermWork, rows: tuple[LedgerRow, ...]) -> list[FigureFacts]:
    language = work.language

    def counted(count: int) -> str:
        return _FROM_ACTIVITIES(language).format(count=count)

    found = [FigureFacts(_TIMES(language), str(len(rows)), counted(len(rows)))]
    sums: dict[str, Decimal] = {}
    having: Counter[str] = Counter()
    for unit in (unit for row in rows for unit in row.units):
        sums[unit.unit] = sums.get(unit.unit, Decimal(0)) + unit.amount
        having[unit.unit] += 1
    found += [
        FigureFacts(unit, explain.plain(amount), counted(having[unit])) for unit, amount in sums.items()
    ]
    pupils = [row.pupils for row in rows if row.pupils]
    if pupils:
        found.append(FigureFacts(_PUPILS(language), str(sum(pupils)), counted(len(pupils))))
    for label, code in ((_PAIRS, "mentor-pair"), (_EXCHANGES, "exchange")):
        count = sum(one.content.get("state", "held") == "held" for one in work.records[code])
        if count:
            found.append(
                FigureFacts(label(language), str(count), _FROM_RECORDS(language).format(count=count))
            )
    return found
