"""Papers made of words: term summary (学期总结) and plan (工作计划) with its schedule (活动安排表)."""

import re
from collections.abc import Sequence
from datetime import date

from edudesk.services.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
)
from edudesk.services.reports.facts import (
    FigureFacts,
    Frame,
    LedgerRow,
    PlanFacts,
    RuleFacts,
    ScheduleRow,
    SectionFacts,
    SummaryFacts,
)
from edudesk.services.reports.frames import framed
from edudesk.services.reports.inserts import Inserts, paragraphs
from edudesk.services.reports.wording import day, days, each_amount, listed
from edudesk.texts import Label, Language

SUMMARY_TITLE = Label("结对帮扶工作总结", "Summary of the paired assistance")
PLAN_TITLE = Label("结对帮扶工作计划", "Plan of the paired assistance")
SCHEDULE_TITLE = Label("活动安排表", "Schedule of activities")

SUMMARY_SECTIONS = (
    Label("组织领导", "Organisation"),
    Label("主要做法", "What was done"),
    Label("取得成效", "Results"),
    Label("存在问题", "Problems"),
    Label("下步打算", "Next steps"),
)
_SYNONYMS = {
    "主要做法": ("主要工作", "工作开展", "做法"),
    "取得成效": ("工作成效", "成效", "成果"),
    "存在问题": ("问题", "不足"),
    "下步打算": ("下一步", "今后", "打算", "改进措施"),
    "组织领导": ("组织", "领导"),
}
_UNWRITTEN = Label("（本部分尚未撰写。）", "(This section has not been written yet.)")
_UNWRITTEN_LIST = Label("尚未撰写的部分：{sections}。", "Sections not yet written: {sections}.")
_FIGURES = Label("数据表", "Figures")
_RULES = Label("指标自查情况", "Self-check of the rules")
_ACTIVITIES = Label("活动一览", "Activities")
_ANNEX = Label("附{number}　{name}", "Annex {number}: {name}")
_COUNTED = Label("以上数据由已登记的记录统计得出。", "All figures are counted from the records.")
_NO_SCHEDULE = Label("（尚未安排活动。）", "(No activities are scheduled yet.)")
_NUMERALS = "一二三四五六七八九十"
_OWN_NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十]+[)）]?[、.．]?|\d+\s*[、.．])\s*")


def summary(facts: SummaryFacts, frame: Frame) -> Document:
    """Return a term's summary: the words of its record, then figures, rules and activities as annexes.

    The five customary sections always stand; one that nobody wrote says so and is never filled in.
    """
    language = frame.language
    sections, unwritten = _arranged(facts.sections, language)
    blocks: list[Block] = []
    if unwritten:
        blocks.append(Note(_UNWRITTEN_LIST(language).format(sections=listed(unwritten, language))))
    annexes = _annexes(facts, language)
    inserts = Inserts(facts.marks, {key: block for key, _, (block, *_rest) in annexes}, language)
    blocks += _sections(sections, language, inserts)
    blocks += _signed(facts.school or frame.holder, facts.dated, language)
    blocks += _annexed([one for one in annexes if one[0] not in inserts.placed], language)
    title = facts.title or f"{frame.term}{SUMMARY_TITLE(language)}"
    return framed(title, tuple(blocks), frame, subtitle="")


def _arranged(
    written: Sequence[SectionFacts], language: Language
) -> tuple[tuple[SectionFacts, ...], tuple[str, ...]]:
    """Return the customary sections in their order, then the others; and the names of those not written."""
    left = [section for section in written if section.heading.strip() or section.body.strip()]
    arranged, unwritten = [], []
    for label in SUMMARY_SECTIONS:
        found = next((section for section in left if _is(section.heading, label)), None)
        if found:
            left.remove(found)
        section = found or SectionFacts(label(language))
        arranged.append(section)
        if not section.body.strip():
            unwritten.append(_OWN_NUMBER.sub("", section.heading))
    return (*arranged, *left), tuple(unwritten)


def _is(heading: str, label: Label) -> bool:
    bare = _OWN_NUMBER.sub("", heading).strip().replace("的", "")
    return label.zh in bare or label.en.casefold() in bare.casefold() or bare.startswith(_SYNONYMS[label.zh])


def _sections(
    sections: Sequence[SectionFacts], language: Language, inserts: Inserts | None = None
) -> list[Block]:
    blocks: list[Block] = []
    for place, section in enumerate(sections):
        bare = _OWN_NUMBER.sub("", section.heading).strip()
        if bare:
            blocks.append(Heading(_numbered(place, bare, language)))
        body = section.body.strip() or _UNWRITTEN(language)
        blocks += inserts.blocks(body) if inserts else paragraphs(body)
    return blocks


def _numbered(place: int, words: str, language: Language) -> str:
    if language == "zh" and place < len(_NUMERALS):
        return f"{_NUMERALS[place]}、{words}"
    return f"{place + 1}. {words}"


def _signed(school: str, dated: date | None, language: Language) -> list[Block]:
    lines = [school] if school else []
    if dated:
        lines.append(day(dated, language))
    return [Paragraph("\n".join(["", *lines]), "right", indented=False)] if lines else []


_Annex = tuple[str, Label, list[Block]]


def _annexes(facts: SummaryFacts, language: Language) -> list[_Annex]:
    annexes: list[_Annex] = []
    if facts.figures:
        annexes.append(("figures", _FIGURES, [_figures(facts.figures, language), Note(_COUNTED(language))]))
    if facts.check and facts.check.rules:
        annexes.append(("rules", _RULES, [_rules(facts.check.rules, language)]))
    if facts.activities:
        annexes.append(("activities", _ACTIVITIES, [_activities(facts.activities, language)]))
    return annexes


def _annexed(annexes: Sequence[_Annex], language: Language) -> list[Block]:
    blocks: list[Block] = [PageBreak()] if annexes else []
    for number, (_, label, content) in enumerate(annexes, 1):
        blocks += [Heading(_ANNEX(language).format(number=number, name=label(language))), *content]
    return blocks


def _figures(figures: Sequence[FigureFacts], language: Language) -> Table:
    columns = (
        Column(Label("项目", "Figure")(language), 2.2),
        Column(Label("数据", "Value")(language), 1.2, "centre"),
        Column(Label("统计依据", "Counted from")(language), 3.0),
    )
    return Table(columns, tuple((one.name, one.value, one.basis) for one in figures), name=_FIGURES(language))


def _rules(rules: Sequence[RuleFacts], language: Language) -> Table:
    columns = (
        Column(Label("指标", "Rule")(language), 2.4),
        Column(Label("要求", "Target")(language), 1.1, "centre"),
        Column(Label("完成", "Value")(language), 1.1, "centre"),
        Column(Label("状态", "State")(language), 1.0, "centre"),
        Column(Label("还差", "Owed")(language), 2.2),
    )
    rows = tuple((one.name, one.target, one.value, one.state, "\n".join(one.owed)) for one in rules)
    return Table(columns, rows, name=_RULES(language))


def _activities(activities: Sequence[LedgerRow], language: Language) -> Table:
    columns = (
        Column(Label("序号", "No.")(language), 0.6, "centre", "number"),
        Column(Label("日期", "Date")(language), 1.4, "centre"),
        Column(Label("类型", "Kind")(language), 1.4),
        Column(Label("主题", "Topic")(language), 3.4),
        Column(Label("数量", "Units")(language), 1.2),
    )
    rows = tuple(
        (
            number,
            days(row.starts_on, row.ends_on, language, compact=True),
            listed(row.kinds, language),
            row.topic,
            "\n".join(each_amount(row.units, language)),
        )
        for number, row in enumerate(activities, 1)
    )
    return Table(columns, rows, name=_ACTIVITIES(language))


def plan(facts: PlanFacts, frame: Frame) -> Document:
    """Return a plan: its sections as written, signed and dated, the schedule on a page of its own."""
    language = frame.language
    blocks = _sections([one for one in facts.sections if one.heading.strip() or one.body.strip()], language)
    blocks += _signed(facts.school or frame.holder, facts.dated, language)
    blocks += [PageBreak(), Heading(f"附：{SCHEDULE_TITLE.zh}" if language == "zh" else SCHEDULE_TITLE.en)]
    blocks += _schedule_blocks(facts.schedule, language)
    title = facts.title or f"{frame.term}{PLAN_TITLE(language)}"
    return framed(title, tuple(blocks), frame, subtitle="")


def schedule(rows: Sequence[ScheduleRow], frame: Frame) -> Document:
    """Return the schedule of activities alone."""
    return framed(SCHEDULE_TITLE(frame.language), tuple(_schedule_blocks(rows, frame.language)), frame)


def _schedule_blocks(rows: Sequence[ScheduleRow], language: Language) -> list[Block]:
    if not rows:
        return [Note(_NO_SCHEDULE(language))]
    columns = (
        Column(Label("时间", "When")(language), 1.55, "centre"),
        Column(Label("活动内容", "Activity")(language), 2.8),
        Column(Label("形式", "Form")(language), 1.1, "centre"),
        Column(Label("地点（承办）", "Place (host)")(language), 1.6),
        Column(Label("负责人", "Responsible")(language), 1.1, "centre"),
        Column(Label("参加对象", "For whom")(language), 1.5),
        Column(Label("完成情况", "Done")(language), 1.55, "centre"),
    )
    body = tuple(
        (row.when, row.activity, row.form, row.place, row.responsible, row.audience, row.done) for row in rows
    )
    return [Table(columns, body, name=SCHEDULE_TITLE(language))]
