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
from edudesk.services.schemes.scheme import DocumentRule
from edudesk.services.standing.owing import say_short, unmet
from edudesk.services.standing.tallies import NONE
from edudesk.services.standing.view import OwedRow, RuleKey, Step, Tally, Words
from edudesk.services.standing.words import say_state
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_KIND = "term-summary"
_PLANS = frozenset({"plan", "activity-plan", "schedule"})


@dataclass(frozen=True)
class Writing:
    """How far our summary or plan of a term is; without a ``record`` it is not begun.

    ``written`` of a plan counts its sections with words and the rows of its schedule. Where a paper is not
    ``handed`` to anybody, entering it is enough.
    """

    community: RecordId
    term: str
    record: RecordId = ""
    written: int = 0
    total: int = 0
    type: str = "summary"
    title: str = ""
    handed: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to write: all sections of a summary, anything of a plan."""
        return bool(self.written) and (self.type == "plan" or self.written == self.total)


def writings(archive: Archive, statuses: Sequence[TermStatus]) -> Mapping[RuleKey, Writing]:
    """Return how far the summaries and plans are that document rules of the terms ask for."""
    found: dict[RuleKey, Writing] = {}
    with archive.read() as connection:
        for status in statuses:
            for rule in status.scheme.documents:
                if not _is_ours(status, rule):
                    continue
                of_term = rule.due.sort.startswith("term-")
                if _PLANS.intersection(rule.kinds):
                    writing = _planning(connection, archive, status, of_term=of_term)
                elif _KIND in rule.kinds and of_term:
                    writing = _writing(connection, archive, status)
                else:
                    continue
                found[status.community.id, rule.id] = replace(writing, handed=rule.handed)
    return found


def _is_ours(status: TermStatus, rule: DocumentRule) -> bool:
    """Return whether our school owes the paper next, for a time and not for one record or person."""
    parts = unmet(status.evaluation.result(rule.id))
    if not parts or parts[0].basis.sort in {"activity", "exchange", "pair", "person"}:
        return False
    ours = {school.id for school in status.facts.schools if school.ours}
    return parts[0].basis.sort != "school" or parts[0].basis.id in ours


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
    row = replace(row, step=writing_step(texts, row.step, writing))
    words = writing_words(texts, result, writing)
    if not words:
        return row
    counted = writing.type == "summary"
    late = counted and result.state in {State.AT_RISK, State.MISSED}
    tallies = (_tally(texts, result.state, writing),) if counted else row.tallies
    said = (row.name, *(tally.text for tally in tallies), words, row.state_text)
    return replace(row, sentence=(Words(words, late),), tallies=tallies, spoken=texts.phrase(said))


def writing_words(texts: Texts, result: RuleResult, writing: Writing) -> str:
    """Return how far a paper is, empty where nothing of it is written, as the rule itself says."""
    if not writing.total and not writing.written:
        return ""
    if writing.type == "plan":
        return texts.phrase(say_short(texts, owed, written=True) for owed in unmet(result)[0].owed)
    left = writing.total - writing.written
    code = "part" if left else "done" if writing.handed else "done-filed"
    return texts.say(f"home.writing.{code}", written=writing.written, left=left, total=writing.total)


def writing_step(texts: Texts, step: Step, writing: Writing) -> Step:
    """Return the step of a paper that is written here: begin it, go on with it, hand it in or enter it."""
    if not writing.record:
        content = {"community_id": writing.community, "term": writing.term}
        level = {"level": "term"} if writing.type == "summary" else {}
        return Step("write", step.label, {"type": writing.type, "content": content | level})
    if not writing.is_whole:
        record = {"record": [writing.type, writing.record]}
        return Step("write", texts.say("home.step.continue"), record)
    label = texts.say("home.step.hand-in" if writing.handed else "home.step.enter-paper")
    if writing.type == "summary":
        return replace(step, label=label)
    content = {**step.arguments["content"], "title": writing.title, "about_id": writing.record}
    return Step("write", label, {**step.arguments, "content": content})


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
