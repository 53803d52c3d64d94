"""Finding across the archive, in the groups that a person thinks in."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import pytest

from edudesk.errors import Cancelled, EnvironmentProblem
from edudesk.services.changes import change
from edudesk.services.finding import (
    Group,
    find_all,
    find_hits,
    prepare_search,
    recent_searches,
    remember_search,
)
from edudesk.services.jobs import Job
from edudesk.services.search import SearchIndex

NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)


@pytest.fixture
def filled(archive):
    with change(archive, "school.create", NOW) as writing:
        school = writing.create("school", {"name": "银杏坡小学", "kind": "primary"})
        writing.create("person", {"name": "银小杏", "facts": [{"fact": "school", "school_id": school}]})
        for day in range(1, 10):
            content = {"topic": f"银杏第{day}课", "starts_on": date(2026, 5, day), "state": "held"}
            writing.create("activity", content)
    return archive


def test_hits_come_in_groups_the_newest_first_and_all_are_counted(filled):
    hits = find_hits(filled, "银杏", most=4)
    assert hits.total == 11
    assert list(hits.groups) == [Group.ACTIVITIES, Group.PEOPLE, Group.SCHOOLS]
    assert hits.counts[Group.ACTIVITIES] == 9
    assert [hit.title for hit in hits.groups[Group.ACTIVITIES]][:1] == ["银杏第9课"]
    assert len(hits.groups[Group.ACTIVITIES]) == 4
    assert hits.groups[Group.ACTIVITIES][0].day == date(2026, 5, 9)
    assert len(find_all(filled, "银杏")) == 11
    assert next(iter(find_hits(filled, "银杏坡小学").groups)) is Group.SCHOOLS  # a name as a whole


def test_a_person_is_shown_with_the_school(filled):
    (hit,) = find_hits(filled, "银小杏").groups[Group.PEOPLE]
    assert (hit.title, hit.about.zh) == ("银小杏", "银杏坡小学")


def test_what_a_school_says_of_a_stay_is_named_by_who_was_there(archive):
    with change(archive, "exchange.create", NOW) as writing:
        stay = writing.create("exchange", {"name": "叶知秋", "state": "held"})
        said = {"about_id": stay, "kind": "host-confirmation", "body": "批注式阅读深受欢迎"}
        writing.create("opinion", said)
    (hit,) = find_hits(archive, "批注式").groups[Group.OTHERS]
    assert hit.title == "受援校鉴定 · 叶知秋"


def test_every_word_must_be_there(filled):
    assert find_hits(filled, "银杏 第3课").total == 1
    assert find_hits(filled, "银杏 没有").total == 0
    assert find_hits(filled, "，。").total == 0


def test_a_deleted_record_is_not_found(filled):
    (hit,) = find_hits(filled, "第3课").groups[Group.ACTIVITIES]
    with change(filled, "activity.delete", NOW) as writing:
        writing.delete(hit.id)
    assert find_hits(filled, "第3课").total == 0


def test_making_the_index_ready_can_be_stopped_and_taken_up_again(filled):
    with pytest.raises(Cancelled):
        prepare_search(filled, Job(cancelled=lambda: True))
    prepare_search(filled)
    assert find_hits(filled, "银杏").total == 11


def activities(archive, words):
    return [hit.title for hit in find_hits(archive, words, today=NOW.date()).groups.get(Group.ACTIVITIES, ())]


@pytest.fixture
def named(archive):
    """Return an archive with activities that point to schools, people and a pair; and their ids."""
    with change(archive, "school.create", NOW) as writing:
        ids = {
            "school": writing.create("school", {"name": "松坡小学", "short_name": "松小", "kind": "primary"})
        }
        facts = [{"fact": "school", "school_id": ids["school"]}]
        ids["person"] = writing.create("person", {"name": "李志伟", "facts": facts})
        ids["community"] = writing.create("community", {"name": "山水共同体", "members": ()})
        pair = {"name": "青蓝结对", "community_id": ids["community"], "people": ()}
        ids["pair"] = writing.create("mentor-pair", pair)
        made: list[tuple[str, dict[str, Any]]] = [
            ("听课一", {"schools": [{"school_id": ids["school"]}], "starts_on": date(2026, 5, 20)}),
            ("听课二", {"people": [{"person_id": ids["person"]}], "starts_on": date(2026, 5, 12)}),
            (
                "听课三",
                {"pair_id": ids["pair"], "community_id": ids["community"], "starts_on": date(2025, 12, 1)},
            ),
            ("听课四", {"starts_on": date(2026, 5, 18), "ends_on": date(2026, 5, 21)}),
        ]
        for topic, more in made:
            ids[topic] = writing.create("activity", {"topic": topic, "state": "held", **more})
    return archive, ids


WAYS: tuple[tuple[str, set[str]], ...] = (
    ("松坡", {"听课一"}),
    ("松小", {"听课一"}),
    ("李志伟", {"听课二"}),
    ("李志伟 听课", {"听课二"}),
    ("青蓝", {"听课三"}),
    ("山水共同体", {"听课三"}),
    ("lzw", {"听课二"}),
    ("lizhi", {"听课二"}),
    ("spxx", {"听课一"}),
    ("tk", {"听课一", "听课二", "听课三", "听课四"}),
    ("2026-05-20", {"听课一", "听课四"}),
    ("5月20日", {"听课一", "听课四"}),
    ("5.20", {"听课一", "听课四"}),
    ("5月", {"听课一", "听课二", "听课四"}),
    ("12月", {"听课三"}),
    ("2025年12月", {"听课三"}),
    ("2025", {"听课三"}),
    ("今天", {"听课一", "听课四"}),
    ("上周听课", {"听课二"}),
    ("本周 松坡", {"听课一"}),
    ("13月40日", set()),
)


def test_activities_are_found_by_names_letters_and_days(named):
    for words, found in WAYS:
        assert set(activities(named[0], words)) == found, words


def test_a_school_that_is_renamed_is_found_by_both_names_and_what_points_to_it_too(named):
    archive, ids = named
    assert activities(archive, "松坡") == ["听课一"]
    renamed = {"name": "云峰小学", "changes": [{"change": "renamed", "name": "松坡小学"}]}
    with change(archive, "school.edit", NOW) as writing:
        writing.edit(ids["school"], renamed)
    hits = find_hits(archive, "云峰")
    assert hits.groups[Group.ACTIVITIES][0].title == "听课一"
    assert hits.groups[Group.ACTIVITIES][0].snippet == "云峰小学"
    assert activities(archive, "松坡") == ["听课一"]


def test_titles_come_before_words_and_what_stands_around_the_words_is_shown(archive):
    with change(archive, "activity.create", NOW) as writing:
        for topic, process, day in (("共读", "读绘本《月亮的味道》", 9), ("绘本课", "", 1), ("绘本", "", 2)):
            content = {"topic": topic, "process": process, "starts_on": date(2026, 5, day), "state": "held"}
            writing.create("activity", content)
    hits = find_hits(archive, "绘本")
    assert [hit.title for hit in hits.groups[Group.ACTIVITIES]] == ["绘本", "绘本课", "共读"]
    snippet = hits.groups[Group.ACTIVITIES][2].snippet
    assert snippet == "读绘本《月亮的味道》"
    assert [snippet[begin:end] for begin, end in hits.sought.spans(snippet)] == ["绘本"]
    assert find_hits(archive, "hb").sought.spans("绘本课") == ((0, 2),)


def test_an_index_that_is_damaged_gone_or_of_a_newer_program_is_made_anew(filled):
    path = filled.derived / "search.db"
    assert find_hits(filled, "银杏").total == 11
    content = bytearray(path.read_bytes())
    content[4096:] = b"x" * (len(content) - 4096)  # the head is sound, everything behind is not
    path.write_bytes(content)
    assert find_hits(filled, "银杏").total == 11
    path.unlink()
    assert find_hits(filled, "银杏").total == 11
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    assert find_hits(filled, "银杏").total == 11


def test_with_no_room_for_what_is_new_the_rest_is_still_found(filled, monkeypatch):
    assert find_hits(filled, "银杏").total == 11
    with change(filled, "school.create", NOW) as writing:
        writing.create("school", {"name": "银杏湾小学", "kind": "primary"})

    def full(*_unused):
        raise EnvironmentProblem("search.no-room", path="", reason="")

    monkeypatch.setattr(SearchIndex, "catch_up", full)
    hits = find_hits(filled, "银杏")
    assert hits.total == 11
    assert hits.fault is not None
    assert hits.behind == 1


def test_while_much_is_read_in_the_question_is_answered_with_what_there_is(filled, monkeypatch):
    monkeypatch.setattr("edudesk.services.finding._AT_ONCE", 5)
    hits = find_hits(filled, "银杏")
    assert hits.total == 0
    assert hits.behind > 5
    prepare_search(filled)
    assert find_hits(filled, "银杏").total == 11


def test_what_was_looked_for_last_comes_first(archive):
    for words in ("一", "二", "一"):
        remember_search(archive, words)
    assert recent_searches(archive) == ("一", "二")
    (archive.derived / "searches.json").write_text("{", encoding="utf-8")
    assert recent_searches(archive) == ()
