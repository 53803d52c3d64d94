"""The next step of every rule of every scheme leads to where what it asks for is entered."""

from datetime import UTC, date, datetime

import pytest

from edudesk.services.adopting import adopt, shipped_scheme, shipped_schemes
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.services.standing.view import OwedRow
from edudesk.texts import Texts

NOW = datetime(2025, 9, 20, 8, tzinfo=UTC)
WINTER = date(2025, 12, 1)


class Follower:
    """A school with one partner and no other record, following one scheme after another."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        with change(archive, "community.create", NOW) as writing:
            partner = writing.create(
                "school", {"name": "丽光学校", "kind": "primary", "location": "township"}
            )
            members = [{"school_id": archive.holder_id, "role": "lead"}]
            members += [{"school_id": partner, "role": "member"}]
            self.community = writing.create("community", {"name": "结对", "members": tuple(members)})

    def owed(self, scheme_id: str) -> tuple[OwedRow, ...]:
        """Return what 首页 says is owed under a scheme."""
        scheme = shipped_scheme(scheme_id)
        adopt(self.archive, self.community, scheme, since=date(2025, 9, 1), settings={}, now=NOW)
        return home_view(Standing(self.archive), None, WINTER, Texts("zh")).owed


@pytest.fixture
def follower(archive: Archive) -> Follower:
    return Follower(archive)


def test_no_scheme_asks_for_what_has_no_place_to_be_entered(follower: Follower) -> None:
    owed = {row.rule[1]: row for scheme_id in shipped_schemes() for row in follower.owed(scheme_id)}
    assert len(owed) > 100
    assert not [rule for rule, row in owed.items() if row.step.kind == "see-rule"]
    assert {row.step.kind for row in owed.values()} >= {"group", "members", "record", "arrange", "write"}


def test_who_leads_is_written_in_the_community_and_never_planned(follower: Follower) -> None:
    row = next(row for row in follower.owed("primary-central-bundle") if row.rule[1] == "leading-group")
    assert (row.step.label, row.step.arguments) == ("去填", {"community_id": follower.community})
    assert [piece.text for piece in row.sentence] == [
        "组长还差 1 项，牵头方有人参加还差 1 项，对方有人参加还差 1 项"
    ]


def test_duties_that_are_missing_are_named(follower: Follower) -> None:
    row = next(row for row in follower.owed("songzi") if row.rule[1] == "liaison-bodies")
    assert row.sentence[0].text == "还差行政服务联络、教学教研联络、教师发展联络、学生发展联络"


def test_an_achievement_is_entered_with_the_kind_that_counts(follower: Follower) -> None:
    row = next(row for row in follower.owed("provincial-kindergarten") if row.rule[1] == "paper")
    assert (row.step.kind, row.step.label, row.step.arguments["type"]) == ("record", "去登记", "achievement")
    assert row.step.arguments["content"] == {"community_id": follower.community, "kind": "paper"}


def test_a_paper_that_is_counted_is_entered_under_its_name(follower: Follower) -> None:
    row = next(row for row in follower.owed("home-school") if row.rule[1] == "parents-school")
    content = row.step.arguments["content"]
    assert (content["kind"], content["title"]) == ("parents-school", row.name)
    assert "state" not in content
