"""Teachers and other people of the roster, what changes in a working life dated; groups that are counted."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from edudesk.models.base import (
    RecordTable,
    RowTable,
    belongs_to,
    choice,
    day,
    month,
    record_type,
    reference,
    rows,
    term,
    text,
    whole,
)
from edudesk.models.description import Privacy


@record_type("person", "教师", "Person", natural_key=("name", "phone"), bulk=True)
class Person(RecordTable):
    """A person of the roster; school, title, honour, post, subject, stage and employment are dated facts."""

    __tablename__ = "person"

    name: Mapped[str] = text(
        "姓名", "Name", core=True, required=True, headings=("教师姓名", "名字", "教师", "老师")
    )
    sex: Mapped[str | None] = choice("性别", "Sex", "sex", core=True)
    birth_month: Mapped[str | None] = month("出生年月", "Birth month", headings=("出生日期", "出生"))
    phone: Mapped[str | None] = text(
        "手机", "Phone", privacy=Privacy.MASKED, headings=("手机号", "手机号码", "电话", "联系电话")
    )
    id_number: Mapped[str | None] = text(
        "身份证号", "Identity number", privacy=Privacy.WITHHELD, headings=("身份证", "身份证号码", "证件号码")
    )
    teaching_since: Mapped[str | None] = month(
        "从教年月", "Teaching since", headings=("参加工作时间", "任教时间")
    )
    note: Mapped[str | None] = text("备注", "Note")
    facts: Mapped[list["PersonFact"]] = rows("任职与荣誉", "Dated facts", "PersonFact", core=True)


class PersonFact(RowTable):
    """What was true of a person from one day to another; open ends mean always or still."""

    __tablename__ = "person_fact"

    record_id: Mapped[str] = belongs_to("person")
    fact: Mapped[str] = choice("事项", "Fact", "person-fact", required=True)
    value: Mapped[str | None] = text("内容", "Value")
    level: Mapped[str | None] = choice("级别", "Level", "level")
    school_id: Mapped[str | None] = reference("学校", "School", "school")
    since: Mapped[date | None] = day("起", "Since")
    until: Mapped[date | None] = day("止", "Until")


@record_type("group", "群体", "Group", natural_key=("name", "school_id", "term"), bulk=True)
class Group(RecordTable):
    """People who are counted and not named, such as pupils paired hand in hand (decisions 7, 18)."""

    __tablename__ = "people_group"  # "group" is a word of SQL

    name: Mapped[str] = text("群体名称", "Name", core=True, required=True, headings=("群体", "名称", "班组"))
    kind: Mapped[str | None] = choice("类别", "Kind", "group-kind", core=True, headings=("群体类别",))
    count: Mapped[int] = whole("人数", "Count", core=True, required=True)
    school_id: Mapped[str | None] = reference("学校", "School", "school", core=True, headings=("单位",))
    partner_id: Mapped[str | None] = reference("结对学校", "Paired with", "school", core=True)
    term: Mapped[str | None] = term("学期", "Term", core=True)
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    note: Mapped[str | None] = text("备注", "Note")

    __table_args__ = (CheckConstraint("count >= 0", name="count"),)
