"""One report from an archive: which kind, for which term, to which file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.evidence import Decoder
from edudesk.services.records import Record, all_of
from edudesk.services.reports.activity_records import activity_record
from edudesk.services.reports.agreements import PACT_TITLE, agreement
from edudesk.services.reports.assessments import ASSESSMENT_TITLE, assessment_tables
from edudesk.services.reports.attendance import attendance_sheet
from edudesk.services.reports.catalogue import catalogue
from edudesk.services.reports.collecting import (
    activity_facts,
    attendees,
    ledger_rows,
    numbered,
    photos_of,
)
from edudesk.services.reports.collecting_grants import grant_facts
from edudesk.services.reports.collecting_marks import mark_facts, sources_of
from edudesk.services.reports.collecting_pairs import pair_papers
from edudesk.services.reports.collecting_papers import plan_facts, self_check_facts, summary_facts
from edudesk.services.reports.collecting_people import exchange_facts, pair_facts, roster_facts
from edudesk.services.reports.collecting_registers import achievement_facts, donation_facts, pact_facts
from edudesk.services.reports.collecting_scores import score_facts
from edudesk.services.reports.collecting_stays import stay_facts
from edudesk.services.reports.document import Document
from edudesk.services.reports.facts import CatalogueGroup, CatalogueRow
from edudesk.services.reports.grants import grants
from edudesk.services.reports.ledgers import ledger
from edudesk.services.reports.lists import exchange_list, pair_list, roster
from edudesk.services.reports.pair_facts import PairPapers
from edudesk.services.reports.pair_papers import (
    AGREEMENT_TITLE,
    BOOKLET_TITLE,
    pair_agreement,
    pair_booklet,
)
from edudesk.services.reports.photo_pages import photo_pages
from edudesk.services.reports.photographs import Photographs
from edudesk.services.reports.profiles import LEDGER, OFFICIAL, SHEET, Profile
from edudesk.services.reports.registers import (
    ACHIEVEMENTS_TITLE,
    DONATIONS_TITLE,
    achievement_list,
    donation_register,
)
from edudesk.services.reports.rendering import Rendered, render
from edudesk.services.reports.self_check import self_check
from edudesk.services.reports.stays import (
    FORM_TITLE,
    MONTH_TITLE,
    OPINION_TITLE,
    WORK_TITLE,
    StayFacts,
    assessment,
    monthly,
    registration,
    workload,
)
from edudesk.services.reports.work import TermWork, term_work
from edudesk.services.reports.writings import plan, schedule, summary
from edudesk.services.status import chosen_community, term_status
from edudesk.texts import Label, Texts

_MOST_OFFERED = 12


@dataclass(frozen=True)
class Request:
    """What is wanted: the term's work, the day, the record where the report is about one."""

    archive: Archive
    work: TermWork
    today: date
    record_id: RecordId | None


@dataclass(frozen=True)
class ReportKind:
    """A kind of report: its name, its usual page, and what draws it."""

    name: Label
    profile: Profile
    draw: Callable[[Request], Document]


def make_report(
    archive: Archive,
    kind: str,
    term: str,
    path: Path,
    *,
    today: date,
    texts: Texts,
    community_id: str | None = None,
    record_id: RecordId | None = None,
) -> Rendered:
    """Write one report of a term as .pdf, .docx or .xlsx; ``kind`` is a code or a Chinese or English name.

    Errors: ``report.kind``, ``report.record``, ``report.nothing``, those of choosing a community and of
    rendering.
    """
    wanted = chosen_kind(kind, texts)
    community = chosen_community(archive, community_id)
    status = term_status(archive, community, TermCode.parse(term), today)
    request = Request(archive, term_work(archive, status, texts, today), today, record_id)
    return render(wanted.draw(request), wanted.profile, path)


def chosen_kind(name: str, texts: Texts, besides: Mapping[str, Label] = MappingProxyType({})) -> ReportKind:
    """Return the kind with this code or name; ``report.kind`` lists all, and what is made ``besides``."""
    wanted = name.strip()
    for code, kind in KINDS.items():
        if _ALSO.get(wanted, wanted) in {code, kind.name.zh, kind.name.en}:
            return kind
    names = {code: kind.name for code, kind in KINDS.items()} | dict(besides)
    offered = "、".join(f"{code} ({name(texts.language)})" for code, name in names.items())
    raise UserError("report.kind", name=name, known=offered)


def _activity(request: Request) -> tuple[Record, str]:
    found = request.work.records["activity"]
    for record in found:
        if record.id == request.record_id:
            return record, numbered(request.work).get(record.id, "")
    offered = (f"{one.id} {one.content['starts_on']} {one.title}" for one in found[:_MOST_OFFERED])
    raise UserError("report.record", known="\n".join(offered))


def _activity_record(request: Request) -> Document:
    record, number = _activity(request)
    return activity_record(activity_facts(request.work, record, number), request.work.frame)


def _photo_page(request: Request) -> Document:
    record, number = _activity(request)
    with Decoder() as decoder:
        photographs = Photographs(request.archive, decoder)
        photos = [photographs.photo(one) for one in photos_of(request.work, record)]
    if not photos:
        raise UserError("report.nothing", name=record.title)
    return photo_pages(activity_facts(request.work, record, number), photos, request.work.frame)


def _sign_in(request: Request) -> Document:
    record, number = _activity(request)
    work, held = request.work, record.content["state"] == "held"
    facts = activity_facts(work, record, number)
    return attendance_sheet(facts, attendees(work, record), work.frame, filled=held)


def _plan(request: Request) -> Document:
    return plan(plan_facts(request.work, _one_of(request, "plan")), request.work.frame)


def _schedule(request: Request) -> Document:
    plans = request.work.records["plan"]
    chosen = [one for one in plans if request.record_id in (None, one.id)]
    rows = [row for one in chosen for row in plan_facts(request.work, one).schedule]
    return schedule(rows, request.work.frame)


def _summary(request: Request) -> Document:
    work = request.work
    record = _one_of(request, "summary") if request.record_id else term_summary(work)
    sources = sources_of(request.archive, work, record)
    with Decoder() as decoder:
        marks = mark_facts(work, record, sources, Photographs(request.archive, decoder).photo)
    return summary(summary_facts(work, record, marks), work.frame)


def term_summary(work: TermWork) -> Record | None:
    """Return the summary of the term itself, the newest where there are several."""
    found = [one for one in work.records["summary"] if one.content.get("level") in (None, "term")]
    return found[-1] if found else None


def _one_of(request: Request, type_code: str) -> Record:
    """Return the record asked for, or the only one; of several plans the term's own."""
    found = request.work.records[type_code]
    for record in found:
        if record.id == request.record_id:
            return record
    own = [one for one in found if one.content.get("level") == "term"] or list(found)
    if request.record_id is None and own:
        return own[-1]
    if not found:
        raise UserError("report.nothing", name=request.work.frame.term)
    raise UserError("report.record", known="\n".join(f"{one.id} {one.title}" for one in found))


def _stay(request: Request) -> StayFacts:
    return stay_facts(request.archive, request.work, request.today, request.record_id)


def _papers_of_pair(request: Request) -> PairPapers:
    record = _one_of(request, "mentor-pair")
    return pair_papers(request.archive, request.work, record, request.today)


def _agreement(request: Request) -> Document:
    """Return the agreement asked for, of whatever term; otherwise the one in force in the term."""
    work = request.work
    found = all_of(request.archive, "agreement", community_id=work.status.community.id)
    chosen = next((one for one in found if one.id == request.record_id), None)
    return agreement(pact_facts(work, chosen or _one_of(request, "agreement")), work.frame)


def _contents(request: Request) -> Document:
    return catalogue(contents_groups(request.work), request.work.frame)


_GROUPS = {
    "agreement": Label("协议", "Agreements"),
    "plan": Label("计划", "Plans"),
    "activity": Label("活动记录", "Activities"),
    "mentor-pair": Label("师徒结对", "Mentor pairs"),
    "exchange": Label("交流教师", "Exchanges"),
    "summary": Label("总结", "Summaries"),
    "document": Label("其他材料", "Other papers"),
}


def contents_groups(work: TermWork) -> tuple[CatalogueGroup, ...]:
    """Return the term's papers, kind by kind, for a catalogue."""
    numbers = numbered(work)
    groups = []
    for code, label in _GROUPS.items():
        rows = tuple(_catalogued(work, one, numbers) for one in work.records[code] if _happened(one))
        if rows:
            groups.append(CatalogueGroup(label(work.language), rows))
    return tuple(groups)


def _happened(record: Record) -> bool:
    return bool(record.content.get("state", "held") == "held")


def _catalogued(work: TermWork, record: Record, numbers: Mapping[RecordId, str]) -> CatalogueRow:
    content = record.content
    days = ("dated", "signed_on", "starts_on", "planned_from")
    return CatalogueRow(
        title=record.title,
        number=numbers.get(record.id) or content.get("archive_number") or content.get("number") or "",
        author=content.get("author") or content.get("recorder") or work.school(content.get("school_id")),
        dated=next((content[name] for name in days if content.get(name)), None),
        pages=content.get("pages"),
        place=content.get("volume", ""),
    )


KINDS: Mapping[str, ReportKind] = {
    "activity-record": ReportKind(Label("活动记录表", "Activity record"), SHEET, _activity_record),
    "photo-page": ReportKind(Label("照片页", "Photo page"), SHEET, _photo_page),
    "sign-in": ReportKind(Label("签到表", "Attendance sheet"), SHEET, _sign_in),
    "ledger": ReportKind(
        Label("工作台账", "Ledger"), LEDGER, lambda asked: ledger(ledger_rows(asked.work), asked.work.frame)
    ),
    "term-summary": ReportKind(Label("学期总结", "Term summary"), OFFICIAL, _summary),
    "self-check": ReportKind(
        Label("考核自查表", "Self-check"),
        LEDGER,
        lambda asked: self_check(self_check_facts(asked.work), asked.work.frame),
    ),
    "recognition": ReportKind(
        Label("认定情况汇总", "Recognition and allowances"),
        LEDGER,
        lambda asked: grants(grant_facts(asked.work), asked.work.frame),
    ),
    "assessment": ReportKind(
        ASSESSMENT_TITLE,
        LEDGER,
        lambda asked: assessment_tables(score_facts(asked.work), asked.work.frame),
    ),
    "pair-list": ReportKind(
        Label("师徒结对汇总表", "List of mentor pairs"),
        LEDGER,
        lambda asked: pair_list(pair_facts(asked.work), asked.work.frame),
    ),
    "pair-booklet": ReportKind(
        BOOKLET_TITLE, SHEET, lambda asked: pair_booklet(_papers_of_pair(asked), asked.work.frame)
    ),
    "pair-agreement": ReportKind(
        AGREEMENT_TITLE, SHEET, lambda asked: pair_agreement(_papers_of_pair(asked), asked.work.frame)
    ),
    "agreement": ReportKind(PACT_TITLE, SHEET, _agreement),
    "donation-list": ReportKind(
        DONATIONS_TITLE,
        LEDGER,
        lambda asked: donation_register(donation_facts(asked.work), asked.work.frame),
    ),
    "achievement-list": ReportKind(
        ACHIEVEMENTS_TITLE,
        LEDGER,
        lambda asked: achievement_list(achievement_facts(asked.work), asked.work.frame),
    ),
    "exchange-list": ReportKind(
        Label("交流教师汇总表", "List of exchanged teachers"),
        LEDGER,
        lambda asked: exchange_list(exchange_facts(asked.work, asked.today), asked.work.frame),
    ),
    "exchange-form": ReportKind(
        FORM_TITLE, SHEET, lambda asked: registration(_stay(asked), asked.work.frame)
    ),
    "exchange-work": ReportKind(WORK_TITLE, SHEET, lambda asked: workload(_stay(asked), asked.work.frame)),
    "exchange-months": ReportKind(MONTH_TITLE, SHEET, lambda asked: monthly(_stay(asked), asked.work.frame)),
    "exchange-assessment": ReportKind(
        OPINION_TITLE, SHEET, lambda asked: assessment(_stay(asked), asked.work.frame)
    ),
    "roster": ReportKind(
        Label("花名册", "Roster"),
        LEDGER,
        lambda asked: roster(roster_facts(asked.work, asked.today), asked.work.frame),
    ),
    "plan": ReportKind(Label("工作计划", "Plan"), OFFICIAL, _plan),
    "schedule": ReportKind(Label("活动安排表", "Schedule"), SHEET, _schedule),
    "contents": ReportKind(Label("目录", "Contents"), LEDGER, _contents),
}
"""Every kind of report by its code."""

_ALSO = {
    "活动照片": "photo-page",
    "活动签到表": "sign-in",
    "结对帮扶活动记录表": "activity-record",
    "结对帮扶工作台账": "ledger",
    "台账": "ledger",
    "总结": "term-summary",
    "自查表": "self-check",
    "认定汇总": "recognition",
    "认定情况汇总表": "recognition",
    "补贴明细": "recognition",
    "评分表": "assessment",
    "结对汇总表": "pair-list",
    "登记表": "exchange-form",
    "工作量化表": "exchange-work",
    "月报": "exchange-months",
    "鉴定表": "exchange-assessment",
    "师徒手册": "pair-booklet",
    "师徒协议": "pair-agreement",
    "协议": "agreement",
    "结对帮扶协议": "agreement",
    "结对帮扶协议书": "agreement",
    "帮扶协议书": "agreement",
    "捐赠": "donation-list",
    "成果": "achievement-list",
    "成果汇总表": "achievement-list",
    "教师花名册": "roster",
    "计划": "plan",
    "材料目录": "contents",
}
"""Other names that people use."""
