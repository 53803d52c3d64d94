"""Records are found by any two characters in them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.errors import EnvironmentProblem
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.search import SearchIndex, grams, query, runs

NOW = datetime(2025, 9, 20, tzinfo=UTC)


def enter(archive: Archive, *topics: str) -> list[str]:
    with change(archive, "activity.create", NOW) as writing:
        return [
            writing.create("activity", {"topic": topic, "state": "held", "starts_on": date(2025, 9, 1)})
            for topic in topics
        ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("语文", [0]),
        ("文", [0, 1]),
        ("同课异构", [0]),
        ("课异", [0]),
        ("异课", []),
        ("语文 异构", [0]),
        ("stem", [1]),
        ("ＳＴＥＭ", [1]),
        ("𠮷", [1]),
        ("", []),
        ('"', []),
    ],
)
def test_words_find_the_records_that_hold_them(archive: Archive, words: str, expected: list[int]) -> None:
    ids = enter(archive, "小学语文同课异构活动", "STEM 作文与𠮷字")
    with SearchIndex(archive.derived / "search.db") as index:
        index.catch_up(archive)
        assert set(index.find(words).ids) & set(ids) == {ids[at] for at in expected}


@pytest.mark.parametrize("typed", ["xz", "gxz", "xzp", "yhd", "yyx", "cqy"])
def test_characters_of_several_readings_are_found_by_each_of_them(archive: Archive, typed: str) -> None:
    ids = enter(archive, "跟岗校长培训", "银行大厅参观", "音乐下乡", "重庆研学", "语文活动")
    at = {"xz": 0, "gxz": 0, "xzp": 0, "yhd": 1, "yyx": 2, "cqy": 3}[typed]
    with SearchIndex(archive.derived / "search.db") as index:
        index.catch_up(archive)
        assert index.find(typed).ids == (ids[at],)


def test_whole_readings_of_names_are_of_all_kinds(archive: Archive) -> None:
    with change(archive, "school.create", NOW) as writing:
        one = writing.create("school", {"name": "长乐区行知小学"})
    with SearchIndex(archive.derived / "search.db") as index:
        index.catch_up(archive)
        for typed in ("changle", "changyue", "xingzhi", "hangzhi", "clqxz", "clqhz"):
            assert index.find(typed).ids == (one,), typed


def test_the_index_keeps_in_step_with_edits_and_deletions(archive: Archive) -> None:
    first, second = enter(archive, "听课记录", "听课反馈")
    with SearchIndex(archive.derived / "search.db") as index:
        index.catch_up(archive)
        with change(archive, "activity.edit", NOW) as writing:
            writing.edit(first, {"topic": "送教下乡"})
            writing.delete(second)
        index.catch_up(archive)
        assert index.find("听课").total == 0
        assert index.find("下乡").ids == (first,)
        assert index.catch_up(archive) == 0


def test_a_damaged_index_is_made_anew(archive: Archive) -> None:
    (made,) = enter(archive, "听课记录")
    path = archive.derived / "search.db"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"this is not a database" * 100)
    with SearchIndex(path) as index:
        index.catch_up(archive)
        assert index.find("听课").ids == (made,)


@given(st.text(alphabet="语文数学课abc1 ，", max_size=20), st.integers(0, 15), st.integers(1, 4))
def test_every_piece_of_a_run_is_covered_by_its_query(text: str, start: int, length: int) -> None:
    for run in runs(text):
        piece = run[start : start + length]
        if len(piece) > 1 and piece[0] >= "\u4e00":
            asked = query(piece).strip('"')
            assert asked in grams(run)


def test_the_index_starts_anew_when_the_archive_was_replaced_by_an_earlier_one(archive: Archive) -> None:
    import shutil

    copy = archive.folder.with_name("earlier.db")
    shutil.copy(archive.database, copy)
    enter(archive, "听课记录")
    path = archive.derived / "search.db"
    with SearchIndex(path) as index:
        index.catch_up(archive)
        assert index.find("听课").total == 1
    archive.close()
    shutil.copy(copy, archive.database)
    with open_archive(archive.folder, NOW) as again, SearchIndex(path) as index:
        index.catch_up(again)
        assert index.find("听课").total == 0
        assert index.find("明德").total == 1


def test_several_catch_up_at_once_and_each_record_is_read_once(archive: Archive) -> None:
    ids = enter(archive, *(f"听课 {number}" for number in range(300)))

    def catch_up() -> int:
        with SearchIndex(archive.derived / "search.db") as index:
            index.catch_up(archive)
            return index.find("听课").total

    with ThreadPoolExecutor(4) as pool:
        found = [done.result() for done in [pool.submit(catch_up) for _ in range(12)]]
    assert found == [len(ids)] * 12


def test_of_one_day_there_may_be_more_records_than_its_place_in_the_index_counts(archive: Archive) -> None:
    enter(archive, *(f"听课 {number}" for number in range(600)))
    with SearchIndex(archive.derived / "search.db") as index:
        index.catch_up(archive)
        enter(archive, "听课的后面")
        index.catch_up(archive)
        assert index.find("听课").total == 601
        assert index.find("的后面").total == 1


def test_a_full_disk_is_told_and_what_was_read_before_is_found(archive: Archive) -> None:
    enter(archive, "听课记录")
    with SearchIndex(archive.derived / "search.db") as index:
        index.catch_up(archive)
        pages = index._connection.execute("PRAGMA page_count").fetchone()[0]
        index._connection.execute(f"PRAGMA max_page_count = {pages}")
        enter(archive, *(f"送教下乡的第{number}次听课，写得很长的名称" for number in range(300)))
        with pytest.raises(EnvironmentProblem, match="no-room"):
            index.catch_up(archive)
        assert index.find("听课").total == 1
        index._connection.execute("PRAGMA max_page_count = 100000")
        index.catch_up(archive)
        assert index.find("听课").total == 301
