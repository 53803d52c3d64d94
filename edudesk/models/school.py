"""Schools and kindergartens, our own and our partners, and the bureau."""

from datetime import date

from sqlalchemy.orm import Mapped

from edudesk.models.base import (
    RecordTable,
    RowTable,
    belongs_to,
    choice,
    day,
    record_type,
    reference,
    rows,
    text,
)
from edudesk.models.description import Privacy


@record_type("school", "学校（园所）", "School", natural_key=("name",), bulk=True)
class School(RecordTable):
    """A school, kindergarten or bureau; a partner known only by name is a stand-in with an id of its own."""

    __tablename__ = "school"

    name: Mapped[str] = text(
        "学校名称", "Name", core=True, required=True, headings=("学校", "单位", "园所名称", "校名")
    )
    short_name: Mapped[str | None] = text("简称", "Short name")
    kind: Mapped[str | None] = choice(
        "办学类型", "Kind", "school-kind", core=True, headings=("类别", "学校类型")
    )
    stage: Mapped[str | None] = choice("学段", "Stage", "stage", core=True)
    location: Mapped[str | None] = choice("城乡", "Location", "location", core=True, headings=("城乡类型",))
    code: Mapped[str | None] = text("学校标识码", "School code", headings=("标识码",))
    province: Mapped[str | None] = text("省", "Province")
    city: Mapped[str | None] = text("市", "City")
    county: Mapped[str | None] = text("区县", "County", headings=("县区", "县（市、区）"))
    address: Mapped[str | None] = text("地址", "Address")
    principal: Mapped[str | None] = text("校长（园长）", "Principal", headings=("校长", "园长", "负责人"))
    liaison: Mapped[str | None] = text("联络员", "Liaison", headings=("联系人",))
    phone: Mapped[str | None] = text("联系电话", "Phone", privacy=Privacy.MASKED, headings=("电话", "手机"))
    changes: Mapped[list["SchoolChange"]] = rows("沿革", "Changes", "SchoolChange")


class SchoolChange(RowTable):
    """A renaming, merger or split on a day."""

    __tablename__ = "school_change"

    record_id: Mapped[str] = belongs_to("school")
    change: Mapped[str] = choice("变化", "Change", "school-change", required=True)
    on: Mapped[date | None] = day("日期", "Date")
    name: Mapped[str | None] = text("原名或新名", "Former or new name")
    other_id: Mapped[str | None] = reference("相关学校", "Other school", "school")
