"""The program as a process or in this one: archives made from workbooks, figures asked for, words judged."""

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import openpyxl

from edudesk.cli import run_command

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, tuple[Sequence[str], Rows]]
"""Headings and rows of each sheet of a workbook."""


def edudesk(*arguments: str | Path, status: int = 0) -> str:
    """Run the program as a process of its own, which ends with this status; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "edudesk", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def run(*arguments: str) -> tuple[int, str]:
    """Run a command in this process; return its status and all its words."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run_command(arguments)
    return status, out.getvalue() + err.getvalue()


def done(*arguments: str | Path) -> str:
    """Run a command in this process and return what it prints; its start is tried elsewhere."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        ended = run_command([str(one) for one in arguments])
    assert ended == 0, out.getvalue() + err.getvalue()
    return out.getvalue()


def fill(workbook: Path, sheets: Sheets) -> None:
    """Make the program's own workbook and write rows into its sheets."""
    done("template", "--to", workbook)
    book: Any = openpyxl.load_workbook(workbook)
    for sheet, (headings, rows) in sheets.items():
        page = book[sheet]
        places = {cell.value.rstrip("*"): cell.column for cell in page[1]}
        for number, row in enumerate(rows, start=2):
            for heading, value in zip(headings, row, strict=True):
                if value != "":
                    page.cell(number, places[heading]).value = value
    book.save(workbook)


def entered(place: Path, setup: str, sheets: Sheets) -> Path:
    """Return the archive that was made from a setup file and a workbook."""
    (place / "setup.toml").write_text(setup, encoding="utf-8")
    done("new", "--archive", place / "archive", "--from", place / "setup.toml")
    fill(place / "ledger.xlsx", sheets)
    done("import", "--archive", place / "archive", place / "ledger.xlsx")
    return place / "archive"


def status(archive: Path, term: str, day: str, *more: str) -> Any:
    """Return how the one community stands on a day, as the program says it in JSON."""
    (said,) = json.loads(done("status", "--archive", archive, "--term", term, "--on", day, "--json", *more))
    return said


def rules(said: Any) -> dict[str, Any]:
    """Return the rules of a status by their names."""
    return {rule["id"]: rule for rule in said["rules"]}


def figures(said: Any) -> dict[str, tuple[str, str, str]]:
    """Return value, target and state of every rule of a status."""
    return {name: (rule["value"], rule["target"], rule["state"]) for name, rule in rules(said).items()}


def state_of(folder: Path) -> dict[str, str]:
    """Return every file of an archive with its hash, but not the lock."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def plain(words: str) -> None:
    """Hold that a person was told in Chinese, and nothing of the inside of the program."""
    lines = [line for line in words.splitlines() if line.strip()]
    assert lines
    assert "Traceback" not in words
    assert "Error" not in words
    assert any("\u4e00" <= character <= "\u9fff" for character in lines[0])
