"""The ledger of a term (工作台账) with its totals, and the kinds by month (``forms.md`` section 14)."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from edudesk.services.reports.columns import NUMBER_HEAD, Heads, columns
from edudesk.services.reports.document import Block, Document, Heading, Note, Table, Value
from edudesk.services.reports.facts import Frame, LedgerRow, UnitFacts
from edudesk.services.reports.frames import framed, signatures
from edudesk.services.reports.wording import days, each_amount, listed
from edudesk.texts import Label, Language

LEDGER_TITLE = Label("结对帮扶工作台账", "Ledger of activities")
_TOTAL = Label("合计", "Total")
_LATE = Label("补录", "entered late")
_BY_MONTH = Label("按类型与月份统计（次）", "Kinds by month (times)")
_TWICE = Label(
    "一次活动有多个类型时，在每个类型下各计一次；合计按活动次数。",
    "An activity of several kinds stands under each; the total counts activities.",
)
_NO_KIND = Label("（未分类）", "(no kind)")

_LEDGER: Heads = (
    NUMBER_HEAD,
    (Label("日期", "Date"), 1.45, "c"),
    (Label("活动类型", "Kind"), 1.2, "l"),
    (Label("主题", "Topic"), 2.7, "l"),
    (Label("帮扶校→受援校", "From → to"), 2.2, "l"),
    (Label("承担人", "By"), 1.5, "l"),
    (Label("学科", "Subject"), 0.9, "l"),
    (Label("课时/次数", "Units"), 1.1, "l"),
    (Label("参加人次", "Attendance"), 0.8, "n"),
    (Label("受益学生", "Pupils"), 0.8, "n"),
    (Label("材料", "Evidence"), 1.2, "l"),
    (Label("对应指标", "Counts for"), 1.7, "l"),
    (Label("编号", "Number"), 1.4, "c"),
    (Label("备注", "Note"), 0.9, "l"),
)


def ledger(rows: Sequence[LedgerRow], frame: Frame) -> Document:
    """Return the ledger of a term with its totals, and the kinds by month."""
    language = frame.language
    body = tuple(_ledger_row(number, row, language) for number, row in enumerate(rows, 1))
    table = Table(
        columns(_LEDGER, language), body, (_ledger_total(rows, language),), name=LEDGER_TITLE(language)
    )
    blocks: tuple[Block, ...] = (table,)
    if any(row.starts_on for row in rows):
        blocks += (Heading(_BY_MONTH(language), 2), _months(rows, language), Note(_TWICE(language)))
    return framed(LEDGER_TITLE(language), (*blocks, signatures(language)), frame)


def _ledger_row(number: int, row: LedgerRow, language: Language) -> tuple[Value, ...]:
    single = row.starts_on if row.ends_on in {None, row.starts_on} else None
    return (
        number,
        single or days(row.starts_on, row.ends_on, language, compact=True),
        listed(row.kinds, language),
        row.topic,
        _direction(row, language),
        listed(row.people, language),
        listed(row.subjects, language),
        "\n".join(each_amount(row.units, language)),
        row.attendance,
        row.pupils,
        "\n".join(row.evidence),
        "\n".join(row.rules),
        row.number,
        listed((_LATE(language) if row.late else "", row.note), language),
    )


def _direction(row: LedgerRow, language: Language) -> str:
    return "→".join(filter(None, (listed(row.helpers, language), listed(row.helped, language))))


def _ledger_total(rows: Sequence[LedgerRow], language: Language) -> tuple[Value, ...]:
    by_unit: dict[str, Decimal] = {}
    for unit in (unit for row in rows for unit in row.units):
        by_unit[unit.unit] = by_unit.get(unit.unit, Decimal(0)) + unit.amount
    sums = "\n".join(each_amount((UnitFacts(amount, unit) for unit, amount in by_unit.items()), language))
    attendance = sum(row.attendance or 0 for row in rows)
    pupils = sum(row.pupils or 0 for row in rows)
    count = f"{len(rows)}次" if language == "zh" else str(len(rows))
    return ("", _TOTAL(language), "", count, "", "", "", sums, attendance, pupils)


def _months(rows: Sequence[LedgerRow], language: Language) -> Table:
    dated = [(row, row.starts_on) for row in rows if row.starts_on]
    months = sorted({(day.year, day.month) for _, day in dated})
    counts = Counter(
        (kind, (day.year, day.month)) for row, day in dated for kind in row.kinds or (_NO_KIND(language),)
    )
    kinds = tuple(dict.fromkeys(kind for kind, _ in counts))
    names = [Label(f"{month}月", f"{year}-{month:02}") for year, month in months]
    heads = ((Label("活动类型", "Kind"), 2.0, "l"), *((name, 1.0, "n") for name in names), (_TOTAL, 1.0, "n"))
    body: tuple[tuple[Value, ...], ...] = tuple(
        (
            kind,
            *(counts[kind, month] or None for month in months),
            sum(counts[kind, month] for month in months),
        )
        for kind in kinds
    )
    held = Counter((day.year, day.month) for _, day in dated)
    total: tuple[Value, ...] = (_TOTAL(language), *(held[month] for month in months), len(dated))
    return Table(columns(heads, language), body, (total,), name=_BY_MONTH(language))
