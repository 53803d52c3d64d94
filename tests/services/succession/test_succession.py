"""What is open is counted, the sheet is written, and the successor enters records from then on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.authors import author_of
from edudesk.services.changes import change
from edudesk.services.frame import note_backup
from edudesk.services.history import history_of
from edudesk.services.standing.live import Standing
from edudesk.services.succession import check_archive, guide, hand_over, write_sheet
from edudesk.texts import Texts

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def test_what_is_open_is_counted_and_the_successor_takes_over(archive, tmp_path):
    texts, before = Texts("zh"), author_of(archive)
    with change(archive, "test.make", NOW) as writing:
        made = writing.create("community", {"name": "明德—云溪", "members": ()})
        writing.create("request", {"topic": "送教到班", "state": "open", "community_id": made})
        writing.create(
            "agreement",
            {
                "name": "帮扶协议",
                "community_id": made,
                "signed_on": date(2025, 3, 1),
                "ends_on": TODAY + timedelta(days=20),
            },
        )
        gone = writing.create("request", {"topic": "写错了", "state": "open"})
    with change(archive, "records.delete", NOW) as writing:
        writing.delete(gone)
    standing = Standing(archive)
    words = {one.code: one.words for one in guide(standing, texts, NOW, TODAY).left}
    assert words == {
        "bin": "回收站里有 1 条",
        "agreements": "快到期或已到期的协议 1 份",
        "requests": "未办结的需求 1 条",
        "check": "档案还没有自检",
        "backup": "今天还没有备份",
    }
    assert check_archive(archive, NOW)
    note_backup(archive, tmp_path, NOW)
    left = {one.code for one in guide(standing, texts, NOW, TODAY).left}
    assert left == {"bin", "agreements", "requests"}

    path = tmp_path / "移交清单.docx"
    write_sheet(standing, path, successor="王丽", now=NOW, today=TODAY, texts=texts)
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"王丽", before, "需求", "未办结的需求 1 条"} <= set(cells)

    with pytest.raises(UserError, match=r"succession\.nobody"):
        hand_over(archive, " ", TODAY, NOW, texts)
    hand_over(archive, "王丽", TODAY, NOW, texts)
    assert author_of(archive) == "王丽"
    (paper,) = records.all_of(archive, "document")
    assert paper.title == f"档案移交：{before} → 王丽"
    assert history_of(archive, paper.id, texts)[0].what == "档案移交"
