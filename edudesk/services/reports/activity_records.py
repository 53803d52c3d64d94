"""The record sheet of an activity (活动记录表; ``forms.md``: common head, sections 2 to 5 and 10)."""

from collections.abc import Sequence

from edudesk.services.reports.document import (
    Block,
    Document,
    Field,
    KeyValueTable,
    Note,
)
from edudesk.services.reports.facts import (
    ActivityFacts,
    EvidenceFacts,
    Frame,
    OpinionFacts,
    Participant,
    SideFacts,
)
from edudesk.services.reports.frames import framed, signatures
from edudesk.services.reports.wording import amounts, clock, day, days, listed
from edudesk.texts import Label, Language

RECORD_TITLE = Label("结对帮扶活动记录表", "Activity record")

_TOPIC = Label("活动主题", "Topic")
_NUMBER = Label("编号", "Number")
_KINDS = Label("活动类型", "Kind")
_DATE = Label("日期", "Date")
_CLOCK = Label("时间", "Time")
_PLACE = Label("地点", "Place")
_FORM = Label("形式", "Form")
_SUBJECT = Label("学科年级", "Subject, grade")
_UNITS = Label("数量", "Units")
_HELPER_SCHOOLS = Label("支援学校", "Helping school")
_HELPED_SCHOOLS = Label("受援学校", "Helped school")
_HELPER_PEOPLE = Label("支援方人员", "Helping side")
_HELPED_PEOPLE = Label("受援方人员", "Helped side")
_OTHER_PEOPLE = Label("其他人员", "Others")
_ATTENDANCE = Label("参加人数", "Attendance")
_RECORDER = Label("记录人", "Recorder")
_PROCESS = Label("活动过程", "Process")
_RESULT = Label("活动成效", "Result")
_REFLECTION = Label("反思改进", "Reflection")
_FOLLOW_UP = Label("后续安排", "Follow-up")
_OPINIONS = Label("对方评价", "The other side")
_EVIDENCE = Label("附件材料", "Evidence")
_RULES = Label("对应指标", "Counts for")
_LINK = Label("发布链接", "Published at")
_LATE = Label("补录", "Entered late")
_HISTORICAL = Label("历史导入", "Historical entry")
_LATE_NOTE = Label(
    "补录：本记录于{day}录入，迟于活动日期。",
    "Entered late: this record was entered on {day}, after the activity.",
)
_HISTORICAL_NOTE = Label(
    "历史导入：本记录为建档以前的活动，于{day}录入。",
    "Historical entry: this activity lies before the archive's first term; entered on {day}.",
)
_UNKNOWN_DAY = Label("（日期未记）", "(day not recorded)")


def activity_record(activity: ActivityFacts, frame: Frame) -> Document:
    """Return the record sheet of an activity, marked when it was entered late."""
    language = frame.language
    marks = [
        label(language)
        for label, wanted in ((_LATE, activity.late), (_HISTORICAL, activity.historical))
        if wanted
    ]
    subtitle = " ".join(filter(None, (frame.term, *(f"【{mark}】" for mark in marks), activity.state)))
    blocks = (
        KeyValueTable(
            (*_head(activity, language), *_people(activity, language), *_content(activity, language))
        ),
        *_entry_notes(activity, language),
        signatures(language, activity.recorder),
    )
    return framed(RECORD_TITLE(language), blocks, frame, subtitle=subtitle)


def _head(activity: ActivityFacts, language: Language) -> tuple[tuple[Field, ...], ...]:
    place = listed(dict.fromkeys((activity.host, activity.place)), language)
    subject = listed((*activity.subjects, activity.grade), language)
    return (
        (Field(_TOPIC(language), activity.topic, 0),),
        (
            Field(_NUMBER(language), activity.number),
            Field(_KINDS(language), listed(activity.kinds, language)),
        ),
        (
            Field(_DATE(language), days(activity.starts_on, activity.ends_on, language)),
            Field(_CLOCK(language), clock(activity.starts_at, activity.ends_at)),
        ),
        (Field(_PLACE(language), place, 0),),
        (Field(_FORM(language), activity.form), Field(_RECORDER(language), activity.recorder)),
        (Field(_SUBJECT(language), subject), Field(_UNITS(language), amounts(activity.units, language))),
        (
            Field(_HELPER_SCHOOLS(language), listed(activity.helper.schools, language)),
            Field(_HELPED_SCHOOLS(language), listed(activity.helped.schools, language)),
        ),
    )


def _people(activity: ActivityFacts, language: Language) -> tuple[tuple[Field, ...], ...]:
    rows: list[tuple[Field, ...]] = [
        (_side(_HELPER_PEOPLE, activity.helper, language),),
        (_side(_HELPED_PEOPLE, activity.helped, language),),
    ]
    if activity.other.people:
        rows.append((_side(_OTHER_PEOPLE, activity.other, language),))
    rows.append((Field(_ATTENDANCE(language), _attendance(activity, language), 0),))
    return tuple(rows)


def _side(label: Label, side: SideFacts, language: Language) -> Field:
    return Field(label(language), listed((_named(person, language) for person in side.people), language), 0)


def _named(person: Participant, language: Language) -> str:
    count = "" if person.count is None else (f"{person.count}人" if language == "zh" else f" ×{person.count}")
    role = "" if not person.role else (f"（{person.role}）" if language == "zh" else f" ({person.role})")
    return person.name + count + role


def _attendance(activity: ActivityFacts, language: Language) -> str:
    named = (
        (Label("应到 {count}人", "expected {count}"), activity.expected),
        (Label("实到 {count}人", "present {count}"), activity.actual),
        (Label("受益学生 {count}人", "pupils reached {count}"), activity.pupils),
    )
    return listed(
        (label(language).format(count=count) for label, count in named if count is not None), language
    )


def _content(activity: ActivityFacts, language: Language) -> tuple[tuple[Field, ...], ...]:
    always = (
        (_PROCESS, activity.process, 7),
        (_RESULT, activity.result, 3),
        (_REFLECTION, activity.reflection, 2),
    )
    rows = [(Field(label(language), words, 0, lines),) for label, words, lines in always]
    more = (
        (_FOLLOW_UP, activity.follow_up),
        (_OPINIONS, "\n".join(_opinion(opinion, language) for opinion in activity.opinions)),
        (_EVIDENCE, _evidence(activity.evidence, language)),
        (_RULES, "\n".join(activity.rules)),
        (_LINK, activity.link),
    )
    rows += [(Field(label(language), words, 0),) for label, words in more if words or label is _EVIDENCE]
    return tuple(rows)


def _opinion(opinion: OpinionFacts, language: Language) -> str:
    grade = f"【{opinion.grade}】" if opinion.grade else ""
    source = listed((opinion.by, day(opinion.dated, language) if opinion.dated else ""), language)
    ending = (f"（{source}）" if language == "zh" else f" ({source})") if source else ""
    return f"{opinion.kind}：{grade}{opinion.text}{ending}"


def _evidence(evidence: Sequence[EvidenceFacts], language: Language) -> str:
    lines = []
    for number, file in enumerate(evidence, 1):
        kind = (f"（{file.kind}）" if language == "zh" else f" ({file.kind})") if file.kind else ""
        lines.append(f"{number}. {file.caption or file.name}{kind}")
    return "\n".join(lines)


def _entry_notes(activity: ActivityFacts, language: Language) -> tuple[Block, ...]:
    entered = day(activity.entered_on, language) if activity.entered_on else _UNKNOWN_DAY(language)
    wanted = ((_LATE_NOTE, activity.late), (_HISTORICAL_NOTE, activity.historical))
    return tuple(Note(label(language).format(day=entered)) for label, marked in wanted if marked)
