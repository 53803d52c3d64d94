"""People move and schools are merged from a day on; what was true before stays, and one undo is enough."""

from datetime import UTC, date, datetime, timedelta

import pytest

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.authors import authors, name_author
from edudesk.services.changes import change
from edudesk.services.moving import (
    Merging,
    SchoolPast,
    Turn,
    merge,
    name_on,
    preview,
    rename,
    split,
    turn_people,
)
from edudesk.services.roster import person_detail, school_detail
from edudesk.services.search import SearchIndex
from edudesk.services.undo import undo

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TODAY = date(2026, 3, 2)
FIRST = date(2026, 2, 1)
EVE = date(2026, 1, 31)


@pytest.fixture
def rosters(archive):
    """Return ids by name: two schools, three people of one of them, a community and an activity."""
    with change(archive, "test.make", NOW) as writing:
        old = writing.create("school", {"name": "云溪小学"})
        new = writing.create("school", {"name": "石桥小学"})
        made = {"old": old, "new": new, "us": archive.holder_id}
        for name in ("林晓岚", "秦朗", "石岚"):
            facts = (
                {"fact": "school", "school_id": old, "since": date(2019, 9, 1)},
                {"fact": "title", "value": "first", "since": date(2019, 9, 1)},
                {"fact": "post", "value": "班主任"},
            )
            made[name] = writing.create("person", {"name": name, "facts": facts})
        members = (
            {"school_id": archive.holder_id, "role": "lead"},
            {"school_id": old, "role": "member", "since": date(2025, 9, 1)},
        )
        made["community"] = writing.create("community", {"name": "明德—云溪", "members": members})
        made["activity"] = writing.create(
            "activity",
            {
                "topic": "送教",
                "starts_on": date(2025, 10, 10),
                "state": "held",
                "schools": ({"school_id": old, "side": "helped"},),
            },
        )
    return made


def facts(archive, person_id, kind):
    found = records.get(archive, person_id).content["facts"]
    return [one for one in found if one["fact"] == kind]


def test_people_move_together_and_come_back_by_one_undo(archive, rosters):
    ids = [rosters["林晓岚"], rosters["秦朗"]]
    turn = Turn("move", FIRST, new_school="新桥小学", value="年级组长")
    change_id, count = turn_people(archive, ids, turn, NOW)
    assert count == 2
    for one in ids:
        was, now = facts(archive, one, "school")
        assert (was["school_id"], was["until"]) == (rosters["old"], EVE)
        assert records.get(archive, now["school_id"]).title == "新桥小学"
        assert now["since"] == FIRST
        assert [fact.get("until") for fact in facts(archive, one, "post")] == [EVE, None]
        assert facts(archive, one, "title")[0].get("until") is None
    assert person_detail(archive, ids[0], TODAY).school == "新桥小学"
    assert person_detail(archive, ids[0], EVE).school == "云溪小学"
    undo(archive, change_id, NOW)
    assert person_detail(archive, ids[1], TODAY).school == "云溪小学"


def test_a_title_follows_the_one_before_and_who_retired_may_come_back(archive, rosters):
    one = rosters["石岚"]
    turn_people(archive, [one], Turn("title", FIRST, value="senior"), NOW)
    assert [(row["value"], row.get("until")) for row in facts(archive, one, "title")] == [
        ("first", EVE),
        ("senior", None),
    ]
    # Entered afterwards, an earlier title ends where the later one began.
    turn_people(archive, [one], Turn("title", date(2025, 9, 1), value="second"), NOW)
    assert facts(archive, one, "title")[-1]["until"] == EVE
    turn_people(archive, [one], Turn("honour", FIRST, value="backbone", level="county"), NOW)
    turn_people(archive, [one], Turn("retire", EVE, value="退休"), NOW)
    assert facts(archive, one, "school")[0]["until"] == EVE
    assert facts(archive, one, "employment") == [{"fact": "employment", "value": "退休", "since": FIRST}]
    with pytest.raises(UserError, match=r"moving\.nobody"):
        turn_people(archive, [one], Turn("leave", TODAY), NOW)
    turn_people(archive, [one], Turn("return", TODAY, rosters["old"]), NOW)
    assert [row["since"] for row in facts(archive, one, "school")] == [date(2019, 9, 1), TODAY]
    assert facts(archive, one, "employment")[0]["until"] == TODAY - timedelta(days=1)
    with pytest.raises(UserError, match=r"moving\.which-school"):
        turn_people(archive, [one], Turn("move", TODAY), NOW)


def test_a_renamed_school_is_found_by_its_former_name(archive, rosters, tmp_path):
    rename(archive, rosters["old"], "云溪中心小学", FIRST, NOW, today=TODAY, short="云溪")
    found = school_detail(archive, rosters["old"])
    assert (found.name, found.past) == ("云溪中心小学", (SchoolPast("renamed", FIRST, "云溪小学"),))
    with SearchIndex(tmp_path / "index.db") as index:
        index.catch_up(archive)
        assert rosters["old"] in index.find("云溪小学").ids
    with pytest.raises(UserError, match=r"moving\.ahead"):
        rename(archive, rosters["old"], "别名小学", date(2026, 9, 1), NOW, today=TODAY)


def test_a_school_is_called_as_on_the_day(archive, rosters):
    for day, name in ((date(2020, 9, 1), "石桥中心小学"), (FIRST, "云溪镇小学")):
        rename(archive, rosters["new"], name, day, NOW, today=TODAY, short=name[:2])
    content = records.get(archive, rosters["new"]).content
    called = [
        name_on(content, day, short=True)
        for day in (date(2019, 9, 1), date(2020, 8, 31), date(2020, 9, 1), EVE, FIRST)
    ]
    assert called == ["石桥小学", "石桥小学", "石桥中心小学", "石桥中心小学", "云溪"]
    assert name_on(content, TODAY) == "云溪镇小学"
    undated = {"name": "今名", "changes": ({"change": "renamed", "on": None, "name": "旧名"},)}
    assert name_on(undated, EVE) == "今名"


def test_a_merger_takes_people_and_seats_along_and_leaves_the_past(archive, rosters):
    turn_people(archive, [rosters["石岚"]], Turn("leave", date(2025, 12, 31)), NOW)
    wanted = Merging(rosters["old"], rosters["new"], FIRST)
    told = preview(archive, wanted)
    assert (told.people, told.communities) == (("林晓岚", "秦朗"), ("明德—云溪",))
    change_id = merge(archive, wanted, NOW)
    assert person_detail(archive, rosters["秦朗"], TODAY).school_id == rosters["new"]
    assert person_detail(archive, rosters["石岚"], TODAY).school_id is None
    members = records.get(archive, rosters["community"]).content["members"]
    assert [(one["school_id"], one.get("since"), one.get("until")) for one in members] == [
        (rosters["us"], None, None),
        (rosters["old"], date(2025, 9, 1), EVE),
        (rosters["new"], FIRST, None),
    ]
    activity = records.get(archive, rosters["activity"]).content
    assert activity["schools"][0]["school_id"] == rosters["old"]
    assert school_detail(archive, rosters["old"]).past[0].kind == "into"
    took = SchoolPast("took", FIRST, "云溪小学", rosters["old"])
    assert school_detail(archive, rosters["new"]).past == (took,)
    undo(archive, change_id, NOW)
    assert person_detail(archive, rosters["秦朗"], TODAY).school_id == rosters["old"]
    assert not school_detail(archive, rosters["new"]).past
    with pytest.raises(UserError, match=r"moving\.holder"):
        preview(archive, Merging(rosters["us"], rosters["new"], FIRST))


def test_a_split_is_noted_with_both(archive, rosters):
    split(archive, rosters["old"], FIRST, NOW, new_name="云溪第二小学")
    (past,) = school_detail(archive, rosters["old"]).past
    assert (past.kind, past.name) == ("split", "云溪第二小学")
    assert school_detail(archive, past.other_id).past[0].name == "云溪小学"


def test_what_is_entered_bears_the_name_of_who_enters(archive, rosters):
    first = authors(archive).now
    name_author(archive, " 王丽 ")
    with change(archive, "activity.create", NOW) as writing:
        made = writing.create("activity", {"topic": "听课", "starts_on": TODAY, "state": "held"})
    assert records.get(archive, made).entered_by == "王丽"
    assert authors(archive).before == (first,)
    assert records.get(archive, rosters["activity"]).entered_by == first
