"""Mentor pairs and exchanged teachers: what people do over a time."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from edudesk.models.base import (
    RecordTable,
    RowTable,
    belongs_to,
    choice,
    choices,
    day,
    money,
    month,
    number,
    record_type,
    reference,
    rows,
    text,
    whole,
)


@record_type("mentor-pair", "师徒结对", "Mentor pair", natural_key=("community_id", "name"), bulk=True)
class MentorPair(RecordTable):
    """Mentors and apprentices; their sessions are activities, their reviews opinions of each side."""

    __tablename__ = "mentor_pair"

    name: Mapped[str] = text("结对名称", "Name", core=True, required=True)
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    kind: Mapped[str | None] = choice("结对类型", "Kind", "pair-kind", core=True)
    subject: Mapped[str | None] = choice("学科", "Subject", "subject", core=True)
    signed_on: Mapped[date | None] = day("签订日期", "Signed on")
    starts_on: Mapped[date | None] = day("起", "Starts on", core=True)
    ends_on: Mapped[date | None] = day("止", "Ends on", core=True)
    people: Mapped[list["MentorPairPerson"]] = rows(
        "师傅与徒弟", "Mentors and apprentices", "MentorPairPerson", core=True
    )
    goals: Mapped[str | None] = text("目标", "Goals", long=True, group="content")
    mentor_duties: Mapped[str | None] = text("师傅职责", "Mentor's duties", long=True, group="content")
    apprentice_duties: Mapped[str | None] = text(
        "徒弟职责", "Apprentice's duties", long=True, group="content"
    )
    completion: Mapped[str | None] = choice("结果", "Completion", "completion", group="result")
    ended_early_on: Mapped[date | None] = day("提前结束日期", "Ended early on", group="result")
    ended_because: Mapped[str | None] = text("提前结束原因", "Why ended early", group="result")

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="order"),
    )


class MentorPairPerson(RowTable):
    """One person of a pair and the part they take."""

    __tablename__ = "mentor_pair_person"

    record_id: Mapped[str] = belongs_to("mentor_pair")
    part: Mapped[str] = choice("身份", "Part", "activity-role", required=True)
    person_id: Mapped[str | None] = reference("人员", "Person", "person", index=True)
    name: Mapped[str | None] = text("姓名", "Name")
    since: Mapped[date | None] = day("起", "Since")
    until: Mapped[date | None] = day("止", "Until")


@record_type(
    "exchange",
    "交流教师",
    "Exchange",
    natural_key=("person_id", "to_id", "planned_from"),
    title=("name",),
    bulk=True,
)
class Exchange(RecordTable):
    """A person's stay at another school; the formal document is evidence that it requires."""

    __tablename__ = "exchange"

    name: Mapped[str] = text("姓名", "Name", core=True, required=True)
    person_id: Mapped[str | None] = reference("教师", "Person", "person", core=True, index=True)
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    state: Mapped[str] = choice("状态", "State", "activity-state", core=True, required=True)
    form: Mapped[str | None] = choice("形式", "Form", "exchange-form", core=True)
    from_id: Mapped[str | None] = reference(
        "派出学校", "From school", "school", core=True, headings=("派出校", "流出校")
    )
    to_id: Mapped[str | None] = reference(
        "接收学校", "To school", "school", core=True, headings=("受援校", "流入校")
    )
    planned_from: Mapped[date | None] = day("计划起", "Planned from", core=True)
    planned_until: Mapped[date | None] = day("计划止", "Planned until", core=True)
    starts_on: Mapped[date | None] = day("实际起", "First day", core=True)
    ends_on: Mapped[date | None] = day("实际止", "Last day", core=True)
    days_per_week: Mapped[Decimal | None] = number("每周天数", "Days a week")
    post: Mapped[str | None] = choice("担任职务", "Post held", "post")
    subjects: Mapped[list[str]] = choices("任教学科", "Subjects", "subject", core=True)
    weekly_periods: Mapped[Decimal | None] = number("周课时", "Weekly periods")
    document_number: Mapped[str | None] = text("文件号", "Number of the formal document", group="filing")
    grade: Mapped[str | None] = choice(
        "鉴定等次", "Grade", "grade", group="result", headings=("等次", "考核等次"), added=2
    )
    allowance: Mapped[Decimal | None] = money("补贴", "Allowance", group="result")
    months: Mapped[list["ExchangeMonth"]] = rows("月报", "Monthly notes", "ExchangeMonth", group="result")

    __table_args__ = (
        CheckConstraint("state IN ('planned', 'held', 'cancelled')", name="state"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="order"),
    )


class ExchangeMonth(RowTable):
    """A month of an exchange in the exchanged teacher's own words."""

    __tablename__ = "exchange_month"

    record_id: Mapped[str] = belongs_to("exchange")
    month: Mapped[str | None] = month("月份", "Month")
    days: Mapped[int | None] = whole("出勤天数", "Days present")
    periods: Mapped[Decimal | None] = number("授课节数", "Lessons given")
    body: Mapped[str | None] = text("本月主要工作", "Work of the month", long=True)


@record_type("opinion", "对方意见", "Opinion", title=("kind",))
class Opinion(RecordTable):
    """What another side says of a record; owned by its writer (decision 1)."""

    __tablename__ = "opinion"

    about_id: Mapped[str] = reference("针对", "About", "", required=True, index=True)
    kind: Mapped[str] = choice("种类", "Kind", "opinion-kind", core=True, required=True)
    by: Mapped[str | None] = text("填写人", "By", core=True)
    school_id: Mapped[str | None] = reference("填写单位", "School", "school")
    dated: Mapped[date | None] = day("日期", "Date", core=True)
    grade: Mapped[str | None] = text("等次", "Grade", core=True)
    score: Mapped[Decimal | None] = number("分值", "Score")
    body: Mapped[str | None] = text("意见", "Opinion", long=True, core=True)
