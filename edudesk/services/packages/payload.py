"""The payload for people: which papers and files lie in which folder, under which names (product.md 7)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from edudesk.models.base import RecordId
from edudesk.services.evidence.renditions import jpeg_name
from edudesk.services.packages.names import Names
from edudesk.services.packages.papers import gap_blocks, gap_list, record_sheet, statement
from edudesk.services.packages.parcels import Parcel
from edudesk.services.packages.patterns import ACTIVITY, named_by
from edudesk.services.records import Record
from edudesk.services.reports.activity_records import activity_record
from edudesk.services.reports.assessments import assessment_tables
from edudesk.services.reports.collecting import (
    activity_facts,
    ledger_rows,
    numbered,
    photo_facts,
    photos_of,
    shown,
)
from edudesk.services.reports.collecting_marks import mark_facts, sources_of
from edudesk.services.reports.collecting_papers import plan_facts, self_check_facts, summary_facts
from edudesk.services.reports.collecting_people import exchange_facts, pair_facts
from edudesk.services.reports.collecting_scores import score_facts
from edudesk.services.reports.document import Document, Heading, PageBreak
from edudesk.services.reports.drawing import Draw, Drawn, draw_here
from edudesk.services.reports.facts import PhotoFacts
from edudesk.services.reports.ledgers import ledger
from edudesk.services.reports.lists import exchange_list, pair_list
from edudesk.services.reports.making import term_summary
from edudesk.services.reports.photo_pages import photo_pages
from edudesk.services.reports.photographs import Photographs
from edudesk.services.reports.profiles import LEDGER, OFFICIAL, SHEET, Profile
from edudesk.services.reports.self_check import self_check
from edudesk.services.reports.work import TermWork
from edudesk.services.reports.writings import plan, summary

ORGANISATION, PLANS, LEDGERS, ACTIVITIES = "01-组织与协议", "02-计划", "03-台账", "04-活动记录"
PAIRS, EXCHANGES, SUMMARIES, SELF_CHECK, STATEMENT = (
    *("05-师徒结对", "06-交流教师", "07-总结"),
    *("08-考核自查", "09-备考"),
)
_BY_TYPE = {
    "community": ORGANISATION,
    "agreement": ORGANISATION,
    "plan": PLANS,
    "request": LEDGERS,
    "donation": LEDGERS,
    "activity": ACTIVITIES,
    "mentor-pair": PAIRS,
    "exchange": EXCHANGES,
    "summary": SUMMARIES,
    "achievement": SUMMARIES,
    "figure": LEDGERS,
    "group": LEDGERS,
    "assessment": SELF_CHECK,
}
_BY_KIND = {
    **dict.fromkeys(("agreement", "programme", "formal-document", "measures"), ORGANISATION),
    **dict.fromkeys(("approval", "exemption", "charter", "task-list", "duty-list", "list"), ORGANISATION),
    **dict.fromkeys(("plan", "activity-plan", "schedule", "development-plan", "growth-plan"), PLANS),
    **dict.fromkeys(("record", "resource-list"), LEDGERS),
    "pair-list": PAIRS,
    **dict.fromkeys(("application", "recommendation", "confirmation"), EXCHANGES),
    **dict.fromkeys(("term-summary", "year-summary", "month-report", "report", "reflection"), SUMMARIES),
    **dict.fromkeys(("certificate", "case-study", "research"), SUMMARIES),
    **dict.fromkeys(("year-assessment", "self-assessment"), SELF_CHECK),
}
"""Where documents lie, by their kind."""
_SHEETS = ("agreement", "request", "donation", "mentor-pair", "exchange", "achievement", "assessment")
"""Types that have a sheet of their own for each record."""
_ROOM = 60  # UTF-16 units kept free for names inside a folder


@dataclass(frozen=True)
class Item:
    """One file of the payload: a paper that is drawn when its turn comes, or an evidence file as a parcel."""

    path: str
    title: str
    draw: Callable[[], Drawn] | None = None
    parcel: Parcel | None = None
    evidence_id: RecordId = ""
    number: str = ""
    author: str = ""
    dated: date | None = None

    @property
    def section(self) -> str:
        """The numbered folder that it lies in."""
        return PurePosixPath(self.path).parts[0]

    @property
    def place(self) -> str:
        """Its path within that folder."""
        return self.path.removeprefix(f"{self.section}/")


@dataclass(frozen=True)
class Contents:
    """What goes into a package: the term's work, its evidence, what became of each original, the gaps.

    ``about`` are the records that evidence and documents are about; ``notes`` the sentences of the 备考表;
    ``draw`` makes the papers.
    """

    work: TermWork
    today: date
    author: str
    evidence: Mapping[RecordId, Record]
    about: Mapping[RecordId, Record]
    parcels: Mapping[str, Parcel]
    gaps: tuple[str, ...]
    notes: tuple[str, ...]
    photographs: Photographs
    activity_pattern: str = ACTIVITY.usual
    draw: Draw = draw_here


def payload_items(contents: Contents, names: Names) -> tuple[Item, ...]:
    """Return the files for people in the order of their paths, the catalogue not among them."""
    return tuple(sorted(_Arranging(contents, names).items(), key=lambda item: item.path))


class _Arranging:
    """Gives every paper and file its place; each method yields the files of a part."""

    def __init__(self, contents: Contents, names: Names) -> None:
        self._contents, self._names = contents, names
        self._work = contents.work
        self._folders: dict[RecordId, str] = {}

    def items(self) -> Iterator[Item]:
        yield from self._organisation()
        yield from self._plans()
        yield from self._lists()
        yield from self._activities()
        yield from self._summary()
        yield from self._checks()
        yield from self._files()

    def _paper(
        self,
        folder: str,
        title: str,
        draw: Callable[[], Document],
        profile: Profile = SHEET,
        *,
        topic: str = "",
        **about: Any,  # number, author and day for the catalogue
    ) -> Item:
        path = self._names.claim(folder, f"{title}.pdf")
        listed = f"{title}：{topic}" if topic else title
        return Item(path, listed, lambda: self._contents.draw(draw(), profile), **about)

    def _organisation(self) -> Iterator[Item]:
        community = self._work.status.community
        yield self._paper(ORGANISATION, "共同体基本情况", lambda: record_sheet(self._work, community))
        for code in _SHEETS:
            for record in self._work.records[code]:
                yield self._paper(
                    _BY_TYPE[code],
                    f"{record.described.label.zh}-{record.title}",
                    lambda record=record: record_sheet(self._work, record),  # type: ignore[misc]
                    dated=_day(record),
                )

    def _plans(self) -> Iterator[Item]:
        work = self._work
        for record in work.records["plan"]:
            yield self._paper(
                PLANS,
                record.title,
                lambda record=record: plan(plan_facts(work, record), work.frame),  # type: ignore[misc]
                OFFICIAL,
                author=record.content.get("author", ""),
                dated=_day(record),
            )
        if not work.records["plan"]:
            yield self._note(PLANS, "gap.no-plan")

    def _lists(self) -> Iterator[Item]:
        work, frame = self._work, self._work.frame
        path = self._names.claim(LEDGERS, "工作台账.xlsx")
        yield Item(path, "工作台账", lambda: self._contents.draw(ledger(ledger_rows(work), frame), None))
        if work.records["mentor-pair"]:
            yield self._paper(PAIRS, "师徒结对汇总表", lambda: pair_list(pair_facts(work), frame), LEDGER)
        if work.records["exchange"]:
            today = self._contents.today
            yield self._paper(
                EXCHANGES,
                "交流教师汇总表",
                lambda: exchange_list(exchange_facts(work, today), frame),
                LEDGER,
            )

    def _activities(self) -> Iterator[Item]:
        work = self._work
        numbers = numbered(work)
        for record in shown(work):
            number = numbers[record.id]
            name = _activity_name(self._contents, record, number)
            folder = self._names.claim(ACTIVITIES, name, room=_ROOM)
            self._folders[record.id] = folder
            yield self._paper(
                folder,
                "活动记录表",
                lambda record=record, number=number: activity_record(  # type: ignore[misc]
                    activity_facts(work, record, number), work.frame
                ),
                topic=record.title,
                number=number,
                author=record.content.get("recorder", ""),
                dated=_day(record),
            )
            if photos_of(work, record):
                yield self._paper(
                    folder,
                    "照片页",
                    lambda record=record: self._photo_pages(record),  # type: ignore[misc]
                    topic=record.title,
                    number=number,
                    dated=_day(record),
                )

    def _photo_pages(self, record: Record) -> Document:
        photos = [self._photo(one) for one in photos_of(self._work, record)]
        return photo_pages(activity_facts(self._work, record), photos, self._work.frame)

    def _photo(self, evidence: Record) -> PhotoFacts:
        """Return a photo for a page; of one that is held back its place says so."""
        parcel = self._contents.parcels.get(evidence.content["sha256"])
        if parcel and parcel.state == "held-back":
            return photo_facts(evidence, b"", self._work.texts.say("editions.photo-held-back"))
        return self._contents.photographs.photo(evidence)

    def _summary(self) -> Iterator[Item]:
        work, record = self._work, term_summary(self._work)
        if record is None:
            yield self._note(SUMMARIES, "gap.no-summary")
            return
        photographs = self._contents.photographs
        # Looked up now: papers are drawn in other threads than the archive's.
        sources = sources_of(photographs.archive, work, record)
        yield self._paper(
            SUMMARIES,
            "学期总结",
            lambda: summary(
                summary_facts(work, record, mark_facts(work, record, sources, self._photo)),
                work.frame,
            ),
            OFFICIAL,
            author=record.content.get("author", ""),
            dated=_day(record),
        )

    def _checks(self) -> Iterator[Item]:
        contents, work = self._contents, self._work
        yield self._paper(SELF_CHECK, "考核自查表", self._self_check, LEDGER)
        if any(score.shown for score in work.status.evaluation.scores):
            yield self._paper(
                SELF_CHECK, "考核评分表", lambda: assessment_tables(score_facts(work), work.frame), LEDGER
            )
        yield self._paper(
            STATEMENT,
            "备考表",
            lambda: statement(work, contents.notes, contents.gaps, contents.author, contents.today),
        )
        yield self._paper(STATEMENT, "缺项清单", lambda: gap_list(work, contents.gaps))

    def _self_check(self) -> Document:
        """Return the self-check with the gap list first."""
        whole = self_check(self_check_facts(self._work), self._work.frame)
        first = (*gap_blocks(self._work, self._contents.gaps), PageBreak(), Heading(whole.title, 2))
        return Document(
            whole.title,
            (*first, *whole.blocks),
            whole.subtitle,
            whole.running,
            whole.author,
            whole.language,
            whole.made,
        )

    def _files(self) -> Iterator[Item]:
        numbers = numbered(self._work)
        for record in self._contents.evidence.values():
            parcel = self._contents.parcels[record.content["sha256"]]
            if not parcel.travels:
                continue
            name = str(record.content["name"])
            if parcel.jpeg:
                name = jpeg_name(name)
            path = self._names.claim(self._folder(record.content["about_id"]), name)
            taken = record.content.get("taken_at")
            yield Item(
                path,
                record.content.get("caption") or name,
                parcel=parcel,
                evidence_id=record.id,
                number=numbers.get(record.content["about_id"], ""),
                dated=taken.date() if taken else None,
            )

    def _folder(self, about_id: RecordId) -> str:
        """Return the folder for what is about a record, made when it is first needed."""
        if about_id not in self._folders:
            self._folders[about_id] = self._new_folder(about_id)
        return self._folders[about_id]

    def _new_folder(self, about_id: RecordId) -> str:
        record = self._contents.about[about_id]
        above = record.content.get("about_id", "")
        if record.type == "opinion" or (record.type == "document" and above in self._contents.about):
            return self._folder(above)
        if record.type == "document" and (same := self._of_the_same_name(record)):
            return self._folder(same.id)
        section = _BY_TYPE.get(record.type) or _BY_KIND.get(record.content.get("kind", ""), STATEMENT)
        name = record.title
        if record.type == "document":
            name = f"{self._work.word('document-kind', record.content['kind'])}-{name}"
        elif record.type in _SHEETS:
            name = f"{record.described.label.zh}-{name}"
        return self._names.claim(section, name, room=_ROOM)

    def _of_the_same_name(self, document: Record) -> Record | None:
        """Return the agreement or plan that a filed paper is the paper of."""
        found = (*self._work.records["agreement"], *self._work.records["plan"])
        return next((one for one in found if one.title == document.title), None)

    def _note(self, folder: str, code: str) -> Item:
        """Return a note that says what is missing here, so that the folder is no riddle."""
        words = self._work.texts.say(code)
        path = self._names.claim(folder, "说明.txt")
        return Item(path, words, lambda: Drawn(f"{words}\r\n".encode("utf-8-sig")))


def _activity_name(contents: Contents, record: Record, number: str) -> str:
    values = {
        "序号": number,
        "日期": f"{record.content['starts_on']:%Y%m%d}",
        "类型": "".join(contents.work.words("activity-kind", record.content.get("kinds", ())[:1])),
        "主题": record.title,
    }
    return named_by(contents.activity_pattern, values)


def _day(record: Record) -> date | None:
    names = ("dated", "signed_on", "starts_on", "planned_from", "asked_on")
    return next((record.content[name] for name in names if record.content.get(name)), None)
