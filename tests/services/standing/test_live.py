"""The facts in memory are those of the tables after whatever was written."""

from datetime import date

import pytest

from edudesk.services import records
from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.demonstration import DEMO_DAY, DEMO_NOW
from edudesk.services.facts import collect_facts
from edudesk.services.facts.collecting import source_of
from edudesk.services.facts.work import activities
from edudesk.services.standing import live, touched
from edudesk.services.standing.live import Standing
from edudesk.services.status import communities, term_status
from edudesk.services.undo import undo
from tests.services.standing.writer import NOW, Writer


def agrees(standing: Standing, archive: Archive) -> None:
    """Hold what is in memory against the tables, read as a whole."""
    standing.catch_up()
    kept = {one.record.id: one.facts for one in standing._kept.values()}
    assert list(kept) == [one.id for one in communities(archive)]
    for community_id, facts in kept.items():
        assert facts == collect_facts(archive, community_id)
    with archive.read() as connection:
        assert standing.loose == activities(source_of(connection, ""))
        assert standing.latest == live._entered_last(connection)
    for record in records.all_of(archive, "activity"):
        assert standing.topic(record.id) == record.title


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_in_step_equals_what_is_read_as_a_whole(demo: Archive, seed: int) -> None:
    standing, writer = Standing(demo), Writer(demo, seed)
    agrees(standing, demo)
    for number in range(12):
        writer.write()
        if number % 4 == 3:
            undo(demo, writer.changes.pop(), NOW)
        agrees(standing, demo)


def test_an_activitys_edit_reads_nothing_else_again(demo: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    standing = Standing(demo)
    before = standing.at(None, DEMO_DAY)
    whole: list[object] = []
    monkeypatch.setattr(live, "collected", whole.append)
    wanted = before[0].facts.activities[-1].id
    with change(demo, "activity.edit", NOW) as writing:
        writing.edit(wanted, {"kinds": ("lecture",)})
    after = standing.at(None, DEMO_DAY)
    assert whole == []
    assert after[0].facts.people is before[0].facts.people
    assert after[0].facts.activities[0] is before[0].facts.activities[0]
    assert after[1] is before[1]
    agrees(standing, demo)


def test_a_large_import_is_read_as_a_whole(demo: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    standing, writer = Standing(demo), Writer(demo, 9)
    standing.catch_up()
    monkeypatch.setattr(touched, "MANY", 3)
    with change(demo, "import", NOW) as writing:
        for _ in range(5):
            writer.create_activity(writing)
    agrees(standing, demo)


def test_every_type_of_record_is_known_to_be_read_or_not() -> None:
    from edudesk.models.registry import record_types

    # A package that is taken back changes what records say without a new revision of theirs.
    read_whole = {"community", "same-as", "same-event", "arrival"}
    assert record_types().keys() == touched.SECTIONS.keys() | touched.SILENT | read_whole | touched.ATTACHED


@pytest.mark.parametrize("code", [None, TermCode(2025, 1), TermCode(2025, 2)])
def test_the_standing_is_that_of_the_command_line(look: Archive, code: TermCode | None) -> None:
    found = Standing(look).at(code, DEMO_DAY)
    wanted = [term_status(look, one, code or TermCode(2025, 2), DEMO_DAY) for one in communities(look)]
    assert [one.evaluation for one in found] == [one.evaluation for one in wanted]
    assert [(one.term, one.adoption) for one in found] == [(one.term, one.adoption) for one in wanted]


def test_nothing_written_means_nothing_reckoned_again(look: Archive) -> None:
    standing = Standing(look)
    first = standing.at(None, DEMO_DAY)
    assert not standing.catch_up()
    assert all(one is other for one, other in zip(first, standing.at(None, DEMO_DAY), strict=True))


def test_a_community_without_a_scheme_is_named_and_stops_nothing(archive: Archive) -> None:
    standing = Standing(archive)
    assert standing.at(None, DEMO_DAY) == ()
    assert standing.communities == ()
    with change(archive, "community.create", NOW) as writing:
        made = writing.create(
            "community",
            {"name": "结对", "members": ({"school_id": archive.holder_id, "role": "lead"},)},
        )
    assert standing.at(None, DEMO_DAY) == ()
    assert [one.id for one in standing.without_scheme] == [made]
    adopt(archive, made, shipped_scheme("qinnan"), since=date(2025, 9, 1), settings={}, now=NOW)
    assert [one.community.id for one in standing.at(None, DEMO_DAY)] == [made]
    assert standing.without_scheme == ()
    # Before it was adopted there was none.
    assert standing.at(TermCode(2023, 1), DEMO_DAY) == ()


def test_a_scheme_that_cannot_be_read_is_as_good_as_none(archive: Archive) -> None:
    with change(archive, "community.create", NOW) as writing:
        made = writing.create("community", {"name": "结对"})
        writing.create(
            "adoption",
            {
                "community_id": made,
                "scheme_id": "newer",
                "scheme_version": "9",
                "scheme_text": 'format = "edudesk-scheme 9"',
                "scheme_hash": "0" * 64,
                "since": date(2025, 9, 1),
            },
        )
    standing = Standing(archive)
    assert standing.at(None, DEMO_DAY) == ()
    assert [one.id for one in standing.without_scheme] == [made]


def test_linked_records_stand_for_each_other_at_once(demo: Archive) -> None:
    standing = Standing(demo)
    standing.catch_up()
    with change(demo, "link", DEMO_NOW) as writing:
        twin = writing.create("school", {"name": "石榴湾小学校"})
        schools = records.all_of(demo, "school")
        real = next(one.id for one in schools if one.content["short_name"] == "石榴湾小学")
        writing.create("same-as", {"first_id": twin, "second_id": real})
    agrees(standing, demo)
