"""Files as schools keep them and as they are damaged, made here, and how they are offered."""

import io
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.e2e.program import run

NOW = datetime(2025, 9, 20, tzinfo=UTC)
HEADINGS = ["姓名", "性别", "学校", "职称", "出生年月"]
PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")


def one_sheet(title: str = "教师") -> tuple[Workbook, Worksheet]:
    """Return a workbook with one empty sheet, and the sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(title)


def roster(*rows: Sequence[object], title: str = "教师") -> bytes:
    """Return a workbook with these rows as bytes."""
    book, sheet = one_sheet(title)
    for row in rows:
        sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def people(*names: str) -> bytes:
    """Return a roster of people with these names as bytes."""
    return roster(HEADINGS, *([name, "女", "明德实验小学", "一级教师", "1985-03"] for name in names))


def offer(place: Path, path: Path, *more: str) -> tuple[int, str]:
    """Import a file, in this process; return the status and all words."""
    return run("import", "--archive", str(place), str(path), *more)


def written(path: Path, content: bytes | str) -> Path:
    """Write a file and return its path."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
