"""Registers: what was given (捐赠登记表; ``forms.md`` section 12), what came of the work (成果一览表)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from edudesk.services.reports.columns import NUMBER_HEAD, Heads, columns
from edudesk.services.reports.document import Document, Note, Table, Value
from edudesk.services.reports.facts import Frame
from edudesk.services.reports.frames import framed, signatures
from edudesk.texts import Label

DONATIONS_TITLE = Label("捐赠登记表", "Register of donations")
ACHIEVEMENTS_TITLE = Label("成果一览表", "List of achievements")
_TOTAL = Label("合计", "Total")
_NO_ROWS = Label("（本学期没有登记。）", "(Nothing was entered this term.)")
_GIVEN = Label("共 {count} 次捐赠。", "{count} donations.")
_FREE = Label(
    "“入固定资产”“使用去向”两栏留给接收单位填写。",
    "“Asset” and “Went to” are left for the receiving school to fill in.",
)
_CAME = Label("共 {count} 项。", "{count} items.")

_DONATIONS: Heads = (
    NUMBER_HEAD,
    (Label("日期", "Date"), 1.35, "d"),
    (Label("捐赠方", "Given by"), 1.7, "l"),
    (Label("受赠方", "Given to"), 1.7, "l"),
    (Label("物品（规格）", "Item"), 2.2, "l"),
    (Label("数量", "Quantity"), 0.9, "c"),
    (Label("单价（元）", "Unit price"), 1.0, "m"),
    (Label("金额（元）", "Yuan"), 1.1, "m"),
    (Label("用途", "Purpose"), 2.0, "l"),
    (Label("接收人", "Received by"), 0.95, "c"),
    (Label("经手人", "Handled by"), 0.95, "c"),
    (Label("收据号", "Receipt"), 1.1, "l"),
    (Label("入固定资产", "Asset"), 0.8, "c"),
    (Label("使用去向", "Went to"), 1.2, "l"),
    (Label("材料", "Files"), 0.6, "n"),
)
_ACHIEVEMENTS: Heads = (
    NUMBER_HEAD,
    (Label("日期", "Date"), 1.1, "d"),
    (Label("成果名称", "Title"), 4.0, "l"),
    (Label("类别", "Kind"), 1.0, "c"),
    (Label("级别", "Level"), 0.9, "c"),
    (Label("颁发单位", "Issued by"), 2.0, "l"),
    (Label("人员", "People"), 2.0, "l"),
    (Label("学校", "School"), 2.0, "l"),
    (Label("材料", "Files"), 0.6, "n"),
)


@dataclass(frozen=True)
class GivenItem:
    """One line of a donation; ``value`` is what it is worth, None where nobody said."""

    name: str
    quantity: str = ""
    unit_price: Decimal | None = None
    value: Decimal | None = None


@dataclass(frozen=True)
class DonationFacts:
    """One donation with its lines."""

    dated: date | None
    giver: str
    taker: str
    purpose: str
    receiver: str = ""
    handler: str = ""
    receipt: str = ""
    items: tuple[GivenItem, ...] = ()
    files: int = 0


@dataclass(frozen=True)
class AchievementFacts:
    """One paper, award, project or honour."""

    title: str
    dated: date | None = None
    kind: str = ""
    level: str = ""
    issuer: str = ""
    people: tuple[str, ...] = ()
    school: str = ""
    files: int = 0


def donation_register(given: Sequence[DonationFacts], frame: Frame) -> Document:
    """Return the donations line by line with their sum; the receiver's own columns stay free."""
    language = frame.language
    rows = tuple(row for number, one in enumerate(given, 1) for row in _donation(number, one))
    worth = [item.value for one in given for item in one.items if item.value is not None]
    total: tuple[Value, ...] = ("", _TOTAL(language), *[""] * 5, sum(worth, Decimal(0)) if worth else None)
    table = Table(columns(_DONATIONS, language), rows, (total,), name=DONATIONS_TITLE(language))
    counted = _GIVEN(language).format(count=len(given)) if given else _NO_ROWS(language)
    blocks = (table, Note(counted + _FREE(language)), signatures(language))
    return framed(DONATIONS_TITLE(language), blocks, frame)


def _donation(number: int, one: DonationFacts) -> list[tuple[Value, ...]]:
    """Return a row for each line; what is of the donation as a whole stands in its first."""
    rows: list[tuple[Value, ...]] = []
    for place, item in enumerate(one.items or (GivenItem(""),)):
        goods = (item.name, item.quantity, item.unit_price, item.value)
        if place:
            rows.append(("", None, "", "", *goods))
            continue
        rows.append(
            (
                *(number, one.dated, one.giver, one.taker, *goods),
                *(one.purpose, one.receiver, one.handler, one.receipt, "", "", one.files or None),
            )
        )
    return rows


def achievement_list(found: Sequence[AchievementFacts], frame: Frame) -> Document:
    """Return what came of the work, in the order of its days; nothing is added up for anybody."""
    language = frame.language
    rows = tuple(
        (
            *(number, one.dated, one.title, one.kind, one.level, one.issuer),
            *("、".join(one.people), one.school, one.files or None),
        )
        for number, one in enumerate(found, 1)
    )
    table = Table(columns(_ACHIEVEMENTS, language), rows, name=ACHIEVEMENTS_TITLE(language))
    words = _CAME(language).format(count=len(found)) if found else _NO_ROWS(language)
    return framed(ACHIEVEMENTS_TITLE(language), (table, Note(words), signatures(language)), frame)
