"""Agreement and registers say what their records say; what nobody said stays free."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from edudesk.errors import UserError
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.filing.filing import file_away
from edudesk.services.filing.volumes import read_volume
from edudesk.services.paperwork import Asked, write_report
from edudesk.texts import Texts
from tests.services.packages.handing import LATER, TODAY, fill_term

COMMUNITY = "明德—石榴湾结对"
VOLUME = "2025年·组织协议·10年"


def words(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_agreement_registers_and_the_papers_of_volumes_are_made_by_name(archive: Archive, tmp_path: Path):
    ids = fill_term(archive, tmp_path / "inbox")
    with change(archive, "record.edit", LATER) as writing:
        writing.edit(
            ids["agreement"],
            {
                "number": "明结〔2025〕1号",
                "content": "一、管理帮扶：每学期不少于3次。",
                "copies": 3,
                "parties": (
                    {"school_id": archive.holder_id, "party": "帮扶方", "signer": "陆明远"},
                    {"school_id": ids["theirs"]},
                ),
            },
        )
        items = (
            {"name": "图书", "quantity": Decimal(50), "unit": "册", "unit_price": Decimal(20)},
            {"name": "篮球", "quantity": Decimal(4), "unit": "个", "value": Decimal("320.50")},
        )
        given = {"purpose": "图书角", "dated": date(2025, 10, 9), "community_id": ids["community"]}
        writing.create("donation", given | {"from_id": archive.holder_id, "items": items})
        won = {"title": "片区优质课一等奖", "dated": date(2025, 12, 3), "community_id": ids["community"]}
        writing.create("achievement", won | {"people": ({"name": "莫春燕"},)})
        paper = writing.create("document", {"title": "结对名单", "kind": "other", "dated": date(2025, 9, 3)})

    def made(kind: str, name: str, record: str | None = None, volumes: tuple[str, ...] = ()) -> Path:
        asked = Asked(kind, None, COMMUNITY, record, volumes)
        return write_report(archive, asked, tmp_path / name, today=TODAY, texts=Texts("zh")).path

    said = words(made("帮扶协议", "agreement.pdf", ids["agreement"]))
    for wanted in (
        *("编号：明结〔2025〕1号", "帮扶方", "乙方", "第三条帮扶内容", "一、管理帮扶：每学期不少于3次。"),
        *("一式3份。", "陆明远", "（盖章）"),
    ):
        assert wanted in said, wanted
    sheet = openpyxl.load_workbook(made("捐赠登记表", "given.xlsx")).worksheets[0]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"图书", "50册", 1000, 320.5, 1320.5} <= set(cells)
    assert "莫春燕" in words(made("成果一览表", "won.pdf"))

    volume = read_volume(VOLUME)
    assert volume is not None
    file_away(archive, [paper], volume, LATER)
    assert "结对名单" in words(made("卷内目录", "contents.pdf"))  # there is only this volume
    assert made("案卷封面与脊背", "cover.docx", volumes=(VOLUME,)).stat().st_size
    with pytest.raises(UserError, match=r"report\.volume"):
        made("备考表", "notes.pdf", volumes=("没有",))
    with pytest.raises(UserError, match=r"report\.kind") as refused:
        made("没有", "none.pdf")
    assert "file-catalogue" in str(refused.value.parameters["known"])
