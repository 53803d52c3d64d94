"""The pane beside the list: the seven facts with every name resolved."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from PIL import Image

from edudesk.errors import UserError
from edudesk.services.attaching import attach
from edudesk.services.changes import change
from edudesk.services.evidence import Decoder, DerivedFiles
from edudesk.services.listing.detail import detail
from edudesk.services.listing.thumbnails import thumbnail
from edudesk.services.records import get

from .conftest import NOW


@pytest.fixture
def research(village):
    """Return a joint lesson at the partner's with people of both sides, groups and files."""
    ours = village.create("person", name="李晨", facts=({"fact": "school", "school_id": village.ours},))
    theirs = village.create("person", name="梁文", facts=({"fact": "school", "school_id": village.far},))
    made = village.activity(
        "多边形的面积",
        date(2025, 12, 3),
        kinds=("joint-research",),
        starts_at=time(14, 30),
        ends_at=time(16, 30),
        form="onsite",
        host_id=village.far,
        place="三楼会议室",
        subjects=("maths",),
        schools=({"school_id": village.ours}, {"school_id": village.far}),
        people=(
            {"person_id": ours, "role": "lecturer"},
            {"person_id": theirs},
            {"name": "韦老师", "side": "helper"},
            {"name": "数学教师", "count": 8, "side": "helped"},
            {"name": "家长", "count": 3},
        ),
        units=({"unit": "time", "amount": Decimal(1)}, {"unit": "period", "amount": Decimal("1.5")}),
        result="定下 4 个例题教法",
        rating="good",
    )
    village.file(made, taken_at=datetime(2025, 12, 9, 9), place_in_list=2)
    village.file(made, "sign-in", media_type="application/pdf", place_in_list=1)
    village.delete(village.file(made, "slides"))
    return made


def test_the_seven_facts_stand_with_their_names(village, research):
    found = detail(village.archive, research)
    assert (found.topic, found.state, found.place, found.result) == (
        *("多边形的面积", "held", "三楼会议室", "定下 4 个例题教法"),
    )
    assert found.rating
    assert found.rating.zh == "良好"
    assert (found.starts_on, found.starts_at, found.ends_at) == (
        date(2025, 12, 3),
        time(14, 30),
        time(16, 30),
    )
    assert [(amount, unit.zh) for amount, unit in found.amounts] == [
        (Decimal(1), "次"),
        (Decimal("1.5"), "课时"),
    ]
    assert (found.host, found.host_ours) == ("丽光学校", False)
    assert found.form is not None
    assert [label.zh for label in (*found.kinds, *found.subjects)] == ["联合教研", "数学"]
    assert [(one.short_name, one.side, one.ours) for one in found.schools] == [
        ("明德实验小学", "helper", True),
        ("丽光", "helped", False),
    ]
    assert (found.owner, found.ours, found.entered_by, found.entered_at) == (
        "明德实验小学",
        True,
        "周敏",
        NOW,
    )


def test_people_stand_on_their_side(village, research):
    found = detail(village.archive, research).people
    assert [(one.name, one.count, one.side, one.ours, one.role and one.role.zh) for one in found] == [
        ("李晨", None, "helper", True, "主讲"),
        ("梁文", None, "helped", False, None),
        ("韦老师", None, "helper", True, None),
        ("数学教师", 8, "helped", False, None),
        ("家长", 3, "other", False, None),
    ]


def test_files_come_in_their_order_and_a_photo_of_another_day_says_so(village, research):
    found = detail(village.archive, research).evidence
    assert [(one.kind_label.zh, one.picture, one.other_day) for one in found] == [
        ("签到表", False, False),
        ("照片", True, True),
    ]


def test_it_says_how_often_it_was_written_and_that_it_lies_in_the_bin(village, research):
    with change(village.archive, "activity.edit", NOW) as writing:
        writing.edit(research, {"result": "改过"})
    village.delete(research)
    found = detail(village.archive, research)
    assert (found.revisions, found.deleted, found.result) == (3, True, "改过")


def test_nothing_but_topic_and_day_is_enough(village):
    found = detail(village.archive, village.activity(community_id=None))
    assert (found.host, found.place, found.people, found.evidence) == ("", "", (), ())


def test_what_is_no_activity_has_no_such_pane(village):
    for other in (village.community, "01a2009d-10a3-746c-a1ed-000000000000"):
        with pytest.raises(UserError, match="record.none"):
            detail(village.archive, other)


def test_a_thumbnail_is_kept_and_made_again_where_it_was_cleared(village, tmp_path):
    made = village.activity()
    Image.new("RGB", (900, 600), "navy").save(tmp_path / "a.jpg")
    attached = attach(village.archive, made, tmp_path / "a.jpg", datetime(2025, 9, 25, tzinfo=UTC))
    sha256 = get(village.archive, attached.evidence_id).content["sha256"]
    first = thumbnail(village.archive, sha256)
    assert first is not None
    DerivedFiles(village.archive.derived).clear()
    assert thumbnail(village.archive, sha256) is None
    with Decoder() as decoder:
        assert thumbnail(village.archive, sha256, decoder) == first
        assert thumbnail(village.archive, "0" * 64, decoder) is None
    assert thumbnail(village.archive, sha256) == first


def test_what_is_no_picture_has_no_thumbnail(village, tmp_path):
    (tmp_path / "a.txt").write_text("签到", "utf-8")
    made = attach(village.archive, village.activity(), tmp_path / "a.txt", NOW)
    sha256 = get(village.archive, made.evidence_id).content["sha256"]
    with Decoder() as decoder:
        assert thumbnail(village.archive, sha256, decoder) is None
