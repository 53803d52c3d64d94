"""What rules ask for and no event tells: assessments filled in by hand, figures, schemes of one's own."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from edudesk.models.base import (
    RecordTable,
    RowTable,
    belongs_to,
    choice,
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
    "figure",
    "学校数据",
    "Figure",
    natural_key=("community_id", "code", "school_id", "school_year", "term"),
    bulk=True,
)
class Figure(RecordTable):
    """A number that the archive cannot count, such as a ranking; without a school it is the community's."""

    __tablename__ = "figure"

    name: Mapped[str] = text(
        "数据名称", "Name", core=True, required=True, headings=("指标名称", "项目", "名称")
    )
    code: Mapped[str] = text(
        "数据代码", "Code in the scheme", core=True, required=True, headings=("指标代码", "代码")
    )
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    school_id: Mapped[str | None] = reference(
        "学校", "School", "school", core=True, headings=("学校名称", "单位")
    )
    school_year: Mapped[int | None] = whole(
        "学年（起始年）", "School year (start)", core=True, headings=("学年", "年度")
    )
    term: Mapped[str | None] = term("学期", "Term")
    value: Mapped[Decimal] = number("数值", "Value", core=True, required=True, headings=("数据", "值"))
    source: Mapped[str | None] = text("出处", "Source", headings=("数据来源", "来源"))


@record_type(
    "assessment",
    "考核自查",
    "Assessment",
    natural_key=("community_id", "sheet", "school_id", "school_year", "term", "part"),
    title=("title",),
    bulk=True,
)
class Assessment(RecordTable):
    """A scheme's assessment table as one side filled it in; without a school it is the whole community's."""

    __tablename__ = "assessment"

    title: Mapped[str] = text("标题", "Title", core=True, required=True)
    sheet: Mapped[str] = text(
        "考核表", "Assessment table", core=True, required=True, headings=("考核表编号", "考核表代码")
    )
    community_id: Mapped[str] = reference(
        "共同体", "Community", "community", core=True, required=True, index=True
    )
    school_id: Mapped[str | None] = reference(
        "被考核单位", "Assessed school", "school", core=True, headings=("被考核学校", "考核对象")
    )
    school_year: Mapped[int | None] = whole(
        "学年（起始年）", "School year (start)", core=True, headings=("学年", "考核年度")
    )
    term: Mapped[str | None] = term("学期", "Term")
    part: Mapped[str] = choice(
        "自评或复核", "Whose assessment", "score-part", core=True, required=True, headings=("评分方",)
    )
    by: Mapped[str | None] = text("填写人", "By", group="people", headings=("评分人", "考核人"))
    dated: Mapped[date | None] = day("日期", "Date", core=True, headings=("考核日期", "填写日期"))
    lines: Mapped[list["AssessmentLine"]] = rows(
        "各项得分", "Scores", "AssessmentLine", core=True, group="content"
    )
    links: Mapped[list["AssessmentLink"]] = rows("佐证", "Evidence", "AssessmentLink", group="content")


class AssessmentLine(RowTable):
    """What was given for one indicator of the scheme's table."""

    __tablename__ = "assessment_line"

    record_id: Mapped[str] = belongs_to("assessment")
    indicator: Mapped[str] = text("指标", "Indicator", required=True)
    score: Mapped[Decimal | None] = number("得分", "Score")
    count: Mapped[Decimal | None] = number("数量", "Faults or items counted")
    note: Mapped[str | None] = text("说明（扣分原因）", "Note (why points were taken)")


class AssessmentLink(RowTable):
    """A record that shows what an indicator asks for."""

    __tablename__ = "assessment_link"

    record_id: Mapped[str] = belongs_to("assessment")
    indicator: Mapped[str] = text("指标", "Indicator", required=True)
    about_id: Mapped[str] = reference("佐证记录", "Record", "", required=True, index=True)


@record_type("scheme", "自有方案", "Own scheme", natural_key=("scheme_id",))
class Scheme(RecordTable):
    """A scheme file that somebody copied or wrote; a community has it in force by an adoption of its own."""

    __tablename__ = "scheme"

    name: Mapped[str] = text("方案名称", "Name", core=True, required=True)
    scheme_id: Mapped[str] = text("方案编号", "Scheme", core=True, required=True)
    scheme_version: Mapped[str | None] = text("版本", "Version", core=True)
    based_on: Mapped[str | None] = text("改自", "Made from")
    # Last, for in this class its name hides the word that makes such columns.
    text: Mapped[str] = text(
        "方案全文", "Text of the scheme", long=True, required=True, group="content", longest=1_000_000
    )
