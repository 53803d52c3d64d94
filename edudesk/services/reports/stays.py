"""The papers of one exchanged teacher: registration, workload, monthly notes, assessment.

What nobody recorded stays blank to be written by hand; figures are those of the records.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from edudesk.services.reports.document import (
    Block,
    Column,
    Document,
    Field,
    Heading,
    KeyValueTable,
    Note,
    PageBreak,
    SignatureBlock,
    Table,
    Value,
)
from edudesk.services.reports.facts import ExchangeFacts, Frame
from edudesk.services.reports.frames import framed, signatures
from edudesk.services.reports.wording import days, listed
from edudesk.texts import Label, Language

FORM_TITLE = Label("交流教师登记表", "Registration of an exchanged teacher")
WORK_TITLE = Label("交流教师工作量化表", "Workload of an exchanged teacher")
MONTH_TITLE = Label("交流教师月报", "Monthly notes of an exchanged teacher")
OPINION_TITLE = Label("交流教师鉴定表", "Assessment of an exchanged teacher")

_NAME, _SEX = Label("姓名", "Name"), Label("性别", "Sex")
_BIRTH, _TEACHING = Label("出生年月", "Born"), Label("参加工作", "Teaching since")
_TITLE, _HONOUR = Label("职称", "Title"), Label("荣誉", "Honours")
_SUBJECTS, _POST = Label("任教学科", "Subjects"), Label("担任职务", "Post held")
_FROM, _TO = Label("派出学校", "From"), Label("接收学校", "To")
_FORM, _DAYS = Label("交流形式", "Form"), Label("起止时间", "From, until")
_WEEKLY, _DOCUMENT = Label("周课时", "Weekly periods"), Label("文件号", "Document")
_PHONE = Label("手机", "Phone")
_APPLICATION = Label("本人申请（承诺）", "Own application")
_FROM_SAYS, _TO_SAYS = (
    Label("派出校意见", "Opinion of the sending school"),
    Label("接收校意见", "Opinion of the host"),
)
_BUREAU_SAYS = Label("教育局意见", "Opinion of the bureau")
_MASKED = Label("手机号已作隐藏处理。", "The phone number is masked.")
_PLANNED = Label("（计划）", " (planned)")
_MONTH, _SUM = Label("月份", "Month"), Label("合计", "Total")
_PRESENT, _GIVEN = Label("出勤（天）", "Days present"), Label("授课节数", "Lessons given")
_WORK, _PROBLEMS = Label("主要工作", "Work of the month"), Label("问题和建议", "Problems")
_RECORDED = Label("活动记录", "Recorded this month")
_COUNTED = Label(
    "各项数量由已登记的活动记录汇总；出勤天数为月报所填，未填的空着。",
    "Figures are summed from the records; days present are those of the monthly notes, blank where none are.",
)
_NO_WORK = Label("还没有登记工作量。", "No work has been recorded yet.")
_NO_MONTHS = Label("还没有到岗，没有月报。", "The stay has not begun; there are no monthly notes.")
_CONTENT = Label("工作情况", "Work during the stay")
_GRADE, _OPINION = Label("鉴定等次", "Grade"), Label("鉴定意见", "Opinion")
_BY, _DATED = Label("填写人", "By"), Label("日期", "Date")
_HOST_SEAL, _SELF = Label("（接收校盖章）", "(Seal of the host)"), Label("交流教师", "Teacher")
_CERTIFIES = Label(
    "兹证明{name}于{days}在{school}交流，登记授课{lessons}节。",
    "{name} was at {school} {days}, with {lessons} recorded lessons.",
)
_HOST = Label("接收校负责人", "For the host")


@dataclass(frozen=True)
class WorkSum:
    """A kind of work with its quantity and sum."""

    name: str
    unit: str
    amount: Decimal


@dataclass(frozen=True)
class MonthFacts:
    """A month: what was noted, and what the records come to."""

    name: str
    days: int | None
    periods: Decimal | None
    body: str
    work: tuple[WorkSum, ...]
    lessons: Decimal


@dataclass(frozen=True)
class WordsFacts:
    """What a host wrote."""

    by: str
    school: str
    dated: date | None
    grade: str
    body: str


@dataclass(frozen=True)
class StayFacts:
    """One stay: the person, the stay, its months, the work altogether, the host's words."""

    person: ExchangeFacts
    birth_month: str = ""
    teaching_since: str = ""
    phone: str = ""
    post: str = ""
    months: tuple[MonthFacts, ...] = ()
    work: tuple[WorkSum, ...] = ()
    lessons: Decimal = Decimal(0)
    words: tuple[WordsFacts, ...] = ()


def registration(stay: StayFacts, frame: Frame) -> Document:
    """Return the registration: what is known of person and stay, and boxes for the opinions."""
    language, who = frame.language, stay.person
    rows = (
        *_who(stay, language),
        (Field(_BIRTH(language), stay.birth_month), Field(_TEACHING(language), stay.teaching_since)),
        (Field(_PHONE(language), stay.phone), Field(_POST(language), stay.post)),
        *_where(stay, language),
        (Field(_WEEKLY(language), who.weekly_periods), Field(_DOCUMENT(language), who.document)),
        *(
            (Field(label(language), "", span=0, lines=3),)
            for label in (_APPLICATION, _FROM_SAYS, _TO_SAYS, _BUREAU_SAYS)
        ),
    )
    blocks: tuple[Block, ...] = (KeyValueTable(rows), *([Note(_MASKED(language))] if stay.phone else []))
    return framed(FORM_TITLE(language), (*blocks, signatures(language)), frame)


def workload(stay: StayFacts, frame: Frame) -> Document:
    """Return the work month by month and kind by kind, summed from the records."""
    language = frame.language
    head = KeyValueTable((*_who(stay, language), *_where(stay, language)))
    blocks: list[Block] = [head]
    if not stay.work:
        blocks.append(Note(_NO_WORK(language)))
    else:
        blocks += [_months_table(stay, language), Note(_COUNTED(language))]
    return framed(WORK_TITLE(language), (*blocks, _signed(language)), frame)


def monthly(stay: StayFacts, frame: Frame) -> Document:
    """Return the monthly notes, a page each."""
    language = frame.language
    blocks: list[Block] = []
    for number, month in enumerate(stay.months):
        if number:
            blocks.append(PageBreak())
        blocks += [Heading(month.name), _month_table(stay, month, language), _signed(language)]
    if not blocks:
        blocks.append(Note(_NO_MONTHS(language)))
    return framed(MONTH_TITLE(language), tuple(blocks), frame)


def assessment(stay: StayFacts, frame: Frame) -> Document:
    """Return the assessment: person, stay, work, the host's words, and boxes for the other opinions."""
    language = frame.language
    words = stay.words[-1] if stay.words else WordsFacts("", "", None, "", "")
    work = listed((_amount(one, language) for one in stay.work), language)
    rows = (
        *_who(stay, language),
        *_where(stay, language),
        (Field(_CONTENT(language), work, span=0, lines=2),),
        (Field(_OPINION(language), words.body, span=0, lines=5),),
        (Field(_GRADE(language), words.grade), Field(_BY(language), words.by)),
        (Field(_DATED(language), words.dated), Field(_TO(language), words.school)),
        (Field(_FROM_SAYS(language), "", span=0, lines=3),),
        (Field(_BUREAU_SAYS(language), "", span=0, lines=3),),
    )
    blocks: list[Block] = [KeyValueTable(rows)]
    who = stay.person
    if who.starts_on and who.ends_on and not who.planned_only and stay.lessons:
        said = _CERTIFIES(language).format(
            name=who.name,
            days=days(who.starts_on, who.ends_on, language),
            school=who.to_school,
            lessons=_plain(stay.lessons),
        )
        blocks.append(Note(said))
    return framed(OPINION_TITLE(language), (*blocks, _signed(language)), frame)


# -- parts


def _who(stay: StayFacts, language: Language) -> tuple[tuple[Field, ...], ...]:
    who = stay.person
    return (
        (Field(_NAME(language), who.name), Field(_SEX(language), who.sex)),
        (Field(_TITLE(language), who.title), Field(_HONOUR(language), who.honour)),
    )


def _where(stay: StayFacts, language: Language) -> tuple[tuple[Field, ...], ...]:
    who = stay.person
    when = days(who.starts_on, who.ends_on, language) + (_PLANNED(language) if who.planned_only else "")
    return (
        (Field(_FROM(language), who.from_school), Field(_TO(language), who.to_school)),
        (Field(_FORM(language), who.form), Field(_SUBJECTS(language), listed(who.subjects, language))),
        (Field(_DAYS(language), when, span=0),),
    )


def _months_table(stay: StayFacts, language: Language) -> Table:
    kinds = [(one.name, one.unit) for one in stay.work]
    columns = (
        Column(_MONTH(language), 1.5, "centre"),
        *(
            Column(f"{name}（{unit}）" if language == "zh" else f"{name} ({unit})", 1, "centre")
            for name, unit in kinds
        ),
        Column(_PRESENT(language), 1, "centre"),
    )
    rows = tuple((month.name, *_amounts(month.work, kinds), month.days) for month in stay.months)
    present = [month.days for month in stay.months]
    whole = sum(one for one in present if one) if present and None not in present else None
    totals = ((_SUM(language), *_amounts(stay.work, kinds), whole),)
    return Table(columns, rows, totals, name=WORK_TITLE(language))


def _amounts(work: Sequence[WorkSum], kinds: Sequence[tuple[str, str]]) -> tuple[Value, ...]:
    found = {(one.name, one.unit): one.amount for one in work}
    return tuple(found.get(kind) for kind in kinds)


def _month_table(stay: StayFacts, month: MonthFacts, language: Language) -> KeyValueTable:
    who = stay.person
    work = listed((_amount(one, language) for one in month.work), language)
    return KeyValueTable(
        (
            (Field(_NAME(language), who.name), Field(_SUBJECTS(language), listed(who.subjects, language))),
            (Field(_FROM(language), who.from_school), Field(_TO(language), who.to_school)),
            (Field(_PRESENT(language), month.days), Field(_GIVEN(language), month.periods)),
            (Field(_RECORDED(language), work, span=0, lines=2),),
            (Field(_WORK(language), month.body, span=0, lines=6),),
            (Field(_PROBLEMS(language), "", span=0, lines=4),),
            (Field(_TO_SAYS(language), "", span=0, lines=3),),
        )
    )


def _amount(one: WorkSum, language: Language) -> str:
    space = "" if language == "zh" else " "
    return f"{one.name}{space}{_plain(one.amount)}{space}{one.unit}"


def _plain(amount: Decimal) -> str:
    return f"{amount:f}".rstrip("0").rstrip(".") if amount % 1 else f"{amount:.0f}"


def _signed(language: Language) -> SignatureBlock:
    return SignatureBlock(
        ((_SELF(language), ""), (_HOST(language), ""), (_HOST_SEAL(language), ""), (_DATED(language), ""))
    )
