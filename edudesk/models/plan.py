"""Plans and summaries: sections of text around the activities of a period."""

from datetime import date

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


@record_type(
    "plan", "工作计划", "Plan", natural_key=("community_id", "level", "title"), title=("title",), bulk=True
)
class Plan(RecordTable):
    """A plan; the rows of its schedule are planned activities that point to it (decision 9)."""

    __tablename__ = "plan"

    title: Mapped[str] = text("标题", "Title", core=True, required=True)
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    school_id: Mapped[str | None] = reference("制定单位", "School", "school")
    level: Mapped[str | None] = choice("层次", "Level", "plan-level", core=True)
    school_year: Mapped[int | None] = whole("学年（起始年）", "School year (start)")
    term: Mapped[str | None] = term("学期", "Term", core=True)
    month: Mapped[str | None] = month("月份", "Month")
    dated: Mapped[date | None] = day("日期", "Date")
    author: Mapped[str | None] = text("执笔人", "Author")
    sections: Mapped[list["PlanSection"]] = rows(
        "正文", "Sections", "PlanSection", core=True, group="content"
    )


class PlanSection(RowTable):
    """One section of a plan."""

    __tablename__ = "plan_section"

    record_id: Mapped[str] = belongs_to("plan")
    heading: Mapped[str | None] = text("标题", "Heading")
    body: Mapped[str | None] = text("内容", "Text", long=True)


@record_type(
    "summary", "总结", "Summary", natural_key=("community_id", "level", "title"), title=("title",), bulk=True
)
class Summary(RecordTable):
    """A summary of a term, year or month; its figures are computed, only its words lie here."""

    __tablename__ = "summary"

    title: Mapped[str] = text("标题", "Title", core=True, required=True)
    community_id: Mapped[str | None] = reference("共同体", "Community", "community", core=True, index=True)
    school_id: Mapped[str | None] = reference("撰写单位", "School", "school")
    level: Mapped[str | None] = choice("层次", "Level", "summary-level", core=True)
    school_year: Mapped[int | None] = whole("学年（起始年）", "School year (start)")
    term: Mapped[str | None] = term("学期", "Term", core=True)
    month: Mapped[str | None] = month("月份", "Month")
    dated: Mapped[date | None] = day("日期", "Date")
    author: Mapped[str | None] = text("执笔人", "Author")
    sections: Mapped[list["SummarySection"]] = rows(
        "正文", "Sections", "SummarySection", core=True, group="content"
    )


class SummarySection(RowTable):
    """One section of a summary."""

    __tablename__ = "summary_section"

    record_id: Mapped[str] = belongs_to("summary")
    heading: Mapped[str | None] = text("标题", "Heading")
    body: Mapped[str | None] = text("内容", "Text", long=True)
