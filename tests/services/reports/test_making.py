"""Every report can be made from an archive, says what the records say, and nothing else."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.moving import rename
from edudesk.services.reports.making import KINDS, make_report
from edudesk.services.reports.rendering import Rendered
from edudesk.texts import Texts
from tests.services.packages.handing import IDENTITY, LATER, PHONE, TERM, TODAY

SINCE = date(2026, 3, 1)
"""A day after the term."""
COMMUNITY = "明德—石榴湾结对"
OF_RECORD = ("activity-record", "photo-page", "sign-in")
OF_PAIR = ("pair-booklet", "pair-agreement")  # see test_pair_papers


@pytest.fixture
def archive(term_archive: Archive) -> Archive:
    return term_archive


@pytest.fixture
def ids(term_ids: Mapping[str, RecordId]) -> Mapping[str, RecordId]:
    return term_ids


def make(archive: Archive, kind: str, path: Path, record_id: RecordId | None = None) -> Rendered:
    return make_report(
        archive,
        kind,
        TERM,
        path,
        today=TODAY,
        texts=Texts("zh"),
        community_id=COMMUNITY,
        record_id=record_id,
    )


def words(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in OF_PAIR])
def test_every_kind_is_made_can_be_read_and_calls_schools_as_in_its_term(archive, ids, tmp_path, kind):
    partner = next(one.id for one in records.all_of(archive, "school") if one.id != archive.holder_id)
    for school, name in ((archive.holder_id, "明德新名小学"), (partner, "石榴湾新名小学")):
        rename(archive, school, name, SINCE, LATER, today=SINCE, short="新名")
    made = make(archive, kind, tmp_path / "report.pdf", ids["lesson"] if kind in OF_RECORD else None)
    assert made.pages == len(PdfReader(io.BytesIO(made.path.read_bytes())).pages)
    said = words(made.path)
    assert said.strip()
    assert PHONE not in said
    assert IDENTITY not in said
    assert "新名" not in said
    assert "明德实验小学" in said


def test_the_record_sheet_says_who_took_part_on_which_side(archive, ids, tmp_path):
    said = words(make(archive, "活动记录表", tmp_path / "record.pdf", ids["lesson"]).path)
    for wanted in (
        "送教：古诗两首",
        "石榴湾镇中心小学",
        "班主任10人",
        "2.5课时",
        "两位老师同上一课",
        "补录",
    ):
        assert wanted in said, wanted


def test_the_ledger_has_what_was_held_in_the_term(archive, ids, tmp_path):
    made = make(archive, "ledger", tmp_path / "ledger.xlsx")
    sheets = openpyxl.load_workbook(made.path).worksheets
    cells = [
        str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
    ]
    assert "送教：古诗两首" in cells
    assert not [cell for cell in cells if "春季" in cell or "误录" in cell or "未登记" in cell]


def test_the_summary_shows_figures_and_does_not_invent_words(archive, ids, tmp_path):
    said = words(make(archive, "term-summary", tmp_path / "summary.pdf").path)
    assert "尚未撰写" in said
    with change(archive, "summary.create", LATER) as writing:
        section = {"heading": "主要做法", "body": "每月一次送教。"}
        words_of_ours = {"title": "第一学期总结", "level": "term", "term": TERM, "sections": (section,)}
        writing.create("summary", words_of_ours | {"community_id": ids["community"]})
    assert "每月一次送教。" in words(make(archive, "总结", tmp_path / "again.pdf").path)


def test_a_name_that_is_none_lists_all(archive, ids, tmp_path):
    with pytest.raises(UserError) as refused:
        make(archive, "certificate", tmp_path / "report.pdf")
    assert refused.value.code == "report.kind"
    said = Texts("zh").present(refused.value)
    assert all(code in said and kind.name.zh in said for code, kind in KINDS.items())
    assert not (tmp_path / "report.pdf").exists()


def test_a_report_about_one_activity_asks_for_it(archive, ids, tmp_path):
    with pytest.raises(UserError) as refused:
        make(archive, "sign-in", tmp_path / "report.pdf")
    assert ids["lesson"] in Texts("en").present(refused.value)
    with pytest.raises(UserError) as nothing:
        make(archive, "photo-page", tmp_path / "report.pdf", ids["talk"])
    assert nothing.value.code == "report.nothing"
