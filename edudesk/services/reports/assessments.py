"""The filled-in assessment tables (考核评分表): indicators, both sides' scores, evidence, deductions."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.services.reports.columns import NUMBER_HEAD, Heads, columns
from edudesk.services.reports.document import (
    Block,
    Document,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
    Value,
)
from edudesk.services.reports.facts import Frame
from edudesk.services.reports.frames import framed, signatures
from edudesk.texts import Label, Language

ASSESSMENT_TITLE = Label("考核评分表", "Assessment tables")

_HEADS: Heads = (
    NUMBER_HEAD,
    (Label("指标", "Indicator"), 2.4, "l"),
    (Label("要求", "What is asked"), 3.2, "l"),
    (Label("分值", "Points"), 0.7, "c"),
    (Label("自评", "Own score"), 0.8, "c"),
    (Label("考评", "Review"), 0.8, "c"),
    (Label("得分", "Score"), 0.8, "c"),
    (Label("佐证材料", "Evidence"), 3.0, "l"),
    (Label("扣分原因与说明", "Deductions and how reckoned"), 2.6, "l"),
)
_MOST = 8
_MORE = Label("……等共 {count} 条", "… {count} in all")
_SUM = Label("合计", "Total")
_RESULT = Label("{subject}　{period}　得分 {value}", "{subject}, {period}: {value}")
_OUT_OF = Label("（满分 {points}）", " of {points}")
_GRADE = Label("　等级 {grade}", ", {grade}")
_HOW = Label("计算过程", "How it was reckoned")
_MISSING = Label("还没填，填全后才能得出总分：", "Still to be entered before there is a score: ")
_VETO = Label("一票否决：", "Veto: ")
_CAUTION = Label(
    "得分按方案和已填内容计算，只用于学校自查，不评价教师个人；空缺的不算 0 分。",
    "Reckoned by the scheme from what was entered; for the school's own check, never to judge a teacher. "
    "What is missing does not count as 0.",
)
_NOTHING = Label("方案中没有考核表。", "The scheme has no assessment table.")


@dataclass(frozen=True)
class IndicatorFacts:
    """A line of an assessment table; ``worth``: its points or weight, ``reasons``: why points were taken."""

    depth: int
    name: str
    sentence: str = ""
    worth: str = ""
    own: str = ""
    review: str = ""
    value: str = ""
    evidence: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScoreFacts:
    """An assessment table of one school or the community, with the score and how it was reckoned."""

    table: str
    sentence: str = ""
    subject: str = ""
    period: str = ""
    value: str = ""
    points: str = ""
    grade: str = ""
    formulas: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    indicators: tuple[IndicatorFacts, ...] = ()


def assessment_tables(scores: Sequence[ScoreFacts], frame: Frame) -> Document:
    """Return every score on pages of its own: the table, the score with its formula, what is missing."""
    language = frame.language
    blocks: list[Block] = []
    for score in scores:
        blocks += [*([PageBreak()] if blocks else []), *_score(score, language)]
    if not blocks:
        blocks.append(Note(_NOTHING(language)))
    blocks += [Note(_CAUTION(language)), signatures(language)]
    return framed(ASSESSMENT_TITLE(language), tuple(blocks), frame)


def _score(score: ScoreFacts, language: Language) -> list[Block]:
    said = _RESULT(language).format(subject=score.subject, period=score.period, value=score.value)
    if score.points:
        said += _OUT_OF(language).format(points=score.points)
    if score.grade:
        said += _GRADE(language).format(grade=score.grade)
    rows = tuple(_row(number, one, language) for number, one in enumerate(score.indicators, 1))
    total: tuple[Value, ...] = (None, _SUM(language), "", score.points, "", "", score.value, "", "")
    blocks: list[Block] = [
        Heading(score.table, 2),
        Paragraph(said, indented=False),
        *([Note(score.sentence)] if score.sentence else []),
        Table(columns(_HEADS, language), rows, (total,), name=f"{score.table} {score.subject}"),
        *(Note(_VETO(language) + veto) for veto in score.vetoes),
        Note("\n".join((_HOW(language), *score.formulas))),
    ]
    if score.missing:
        blocks.append(Note("\n".join((_MISSING(language), *score.missing))))
    return blocks


def _row(number: int, one: IndicatorFacts, language: Language) -> tuple[Value, ...]:
    evidence = list(one.evidence[:_MOST])
    if len(one.evidence) > _MOST:
        evidence.append(_MORE(language).format(count=len(one.evidence)))
    return (
        number,
        "　" * one.depth + one.name,
        one.sentence,
        one.worth,
        one.own,
        one.review,
        one.value,
        "\n".join(evidence),
        "\n".join(one.reasons),
    )
