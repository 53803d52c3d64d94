"""移交清单: what an archive holds, what is open, and room for the signatures of both."""

from dataclasses import dataclass

from edudesk.services.reports.document import (
    Block,
    Column,
    Document,
    Field,
    Heading,
    KeyValueTable,
    Note,
    SignatureBlock,
    Table,
    Value,
)
from edudesk.services.reports.facts import Frame
from edudesk.services.reports.frames import framed
from edudesk.texts import Label

TAKEOVER_TITLE = Label("结对帮扶档案移交清单", "Handover sheet of the archive")

_GIVER, _TAKER = Label("移交人", "Handed over by"), Label("接收人", "Taken over by")
_WITNESS, _DATE = Label("监交人", "Witness"), Label("日期", "Date")
_SCHOOL, _FILES = Label("学校", "School"), Label("材料文件（份）", "Files")
_FOLDER, _DAY = Label("档案位置", "Where it lies"), Label("移交日期", "Handed over on")
_HELD, _OPEN = Label("档案里有什么", "What the archive holds"), Label("交接时的情况", "How it stands")
_TYPE, _SUM = Label("类别", "Type"), Label("合计", "Total")
_ITEM, _STATE = Label("事项", "Point"), Label("情况", "State")
_TO_DO, _FINE = Label("待办", "Open"), Label("好了", "Fine")
_BY_YEAR = Label(
    "按录入的学年（8 月起）统计，不含回收站。", "By the school year of entry, without the recycle bin."
)


@dataclass(frozen=True)
class HeldFacts:
    """How many records of a type were entered, year by year."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class TakeoverFacts:
    """What the sheet is told; ``points`` are words with whether something is open."""

    giver: str
    taker: str
    folder: str
    files: int
    years: tuple[str, ...]
    held: tuple[HeldFacts, ...]
    points: tuple[tuple[str, bool], ...]


def takeover_sheet(facts: TakeoverFacts, frame: Frame) -> Document:
    """Return the sheet; names of signatures stay to be written by hand."""
    language = frame.language
    head = KeyValueTable(
        (
            (Field(_SCHOOL(language), frame.holder), Field(_DAY(language), frame.made_on)),
            (Field(_GIVER(language), facts.giver), Field(_TAKER(language), facts.taker)),
            (Field(_FILES(language), facts.files), Field(_FOLDER(language), facts.folder)),
        )
    )
    columns = (
        Column(_TYPE(language), 2.4),
        *(Column(year, 1.1, "centre", "number") for year in facts.years),
        Column(_SUM(language), 0.9, "centre", "number"),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (one.name, *one.counts, sum(one.counts)) for one in facts.held
    )
    points = (Column(_ITEM(language), 4.6), Column(_STATE(language), 0.9, "centre"))
    stands: tuple[tuple[Value, ...], ...] = tuple(
        (words, (_TO_DO if is_open else _FINE)(language)) for words, is_open in facts.points
    )
    blocks: tuple[Block, ...] = (
        head,
        Heading(_HELD(language), 2),
        Table(columns, rows, name=_HELD(language)),
        Note(_BY_YEAR(language)),
        Heading(_OPEN(language), 2),
        Table(points, stands, name=_OPEN(language)),
        SignatureBlock(
            (
                (_GIVER(language), ""),
                (_TAKER(language), ""),
                (_WITNESS(language), ""),
                (_DATE(language), ""),
            )
        ),
    )
    return framed(TAKEOVER_TITLE(language), blocks, frame, subtitle="")
