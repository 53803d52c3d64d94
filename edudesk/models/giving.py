"""Requests, donations and achievements."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from edudesk.models.base import (
    RecordTable,
    RowTable,
    belongs_to,
    choice,
    choices,
    day,
    money,
    number,
    record_type,
    reference,
    rows,
    text,
)


@record_type(
    "request",
    "需求",
    "Request",
    natural_key=("community_id", "asked_on", "topic"),
    title=("topic",),
    bulk=True,
)
class Request(RecordTable):
    """What a school asks for; the activities that answer it point to it."""

    __tablename__ = "request"

    topic: Mapped[str] = text("需求内容", "Topic", core=True, required=True)
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    school_id: Mapped[str | None] = reference("提出单位", "Asked by", "school", core=True)
    asked_on: Mapped[date | None] = day("提出日期", "Asked on", core=True)
    wanted_by: Mapped[date | None] = day("希望完成日期", "Wanted by")
    form: Mapped[str | None] = choice("形式", "Form", "form")
    kinds: Mapped[list[str]] = choices("活动类型", "Kinds", "activity-kind")
    subjects: Mapped[list[str]] = choices("学科", "Subjects", "subject")
    state: Mapped[str] = choice("状态", "State", "request-state", core=True, required=True)
    note: Mapped[str | None] = text("说明", "Note", long=True)


@record_type(
    "donation",
    "捐赠",
    "Donation",
    natural_key=("dated", "from_name", "to_id", "purpose"),
    title=("purpose",),
    happened=("dated",),
    bulk=True,
)
class Donation(RecordTable):
    """Material or money given; source of the columns: ``forms.md`` section 12."""

    __tablename__ = "donation"

    purpose: Mapped[str] = text("用途", "Purpose", core=True, required=True, headings=("捐赠内容", "名称"))
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    dated: Mapped[date | None] = day("日期", "Date", core=True, required=True)
    from_id: Mapped[str | None] = reference("捐赠学校", "Given by (school)", "school", core=True)
    from_name: Mapped[str | None] = text("捐赠方（其他）", "Given by (other)")
    to_id: Mapped[str | None] = reference("受赠学校", "Given to", "school", core=True)
    receiver: Mapped[str | None] = text("接收人", "Received by")
    handler: Mapped[str | None] = text("经手人", "Handled by")
    receipt: Mapped[str | None] = text("收据号", "Receipt")
    items: Mapped[list["DonationItem"]] = rows("物品", "Items", "DonationItem", core=True)


class DonationItem(RowTable):
    """One line of a donation; money is an item with a value alone."""

    __tablename__ = "donation_item"

    record_id: Mapped[str] = belongs_to("donation")
    name: Mapped[str] = text("物品名称", "Item", required=True)
    specification: Mapped[str | None] = text("规格", "Specification")
    quantity: Mapped[Decimal | None] = number("数量", "Quantity")
    unit: Mapped[str | None] = text("单位", "Unit")
    unit_price: Mapped[Decimal | None] = money("单价", "Unit price")
    value: Mapped[Decimal | None] = money("金额", "Value")


def worth(quantity: Decimal | None, unit_price: Decimal | None, value: Decimal | None) -> Decimal | None:
    """Return what an item of a donation is worth: its value, else its quantity times its price."""
    if value is not None:
        return Decimal(value)
    if quantity is None or unit_price is None:
        return None
    return Decimal(quantity) * Decimal(unit_price)


@record_type(
    "achievement",
    "成果",
    "Achievement",
    natural_key=("kind", "title", "dated"),
    title=("title",),
    happened=("dated",),
    bulk=True,
)
class Achievement(RecordTable):
    """A paper, award, project, honour or certificate; listed, never counted against a teacher."""

    __tablename__ = "achievement"

    title: Mapped[str] = text("成果名称", "Title", core=True, required=True)
    kind: Mapped[str | None] = choice("类别", "Kind", "achievement-kind", core=True)
    level: Mapped[str | None] = choice("级别", "Level", "level", core=True)
    dated: Mapped[date | None] = day("日期", "Date", core=True)
    issuer: Mapped[str | None] = text("颁发单位", "Issued by")
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", index=True)
    school_id: Mapped[str | None] = reference("学校", "School", "school", core=True)
    people: Mapped[list["AchievementPerson"]] = rows("人员", "People", "AchievementPerson", core=True)


class AchievementPerson(RowTable):
    """Someone who has a part in an achievement."""

    __tablename__ = "achievement_person"

    record_id: Mapped[str] = belongs_to("achievement")
    person_id: Mapped[str | None] = reference("人员", "Person", "person", index=True)
    name: Mapped[str | None] = text("姓名", "Name")
