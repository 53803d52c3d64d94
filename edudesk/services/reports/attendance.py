"""The attendance sheet of an activity (签到表), to sign or as recorded (``forms.md`` section 13)."""

from collections.abc import Sequence

from edudesk.services.reports.columns import NUMBER_HEAD, columns
from edudesk.services.reports.document import Document, Field, KeyValueTable, Note, Table
from edudesk.services.reports.facts import ActivityFacts, Attendee, Frame
from edudesk.services.reports.frames import framed, signatures
from edudesk.services.reports.wording import clock, days, listed
from edudesk.texts import Label, Language

ATTENDANCE_TITLE = Label("活动签到表", "Attendance sheet")
_TOPIC = Label("活动主题", "Topic")
_CLOCK = Label("时间", "Time")
_PLACE = Label("地点", "Place")
_ATTENDANCE = Label("参加人数", "Attendance")
_COUNTS = Label("应到 {expected}人，实到{actual}人", "expected {expected}, present {actual}")
_SIGNATURE = Label("签名", "Signature")
_PRESENCE = Label("到会情况", "Presence")
_HEADS = (
    NUMBER_HEAD,
    (Label("姓名", "Name"), 1.1, "c"),
    (Label("单位", "School"), 2.1, "l"),
    (Label("职务（学科）", "Post (subject)"), 2.0, "c"),
)
_NOTE_HEAD = (Label("备注", "Note"), 0.8, "l")
_FROM_RECORD = Label(
    "本表人员及到会情况依据活动记录生成，手写签到以附件为准。",
    "Names and presence are taken from the activity record; the signed sheet, where attached, prevails.",
)
_PRESENT = {True: Label("已到", "present"), False: Label("未到", "absent"), None: Label("", "")}
_TO_FILL_IN = "＿＿"
_LEAST_ROWS = 20
_SPARE_ROWS = 3


def attendance_sheet(
    activity: ActivityFacts, attendees: Sequence[Attendee], frame: Frame, *, filled: bool = False
) -> Document:
    """Return the attendance sheet: names, room to sign, and rows for people nobody expected.

    ``filled`` prints who was present as recorded instead of room to sign, and says so.
    """
    language = frame.language
    heads = (*_HEADS, (_PRESENCE if filled else _SIGNATURE, 1.7, "c"), _NOTE_HEAD)
    people = [
        (number, one.name, one.school, one.post, _PRESENT[one.present](language) if filled else "", "")
        for number, one in enumerate(attendees, 1)
    ]
    if not filled:
        wanted = max(_LEAST_ROWS, len(people) + _SPARE_ROWS)
        people += [(number, "", "", "", "", "") for number in range(len(people) + 1, wanted + 1)]
    table = Table(columns(heads, language), tuple(people))
    notes = (Note(_FROM_RECORD(language)),) if filled else ()
    blocks = (_head(activity, language), table, *notes, signatures(language, activity.recorder))
    return framed(ATTENDANCE_TITLE(language), blocks, frame)


def _head(activity: ActivityFacts, language: Language) -> KeyValueTable:
    place = listed(dict.fromkeys((activity.host, activity.place)), language)
    moments = (
        days(activity.starts_on, activity.ends_on, language),
        clock(activity.starts_at, activity.ends_at),
    )
    counts = _COUNTS(language).format(
        expected=_TO_FILL_IN if activity.expected is None else activity.expected,
        actual=_TO_FILL_IN if activity.actual is None else activity.actual,
    )
    return KeyValueTable(
        (
            (Field(_TOPIC(language), activity.topic, 0),),
            (Field(_CLOCK(language), " ".join(filter(None, moments))), Field(_ATTENDANCE(language), counts)),
            (Field(_PLACE(language), place, 0),),
        )
    )
