"""What stands twice is proposed to be one, and only that; a no is remembered, a yes can be taken back."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from edudesk.models.archive import RecordHead
from edudesk.services.changes import change
from edudesk.services.communities.answers import (
    confirm,
    joined_pairs,
    look_again,
    part,
    proposals,
    refuse,
    refused,
    shown,
)
from edudesk.services.communities.proposals import Proposal
from edudesk.services.facts import collect_facts
from edudesk.services.status import chosen_community, communities
from edudesk.services.undo import undo

NOW = datetime(2025, 11, 20, 8, tzinfo=UTC)
DAY = date(2025, 11, 4)


def written(archive, type_code, content, owner=None):
    """Write a record, as one that came from another school where an ``owner`` is named."""
    with change(archive, f"{type_code}.create", NOW) as writing:
        made = writing.create(type_code, content)
    if owner is not None:
        with archive.write() as connection:
            connection.execute(update(RecordHead).where(RecordHead.id == made).values(owner_id=owner))
    return made


def school(archive, name, **more):
    return written(archive, "school", {"name": name, **more})


def told(archive, owner, schools, *, kind="joint-research", day=DAY, topic="同上一节课"):
    content = {
        "topic": topic,
        "state": "held",
        "starts_on": day,
        "kinds": (kind,),
        "schools": tuple({"school_id": one} for one in schools),
    }
    return written(archive, "activity", content, owner)


def pairs(archive):
    return [(one.sort, {one.first, one.second}, one.basis) for one in proposals(archive)]


def test_a_school_is_known_again_by_its_code_or_by_name_and_county(archive):
    one, coded = (
        school(archive, "白石小学", code="2145000001"),
        school(archive, "白石中心校", code="2145000001"),
    )
    near, same = school(archive, "松坡小学", county="云杉区"), school(archive, "松坡小学", county="云杉区")
    school(archive, "松坡小学", county="枫林县")
    school(archive, "松坡小学")
    school(archive, "白石小学", county="云杉区", code="2145000002")
    assert pairs(archive) == [
        ("school", {one, coded}, "code"),
        ("school", {near, same}, "name-county"),
    ]


def test_a_community_that_both_sides_keep_is_joined_and_counts_what_either_filed(archive):
    here = archive.holder_id
    lead, other = school(archive, "白石小学"), school(archive, "松坡小学")
    seats = [{"school_id": one, "role": "member"} for one in (lead, here)]
    theirs = written(archive, "community", {"name": "白石共同体", "members": tuple(seats)}, lead)
    ours = written(archive, "community", {"name": "白石结对", "members": tuple(seats)})
    apart = ({"school_id": other, "role": "member"}, seats[0])
    written(archive, "community", {"name": "另一个", "members": apart}, other)
    assert pairs(archive) == [("community", {theirs, ours}, "members")]
    filed = {"state": "held", "starts_on": DAY, "kinds": ("joint-research",)}
    for community, owner in ((theirs, lead), (ours, None)):
        written(archive, "activity", {"topic": "教研", "community_id": community, **filed}, owner)

    def counted(community):
        return len(collect_facts(archive, community).activities)

    assert (counted(ours), counted(theirs)) == (1, 1)
    confirm(archive, proposals(archive)[0], "成员相同", NOW)
    assert [one.title for one in communities(archive)] == ["白石结对", "另一个"]
    assert chosen_community(archive, theirs).id == ours
    assert (counted(ours), proposals(archive)) == (2, ())


def test_people_are_never_proposed_by_name_alone(archive):
    here = archive.holder_id
    first, other = (
        written(archive, "person", {"name": "李静", "phone": "13800001234", "birth_month": "1988-03"})
        for _ in range(2)
    )
    written(archive, "person", {"name": "李静", "phone": "13900005678"})
    born = [
        written(
            archive,
            "person",
            {"name": "王岚", "birth_month": month, "facts": ({"fact": "school", "school_id": here},)},
        )
        for month in ("1990-01", "1990-01", "1991-02")
    ]
    assert pairs(archive) == [
        ("person", {first, other}, "name-phone"),
        ("person", set(born[:2]), "name-birth"),
    ]
    words = shown(archive, proposals(archive)[:1], "zh")[0]
    assert ("138****1234", "138****1234") in [(one.first, one.second) for one in words.facts]


@pytest.fixture
def partner(archive):
    return school(archive, "石桥小学")


def test_an_event_that_both_sides_wrote_is_proposed(archive, partner):
    us, third = archive.holder_id, school(archive, "第三小学")
    both = told(archive, None, (us, partner)), told(archive, partner, (us, partner))
    told(archive, None, (us, third), topic="到第三小学")
    told(archive, partner, (us, partner), kind="donation", day=date(2025, 11, 5))
    told(archive, None, (us, partner), kind="lecture", day=date(2025, 11, 5))
    told(archive, None, (us, partner), day=date(2025, 11, 6))
    told(archive, None, (us, partner), day=date(2025, 11, 6))
    assert pairs(archive) == [("event", set(both), "day-schools-kind")]
    (words,) = shown(archive, proposals(archive), "zh")
    assert words.owners == ("明德实验小学", "石桥小学")
    assert ("2025-11-04", "2025-11-04", False) in [
        (one.first, one.second, one.differs) for one in words.facts
    ]
    assert any("石桥小学" in one.second for one in words.facts)


def test_of_one_day_those_that_are_most_alike_are_proposed(archive, partner):
    us = archive.holder_id
    ours = [told(archive, None, (us, partner), topic=topic) for topic in ("数学", "语文")]
    theirs = [told(archive, partner, (us, partner), topic=topic) for topic in ("语文", "数学")]
    found = pairs(archive)
    assert [ids for _sort, ids, _basis in found] == [{ours[0], theirs[1]}, {ours[1], theirs[0]}]
    confirm(archive, proposals(archive)[0], "同一天", NOW)
    assert pairs(archive) == found[1:]
    refuse(archive, ours[1], theirs[0])
    assert pairs(archive) == []


def test_a_partner_known_by_name_is_compared_once_it_is_joined(archive, partner):
    own_record = school(archive, "石桥小学")
    us = archive.holder_id
    mine, theirs = told(archive, None, (us, partner)), told(archive, own_record, (us, own_record))
    assert pairs(archive) == []
    joint = Proposal("school", partner, own_record, "code")
    made = confirm(archive, joint, "标识码相同", NOW)
    assert [ids for _sort, ids, _basis in pairs(archive)] == [{mine, theirs}]
    undo(archive, made, NOW)
    assert pairs(archive) == []


def test_what_was_joined_is_parted_and_a_no_is_looked_at_again(archive):
    first, other = school(archive, "白石小学", code="1"), school(archive, "白石校", code="1")
    proposal = proposals(archive)[0]
    made = confirm(archive, proposal, "标识码相同", NOW)
    assert pairs(archive) == []
    undo(archive, made, NOW)
    assert [ids for _sort, ids, _basis in pairs(archive)] == [{first, other}]
    confirm(archive, proposal, "标识码相同", NOW)
    (link,) = joined_pairs(archive, "zh")
    assert (link.titles, link.basis) == (("白石小学", "白石校"), "标识码相同")
    part(archive, link.link, NOW)
    assert (pairs(archive), joined_pairs(archive, "zh")) == ([], ())
    assert [one.titles for one in refused(archive)] == [("白石小学", "白石校")]
    look_again(archive, first, other)
    assert (len(pairs(archive)), refused(archive)) == (1, ())
