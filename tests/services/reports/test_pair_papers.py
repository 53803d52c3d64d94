"""The booklet and the agreement of a pair say what its records say; what nobody wrote stays free."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.reports.making import make_report
from edudesk.texts import Texts

NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)


@pytest.fixture
def pair(archive: Archive) -> str:
    """Write a pair of one mentor and two apprentices with sessions in two terms; return its id."""
    with change(archive, "archive.set-up", NOW) as writing:
        members = ({"school_id": archive.holder_id, "role": "lead"},)
        community = writing.create("community", {"name": "明德共同体", "members": members})
        facts = (
            {"fact": "school", "school_id": archive.holder_id},
            {"fact": "title", "value": "senior"},
            {"fact": "subject", "value": "chinese"},
        )
        mentor = writing.create("person", {"name": "方若兰", "facts": facts, "phone": "13800001111"})
        people = (
            {"part": "mentor", "person_id": mentor},
            {"part": "apprentice", "name": "莫春燕"},
            {"part": "apprentice", "name": "韦志航"},
        )
        content: dict[str, Any] = {
            "name": "方若兰—莫春燕",
            "community_id": community,
            "kind": "teaching",
            "subject": "chinese",
            "starts_on": date(2025, 9, 1),
            "ends_on": date(2026, 7, 10),
            "people": people,
            "mentor_duties": "每学期听徒弟课不少于7节。",
        }
        made = writing.create("mentor-pair", content)
        for day, topic, state in (
            (date(2025, 10, 15), "听课：秋天的雨", "held"),
            (date(2026, 4, 15), "听课：海底世界", "held"),
            (date(2026, 6, 15), "期末汇报课", "planned"),
        ):
            session = {
                "topic": topic,
                "state": state,
                "kinds": ("mentoring", "observation"),
                "starts_on": day,
                "pair_id": made,
                "community_id": community,
                "units": ({"unit": "lesson", "amount": 2},),
                "result": "“一课三问”用到第二课时。",
            }
            writing.create("activity", session)
        said = {"kind": "pair-review", "about_id": made, "by": "方若兰", "grade": "良好"}
        writing.create("opinion", said | {"body": "会听课了", "dated": date(2026, 1, 20)})
    adopt(archive, community, shipped_scheme("qinnan"), since=date(2025, 9, 1), settings={}, now=NOW)
    return made


def made(archive: Archive, kind: str, pair: str, path: Path) -> Path:
    today, texts = NOW.date(), Texts("zh")
    make_report(archive, kind, "2025-2", path, today=today, texts=texts, record_id=pair)
    return path


def words(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_the_booklet_tells_the_whole_pair(archive: Archive, pair: str, tmp_path: Path):
    said = words(made(archive, "师徒手册", pair, tmp_path / "booklet.pdf"))
    for wanted in (
        *(
            "师徒结对手册",
            "方若兰（明德实验小学）",
            "莫春燕、韦志航",
            "高级教师",
            "每学期听徒弟课不少于7节。",
        ),
        *("共2次。", "听课：秋天的雨", "听课：海底世界", "第2次", "听课记录", "会听课了", "学校考核"),
        *("2025—2026学年第一学期", "2025—2026学年第二学期"),
    ):
        assert wanted in said, wanted
    assert said.count("（未写）") == 5  # both apprentices in autumn, all three in spring
    assert "期末汇报课" not in said  # it is only planned
    assert "13800001111" not in said


def test_the_agreement_can_be_signed_and_every_format_is_made(archive: Archive, pair: str, tmp_path: Path):
    said = words(made(archive, "pair-agreement", pair, tmp_path / "agreement.pdf"))
    for wanted in ("师徒结对协议书", "方若兰（明德实验小学）", "2025年9月1日至2026年7月10日", "一式三份"):
        assert wanted in said, wanted
    assert made(archive, "pair-agreement", pair, tmp_path / "agreement.docx").stat().st_size
    book = openpyxl.load_workbook(made(archive, "pair-booklet", pair, tmp_path / "booklet.xlsx"))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "听课：秋天的雨" in cells
