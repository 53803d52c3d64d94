"""What is written in the program before it is handed in as a paper: a term's summary, and plans.

On 首页 the sections of a summary stand as cells until the paper is handed in; a plan with words or rows is
offered to be handed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import Connection, func, or_, select

from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.plan import Plan, PlanSection, Summary, SummarySection
from edudesk.services.archive import Archive
from edudesk.services.listing.query import present
from edudesk.services.schemes.results import RuleResult, State
from edudesk.services.standing.tallies import NONE
from edudesk.services.standing.view import OwedRow, RuleKey, Step, Tally, Words
from edudesk.services.standing.words import phrased, say_state
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_KIND = "term-summary"
_PLANS = frozenset({"plan", "activity-plan", "schedule"})


@dataclass(frozen=True)
class Writing:
    """How far our summary or plan of a term is; without a ``record`` it is not begun.

    ``written`` of a plan counts its sections with words and the rows of its schedule.
    """

    community: RecordId
    term: str
    record: RecordId = ""
    written: int = 0
    total: int = 0
    type: str = "summary"
    title: str = ""


def writings(archive: Archive, statuses: Sequence[TermStatus]) -> Mapping[RuleKey, Writing]:
    """Return how far the summaries and plans are that document rules of the terms ask for."""
    found: dict[RuleKey, Writing] = {}
    with archive.read() as connection:
        for status in statuses:
            rules = [
                rule.id
                for rule in status.scheme.documents
                if _KIND in rule.kinds and rule.due.sort.startswith("term-")
            ]
            if rules:
                writing = _writing(connection, archive, status)
                found |= {(status.community.id, rule): writing for rule in rules}
            for rule in status.scheme.documents:
                if _PLANS.intersection(rule.kinds):
                    of_term = rule.due.sort.startswith("term-")
                    key = (status.community.id, rule.id)
                    found[key] = _planning(connection, archive, status, of_term=of_term)
    return found


def _planning(connection: Connection, archive: Archive, status: TermStatus, *, of_term: bool) -> Writing:
    """Return how far our plan is: of the term, or of its school year."""
    code = status.evaluation.term
    has_words = func.trim(func.coalesce(PlanSection.body, ""), " \t\r\n　") != ""
    sections = (
        select(func.count())
        .where(PlanSection.record_id == Plan.id, has_words)
        .correlate(Plan)
        .scalar_subquery()
    )
    rows = (
        select(func.count())
        .where(Activity.plan_id == Plan.id, present(Activity.id))
        .correlate(Plan)
        .scalar_subquery()
    )
    meant = Plan.term == str(code)
    chosen = (
        select(Plan.id, Plan.title, sections, rows)
        .where(present(Plan.id), Plan.community_id == status.community.id)
        .where(Plan.id.in_(select(RecordHead.id).where(RecordHead.owner_id == archive.holder_id)))
        .where(meant if of_term else or_(meant, Plan.school_year == code.start_year))
        .order_by(Plan.id.desc())
        .limit(1)
    )
    begun = Writing(status.community.id, str(code), type="plan")
    row = connection.execute(chosen).one_or_none()
    if row is None:
        return begun
    return replace(begun, record=row[0], title=row[1], written=row[2] + row[3])


def _writing(connection: Connection, archive: Archive, status: TermStatus) -> Writing:
    body = func.coalesce(SummarySection.body, "")
    has_words = func.trim(body, " \t\r\n　") != ""
    chosen = (
        select(Summary.id, func.count(SummarySection.record_id), func.count().filter(has_words))
        .join(RecordHead, RecordHead.id == Summary.id)
        .outerjoin(SummarySection, SummarySection.record_id == Summary.id)
        .where(RecordHead.deleted.is_(False), RecordHead.owner_id == archive.holder_id)
        .where(Summary.community_id == status.community.id, Summary.term == str(status.evaluation.term))
        .where(or_(Summary.level.is_(None), Summary.level == "term"))
        .group_by(Summary.id)
        .order_by(Summary.id.desc())
        .limit(1)
    )
    begun = Writing(status.community.id, str(status.evaluation.term))
    row = connection.execute(chosen).one_or_none()
    return begun if row is None else replace(begun, record=row[0], total=row[1], written=row[2])


def with_writing(texts: Texts, row: OwedRow, result: RuleResult, writing: Writing | None) -> OwedRow:
    """Return the row of a document rule with what is written of it; where it only is to be sent, as it is."""
    if writing is None or row.step.kind != "write":
        return row
    if writing.type == "plan":
        return replace(row, step=_plan_step(texts, row.step, writing))
    if not writing.record:
        content = {"community_id": writing.community, "term": writing.term, "level": "term"}
        return replace(row, step=Step("write", row.step.label, {"type": "summary", "content": content}))
    if not writing.total:
        step = Step("write", texts.say("home.step.continue"), {"record": ["summary", writing.record]})
        return replace(row, step=step)
    left = writing.total - writing.written
    code = "home.writing.part" if left else "home.writing.done"
    words = texts.say(code, written=writing.written, left=left, total=writing.total)
    tally = _tally(texts, result.state, writing)
    if left:
        step = Step("write", texts.say("home.step.continue"), {"record": ["summary", writing.record]})
    else:
        step = replace(row.step, label=texts.say("home.step.hand-in"))
    late = result.state in {State.AT_RISK, State.MISSED}
    said = (row.name, tally.text, words, row.state_text)
    return replace(
        row, sentence=(Words(words, late),), tallies=(tally,), step=step, spoken=phrased(texts, said)
    )


def _plan_step(texts: Texts, step: Step, writing: Writing) -> Step:
    """Return the step of a plan that a rule asks for: begin it, go on with it, hand it in as it is."""
    if not writing.record:
        content = {"community_id": writing.community, "term": writing.term}
        return Step("write", step.label, {"type": "plan", "content": content})
    if not writing.written:
        return Step("write", texts.say("home.step.continue"), {"record": ["plan", writing.record]})
    content = {**step.arguments["content"], "title": writing.title, "about_id": writing.record}
    return Step("write", texts.say("home.step.hand-in"), {**step.arguments, "content": content})


def _tally(texts: Texts, state: State, writing: Writing) -> Tally:
    unit = texts.say("home.writing.unit")
    text = texts.say("home.figure", value=writing.written, target=writing.total, unit=unit)
    done, total = Decimal(writing.written), Decimal(writing.total)
    return Tally(
        "",
        done,
        done,
        total,
        unit,
        text,
        state,
        "cells",
        done,
        NONE,
        total - done,
        NONE,
        spoken=texts.say("home.spoken-tally", figure=text, state=say_state(texts, state)),
        records=(("summary", writing.record),),
    )
