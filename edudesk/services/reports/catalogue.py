"""The catalogue of what is handed over (目录), folder by folder."""

from collections.abc import Sequence

from edudesk.services.reports.columns import NUMBER_HEAD, Heads, columns
from edudesk.services.reports.document import Block, Document, Heading, Note, Table, Value
from edudesk.services.reports.facts import CatalogueGroup, CatalogueRow, Frame
from edudesk.services.reports.frames import framed
from edudesk.texts import Label

CATALOGUE_TITLE = Label("材料目录", "Catalogue")

_CATALOGUE: Heads = (
    NUMBER_HEAD,
    (Label("编号", "Number"), 1.2, "c"),
    (Label("题名", "Title"), 3.6, "l"),
    (Label("责任者", "Author"), 1.6, "l"),
    (Label("日期", "Date"), 1.1, "d"),
    (Label("页数", "Pages"), 0.6, "n"),
    (Label("所在位置", "Place"), 3.0, "l"),
    (Label("备注", "Note"), 1.0, "l"),
)


def catalogue(groups: Sequence[CatalogueGroup], frame: Frame) -> Document:
    """Return the catalogue of papers, folder by folder, numbered through."""
    language = frame.language
    blocks: list[Block] = []
    number = 0
    for group in groups:
        rows = tuple(_catalogue_row(number + place, row) for place, row in enumerate(group.rows, 1))
        number += len(rows)
        if group.name:
            blocks.append(Heading(group.name, 2))
        blocks.append(
            Table(columns(_CATALOGUE, language), rows, name=group.name or CATALOGUE_TITLE(language))
        )
    words = Label("共 {count} 件。", "{count} items.")
    blocks.append(Note(words(language).format(count=number)))
    return framed(CATALOGUE_TITLE(language), tuple(blocks), frame)


def _catalogue_row(number: int, row: CatalogueRow) -> tuple[Value, ...]:
    return (number, row.number, row.title, row.author, row.dated, row.pages, row.place, row.note)
