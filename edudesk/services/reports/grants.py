"""The summary of recognitions and allowances (认定情况汇总), fit to lie with a certificate."""

from decimal import Decimal

from edudesk.services.reports.document import Block, Column, Document, Heading, Note, Table, Value
from edudesk.services.reports.facts import Frame, GainFacts, GainRow, GrantFacts, PaidFacts, PaidRow
from edudesk.services.reports.frames import framed, signatures
from edudesk.services.reports.wording import day
from edudesk.texts import Label, Language

GRANTS_TITLE = Label("认定情况汇总", "Recognition and allowances")

_GAIN_HEADS = (
    (Label("序号", "No."), 0.5),
    (Label("姓名", "Name"), 1.0),
    (Label("所在学校", "School"), 1.8),
    (Label("结果", "Result"), 0.9),
    (Label("完成情况", "Figures"), 1.7),
    (Label("依据的记录", "Records behind it"), 5.0),
    (Label("还缺", "Still missing"), 2.2),
)
_PAID_HEADS = (
    (Label("序号", "No."), 0.5),
    (Label("姓名（单位）", "Name"), 1.4),
    (Label("所在学校", "School"), 1.8),
    (Label("计算方法", "How it is reckoned"), 3.2),
    (Label("金额（元）", "Yuan"), 1.0),
    (Label("到期共（元）", "By the end, yuan"), 1.1),
    (Label("依据的记录", "Records behind it"), 4.2),
)
_GAIN_CENTRED, _PAID_CENTRED = {0, 3}, {0}
_SUMS = {4, 5}
_REACHED = Label("已达到", "reached")
_UNDER_WAY = Label("进行中", "under way")
_PAPERS_LACKING = Label("缺材料", "papers missing")
_TITLE = Label("{name}（{gives}）", "{name} ({gives})")
_AS_OF = Label("依据方案“{scheme}”，截至{day}。", "By the scheme “{scheme}”, as of {day}.")
_UNDATED = Label("依据方案“{scheme}”。", "By the scheme “{scheme}”.")
_PERIOD = Label("统计时段：{period}", "Period: {period}")
_CAUTION = Label(
    "本表由已登记的记录按方案条文计算形成，供学校核对和出具证明时参考；以主管部门的认定为准。",
    "Reckoned from the records by the scheme, for the school to check; the bureau's own decision holds.",
)
_NOBODY = Label("目前没有涉及的人员。", "Nobody comes into question yet.")
_NOTHING = Label("方案中没有认定和补贴的规定。", "The scheme has no rules on recognition or allowances.")
_FREED = Label("经批准的例外", "Exceptions that were approved")
_TOTAL = Label("合计", "Total")
_MOST_RECORDS = 30
_MORE = Label("……等共 {count} 条", "… {count} in all")


def grants(facts: GrantFacts, frame: Frame) -> Document:
    """Return the summary: each recognition person by person, each allowance with its formula."""
    language = frame.language
    blocks: list[Block] = [Note(_source(facts, language))]
    if not facts.gains and not facts.paid:
        blocks.append(Note(_NOTHING(language)))
    for gain in facts.gains:
        blocks += _gain(gain, language)
    for paid in facts.paid:
        blocks += _paid(paid, language)
    if facts.freed:
        blocks += [Heading(_FREED(language)), *(Note(one) for one in facts.freed)]
    blocks += [Note(_CAUTION(language)), signatures(language)]
    return framed(GRANTS_TITLE(language), tuple(blocks), frame)


def _source(facts: GrantFacts, language: Language) -> str:
    said = _AS_OF if facts.as_of else _UNDATED
    return said(language).format(scheme=facts.scheme, day=day(facts.as_of, language) if facts.as_of else "")


def _head(title: str, sentence: str, period: str, language: Language) -> list[Block]:
    notes = (sentence, _PERIOD(language).format(period=period) if period else "")
    return [Heading(title), *(Note(one) for one in notes if one)]


def _columns(
    heads: tuple[tuple[Label, float], ...], centred: set[int], language: Language
) -> tuple[Column, ...]:
    return tuple(
        Column(label(language), weight, "centre" if place in centred else "left")
        for place, (label, weight) in enumerate(heads)
    )


# -- recognition


def _gain(gain: GainFacts, language: Language) -> list[Block]:
    title = _TITLE(language).format(name=gain.name, gives=gain.gives)
    head = _head(title, gain.sentence, gain.period, language)
    if not gain.rows:
        return [*head, Note(_NOBODY(language))]
    columns = _columns(_GAIN_HEADS, _GAIN_CENTRED, language)
    rows = tuple(_gain_row(number, row, language) for number, row in enumerate(gain.rows, 1))
    return [*head, Table(columns, rows, name=gain.name)]


def _gain_row(number: int, row: GainRow, language: Language) -> tuple[Value, ...]:
    missing = [*row.missing, *([row.note] if row.note else [])]
    return (
        number,
        row.name,
        row.school,
        _result(row)(language),
        row.figure,
        _records(row.records, language),
        "\n".join(missing),
    )


def _result(row: GainRow) -> Label:
    if not row.reached:
        return _UNDER_WAY
    return _PAPERS_LACKING if row.missing else _REACHED


def _records(records: tuple[str, ...], language: Language) -> str:
    shown = list(records[:_MOST_RECORDS])
    if len(records) > _MOST_RECORDS:
        shown.append(_MORE(language).format(count=len(records)))
    return "\n".join(shown)


# -- allowances


def _paid(paid: PaidFacts, language: Language) -> list[Block]:
    head = _head(paid.name, paid.sentence, paid.period, language)
    if not paid.rows:
        return [*head, Note(_NOBODY(language))]
    columns = tuple(
        Column(
            label(language),
            weight,
            "right" if place in _SUMS else "centre" if place == 0 else "left",
            "number" if place in _SUMS else "text",
        )
        for place, (label, weight) in enumerate(_PAID_HEADS)
    )
    rows = tuple(_paid_row(number, row, language) for number, row in enumerate(paid.rows, 1))
    money = sum((row.money for row in paid.rows), Decimal(0))
    planned = sum((row.planned for row in paid.rows), Decimal(0))
    totals = (("", _TOTAL(language), "", "", money, planned, ""),)
    return [*head, Table(columns, rows, totals, name=paid.name)]


def _paid_row(number: int, row: PaidRow, language: Language) -> tuple[Value, ...]:
    said = "\n".join(filter(None, (row.formula, row.note)))
    records = _records(row.records, language)
    return (number, row.name, row.school, said, row.money, row.planned, records)
