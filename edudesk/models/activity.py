"""The activity: one record with the seven facts that every form and every quota takes from."""

from datetime import date, time
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from edudesk.models.base import (
    RecordTable,
    RowTable,
    belongs_to,
    choice,
    choices,
    clock,
    day,
    number,
    record_type,
    reference,
    rows,
    term,
    text,
    whole,
)


@record_type(
    "activity",
    "活动记录",
    "Activity",
    natural_key=("community_id", "starts_on", "topic"),
    title=("topic",),
    happened=("ends_on", "starts_on"),
    bulk=True,
)
class Activity(RecordTable):
    """What was planned or held; planning makes the same record that is later held (decisions 9, 15).

    Source of the facts: ``forms.md``, common head and section 10.
    """

    __tablename__ = "activity"

    topic: Mapped[str] = text(
        "主题", "Topic", core=True, required=True, headings=("活动主题", "课题", "活动名称", "内容")
    )
    state: Mapped[str] = choice("状态", "State", "activity-state", core=True, required=True)
    kinds: Mapped[list[str]] = choices(
        "活动类型", "Kinds", "activity-kind", core=True, headings=("类型", "活动类别")
    )
    starts_on: Mapped[date | None] = day(
        "日期",
        "Date",
        core=True,
        required=True,
        index=True,
        headings=("活动日期", "活动时间", "开展时间", "开始日期", "时间"),
    )
    ends_on: Mapped[date | None] = day("结束日期", "Last day")
    starts_at: Mapped[time | None] = clock("开始时间", "From")
    ends_at: Mapped[time | None] = clock("结束时间", "To")
    term: Mapped[str | None] = term("计入学期", "Counted in term")
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    plan_id: Mapped[str | None] = reference("所属计划", "Plan", "plan", index=True)
    pair_id: Mapped[str | None] = reference("师徒结对", "Mentor pair", "mentor_pair", index=True)
    exchange_id: Mapped[str | None] = reference("交流教师", "Exchange", "exchange", index=True)
    request_id: Mapped[str | None] = reference("响应需求", "Answers request", "request")
    form: Mapped[str | None] = choice("形式", "Form", "form", core=True)
    host_id: Mapped[str | None] = reference(
        "承办（地点）学校", "Host", "school", core=True, headings=("承办学校", "地点学校")
    )
    place: Mapped[str | None] = text("地点", "Place", core=True)
    subjects: Mapped[list[str]] = choices("学科", "Subjects", "subject", core=True)
    lines: Mapped[list[str]] = choices("领域", "Lines of work", "line", headings=("方面", "条线"))
    grade: Mapped[str | None] = text("年级（班级）", "Grade", headings=("年级", "班级"))
    schools: Mapped[list["ActivitySchool"]] = rows(
        "参加单位", "Schools", "ActivitySchool", core=True, group="people"
    )
    people: Mapped[list["ActivityPerson"]] = rows(
        "参加人员", "People", "ActivityPerson", core=True, group="people"
    )
    expected: Mapped[int | None] = whole("应到人数", "Expected", group="people", headings=("应到",))
    actual: Mapped[int | None] = whole("实到人数", "Present", group="people", headings=("实到", "参加人数"))
    pupils: Mapped[int | None] = whole("受益学生数", "Pupils reached", group="people", headings=("受益学生",))
    recorder: Mapped[str | None] = text("记录人", "Recorder", core=True, group="people")
    units: Mapped[list["ActivityUnit"]] = rows("数量", "Units", "ActivityUnit", core=True)
    process: Mapped[str | None] = text(
        "活动过程", "Process", long=True, core=True, group="content", headings=("过程", "主要内容")
    )
    result: Mapped[str | None] = text(
        "成效", "Result", long=True, core=True, group="result", headings=("成果", "效果")
    )
    reflection: Mapped[str | None] = text(
        "反思改进", "Reflection", long=True, group="result", headings=("反思",)
    )
    rating: Mapped[str | None] = choice(
        "评定等次", "Rating", "grade", group="result", headings=("等次", "评级"), added=2
    )
    follow_up: Mapped[str | None] = text("后续安排", "Follow-up", long=True, group="result")
    link: Mapped[str | None] = text("发布链接", "Published link", group="result")
    responsible: Mapped[str | None] = text("负责人", "Responsible", group="people")
    planned_on: Mapped[date | None] = day("计划日期", "Planned for")
    cancelled_because: Mapped[str | None] = text("取消原因", "Why cancelled")

    __table_args__ = (
        CheckConstraint("state IN ('planned', 'held', 'cancelled')", name="state"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="order"),
    )


class ActivitySchool(RowTable):
    """A school that takes part, on its side."""

    __tablename__ = "activity_school"

    record_id: Mapped[str] = belongs_to("activity")
    school_id: Mapped[str] = reference("学校", "School", "school", required=True, index=True)
    side: Mapped[str | None] = choice("方", "Side", "side")


class ActivityPerson(RowTable):
    """Who takes part: a person of the roster, a name, or a group as a count (decision 7)."""

    __tablename__ = "activity_person"

    record_id: Mapped[str] = belongs_to("activity")
    person_id: Mapped[str | None] = reference("人员", "Person", "person", index=True)
    name: Mapped[str | None] = text("姓名或群体", "Name or group")
    count: Mapped[int | None] = whole("人数", "Count")
    side: Mapped[str | None] = choice("方", "Side", "side")
    role: Mapped[str | None] = choice("角色", "Role", "activity-role")


class ActivityUnit(RowTable):
    """One quantity of the activity; an activity has several at once (decision 15)."""

    __tablename__ = "activity_unit"

    record_id: Mapped[str] = belongs_to("activity")
    unit: Mapped[str] = choice("单位", "Unit", "unit", required=True)
    amount: Mapped[Decimal] = number("数量", "Amount", required=True)

    __table_args__ = (CheckConstraint("amount >= 0", name="amount"),)
