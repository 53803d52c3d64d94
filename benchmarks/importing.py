"""Taking in a workbook of 10,000 rows, against reading its cells."""

import random
from datetime import date
from functools import partial
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from benchmarks.material import activities, name
from benchmarks.measuring import NOW, Bench, Section, Timing, by_turns, slower, timed
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.founding import found_archive
from edudesk.services.importing.applying import apply
from edudesk.services.importing.dryrun import preview
from edudesk.services.importing.tables import read_tables

ROWS, ROUNDS = 10_000, 3
TODAY = date(2026, 9, 1)
OURS, PARTNER = "明德实验小学", "青溪镇中心小学"
HEADINGS = (
    "主题", "日期", "活动类型", "学科", "形式", "地点", "年级（班级）", "实到人数", "记录人", "活动过程",
    "成效", "帮扶方学校", "受援方学校", "帮扶方人员", "数量（次）", "数量（课时）",
)  # fmt: skip


def measure(bench: Bench) -> Section:
    """Read the workbook, run it dry, write it, and offer it again."""
    place = bench.place("import")
    rows = bench.sized(ROWS)
    book = place / "ledger.xlsx"
    _write_workbook(book, rows)
    with found_archive(place / "archive", {"name": OURS, "kind": "primary"}, NOW) as archive:
        offer = partial(preview, archive, book, TODAY)
        cells, tables, dry = by_turns(
            partial(_read_cells, book), partial(read_tables, book), offer, rounds=ROUNDS
        )
        shown = offer()
        if shown.with_problems() or len(shown.lines) < rows:
            raise AssertionError(shown.with_problems()[:3], len(shown.lines))
        written = timed(lambda: apply(archive, shown, NOW, historical=True))
        again = timed(offer)
    whole = Timing((dry.median + written,))
    return Section(
        f"Import of a workbook of {rows:,} activities",
        f"One sheet of {len(HEADINGS)} columns. The peer is python-calamine reading every cell in this"
        " process. Reading as the import does it adds the checks of a foreign file and a process of its own;"
        " the dry run compares every row with the archive and finds every problem; writing makes revisions,"
        f" tables and journal. {ROUNDS} rounds by turns after one that is not counted; writing and the second"
        " offer happen once.",
        (
            slower("read as the import does", tables, cells, "s"),
            slower("dry run, reading included", dry, cells, "s"),
            slower("dry run and writing", whole, cells, "s"),
            slower("the same workbook offered again", Timing((again,)), cells, "s"),
        ),
    )


def _read_cells(book: Path) -> None:
    with CalamineWorkbook.from_path(book) as workbook:
        for sheet in workbook.sheet_names:
            workbook.get_sheet_by_name(sheet).to_python()


def _write_workbook(path: Path, rows: int) -> None:
    chance = random.Random(3)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("活动记录")
    sheet.append(HEADINGS)

    def words(vocabulary: str, code: str) -> str:
        return VOCABULARIES[vocabulary].label(code).zh

    for content in activities(rows):
        sheet.append(
            (
                content["topic"],
                content["starts_on"],
                words("activity-kind", content["kinds"][0]),
                words("subject", content["subjects"][0]),
                words("form", content["form"]),
                content["place"],
                content["grade"],
                content["actual"],
                content["recorder"],
                content["process"],
                content["result"],
                OURS,
                PARTNER,
                f"{name(chance)}（执教）、{name(chance)}",
                *(unit["amount"] for unit in content["units"]),
            )
        )
    book.save(path)
