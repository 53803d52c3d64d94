"""Both versions of a conflict are shown, and the owner's choice settles it everywhere."""

from pathlib import Path

import pytest

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.receiving.conflicts import choose, conflicts
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.texts import Texts
from tests.services.receiving.packing import NOW, TODAY, copied, lesson, receive, send

ZH = Texts("zh")


@pytest.fixture
def beside(both: Path, sender: Archive, tmp_path: Path) -> Archive:
    """Return the archive of a school of which a second machine changed the same activity."""
    with open_archive(copied(both / "helper", tmp_path / "second"), NOW) as second:
        with change(second, "activity.edit", NOW) as writing:
            writing.edit(lesson(second).id, {"topic": "第二台改的", "process": "两节课"})
        with change(sender, "activity.edit", NOW) as writing:
            writing.edit(lesson(sender).id, {"topic": "第一台改的"})
        receive(sender, send(second, tmp_path / "second.zip", edition="same-school"), changed_key=True)
    return sender


def test_both_versions_are_shown_field_by_field(beside: Archive) -> None:
    (found,) = conflicts(beside, ZH)
    assert (found.ours, found.owner, len(found.versions)) == (True, "明德实验小学", 2)
    fields = {one.name: one for one in found.fields}
    assert set(fields["topic"].words) == {"第一台改的", "第二台改的"}
    assert fields["topic"].differs
    assert set(fields["process"].words) == {"", "两节课"}
    assert not fields["starts_on"].differs
    assert "林可" in fields["people"].words[0]


def test_the_first_page_says_what_waits_for_a_choice_until_it_is_made(
    beside: Archive, receiver: Archive, tmp_path: Path
) -> None:
    standing = Standing(beside)
    waiting = home_view(standing, None, TODAY, ZH).waiting
    assert waiting is not None
    assert "1 条" in waiting.text
    receive(receiver, send(beside, tmp_path / "one.zip"))
    assert home_view(Standing(receiver), None, TODAY, ZH).waiting is None  # their owner chooses
    (found,) = conflicts(beside, ZH)
    choose(beside, found.record_id, found.versions[0].revision_id, NOW)
    assert home_view(standing, None, TODAY, ZH).waiting is None


def test_a_later_conflict_is_noticed_by_a_page_that_is_open_already(
    both: Path, sender: Archive, tmp_path: Path
) -> None:
    standing = Standing(sender)
    assert home_view(standing, None, TODAY, ZH).waiting is None
    with open_archive(copied(both / "helper", tmp_path / "second"), NOW) as second:
        with change(second, "plan.create", NOW) as writing:
            plan = writing.create("plan", {"title": "帮扶计划"})
        receive(sender, send(second, tmp_path / "plan.zip", edition="same-school"), changed_key=True)
        for archive, title in ((second, "第二台的计划"), (sender, "第一台的计划")):
            with change(archive, "plan.edit", NOW) as writing:
                writing.edit(plan, {"title": title})
        assert home_view(standing, None, TODAY, ZH).waiting is None
        receive(sender, send(second, tmp_path / "again.zip", edition="same-school"))
    assert home_view(standing, None, TODAY, ZH).waiting is not None


def test_a_choice_settles_it_for_everybody(beside: Archive, receiver: Archive, tmp_path: Path) -> None:
    receive(receiver, send(beside, tmp_path / "one.zip"))
    (seen,) = conflicts(receiver, ZH)
    assert not seen.ours
    with pytest.raises(UserError, match="record.not-ours"):
        choose(receiver, seen.record_id, seen.versions[0].revision_id, NOW)
    (found,) = conflicts(beside, ZH)
    topics = dict(zip(found.fields[0].words, found.versions, strict=True))
    first, second = topics["第一台改的"], topics["第二台改的"]
    choose(beside, found.record_id, first.revision_id, NOW, {"process": second.revision_id})
    chosen = records.get(beside, found.record_id)
    assert (chosen.title, chosen.content["process"], chosen.conflicted) == ("第一台改的", "两节课", False)
    assert conflicts(beside, ZH) == ()
    taken = receive(receiver, send(beside, tmp_path / "two.zip"))
    assert taken.numbers["newer"] == 1
    assert conflicts(receiver, ZH) == ()
    assert records.get(receiver, found.record_id).title == "第一台改的"
    with pytest.raises(UserError, match="receiving.no-conflict"):
        choose(beside, found.record_id, first.revision_id, NOW)


def test_deleted_beside_changed_is_a_conflict_too(both: Path, sender: Archive, tmp_path: Path) -> None:
    with open_archive(copied(both / "helper", tmp_path / "second"), NOW) as second:
        with change(second, "activity.delete", NOW) as writing:
            writing.delete(lesson(second).id)
        with change(sender, "activity.edit", NOW) as writing:
            writing.edit(lesson(sender).id, {"topic": "还要用"})
        receive(sender, send(second, tmp_path / "second.zip", edition="same-school"), changed_key=True)
    (found,) = conflicts(sender, ZH)
    gone = next(one for one in found.versions if one.deleted)
    choose(sender, found.record_id, gone.revision_id, NOW)
    assert records.get(sender, found.record_id).deleted
    assert conflicts(sender, ZH) == ()
