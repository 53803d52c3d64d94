"""The community that a pairing forms: its members, its scheme, its terms, its agreements."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from edudesk.models.base import (
    RecordTable,
    RowTable,
    belongs_to,
    choice,
    day,
    mapping,
    record_type,
    reference,
    rows,
    term,
    text,
    whole,
    yes_no,
)


@record_type("community", "共同体", "Community", natural_key=("name",), bulk=True)
class Community(RecordTable):
    """Schools bound together under one scheme; owned by the lead."""

    __tablename__ = "community"

    name: Mapped[str] = text("共同体名称", "Name", core=True, required=True, headings=("结对名称", "名称"))
    type: Mapped[str | None] = choice("类型", "Type", "community-type", core=True)
    since: Mapped[date | None] = day("起", "Since", core=True)
    until: Mapped[date | None] = day("止", "Until")
    note: Mapped[str | None] = text("备注", "Note", long=True)
    members: Mapped[list["CommunityMember"]] = rows("成员单位", "Members", "CommunityMember", core=True)
    domains: Mapped[list["CommunityDomain"]] = rows("统计范围", "Domains", "CommunityDomain")
    group: Mapped[list["CommunityDuty"]] = rows("领导小组", "Leading group", "CommunityDuty")


class CommunityMember(RowTable):
    """A school's role in a community, from one day to another."""

    __tablename__ = "community_member"

    record_id: Mapped[str] = belongs_to("community")
    school_id: Mapped[str] = reference("学校", "School", "school", required=True, index=True)
    role: Mapped[str] = choice("角色", "Role", "member-role", required=True)
    since: Mapped[date | None] = day("起", "Since")
    until: Mapped[date | None] = day("止", "Until")


class CommunityDomain(RowTable):
    """One entry of the dated list that "every subject, member or person" runs over (decision 16)."""

    __tablename__ = "community_domain"

    record_id: Mapped[str] = belongs_to("community")
    domain: Mapped[str] = choice("范围", "Domain", "domain", required=True)
    value: Mapped[str | None] = text("内容", "Value")
    about_id: Mapped[str | None] = reference("对象", "About", "")
    since: Mapped[date | None] = day("起", "Since")
    until: Mapped[date | None] = day("止", "Until")


class CommunityDuty(RowTable):
    """A place in the leading group, or the liaison of a side."""

    __tablename__ = "community_duty"

    record_id: Mapped[str] = belongs_to("community")
    duty: Mapped[str] = choice("职责", "Duty", "group-duty", required=True)
    person_id: Mapped[str | None] = reference("人员", "Person", "person")
    name: Mapped[str | None] = text("姓名", "Name")
    school_id: Mapped[str | None] = reference("学校", "School", "school")
    since: Mapped[date | None] = day("起", "Since")
    until: Mapped[date | None] = day("止", "Until")


@record_type("adoption", "采用方案", "Adoption", title=("scheme_id",))
class Adoption(RecordTable):
    """A scheme's text as a community took it, from a day on (decision 12)."""

    __tablename__ = "adoption"

    community_id: Mapped[str] = reference("共同体", "Community", "community", required=True, index=True)
    scheme_id: Mapped[str] = text("方案", "Scheme", required=True)
    scheme_version: Mapped[str | None] = text("版本", "Version")
    scheme_text: Mapped[str] = text(
        "方案全文", "Text of the scheme", long=True, required=True, longest=1_000_000
    )
    scheme_hash: Mapped[str] = text("方案校验值", "SHA-256 of the text", required=True)
    since: Mapped[date | None] = day("自", "From", required=True)
    settings: Mapped[dict[str, Any]] = mapping("设定", "Settings")


@record_type("term", "学期", "Term", natural_key=("community_id", "code"), title=("code",))
class Term(RecordTable):
    """A term's real days, as its community keeps them (decision 11)."""

    __tablename__ = "term"

    community_id: Mapped[str] = reference("共同体", "Community", "community", required=True, index=True)
    code: Mapped[str] = term("学期", "Term", core=True, required=True)
    starts_on: Mapped[date] = day("开学", "Starts on", core=True, required=True)
    ends_on: Mapped[date] = day("结束", "Ends on", core=True, required=True)
    style: Mapped[str | None] = text("写法", "Way of writing")

    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="order"),)


@record_type("special-day", "节假日与调休", "Holidays and exchanged days", natural_key=("first", "last"))
class SpecialDay(RecordTable):
    """Days that are off, or worked although they are a weekend (调休)."""

    __tablename__ = "special_day"

    name: Mapped[str | None] = text("名称", "Name", core=True)
    first: Mapped[date] = day("起", "First", core=True, required=True)
    last: Mapped[date] = day("止", "Last", core=True, required=True)
    works: Mapped[bool] = yes_no("上班上课", "Worked", required=True)

    __table_args__ = (CheckConstraint("last >= first", name="order"),)


@record_type("agreement", "帮扶协议", "Agreement", natural_key=("community_id", "signed_on"), title=("name",))
class Agreement(RecordTable):
    """What the parties signed; the signed scan is its evidence."""

    __tablename__ = "agreement"

    name: Mapped[str] = text("协议名称", "Name", core=True, required=True)
    community_id: Mapped[str] = reference("共同体", "Community", "community", required=True, index=True)
    number: Mapped[str | None] = text("编号", "Number")
    basis: Mapped[str | None] = text("依据文件", "Basis document")
    approved_on: Mapped[date | None] = day("批准日期", "Approved on", added=2)
    signed_on: Mapped[date | None] = day("签订日期", "Signed on", core=True)
    starts_on: Mapped[date | None] = day("起", "Starts on", core=True)
    ends_on: Mapped[date | None] = day("止", "Ends on", core=True)
    filed_on: Mapped[date | None] = day("备案日期", "Filed on")
    warn_days: Mapped[int | None] = whole("到期前提醒天数", "Days of warning before the end")
    aims: Mapped[str | None] = text("目标", "Aims", long=True, group="content")
    content: Mapped[str | None] = text("帮扶内容", "Content with quotas", long=True, group="content")
    rights: Mapped[str | None] = text("权利与义务", "Rights and duties", long=True, group="content")
    copies: Mapped[int | None] = whole("份数", "Copies")
    parties: Mapped[list["AgreementParty"]] = rows("签约方", "Parties", "AgreementParty", core=True)

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="order"),
    )


class AgreementParty(RowTable):
    """One party and who signs for it."""

    __tablename__ = "agreement_party"

    record_id: Mapped[str] = belongs_to("agreement")
    school_id: Mapped[str] = reference("单位", "School", "school", required=True)
    party: Mapped[str | None] = text("甲乙方", "Party")
    signer: Mapped[str | None] = text("签字人", "Signed by")
