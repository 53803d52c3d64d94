"""Damaged and hostile tables: refused in plain words, and nothing changes."""

import io
import os
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest

from edudesk.services import records
from edudesk.services.archive import open_archive
from tests.e2e.program import plain, run, state_of
from tests.e2e.zoo.making import HEADINGS, NOW, PIPES, offer, people, roster, written


def edited(part: str, edit: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(people("林晓岚"))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


BAD_TABLES: dict[str, Callable[[], bytes]] = {
    "cut.xlsx": lambda: people("林晓岚")[:-40],
    "entities.xlsx": lambda: edited(SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml),
    "half-sheet.xlsx": lambda: edited(SHEET, lambda xml: xml[: len(xml) // 2]),
    "far-row.xlsx": lambda: edited(SHEET, lambda xml: xml.replace(b'r="A2"', b'r="A2000000"')),
    "swollen.xlsx": lambda: edited(SHEET, lambda xml: xml + b" " * 210_000_000),
    "only-headings.xlsx": lambda: roster(HEADINGS),
    "huge-number.xlsx": lambda: roster(["日期", "主题", "课时"], ["2025-09-08", "教研", 1e308]),
    "long-name.xlsx": lambda: people("林" * 30_000),
    "shown-as-date.xlsx": lambda: roster(
        ["姓名", "性别", "参加工作时间"], ["林晓岚", "女", datetime(1900, 1, 3)]
    ),
    "long-cell.csv": ("姓名,性别\r\n" + "林" * 300_000 + ",女\r\n").encode,
    "open-quote.csv": '姓名,性别\r\n"林晓岚,女\r\n'.encode,
    "nul.csv": "姓名,性别\r\n林晓岚\0,女\r\n".encode,
    "web.xls": "<html><table><tr><td>姓名</td></tr></table></html>".encode,
    "foreign.ods": lambda: b"PK\x03\x04" + bytes(60),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_bad_table_is_refused_in_plain_words_and_changes_nothing(place, tmp_path, name):
    path = written(tmp_path / name, BAD_TABLES[name]())
    before = state_of(place)
    status, words = offer(place, path)
    assert status == 2
    plain(words)
    assert max(map(len, words.splitlines())) < 400
    assert state_of(place) == before


@PIPES
def test_nothing_waits_for_ever_on_a_pipe(place, tmp_path):
    table, text = tmp_path / "x.csv", tmp_path / "x.toml"
    os.mkfifo(table)
    os.mkfifo(text)
    before = state_of(place)
    for arguments in (
        ("import", "--archive", str(place), str(table)),
        ("new", "--archive", str(tmp_path / "new"), "--from", str(text)),
        ("scheme", "check", str(text)),
        ("verify", str(table)),
    ):
        status, words = run(*arguments)
        assert status in (1, 2, 3)
        plain(words)
    assert state_of(place) == before


def test_a_name_in_no_encoding_and_a_loop_of_links_are_told_in_chinese(place, tmp_path):
    loop = tmp_path / "loop.xlsx"
    try:
        loop.symlink_to("loop.xlsx")
    except OSError:
        pytest.skip("this system makes no links here")
    status, words = offer(place, loop)
    assert status == 3
    assert "symbolic" not in words
    if sys.platform == "linux":
        odd = tmp_path / os.fsdecode(b"\xff\xfe.csv")
        odd.write_text("姓名,性别\n林晓岚,女\n", encoding="utf-8")
        assert offer(place, odd)[0] == 0


def test_what_hides_or_turns_words_does_not_come_in(place, tmp_path):
    path = written(tmp_path / "odd.csv", "姓名,性别\r\n\u202e林\u200e晓岚,女\r\n".encode())
    assert offer(place, path)[0] == 0
    with open_archive(place, NOW) as archive:
        assert [person.content["name"] for person in records.all_of(archive, "person")] == ["林晓岚"]
