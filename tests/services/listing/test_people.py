"""The roster as things stand on a day."""

from datetime import date

import pytest

from edudesk.services.listing.column_words import ColumnWords
from edudesk.services.listing.columns import Columns
from edudesk.services.listing.people import PersonFilter, PersonSort, count, ids, page, values
from edudesk.texts import Label

from .conftest import TODAY

ALL, BY_NAME = PersonFilter(), PersonSort()


@pytest.fixture
def people(village):
    """Return one of ours who came from elsewhere, one of a partner who left, and one without facts."""

    def fact(code, value=None, **more):
        return {"fact": code, "value": value, **more}

    village.create(
        "person",
        name="周敏",
        sex="female",
        phone="13812345678",
        facts=(
            fact("school", school_id=village.far, until=date(2024, 8, 31)),
            fact("school", school_id=village.ours, since=date(2024, 9, 1)),
            fact("title", "二级教师", until=date(2023, 1, 1)),
            fact("title", "高级", since=date(2023, 1, 2)),
            fact("honour", "骨干教师", level="county"),
            fact("subject", "maths"),
            fact("subject", "英语"),
            fact("stage", "primary"),
            fact("post", "教研组长"),
        ),
    )
    village.create(
        "person",
        name="安宁",
        facts=(fact("school", school_id=village.near, until=date(2025, 8, 31)), fact("title", "chief")),
    )
    village.create("person", name="Bell")
    return village


def names(village, chosen=ALL, sort=BY_NAME, today=TODAY):
    found = page(village.archive, chosen, sort, 0, 50, today=today)
    assert [row.id for row in found] == list(ids(village.archive, chosen, sort, today=today))
    assert len(found) == count(village.archive, chosen, today=today)
    return [row.name for row in found]


def test_a_row_says_how_things_stand_today(people):
    rows = {row.name: row for row in page(people.archive, ALL, PersonSort(), 0, 9, today=TODAY)}
    row = rows["周敏"]
    assert (row.school_id, row.school) == (people.ours, "明德实验小学")
    assert row.sex == Label("女", "Female")
    assert (row.title.zh, row.honour.zh, row.post.zh) == ("高级教师", "县级骨干教师", "教研组长")
    assert [subject.zh for subject in row.subjects] == ["数学", "英语"]
    assert row.stage is not None
    assert row.stage.zh == "小学"
    assert row.phone == "138****5678"
    assert row.active
    assert row.ours
    assert not rows["安宁"].active
    assert rows["安宁"].school == ""
    assert rows["Bell"].active, "nothing says that they left"
    assert rows["Bell"].phone == ""


def test_another_day_another_school(people):
    before = date(2024, 6, 1)
    rows = {row.name: row for row in page(people.archive, ALL, PersonSort(), 0, 9, today=before)}
    assert rows["周敏"].school == "丽光学校"
    assert names(people, PersonFilter(schools=(people.far,)), today=before) == ["周敏"]


def test_filters_and_orders(people):
    assert names(people) == ["Bell", "安宁", "周敏"]
    assert names(people, sort=PersonSort("name", descending=True)) == ["周敏", "安宁", "Bell"]
    assert names(people, PersonFilter(text="周")) == ["周敏"]
    assert names(people, PersonFilter(text="bell")) == ["Bell"]
    assert names(people, PersonFilter(schools=(people.ours,))) == ["周敏"]
    assert names(people, PersonFilter(schools=(people.near,))) == []
    assert names(people, PersonFilter(active=False)) == ["安宁"]
    assert names(people, PersonFilter(active=True)) == ["Bell", "周敏"]
    assert names(people, PersonFilter(ids=())) == []
    assert names(people, sort=PersonSort("title")) == ["安宁", "周敏", "Bell"], "by rank, unknown last"
    assert names(people, sort=PersonSort("title", descending=True)) == ["周敏", "安宁", "Bell"]
    assert names(people, sort=PersonSort("school")) == ["周敏", "Bell", "安宁"]
    assert names(people, sort=PersonSort("active")) == ["Bell", "周敏", "安宁"]
    for column in ("sex", "post", "entered"):
        assert len(names(people, sort=PersonSort(column))) == 3


def test_who_is_in_the_bin_is_not_listed(people):
    people.delete(ids(people.archive, PersonFilter(text="Bell"), PersonSort(), today=TODAY)[0])
    assert names(people) == ["安宁", "周敏"]


@pytest.mark.parametrize(
    ("column", "words", "expected"),
    [
        ("name", "zm", ["周敏"]),
        ("title", "正高级", ["安宁"]),
        ("subjects", "yingyu", []),
        ("subjects", "yy", ["周敏"]),
        ("honour", "县级", ["周敏"]),
        ("school", "明德", ["周敏"]),
        ("phone", "138", []),
        ("phone", "没有", ["Bell", "安宁"]),
    ],
)
def test_columns_narrow_by_the_words_they_show_and_not_by_masked_ones(people, column, words, expected):
    wanted = Columns((ColumnWords(column, words),))
    assert names(people, PersonFilter(columns=wanted)) == expected


def test_few_values_are_offered_to_pick_from(people):
    found = values(people.archive, "title", Columns(), today=TODAY)
    assert "高级教师" in found
    picked = Columns((ColumnWords("title", picked=("高级教师",)),))
    assert names(people, PersonFilter(columns=picked)) == ["周敏"]
    assert values(people.archive, "phone", Columns(), today=TODAY) == ("没有", "有")


@pytest.mark.parametrize("column", ["subjects", "honour", "phone", "sex", "post"])
def test_what_is_empty_stands_last_in_both_directions(people, column):
    for descending in (False, True):
        assert names(people, sort=PersonSort(column, descending=descending))[0] == "周敏"
