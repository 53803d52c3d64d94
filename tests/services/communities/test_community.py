"""Members, duties and domains are dated rows whose past stays; agreements remind of their end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.changes import change
from edudesk.services.communities.agreements import note_filing, renewal
from edudesk.services.communities.deeds import Turn, turn
from edudesk.services.communities.figures import partner_figures
from edudesk.services.communities.seeing import community_view
from edudesk.services.undo import undo

NOW = datetime(2026, 3, 20, 8, tzinfo=UTC)
TODAY = date(2026, 3, 20)
SINCE = date(2025, 9, 1)


@pytest.fixture
def partner(archive):
    with change(archive, "school.create", NOW) as writing:
        return writing.create("school", {"name": "石桥小学", "phone": "07770001234"})


@pytest.fixture
def community(archive, partner):
    members = (
        {"school_id": archive.holder_id, "role": "lead", "since": SINCE},
        {"school_id": partner, "role": "member", "since": SINCE},
    )
    with change(archive, "community.create", NOW) as writing:
        return writing.create("community", {"name": "明德—石桥", "members": members})


def said(archive, community, day=TODAY):
    view = community_view(archive, community, day)
    return [(one.who, one.code, one.since, one.until, one.when) for one in view.members]


def test_roles_change_from_a_day_on_and_the_past_stays(archive, community, partner):
    row = community_view(archive, community, TODAY).members[1].row
    begins = {"school_id": partner, "role": "neutral", "since": date(2026, 3, 1)}
    made = turn(archive, community, Turn("members", "role", ends=row, begins=begins), NOW)
    ended = ("石桥小学", "member", SINCE, date(2026, 2, 28), "past")
    assert said(archive, community)[1:] == [
        ("石桥小学", "neutral", date(2026, 3, 1), None, "now"),
        ended,
    ]
    left = community_view(archive, community, TODAY).members[1].row
    turn(archive, community, Turn("members", "leave", ends=left, until=date(2026, 3, 10)), NOW)
    assert [one.name for one in community_view(archive, community, TODAY).partners] == []
    assert [one.name for one in community_view(archive, community, date(2026, 3, 5)).partners] == ["石桥小学"]
    with pytest.raises(UserError, match=r"communities\.gone"):
        turn(archive, community, Turn("members", "leave", ends=left, until=TODAY), NOW)
    newest = turn(archive, community, Turn("members", "join", begins=begins | {"since": TODAY}), NOW)
    undo(archive, newest, NOW)
    with pytest.raises(UserError, match=r"undo\.built-on"):
        undo(archive, made, NOW)


def test_a_school_joins_by_its_name_and_only_once(archive, community, partner):
    joining = Turn("members", "join", begins={"role": "member", "since": TODAY}, new_school="新路小学")
    turn(archive, community, joining, NOW)
    assert said(archive, community)[2] == ("新路小学", "member", TODAY, None, "now")
    with pytest.raises(UserError, match=r"communities\.there"):
        again = {"school_id": partner, "role": "member", "since": TODAY}
        turn(archive, community, Turn("members", "join", begins=again), NOW)
    with pytest.raises(UserError, match=r"communities\.before"):
        row = community_view(archive, community, TODAY).members[1].row
        turn(archive, community, Turn("members", "leave", ends=row, until=date(2025, 8, 1)), NOW)


def test_liaisons_and_domains_are_dated_too(archive, community, partner):
    duty = {"duty": "liaison", "name": "石岚", "school_id": partner, "since": SINCE}
    turn(archive, community, Turn("group", "group", begins=duty), NOW)
    row = community_view(archive, community, TODAY).group[0].row
    next_one = {**duty, "name": "罗松", "since": TODAY}
    turn(archive, community, Turn("group", "group", ends=row, begins=next_one), NOW)
    subject = {"domain": "subject", "value": "chinese", "since": SINCE}
    turn(archive, community, Turn("domains", "domain", begins=subject), NOW)
    view = community_view(archive, community, TODAY)
    assert [(one.who, one.school, one.when) for one in view.group] == [
        ("罗松", "石桥小学", "now"),
        ("石岚", "石桥小学", "past"),
    ]
    assert [one.words.zh for one in view.domains] == ["语文"]


def agreement(archive, community, **more):
    content = {
        "name": "帮扶协议书",
        "community_id": community,
        "signed_on": SINCE,
        "starts_on": SINCE,
        "ends_on": date(2027, 8, 31),
        **more,
    }
    with change(archive, "agreement.create", NOW) as writing:
        return writing.create("agreement", content)


@pytest.mark.parametrize(
    ("more", "state", "days_left"),
    [
        ({}, "running", 529),
        ({"signed_on": None}, "unsigned", 529),
        ({"ends_on": TODAY + timedelta(days=60)}, "ending", 60),
        ({"ends_on": TODAY + timedelta(days=61)}, "running", 61),
        ({"ends_on": TODAY + timedelta(days=61), "warn_days": 90}, "ending", 61),
        ({"ends_on": TODAY - timedelta(days=1)}, "ended", -1),
        ({"starts_on": TODAY + timedelta(days=1)}, "ahead", 529),
    ],
)
def test_an_agreement_reminds_before_its_end(archive, community, more, state, days_left):
    agreement(archive, community, **more)
    (line,) = community_view(archive, community, TODAY).agreements
    assert (line.state, line.days_left, line.warns) == (state, days_left, state in {"ending", "ended"})


def test_renewing_keeps_parties_and_words_and_takes_the_next_days(archive, community, partner):
    parties = ({"school_id": archive.holder_id, "party": "甲方"}, {"school_id": partner, "party": "乙方"})
    kept = {"parties": parties, "aims": "共同进步", "content": "每学期送教 3 次", "basis": "区教育局通知"}
    first = agreement(archive, community, number="1号", ends_on=date(2026, 8, 31), **kept)
    note_filing(archive, first, date(2025, 9, 20), NOW, "帮扶协议书")
    content = renewal(records.get(archive, first))
    days = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 8, 31)}
    assert content == {"name": "帮扶协议书", "community_id": community, **kept, **days}
    with change(archive, "agreement.create", NOW) as writing:
        writing.create("agreement", {**content, "signed_on": TODAY})
    view = community_view(archive, community, date(2026, 8, 1))
    assert [(one.state, one.renewed, one.filed_on) for one in view.agreements] == [
        ("ahead", False, None),
        ("ending", True, date(2025, 9, 20)),
    ]
    assert view.partners[0].agreement is not None
    assert view.partners[0].agreement.id == first  # the one that holds today, not the one to come


def test_figures_of_a_partner_lead_to_its_records(archive, community, partner):
    other = {"school_id": archive.holder_id, "side": "helper"}, {"school_id": partner, "side": "helped"}
    held = {"topic": "送教", "state": "held", "community_id": community, "schools": other}
    with change(archive, "import", NOW) as writing:
        ids = [
            writing.create("activity", {**held, "starts_on": day})
            for day in (date(2026, 3, 3), date(2026, 3, 10))
        ]
        writing.create("activity", {**held, "starts_on": date(2025, 10, 8)})
        writing.create("activity", {**held, "starts_on": date(2026, 3, 11), "state": "planned"})
        writing.create("same-event", {"first_id": ids[0], "second_id": ids[1]})
        wish = {"topic": "要一位音乐老师", "community_id": community, "school_id": partner, "state": "open"}
        request = writing.create("request", {**wish, "asked_on": date(2026, 3, 5)})
    figures = partner_figures(archive, community, (partner,), "2025-2")[partner]
    assert (figures.count("activity"), figures.records["activity"]) == (1, tuple(ids))
    assert (figures.count("exchange"), figures.records["request"]) == (0, (request,))
