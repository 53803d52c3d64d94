"""What is filed: documents, the evidence on every record, links between records, hand-overs."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped

from edudesk.models.base import (
    RecordTable,
    RowTable,
    belongs_to,
    choice,
    day,
    mapping,
    moment,
    record_type,
    reference,
    rows,
    term,
    text,
    whole,
    yes_no,
)


@record_type(
    "document",
    "材料",
    "Document",
    natural_key=("community_id", "kind", "title", "dated"),
    title=("title",),
    bulk=True,
)
class Document(RecordTable):
    """Any paper of the archive; what a scheme's document list asks for is found here."""

    __tablename__ = "document"

    title: Mapped[str] = text("题名", "Title", core=True, required=True)
    kind: Mapped[str] = choice("材料类型", "Kind", "document-kind", core=True, required=True)
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    school_id: Mapped[str | None] = reference("责任单位", "School", "school", core=True)
    person_id: Mapped[str | None] = reference(
        "教师", "Person", "person", index=True, headings=("所属教师", "教师姓名"), added=2
    )
    about_id: Mapped[str | None] = reference("对应记录", "About", "", index=True)
    term: Mapped[str | None] = term("学期", "Term", core=True)
    school_year: Mapped[int | None] = whole("学年（起始年）", "School year (start)")
    dated: Mapped[date | None] = day("形成日期", "Date", core=True)
    author: Mapped[str | None] = text("责任者", "Author")
    handed_on: Mapped[date | None] = day("报送日期", "Handed in on", core=True)
    handed_to: Mapped[str | None] = text("报送单位", "Handed in to")
    number: Mapped[str | None] = text("文号", "Number", group="filing")
    pages: Mapped[int | None] = whole("页数", "Pages", group="filing")
    characters: Mapped[int | None] = whole("字数", "Characters", group="filing", added=2)
    volume: Mapped[str | None] = text("案卷", "Volume", group="filing")
    retention: Mapped[str | None] = choice("保管期限", "Retention", "retention", group="filing")
    archive_number: Mapped[str | None] = text("档号", "Archive number", group="filing")


@record_type("evidence", "佐证材料", "Evidence", title=("name",))
class Evidence(RecordTable):
    """A file attached to a record; its original lies in the store under its SHA-256 (decision 19)."""

    __tablename__ = "evidence"

    about_id: Mapped[str] = reference("所属记录", "About", "", required=True, index=True)
    sha256: Mapped[str] = text("校验值", "SHA-256 of the original", required=True)
    name: Mapped[str] = text("文件名", "File name", core=True, required=True)
    kind: Mapped[str] = choice("种类", "Kind", "evidence-kind", core=True, required=True)
    media_type: Mapped[str | None] = text("文件类型", "Media type")
    size: Mapped[int] = whole("大小", "Size in bytes", required=True)
    caption: Mapped[str | None] = text("说明", "Caption", core=True)
    taken_at: Mapped[datetime | None] = moment("拍摄时间", "Taken at")
    taken_source: Mapped[str | None] = choice("拍摄时间来源", "Source of the time", "taken-source")
    width: Mapped[int | None] = whole("宽", "Width in pixels")
    height: Mapped[int | None] = whole("高", "Height in pixels")
    turned: Mapped[int | None] = whole("旋转", "Turned by the user, in degrees")
    located: Mapped[bool | None] = yes_no("含位置信息", "Original carries a place")
    likeness: Mapped[str | None] = text("图像特征", "Perceptual hash")
    place_in_list: Mapped[int | None] = whole("次序", "Order")


@record_type("same-as", "同一对象", "Same as", title=("basis",))
class SameAs(RecordTable):
    """Two schools, or two people, that a person confirmed to be one (decision 6)."""

    __tablename__ = "same_as"

    first_id: Mapped[str] = reference("甲", "First", "", required=True, index=True)
    second_id: Mapped[str] = reference("乙", "Second", "", required=True, index=True)
    basis: Mapped[str | None] = text("依据", "Basis")


@record_type("same-event", "同一活动", "Same event", title=("basis",))
class SameEvent(RecordTable):
    """Two records of one event, one from each side, joined by a person; counted once (decision 8)."""

    __tablename__ = "same_event"

    first_id: Mapped[str] = reference("甲", "First", "activity", required=True, index=True)
    second_id: Mapped[str] = reference("乙", "Second", "activity", required=True, index=True)
    basis: Mapped[str | None] = text("依据", "Basis")


@record_type("handover", "上报包", "Package", title=("name",))
class Handover(RecordTable):
    """A package that left: when, to whom, with which results, and the receipt (decision 12)."""

    __tablename__ = "handover"

    name: Mapped[str] = text("包名", "Name", core=True, required=True)
    community_id: Mapped[str] = reference("共同体", "Community", "community", required=True, index=True)
    term: Mapped[str] = term("学期", "Term", core=True, required=True)
    edition: Mapped[str] = choice("版本", "Edition", "edition", core=True, required=True)
    built_at: Mapped[datetime] = moment("制作时间", "Built at", core=True, required=True)
    handed_to: Mapped[str | None] = text("交给", "Handed to", core=True)
    scheme_hash: Mapped[str | None] = text("方案校验值", "SHA-256 of the scheme's text")
    manifest_hash: Mapped[str | None] = text("清单校验值", "SHA-256 of the tag manifest")
    gaps: Mapped[int | None] = whole("缺项数", "Gaps")
    results: Mapped[dict[str, Any]] = mapping("各项结果", "Results as handed over")
    receipt: Mapped[str | None] = text("回执", "Receipt", long=True)
    receipts: Mapped[list["HandoverReceipt"]] = rows("收到回执", "Receipts", "HandoverReceipt")


class HandoverReceipt(RowTable):
    """One receiver who loaded the package: that it was received and verified, or taken back again."""

    __tablename__ = "handover_receipt"

    record_id: Mapped[str] = belongs_to("handover")
    receiver_id: Mapped[str] = text("接收单位编号", "Receiver's id", required=True)
    receiver: Mapped[str] = text("接收单位", "Receiver", core=True, required=True)
    received_at: Mapped[datetime] = moment("接收时间", "Received at", core=True, required=True)
    state: Mapped[str] = choice("状态", "State", "receipt-state", core=True, required=True)
    signature: Mapped[str | None] = choice("签名", "Signature", "signature-state")


@record_type("arrival", "收到的包", "Received package", title=("name",))
class Arrival(RecordTable):
    """A package that was taken in: from whom, when, and which revisions it brought (docs/decisions/0025).

    Deleted, its revisions count no longer, as if it had not come; it never leaves with a package to others.
    """

    __tablename__ = "arrival"

    name: Mapped[str] = text("包名", "Name", core=True, required=True)
    from_id: Mapped[str] = reference("来自", "From", "school", core=True, required=True, index=True)
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True)
    term: Mapped[str | None] = term("学期", "Term", core=True)
    edition: Mapped[str] = choice("版本", "Edition", "edition", core=True, required=True)
    made_at: Mapped[datetime] = moment("制作时间", "Made at", required=True)
    taken_at: Mapped[datetime] = moment("接收时间", "Taken in at", core=True, required=True)
    manifest_hash: Mapped[str] = text("清单校验值", "SHA-256 of the tag manifest", required=True, index=True)
    signature: Mapped[str] = choice("签名", "Signature", "signature-state", required=True)
    counts: Mapped[dict[str, Any]] = mapping("各类数目", "Numbers by verdict")
    results: Mapped[dict[str, Any]] = mapping("各项结果", "Results as the sender had them")
    revisions: Mapped[list["ArrivalRevision"]] = rows("带来的版本", "Revisions it brought", "ArrivalRevision")


class ArrivalRevision(RowTable):
    """One revision that counts because a package brought it."""

    __tablename__ = "arrival_revision"

    record_id: Mapped[str] = belongs_to("arrival")
    revision_id: Mapped[str] = text("版本编号", "Revision's id", required=True, index=True)
