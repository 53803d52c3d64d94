"""The papers of filed volumes: 归档文件目录, 卷内目录, 备考表, 案卷封面与脊背.

The catalogue after DA/T 22-2015 (landscape); the papers of a volume after GB/T 9705-2008, whose cells are
general knowledge where ``standards.md`` says so. What a person has to say or sign stays empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from edudesk.services.reports.columns import NUMBER_HEAD, Heads, columns
from edudesk.services.reports.document import (
    Block,
    Column,
    Document,
    Field,
    Heading,
    KeyValueTable,
    Note,
    PageBreak,
    Table,
    Value,
)
from edudesk.services.reports.facts import Frame
from edudesk.services.reports.frames import framed
from edudesk.services.reports.wording import days
from edudesk.texts import Label

FILE_CATALOGUE = Label("归档文件目录", "Catalogue of filed documents")
VOLUME_CONTENTS = Label("卷内文件目录", "Contents of the volume")
VOLUME_NOTES = Label("备考表", "Notes on the volume")
VOLUME_COVER = Label("案卷封面与脊背", "Cover and spine of the volume")


@dataclass(frozen=True)
class FiledPaper:
    """One filed document; ``pages`` is None where nobody counted them."""

    title: str
    archive_number: str
    number: str = ""
    author: str = ""
    dated: date | None = None
    pages: int | None = None


@dataclass(frozen=True)
class VolumePapers:
    """A volume as its papers see it; ``missing`` are numbers that lie between and that nobody has."""

    name: str
    category: str
    year: str
    retention: str
    fonds: str
    part: str
    papers: tuple[FiledPaper, ...]
    missing: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """The pages that were counted."""
        return sum(one.pages or 0 for one in self.papers)

    @property
    def uncounted(self) -> int:
        """How many documents nobody counted the pages of."""
        return sum(one.pages is None for one in self.papers)

    @property
    def numbers(self) -> str:
        """The first and the last archive number."""
        ends = (self.papers[0].archive_number, self.papers[-1].archive_number) if self.papers else ()
        return " — ".join(dict.fromkeys(ends))

    @property
    def dates(self) -> tuple[date | None, date | None]:
        """The first and the last day of the documents."""
        dated = sorted(one.dated for one in self.papers if one.dated)
        return (dated[0], dated[-1]) if dated else (None, None)


_CATALOGUE: Heads = (
    NUMBER_HEAD,
    (Label("档号", "Archive number"), 2.9, "l"),
    (Label("文号", "Number"), 1.3, "l"),
    (Label("责任者", "Author"), 1.6, "l"),
    (Label("题名", "Title"), 3.5, "l"),
    (Label("日期", "Date"), 1.25, "c"),
    (Label("密级", "Secrecy"), 0.6, "c"),
    (Label("页数", "Pages"), 0.6, "n"),
    (Label("备注", "Note"), 0.9, "l"),
)
_CONTENTS: Heads = (
    (Label("顺序号", "No."), 0.95, "n"),
    (Label("文号", "Number"), 1.3, "l"),
    (Label("责任者", "Author"), 1.6, "l"),
    (Label("题名", "Title"), 3.6, "l"),
    (Label("日期", "Date"), 1.45, "c"),
    (Label("页号", "Page"), 0.8, "c"),
    (Label("备注", "Note"), 0.8, "l"),
)
_COUNT = Label("共 {count} 件。", "{count} items.")
_CONTAINS = Label("本卷共 {count} 件，已登记 {pages} 页。", "{count} items, {pages} pages entered.")
_UNCOUNTED = Label("其中 {count} 件没有登记页数。", "The pages of {count} are not entered.")
_MISSING = Label("缺号：{numbers}。", "Numbers missing: {numbers}.")
_NOTE_LINES, _COVER_LINES = 12, 3
_SPINES = ((20, "20 mm"), (30, "30 mm"), (40, "40 mm"))
_SPINE_REST = 80
_SPINE_LINES = 5.0
_CUT = Label(
    "按盒脊厚度剪下一条，贴在盒脊上。", "Cut out the strip of the box's width and glue it to its spine."
)


def file_catalogue(volumes: Sequence[VolumePapers], frame: Frame) -> Document:
    """Return the catalogue of filed documents, volume by volume, each numbered from 1."""
    language = frame.language
    blocks: list[Block] = []
    for volume in volumes:
        rows = tuple(_catalogued(place, one) for place, one in enumerate(volume.papers, 1))
        if len(volumes) > 1:
            blocks.append(Heading(volume.name, 2))
        blocks.append(Table(columns(_CATALOGUE, language), rows, name=volume.name))
    count = sum(len(one.papers) for one in volumes)
    blocks.append(Note(_COUNT(language).format(count=count)))
    subtitle = volumes[0].name if len(volumes) == 1 else ""
    return framed(FILE_CATALOGUE(language), tuple(blocks), frame, subtitle=subtitle)


def _catalogued(place: int, paper: FiledPaper) -> tuple[Value, ...]:
    day = f"{paper.dated:%Y%m%d}" if paper.dated else ""
    return (
        *(place, paper.archive_number, paper.number, paper.author),
        *(_titled(paper), day, "", paper.pages, ""),
    )


def _titled(paper: FiledPaper) -> str:
    return paper.title or "［］"


def volume_contents(volume: VolumePapers, frame: Frame) -> Document:
    """Return the contents of one volume with the page that each document begins on.

    Where the pages of one were not counted, nobody knows on which page the next begins.
    """
    language = frame.language
    rows: list[tuple[Value, ...]] = []
    page: int | None = 1
    for place, one in enumerate(volume.papers, 1):
        day = f"{one.dated:%Y%m%d}" if one.dated else ""
        rows.append((place, one.number, one.author, _titled(one), day, _pages(page, one.pages), ""))
        page = None if page is None or one.pages is None else page + one.pages
    table = Table(columns(_CONTENTS, language), tuple(rows), name=VOLUME_CONTENTS(language))
    words = _COUNT(language).format(count=len(volume.papers))
    blocks = (table, Note(words))
    return framed(VOLUME_CONTENTS(language), blocks, frame, subtitle=volume.name)


def _pages(first: int | None, count: int | None) -> str:
    if first is None:
        return ""
    return f"{first}—{first + count - 1}" if count and count > 1 else str(first)


def volume_notes(volume: VolumePapers, frame: Frame) -> Document:
    """Return the notes at the end of a volume: what can be counted, and room for the rest and for names."""
    language = frame.language
    said = [_CONTAINS(language).format(count=len(volume.papers), pages=volume.pages)]
    if volume.uncounted:
        said.append(_UNCOUNTED(language).format(count=volume.uncounted))
    if volume.missing:
        said.append(_MISSING(language).format(numbers="、".join(volume.missing)))
    words = {
        "numbers": Label("档号", "Numbers"),
        "about": Label("本卷情况说明", "About the volume"),
        "by": Label("立卷人", "Filed by"),
        "on": Label("立卷时间", "Filed on"),
        "checked": Label("检查人", "Checked by"),
        "checked-on": Label("检查时间", "Checked on"),
    }
    label = {code: one(language) for code, one in words.items()}
    form = KeyValueTable(
        (
            (Field(label["numbers"], volume.numbers, span=2),),
            (Field(label["about"], "\n".join(said), span=2, lines=_NOTE_LINES),),
            (Field(label["by"], lines=2), Field(label["on"], lines=2)),
            (Field(label["checked"], lines=2), Field(label["checked-on"], lines=2)),
        )
    )
    return framed(VOLUME_NOTES(language), (form,), frame, subtitle=volume.name)


def volume_cover(volume: VolumePapers, frame: Frame) -> Document:
    """Return the cover of a volume and, on a page of its own, spines to cut out."""
    language = frame.language
    first, last = volume.dates
    count = Label("{count} 件，{pages} 页", "{count} items, {pages} pages")(language)
    open_pages = Label("{count} 件", "{count} items")(language)
    amount = (open_pages if volume.uncounted else count).format(count=len(volume.papers), pages=volume.pages)
    said = (
        (Label("全宗名称", "Fonds"), frame.holder),
        (Label("类目名称", "Class"), volume.category),
        (Label("案卷题名", "Title"), volume.name),
        (Label("时间", "Dates"), days(first, last, language)),
        (Label("保管期限", "Retention"), volume.retention),
        (Label("件、页数", "Extent"), amount),
        (Label("归档号", "Filing number"), ""),
        (Label("档号", "Numbers"), volume.numbers),
    )
    rows = tuple((Field(label(language), value, span=0, lines=_COVER_LINES),) for label, value in said)
    blocks: tuple[Block, ...] = (KeyValueTable(rows, columns=1), PageBreak(), *_spines(volume, frame))
    return framed(Label("案卷", "Volume")(language), blocks, frame, subtitle=volume.name)


def _spines(volume: VolumePapers, frame: Frame) -> tuple[Block, ...]:
    language = frame.language
    widths = tuple(Column(words, weight, "centre") for weight, words in _SPINES)
    upright = "\n".join(volume.category) if language == "zh" else volume.category
    cells = (
        f"{Label('全宗号', 'Fonds')(language)}\n{volume.fonds or '　'}",
        f"{Label('年度', 'Year')(language)}\n{volume.year}",
        f"{Label('保管期限', 'Kept')(language)}\n{volume.retention}",
        upright,
        f"{Label('起止件号', 'Items')(language)}\n{_items(volume)}",
        f"{Label('盒号', 'Box')(language)}\n{volume.part or '　'}",
    )
    rows = tuple((one, one, one, "") for one in cells)
    table = Table(
        (*widths, Column("", _SPINE_REST)),
        rows,
        row_lines=_SPINE_LINES,
        name=Label("脊背", "Spine")(language),
    )
    return (Heading(Label("脊背", "Spine")(language), 2), table, Note(_CUT(language)))


def _items(volume: VolumePapers) -> str:
    """Return the ends of the first and last number, which are its items where a pattern made them."""
    ends = [one.archive_number.rpartition("-")[2] for one in (volume.papers[:1] + volume.papers[-1:])]
    return "—".join(dict.fromkeys(ends))
