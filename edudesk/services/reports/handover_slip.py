"""移交单: the paper with which a package changes hands where the receiver has no EduDesk (decision 21).

What the program knows is printed; whether the package arrived whole is for the receiver to tick and sign.
"""

from dataclasses import dataclass
from datetime import datetime

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

SLIP_TITLE = Label("上报材料移交单", "Hand-over slip")

_GIVER, _TAKER = Label("移交单位", "Handed over by"), Label("接收单位", "Received by")
_COMMUNITY, _TERM = Label("共同体", "Community"), Label("学期", "Term")
_MADE, _EDITION = Label("制作时间", "Made at"), Label("版本", "Edition")
_NAME, _GAPS = Label("上报包", "Package"), Label("缺项（处）", "Gaps")
_CODE, _HASH = Label("核对码", "Check code"), Label("SHA-256", "SHA-256")
_RECEIVING, _POINT = Label("接收时核对", "On receiving"), Label("核对事项", "Point")
_YES, _NO = Label("是", "Yes"), Label("否", "No")
_BOX = "□"
_POINTS = (
    Label("能打开，文件数和目录相符", "It opens, and holds as many files as its contents list"),
    Label("核对码和本单一致", "The check code is the one on this slip"),
    Label("缺项已经说明", "The gaps were explained"),
)
_HOW = Label(
    "核对码用来确认收到的和交出的是同一个包，可以在电话里念。两份，双方各留一份。",
    "The check code shows that what arrived is what was handed over; it can be read out by telephone."
    " Two copies, one for each side.",
)
_SIGNERS = (
    Label("移交人", "Handed over by"),
    Label("接收人", "Received by"),
    Label("（盖章）", "(Seal)"),
    Label("日期", "Date"),
)


@dataclass(frozen=True)
class SlipFacts:
    """One package that leaves; what is not known stays empty and is written by hand."""

    name: str
    receiver: str
    edition: str
    made_at: datetime
    gaps: int | None
    check_code: str
    checksum: str


def handover_slip(facts: SlipFacts, frame: Frame) -> Document:
    """Return the slip: what changes hands, what the receiver looks at, and room for both to sign."""
    language = frame.language
    head = KeyValueTable(
        (
            (Field(_GIVER(language), frame.holder), Field(_TAKER(language), facts.receiver)),
            (Field(_COMMUNITY(language), frame.community), Field(_TERM(language), frame.term)),
            (
                Field(_MADE(language), f"{facts.made_at:%Y-%m-%d %H:%M}"),
                Field(_EDITION(language), facts.edition),
            ),
            (Field(_CODE(language), facts.check_code), Field(_GAPS(language), facts.gaps)),
            (Field(_NAME(language), facts.name),),
            (Field(_HASH(language), facts.checksum),),
        )
    )
    columns = (
        Column(_POINT(language), 6),
        Column(_YES(language), 0.8, "centre"),
        Column(_NO(language), 0.8, "centre"),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple((point(language), _BOX, _BOX) for point in _POINTS)
    blocks: tuple[Block, ...] = (
        head,
        Heading(_RECEIVING(language), 2),
        Table(columns, rows, name=_RECEIVING(language)),
        Note(_HOW(language)),
        SignatureBlock(tuple((signer(language), "") for signer in _SIGNERS)),
    )
    return framed(SLIP_TITLE(language), blocks, frame, subtitle="")
