"""Finding across the archive, in the groups that a person thinks in."""

from datetime import UTC, date, datetime

import pytest

from edudesk.errors import Cancelled
from edudesk.services.changes import change
from edudesk.services.finding import Group, find_hits, prepare_search
from edudesk.services.jobs import Job

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
    assert hits.total == 10
    assert list(hits.groups) == [Group.ACTIVITIES, Group.SCHOOLS]
    assert [hit.title for hit in hits.groups[Group.ACTIVITIES]][:1] == ["银杏第9课"]
    assert len(hits.groups[Group.ACTIVITIES]) == 4
    assert hits.groups[Group.ACTIVITIES][0].day == date(2026, 5, 9)
    assert len(hits.records) == 10


def test_a_person_is_shown_with_the_school(filled):
    (hit,) = find_hits(filled, "银小杏").groups[Group.PEOPLE]
    assert (hit.title, hit.about.zh) == ("银小杏", "银杏坡小学")


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
    assert find_hits(filled, "银杏").total == 10
